"""Plain text: lines, their gaps and numbers, and the blocks they make up."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from loftespor.ingest.accounts import PageRead, counted
from loftespor.ingest.drafts import Draft
from loftespor.ingest.file_read import Drafted
from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import Line, clean_line
from loftespor.ingest.markers import Marker, find_marker, is_labelled, open_ends
from loftespor.ingest.text.encoding import decode, with_line_feeds
from loftespor.ingest.text.notes import take_notes

# A text whose lines are this long on average has no line breaks of a page: each line is a paragraph as it stands.
_UNWRAPPED = 200
_TITLE_LABEL = re.compile(r"(?:TITTEL|Tittel|TITLE):\s*")
_LINE_NUMBER = re.compile(r"(?:^|\s)(\d{1,5})$")
_CHAPTER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÆØÅ«\"])")
_CAPTION = re.compile(r"(?:Figur|Tabell|Bilde|Kjelde|Kilde|Foto)\b")
_RUNNING = re.compile(r"\d{1,4}$|\d{1,4} [•|] \S|.{3,60} [•|] (?:[Ss]ide )?\d{1,4}$")
_SENTENCE_END = tuple(".!?:;")
_HEADING_LENGTH = 110
_FEWEST_NUMBERED = 3
# A line ends where its author ended it when the next word would have fitted with this much of the width to spare.
_DELIBERATE = 0.92


def read_text(data: bytes, path: Path) -> Drafted:
    """The drafts of a plain text; form feeds divide its pages. Raises UnreadableFileError for what is no text."""
    text, warnings = decode(data, path)
    drafts, pages = _drafts(text)
    read = tuple(PageRead(counted(page)) for page in text.split("\f")[:pages])
    return Drafted(drafts, pages, warnings, read)


def _drafts(text: str) -> tuple[list[Draft], int]:
    """The drafts and the number of pages."""
    pages = with_line_feeds(text).rstrip("\f\n ").split("\f")
    lines = [line for number, page in enumerate(pages, start=1) for line in _lines(page, number)]
    if not lines:
        return [], len(pages)
    if sum(len(line.text) for line in lines) > _UNWRAPPED * len(lines):
        return _unwrapped(lines), len(pages)
    return _wrapped(lines), len(pages)


def _lines(page: str, number: int) -> list[Line]:
    """The lines of a page that hold something; `gap` counts the blank lines above."""
    lines: list[Line] = []
    blank = 0
    for raw in page.split("\n"):
        line = clean_line(raw, page=number, gap=float(blank), indent=float(len(raw) - len(raw.lstrip())))
        if line.text:
            lines.append(line)
            blank = 0
        else:
            blank += 1
    return lines


def _unwrapped(lines: Sequence[Line]) -> list[Draft]:
    """Each line a paragraph to the letter; a short first line with a gap below is the title."""
    first = lines[0]
    label = _TITLE_LABEL.match(first.text)
    titled = label is not None or (len(lines) > 1 and len(first.text) <= 2 * _UNWRAPPED and lines[1].gap >= 1)
    if label:
        first = first.cut(0, label.end(), "marker")
    drafts = [Draft("heading", (first,), level=1)] if titled else [Draft("paragraph", (first,))]
    return drafts + [Draft("paragraph", (line,)) for line in lines[1:]]


def _wrapped(lines: Sequence[Line]) -> list[Draft]:
    single = _without_running(_without_numbers(_single_spaced(lines)))
    body, notes = take_notes(single)
    return [*_Composer(body).drafts(), *notes]


def _single_spaced(lines: Sequence[Line]) -> list[Line]:
    """The lines as if the text were single spaced: in double spaced text every gap holds one line too many.

    Told by lines that go on in lower case after a blank line. The first line of a page may start with a space
    and stand directly below the last: that is no paragraph's end.
    """
    inside = [b.gap for _, b in itertools.pairwise(lines) if b.text[:1].islower()]
    if not inside or Counter(inside).most_common(1)[0][0] != 1.0:
        return list(lines)
    return [replace(line, gap=max(0.0, line.gap - 1.0)) for line in lines]


def _without_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines without the line numbers at their ends, where the document has them; kept as `number`."""
    ends = [int(found[1]) if (found := _LINE_NUMBER.search(line.text)) else None for line in lines]
    steps = sum(b is not None and a is not None and b == a + 1 for a, b in itertools.pairwise(ends))
    throughout = len(lines) >= _FEWEST_NUMBERED and ends[0] == 1 and steps == len(lines) - 1
    if not throughout and steps < max(5, 0.6 * len(lines)):
        return list(lines)
    return [_unnumbered(line) if end is not None else line for line, end in zip(lines, ends, strict=True)]


def _unnumbered(line: Line) -> Line:
    found = _LINE_NUMBER.search(line.text)
    assert found is not None  # noqa: S101  only called for lines that end in a number
    return replace(line.cut(found.start(1), len(line.text), "line_number"), number=int(found[1]))


def _without_running(lines: Sequence[Line]) -> list[Line]:
    return [line.emptied("running") if _RUNNING.match(line.text) else line for line in lines]


@dataclass(slots=True)
class _Composer:
    """Groups wrapped lines to blocks."""

    lines: Sequence[Line]

    def drafts(self) -> list[Draft]:
        """The blocks in order, without footnotes."""
        groups = self._groups()
        below = [*groups[1:], None]
        return _levelled([self._draft(group, following) for group, following in zip(groups, below, strict=True)])

    def _groups(self) -> list[list[Line]]:
        width = _width(self.lines)
        groups: list[list[Line]] = []
        last: Line | None = None
        for line, below in zip(self.lines, [*self.lines[1:], None], strict=True):
            starts = last is None or _is_lead_in(last, line, below) or _starts(last, line, groups[-1], width)
            if groups and (not line.text or not starts):
                groups[-1].append(line)
            else:
                groups.append([line])
            last = line if line.text else last
        return groups

    def _draft(self, group: list[Line], following: list[Line] | None) -> Draft:
        first = next((line for line in group if line.text), group[0])
        chapter = _CHAPTER.match(first.text)
        words = " ".join(line.text for line in group if line.text)
        if chapter and _could_be_heading(words) and (len(chapter[1]) < 3 or "." in chapter[1]):
            lines = _cut_first(group, chapter.end())
            return Draft("heading", lines, marker=chapter[1], level=chapter[1].count(".") + 1)
        marker = find_marker(first.text)
        if marker and _is_item(marker, words):
            return Draft("list_item", _cut_first(group, marker.end), marker=marker.text, level=1)
        if following and _could_be_heading(words) and not _CAPTION.match(words):
            return Draft("heading", join_lines(group), level=1)
        return Draft("paragraph", join_lines(group))


def _levelled(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with headings that bear no number one level below the numbered heading above them."""
    done: list[Draft] = []
    deepest = 0
    for draft in drafts:
        if draft.kind == "heading" and draft.marker:
            deepest = draft.level or 1
        elif draft.kind == "heading":
            draft = replace(draft, level=deepest + 1)
        done.append(draft)
    return done


def _width(lines: Sequence[Line]) -> int:
    """The number of characters a full line holds: what all but the longest twentieth of the lines stay below."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _starts(last: Line, line: Line, group: list[Line], width: int) -> bool:
    """Whether a line starts a new block after the last line of the group."""
    begun = next((old for old in group if old.text), last)
    upper = not line.text[:1].islower()
    marker = find_marker(line.text)
    if marker and _is_item(marker, line.text):
        return (
            marker.style == "bullet" or line.gap >= 1 or last.text.endswith(_SENTENCE_END) or _ended(last, line, width)
        )
    if is_labelled(line.text) or is_labelled(last.text):
        return upper
    if line.gap >= 1 or (line.page != last.page and last.text.endswith(_SENTENCE_END)):
        return upper or last.text.endswith(_SENTENCE_END)
    if _CHAPTER.match(line.text) and _could_be_heading(line.text) and _ended(last, line, width):
        return True
    if upper and _CHAPTER.match(begun.text) and _could_be_heading(begun.text) and _ended(last, line, width):
        return True
    return upper and _ended(last, line, width)


def _is_lead_in(last: Line, line: Line, below: Line | None) -> bool:
    """Whether the line alone leads into the list below it: 'Byen vil:' after a full sentence."""
    return (
        below is not None
        and line.text.endswith(":")
        and line.text[:1].isupper()
        and last.text.endswith(_SENTENCE_END)
        and find_marker(below.text) is not None
    )


def _is_item(marker: Marker, words: str) -> bool:
    return len(words) > marker.end and marker.style != "decimal"


def _ended(last: Line, line: Line, width: int) -> bool:
    """Whether the last line ended before it was full: the next word would have fitted."""
    if last.text.rsplit(" ", 1)[-1].casefold() in open_ends():
        return False
    word = len(line.text.split(" ", 1)[0])
    return len(last.text) + 1 + word < _DELIBERATE * width


def _could_be_heading(words: str) -> bool:
    """Whether the words look like a heading: short, beginning with a capital or number, no full stop."""
    return (
        len(words) <= _HEADING_LENGTH
        and (words[:1].isupper() or words[:1].isdigit() or words[:1] in '«"')
        and not words.endswith((".", ",", ";", ":"))
        and "://" not in words
        and not is_labelled(words)
    )


def _cut_first(group: list[Line], end: int) -> tuple[Line, ...]:
    """The lines of the group joined, the first one that has words without its marker."""
    place = next(i for i, line in enumerate(group) if line.text)
    cut = group[place].cut(0, end, "marker")
    return join_lines([*group[:place], cut, *group[place + 1 :]])

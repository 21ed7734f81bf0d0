"""Segments of a PDF page: words that stand together on one baseline, before anybody asks about columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

import numpy as np

from loftespor.ingest.document import Box
from loftespor.ingest.lines import Anchor, Line, Taken, clean_line
from loftespor.ingest.markers import find_marker
from loftespor.ingest.pdf.words import Flags, Floats, Word, Words

# Words further apart than this many times their size stand in different segments; lines put them together again.
_FAR = 0.9
# A marker is at most this many times its size away from its text.
_MARK_REACH = 2.5
_MARKER_REACH = 4.5
_STEP = 8.0
# A mark has less than this share of the size of its text, and so many characters ('*', '12', '1,2').
_SMALLER, _LONGEST_MARK = 0.88, 5
# Square and cubic metres, the latter also of gas under standard conditions.
_UNIT = re.compile(r"(?:^|[^\w])[kcdmSN]?m$")
_RAISED = re.compile(r"(?:\d{1,3}|\*{1,3})(?:,\d{1,3})*,?$")
_NUMBER = re.compile(r"\d{1,5}$")

Box4: TypeAlias = tuple[float, float, float, float]


class Segment:
    """Words on one baseline without a wide gap between them; coordinates from the page's top left corner.

    `base` is the baseline of its largest word, `size` what most of its characters have, `number` the line number that
    stood in the margin beside it. (A plain class: a page has a hundred, and all pages' segments are held until the
    running matter is known; so words of one type are kept as their edges alone.)
    """

    __slots__ = ("_edges", "_words", "base", "bold", "number", "size", "text", "x0", "x1", "y0", "y1")

    def __init__(self, words: Sequence[Word], number: int | None = None) -> None:
        first = words[0]
        _, self.x0, self.y0, self.x1, self.y1, self.size, self.bold, self.base, *_ = first
        self.number = number
        self._words: tuple[Word, ...] | None = tuple(words)
        self._edges: Floats | None = None
        if len(words) == 1:
            self.text = first.text
            return
        self.text = "".join([word.text if word.glued else f" {word.text}" for word in words]).strip()
        self.y0, self.y1 = min([word.y0 for word in words]), max([word.y1 for word in words])
        self.x1 = max([word.x1 for word in words])
        self.size = _weighted(words)
        self.bold = _mostly_bold(words)
        self.base = max(words, key=_size).base

    @classmethod
    def of_one_type(cls, text: str, box: Box4, *, size: float, bold: bool, base: float, edges: Floats) -> "Segment":
        """A segment of words of one type on one line; `edges` are the left and right edge of each."""
        made = cls.__new__(cls)
        made.text, made.number = text, None
        made.x0, made.y0, made.x1, made.y1 = box
        made.size, made.bold, made.base = size, bold, base
        made._words, made._edges = None, edges
        return made

    @property
    def plain(self) -> bool:
        """Whether all its words are of one type and stand on one line."""
        return self._words is None or (len(self._words) == 1 and not self._words[0].link)

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words; those of a plain segment are made anew."""
        if self._words is not None:
            return self._words
        assert self._edges is not None  # noqa: S101  either the words or their edges are kept
        return tuple(
            Word(text, x0, self.y0, x1, self.y1, self.size, self.bold, self.base)
            for text, (x0, x1) in zip(self.text.split(" "), self._edges.tolist(), strict=True)
        )

    def with_words(self, words: Sequence[Word]) -> "Segment":
        """A segment of these words with the line number of this one."""
        return Segment(words, self.number)


def _size(word: Word) -> float:
    return word.size


def _weighted(words: Iterable[Word]) -> float:
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _mostly_bold(words: Iterable[Word]) -> bool:
    bold = total = 0
    for word in words:
        total += len(word.text)
        bold += len(word.text) if word.bold else 0
    return bold > 0.6 * total


def segments_of(words: Words) -> list[Segment]:
    """The segments of a page in the order its words were written."""
    if not len(words):
        return []
    bounds = np.flatnonzero(~_following(words)).tolist()
    bounds.append(len(words))
    mixed = _mixed(words, bounds)
    edges = np.column_stack((words.x0, words.x1))
    boxes = _boxes(words, bounds)
    texts = words.texts
    firsts = bounds[:-1]
    types = zip(words.size[firsts].tolist(), words.bold[firsts].tolist(), words.base[firsts].tolist(), strict=True)
    segments = []
    for start, end, box, (size, bold, base), is_mixed in zip(firsts, bounds[1:], boxes, types, mixed, strict=True):
        if is_mixed:
            first, *rest = words.rows(range(start, end))
            segments.append(Segment([first._replace(glued=False), *rest]))
        else:
            text = " ".join(texts[start:end]) if end - start > 1 else texts[start]
            segments.append(Segment.of_one_type(text, box, size=size, bold=bold, base=base, edges=edges[start:end]))
    return segments


def _following(words: Words) -> Flags:
    """For each word whether it goes on the segment of the word before it."""
    size = np.maximum(np.maximum(words.size[1:], words.size[:-1]), 4.0)
    gap = words.x0[1:] - words.x1[:-1]
    base = _levelled(words, gap)
    step = np.abs(base[1:] - base[:-1])
    near = (gap > -0.5 * size) & (gap < _FAR * size) & ~words.hyphen[:-1]
    return np.concatenate(([False], near & ((step < 0.25 * size) | words.glued[1:])))


def _levelled(words: Words, gap: Floats) -> Floats:
    """The baselines of words, that of a raised mark being the one of the word it is written after."""
    text_size = words.size[:-1]
    rise = words.base[:-1] - words.base[1:]
    smaller = (words.size[1:] < _SMALLER * text_size) & (np.abs(gap) < 0.25 * text_size)
    raised = np.flatnonzero(smaller & (rise > 0.1 * text_size) & (rise < 0.8 * text_size)) + 1
    marks = [place for place in raised.tolist() if _RAISED.match(words.texts[place])]
    if not marks:
        return words.base
    base = words.base.copy()
    base[marks] = base[[place - 1 for place in marks]]
    return base


def _mixed(words: Words, bounds: Sequence[int]) -> list[bool]:
    """For each segment whether its words differ in type, are glued together or hold a link."""
    odd = words.glued.copy()
    for column in (words.y0, words.y1, words.size, words.bold, words.base):
        odd[1:] |= column[1:] != column[:-1]
    odd[bounds[:-1]] = False
    if words.link is not None:
        odd |= words.link != ""
    mixed: list[bool] = np.logical_or.reduceat(odd, bounds[:-1]).tolist()
    return mixed


def _boxes(words: Words, bounds: Sequence[int]) -> Iterator[Box4]:
    """The boxes of segments whose words are of one type."""
    firsts = bounds[:-1]
    x1 = np.maximum.reduceat(words.x1, firsts).tolist()
    return zip(words.x0[firsts].tolist(), words.y0[firsts].tolist(), x1, words.y1[firsts].tolist(), strict=True)


def with_markers(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with lone markers, and the raised numbers of notes, joined to the text right of them.

    Before columns are looked for: the bullets of a right column lie left of its text, often in the gutter.
    """
    lone = [place for place, segment in enumerate(segments) if is_lone_marker(segment) or _is_mark(segment)]
    if not lone:
        return list(segments)
    rows = _rows(segments)
    joined = dict(enumerate(segments))
    for place in lone:
        marker = segments[place]
        near = {i: joined[i] for i in _near(rows, marker) if i != place and i in joined}
        target = _right_of(marker, list(near.values()))
        if target is not None:
            at = next(i for i, segment in near.items() if segment is target)
            joined[at] = Segment((*marker.words, *target.words), target.number)
            del joined[place]
    return [joined[place] for place in sorted(joined)]


def _rows(segments: Sequence[Segment]) -> dict[int, list[int]]:
    """The places of the segments by height, in steps of some points."""
    rows: dict[int, list[int]] = {}
    for place, segment in enumerate(segments):
        rows.setdefault(int(segment.base // _STEP), []).append(place)
    return rows


def _near(rows: dict[int, list[int]], segment: Segment) -> list[int]:
    step = int(segment.base // _STEP)
    return [place for near in (step - 1, step, step + 1) for place in rows.get(near, ())]


def is_lone_marker(segment: Segment) -> bool:
    """Whether a segment is nothing but a list marker."""
    text = segment.text
    if len(text) > 6 or _NUMBER.match(text):
        return False
    marker = find_marker(f"{text} x")
    return marker is not None and marker.end >= len(text)


def _right_of(marker: Segment, near: Sequence[Segment]) -> Segment | None:
    """The segment the marker belongs to: on its baseline, nearest to the right."""
    reach = _MARKER_REACH * max(marker.size, 6.0)
    stands_before = _raised_before if _is_mark(marker) else _same_row
    right = [s for s in near if -1.0 < s.x0 - marker.x1 < reach and stands_before(marker, s)]
    return min(right, key=lambda segment: segment.x0, default=None)


def _is_mark(segment: Segment) -> bool:
    """Whether a segment could be nothing but the mark of a note."""
    return len(segment.text) <= _LONGEST_MARK and bool(_RAISED.match(segment.text))


def _raised_before(mark: Segment, text: Segment) -> bool:
    """Whether a mark is smaller than a text, stands higher, and not as far from it as the number at a chart's edge."""
    if text.x0 - mark.x1 > _MARK_REACH * text.size:
        return False
    return mark.size < _SMALLER * text.size and 0.1 * text.size < text.base - mark.base < 0.8 * text.size


def _same_row(a: Segment, b: Segment) -> bool:
    return abs(a.base - b.base) < 0.35 * max(a.size, b.size)


def rows_of(segments: Iterable[Segment]) -> list[list[Segment]]:
    """The segments that stand on one baseline together, from top to bottom, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.base, s.x0)):
        if rows and abs(rows[-1][0].base - segment.base) < 0.4 * max(rows[-1][0].size, segment.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def line_of(segments: Sequence[Segment], page: int) -> Line:
    """The line that segments on one baseline make, raised note marks taken out."""
    ordered = sorted(segments, key=_left) if len(segments) > 1 else segments
    first = ordered[0]
    marks: list[Taken] = []
    words: Sequence[Word] = ()
    if len(ordered) == 1 and first.plain:
        text, size, bold = first.text, first.size, first.bold
    else:
        words = [word for segment in ordered for word in segment.words]
        size, bold = _weighted(words), _mostly_bold(words)
        text, marks = _unmarked(words, size)
    box = Box(
        page, round(first.x0, 1), round(min([s.y0 for s in ordered]), 1),
        round(max([s.x1 for s in ordered]), 1), round(max([s.y1 for s in ordered]), 1),
    )  # fmt: skip
    number = next((s.number for s in ordered if s.number is not None), None)
    if number is not None:
        marks.append(Taken("line_number", str(number), 0))
    line = clean_line(text, page=page, box=box, number=number, size=size, bold=bold, indent=first.x0, taken=marks)
    return _anchored(line, words) if any(word.link for word in words) else line


def _anchored(line: Line, words: Sequence[Word]) -> Line:
    """The line with its links: one anchor for words of one address in a row. A note mark is no longer in the line."""
    anchors: list[Anchor] = []
    end = 0
    for address, group in groupby(words, key=lambda word: word.link):
        start = None
        for shown in (clean_line(word.text).text for word in group):
            place = line.text.find(shown, end) if shown else -1
            if place >= 0:
                start, end = place if start is None else start, place + len(shown)
        if address and start is not None:
            anchors.append(Anchor(start, end, address))
    return replace(line, anchors=tuple(anchors))


def _left(segment: Segment) -> float:
    return segment.x0


def _unmarked(words: Sequence[Word], size: float) -> tuple[str, list[Taken]]:
    """The text of words on a line without raised note marks, and these."""
    pieces: list[str] = []
    marks: list[Taken] = []
    length = 0
    for place, word in enumerate(words):
        if word.size < _SMALLER * size and _is_raised(words, place, size):
            marks.append(Taken("note_mark" if place else "marker", word.text, length))
            continue
        piece = word.text if word.glued or not pieces else f" {word.text}"
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), marks


def _is_raised(words: Sequence[Word], place: int, size: float) -> bool:
    """Whether a word is a note mark: small digits above the line, directly after a word, and no power of a unit; or the
    mark that a note begins with.
    """
    word = words[place]
    if not _RAISED.match(word.text):
        return False
    if not place:
        return len(words) > 1 and word.base < words[1].base - 0.1 * size
    before = words[place - 1]
    if word.text in "23" and _UNIT.search(before.text):
        return False
    above = before.base - 0.1 * size + (0.2 * size if before.size < _SMALLER * size else 0.0)
    return word.base < above and word.x0 - before.x1 < 0.4 * size

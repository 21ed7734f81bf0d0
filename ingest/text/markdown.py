"""Markdown: headings, paragraphs, list items, tables, quotes and footnotes; marks of emphasis are taken out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from loftespor.ingest.document import BlockKind
from loftespor.ingest.drafts import Draft
from loftespor.ingest.file_read import Drafted
from loftespor.ingest.inline import ADDRESSES
from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import Anchor, Line, clean_line
from loftespor.ingest.text.encoding import decode, with_line_feeds

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$")
_ITEM = re.compile(r"(\s*)([-*+•–]|\d{1,4}[.)]|[a-zæøå]{1,2}\))\s+(?=\S)")
_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:\s*")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
# What is taken out of a line: the group 'keep' is what stays.
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,20})\]")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{0,2000})\)")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|~~|`)")


@dataclass(slots=True)
class _Open:
    kind: BlockKind
    lines: list[Line]
    marker: str | None = None
    level: int | None = None
    parent: int | None = None


@dataclass(slots=True)
class _Reader:
    """The drafts so far, the block being read, and the list items it may lie below."""

    drafts: list[Draft] = field(default_factory=list)
    open: _Open | None = None
    items: list[tuple[int, int]] = field(default_factory=list)  # indent and draft of each open item
    page: int = 1

    def close(self) -> None:
        block, self.open = self.open, None
        if block is None:
            return
        if block.kind in ("heading", "table"):
            self.items.clear()
        self.drafts.append(Draft(block.kind, join_lines(block.lines), block.marker, block.level, block.parent))

    def begin(self, kind: BlockKind, line: Line, *, marker: str | None = None, level: int | None = None) -> None:
        self.close()
        self.open = _Open(kind, [line], marker, level)

    def begin_item(self, raw: str, found: re.Match[str]) -> None:
        """A list item, below the items whose marker stands further left."""
        self.close()
        indent = len(found[1].expandtabs(4))
        while self.items and self.items[-1][0] >= indent:
            self.items.pop()
        parent = self.items[-1][1] if self.items else None
        line = _inline(clean_line(raw, page=self.page).cut(0, found.end() - len(found[1]), "marker"))
        self.items.append((indent, len(self.drafts)))
        self.open = _Open("list_item", [line], found[2], len(self.items), parent)


def read_markdown(data: bytes, path: Path) -> Drafted:
    """The drafts of a Markdown text; form feeds divide its pages. Raises UnreadableFileError for what is no text."""
    text, warnings = decode(data, path)
    reader = _Reader()
    pages = with_line_feeds(text).rstrip("\f\n ").split("\f")
    for number, page in enumerate(pages, start=1):
        reader.page = number
        lines = page.split("\n")
        place = 0
        while place < len(lines):
            place = _read_at(lines, place, reader)
    reader.close()
    return Drafted(reader.drafts, len(pages), warnings)


def _read_at(lines: list[str], place: int, reader: _Reader) -> int:
    """Read what begins at a line; the place after it."""
    raw = lines[place]
    following = lines[place + 1] if place + 1 < len(lines) else ""
    if not raw.strip():
        reader.close()
        return place + 1
    if _FENCE.match(raw):
        return _read_fence(lines, place, reader)
    if "|" in raw and _TABLE_RULE.match(following) and "|" in following:
        return _read_table(lines, place, reader)
    if reader.open is None and not _HEADING.match(raw) and not _ITEM.match(raw) and _is_underlined(following):
        level = 1 if following.strip().startswith("=") else 2
        reader.begin("heading", _inline(clean_line(raw, page=reader.page)), level=level)
        reader.close()
        return place + 2
    _read_line(raw, reader)
    return place + 1


def _is_underlined(following: str) -> bool:
    return bool(_UNDERLINE.match(following)) and len(following.strip()) >= 2


def _read_line(raw: str, reader: _Reader) -> None:
    line = clean_line(raw, page=reader.page)
    heading, item, note = _HEADING.match(line.text), _ITEM.match(raw), _NOTE.match(line.text)
    if heading:
        line = line.cut(len(heading[1]) + 1 + len(heading[2]), len(line.text), "marker").cut(
            0, heading.start(2), "marker"
        )
        reader.begin("heading", _inline(line), level=len(heading[1]))
        reader.close()
    elif _RULE.match(line.text):
        reader.close()
        reader.drafts.append(Draft("paragraph", (line.emptied("marker"),)))
    elif item:
        reader.begin_item(raw, item)
    elif note:
        reader.begin("footnote", _inline(line.cut(0, note.end(), "marker")), marker=note[1])
    else:
        quoted = re.match(r"(?:>\s?)+", line.text)
        line = _inline(line.cut(0, quoted.end(), "marker") if quoted else line)
        if reader.open is not None:
            reader.open.lines.append(line)
        else:
            reader.begin("paragraph", line)
            if not raw.startswith((" ", "\t")):
                reader.items.clear()


def _read_fence(lines: list[str], place: int, reader: _Reader) -> int:
    """A fenced block: each line a paragraph of its own, as it stands."""
    reader.close()
    end = next((i for i in range(place + 1, len(lines)) if _FENCE.match(lines[i])), len(lines))
    for raw in lines[place + 1 : end]:
        reader.drafts.append(Draft("paragraph", (clean_line(raw, page=reader.page),)))
    return end + 1


def _read_table(lines: list[str], place: int, reader: _Reader) -> int:
    reader.close()
    reader.items.clear()
    table = len(reader.drafts)
    end = next((i for i in range(place, len(lines)) if "|" not in lines[i]), len(lines))
    rows = [_row(lines[i], reader.page) for i in range(place, end) if i != place + 1]
    width = max(map(len, rows))
    filled = [row for row in rows if any(line.text for cell in row for line in cell)]
    if filled:
        reader.drafts.append(Draft("table"))
        reader.drafts += [Draft("table_row", parent=table, cells=(*row, *((),) * (width - len(row)))) for row in filled]
    return end


def _row(raw: str, page: int) -> tuple[tuple[Line, ...], ...]:
    text = raw.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    cells = re.split(r"(?<!\\)\|", text)
    return tuple((_inline(clean_line(cell.replace("\\|", "|"), page=page)),) for cell in cells)


def _inline(line: Line) -> Line:
    """The line without marks of emphasis, note marks and the signs of links, whose words lead to their addresses."""
    for found in reversed(list(_LINK.finditer(line.text))):
        line = _linked(line, found)
    for found in reversed(list(_emphasis_and_notes(line.text))):
        if found[0].startswith("[^"):
            line = line.cut(found.end() - 1, found.end(), "marker").cut(found.start(), found.start() + 2, "marker")
            line = line.cut(found.start(), found.end() - 3, "note_mark")
        else:
            line = line.cut(found.start(), found.end(), "marker")
    return line


def _linked(line: Line, found: re.Match[str]) -> Line:
    """The line with the words of a link alone; those of a picture, or its address, lead nowhere."""
    if not found[1]:
        return line.cut(found.start(), found.end(), "marker", put=found[2])
    if found[2].lower().startswith(ADDRESSES) and not found[0].startswith("!"):
        anchor = Anchor(found.start(1), found.end(1), found[2])
        line = replace(line, anchors=(anchor, *line.anchors))
    line = line.cut(found.end(1), found.end(), "marker")
    return line.cut(found.start(), found.start(1), "marker")


def _emphasis_and_notes(text: str) -> Iterator[re.Match[str]]:
    found = [*_NOTE_MARK.finditer(text), *_paired(text)]
    return iter(sorted(found, key=re.Match.start))


def _paired(text: str) -> list[re.Match[str]]:
    """The marks of emphasis that have a partner; a lone asterisk is a character like others."""
    marks: dict[str, list[re.Match[str]]] = {}
    for found in _EMPHASIS.finditer(text):
        marks.setdefault(found[0], []).append(found)
    return [mark for same in marks.values() for mark in same[: len(same) // 2 * 2]]

"""Words of a web page as drafts: where line breaks part them, markers that were typed, headings that are only bold."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loftespor.ingest.document import BlockKind
from loftespor.ingest.drafts import Draft
from loftespor.ingest.html.inline import Words
from loftespor.ingest.html.lists import typed_marker, word_marker
from loftespor.ingest.html.tables import Cell, Row, table_drafts
from loftespor.ingest.html.tree import Node
from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import Line, clean_line, joined
from loftespor.ingest.markers import Marker, find_marker, is_labelled, leads_in

_CHAPTER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-ZÆØÅ«\"])")
_WORD_LEVEL = re.compile(r"mso-list:l\d+level(\d)")
_MARGIN = re.compile(r"margin-left:(-?\d+(?:\.\d+)?)(pt|cm|in|px|mm)")
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0, "px": 0.75, "mm": 2.835}
_HEADING_LENGTH = 100
_ITEM_LENGTH = 200
_ENDS = (".", ":", "!", "?")


@dataclass(slots=True)
class Slot:
    """What the words of a node become. A `flat` one is one block whatever it holds; of another the first block has its
    kind, and the others are paragraphs below it, which is at `place`.
    """

    node: Node
    kind: BlockKind
    level: int | None = None
    marker: str | None = None
    parent: int | None = None
    flat: bool = False
    place: int | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """A typed item that later ones may lie below: what its marker looks like, its indent, its draft."""

    key: str
    indent: float
    place: int


@dataclass(slots=True)
class Paragraphs:
    """The drafts of a page so far. `above` is the level of the last heading that is marked as one."""

    drafts: list[Draft] = field(default_factory=list)
    above: int = 0
    _items: list[_Item] = field(default_factory=list)
    _last: str = ""
    _titled: bool = False  # a bold heading stands there, which may be the title

    def running(self, lines: Sequence[Line]) -> None:
        """Words that are no part of the text."""
        self.drafts.append(Draft("paragraph", tuple(line.emptied("running") for line in lines)))

    def whole(self, words: Words, slot: Slot) -> None:
        """Words that make one block: a heading, a footnote, a term with what it says."""
        lines = list(join_lines(line for line in words.lines if line.text or line.taken))
        marker = slot.marker
        first = next((place for place, line in enumerate(lines) if line.text), None)
        if first is not None and slot.kind == "heading":
            self.above = slot.level or 1
            chapter = _CHAPTER.match(lines[first].text)
            marker = clean_line(words.marker).text.rstrip(".") or None
            if chapter:
                lines[first], marker = lines[first].cut(0, chapter.end(), "marker"), chapter[1]
        elif first is not None and slot.kind == "footnote" and marker:
            printed = re.match(rf"[\[(]?{re.escape(marker)}[\])]?[.:)]?(?:\s+|(?=\w))", lines[first].text)
            lines[first] = lines[first].cut(0, printed.end(), "marker") if printed else lines[first]
        self._add(Draft(slot.kind, tuple(lines), marker, slot.level, slot.parent))
        self._items.clear()

    def paragraph(self, *lines: Line) -> None:
        """Lines that make one paragraph."""
        self._items.clear()
        if lines:
            self._add(Draft("paragraph", lines))

    def table(self, rows: Sequence[Row], cells: Mapping[int, Cell]) -> None:
        """A table of data with the lines of its cells by number."""
        self._items.clear()
        self.drafts += table_drafts(rows, cells, place=len(self.drafts))

    def flow(self, words: Words, slot: Slot | None, *, node: Node, depth: int, headings: bool) -> None:
        """The words of a block: paragraphs and items. `slot` is the list item they stand in, `node` the block itself,
        `depth` how many lists are open; `headings` says whether bold words may be a heading here.
        """
        held = slot if slot is not None and slot.kind == "list_item" else None
        marker = words.marker
        parts = [list(_segments(part)) for part in _parted(words.lines)]
        for lines, listed, alone in ((*segment, len(part) == 1) for part in parts for segment in part):
            lines = list(join_lines(lines))
            text = joined(lines)
            if not text:
                self.drafts.append(Draft("paragraph", tuple(lines)))
            elif marker:
                self._add_item(lines, word_marker(marker), "", _indent(node), held, depth)
                marker = ""
            elif held is not None and held.place is None:
                self._fill(held, lines)
            elif headings and alone and held is None and all(line.bold for line in lines) and _could_be_heading(text):
                self._add_heading(lines)
            else:
                self._add_plain(lines, held, depth=depth, listed=listed)

    def _fill(self, slot: Slot, lines: list[Line]) -> None:
        """The first words of a list item."""
        typed = typed_marker(lines[0].text, led=True)
        lines = [lines[0].cut(0, typed.end, "marker"), *lines[1:]] if typed else lines
        self._items.clear()
        slot.place = self._add(
            Draft("list_item", tuple(lines), typed.text if typed else slot.marker, slot.level, slot.parent)
        )

    def _add_heading(self, lines: list[Line]) -> None:
        chapter = _CHAPTER.match(lines[0].text)
        lines = [lines[0].cut(0, chapter.end(), "marker"), *lines[1:]] if chapter else lines
        level = self.above + 1 if self.above or not self._titled else 2
        self._titled = True
        self._items.clear()
        self._add(Draft("heading", tuple(lines), chapter[1] if chapter else None, level))

    def _add_plain(self, lines: list[Line], held: Slot | None, *, depth: int, listed: bool) -> None:
        """A paragraph, or an item whose marker was typed; `listed` says that it is one without a marker."""
        typed = typed_marker(lines[0].text, led=bool(self._items) or listed or leads_in(self._last))
        if typed:
            cut = [lines[0].cut(0, typed.end, "marker"), *lines[1:]]
            self._add_item(cut, typed.text, _key(typed), math.inf, held, depth)
        elif listed:
            self._add_item(lines, None, "listed", math.inf, held, depth)
        else:
            self._items.clear()
            self._add(Draft("paragraph", tuple(lines), parent=held.place if held else None))

    def _add_item(
        self, lines: Sequence[Line], marker: str | None, key: str, indent: float, held: Slot | None, depth: int
    ) -> None:
        """An item below those whose markers look unlike its own, or that stand further left where Word wrote them."""
        if any(item.key == key for item in self._items) and key:
            while self._items.pop().key != key:
                pass
        while not key and self._items and self._items[-1].indent >= indent:
            self._items.pop()
        parent = self._items[-1].place if self._items else (held.place if held else None)
        place = self._add(Draft("list_item", tuple(lines), marker, depth + len(self._items) + 1, parent))
        self._items.append(_Item(key, indent, place))

    def _add(self, draft: Draft) -> int:
        self.drafts.append(draft)
        self._last = joined(draft.lines) or self._last
        return len(self.drafts) - 1


def _parted(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between empty ones: two line breaks part paragraphs."""
    part: list[Line] = []
    for line in lines:
        if not line.text and not line.taken:
            if part:
                yield part
            part = []
        else:
            part.append(line)
    if part:
        yield part


def _segments(lines: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The blocks that single line breaks part, and whether each is an item of a list without markers.

    'Vi vil:', 'bygge skoler', 'bygge veier' is such a list; 'Rådhuset', '1234 Elvestad' is one block.
    """
    several = sum(find_marker(line.text) is not None for line in lines) > 1
    listed = _listed_from(lines)
    segment: list[Line] = []
    begun = 0
    for place, line in enumerate(lines):
        if segment and line.text and (place >= listed or _starts(line, segment[-1], led=several)):
            yield segment, begun >= listed
            segment = []
        begun = begun if segment else place
        segment.append(line)
    if segment:
        yield segment, begun >= listed


def _listed_from(lines: Sequence[Line]) -> int:
    """The place of the first of the lines that are a list: two or more below one that leads into it."""
    first = len(lines)
    while first and len(lines[first - 1].text) <= _ITEM_LENGTH and not is_labelled(lines[first - 1].text):
        first -= 1
    for place in range(max(first, 1), len(lines) - 1):
        if leads_in(lines[place - 1].text):
            return place
    return len(lines)


def _starts(line: Line, before: Line, *, led: bool) -> bool:
    """Whether a line begins a new block below another, which only a line break parts from it."""
    return (
        typed_marker(line.text, led=led or leads_in(before.text)) is not None
        or is_labelled(line.text)
        or is_labelled(before.text)
        or (before.text.endswith(_ENDS) and not line.text[0].islower())
    )


def _key(marker: Marker) -> str:
    """What markers of one list have in common."""
    if marker.style == "bullet":
        return marker.text
    return "letter" if marker.style == "roman" else marker.style


def _indent(node: Node) -> float:
    """How far right an item of Word stands: its level, else its margin."""
    level = _WORD_LEVEL.search(node.style)
    margin = _MARGIN.search(node.style)
    if level:
        return float(level[1])
    return float(margin[1]) * _POINTS[margin[2]] if margin else 0.0


def _could_be_heading(text: str) -> bool:
    """Whether a bold paragraph looks like a heading: short, with a capital or number first, no full stop."""
    return (
        len(text) <= _HEADING_LENGTH
        and (text[0].isupper() or text[0].isdigit() or text[0] in '«"')
        and not text.endswith((*_ENDS, ",", ";"))
        and not is_labelled(text)
        and not leads_in(text)
    )

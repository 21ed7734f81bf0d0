"""Blocks of a PDF: its lines in reading order grouped to headings, paragraphs, list items and footnotes."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from loftespor.ingest.document import BlockKind
from loftespor.ingest.drafts import Draft
from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import Line, joined
from loftespor.ingest.markers import Marker, find_marker, leads_in
from loftespor.ingest.pdf_columns import Placed
from loftespor.ingest.pdf_styles import NO_STYLES, Styles, style_of
from loftespor.ingest.pdf_tables import Table, carried_on

_SENTENCE_END = (".", "!", "?", ":", ";", ".»", ".”", '."')
_NOTE = re.compile(r"(\d{1,3})\s*(?=[^\W\d_]|[«\"(])")
_NEAR = 4.0
_GAP = 1.28


@dataclass(frozen=True, slots=True)
class TableHere:
    """A table at its place in reading order."""

    table: Table


Flow: TypeAlias = Placed | TableHere


@dataclass(slots=True)
class _Item:
    """A list item that later ones may lie below: where its marker stood, and which draft it is."""

    x: float
    marker: Marker
    draft: int


@dataclass(slots=True)
class _Open:
    """The block being grown."""

    kind: BlockKind
    lines: list[Line]
    first: Placed
    last: Placed
    marker: Marker | None = None
    level: int | None = None
    parent: int | None = None
    text_x: float = 0.0


class Heading(NamedTuple):
    """The type of a heading, by which its level is told when all of them are known."""

    style: tuple[float, bool]


@dataclass(slots=True)
class Composer:
    """Grows blocks line by line. `emit` takes a finished draft and gives its place; a heading's level is its number in
    `headings`.
    """

    emit: Callable[[Draft], int]
    styles: Styles = NO_STYLES
    notes: frozenset[int] = frozenset()  # ids of the lines that belong to footnotes
    headings: list[Heading] = field(default_factory=list)
    open: _Open | None = None
    items: list[_Item] = field(default_factory=list)

    def compose(self, flow: Iterable[Flow]) -> None:
        """Emit the drafts of the whole document."""
        for piece in flow:
            if isinstance(piece, TableHere):
                self._close()
                self._add_table(piece)
            elif not piece.line.text:
                self._add_empty(piece)
            else:
                self._add(piece)
        self._close()

    def _add_table(self, here: TableHere) -> None:
        self.items.clear()
        table: int | None = None
        for draft in here.table.drafts():
            place = self.emit(replace(draft, parent=table if draft.kind == "table_row" else None))
            table = place if table is None else table

    def _add_empty(self, placed: Placed) -> None:
        if self.open is not None:
            self.open.lines.append(placed.line)
        else:
            self.emit(Draft("paragraph", (placed.line,)))

    def _add(self, placed: Placed) -> None:
        marker = self._marker(placed)
        if self.open is not None and not self._starts(placed, marker):
            self.open.lines.append(placed.line)
            self.open.last = placed
            return
        self._close()
        self._begin(placed, marker)

    def _begin(self, placed: Placed, marker: Marker | None) -> None:
        if id(placed) in self.notes:
            self._begin_note(placed)
            return
        if self.styles.looks_heading(placed) and (marker is None or marker.style in ("number", "decimal")):
            line = (
                placed.line.cut(0, marker.end, "marker")
                if marker and marker.end < len(placed.line.text)
                else placed.line
            )
            kept = marker if line is not placed.line else None
            self.open = _Open("heading", [line], placed, placed, kept)
        elif marker is not None:
            self._begin_item(placed, marker)
        else:
            self.open = _Open("paragraph", [placed.line], placed, placed, text_x=placed.x0)

    def _begin_note(self, placed: Placed) -> None:
        found = _NOTE.match(placed.line.text)
        line = placed.line.cut(0, found.end(), "marker") if found else placed.line
        marker = Marker(found[1], found.end(), "number") if found else None
        self.open = _Open("footnote", [line], placed, placed, marker)

    def _begin_item(self, placed: Placed, marker: Marker) -> None:
        x = placed.x0 - placed.left
        self._unwind(x, marker)
        parent = self.items[-1].draft if self.items else None
        level = len(self.items) + 1
        line = placed.line.cut(0, marker.end, "marker")
        self.open = _Open("list_item", [line], placed, placed, marker, level, parent)
        self.items.append(_Item(x, marker, draft=-1))

    def _unwind(self, x: float, marker: Marker) -> None:
        """Leave on the stack only the items that this one lies below."""
        for depth in range(len(self.items) - 1, -1, -1):
            item = self.items[depth]
            alike = item.marker.style == marker.style and (
                item.marker.style != "bullet" or item.marker.text == marker.text
            )
            follows = marker.value is None or marker.value != 1
            if alike and follows and (abs(item.x - x) <= _NEAR or _counts_on(item.marker, marker)):
                del self.items[depth:]
                return
        while self.items and not self._below(self.items[-1], x, marker):
            self.items.pop()

    @staticmethod
    def _below(item: _Item, x: float, marker: Marker) -> bool:
        if x > item.x + _NEAR:
            return True
        return abs(item.x - x) <= _NEAR and item.marker.style == "number" and marker.style == "letter"

    def _close(self) -> None:
        block, self.open = self.open, None
        if block is None:
            return
        kind = self._settled(block)
        if kind in ("heading", "paragraph") and not self._keeps_list(block, kind):
            self.items.clear()
        marker = block.marker.text if block.marker else None
        level = block.level if kind == "list_item" else None
        if kind == "heading":
            level = len(self.headings)
            self.headings.append(Heading(style_of(block.first)))
        place = self.emit(
            Draft(kind, join_lines(block.lines), marker, level, block.parent, printed_page=block.first.printed)
        )
        if kind == "list_item":
            self.items[-1].draft = place

    def _settled(self, block: _Open) -> BlockKind:
        """The kind of a finished block: what looked like a heading may be a lead-in or a long bold paragraph."""
        if block.kind != "heading":
            return block.kind
        words = joined(block.lines)
        larger = block.first.line.size > 1.3 * self.styles.body
        longest = 250 if larger else 160
        if len(words) > longest or (leads_in(words) and not larger) or (words.endswith(".") and len(words) > 60):
            return "paragraph"
        return "heading"

    def _keeps_list(self, block: _Open, kind: BlockKind) -> bool:
        """Whether a paragraph stands inside the list: indented to the text of an item."""
        return kind == "paragraph" and bool(self.items) and block.first.x0 - block.first.left > self.items[-1].x + _NEAR

    def _marker(self, placed: Placed) -> Marker | None:
        """The list marker of a line, where it can be one there."""
        marker = find_marker(placed.line.text)
        if marker is None or (marker.end >= len(placed.line.text) and marker.style != "bullet"):
            return None
        if id(placed) in self.notes or (self.open is not None and self.open.kind == "footnote" and self._flows(placed)):
            return None
        return marker if self._plausible(marker, placed) else None

    def _plausible(self, marker: Marker, placed: Placed) -> bool:
        block = self.open
        if block is None or not joined(block.lines) or not self._flows(placed):
            return marker.style != "decimal" or self.styles.looks_heading(placed) or block is None
        if marker.style == "bullet" and marker.text not in "–—-·*»":
            return True
        if any(_counts_on(item.marker, marker) for item in self.items) and marker.style != "decimal":
            return True
        if marker.style == "bullet" and any(item.marker.text == marker.text for item in self.items):
            return True
        if marker.style == "number" and marker.value != 1 and placed.line.text[marker.end : marker.end + 1].islower():
            return self._gap(placed) or block.last.line.text.endswith(_SENTENCE_END)
        return self._rests(block, placed) or placed.x0 > block.last.x0 + _NEAR

    def _rests(self, block: _Open, placed: Placed) -> bool:
        """Whether the text before a line has come to rest: a gap, a full stop, a short line."""
        ended = block.last.line.text.endswith(_SENTENCE_END) or self._short(block.last, placed)
        return ended or self._gap(placed) or block.kind == "heading"

    def _flows(self, placed: Placed) -> bool:
        """Whether a line stands below the last one in the same column."""
        last = self.open.last if self.open else None
        if last is None or last.page != placed.page or placed.base <= last.base:
            return False
        # A line that crosses the gutter ends the columns above it; what stands directly below it still flows on.
        directly = abs(placed.x0 - last.x0) < _NEAR and placed.base - last.base < _GAP * 1.2 * self.styles.pitch(last)
        return not placed.begins or directly

    def _gap(self, placed: Placed) -> bool:
        if self.open is None or not self._flows(placed):
            return False
        pitch = max(self.styles.pitch(placed), self.styles.pitch(self.open.last))
        return placed.base - self.open.last.base > _GAP * pitch

    def _short(self, last: Placed, placed: Placed) -> bool:
        """Whether the last line ended before it was full: the next word would have fitted."""
        words = placed.line.text.split(" ", 1)
        word = len(words[0]) / max(1, len(placed.line.text)) * (placed.x1 - placed.x0)
        right = self.styles.right(last)
        return right - last.x1 > word + 0.06 * (right - last.left)

    def _starts(self, placed: Placed, marker: Marker | None) -> bool:
        """Whether a line starts a new block."""
        block = self.open
        if block is None or marker is not None:
            return True
        if (id(placed) in self.notes) != (block.kind == "footnote"):
            return True
        if block.kind == "footnote":
            return bool(_NOTE.match(placed.line.text)) or not self._flows(placed)
        if block.kind == "heading" or self._heads(block, placed):
            return self._starts_after_heading(block, placed)
        if abs(placed.line.size - block.last.line.size) > 0.12 * block.last.line.size and not self._flows_small(placed):
            return True
        if not self._flows(placed):
            return not self._carries_over(block, placed)
        return self._gap(placed) or self._leaves(block, placed) or self._new_paragraph(block, placed)

    def _flows_small(self, placed: Placed) -> bool:
        return self.open is not None and placed.line.text[:1].islower() and not self._gap(placed)

    def _heads(self, block: _Open, placed: Placed) -> bool:
        """Whether a line looks like a heading and is not the bold beginning of an item going on."""
        if not self.styles.looks_heading(placed):
            return False
        if placed.line.text[:1].islower() and self._flows(placed) and not self._gap(placed):
            return False
        goes_on = block.last.line.bold and style_of(placed) == style_of(block.last) and not self._gap(placed)
        return not (goes_on and self._flows(placed))

    def _starts_after_heading(self, block: _Open, placed: Placed) -> bool:
        if style_of(placed) != style_of(block.last) or block.kind != "heading" or not self._flows(placed):
            return True
        roomy = 1.5 * max(placed.line.size, self.styles.pitch(placed) / _GAP)
        return placed.base - block.last.base > roomy or leads_in(joined(block.lines))

    def _carries_over(self, block: _Open, placed: Placed) -> bool:
        """Whether a block goes on in the next column or on the next page."""
        words = joined(block.lines)
        if placed.line.text[:1].islower():
            return not words.endswith(":")
        if words.endswith(_SENTENCE_END) or self._short(block.last, placed):
            return False
        return block.kind != "list_item" or placed.x0 - placed.left > self.items[-1].x + _NEAR if self.items else True

    def _leaves(self, block: _Open, placed: Placed) -> bool:
        """Whether a line after an item stands left of the item's text and begins anew."""
        if block.kind != "list_item" or placed.line.text[:1].islower():
            return False
        marker_x = block.first.x0
        text_x = block.last.x0 if block.last is not block.first else marker_x + _NEAR
        ended = block.last.line.text.endswith(_SENTENCE_END) or self._short(block.last, placed)
        return placed.x0 < text_x - 2 and placed.x0 <= marker_x + _NEAR and ended

    def _new_paragraph(self, block: _Open, placed: Placed) -> bool:
        if placed.line.text[:1].islower():
            return False
        ended = block.last.line.text.endswith(_SENTENCE_END)
        if ended and block.kind == "paragraph" and placed.x0 > block.last.x0 + 1.2 * _NEAR:
            return True
        if not self._short(block.last, placed):
            return False
        return ended or leads_in(block.last.line.text)


def _counts_on(before: Marker, marker: Marker) -> bool:
    """Whether a marker is the next after another: 3. after 2., d) after c)."""
    return (
        marker.value is not None
        and before.value is not None
        and before.style == marker.style
        and before.text[-1] == marker.text[-1]
        and marker.value == before.value + 1
    )


def with_tables_joined(flow: Iterable[Flow]) -> Iterator[Flow]:
    """The flow with tables that run on over a page's end made one; running matter between them comes first."""
    table: TableHere | None = None
    between: list[Flow] = []
    for piece in flow:
        if table is not None and _is_empty(piece):
            between.append(piece)
            continue
        joined_table = carried_on(table.table, piece.table) if table and isinstance(piece, TableHere) else None
        if table is not None and joined_table is None:
            yield table
        yield from between
        between.clear()
        table = TableHere(joined_table) if joined_table else piece if isinstance(piece, TableHere) else None
        if table is None:
            yield piece
    if table is not None:
        yield table
    yield from between


def _is_empty(piece: Flow) -> bool:
    return isinstance(piece, Placed) and not piece.line.text


def note_lines(lines: Sequence[Placed], styles: Styles) -> frozenset[int]:
    """The ids of the lines that are footnotes: small type at the foot of a page, from a number on."""
    found: set[int] = set()
    pages: dict[int, list[Placed]] = {}
    for placed in lines:
        if placed.line.text:
            pages.setdefault(placed.page, []).append(placed)
    for page in pages.values():
        small: list[Placed] = []
        for placed in reversed(page):
            if placed.line.size > 0.92 * styles.body or placed.base < 0.4 * placed.page_height:
                break
            small.append(placed)
        small.reverse()
        first = next((i for i, placed in enumerate(small) if _NOTE.match(placed.line.text)), None)
        if first is not None:
            found.update(id(placed) for placed in small[first:])
    return frozenset(found)

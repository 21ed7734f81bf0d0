"""Blocks of a PDF: its lines in reading order grouped to headings, paragraphs, list items and footnotes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from loftespor.ingest.document import BlockKind
from loftespor.ingest.drafts import Draft
from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import joined
from loftespor.ingest.markers import Marker, leads_in
from loftespor.ingest.pdf.breaks import Breaks, OpenBlock
from loftespor.ingest.pdf.columns import Placed
from loftespor.ingest.pdf.flow import Flow, TableHere
from loftespor.ingest.pdf.levels import Heading
from loftespor.ingest.pdf.lists import NEAR, OpenItems
from loftespor.ingest.pdf.margins import CAPTION
from loftespor.ingest.pdf.notes import note_marker, raised_mark
from loftespor.ingest.pdf.styles import style_of

_CHAPTER = re.compile(r"(\d{1,2})\s+(?=[^\W\d_])")


@dataclass(slots=True)
class Composer:
    """Grows blocks line by line. `emit` takes a finished draft and gives its place; a heading's level is its number in
    `headings`.

    A footnote does not end the block that runs on over the page's end. What a table or figure interrupts waits for its
    rest, and what stood in between comes after it.
    """

    emit: Callable[[Draft], int]
    breaks: Breaks = field(default_factory=Breaks)
    headings: list[Heading] = field(default_factory=list)
    open: OpenBlock | None = None
    note: OpenBlock | None = None
    waiting: OpenBlock | None = None
    behind: list[tuple[Draft, ...]] = field(default_factory=list)
    items: OpenItems = field(default_factory=OpenItems)

    def compose(self, flow: Iterable[Flow]) -> None:
        """Emit the drafts of the whole document."""
        for piece in flow:
            if isinstance(piece, TableHere):
                self._interrupt()
                self._put(piece.table.drafts())
            elif not piece.line.text:
                self._add_empty(piece)
            elif not self._add_note(piece):
                self._add(piece)
        self._close_note()
        self._abandon()

    def _add_empty(self, placed: Placed) -> None:
        block = self.open or self.waiting
        if block is not None:
            block.lines.append(placed.line)
        else:
            self.emit(Draft("paragraph", (placed.line,)))

    def _add_note(self, placed: Placed) -> bool:
        """Take a line that belongs to a note; False for one that does not."""
        in_notes = id(placed) in self.breaks.notes
        marker = note_marker(placed) if raised_mark(placed) else self.breaks.notes.get(id(placed))
        begins = marker is not None or (in_notes and self.note is None)
        if not begins and self.note is not None and not self.breaks.starts_after_note(self.note, placed):
            self.note.add(placed)
            return True
        self._close_note()
        if not begins and not in_notes:
            return False
        line = placed.line.cut(0, marker.end, "marker") if marker else placed.line
        self.note = OpenBlock("footnote", [line], placed, placed, marker)
        return True

    def _close_note(self) -> None:
        if self.note is not None:
            self.emit(_draft(self.note, "footnote"))
            self.note = None

    def _add(self, placed: Placed) -> None:
        block = self.open
        marker = self.breaks.marker(block, placed, self.items)
        goes_on = block is not None and not self.breaks.starts(block, placed, marker, self.items)
        if block is not None and goes_on and (self.waiting is None or style_of(placed) == style_of(block.last)):
            block.add(placed)
            return
        if self.waiting is not None and not self.breaks.interrupts(self.waiting, placed):
            if marker is None and self.breaks.resumes(self.waiting, placed):
                self._close()
                self.open, self.waiting = self.waiting, None
                self.open.add(placed)
                return
            self._abandon()
            block = None
        if block is not None and marker is None and self.breaks.interrupts(block, placed):
            self._interrupt()
        else:
            self._close()
        self.open = self._begun(placed, marker)

    def _begun(self, placed: Placed, marker: Marker | None) -> OpenBlock:
        """The block that a line begins."""
        bookmark = self.breaks.outline.levels.get(id(placed))
        looks = self.breaks.styles.looks_heading(placed) and (marker is None or marker.style in ("number", "decimal"))
        if looks or bookmark is not None:
            cut = marker is not None and marker.end < len(placed.line.text)
            line = placed.line.cut(0, marker.end, "marker") if marker and cut else placed.line
            return OpenBlock("heading", [line], placed, placed, marker if cut else None, bookmark=bookmark)
        if marker is None:
            return OpenBlock("paragraph", [placed.line], placed, placed)
        line = placed.line.cut(0, marker.end, "marker")
        if self.waiting is not None:  # a list within a figure
            return OpenBlock("list_item", [line], placed, placed, marker, 1)
        parent, level = self.items.begin(placed.x0 - placed.left, marker)
        return OpenBlock("list_item", [line], placed, placed, marker, level, parent)

    def _interrupt(self) -> None:
        """Close the open block, or let it wait where it breaks off."""
        block, self.open = self.open, None
        if block is not None and self.waiting is None and self.breaks.unfinished(block):
            self.waiting = block
        else:
            self._finish(block)

    def _close(self) -> None:
        block, self.open = self.open, None
        self._finish(block)

    def _abandon(self) -> None:
        """Give up the rest of what waits, and go on behind it."""
        self._close()
        block, self.waiting = self.waiting, None
        self._finish(block)

    def _finish(self, block: OpenBlock | None) -> None:
        if block is None:
            return
        kind = self._settled(block)
        draft = _draft(block, kind)
        if kind == "heading":
            draft = replace(draft, level=len(self.headings))
            self.headings.append(
                Heading(style_of(block.first), _number(block), block.bookmark, bool(block.first.aside))
            )
        if self.waiting is not None:
            self._put((draft,))
            return
        if kind in ("heading", "paragraph") and not self._keeps_list(block, kind):
            self.items.clear()
        place = self.emit(draft)
        if kind == "list_item" and self.items.last is not None:
            self.items.last.draft = place
            self.items.last.text_x = _text_x(block)
        for drafts in self.behind:
            self._emit_all(drafts)
        self.behind.clear()

    def _put(self, drafts: tuple[Draft, ...]) -> None:
        """Emit what belongs together, or keep it until what waits is finished."""
        if self.waiting is not None or (self.open is not None and self.behind):
            self.behind.append(drafts)
        else:
            self.items.clear()
            self._emit_all(drafts)

    def _emit_all(self, drafts: Iterable[Draft]) -> None:
        table: int | None = None
        for draft in drafts:
            place = self.emit(replace(draft, parent=table) if draft.kind == "table_row" else draft)
            table = place if draft.kind == "table" else table

    def _settled(self, block: OpenBlock) -> BlockKind:
        """The kind of a finished block: what looked like a heading may be a lead-in or a long bold paragraph."""
        if block.kind != "heading" or block.bookmark is not None:
            return block.kind
        words = joined(block.lines)
        if CAPTION.match(words):
            return "paragraph"
        larger = block.first.line.size > 1.3 * self.breaks.styles.body
        longest = 250 if larger else 160
        if len(words) > longest or (leads_in(words) and not larger) or (words.endswith(".") and len(words) > 60):
            return "paragraph"
        return "heading"

    def _keeps_list(self, block: OpenBlock, kind: BlockKind) -> bool:
        """Whether a paragraph stands inside the list: indented to the text of an item."""
        last = self.items.last
        return kind == "paragraph" and last is not None and block.first.x0 - block.first.left > last.x + NEAR


def _draft(block: OpenBlock, kind: BlockKind) -> Draft:
    marker = block.marker.text if block.marker else None
    level = block.level if kind == "list_item" else None
    return Draft(
        kind, join_lines(block.lines), marker, level, block.parent,
        printed_page=block.first.printed, aside=bool(block.first.aside),
    )  # fmt: skip


def _text_x(block: OpenBlock) -> float:
    """Where the further lines of an item begin, from its column's edge; a marker's width behind it where there is one
    line.
    """
    same = [line.indent for line in block.lines[1:] if line.text and line.page == block.first.page]
    return min(same, default=block.first.x0 + NEAR) - block.first.left


def _number(block: OpenBlock) -> str:
    """The number of a heading: its marker, or the one its words begin with ('5 Formuesskatt')."""
    if block.marker is not None:
        return block.marker.text if block.marker.style in ("number", "decimal") else ""
    found = _CHAPTER.match(block.lines[0].text)
    return found[1] if found else ""

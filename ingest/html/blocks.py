"""A web page's nodes as blocks: headings, paragraphs, list items with markers, tables, footnotes.

One walk through the page. What lies outside its main part, or is taken out of it, gives drafts of empty lines, so that
its words are accounted for.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from loftespor.ingest.drafts import Draft
from loftespor.ingest.html.inline import Inline
from loftespor.ingest.html.lists import OpenList, open_list
from loftespor.ingest.html.main import Parts
from loftespor.ingest.html.names import named_level
from loftespor.ingest.html.notes import Notes
from loftespor.ingest.html.paragraphs import Paragraphs, Slot
from loftespor.ingest.html.tables import Cell, Row, kind_of, rows_of
from loftespor.ingest.html.tree import Node, Page, walk
from loftespor.ingest.lines import Line

_LISTS = frozenset({"ul", "ol", "dir", "menu"})
# Where bold words are no heading.
_QUOTES = frozenset({"blockquote", "figure", "td", "th", "dd", "dt"})
# A term and what it says on one line: 'Møtedato' – '13.03.2025'.
_SHORT_TERM, _SHORT_FACT = 40, 80


def read_blocks(page: Page, parts: Parts, notes: Notes, *, base: str) -> list[Draft]:
    """The drafts of a page in reading order; `base` is the address that its links are relative to."""
    begins = sorted((*parts.main, *notes.starts))
    reader = _Reader(page, parts, notes, Inline(base, notes), begins, block=page.root)
    for kind, node, words in walk(page.root):
        if reader.skipped is not None:
            reader.skipped = None if kind == "end" and node is reader.skipped else reader.skipped
        elif kind == "words":
            reader.inline.words(words, out=reader.takes_words)
        elif kind == "start":
            reader.start(node)
        else:
            reader.end(node)
    reader.flush()
    return reader.done.drafts


@dataclass(slots=True)
class _Reader:
    """The blocks so far, and what is open where the walk stands. `out` is the node that is taken out, a block or (then
    its words stand within a block) not; `fold` is the level of the heads of folded parts; `begins` are the numbers
    of main parts and footnotes in order.
    """

    page: Page
    parts: Parts
    notes: Notes
    inline: Inline
    begins: list[int]
    block: Node
    done: Paragraphs = field(default_factory=Paragraphs)
    slots: list[Slot] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    mains: int = 0
    quotes: int = 0
    out: Node | None = None
    out_block: bool = False
    skipped: Node | None = None
    fold: int | None = None
    term_leads: bool | None = None  # whether the last term leads into a list; None before what is said of it

    def start(self, node: Node) -> None:
        """A node begins."""
        is_main = node.number in self.parts.main
        if node.is_block or is_main:
            self._part()
            self.block = node
        self.mains += is_main
        if node.tag in _QUOTES:
            self.quotes += 1
        if self.out is None and node.number in self.parts.out:
            self.out, self.out_block = node, node.is_block and not self._is_flat() and self.mains > 0
        elif self.mains and self.out is None:
            self._open(node)
        if self.skipped is None:
            self.inline.start(node)

    def end(self, node: Node) -> None:
        """A node ends."""
        self.inline.end(node)
        if node.is_block:
            self._part()
        while self.slots and self.slots[-1].node is node:
            self.flush()
            self.slots.pop()
        if self.lists and self.lists[-1].node is node:
            self.lists.pop()
        if node.tag in _QUOTES:
            self.quotes -= 1
        if self.out is node:
            self.out, self.out_block = None, False
        if node.number in self.parts.main:
            self.flush()
            self.mains -= 1

    @property
    def takes_words(self) -> bool:
        """Whether words here are taken out of a block whose other words stay."""
        return self.out is not None and not self.out_block and self.mains > 0

    def flush(self) -> None:
        """Make blocks of the words since the last time."""
        words = self.inline.take()
        lines = [line for line in words.lines if line.text or line.taken]
        slot = self.slots[-1] if self.slots else None
        if not lines:
            return
        if not self.mains or self.out_block:
            self.done.running(lines)
        elif slot is not None and slot.flat:
            self.done.whole(words, slot)
        else:
            self.done.flow(words, slot, node=self.block, depth=len(self.lists), headings=not self.quotes)
            if slot is not None and self.lists:
                self.lists[-1].place = slot.place

    def _is_flat(self) -> bool:
        return bool(self.slots) and self.slots[-1].flat

    def _part(self) -> None:
        """A block begins or ends: within a flat one, and within what is taken out of a block, only a line does."""
        if self._is_flat() or self.takes_words:
            self.inline.break_line()
        else:
            self.flush()

    def _open(self, node: Node) -> None:
        """Open what a node of the main part becomes."""
        if node.number in self.notes.starts:
            self._open_note(node)
        elif self._is_flat():
            return
        elif (level := self._level(node)) is not None:
            self.fold = self.fold if self.fold is not None and level >= self.fold else None
            self.slots.append(Slot(node, "heading", level, flat=True))
        elif node.tag == "summary" or node.number in self.parts.toggles:
            self._open_fold(node)
        elif node.tag in _LISTS:
            self.lists.append(open_list(node))
        elif node.tag == "li":
            self._open_item(node)
        elif node.tag in ("dt", "dd"):
            self._open_term(node)
        elif node.tag == "table":
            self._read_table(node)

    def _level(self, node: Node) -> int | None:
        if node.tag == "p" and "class" in node.attributes:
            return named_level(node.attributes["class"])
        return node.level

    def _open_fold(self, node: Node) -> None:
        """The head of a folded part is a heading below the last that is one outside folded parts."""
        self.flush()
        if self.fold is None:
            self.fold = min(self.done.above + 1, 9)
        self.slots.append(Slot(node, "heading", self.fold, flat=True))

    def _open_note(self, node: Node) -> None:
        """A footnote: a block, or what follows in the block of a node that is none."""
        marker = self.notes.starts[node.number]
        if not node.is_block:
            self.flush()
            if self.slots and self.slots[-1].node is self.block and self.slots[-1].kind == "footnote":
                self.slots.pop()
        self.slots.append(Slot(node if node.is_block else self.block, "footnote", marker=marker, flat=True))

    def _open_item(self, node: Node) -> None:
        above = next((slot for slot in reversed(self.slots) if slot.kind == "list_item"), None)
        outer = self.lists[-2].place if len(self.lists) > 1 else None
        parent = above.place if above is not None else outer
        marker = self.lists[-1].marker(node) if self.lists else "•"
        self.slots.append(Slot(node, "list_item", max(1, len(self.lists)), marker, parent))

    def _open_term(self, node: Node) -> None:
        """A short term and its short fact are one paragraph; of a term that leads into a list the facts are items."""
        if node.tag == "dd":
            self.term_leads = self.parts.sizes.led[node.number] if self.term_leads is None else self.term_leads
            if self.term_leads:
                self.slots.append(Slot(node, "list_item", len(self.lists) + 1))
            return
        self.term_leads = None
        fact = self._after(node)
        more = self._after(fact) if fact is not None else None
        if (
            fact is not None
            and fact.tag == "dd"
            and (more is None or more.tag != "dd")
            and self.parts.sizes.is_short(node, _SHORT_TERM)
            and self.parts.sizes.is_short(fact, _SHORT_FACT)
        ):
            self.slots.append(Slot(fact, "paragraph", flat=True))

    def _after(self, node: Node) -> Node | None:
        """The next node that the same node holds."""
        number = self.parts.sizes.last[node.number] + 1
        after = self.page.nodes[number] if number < len(self.page.nodes) else None
        return after if after is not None and after.parent is node.parent else None

    def _read_table(self, table: Node) -> None:
        """Read a table that holds data; of any other the cells are read like other blocks."""
        rows = [row for row in rows_of(table) if row.node.number not in self.parts.out]
        inside = (self.page.nodes[n] for n in range(table.number + 1, self.parts.sizes.last[table.number] + 1))
        kind = kind_of(rows, inside, self.parts.sizes)
        begun = bisect_left(self.begins, table.number)
        holds = begun < len(self.begins) and self.begins[begun] <= self.parts.sizes.last[table.number]
        if kind == "text" or holds:
            return
        stray, cells = self._cells(table, rows)
        self.skipped = table
        for line in stray:
            self.done.paragraph(line)
        if kind == "labels":
            for row in rows:
                self.done.paragraph(*(line for cell in row.cells for line in cells[cell.number]))
        else:
            self.done.table(rows, cells)

    def _cells(self, table: Node, rows: Sequence[Row]) -> tuple[list[Line], dict[int, Cell]]:
        """The lines of a table outside its cells, and those of each cell by its number."""
        wanted = {cell.number for row in rows for cell in row.cells}
        stray: list[Line] = []
        cells: dict[int, Cell] = {}
        out: Node | None = None
        for kind, node, words in walk(table):
            if kind == "words":
                self.inline.words(words, out=out is not None)
                continue
            if node.number in wanted:
                lines = [line for line in self.inline.take().lines if line.text or line.taken]
                stray += lines if kind == "start" else ()
                cells[node.number] = tuple(lines) if kind == "end" else ()
            elif node.is_block:
                self.inline.break_line()
            if kind == "start":
                out = node if out is None and node.number in self.parts.out else out
                self.inline.start(node)
            else:
                self.inline.end(node)
                out = None if out is node else out
        stray += [line for line in self.inline.take().lines if line.text or line.taken]
        return stray, cells

"""Tables as rows of cells, for the finders that read tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from loftespor.ingest.document import Block, Document


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row: `document.text[start:end]` is its text; an empty cell has start == end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its block and its cells, from left to right."""

    block: Block
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong together; `before` is the text of the last block above them (a caption, a lead-in)."""

    rows: tuple[Row, ...]
    before: str = ""

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above the table, outermost first."""
        return self.rows[0].block.section


def find_tables(document: Document) -> Iterator[Table]:
    """The tables of a document in reading order: rows with the same parent, or that follow one another."""
    rows: list[Row] = []
    before = above = ""
    for block in document.blocks:
        if block.kind == "table":
            continue
        if block.kind == "table_row" and block.cells:
            if rows and rows[-1].block.parent != block.parent:
                yield Table(tuple(rows), above)
                rows = []
            above = above if rows else before
            rows.append(_row(document, block))
            continue
        if rows:
            yield Table(tuple(rows), above)
            rows = []
        before = document.text[block.start : block.end]
    if rows:
        yield Table(tuple(rows), above)


def _row(document: Document, block: Block) -> Row:
    return Row(block, tuple(Cell(start, end, document.text[start:end]) for start, end in block.cells))

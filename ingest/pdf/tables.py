"""Tables of a PDF: rows of cells with their lines, wherever they were found, and how they run on over pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from loftespor.ingest.drafts import Draft
from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import Line, joined
from loftespor.ingest.pdf.segments import Segment, line_of, rows_of, segments_of
from loftespor.ingest.pdf.words import Words

Cell: TypeAlias = tuple[Line, ...]
_EDGE = 4.0
_LEADER = 4  # dots; three may end a sentence


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page; `edges` are the left edges of its columns, `loose` are lines taken out of it."""

    page: int
    top: float
    left: float
    right: float
    rows: tuple[tuple[Cell, ...], ...]
    edges: tuple[float, ...]
    ruled: bool
    printed: str | None = None
    loose: tuple[Line, ...] = ()
    heads: int = 0  # how many of the first rows are its head
    broken: bool = False  # the page ends before a rule closes its last row

    def lines(self) -> Iterator[Line]:
        """The lines of all cells."""
        return (line for row in self.rows for cell in row for line in cell)

    def drafts(self) -> tuple[Draft, ...]:
        """The table and its rows; lines taken out of it come with the first row."""
        rows = [
            (row, 1 if number < self.heads else None)
            for number, row in enumerate(self.rows)
            if any(line.text for cell in row for line in cell)
        ]
        if self.loose and rows:
            first, level = rows[0]
            rows[0] = ((*self.loose, *first[0]), *first[1:]), level
        made = [Draft("table_row", cells=row, level=level, printed_page=self.printed) for row, level in rows]
        return (Draft("table"), *made) if made else ()


def cell_of(words: Words, page: int) -> Cell:
    """The lines of a cell, hyphens at line ends resolved."""
    return cell_lines(segments_of(words), page)


def cell_lines(segments: Sequence[Segment], page: int) -> Cell:
    """The lines that the segments of a cell make."""
    return join_lines(_without_leader(line_of(row, page)) for row in rows_of(segments))


def _without_leader(line: Line) -> Line:
    """A line without the dots that lead from a name to its amount."""
    name = line.text.rstrip(" .…")
    tail = line.text[len(name) :]
    return line.cut(len(name), len(line.text), "running") if tail.count(".") + 3 * tail.count("…") >= _LEADER else line


def carried_on(before: Table, table: Table) -> Table | None:
    """One table of two where the second carries on the first on the next page, else None.

    The repeated head is taken out, however its lines are wrapped; a first row that carries on the last row is
    joined to it.
    """
    if not (before.ruled and table.ruled) or table.page not in (before.page, before.page + 1):
        return None
    if len(before.edges) != len(table.edges) or not _same_edges(before, table):
        return None
    loose = list(before.loose)
    repeated = _repeated(before, table)
    for row in table.rows[:repeated]:
        loose += [line.emptied("running") for number, cell in enumerate(row) if _is_first(row, number) for line in cell]
    rows, kept = list(table.rows[repeated:]), list(before.rows)
    if rows and len(kept) > before.heads and table.page == before.page + 1 and _goes_on(before, kept[-1], rows[0]):
        kept[-1] = tuple(join_lines([*a, *b]) for a, b in zip(kept[-1], rows[0], strict=True))
        rows = rows[1:]
    return replace(before, rows=(*kept, *rows), loose=tuple(loose), page=table.page, broken=table.broken)


def _is_first(row: tuple[Cell, ...], number: int) -> bool:
    """Whether a cell is not the one before it again, as a head that covers several columns is."""
    return not number or row[number] is not row[number - 1]


def _repeated(before: Table, table: Table) -> int:
    """How many of the first rows of a table repeat the head of the one before it."""
    count = 0
    for old, new in zip(before.rows[: max(1, before.heads)], table.rows, strict=False):
        if _words(old) != _words(new):
            break
        count += 1
    return count


def _goes_on(before: Table, last: tuple[Cell, ...], row: tuple[Cell, ...]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    Its first cell is empty, or begins in lower case where the other did not end; or no rule closed the last row.
    """
    first, ended = joined(row[0]), joined(last[0])
    if not first or before.broken:
        return True
    return first[0].islower() and ended[-1:] not in ("", ".", ":", ";", "!", "?") and not all(map(joined, row))


def _same_edges(before: Table, table: Table) -> bool:
    return all(abs(a - b) < _EDGE for a, b in zip(before.edges, table.edges, strict=True))


def _words(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """The letters and digits of the cells: hyphens and spaces differ where a head is wrapped otherwise."""
    return tuple("".join(char for char in joined(cell) if char.isalnum()) for cell in row)

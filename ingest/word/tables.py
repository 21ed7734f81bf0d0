"""Tables of a Word file: which cell stands in which columns and rows."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from loftespor.ingest.lines import Line, joined
from loftespor.ingest.spreadsheet.sheets import Budget
from loftespor.ingest.table_heads import HEAD, head_rows
from loftespor.ingest.word.entries import TableRow
from loftespor.ingest.word.shown import Findings, shown
from loftespor.ingest.word.xml import attribute, child, flag, integer, value

_ROWS, _CELLS = frozenset({"w:tr"}), frozenset({"w:tc"})
_MOST_COLUMNS = 1000


class GridCell(NamedTuple):
    """A cell: its first column, how many it covers, and whether it carries on the one to its left."""

    element: etree._Element
    start: int
    span: int
    carries_on: bool


class GridRow(NamedTuple):
    """A row of cells; `head` where the file says that it is repeated on each page."""

    cells: tuple[GridCell, ...]
    head: bool


def grid_of(table: etree._Element, findings: Findings) -> list[GridRow]:
    """The rows of a table that are shown, with the columns of their cells."""
    rows = []
    for begins, name, element in shown(table, _ROWS, findings):
        if not begins or name != "w:tr":
            continue
        properties = child(element, "w:trPr")
        if child(properties, "w:del") is not None:
            findings.leave_out(element)
        elif flag(properties, "w:hidden"):
            findings.hidden += findings.leave_out(element)
        else:
            rows.append(GridRow(_cells(element, properties, findings), flag(properties, "w:tblHeader") or False))
    return rows


def _cells(row: etree._Element, properties: etree._Element | None, findings: Findings) -> tuple[GridCell, ...]:
    cells = []
    place = _count(value(properties, "w:gridBefore"), least=0)
    for begins, name, element in shown(row, _CELLS, findings):
        if not begins or name != "w:tc":
            continue
        own = child(element, "w:tcPr")
        if child(own, "w:cellDel") is not None:
            findings.leave_out(element)
            continue
        span = _count(value(own, "w:gridSpan"), least=1)
        merged = child(own, "w:hMerge")
        carries_on = merged is not None and (attribute(merged, "w:val") or "continue") == "continue"
        cells.append(GridCell(element, place, span, carries_on))
        place += span
    return tuple(cells)


def _count(text: str | None, *, least: int) -> int:
    return min(max(integer(text) or least, least), _MOST_COLUMNS)


def table_rows(
    grid: Sequence[GridRow], contents: Sequence[Sequence[tuple[Line, ...]]], budget: Budget
) -> list[TableRow]:
    """The rows of a table, each with a cell for every column in which something stands.

    A cell of the head that covers several columns stands in each of them (the same object), below the head in its
    first one only. Raises TooLargeError for more cells than a file may have.
    """
    filled = {
        cell.start
        for row, cells in zip(grid, contents, strict=True)
        for cell, lines in zip(row.cells, cells, strict=True)
        if lines
    }
    columns = sorted(filled)
    budget.spend(len(grid) * len(columns))
    spread = [_spread(row, cells, columns) for row, cells in zip(grid, contents, strict=True)]
    heads = _heads(grid, spread)
    return [
        TableRow(tuple(row if place < heads else _once(row)), head=place < heads) for place, row in enumerate(spread)
    ]


def _spread(row: GridRow, contents: Sequence[tuple[Line, ...]], columns: Sequence[int]) -> list[tuple[Line, ...]]:
    """The lines for each column; those of a cell over several columns stand in all of them."""
    found: list[tuple[Line, ...]] = [()] * len(columns)
    before: tuple[Line, ...] = ()
    for cell, lines in zip(row.cells, contents, strict=True):
        lines = before if cell.carries_on and not lines else lines
        for place in range(bisect_left(columns, cell.start), bisect_left(columns, cell.start + cell.span)):
            found[place] = lines
        before = lines
    return found


def _once(row: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """The row with what covers several columns in its first one."""
    return [() if place and lines and lines is row[place - 1] else lines for place, lines in enumerate(row)]


def _heads(grid: Sequence[GridRow], rows: Sequence[Sequence[tuple[Line, ...]]]) -> int:
    """How many rows are the table's head: those the file repeats on each page, else by what stands in them."""
    said = next((place for place, row in enumerate(grid) if not row.head), len(grid))
    if 0 < said < min(len(grid), HEAD):
        return said
    return head_rows([[joined(cell) for cell in row] for row in rows[:HEAD]])

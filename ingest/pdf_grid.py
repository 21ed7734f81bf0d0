"""Ruled tables: pdfplumber finds the cells between ruling lines, pdfium's words fill them."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pdfplumber

from loftespor.ingest.pdf_tables import Table, cell_of
from loftespor.ingest.pdf_words import PageWords, Word

_Box: TypeAlias = tuple[float, float, float, float]
# Fewer paths draw no table; more are a drawing, and pdfplumber would need minutes.
_FEWEST, _MOST = 4, 4_000


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a ruled table in points from the page's top left corner; None where a cell covers another."""

    box: _Box
    rows: tuple[tuple[_Box | None, ...], ...]


def find_grids(data: bytes, pages: Sequence[PageWords], warn: Callable[[str], None]) -> Mapping[int, list[Grid]]:
    """The ruled tables of the pages that draw lines, by page number.

    A page pdfplumber cannot read has no grids; `warn` is told.
    """
    ruled = [page for page in pages if _FEWEST <= page.rulings <= _MOST and page.words]
    if not ruled:
        return {}
    found: dict[int, list[Grid]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page.number for page in ruled]) as pdf:
            for page in pdf.pages:
                grids = _grids(page)
                page.close()
                if grids:
                    found[page.page_number] = grids
    except Exception as error:  # noqa: BLE001  pdfminer raises whatever a broken file makes it raise
        warn(f"ruled tables were not looked for on every page ({type(error).__name__}: {error})")
    return found


def _grids(page: pdfplumber.page.Page) -> list[Grid]:
    x, y = page.bbox[0], page.bbox[1]
    grids = []
    for table in page.find_tables():
        rows = tuple(
            tuple((c[0] - x, c[1] - y, c[2] - x, c[3] - y) if c else None for c in row.cells) for row in table.rows
        )
        if len(rows) >= 2 and max(map(len, rows)) >= 2:
            left, top, right, bottom = table.bbox
            grids.append(Grid((left - x, top - y, right - x, bottom - y), rows))
    return grids


def fill(grid: Grid, words: Sequence[Word], page: PageWords) -> tuple[Table, list[Word]] | None:
    """The table with its words, and the words that stand in none of its cells; None where it is no table.

    A frame around text, a shaded box or a form's lines is no table: two columns must hold text in a third
    of the rows.
    """
    columns = max(map(len, grid.rows))
    held: dict[tuple[int, int], list[Word]] = {}
    rest = []
    for word in words:
        place = _cell_at(grid, (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
        if place is None:
            rest.append(word)
        else:
            held.setdefault(place, []).append(word)
    filled = [sum((row, column) in held for column in range(columns)) for row in range(len(grid.rows))]
    if max(filled) < 2 or 3 * sum(count >= 2 for count in filled) < sum(count > 0 for count in filled):
        return None
    if len({column for (_, column), cell in held.items() if any(word.text[0].isalnum() for word in cell)}) < 2:
        return None
    rows = tuple(
        tuple(cell_of(held.get((row, column), ()), page.number) for column in range(columns))
        for row in range(len(grid.rows))
    )
    edges = tuple(min((r[c][0] for r in grid.rows if c < len(r) and (r[c])), default=0.0) for c in range(columns))  # type: ignore[index]  # empty cells are left out
    return Table(page.number, grid.box[1], grid.box[0], grid.box[2], rows, edges, ruled=True), rest


def _cell_at(grid: Grid, x: float, y: float) -> tuple[int, int] | None:
    left, top, right, bottom = grid.box
    if not (left <= x <= right and top <= y <= bottom):
        return None
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if cell is not None and cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return row, column
    return None

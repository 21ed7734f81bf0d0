"""Ruled tables: the cells between a page's ruling lines, filled with its words.

The cells are those pdfplumber finds (a test compares them), but from pdfium's lines: pdfplumber would read the whole
page again, at forty times the cost of its raw text.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from loftespor.ingest.lines import joined
from loftespor.ingest.pdf.rulings import Rulings
from loftespor.ingest.pdf.tables import Cell, Table, cell_of
from loftespor.ingest.pdf.words import Words
from loftespor.ingest.table_heads import HEAD, head_rows

_Box: TypeAlias = tuple[float, float, float, float]
_Point: TypeAlias = tuple[float, float]
_REACH = 3.0  # a line that ends so far from another meets it
# More lines draw a map, and a table of more tries has lines that lead nowhere.
_MOST_LINES, _MOST_TRIES = 1_000, 200_000


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a ruled table in points from the page's top left corner; None where a cell covers another."""

    box: _Box
    rows: tuple[tuple[_Box | None, ...], ...]
    broken: bool = False  # a rule stands above its first row, but none below its last


def find_grids(rulings: Rulings) -> list[Grid]:
    """The grids of two rows and two columns or more that the lines of a page draw, from top to bottom."""
    if len(rulings.across) < 2 or not rulings.down or len(rulings.across) + len(rulings.down) > _MOST_LINES:
        return []
    grids = [_grid(cells) for cells in _tables(list(_cells(closed(rulings))))]
    found = [
        replace(grid, broken=_is_ruled(grid.box[1], grid, rulings) and not _is_ruled(grid.box[3], grid, rulings))
        for grid in grids
        if len(grid.rows) >= 2 and len(grid.rows[0]) >= 2
    ]
    return sorted(found, key=lambda grid: (grid.box[1], grid.box[0]))


def _is_ruled(y: float, grid: Grid, rulings: Rulings) -> bool:
    left, _, right, _ = grid.box
    return any(abs(line[0] - y) <= _REACH and line[1] < right and line[2] > left for line in rulings.across)


def closed(rulings: Rulings) -> Rulings:
    """The lines with those that a table without an outer frame leaves out.

    Level lines that all begin at one place have an upright line there if others cross them; upright lines that all end
    at one place below the last level line have a level one there (a row that breaks over the page).
    """
    down = tuple(_sides(rulings.across, rulings.down))
    across = tuple(_sides(down, rulings.across))
    return Rulings(across, down)


def _sides(
    lines: Sequence[tuple[float, float, float]], others: Sequence[tuple[float, float, float]]
) -> Iterator[tuple[float, float, float]]:
    """The other lines, and one at each end that the lines have in common and none of the others marks."""
    yield from others
    groups: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    for line in lines:
        groups[round(line[1] / _REACH), round(line[2] / _REACH)].append(line)
    for group in groups.values():
        low, high = min(line[0] for line in group), max(line[0] for line in group)
        first, last = min(line[1] for line in group), max(line[2] for line in group)
        crossing = [o for o in others if first + _REACH < o[0] < last - _REACH and o[1] < high and o[2] > low]
        if len(group) < 2 or not crossing:
            continue
        for end in (first, last):
            if not any(abs(o[0] - end) <= _REACH and o[1] < high and o[2] > low for o in others):
                yield end, low, high


def _cells(rulings: Rulings) -> Iterator[_Box]:
    """The smallest rectangle that lines draw below and right of each point where two meet."""
    below: dict[_Point, list[_Point]] = {}
    met: dict[int, list[_Point]] = defaultdict(list)
    for x, top, bottom in rulings.down:
        points = []
        for place, (y, left, right) in enumerate(rulings.across):
            if top - _REACH <= y <= bottom + _REACH and left - _REACH <= x <= right + _REACH:
                points.append((x, y))
                met[place].append((x, y))
        points.sort()
        below.update((point, points[count + 1 :]) for count, point in enumerate(points))
    beside: dict[_Point, list[_Point]] = {}
    for points in met.values():
        points.sort()
        beside.update((point, points[count + 1 :]) for count, point in enumerate(points))
    return _smallest(below, beside)


def _smallest(below: Mapping[_Point, list[_Point]], beside: Mapping[_Point, list[_Point]]) -> Iterator[_Box]:
    corners_below = {point: frozenset(points) for point, points in below.items()}
    corners_beside = {point: frozenset(points) for point, points in beside.items()}
    tries = _MOST_TRIES
    for point in sorted(below):
        pairs = ((low, far) for low in below[point] for far in beside[point])
        for low, far in pairs:
            tries -= 1
            corner = (far[0], low[1])
            if corner in corners_beside[low] and corner in corners_below[far]:
                yield (*point, *corner)
                break
            if tries < 0:
                return


def _tables(cells: Sequence[_Box]) -> list[list[_Box]]:
    """The cells in groups that hang together by their corners."""
    leader = list(range(len(cells)))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    at_corner: dict[_Point, int] = {}
    for number, (x0, y0, x1, y1) in enumerate(cells):
        for corner in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)):
            leader[lead(number)] = lead(at_corner.setdefault(corner, number))
    groups: dict[int, list[_Box]] = defaultdict(list)
    for number, cell in enumerate(cells):
        groups[lead(number)].append(cell)
    return list(groups.values())


def _grid(cells: Sequence[_Box]) -> Grid:
    tops = {y: row for row, y in enumerate(sorted({cell[1] for cell in cells}))}
    lefts = {x: column for column, x in enumerate(sorted({cell[0] for cell in cells}))}
    rows: list[list[_Box | None]] = [[None] * len(lefts) for _ in tops]
    for cell in cells:
        rows[tops[cell[1]]][lefts[cell[0]]] = cell
    box = min(lefts), min(tops), max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    return Grid(box, tuple(tuple(row) for row in rows))


def fill(grid: Grid, words: Words, page: int) -> tuple[Table, Words] | None:
    """The table of a page with its words, and the words that stand in none of its cells; None where it is no table.

    A frame around text, a shaded box or a form's lines is no table: two columns must hold text in a third
    of the rows.
    """
    held = _held(grid, words)
    columns = len(grid.rows[0])
    filled = [sum((row, column) in held for column in range(columns)) for row in range(len(grid.rows))]
    if max(filled) < 2 or 3 * sum(count >= 2 for count in filled) < sum(count > 0 for count in filled):
        return None
    if len({column for (_, column), cell in held.items() if any(words.texts[word][0].isalnum() for word in cell)}) < 2:
        return None
    kept = [n for n in range(columns) if any((row, n) in held for row in range(len(grid.rows)))]
    rows = [[_cell(words, held.get((row, n), ()), page) for n in kept] for row in range(len(grid.rows))]
    lefts = [min(row[n][0] for row in grid.rows if row[n] is not None) for n in kept]  # type: ignore[index]  # not None
    heads = head_rows([[joined(cell) for cell in row] for row in rows[:HEAD]])
    for number in range(heads):
        _spread(rows[number], [grid.rows[number][n] for n in kept], lefts)
    made = tuple(tuple(row) for row in rows)
    table = Table(
        page, grid.box[1], grid.box[0], grid.box[2], made, tuple(lefts), ruled=True, heads=heads, broken=grid.broken
    )
    outside = np.ones(len(words), dtype=bool)
    outside[[word for cell in held.values() for word in cell]] = False
    return table, words.where(outside)


def _cell(words: Words, places: Sequence[int], page: int) -> Cell:
    return cell_of(words.where(np.array(places, dtype=np.intp)), page) if places else ()


def _held(grid: Grid, words: Words) -> dict[tuple[int, int], list[int]]:
    """The places of the words by the row and column of their cell; those that stand in none are left out."""
    left, top, right, bottom = grid.box
    tops = [min(cell[1] for cell in row if cell is not None) for row in grid.rows]
    xs, ys = (words.x0 + words.x1) / 2, (words.y0 + words.y1) / 2
    inside = np.flatnonzero((left <= xs) & (xs <= right) & (top <= ys) & (ys <= bottom))
    held: dict[tuple[int, int], list[int]] = {}
    for word, x, y in zip(inside.tolist(), xs[inside].tolist(), ys[inside].tolist(), strict=True):
        place = _cell_at(grid, tops, x, y)
        if place is not None:
            held.setdefault(place, []).append(word)
    return held


def _cell_at(grid: Grid, tops: Sequence[float], x: float, y: float) -> tuple[int, int] | None:
    """The cell at a point: in the row that begins above it, else in one further up that covers several rows."""
    for row in range(bisect_left(tops, y) - 1, -1, -1):
        for column, cell in enumerate(grid.rows[row]):
            if cell is not None and cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return row, column
    return None


def _spread(row: list[Cell], boxes: Sequence[_Box | None], lefts: Sequence[float]) -> None:
    """Give a cell of the head that covers several columns, but not all, to each of them."""
    for place, box in enumerate(boxes):
        covered = [n for n in range(place + 1, len(row)) if box is not None and lefts[n] < box[2] - _REACH]
        if row[place] and len(covered) + 1 < len(row):
            for later in covered:
                row[later] = row[place]

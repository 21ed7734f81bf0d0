"""Tables of amounts without ruling lines: numbers that end at common right edges, with words left of them.

Three numeric cells below one another make a column; a page of prose has none, because its numbers do not stand
alone. Columns are then the gaps that no row crosses.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loftespor.ingest.pdf_segments import Segment
from loftespor.ingest.pdf_tables import Cell, Table, cell_lines

_AMOUNT = re.compile(r"[(+−–-]?\s?\d{1,3}(?:[\s.]?\d{3})*(?:,\d{1,3})?\s?%?\)?$|[–−-]$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LETTER = re.compile(r"[^\W\d_]")
_BULLETS = frozenset("•▪●◦‣·")
_EDGE = 3.0
_LEAST = 3
# Rows further apart than this many sizes belong to two tables.
_APART = 2.6
_TIGHT = 1.36
# The space between thousands is a quarter of the size.
_BETWEEN_AMOUNTS = 0.45


@dataclass(slots=True)
class _Row:
    """The segments on one baseline."""

    segments: list[Segment]
    base: float
    size: float
    amounts: list[Segment] = field(default_factory=list)

    def named(self) -> bool:
        """Whether words stand left of the amounts."""
        return any(_LETTER.search(s.text) for s in self.segments if s not in self.amounts)

    def listed(self) -> bool:
        """Whether the row is an item of a list: its bullet stands apart from its words as cells do."""
        return self.segments[0].text.strip()[:1] in _BULLETS


@dataclass(frozen=True, slots=True)
class _Column:
    """The span of a column; amounts are told by their right edge."""

    x0: float
    x1: float
    amounts: bool = False


def find_amounts(
    segments: Sequence[Segment], page: int, printed: str | None = None
) -> tuple[list[Table], list[Segment]]:
    """The tables of amounts on a page and the segments that stand in none."""
    segments = [part for segment in segments for part in _single_amounts(segment)]
    rows = _rows(segments)
    edges = _amount_edges(rows)
    if not edges:
        return [], list(segments)
    for row in rows:
        row.amounts = [s for s in row.segments if _is_amount(s) and _near(s.x1, edges)]
    regions = [region for region in _regions(rows) if sum(len(row.amounts) for row in region) >= 1]
    if sum(len(row.amounts) for region in regions for row in region) < _LEAST:
        return [], list(segments)
    columns = _columns(regions, edges)
    if len(columns) < 2:
        return [], list(segments)
    tables = [_table(region, columns, page, printed) for region in regions]
    taken = {id(s) for region in regions for row in region for s in row.segments}
    return tables, [s for s in segments if id(s) not in taken]


def _single_amounts(segment: Segment) -> list[Segment]:
    """A segment of nothing but digits, parted where the gap is wider than between thousands."""
    if not all(word.text.isdigit() for word in segment.words):
        return [segment]
    parts = [[segment.words[0]]]
    for before, word in pairwise(segment.words):
        if word.x0 - before.x1 > _BETWEEN_AMOUNTS * word.size:
            parts.append([])
        parts[-1].append(word)
    return [segment.with_words(part) for part in parts]


def _rows(segments: Sequence[Segment]) -> list[_Row]:
    rows: list[_Row] = []
    for segment in sorted(segments, key=lambda s: (s.base, s.x0)):
        if rows and abs(rows[-1].base - segment.base) < 0.4 * max(rows[-1].size, segment.size):
            rows[-1].segments.append(segment)
        else:
            rows.append(_Row([segment], segment.base, segment.size))
    for row in rows:
        row.segments.sort(key=lambda s: s.x0)
    return rows


def _is_amount(segment: Segment) -> bool:
    return bool(_AMOUNT.match(segment.text))


def _amount_edges(rows: Sequence[_Row]) -> list[float]:
    """The right edges at which numbers of three rows or more end, right of words on their rows."""
    ends: list[float] = []
    for row in rows:
        for place, segment in enumerate(row.segments):
            words_before = any(_LETTER.search(s.text) for s in row.segments[:place])
            if _is_amount(segment) and words_before and not _YEAR.match(segment.text):
                ends.append(segment.x1)
    ends.sort()
    edges: list[float] = []
    group: list[float] = []
    for end in [*ends, float("inf")]:
        if group and end - group[-1] > _EDGE:
            if len(group) >= _LEAST:
                edges.append(sum(group) / len(group))
            group = []
        group.append(end)
    return edges


def _near(x: float, edges: Iterable[float]) -> bool:
    return any(abs(x - edge) <= 2 * _EDGE for edge in edges)


def _regions(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows that belong together: amounts with the rows between them, and the head above.

    A row without amounts stays when it has two cells (a chapter's number and name) or carries on the name above;
    alone (a heading, a paragraph) it ends the table.
    """
    regions: list[list[_Row]] = []
    region: list[_Row] = []
    for row in rows:
        if region and row.base - region[-1].base > _APART * max(row.size, region[-1].size):
            regions.append(region)
            region = []
        if row.amounts or (len(row.segments) >= 2 and not row.listed()) or (region and _carries_name(region[-1], row)):
            region.append(row)
        elif region:
            regions.append(region)
            region = []
    return [found for found in [*regions, region] if any(row.amounts for row in found)]


def _carries_name(above: _Row, row: _Row) -> bool:
    """Whether a lone segment goes on with the name in the row above: directly below it, at its left edge."""
    names = [s for s in above.segments if _LETTER.search(s.text)]
    if not names or row.base - above.base > _TIGHT * max(row.size, above.size):
        return False
    segment = row.segments[0]
    return abs(names[0].x0 - segment.x0) < _EDGE and segment.words[0].bold == names[0].words[0].bold


def _columns(regions: Sequence[Sequence[_Row]], edges: Sequence[float]) -> list[_Column]:
    """The columns from left to right: one for each edge of amounts; the rest by the gaps no row crosses.

    A head above the amounts makes no column of its own; a heading alone on its row makes none either.
    """
    rows = [row for region in regions for row in region]
    found = []
    for edge in edges:
        held = [s for row in rows for s in row.amounts if abs(s.x1 - edge) <= 2 * _EDGE]
        if held:
            found.append(_Column(min(s.x0 for s in held), edge, amounts=True))
    others = sorted(
        (s.x0, s.x1)
        for row in rows
        if len(row.segments) > 1
        for s in row.segments
        if s not in row.amounts and not any(_overlap(s, column) > 0 for column in found)
    )
    texts: list[_Column] = []
    for x0, x1 in others:
        if texts and x0 < texts[-1].x1 - 0.5:
            texts[-1] = _Column(texts[-1].x0, max(texts[-1].x1, x1))
        else:
            texts.append(_Column(x0, x1))
    return sorted([*found, *texts], key=lambda column: column.x1)


def _overlap(segment: Segment, column: _Column) -> float:
    return min(segment.x1, column.x1) - max(segment.x0, column.x0)


def _table(region: Sequence[_Row], columns: Sequence[_Column], page: int, printed: str | None) -> Table:
    grouped: list[list[list[Segment]]] = []
    loose = _is_loose(region)
    last: _Row | None = None
    for row in region:
        cells = _cells(row, columns)
        if grouped and last is not None and _continues(grouped[-1], cells, last, row, loose=loose):
            grouped[-1] = [a + b for a, b in zip(grouped[-1], cells, strict=True)]
        else:
            grouped.append(cells)
        last = row
    rows: tuple[tuple[Cell, ...], ...] = tuple(tuple(cell_lines(cell, page) for cell in cells) for cells in grouped)
    top = min(s.y0 for s in region[0].segments)
    edges = tuple(column.x0 for column in columns)
    return Table(page, top, columns[0].x0, columns[-1].x1, rows, edges, ruled=False, printed=printed)


def _cells(row: _Row, columns: Sequence[_Column]) -> list[list[Segment]]:
    cells: list[list[Segment]] = [[] for _ in columns]
    for segment in row.segments:
        if segment in row.amounts:
            fits = [-abs(c.x1 - segment.x1) if c.amounts else -1e9 for c in columns]
        else:
            fits = [_overlap(segment, column) for column in columns]
        cells[max(range(len(columns)), key=fits.__getitem__)].append(segment)
    return cells


def _is_loose(region: Sequence[_Row]) -> bool:
    """Whether rows stand further apart than the lines within them."""
    steps = sorted(b.base - a.base for a, b in pairwise(region))
    return bool(steps) and steps[len(steps) // 2] > (_TIGHT + 0.1) * region[0].size


def _continues(
    above: Sequence[Sequence[Segment]], cells: Sequence[Sequence[Segment]], last: _Row, row: _Row, *, loose: bool
) -> bool:
    """Whether a row is a further line of the row above.

    Its name goes on (nothing stands left of it) and the row above had no amounts yet; or the rows of the table
    stand apart and these two do not.
    """
    if row.base - last.base > _TIGHT * max(row.size, last.size):
        return False
    first = next((i for i, cell in enumerate(cells) if cell), 0)
    if loose:
        clash = any(_has_amount(a) and _has_amount(b) for a, b in zip(above, cells, strict=True))
        return sum(map(bool, cells)) < sum(map(bool, above)) and first > 0 and not clash
    name = next((i for i, cell in enumerate(above) if any(_LETTER.search(s.text) for s in cell)), None)
    if name is None or first != name or not any(above[:name]):
        return False
    finished = any(_has_amount(cell) for cell in above[name + 1 :])
    text = above[name][-1].text
    return not finished and not text.endswith(":")


def _has_amount(cell: Sequence[Segment]) -> bool:
    return any(_is_amount(s) and not _YEAR.match(s.text) for s in cell)

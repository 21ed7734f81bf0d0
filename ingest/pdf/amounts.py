"""Tables without a grid: between level rules of one width, or numbers that end at common right edges.

Three numeric cells below one another make a column; a page of prose has none, because its numbers do not stand
alone. Columns are then the gaps that no row crosses.
"""

from collections.abc import Sequence
from dataclasses import replace

from loftespor.ingest.pdf.aligned import aligned_runs, may_align
from loftespor.ingest.pdf.frames import Box, Frame, Layout, Run, tabular_runs
from loftespor.ingest.pdf.rows import (
    EDGE,
    LEAST,
    Column,
    Row,
    amount_edges,
    cells_of,
    columns_of,
    has_letters,
    is_number,
    is_sentence,
    mark_amounts,
    rows_of,
    single_cells,
)
from loftespor.ingest.pdf.segments import Segment
from loftespor.ingest.pdf.tables import Cell, Table, cell_lines
from loftespor.ingest.pdf.wrapped import TIGHT, Cells, grouped

_BULLETS = frozenset("•▪●◦‣·–-—")
# Rows further apart than this many sizes belong to two tables.
_APART = 2.6
_HEAD_HEIGHT = 6  # sizes above the first rule in which a head may stand
# Of the rows of a table at least this share has amounts; the rest are headings and names that run on.
_DENSE = 0.34
_PROSE_LINES = 5


def find_amounts(
    segments: Sequence[Segment], page: int, printed: str | None = None, layout: Layout | None = None
) -> tuple[list[Table], list[Segment]]:
    """The tables without a grid on a page, and the segments that stand in none."""
    frames, boxes = (layout.frames, layout.boxes) if layout else ((), ())
    numbers, aligned = sum(map(is_number, segments)) >= LEAST, may_align(segments)
    if not frames and not numbers and not aligned:
        return [], list(segments)
    rest = [part for segment in segments for part in single_cells(segment)]
    tables: list[Table] = []
    for frame in frames:
        inside = [s for s in rest if _is_inside(s, frame)]
        for table, held in _framed(inside, frame, page, printed):
            tables.append(table)
            rest = [s for s in rest if id(s) not in held]
    for find in ([_unframed] if numbers else []) + ([_aligned] if aligned else []):
        taken: set[int] = set()
        for group in _by_box(rest, boxes):
            found, used = find(group, page, printed)
            tables += found
            taken |= used
        rest = [s for s in rest if id(s) not in taken]
    return tables, rest if tables else list(segments)


def _aligned(segments: Sequence[Segment], page: int, printed: str | None) -> tuple[list[Table], frozenset[int]]:
    """Tables of words alone, and the ids of their segments."""
    tables: list[Table] = []
    taken: set[int] = set()
    for rows, edges in aligned_runs(rows_of(segments)):
        columns = [Column(edge, edge + 1) for edge in edges]
        heads = int(all(s.bold for s in rows[0].segments) and not any(s.bold for s in rows[1].segments))
        tables.append(_table([cells_of(row, columns) for row in rows], columns, page, printed, heads=heads))
        taken |= {id(s) for row in rows for s in row.segments}
    return tables, frozenset(taken)


def _by_box(segments: Sequence[Segment], boxes: Sequence[Box]) -> list[list[Segment]]:
    """The segments outside all boxes, and those in each: in the smallest that holds them."""
    groups: dict[int, list[Segment]] = {}
    smallest = sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    for s in segments:
        holds = (n for n, b in enumerate(smallest) if b[0] <= s.x0 and s.x1 <= b[2] and b[1] <= s.base <= b[3])
        groups.setdefault(next(holds, -1), []).append(s)
    return list(groups.values())


def _is_inside(segment: Segment, frame: Frame) -> bool:
    return (
        segment.base > frame.rules[0] - _HEAD_HEIGHT * segment.size
        and frame.x0 - 2 * EDGE <= segment.x0
        and segment.x1 <= frame.x1 + 2 * EDGE
    )


def _framed(
    segments: Sequence[Segment], frame: Frame, page: int, printed: str | None
) -> list[tuple[Table, frozenset[int]]]:
    """The tables of a frame, each with the ids of its segments."""
    found = []
    for run in tabular_runs(frame, rows_of(segments)):
        edges = amount_edges([*run.head, *run.body], least=2)
        mark_amounts([*run.head, *run.body], edges)
        columns = columns_of(run.body, edges, run.head)
        if len(columns) < 2 or not (edges or _is_banded(run.bands, columns)):
            continue
        _drop_prose(run, columns)
        taken = frozenset(id(s) for row in (*run.head, *run.body) for s in row.whole)
        head = _head(run.head, columns, frame)
        if _one_row_each(run.bands):
            body = [_merged([cells_of(row, columns) for row in band]) for band in run.bands]
        else:
            body = grouped(run.body, columns)
        if len(head) + len(body) < 2:
            continue
        found.append((_table([*head, *body], columns, page, printed, heads=len(head)), taken))
    return found


def _drop_prose(run: Run, columns: Sequence[Column]) -> None:
    """Take lines of prose off the end of a run: alone on their rows, they reach under the columns of amounts."""
    reach = min((column.x0 for column in columns if column.amounts), default=float("inf"))
    band = run.bands[-1]
    while len(band) > 1 and len(band[-1].segments) == 1 and _is_prose(band[-1].segments[0], reach):
        band.pop()


def _is_prose(segment: Segment, reach: float) -> bool:
    return segment.x1 > reach and is_sentence(segment)


def _is_banded(bands: Sequence[Sequence[Row]], columns: Sequence[Column]) -> bool:
    """Whether rules part the rows of a table of words: three bands or more that nearly all fill two columns."""
    full = sum(len({n for row in band for n, c in enumerate(cells_of(row, columns)) if c}) > 1 for band in bands)
    return len(bands) >= 3 and full >= 0.8 * len(bands)


def _one_row_each(bands: Sequence[Sequence[Row]]) -> bool:
    """Whether each band holds one row of the table: rules stand between all rows."""
    return len(bands) >= 3 and all(sum(bool(row.amounts) for row in band) <= 1 for band in bands)


def _merged(rows: Sequence[Cells]) -> Cells:
    return [[s for cells in column for s in cells] for column in zip(*rows, strict=True)]


def _head(rows: Sequence[Row], columns: Sequence[Column], frame: Frame) -> list[Cells]:
    """The rows of a head: lines of one head are one row; a shorter rule parts a head from those it covers."""
    done: list[Cells] = []
    for place, row in enumerate(rows):
        cells: Cells = [[] for _ in columns]
        for segment in row.segments:
            covered = _covered(segment, row, columns, frame)
            for number in covered or [_nearest(segment, columns)]:
                cells[number] = [*cells[number], segment]
        ruled = place and any(rows[place - 1].base < y < row.base for y, *_ in frame.parts)
        if done and not ruled and row.base - rows[place - 1].base < _APART * row.size:
            done[-1] = [[*a, *b] for a, b in zip(done[-1], cells, strict=True)]
        else:
            done.append(cells)
    return [_written_once(cells) for cells in done]


def _written_once(cells: Cells) -> Cells:
    """The cells of a head without what stands in an earlier one, unless two neighbours are the same cell."""
    done: Cells = []
    seen: set[int] = set()
    for number, cell in enumerate(cells):
        same = number and list(map(id, cell)) == list(map(id, cells[number - 1]))
        done.append(done[-1] if same else [s for s in cell if id(s) not in seen])
        seen.update(map(id, cell))
    return done


def _covered(segment: Segment, row: Row, columns: Sequence[Column], frame: Frame) -> list[int]:
    """The columns above which a head stands by the short rule directly below it."""
    below = [
        (y, x0, x1)
        for y, x0, x1 in frame.parts
        if row.base - 1 < y < row.base + 1.6 * row.size and x0 - EDGE < segment.x0 and segment.x1 < x1 + EDGE
    ]
    if not below:
        return []
    _, x0, x1 = min(below)
    return [n for n, column in enumerate(columns) if x0 - EDGE < (column.x0 + column.x1) / 2 < x1 + EDGE]


def _nearest(segment: Segment, columns: Sequence[Column]) -> int:
    """The column of a head: the one it ends with, else the one it stands over most, or nearest to."""
    fits = [
        1e3 if c.amounts and abs(c.x1 - segment.x1) <= 2 * EDGE else min(segment.x1, c.x1) - max(segment.x0, c.x0)
        for c in columns
    ]
    return max(range(len(columns)), key=fits.__getitem__)


def _unframed(segments: Sequence[Segment], page: int, printed: str | None) -> tuple[list[Table], frozenset[int]]:
    """Tables told by the right edges of their amounts alone, and the ids of their segments.

    Columns of prose beside a table are set aside, and it is looked at once more without them.
    """
    prose: set[int] = set()
    for _ in range(3):
        rows = rows_of(s for s in segments if id(s) not in prose)
        edges = amount_edges(rows)
        if not edges:
            break
        mark_amounts(rows, edges)
        regions = [region for region in _regions(rows) if _is_dense(region)]
        lines = _prose(regions, edges)
        if lines:
            prose |= lines
            continue
        tables: list[Table] = []
        taken: set[int] = set()
        for pool in _pools(regions, edges):
            pooled = [row for region in pool for row in region]
            columns = columns_of(pooled, edges)
            if sum(is_number(s) for row in pooled for s in row.amounts) >= LEAST and len(columns) > 1:
                tables += [_table(grouped(region, columns), columns, page, printed) for region in pool]
                taken |= {id(s) for row in pooled for s in row.whole}
        return tables, frozenset(taken)
    return [], frozenset()


def _pools(regions: Sequence[list[Row]], edges: Sequence[float]) -> list[list[list[Row]]]:
    """The regions that have their columns in common: half of the edges of one are those of the pool before it."""
    pools: list[list[list[Row]]] = []
    marks: list[set[int]] = []
    for region in regions:
        own = {n for n, e in enumerate(edges) for row in region for s in row.amounts if abs(s.x1 - e) <= 2 * EDGE}
        near = next((n for n, mark in enumerate(marks) if 2 * len(own & mark) >= max(len(own), 1)), None)
        if near is None:
            pools.append([region])
            marks.append(own)
        else:
            pools[near].append(region)
            marks[near] |= own
    return pools


def _is_dense(region: Sequence[Row]) -> bool:
    return sum(bool(row.amounts) for row in region) >= _DENSE * len(region)


def _prose(regions: Sequence[Sequence[Row]], edges: Sequence[float]) -> set[int]:
    """The ids of the segments that are lines of prose beside a table: long ones, of which many go on in the next."""
    found: set[int] = set()
    for region in regions:
        for column in columns_of(region, edges):
            lines = [
                s for row in region for s in row.segments
                if s not in row.amounts and column.x0 - EDGE <= s.x0 and s.x1 <= column.x1 + EDGE
            ]  # fmt: skip
            long = [s for s in lines if is_sentence(s)]
            running = sum(s.text[0].islower() or s.text.endswith("-") for s in long)
            if len(long) >= _PROSE_LINES and 5 * running >= 2 * len(lines):
                found.update(map(id, lines))
    return found


def _regions(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that belong together: amounts with the rows between them, and the head above.

    A row without amounts stays when it has two cells (a chapter's number and name), carries on the name above or
    is a name that goes on below; alone (a heading, a paragraph) it ends the table.
    """
    regions: list[list[Row]] = []
    region: list[Row] = []
    for place, row in enumerate(rows):
        if region and row.base - region[-1].base > _APART * max(row.size, region[-1].size):
            regions.append(region)
            region = []
        below = rows[place + 1] if place + 1 < len(rows) else None
        joins = region and (_carries_name(region[-1], row) or (below is not None and _leads_to(row, below)))
        if row.amounts or (len(row.segments) >= 2 and row.segments[0].text.strip()[:1] not in _BULLETS) or joins:
            region.append(row)
        elif region:
            regions.append(region)
            region = []
    return [found for found in [*regions, region] if any(row.amounts for row in found)]


def _carries_name(above: Row, row: Row) -> bool:
    """Whether a lone segment goes on with the name in the row above: directly below it, at its left edge."""
    names = [s for s in above.segments if has_letters(s)]
    if not names or row.base - above.base > TIGHT * max(row.size, above.size):
        return False
    segment = row.segments[0]
    return abs(names[0].x0 - segment.x0) < EDGE and segment.bold == names[0].bold


def _leads_to(row: Row, below: Row) -> bool:
    """Whether a lone segment is the first line of a name whose amounts stand in the row directly below."""
    if len(row.segments) != 1 or not below.amounts or below.base - row.base > TIGHT * max(row.size, below.size):
        return False
    first = below.segments[0]
    return abs(first.x0 - row.segments[0].x0) < EDGE and first.text[:1].islower()


def _table(
    rows: Sequence[Cells], columns: Sequence[Column], page: int, printed: str | None, *, heads: int | None = None
) -> Table:
    lines = []
    for cells in rows:
        made: list[Cell] = []
        numbers: set[int] = set()
        for number, cell in enumerate(cells):
            same = number and cell and list(map(id, cell)) == list(map(id, cells[number - 1]))
            made.append(made[-1] if same else _numbered_once(cell_lines(cell, page), numbers))
        lines.append(tuple(made))
    top = min(s.y0 for cells in rows[:1] for cell in cells for s in cell)
    edges = tuple(column.x0 for column in columns)
    heads = _year_heads(rows) if heads is None else heads
    return Table(
        page, top, columns[0].x0, columns[-1].x1, tuple(lines), edges, ruled=False, printed=printed, heads=heads
    )


def _numbered_once(cell: Cell, numbers: set[int]) -> Cell:
    """The lines of a cell; the line number of the margin was taken out once, though it stands beside all cells."""
    done = []
    for line in cell:
        if line.number in numbers:
            line = replace(line, taken=tuple(taken for taken in line.taken if taken.kind != "line_number"))
        elif line.number is not None:
            numbers.add(line.number)
        done.append(line)
    return tuple(done)


def _year_heads(rows: Sequence[Cells]) -> int:
    """How many rows stand above the first amount; none where amounts begin at once or a row is a name alone."""
    for number, cells in enumerate(rows[:4]):
        if any(is_number(s) for cell in cells[1:] for s in cell):
            return number
        if sum(map(bool, cells)) < 2:
            break
    return 0

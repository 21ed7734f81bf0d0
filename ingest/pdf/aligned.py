"""Tables of words without rules or amounts: short cells at three common left edges or more, row after row.

Prose in columns has long lines; a list has two edges, its markers' and its words'. So a table needs three columns,
four rows and short cells, and nearly every row must fill them.
"""

from collections.abc import Sequence

from loftespor.ingest.pdf.rows import Row, is_number, is_sentence
from loftespor.ingest.pdf.segments import Segment

_SAME = 2.5
_APART = 2.6
_COLUMNS, _ROWS = 3, 4
_FULL = 0.75  # of the rows fill all columns


def may_align(segments: Sequence[Segment]) -> bool:
    """Whether enough rows hold enough segments; most pages have none, and nobody need look further."""
    rows: dict[int, int] = {}
    for segment in segments:
        base = int(segment.base)
        rows[base] = rows.get(base, 0) + 1
    return sum([count >= _COLUMNS for count in rows.values()]) >= _ROWS - 1


def aligned_runs(rows: Sequence[Row]) -> list[tuple[list[Row], list[float]]]:
    """The runs of rows that make a table, each with the left edges of its columns."""
    found = []
    start = 0
    while start < len(rows):
        edges = _edges(rows[start])
        end = start + 1
        while end < len(rows) and _belongs(rows[end], rows[end - 1], edges):
            end += 1
        if _is_table(rows[start:end], edges):
            found.append((list(rows[start:end]), edges))
            start = end
        else:
            start += 1
    return found


def _edges(row: Row) -> list[float]:
    return [segment.x0 for segment in row.segments]


def _belongs(row: Row, above: Row, edges: Sequence[float]) -> bool:
    """Whether a row's cells stand at the edges, two at least, not far below the row above."""
    if len(edges) < _COLUMNS or len(row.segments) < 2 or row.base - above.base > _APART * max(row.size, above.size):
        return False
    return all(any(abs(segment.x0 - edge) < _SAME for edge in edges) for segment in row.segments)


def _is_table(rows: Sequence[Row], edges: Sequence[float]) -> bool:
    if len(rows) < _ROWS or len(edges) < _COLUMNS:
        return False
    cells = [segment for row in rows for segment in row.segments]
    full = sum(len(row.segments) == len(edges) for row in rows)
    long = sum(is_sentence(cell) for cell in cells)
    numbers = sum(map(is_number, cells))
    return full >= _FULL * len(rows) and 5 * long <= len(cells) and 2 * numbers < len(cells)

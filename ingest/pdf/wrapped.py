"""Rows of a table without a grid whose names wrap: which lines make one row."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from loftespor.ingest.pdf.rows import Column, Row, cells_of, has_letters, is_amount, is_year
from loftespor.ingest.pdf.segments import Segment

Cells: TypeAlias = list[list[Segment]]
# Lines of one cell stand closer than this many sizes, or this many where the later begins in lower case.
TIGHT = 1.36
_LINE = 1.7


def grouped(rows: Sequence[Row], columns: Sequence[Column]) -> list[Cells]:
    """The rows of a table, lines of one row joined."""
    done: list[Cells] = []
    loose = _is_loose(rows)
    limit = max((s.x1 for row in rows for s in cells_of(row, columns)[0] if len(row.segments) > 1), default=0.0)
    last: Row | None = None
    for row in rows:
        cells = cells_of(row, columns)
        if done and last is not None and _continues(done[-1], cells, last, row, loose=loose, limit=limit):
            done[-1] = [a + b for a, b in zip(done[-1], cells, strict=True)]
        else:
            done.append(cells)
        last = row
    return done


def _is_loose(rows: Sequence[Row]) -> bool:
    """Whether rows stand further apart than the lines within them."""
    steps = sorted(b.base - a.base for a, b in pairwise(rows))
    return bool(steps) and steps[len(steps) // 2] > (TIGHT + 0.1) * rows[0].size


def _continues(above: Cells, cells: Cells, last: Row, row: Row, *, loose: bool, limit: float) -> bool:
    """Whether a row is a further line of the row above.

    Its name goes on (nothing stands left of it) and the row above had no amounts yet; or the rows of the table
    stand apart and these two do not; or the name of the row above has no amounts and goes on in lower case, or was
    as long as a name can be (`limit`).
    """
    step, size = row.base - last.base, max(row.size, last.size)
    if step > TIGHT * size and not (step < _LINE * size and _in_lower_case(cells, above)):
        return False
    first = next((i for i, cell in enumerate(cells) if cell), 0)
    lone = sum(map(bool, above)) == 1 and bool(above[0]) and bool(cells[0]) and not any(map(_has_amount, above))
    if lone and (loose or _in_lower_case(cells, above) or _is_full(above[0][-1], cells[0][0], limit)):
        return _same_weight(above[0], cells[0]) and not above[0][-1].text.endswith(":")
    if loose and _in_lower_case(cells, above) and step < _LINE * size:
        return True
    if loose:
        clash = any(_has_amount(a) and _has_amount(b) for a, b in zip(above, cells, strict=True))
        alone = first == 0 and sum(map(bool, cells)) == 1 and bool(above[0]) and _same_weight(above[0], cells[0])
        return sum(map(bool, cells)) < sum(map(bool, above)) and (first > 0 or alone) and not clash
    name = next((i for i, cell in enumerate(above) if any(has_letters(s) for s in cell)), None)
    if name is None or first != name or not any(above[:name]):
        return False
    finished = any(_has_amount(cell) for cell in above[name + 1 :])
    text = above[name][-1].text
    return not finished and not text.endswith(":")


def _in_lower_case(cells: Cells, above: Cells) -> bool:
    """Whether the first words of a row go on in lower case with a name above that has no amounts yet.

    A name of half the length of what follows is a heading ('Avfall', then 'plast' and its amounts).
    """
    first = next((i for i, cell in enumerate(cells) if cell), 0)
    if not cells[first][0].text[:1].islower() or not above[first] or any(map(_has_amount, above[first + 1 :])):
        return False
    name = above[first][-1]
    long = name.x1 - name.x0 > 0.5 * (cells[first][0].x1 - cells[first][0].x0)
    return has_letters(name) and (name.text.endswith((",", "-")) or (len(name.text) > 20 and long))


def _is_full(above: Segment, below: Segment, limit: float) -> bool:
    """Whether the next word, with the one it must not be parted from, did not fit any more before `limit`."""
    words = below.text.split(" ")
    needed = len(words[0]) + 1 + (len(words[1]) + 1 if len(words[0]) < 3 and len(words) > 1 else 0)
    return above.x1 + needed * (below.x1 - below.x0) / max(1, len(below.text)) > limit


def _same_weight(above: Sequence[Segment], below: Sequence[Segment]) -> bool:
    return above[-1].bold == below[0].bold


def _has_amount(cell: Sequence[Segment]) -> bool:
    return any(is_amount(s) and not is_year(s) for s in cell)

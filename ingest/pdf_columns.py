"""Reading order: where a page has columns, and its lines in the order they are read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from math import ceil, floor

from loftespor.ingest.lines import Line
from loftespor.ingest.pdf_segments import Segment, line_of

_LETTERS = re.compile(r"[^\W\d_]")
# Each column holds at least this many segments, and at most this share of all crosses the gutter.
_LEAST_IN_COLUMN = 5
_MOST_CROSSING = 0.35
_STEP = 2.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its column: the column's edges, its baseline, and whether it begins the column."""

    line: Line
    x0: float
    x1: float
    top: float
    base: float
    left: float
    right: float
    begins: bool
    page: int
    page_height: float
    columns: int = 1
    printed: str | None = None


def reading_order(segments: Sequence[Segment]) -> list[tuple[list[Segment], int]]:
    """The segments by column in reading order, each with the number of columns side by side there."""
    if not segments:
        return []
    gutter = _gutter(segments)
    if gutter is None:
        return [(list(segments), 1)]
    return list(_bands(segments, gutter))


def _gutter(segments: Sequence[Segment]) -> float | None:
    """The height's white gap between two columns: where fewest segments cross and both sides hold text."""
    left, right = min([s.x0 for s in segments]), max([s.x1 for s in segments])
    first, steps = left + 0.25 * (right - left), int((right - left) * 0.5 / _STEP)
    best: tuple[int, float, float] | None = None
    for place, crossing in enumerate(_crossing(segments, first, steps)):
        x = first + place * _STEP
        if best is None or crossing < best[0]:
            best = (crossing, x, x)
        elif crossing == best[0] and x - best[2] <= _STEP + 0.01:
            best = (crossing, best[1], x)
    if best is None:
        return None
    x = (best[1] + best[2]) / 2
    return x if _has_columns(segments, x, best[0]) else None


def _crossing(segments: Iterable[Segment], first: float, steps: int) -> Iterator[int]:
    """How many segments stand over each of the places from the first on, in steps."""
    change = [0] * (steps + 2)
    for segment in segments:
        begins = max(0, floor((segment.x0 - first) / _STEP) + 1)
        ends = ceil((segment.x1 - first) / _STEP)
        if begins < ends and begins <= steps:
            change[begins] += 1
            change[min(ends, steps + 1)] -= 1
    return islice(accumulate(change), steps + 1)


def _has_columns(segments: Sequence[Segment], x: float, crossing: int) -> bool:
    sides = ([s for s in segments if s.x1 <= x], [s for s in segments if s.x0 >= x])
    if min(map(len, sides)) < _LEAST_IN_COLUMN or crossing > _MOST_CROSSING * len(segments):
        return False
    lettered = [[s for s in side if len(_LETTERS.findall(s.text)) >= 8] for side in sides]
    if min(map(len, lettered)) < 0.6 * max(1, min(map(len, sides))) or min(map(len, lettered)) < _LEAST_IN_COLUMN:
        return False
    tops = [min(s.y0 for s in side) for side in sides]
    bottoms = [max(s.y1 for s in side) for side in sides]
    overlap = min(bottoms) - max(tops)
    if overlap < 0.4 * min(b - t for t, b in zip(tops, bottoms, strict=True)):
        return False
    widths = [sorted(s.x1 - s.x0 for s in side)[len(side) // 2] for side in lettered]
    return min(widths) > 0.3 * max(widths)


def _bands(segments: Sequence[Segment], gutter: float) -> Iterator[tuple[list[Segment], int]]:
    """Left column, right column, then what crosses both, and so on down the page."""
    crossing = sorted((s for s in segments if s.x0 < gutter < s.x1), key=lambda s: s.base)
    sides = sorted((s for s in segments if not s.x0 < gutter < s.x1), key=lambda s: s.base)
    place = 0
    while place < len(sides) or crossing:
        limit = crossing[0].base if crossing else float("inf")
        band = []
        while place < len(sides) and sides[place].base < limit:
            band.append(sides[place])
            place += 1
        left = [s for s in band if s.x1 <= gutter]
        right = [s for s in band if s.x1 > gutter]
        yield from ((column, 2) for column in (left, right) if column)
        across = []
        bound = sides[place].base if place < len(sides) else float("inf")
        while crossing and crossing[0].base <= bound:
            across.append(crossing.pop(0))
        if across:
            yield across, 1


def column_lines(
    segments: Sequence[Segment], page: int, *, height: float, columns: int, printed: str | None
) -> list[Placed]:
    """The lines of one column from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.base, s.x0)):
        if rows and abs(rows[-1][0].base - segment.base) < 0.4 * max(rows[-1][0].size, segment.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    return [
        Placed(
            line_of(row, page), min(s.x0 for s in row), max(s.x1 for s in row), min(s.y0 for s in row),
            row[0].base, left, right, place == 0, page, height, columns, printed,
        )
        for place, row in enumerate(rows)
    ]  # fmt: skip

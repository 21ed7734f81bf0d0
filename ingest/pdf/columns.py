"""Reading order: where a page has columns, and its lines in the order they are read."""

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise
from math import ceil, floor, inf

from loftespor.ingest.lines import Line
from loftespor.ingest.pdf.rulings import Rule
from loftespor.ingest.pdf.segments import Segment, line_of, rows_of

_LETTERS = re.compile(r"[^\W\d_]")
_WORDY = 8  # letters
# Each column holds at least so many segments, or fewer where they are as long as lines of prose; at most this share of
# all crosses the gutter, where no rows have a gap there.
_LEAST_IN_COLUMN, _LEAST_IN_BAND, _PROSE = 5, 3, 25
_MOST_CROSSING = 0.35
_WIDE = 0.6  # of the width of the text; no column of two is as wide
_STEP = 2.0
_LEAST_USUAL, _INDENT = 3, 60.0
_NARROWEST = 5.0  # points; the gaps between the words of a stretched line are narrower


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its column: the column's edges, its baseline, and whether it begins the column; `aside` is the number
    of the box beside the text that it stands in, or 0.
    """

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
    aside: int = 0


def reading_order(segments: Sequence[Segment], rules: Sequence[Rule] = ()) -> list[tuple[list[Segment], int]]:
    """The segments by column in reading order, each with the number of columns side by side there.

    A page may have columns in one part and none in another (a table over its whole width, then text in columns): each
    stretch between what crosses the gutter is looked at for itself, and a column may hold columns again. `rules` are
    level lines, such as the edges of a box; columns end at one that crosses their gutter.
    """
    if not segments:
        return []
    bands = _columned(segments, rules) or _between_wide(segments, rules)
    if not bands:
        return [(list(segments), 1)]
    ordered: list[tuple[list[Segment], int]] = []
    for band in bands:
        parts = [reading_order(side, rules) for side in band]
        beside = sum(max(count for _, count in part) for part in parts) if len(parts) > 1 else 0
        for column, count in (each for part in parts for each in part):
            if ordered and not beside and count == ordered[-1][1] == 1:
                ordered[-1][0].extend(column)  # no columns between them: one stretch of text
            else:
                ordered.append((column, beside or count))
    return ordered


def _columned(segments: Sequence[Segment], rules: Sequence[Rule]) -> list[list[list[Segment]]]:
    """The segments in bands from top to bottom, each of one or two columns; none where no band has two."""
    best: list[list[list[Segment]]] = []
    most = 0
    for gutter in _gutters(segments):
        bands, count = _settled(list(_bands(segments, gutter, rules)))
        if count > most:
            best, most = bands, count
    return best


def _between_wide(segments: Sequence[Segment], rules: Sequence[Rule]) -> list[list[list[Segment]]]:
    """The segments in bands of one column, cut at the lines that go over most of the page; none where that parts
    nothing that could hold columns.
    """
    left, right = min([s.x0 for s in segments]), max([s.x1 for s in segments])
    limit = _WIDE * (right - left)
    if not any(s.x1 - s.x0 > limit for s in segments):
        return []
    bands: list[list[Segment]] = []
    was_wide = None
    for segment in sorted(segments, key=lambda s: s.base):
        wide = segment.x1 - segment.x0 > limit
        if wide != was_wide:
            bands.append([])
        bands[-1].append(segment)
        was_wide = wide
    if len(bands) < 2 or not any(_columned(band, rules) for band in bands if len(band) >= 2 * _LEAST_IN_BAND):
        return []
    return [[band] for band in bands]


def _gutters(segments: Sequence[Segment]) -> Iterator[float]:
    """Where there may be white between two columns: where fewest segments stand, and where most rows have a gap."""
    left, right = min([s.x0 for s in segments]), max([s.x1 for s in segments])
    first, steps = left + 0.2 * (right - left), int((right - left) * 0.6 / _STEP)
    counts = list(_crossing(segments, first, steps))
    fewest = min(counts)
    if fewest <= _MOST_CROSSING * len(segments):
        start = max(_runs(counts, fewest), key=lambda run: run[1] - run[0])
        yield first + (start[0] + start[1]) / 2 * _STEP
    # Rows of one segment have no gap, and most pages have no others.
    if len(segments) - len({round(s.base) for s in segments}) >= _LEAST_IN_BAND:
        gap = _common_gap(segments)
        if gap is not None:
            yield gap


def _runs(counts: Sequence[int], value: int) -> Iterator[tuple[int, int]]:
    """First and last place of each stretch of counts that have a value."""
    start = None
    for place, count in enumerate([*counts, value + 1]):
        if count == value and start is None:
            start = place
        elif count != value and start is not None:
            yield start, place - 1
            start = None


def _common_gap(segments: Sequence[Segment]) -> float | None:
    """The place that lies in most of the gaps between words on one row; None where three rows have none in common."""
    ordered = sorted([s for s in segments if _has_words(s)], key=lambda s: (round(s.base), s.x0))
    events: list[tuple[float, int]] = []
    for before, after in pairwise(ordered):
        if round(before.base) == round(after.base) and after.x0 - before.x1 > _NARROWEST:
            events += [(before.x1, 1), (after.x0, -1)]
    depth = most = 0
    place: float | None = None
    events.sort()
    for number, (x, change) in enumerate(events):
        depth += change
        if depth > most and depth >= _LEAST_IN_BAND:
            most, place = depth, (x + events[number + 1][0]) / 2
    return place


def _has_words(segment: Segment) -> bool:
    return len(_LETTERS.findall(segment.text)) >= _WORDY


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


def _bands(segments: Sequence[Segment], gutter: float, rules: Sequence[Rule]) -> Iterator[list[list[Segment]]]:
    """Down the page: what stands left and right of a gutter, and between such bands what crosses it."""
    barriers = [rule.y for rule in rules if rule.x0 < gutter - _NARROWEST and rule.x1 > gutter + _NARROWEST]
    crossing = deque(sorted((s for s in segments if s.x0 < gutter < s.x1), key=lambda s: s.base))
    sides = deque(sorted((s for s in segments if not s.x0 < gutter < s.x1), key=lambda s: s.base))
    while sides or crossing:
        limit = min(crossing[0].base if crossing else inf, _next(barriers, sides[0].base) if sides else inf)
        left: list[Segment] = []
        right: list[Segment] = []
        while sides and sides[0].base < limit:
            segment = sides.popleft()
            (left if segment.x1 <= gutter else right).append(segment)
        if left or right:
            yield [left, right]
        across = []
        bound = sides[0].base if sides else inf
        while crossing and crossing[0].base <= bound:
            across.append(crossing.popleft())
        if across:
            yield [across]


def _next(barriers: Sequence[float], base: float) -> float:
    """The first of the rising heights below a baseline."""
    place = bisect_right(barriers, base)
    return barriers[place] if place < len(barriers) else inf


def _settled(bands: Sequence[list[list[Segment]]]) -> tuple[list[list[list[Segment]]], int]:
    """The bands with those made one that hold no columns, and how many segments with words stand in columns.

    Where columns are sure in one band, fewer lines are enough in the others.
    """
    counts = [_in_columns(*band, least=_LEAST_IN_BAND) if len(band) > 1 else 0 for band in bands]
    done: list[list[list[Segment]]] = []
    if not any(counts):
        return done, 0
    for band, count in zip(bands, counts, strict=True):
        if len(band) > 1 and (count or _in_columns(*band, least=1)):
            done.append(band)
        elif done and len(done[-1]) == 1:
            done[-1] = [[s for side in (*done[-1], *band) for s in side]]
        else:
            done.append([[s for side in band for s in side]])
    return done, sum(counts)


def _in_columns(left: Sequence[Segment], right: Sequence[Segment], *, least: int) -> int:
    """How many segments with words stand in two columns; 0 where these are none.

    Both sides hold words, most of them in lines of nearly one width, and stand beside one another. Few lines must be
    as long as prose: short ones may be a table.
    """
    sides = (left, right)
    if min(map(len, sides)) < least:
        return 0
    lettered = [[s for s in side if _has_words(s)] for side in sides]
    fewest = min(map(len, lettered))
    if fewest < least or not all(map(_is_text, lettered, sides)):
        return 0
    tops = [min(s.y0 for s in side) for side in sides]
    bottoms = [max(s.y1 for s in side) for side in sides]
    if min(bottoms) - max(tops) < 0.4 * min(b - t for t, b in zip(tops, bottoms, strict=True)):
        return 0
    widths = [_middle([s.x1 - s.x0 for s in side]) for side in lettered]
    if min(widths) <= 0.3 * max(widths):
        return 0
    short = fewest < _LEAST_IN_COLUMN and min(_middle([len(s.text) for s in side]) for side in lettered) < _PROSE
    return 0 if short else len(lettered[0]) + len(lettered[1])


def _is_text(lettered: Sequence[Segment], side: Sequence[Segment]) -> bool:
    """Whether most segments of a side hold words, or long lines of them most of its characters: the rest is the labels
    of a chart.
    """
    if len(lettered) >= 0.6 * len(side):
        return True
    words = sum(len(s.text) for s in lettered)
    return words >= 0.75 * sum(len(s.text) for s in side) and _middle([len(s.text) for s in lettered]) >= _PROSE


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def column_lines(
    segments: Sequence[Segment], page: int, *, height: float, columns: int, printed: str | None
) -> list[Placed]:
    """The lines of one column from top to bottom."""
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    return [
        Placed(
            line_of(row, page), min(s.x0 for s in row), max(s.x1 for s in row), min(s.y0 for s in row),
            row[0].base, left, right, place == 0, page, height, columns, printed,
        )
        for place, row in enumerate(rows_of(segments))
    ]  # fmt: skip


def with_usual_edges(lines: Sequence[Placed]) -> dict[int, Placed]:
    """The lines whose column begins further right than columns usually do, by their ids, with the usual left edge.

    A page that holds nothing but list items would else have them at its edge, as if they were no items of an item.
    """
    columns = [(placed.columns, round(placed.left)) for placed in lines if placed.begins]
    least = max(_LEAST_USUAL, len(columns) // 20)
    usual: dict[int, list[int]] = {}
    for (count, left), times in sorted(Counter(columns).items()):
        if times >= least:
            usual.setdefault(count, []).append(left)
    moved: dict[int, Placed] = {}
    for placed in lines:
        edges = usual.get(placed.columns, [])
        place = bisect_right(edges, round(placed.left)) - 1
        if place >= 0 and 2 < placed.left - edges[place] < _INDENT:
            moved[id(placed)] = replace(placed, left=float(edges[place]))
    return moved

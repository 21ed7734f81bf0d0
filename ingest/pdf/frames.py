"""Stretches of a page between level rules of one width, as tables without upright lines have them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, TypeAlias

from loftespor.ingest.pdf.grid import Grid
from loftespor.ingest.pdf.rows import Row, is_amount, is_number, is_sentence
from loftespor.ingest.pdf.rulings import Rule, Rulings
from loftespor.ingest.table_heads import HEAD

Box: TypeAlias = tuple[float, float, float, float]
_Line: TypeAlias = tuple[float, float, float]  # y, x0, x1
_SAME = 5.0
_NARROWEST, _LONG = 100.0, 200.0
_HIGH = 60.0  # lower boxes are shaded rows
_NEAR = 1.7  # a head stands so many sizes above its rule, and its lines above one another
_MOST_SIDES, _MOST_FRAMES = 40, 30
_MOST = 300  # rules on a page; more are a drawing


@dataclass(frozen=True, slots=True)
class Frame:
    """Level rules from x0 to x1 at the heights `rules`; `parts` are shorter rules (y, x0, x1), as under a head that
    covers several columns.
    """

    x0: float
    x1: float
    rules: tuple[float, ...]
    parts: tuple[tuple[float, float, float], ...] = ()
    floor: float = 1e9  # the next rule below, of another frame


class Layout(NamedTuple):
    """What the lines of a page draw besides grids."""

    frames: tuple[Frame, ...]
    boxes: tuple[Box, ...]
    rules: tuple[Rule, ...] = ()  # the long level lines, from top to bottom


def layout_of(rulings: Rulings, grids: Iterable[Grid]) -> Layout:
    """The frames and boxes of a page, outside its grids."""
    if len(rulings.across) > _MOST or len(rulings.down) > _MOST:
        return Layout((), ())
    rules = sorted(Rule(*line) for line in rulings.across if line[2] - line[1] > _LONG)
    frames, boxes = frames_of(rulings, grids), boxes_of(rulings)
    return Layout(tuple(frames[:_MOST_FRAMES]), tuple(boxes[:_MOST_FRAMES]), tuple(rules))


def frames_of(rulings: Rulings, grids: Iterable[Grid]) -> list[Frame]:
    """The frames of a page: two rules of one width or more, outside its grids."""
    boxes = [grid.box for grid in grids]
    lines = [
        line
        for line in rulings.across
        if not any(b[1] - _SAME <= line[0] <= b[3] + _SAME and line[1] < b[2] and line[2] > b[0] for b in boxes)
    ]
    groups: list[list[_Line]] = []
    for line in lines:
        if line[2] - line[1] < _NARROWEST:
            continue
        alike = (g for g in groups if abs(g[0][1] - line[1]) <= _SAME and abs(g[0][2] - line[2]) <= _SAME)
        group = next(alike, None)
        if group is None:
            groups.append(group := [])
        group.append(line)
    groups = [part for group in groups for part in _without_boxes(group, rulings)]
    wide = [group for group in groups if len(group) > 1 and not (len(group) < 4 and _is_box(group, rulings))]
    return [Frame(g[0][1], g[0][2], tuple(line[0] for line in g), _parts(g, lines), _floor(g, lines)) for g in wide]


def _floor(group: Sequence[_Line], lines: Iterable[_Line]) -> float:
    y, x0, x1 = group[-1]
    return min((line[0] for line in lines if line[0] > y + _SAME and line[1] < x1 and line[2] > x0), default=1e9)


def _without_boxes(group: Sequence[_Line], rulings: Rulings) -> Iterator[list[_Line]]:
    """The rules of one width, parted where two of them with upright lines just as high make a box (a chart)."""
    start = 0
    for place in range(len(group) - 1):
        top, bottom = group[place][0], group[place + 1][0]
        just = [x for x, y0, y1 in rulings.down if abs(y0 - top) <= _SAME and abs(y1 - bottom) <= _SAME]
        high = bottom - top > _HIGH
        if high and all(any(abs(x - end) <= _SAME for x in just) for end in group[place][1:]):
            yield list(group[start : place + 1])
            start = place + 1
    yield list(group[start:])


def _is_box(group: Sequence[_Line], rulings: Rulings) -> bool:
    """Whether upright lines close the rules on both sides: a box around text or a picture."""
    top, bottom = group[0][0], group[-1][0]
    sides = [x for x, y0, y1 in rulings.down if y0 <= top + _SAME and y1 >= bottom - _SAME]
    return all(any(abs(x - end) <= _SAME for x in sides) for end in group[0][1:])


def _parts(group: Sequence[_Line], lines: Iterable[_Line]) -> tuple[tuple[float, float, float], ...]:
    y0, x0, x1 = group[0]
    return tuple(
        line for line in lines
        if y0 < line[0] < group[-1][0] and x0 - _SAME < line[1] and line[2] < x1 + _SAME and line not in group
    )  # fmt: skip


def boxes_of(rulings: Rulings) -> list[Box]:
    """The boxes that four lines draw around text or a picture; what stands in one is not read with what is outside."""
    found = []
    uprights = [line for line in rulings.down if line[2] - line[1] > _HIGH]
    for (left, top, bottom), (right, y0, y1) in combinations(uprights[:_MOST_SIDES], 2):
        if abs(y0 - top) > _SAME or abs(y1 - bottom) > _SAME or right - left < _NARROWEST:
            continue
        level = [y for y, x0, x1 in rulings.across if x0 <= left + _SAME and x1 >= right - _SAME]
        if all(any(abs(y - end) <= _SAME for y in level) for end in (top, bottom)):
            found.append((left, top, right, bottom))
    return found


@dataclass(slots=True)
class Run:
    """The rows of a table between level rules: those of its head, and the rest by the bands between two rules."""

    head: list[Row]
    bands: list[list[Row]]

    @property
    def body(self) -> list[Row]:
        """The rows below the head."""
        return [row for band in self.bands for row in band]


def tabular_runs(frame: Frame, rows: Sequence[Row]) -> list[Run]:
    """The runs of bands of a frame that hold cells; prose and captions part the runs.

    A head stands in a band of its own, or above the first rule. Where the last rule stands below a head, the rows
    below it are looked at too: the table goes on over the page.
    """
    bands = _bands(frame, rows)
    last = frame.rules[-1]
    below = [row for row in rows if last < row.base < frame.floor]
    found = []
    start = 0
    for place in range(len(bands) + 1):
        again = place < len(bands) and _heads_again(bands[start:place], bands[place])
        if place < len(bands) and (not bands[place] or _is_tabular(bands[place])) and not again:
            continue
        held = [band for band in bands[start:place] if band]
        if place == len(bands) and len(held) == 1 and not _has_numbers(held[0]) and _is_open(below):
            held.append(below)
        if held:
            headed = len(held) > 1 and not _has_numbers(held[0])
            head = held[0] if headed else _above(rows, frame.rules[start], frame)
            found.append(Run(head, held[1:] if headed else held))
        start = place if again else place + 1
    return [run for run in found if len(run.head) + len(run.body) > 1]


def _heads_again(before: Sequence[Sequence[Row]], band: Sequence[Row]) -> bool:
    """Whether a band is the head of another table: cells side by side without a number, below rows with numbers."""
    side = any(len(row.segments) > 2 for row in band)
    return side and not _has_numbers(band) and any(map(_has_numbers, before))


def _has_numbers(rows: Iterable[Row]) -> bool:
    return any(is_number(s) for row in rows for s in row.segments)


def _is_open(below: Sequence[Row]) -> bool:
    return len(below) > 1 and _has_numbers(below) and _is_tabular(below)


def _above(rows: Sequence[Row], rule: float, frame: Frame) -> list[Row]:
    """The rows of a head directly above a rule: cells side by side, or one right of the names; none is a number."""
    head: list[Row] = []
    limit, middle = rule, frame.x0 + 0.3 * (frame.x1 - frame.x0)
    for row in reversed([row for row in rows if row.base <= rule]):
        if limit - row.base > _NEAR * row.size or _has_numbers([row]) or len(head) == HEAD:
            break
        if len(row.segments) < 2 and (row.segments[0].x0 < middle or is_sentence(row.segments[0])):
            break
        head.insert(0, row)
        limit = row.base
    return head


def _bands(frame: Frame, rows: Iterable[Row]) -> list[list[Row]]:
    """The rows between each two rules."""
    bands: list[list[Row]] = [[] for _ in frame.rules[1:]]
    for row in rows:
        place = sum(rule < row.base - 0.3 * row.size for rule in frame.rules) - 1
        if 0 <= place < len(bands):
            bands[place].append(row)
    return bands


def _is_tabular(band: Sequence[Row]) -> bool:
    """Whether half of the rows have cells side by side or an amount, and few are lines of prose."""
    cells = sum(len(row.segments) > 1 for row in band)
    prose = sum(len(row.segments) == 2 and all(map(is_sentence, row.segments)) for row in band)
    alone = sum(len(row.segments) == 1 and is_sentence(row.segments[0]) for row in band)
    amounts = any(is_amount(s) for row in band for s in row.segments)
    enough = 0.3 if amounts else 0.5
    return cells >= enough * len(band) and (prose < 5 or 5 * prose <= len(band)) and 2 * alone <= len(band)

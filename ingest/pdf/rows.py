"""Rows, cells and columns of a table without a grid: what stands on one baseline, and where amounts end."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loftespor.ingest.pdf.segments import Segment

_UNIT = r"(?:%|pst\.?(?:-enhet(?:er)?)?|prosent|kr\.?|kroner|øre|(?:mill|mrd)\.?(?:\s?kr(?:oner)?\.?)?)"
_AMOUNT = re.compile(
    rf"(?:\(?[+−–-]?\s?(?:\d{{1,3}}(?:[\s.]\d{{3}})+|\d+)(?:,\d{{1,3}})?(?:\s?{_UNIT})?\)?|[–−-])(?:\s?\*{{1,2}})?\Z"
)
_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_LETTER = re.compile(r"[^\W\d_]")
_LEADER = re.compile(r"\.{4,}\Z|(?:\. ?){4,}\Z|…{2,}\Z")
_ROUND = ("1.0", "2.0", "2.5", "5.0", "4.0")  # how the steps of an axis begin; 4 where a mark between two is missing
_SENTENCE_LENGTH = 25
EDGE = 3.0
LEAST = 3
# A page of more is no page of tables, and looking through them would take too long.
_MOST_COLUMNS, _MOST_IN_ROW = 60, 200
# The space between thousands is a quarter of the size.
_BETWEEN_AMOUNTS = 0.45


@dataclass(slots=True)
class Row:
    """The segments on one baseline; `amounts` are those that end at an edge of amounts."""

    segments: list[Segment]
    base: float
    size: float
    amounts: list[Segment] = field(default_factory=list)
    whole: list[Segment] = field(default_factory=list)  # the segments before they were parted at edges


@dataclass(frozen=True, slots=True)
class Column:
    """The span of a column; amounts are told by their right edge."""

    x0: float
    x1: float
    amounts: bool = False


def is_amount(segment: Segment) -> bool:
    """Whether a segment is nothing but an amount: '1 200', '-0,5 %', '25 pst.', or a dash for none."""
    return bool(_AMOUNT.match(segment.text))


def is_number(segment: Segment) -> bool:
    """Whether a segment is an amount with digits, and no year."""
    text = segment.text
    return bool(_AMOUNT.match(text) and _DIGITS.search(text) and not _YEAR.match(text))


def is_year(segment: Segment) -> bool:
    """Whether a segment is a year."""
    return bool(_YEAR.match(segment.text))


def has_letters(segment: Segment) -> bool:
    """Whether a segment has words."""
    return bool(_LETTER.search(segment.text))


def is_sentence(segment: Segment) -> bool:
    """Whether a segment is as long as a line of prose in a narrow column."""
    return len(segment.text) >= _SENTENCE_LENGTH and " " in segment.text


def single_cells(segment: Segment) -> list[Segment]:
    """A segment parted into cells: after a leader of dots, and between numbers further apart than thousands are."""
    text = segment.text
    numeric, leaders = text.replace(" ", "").isdigit(), "...." in text or "…" in text
    if not numeric and not leaders:
        return [segment]
    words = segment.words
    parts = [[words[0]]]
    for before, word in pairwise(words):
        apart = numeric and word.x0 - before.x1 > _BETWEEN_AMOUNTS * word.size
        if apart or (leaders and _LEADER.search(before.text) and not _LEADER.match(word.text)):
            parts.append([])
        parts[-1].append(word)
    return [segment.with_words(part) for part in parts] if len(parts) > 1 else [segment]


def at_edges(segment: Segment, edges: Sequence[float]) -> list[Segment]:
    """A segment of several amounts parted at the edges where amounts of other rows end: '5,1 pst. 5,1 pst.'."""
    if not _DIGITS.search(segment.text) or len(segment.words) < 2:
        return [segment]
    parts = [[segment.words[0]]]
    for before, word in pairwise(segment.words):
        if word.x0 - before.x1 > 0.2 * word.size and near(before.x1, edges):
            parts.append([])
        parts[-1].append(word)
    made = [segment.with_words(part) for part in parts]
    return made if len(made) > 1 and all(map(is_amount, made[1:])) else [segment]


def rows_of(segments: Iterable[Segment]) -> list[Row]:
    """The rows of a page from top to bottom, their segments from left to right; rows of hundreds are left out."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda s: (s.base, s.x0)):
        if rows and abs(rows[-1].base - segment.base) < 0.4 * max(rows[-1].size, segment.size):
            rows[-1].segments.append(segment)
        else:
            rows.append(Row([segment], segment.base, segment.size))
    for row in rows:
        row.segments.sort(key=lambda s: s.x0)
    return [row for row in rows if len(row.segments) <= _MOST_IN_ROW]


def amount_edges(rows: Sequence[Row], *, least: int = LEAST) -> list[float]:
    """The right edges at which numbers of so many rows end, right of words on their rows.

    The marks of a chart's axis are no amounts: evenly spaced numbers that go up by the same step. Nor is a column
    of numbers that mostly have their words right of them (list numbers, chapters and posts).
    """
    ends: list[tuple[float, Segment, bool]] = []
    for row in rows:
        letters = False
        for place, segment in enumerate(row.segments):
            if letters and is_number(segment):
                after = row.segments[place + 1] if place + 1 < len(row.segments) else None
                led = after is not None and has_letters(after) and after.x0 - segment.x1 < 3 * segment.size
                ends.append((segment.x1, segment, led))
            letters = letters or has_letters(segment)
    ends.sort(key=lambda end: end[0])
    edges: list[float] = []
    start = 0
    for place in range(1, len(ends) + 1):
        if place == len(ends) or ends[place][0] - ends[place - 1][0] > EDGE:
            group = ends[start:place]
            if len(group) >= least and 2 * sum(led for *_, led in group) <= len(group) and not _is_axis(group):
                edges.append(sum(end for end, *_ in group) / len(group))
            start = place
    return edges if len(edges) <= _MOST_COLUMNS else []


def _is_axis(group: Sequence[tuple[float, Segment, bool]]) -> bool:
    """Whether most numbers are the marks of axes: round steps that change evenly with their heights."""
    marks = sorted((s.base, _value(s)) for _, s, _ in group)
    size = group[0][1].size
    even = start = 0
    while start < len(marks) - 2:
        end = _even_to(marks, start)
        if end - start > LEAST or (end - start == LEAST and marks[end - 1][0] - marks[start][0] > 4 * size):
            even += end - start
            start = end
        else:
            start += 1
    return 10 * even >= 6 * len(marks)


def _value(segment: Segment) -> float:
    digits = re.sub(r"[^\d,]", "", segment.text).replace(",", ".")
    return -float(digits) if segment.text[0] in "-–−" else float(digits)


def _even_to(marks: Sequence[tuple[float, float]], start: int) -> int:
    """Where the marks end that lie on one line with the first two, all of them round numbers."""
    (top, first), (base, value) = marks[start], marks[start + 1]
    step = abs(value - first)
    if base - top < 1 or not step or f"{step:.1e}"[:3] not in _ROUND:
        return start + 1
    slope = (value - first) / (base - top)
    end = start + 2
    while end < len(marks):
        base, value = marks[end]
        expected = slope * (base - top)
        if abs(value - first - expected) > 0.1 * abs(expected) or abs((value - first) / step % 1 - 0.5) < 0.49:
            break
        end += 1
    return end


def near(x: float, edges: Iterable[float]) -> bool:
    """Whether a place is at one of the edges."""
    return any(abs(x - edge) <= 2 * EDGE for edge in edges)


def mark_amounts(rows: Iterable[Row], edges: Sequence[float]) -> None:
    """Set the amounts of each row, its segments parted where amounts end."""
    for row in rows:
        row.whole = row.segments
        row.segments = [part for segment in row.segments for part in at_edges(segment, edges)]
        row.amounts = [s for s in row.segments if is_amount(s) and near(s.x1, edges)]


def columns_of(rows: Sequence[Row], edges: Sequence[float], head: Sequence[Row] = ()) -> list[Column]:
    """The columns from left to right: one for each edge of amounts; the rest by the gaps no row crosses, also not
    the `head` left of the amounts.

    A head above the amounts makes no column of its own; a heading alone on its row makes none either.
    """
    found = []
    for edge in edges:
        held = [s for row in rows for s in row.amounts if abs(s.x1 - edge) <= 2 * EDGE]
        if held:
            found.append(Column(min(s.x0 for s in held), edge, amounts=True))
    first = min((column.x0 for column in found), default=float("inf"))
    others = sorted(
        (s.x0, s.x1)
        for row in (*rows, *head)
        if len(row.segments) > 1
        for s in row.segments
        if s not in row.amounts and not any(overlap(s, column) > 0 for column in found)
        and (s.x1 < first or row not in head)
    )  # fmt: skip
    texts: list[Column] = []
    for x0, x1 in others:
        if texts and x0 < texts[-1].x1 - 0.5:
            texts[-1] = Column(texts[-1].x0, max(texts[-1].x1, x1))
        else:
            texts.append(Column(x0, x1))
    return sorted([*found, *texts], key=lambda column: column.x1)


def overlap(segment: Segment, column: Column) -> float:
    """How far a segment and a column stand over one another; negative is the distance between them."""
    return min(segment.x1, column.x1) - max(segment.x0, column.x0)


def cells_of(row: Row, columns: Sequence[Column]) -> list[list[Segment]]:
    """The segments of a row by column: amounts by their right edge, words by what they stand over."""
    cells: list[list[Segment]] = [[] for _ in columns]
    for segment in row.segments:
        if segment in row.amounts:
            fits = [-abs(c.x1 - segment.x1) if c.amounts else -1e9 for c in columns]
        else:
            fits = [overlap(segment, column) for column in columns]
        cells[max(range(len(columns)), key=fits.__getitem__)].append(segment)
    return cells

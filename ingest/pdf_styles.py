"""The type of a PDF: its body size, its line pitch, the width of its columns, and which lines are headings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loftespor.ingest.lines import Line
from loftespor.ingest.pdf_columns import Placed

# A heading is this much larger than the body, or bold where the body is not.
_LARGER = 1.08
_LONGEST_HEADING = 200
_DEEPEST = 6
_LITTLE_TEXT = 400  # characters


@dataclass(frozen=True, slots=True)
class Styles:
    """What is usual in a document."""

    body: float
    body_bold: bool
    pitches: dict[float, float]
    widths: dict[int, float]
    ranks: dict[tuple[float, bool], int]

    def looks_heading(self, placed: Placed) -> bool:
        """Whether the type of a line is that of a heading."""
        line = placed.line
        if not any(char.isalpha() for char in line.text):
            return False
        if line.size > _LARGER * self.body:
            return True
        return line.bold and not self.body_bold and line.size > 0.94 * self.body

    def level(self, placed: Placed) -> int:
        """The depth of a heading: its place among the document's heading types, largest first."""
        return self.ranks.get(style_of(placed), 1)

    def pitch(self, placed: Placed) -> float:
        """The usual distance from a line to the next in this size."""
        size = placed.line.size
        return self.pitches.get(round(size), 1.35 * size)

    def right(self, placed: Placed) -> float:
        """The right edge a full line of this column reaches."""
        return max(placed.right, placed.left + self.widths.get(placed.columns, 0.0))


def style_of(placed: Placed) -> tuple[float, bool]:
    """Size and weight by which headings are told apart."""
    return round(placed.line.size * 2) / 2, placed.line.bold


def measure(lines: Sequence[Placed], in_tables: Iterable[Line] = ()) -> Styles:
    """The usual type of a document: that of most of its lines, or of its tables where nearly all is tables."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for placed in lines:
        sizes[(round(placed.line.size, 1), placed.line.bold)] += len(placed.line.text)
    if sum(sizes.values()) < _LITTLE_TEXT:
        for line in in_tables:
            sizes[(round(line.size, 1), line.bold)] += len(line.text)
    (body, bold) = max(sizes, key=lambda style: (sizes[style], style)) if sizes else (10.0, False)
    found = Styles(body, bold, _pitches(lines), _widths(lines), {})
    headings = Counter(style_of(p) for p in lines if found.looks_heading(p) and len(p.line.text) <= _LONGEST_HEADING)
    ordered = sorted(headings, reverse=True)
    ranks = {style: min(rank, _DEEPEST) for rank, style in enumerate(ordered, start=1)}
    return Styles(body, bold, found.pitches, found.widths, ranks)


def _pitches(lines: Sequence[Placed]) -> dict[float, float]:
    """For each size the distance between two lines of a paragraph: the commonest, to half a point."""
    steps: dict[float, Counter[float]] = {}
    for above, below in pairwise(lines):
        step = below.base - above.base
        size = round(below.line.size)
        if not below.begins and round(above.line.size) == size and 0.8 * size < step < 2.2 * size:
            steps.setdefault(size, Counter())[round(step * 2) / 2] += 1
    return {size: max(counts, key=lambda s: (counts[s], -s)) for size, counts in steps.items()}


def _widths(lines: Sequence[Placed]) -> dict[int, float]:
    """For each number of columns the width that nineteen of twenty lines stay within."""
    widths: dict[int, list[float]] = {}
    for placed in lines:
        widths.setdefault(placed.columns, []).append(placed.x1 - placed.left)
    return {columns: sorted(found)[int(0.95 * (len(found) - 1))] for columns, found in widths.items()}

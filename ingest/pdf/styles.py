"""The type of a PDF: its body size, its line pitch, the width of its columns, and which lines are headings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loftespor.ingest.lines import Line
from loftespor.ingest.pdf.columns import Placed

# A heading is this much larger than the body, or bold where the body is not.
_LARGER = 1.08
_LITTLE_TEXT = 400  # characters


@dataclass(frozen=True, slots=True)
class Styles:
    """What is usual in a document."""

    body: float
    body_bold: bool
    pitches: dict[float, float]
    widths: dict[int, float]

    def looks_heading(self, placed: Placed) -> bool:
        """Whether the type of a line is that of a heading."""
        line = placed.line
        if not any(char.isalpha() for char in line.text):
            return False
        if line.size > _LARGER * self.body:
            return True
        return line.bold and not self.body_bold and line.size > 0.94 * self.body

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


NO_STYLES = Styles(10.0, False, {}, {})


@dataclass(slots=True)
class Measurer:
    """Measures what is usual in a document, also where it comes in parts: the type of all parts so far decides."""

    sizes: Counter[tuple[float, bool]] = field(default_factory=Counter)

    def measure(self, lines: Sequence[Placed], in_tables: Iterable[Line] = ()) -> Styles:
        """The usual type: that of most lines, or of the tables where nearly all is tables."""
        for placed in lines:
            self.sizes[(round(placed.line.size, 1), placed.line.bold)] += len(placed.line.text)
        sizes = self.sizes.copy()
        if sum(sizes.values()) < _LITTLE_TEXT:
            for line in in_tables:
                sizes[(round(line.size, 1), line.bold)] += len(line.text)
        (body, bold) = max(sizes, key=lambda style: (sizes[style], style)) if sizes else (10.0, False)
        return Styles(body, bold, _pitches(lines), _widths(lines))


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

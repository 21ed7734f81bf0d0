"""Segments of a PDF page: words that stand together on one baseline, before anybody asks about columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loftespor.ingest.document import Box
from loftespor.ingest.lines import Line, Taken, clean_line
from loftespor.ingest.markers import find_marker
from loftespor.ingest.pdf_words import Word

# Words further apart than this many times their size stand in different segments; lines put them together again.
_FAR = 0.9
# A marker is at most this many times its size away from its text.
_MARKER_REACH = 4.5
_STEP = 8.0
_RAISED = re.compile(r"(?:\d{1,3}|\*{1,3})(?:,\d{1,3})*$")
_NUMBER = re.compile(r"\d{1,5}$")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one baseline without a wide gap between them; coordinates from the page's top left corner."""

    words: tuple[Word, ...]
    number: int | None = None  # the line number that stood in the margin beside it

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @property
    def y0(self) -> float:
        """Upper edge."""
        return min(word.y0 for word in self.words)

    @property
    def y1(self) -> float:
        """Lower edge."""
        return max(word.y1 for word in self.words)

    @property
    def base(self) -> float:
        """The baseline of its largest word."""
        return max(self.words, key=lambda word: word.size).base

    @property
    def size(self) -> float:
        """The size most of its characters have."""
        return _weighted(self.words)

    @property
    def text(self) -> str:
        """Its words with spaces."""
        return "".join(word.text if word.glued else f" {word.text}" for word in self.words).strip()


def _weighted(words: Iterable[Word]) -> float:
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def segments_of(words: Sequence[Word]) -> list[Segment]:
    """The segments of a page in the order its words were written."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _follows(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([replace(word, glued=False)])
    return [Segment(tuple(run)) for run in runs]


def _follows(last: Word, word: Word) -> bool:
    size = max(last.size, word.size, 4.0)
    level = abs(last.base - word.base) < 0.25 * size or word.glued
    return level and not last.hyphen and -0.5 * size < word.x0 - last.x1 < _FAR * size


def with_markers(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with lone markers joined to the text right of them.

    Before columns are looked for: the bullets of a right column lie left of its text, often in the gutter.
    """
    rows = _rows(segments)
    joined = dict(enumerate(segments))
    for place in [i for i, segment in enumerate(segments) if is_lone_marker(segment)]:
        marker = segments[place]
        near = [joined[i] for i in _near(rows, marker) if i != place and i in joined]
        target = _right_of(marker, near)
        if target is not None:
            at = next(i for i in _near(rows, marker) if i in joined and joined[i] is target)
            joined[at] = replace(target, words=(*marker.words, *target.words))
            del joined[place]
    return [joined[place] for place in sorted(joined)]


def _rows(segments: Sequence[Segment]) -> dict[int, list[int]]:
    """The places of the segments by height, in steps of some points."""
    rows: dict[int, list[int]] = {}
    for place, segment in enumerate(segments):
        rows.setdefault(int(segment.base // _STEP), []).append(place)
    return rows


def _near(rows: dict[int, list[int]], segment: Segment) -> list[int]:
    step = int(segment.base // _STEP)
    return [place for near in (step - 1, step, step + 1) for place in rows.get(near, ())]


def is_lone_marker(segment: Segment) -> bool:
    """Whether a segment is nothing but a list marker."""
    text = segment.text
    if len(text) > 6 or _NUMBER.match(text):
        return False
    marker = find_marker(f"{text} x")
    return marker is not None and marker.end >= len(text)


def _right_of(marker: Segment, near: Sequence[Segment]) -> Segment | None:
    """The segment the marker belongs to: on its baseline, nearest to the right."""
    reach = _MARKER_REACH * max(marker.size, 6.0)
    right = [s for s in near if -1.0 < s.x0 - marker.x1 < reach and _same_row(marker, s)]
    return min(right, key=lambda segment: segment.x0, default=None)


def _same_row(a: Segment, b: Segment) -> bool:
    return abs(a.base - b.base) < 0.35 * max(a.size, b.size)


def line_of(segments: Sequence[Segment], page: int) -> Line:
    """The line that segments on one baseline make, raised note marks taken out."""
    ordered = sorted(segments, key=lambda segment: segment.x0)
    words = [word for segment in ordered for word in segment.words]
    size = _weighted(words)
    pieces: list[str] = []
    marks: list[Taken] = []
    length = 0
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if before is not None and _is_raised(before, word, size):
            marks.append(Taken("note_mark", word.text, length))
            continue
        piece = word.text if word.glued or not pieces else f" {word.text}"
        pieces.append(piece)
        length += len(piece)
    box = Box(
        page, round(ordered[0].x0, 1), round(min(s.y0 for s in ordered), 1),
        round(max(s.x1 for s in ordered), 1), round(max(s.y1 for s in ordered), 1),
    )  # fmt: skip
    bold = sum(len(w.text) for w in words if w.bold) > 0.6 * sum(len(w.text) for w in words)
    number = next((s.number for s in ordered if s.number is not None), None)
    line = clean_line("".join(pieces), page=page, box=box, number=number, size=size, bold=bold, indent=ordered[0].x0)
    if number is not None:
        marks.append(Taken("line_number", str(number), 0))
    return replace(line, taken=(*line.taken, *(replace(m, at=min(m.at, len(line.text))) for m in marks)))


def _is_raised(before: Word, word: Word, size: float) -> bool:
    """Whether a word is a note mark: small digits above the line, directly after a word."""
    return (
        word.size < 0.8 * size
        and word.base < before.base - 0.1 * size + (0.2 * size if before.size < 0.8 * size else 0.0)
        and word.x0 - before.x1 < 0.4 * size
        and bool(_RAISED.match(word.text))
    )

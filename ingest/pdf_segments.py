"""Segments of a PDF page: words that stand together on one baseline, before anybody asks about columns."""

import re
from array import array
from collections.abc import Iterable, Sequence

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


class Segment:
    """Words on one baseline without a wide gap between them; coordinates from the page's top left corner.

    `base` is the baseline of its largest word, `size` what most of its characters have, `number` the line number that
    stood in the margin beside it. Made by `segment_of`. (A plain class: a page has a hundred, and all pages' segments
    are held until the running matter is known; so words of one type are kept as their edges alone.)
    """

    __slots__ = ("_edges", "_words", "base", "bold", "number", "size", "text", "x0", "x1", "y0", "y1")

    def __init__(self, words: Sequence[Word], number: int | None = None) -> None:
        first = words[0]
        _, self.x0, self.y0, self.x1, self.y1, self.size, self.bold, self.base, _, _ = first
        self.number = number
        self._words: tuple[Word, ...] | None = None
        self._edges: array[float] | None = None
        if len(words) == 1:
            self.text = first.text
            self._words = (first,) if type(words) is not tuple else words
            return
        style = first[2], first[4:9]  # y0; y1, size, weight, baseline, glued
        if all(style == (word[2], word[4:9]) for word in words) and not any(word.hyphen for word in words[:-1]):
            self.text = " ".join([word.text for word in words])
            self._edges = array("f", [edge for word in words for edge in (word.x0, word.x1)])
            self.x1 = max(self._edges)
            if words[-1].hyphen:
                self._words, self._edges = tuple(words), None
            return
        self._words = tuple(words)
        self.text = "".join([word.text if word.glued else f" {word.text}" for word in words]).strip()
        self.y0, self.y1 = min([word.y0 for word in words]), max([word.y1 for word in words])
        self.x1 = max([word.x1 for word in words])
        self.size = _weighted(words)
        self.bold = _mostly_bold(words)
        self.base = max(words, key=_size).base

    @property
    def plain(self) -> bool:
        """Whether all its words are of one type and stand on one line."""
        return self._words is None or len(self._words) == 1

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words; those of a plain segment are made anew."""
        if self._words is not None:
            return self._words
        assert self._edges is not None  # noqa: S101  either the words or their edges are kept
        edges = self._edges
        return tuple(
            Word(text, edges[2 * n], self.y0, edges[2 * n + 1], self.y1, self.size, self.bold, self.base)
            for n, text in enumerate(self.text.split(" "))
        )

    def with_words(self, words: Sequence[Word]) -> "Segment":
        """A segment of these words with the line number of this one."""
        return Segment(words, self.number)


def _size(word: Word) -> float:
    return word.size


def _weighted(words: Iterable[Word]) -> float:
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _mostly_bold(words: Iterable[Word]) -> bool:
    bold = total = 0
    for word in words:
        total += len(word.text)
        bold += len(word.text) if word.bold else 0
    return bold > 0.6 * total


def segments_of(words: Iterable[Word]) -> list[Segment]:
    """The segments of a page in the order its words were written."""
    runs: list[list[Word]] = []
    last: Word | None = None
    for word in words:
        if last is not None and _follows(last, word):
            runs[-1].append(word)
        else:
            runs.append([word._replace(glued=False) if word.glued else word])
        last = word
    return [Segment(run) for run in runs]


def _follows(last: Word, word: Word) -> bool:
    size = max(word.size, last.size)
    if size < 4.0:
        size = 4.0
    if not -0.5 * size < word.x0 - last.x1 < _FAR * size or last.hyphen:
        return False
    return -0.25 * size < word.base - last.base < 0.25 * size or word.glued


def with_markers(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with lone markers joined to the text right of them.

    Before columns are looked for: the bullets of a right column lie left of its text, often in the gutter.
    """
    lone = [place for place, segment in enumerate(segments) if is_lone_marker(segment)]
    if not lone:
        return list(segments)
    rows = _rows(segments)
    joined = dict(enumerate(segments))
    for place in lone:
        marker = segments[place]
        near = {i: joined[i] for i in _near(rows, marker) if i != place and i in joined}
        target = _right_of(marker, list(near.values()))
        if target is not None:
            at = next(i for i, segment in near.items() if segment is target)
            joined[at] = Segment((*marker.words, *target.words), target.number)
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
    ordered = sorted(segments, key=_left) if len(segments) > 1 else segments
    first = ordered[0]
    marks: list[Taken] = []
    if len(ordered) == 1 and first.plain:
        text, size, bold = first.text, first.size, first.bold
    else:
        words = [word for segment in ordered for word in segment.words]
        size, bold = _weighted(words), _mostly_bold(words)
        text, marks = _unmarked(words, size)
    box = Box(
        page, round(first.x0, 1), round(min([s.y0 for s in ordered]), 1),
        round(max([s.x1 for s in ordered]), 1), round(max([s.y1 for s in ordered]), 1),
    )  # fmt: skip
    number = next((s.number for s in ordered if s.number is not None), None)
    if number is not None:
        marks.append(Taken("line_number", str(number), 0))
    return clean_line(text, page=page, box=box, number=number, size=size, bold=bold, indent=first.x0, taken=marks)


def _left(segment: Segment) -> float:
    return segment.x0


def _unmarked(words: Sequence[Word], size: float) -> tuple[str, list[Taken]]:
    """The text of words on a line without raised note marks, and these."""
    pieces: list[str] = []
    marks: list[Taken] = []
    length = 0
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if before is not None and word.size < 0.8 * size and _is_raised(before, word, size):
            marks.append(Taken("note_mark", word.text, length))
            continue
        piece = word.text if word.glued or not pieces else f" {word.text}"
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), marks


def _is_raised(before: Word, word: Word, size: float) -> bool:
    """Whether a word is a note mark: small digits above the line, directly after a word."""
    return (
        word.size < 0.8 * size
        and word.base < before.base - 0.1 * size + (0.2 * size if before.size < 0.8 * size else 0.0)
        and word.x0 - before.x1 < 0.4 * size
        and bool(_RAISED.match(word.text))
    )

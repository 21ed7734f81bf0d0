"""Spans that are taken, asked many times: one sorted list and binary search, so that N sentences cost N log N."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from loftespor.extract.sentences import Span


class Cover:
    """A set of half-open spans that may lie inside each other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def holds(self, offset: int) -> bool:
        """Whether a span holds the character at offset."""
        before = bisect_right(self._starts, offset)
        return before > 0 and self._furthest[before - 1] > offset

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a span has a character in common with start:end."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start

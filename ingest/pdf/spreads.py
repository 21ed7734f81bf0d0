"""Two printed pages on one page of a PDF: which pages are such spreads, and their halves.

The printed numbers tell (12 below the left half, 13 below the right), or a white gap in the middle that is as wide as
two margins; columns of one page stand closer together.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from loftespor.ingest.pdf.margins import PageBody, is_outer, page_number
from loftespor.ingest.pdf.segments import Segment

LANDSCAPE = 1.15
_MIDDLE = 6.0
_CROSSING = 0.03  # of the segments may stand over the middle
_WIDE_GAP = 45.0
_LEAST_LINES = 8
_LEAST = 2  # spreads with numbers that fit, where there are so many pages


def parted(bodies: Sequence[PageBody], *, whole: Collection[int] = ()) -> list[list[PageBody]]:
    """The bodies of some pages, each as one or as its two halves; the pages `whole` have a table over the middle."""
    parts = ((body.number, _halves(body)) for body in bodies if body.number not in whole)
    candidates = {number: halves for number, halves in parts if halves is not None}
    numbered = sum(map(_are_numbered, candidates.values()))
    gaps = sum(map(_are_apart, candidates.values()))
    if numbered < min(_LEAST, len(bodies)) and (not candidates or gaps < 0.8 * len(candidates)):
        return [[body] for body in bodies]
    return [list(candidates.get(body.number, (body,))) for body in bodies]


def _halves(body: PageBody) -> tuple[PageBody, PageBody] | None:
    """The two halves of a page in landscape that nothing crosses."""
    middle = body.left + body.width / 2
    if body.width < LANDSCAPE * body.height or not body.body:
        return None
    crossing = sum(s.x0 < middle - _MIDDLE and s.x1 > middle + _MIDDLE for s in body.body)
    if crossing > _CROSSING * len(body.body):
        return None
    left = tuple(s for s in body.body if (s.x0 + s.x1) / 2 < middle)
    right = tuple(s for s in body.body if (s.x0 + s.x1) / 2 >= middle)
    half = replace(body, width=body.width / 2, label="")
    return replace(half, body=left), replace(half, body=right, left=middle)


def _are_numbered(halves: tuple[PageBody, PageBody]) -> bool:
    """Whether the halves bear a number and the next one."""
    left, right = ({n for s in half.body if is_outer(s, half) and (n := page_number(s))} for half in halves)
    return any(number + 1 in right for number in left)


def _are_apart(halves: tuple[PageBody, PageBody]) -> bool:
    """Whether both halves hold text with a gap between them as wide as two margins."""
    if any(len(half.body) < _LEAST_LINES for half in halves):
        return False
    left, right = (_edges(half.body) for half in halves)
    return left is not None and right is not None and right[0] - left[1] > _WIDE_GAP


def _edges(segments: Iterable[Segment]) -> tuple[float, float] | None:
    edges = [(s.x0, s.x1) for s in segments]
    return (min(x0 for x0, _ in edges), max(x1 for _, x1 in edges)) if edges else None

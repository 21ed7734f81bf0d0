"""Boxes beside the text of a PDF: facts and quotes in a frame or on a shade, with the text running round them.

A box that fills its column is read where it stands: many programmes set their lists so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from loftespor.ingest.pdf.columns import Placed
from loftespor.ingest.pdf.flow import Flow, TableHere
from loftespor.ingest.pdf.segments import Segment
from loftespor.ingest.pdf.styles import Styles

_Box: TypeAlias = tuple[float, float, float, float]
_Aside: TypeAlias = tuple[_Box, list[Segment]]
_LEAST_LINES = 2
_MOST_OF_PAGE = 0.6  # of a page's segments; what holds more is the page's frame
_BEYOND = 20.0  # points that a line reaches over a box's side, where the text runs round it
_NEAR = 5.0


def with_asides_apart(
    segments: Sequence[Segment], boxes: Iterable[_Box]
) -> tuple[list[Segment], list[tuple[_Box, list[Segment]]]]:
    """The segments of the running text, and each box beside it with its segments."""
    rest = list(segments)
    asides: list[_Aside] = []
    for box in sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]), reverse=True):
        inside = [s for s in rest if _is_inside(s, box)]
        if len(inside) < _LEAST_LINES or len(inside) > _MOST_OF_PAGE * len(segments):
            continue
        outside = [s for s in rest if not _is_inside(s, box)]
        if _runs_round(outside, box):
            rest = outside
            asides.append((box, inside))
    return rest, asides


def _is_inside(segment: Segment, box: _Box) -> bool:
    left, top, right, bottom = box
    return left - _NEAR <= segment.x0 and segment.x1 <= right + _NEAR and top - _NEAR <= segment.base <= bottom + _NEAR


def _runs_round(outside: Iterable[Segment], box: _Box) -> bool:
    """Whether text stands beside a box, and what is nearest above and below it reaches over its sides, or is none."""
    left, top, right, bottom = box
    beside = 0
    above: Segment | None = None
    below: Segment | None = None
    for segment in outside:
        if top < segment.base <= bottom + _NEAR:
            beside += 1
        elif segment.x0 < right - _BEYOND and segment.x1 > left + _BEYOND:
            if segment.base <= top and (above is None or segment.base > above.base):
                above = segment
            elif segment.base > bottom and (below is None or segment.base < below.base):
                below = segment
    if beside < _LEAST_LINES:
        return False
    near = [segment for segment in (above, below) if segment is not None]
    return all(segment.x0 < left - _BEYOND or segment.x1 > right + _BEYOND for segment in near)


def narrowed(lines: Iterable[Placed], box: _Box) -> list[Placed]:
    """The lines with those beside a box ending, or beginning, at its side."""
    left, top, right, bottom = box
    done = []
    for placed in lines:
        beside = top < placed.base < bottom + 2 * _NEAR and placed.left < right and placed.right > left
        if beside and placed.x1 <= left + _NEAR:
            placed = replace(placed, right=min(placed.right, left - _NEAR), columns=max(2, placed.columns))
        elif beside and placed.x0 >= right - _NEAR:
            placed = replace(placed, left=max(placed.left, right + _NEAR), columns=max(2, placed.columns))
        done.append(placed)
    return done


def with_asides_placed(flow: Sequence[Flow], styles: Styles) -> list[Flow]:
    """The flow with the lines of each box at the end of the section beside which it stands: before the next heading
    below its upper edge, else at the end of its page.
    """
    if not any(isinstance(piece, Placed) and piece.aside for piece in flow):
        return list(flow)
    done: list[Flow] = []
    page: list[Flow] = []
    boxes: dict[int, list[Placed]] = {}
    number = 0
    for piece in flow:
        here = piece.page if isinstance(piece, Placed) else piece.table.page
        if here != number:
            done += _placed(page, boxes, styles)
            page, boxes, number = [], {}, here
        if isinstance(piece, Placed) and piece.aside:
            boxes.setdefault(piece.aside, []).append(piece)
        else:
            page.append(piece)
    return done + _placed(page, boxes, styles)


def _placed(page: Sequence[Flow], boxes: dict[int, list[Placed]], styles: Styles) -> list[Flow]:
    placed = list(page)
    for lines in boxes.values():
        top = lines[0].base
        ends = (place for place, piece in enumerate(placed) if _is_heading_below(piece, top, styles))
        place = next(ends, len(placed))
        placed[place:place] = lines
    return placed


def _is_heading_below(piece: Flow, top: float, styles: Styles) -> bool:
    if isinstance(piece, TableHere) or piece.aside or not piece.line.text:
        return False
    return piece.base > top + _NEAR and styles.looks_heading(piece)


def marked_aside(lines: Iterable[Placed], number: int) -> list[Placed]:
    """The lines as those of a page's box of a number, from 1."""
    return [replace(placed, aside=number) for placed in lines]

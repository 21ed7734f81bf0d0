"""Which lines of a PDF are footnotes, and the notes below tables and figures."""

import re
from collections.abc import Sequence

from loftespor.ingest.markers import Marker
from loftespor.ingest.note_binding import note_numbers
from loftespor.ingest.pdf.columns import Placed
from loftespor.ingest.pdf.styles import Styles

_NUMBER = re.compile(r"(\d{1,3})\s*(?=[^\W\d_]|[«\"(])")
# Notes stand in type smaller than this share of the body's, in the lower part of a page.
_SMALL, _LOWER = 0.92, 0.4
_APART = 1.5  # times the distance of two lines


def note_lines(lines: Sequence[Placed], styles: Styles) -> dict[int, Marker | None]:
    """The lines that are footnotes, by their ids, with the marker of those that begin one: at the foot of a page, in
    small type from a number on, or from a number whose mark stands above on the page.
    """
    found: dict[int, Marker | None] = {}
    pages: dict[int, list[Placed]] = {}
    for placed in lines:
        if placed.line.text:
            pages.setdefault(placed.page, []).append(placed)
    last = 0
    for page in pages.values():
        marks = _marks(page)
        for column in _columns(page):
            small = _small_foot(column, styles)
            begun, after = _begun(small, marks, last)
            if begun:
                first = min(begun)
                found.update((id(placed), begun.get(place)) for place, placed in enumerate(small) if place >= first)
                last = after
            elif marks:
                found.update((id(placed), note_marker(placed)) for placed in _marked_foot(column, marks[0], styles))
    return found


def _columns(page: Sequence[Placed]) -> list[Sequence[Placed]]:
    """The lines of each column of a page that ends at the column's foot; what follows below is no column's foot."""
    starts = [place for place, placed in enumerate(page) if placed.begins or not place]
    runs = [page[start:end] for start, end in zip(starts, [*starts[1:], len(page)], strict=True)]
    return [
        run for run, after in zip(runs, [*runs[1:], None], strict=True) if after is None or after[0].base < run[-1].base
    ]


def _begun(small: Sequence[Placed], marks: Sequence[str], last: int) -> tuple[dict[int, Marker], int]:
    """Which of some lines begin notes, and the number of the last one.

    A number that is not raised must be the first, the next, or that of one of the page's `marks`: the axis of a chart
    has numbers too.
    """
    begun: dict[int, Marker] = {}
    for place, placed in enumerate(small):
        marker = note_marker(placed)
        if marker is None:
            continue
        number = int(marker.text) if marker.text.isdecimal() else 0
        if raised_mark(placed) or number in (1, last + 1) or marker.text in marks:
            begun[place] = marker
            last = number
    return begun, last


def _marks(page: Sequence[Placed]) -> list[str]:
    """The marks in the text of a page."""
    taken = [taken for placed in page for taken in placed.line.taken if taken.kind == "note_mark"]
    return [mark for each in taken for mark in note_numbers(each.original)]


def _small_foot(column: Sequence[Placed], styles: Styles) -> list[Placed]:
    """The lines of small type at the foot of a page or column."""
    small: list[Placed] = []
    for placed in reversed(column):
        if placed.line.size > _SMALL * styles.body or placed.base < _LOWER * placed.page_height:
            break
        small.append(placed)
    return small[::-1]


def _marked_foot(column: Sequence[Placed], mark: str, styles: Styles) -> Sequence[Placed]:
    """The lines from the one on that begins, below a gap, with the page's first mark."""
    for place in range(1, len(column)):
        above, placed = column[place - 1], column[place]
        marker = note_marker(placed)
        apart = placed.base - above.base > _APART * styles.pitch(above)
        if marker and marker.text == mark and apart and placed.base > _LOWER * placed.page_height:
            return column[place:] if 2 * (len(column) - place) <= len(column) else ()
    return ()


def raised_mark(placed: Placed) -> str:
    """The raised mark that a line begins with, as a note does; empty where it has none."""
    return next((taken.original for taken in placed.line.taken if taken.kind == "marker"), "")


def note_marker(placed: Placed) -> Marker | None:
    """What a note begins with: its raised mark, which is out of the text already, or its number."""
    mark = raised_mark(placed)
    if mark:
        return Marker(mark, 0, "number")
    found = _NUMBER.match(placed.line.text)
    return Marker(found[1], found.end(), "number") if found else None

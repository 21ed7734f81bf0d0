"""Which lines of a PDF are footnotes, and the notes below tables and figures."""

import re
from collections.abc import Sequence

from loftespor.ingest.markers import Marker
from loftespor.ingest.pdf.columns import Placed
from loftespor.ingest.pdf.styles import Styles

_NUMBER = re.compile(r"(\d{1,3})\s*(?=[^\W\d_]|[«\"(])")
# Notes stand in type smaller than this share of the body's, in the lower part of a page.
_SMALL, _LOWER = 0.92, 0.4
_APART = 1.5  # times the distance of two lines


def note_lines(lines: Sequence[Placed], styles: Styles) -> frozenset[int]:
    """The ids of the lines that are footnotes: at the foot of a page, in small type from a number on, or from a number
    whose mark stands above on the page.
    """
    found: set[int] = set()
    pages: dict[int, list[Placed]] = {}
    for placed in lines:
        if placed.line.text:
            pages.setdefault(placed.page, []).append(placed)
    for page in pages.values():
        small = _small_foot(page, styles)
        first = next((place for place, placed in enumerate(small) if note_marker(placed)), None)
        notes = small[first:] if first is not None else _marked_foot(page, styles)
        found.update(id(placed) for placed in notes)
    return frozenset(found)


def _small_foot(page: Sequence[Placed], styles: Styles) -> list[Placed]:
    """The lines of small type at the foot of a page."""
    small: list[Placed] = []
    for placed in reversed(page):
        if placed.line.size > _SMALL * styles.body or placed.base < _LOWER * placed.page_height:
            break
        small.append(placed)
    return small[::-1]


def _marked_foot(page: Sequence[Placed], styles: Styles) -> Sequence[Placed]:
    """The lines from the one on that begins, below a gap, with the number of the page's first mark."""
    marks = [taken.original for placed in page for taken in placed.line.taken if taken.kind == "note_mark"]
    if not marks:
        return ()
    for place in range(1, len(page)):
        above, placed = page[place - 1], page[place]
        marker = note_marker(placed)
        apart = placed.base - above.base > _APART * styles.pitch(above)
        if marker and marker.text == marks[0] and apart and placed.base > _LOWER * placed.page_height:
            return page[place:] if 2 * (len(page) - place) <= len(page) else ()
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

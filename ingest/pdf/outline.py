"""The bookmarks of a PDF: which lines are headings by the file's own word, and how deep they lie."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import pypdfium2 as pdfium

from loftespor.ingest.lines import read_as
from loftespor.ingest.pdf.columns import Placed

_MOST = 20_000  # bookmarks; the state budget has 400
_LONGEST, _MOST_LINES = 300, 5  # characters and lines of a heading
_SIGNS = re.compile(r"[\W_]+")


class Bookmark(NamedTuple):
    """What a bookmark says, without signs and in small letters, and its depth from 0."""

    words: str
    level: int


class Outlined(NamedTuple):
    """Lines that bookmarks name, by their ids: the depth of each heading's first line, and the lines that go it on."""

    levels: Mapping[int, int]
    further: frozenset[int]


NO_OUTLINE = Outlined({}, frozenset())


def read_outline(pdf: pdfium.PdfDocument) -> dict[int, list[Bookmark]]:
    """The bookmarks by the page they lead to (from 1), in their order."""
    found: dict[int, list[Bookmark]] = {}
    for bookmark in islice(pdf.get_toc(), _MOST):
        words = _words(bookmark.get_title()[:_LONGEST])
        target = bookmark.get_dest()
        page = target.get_index() if target is not None else None
        if words and page is not None and not words.endswith("pdf"):
            found.setdefault(page + 1, []).append(Bookmark(words, bookmark.level))
    return found


def _words(text: str) -> str:
    return _SIGNS.sub("", read_as(text)).casefold()


def outlined(lines: Sequence[Placed], outline: Mapping[int, Sequence[Bookmark]]) -> Outlined:
    """The lines of some pages that their bookmarks name."""
    if not outline:
        return NO_OUTLINE
    pages: dict[int, list[Placed]] = {}
    for placed in lines:
        if placed.page in outline and placed.line.text:
            pages.setdefault(placed.page, []).append(placed)
    levels: dict[int, int] = {}
    further: set[int] = set()
    for number, page in pages.items():
        waiting = list(outline[number])
        for place in range(len(page)):
            found = _named(page[place : place + _MOST_LINES], waiting)
            if found is not None:
                bookmark, count = found
                waiting.remove(bookmark)
                levels[id(page[place])] = bookmark.level
                further.update(id(placed) for placed in page[place + 1 : place + count])
    return Outlined(levels, frozenset(further))


def _named(lines: Sequence[Placed], bookmarks: Iterable[Bookmark]) -> tuple[Bookmark, int] | None:
    """The bookmark that says just what the first lines say, and how many lines these are."""
    said = ""
    candidates = list(bookmarks)
    for count, placed in enumerate(lines, start=1):
        said += _words(placed.line.text)
        candidates = [bookmark for bookmark in candidates if bookmark.words.startswith(said)]
        if not candidates or not said:
            return None
        exact = next((bookmark for bookmark in candidates if bookmark.words == said), None)
        if exact is not None:
            return exact, count
    return None

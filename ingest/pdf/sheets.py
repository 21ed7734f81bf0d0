"""One page of a PDF before anybody asks about the others: its text apart from line numbers and ruled tables."""

from collections.abc import Sequence
from typing import NamedTuple

from loftespor.ingest.accounts import PageRead
from loftespor.ingest.pdf.frames import Layout, layout_of
from loftespor.ingest.pdf.grid import Grid, fill, find_grids
from loftespor.ingest.pdf.margins import PageBody, numbered, without_line_numbers
from loftespor.ingest.pdf.segments import segments_of
from loftespor.ingest.pdf.spreads import LANDSCAPE
from loftespor.ingest.pdf.tables import Table
from loftespor.ingest.pdf.text import PageWords
from loftespor.ingest.pdf.turned import with_turned
from loftespor.ingest.pdf.words import Word, Words, words_of


class Sheet(NamedTuple):
    """A page's body, the line numbers in its margin, its ruled tables, what its lines draw besides, and what was read
    of it.
    """

    body: PageBody
    numbers: tuple[int, ...]
    ruled: tuple[Table, ...]
    layout: Layout
    read: PageRead


def sheet_of(page: PageWords) -> Sheet:
    """What is known of a page by itself."""
    words, found = _without_line_numbers(page)
    grids = find_grids(page.rulings)
    words, ruled = _filled(words, page, grids)
    segments = numbered(segments_of(words), found)
    body = PageBody(page.number, page.width, page.height, tuple(segments), label=page.label)
    picture = page.pictures > 0 and (page.recognised or not page.characters)
    read = PageRead(page.characters, page.recognised, page.known, picture)
    return Sheet(body, tuple(value for _, value in found), tuple(ruled), layout_of(page.rulings, grids), read)


def _without_line_numbers(page: PageWords) -> tuple[Words, list[tuple[Word, int]]]:
    """The words of a page without its line numbers; a page in landscape may be two, each with its own."""
    words = with_turned(page.words)
    if page.width < LANDSCAPE * page.height:
        return without_line_numbers(words)
    is_left = words.x0 + words.x1 < page.width
    (left, some), (right, more) = (without_line_numbers(words.where(side)) for side in (is_left, ~is_left))
    if not some or not more:
        return without_line_numbers(words)
    return words_of([*left, *right]), [*some, *more]


def _filled(words: Words, page: PageWords, grids: Sequence[Grid]) -> tuple[Words, list[Table]]:
    """The words outside ruled tables, and the tables filled with those inside."""
    tables = []
    for grid in grids:
        filled = fill(grid, words, page.number)
        if filled is not None:
            table, words = filled
            tables.append(table)
    return words, tables

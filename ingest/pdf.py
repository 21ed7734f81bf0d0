"""PDF: pages of words become drafts of blocks."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from loftespor.errors import EmptyDocumentError, UnreadableFileError
from loftespor.ingest.accounts import PageRead
from loftespor.ingest.drafts import Assembled, Assembler
from loftespor.ingest.file_read import FileRead
from loftespor.ingest.language import Languages
from loftespor.ingest.lines import Line, Taken
from loftespor.ingest.page_log import PageLog
from loftespor.ingest.pdf_amounts import find_amounts
from loftespor.ingest.pdf_blocks import Composer
from loftespor.ingest.pdf_breaks import Breaks
from loftespor.ingest.pdf_columns import Placed, column_lines, reading_order, with_usual_edges
from loftespor.ingest.pdf_contents import without_contents
from loftespor.ingest.pdf_flow import Flow, TableHere, with_tables_joined
from loftespor.ingest.pdf_frames import Layout, layout_of
from loftespor.ingest.pdf_grid import Grid, fill, find_grids
from loftespor.ingest.pdf_levels import levels_of
from loftespor.ingest.pdf_margins import PageBody, numbered, without_line_numbers, without_running
from loftespor.ingest.pdf_notes import note_lines
from loftespor.ingest.pdf_open import open_pdf
from loftespor.ingest.pdf_outline import Bookmark, outlined, read_outline
from loftespor.ingest.pdf_pages import read_pages
from loftespor.ingest.pdf_repair import repaired
from loftespor.ingest.pdf_segments import Segment, line_of, segments_of, with_markers
from loftespor.ingest.pdf_spreads import LANDSCAPE, parted
from loftespor.ingest.pdf_styles import Measurer
from loftespor.ingest.pdf_tables import Table
from loftespor.ingest.pdf_text import PageWords
from loftespor.ingest.pdf_turned import with_turned
from loftespor.ingest.pdf_words import Word, Words, words_of

# Pages that are looked at together: enough to know running matter and the usual type.
_PART = 256


def read_pdf(data: bytes, path: Path, *, languages: Languages, log: PageLog | None = None) -> FileRead:
    """A PDF's text with its blocks; the log has the pages that were read before, and gets the others.

    Pages are made to blocks some hundred at a time, so that memory grows by what is made of them alone.

    Raises what `open_pdf` raises, EmptyDocumentError when its pages hold no text (scanned pages), and the error of a
    page where none could be read.
    """
    log = log or PageLog()
    opened = open_pdf(data, path)
    try:
        reading = _Reading(opened.pages, log, read_outline(opened.pdf))
        made = reading.read(map(_sheet, read_pages(opened.pdf, opened.pages, log)), languages)
    finally:
        opened.pdf.close()
    read = reading.pages()
    if not any(page.characters for page in read):
        raise _nothing_read(path, log, opened.pages)
    return FileRead(made, opened.pages, (*opened.warnings, *_unread(read), *reading.notes), read)


@dataclass(slots=True)
class _Reading:
    """The reading of one document: what is known of its pages so far."""

    count: int
    log: PageLog
    outline: Mapping[int, Sequence[Bookmark]]
    read_pages: dict[int, PageRead] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    measurer: Measurer = field(default_factory=Measurer)

    def read(self, sheets: Iterator["_Sheet"], languages: Languages) -> Assembled:
        """The text and blocks of all pages."""
        assembler = Assembler(languages)
        composer = Composer(assembler.add)
        composer.compose(with_tables_joined(self._flow(sheets, composer)))
        return assembler.finish(levels_of(composer.headings))

    def _flow(self, sheets: Iterator["_Sheet"], composer: Composer) -> Iterator[Flow]:
        """The lines and tables of all pages; the composer learns before each part what is usual in it."""
        parts = -(-self.count // _PART)
        size = -(-self.count // parts)
        while part := list(islice(sheets, size)):
            self.log.composes()
            self.read_pages |= {sheet.body.number: sheet.read for sheet in part}
            flow, notes = repaired(_part_flow(part, pages=self.count))
            self.notes += notes
            moved = with_usual_edges([piece for piece in flow if isinstance(piece, Placed) and piece.line.text])
            flow = [moved.get(id(piece), piece) for piece in flow] if moved else flow
            lines = [piece for piece in flow if isinstance(piece, Placed)]
            in_tables = [line for piece in flow if isinstance(piece, TableHere) for line in piece.table.lines()]
            styles = self.measurer.measure([placed for placed in lines if placed.line.text], in_tables)
            composer.breaks = Breaks(styles, note_lines(lines, styles), outlined(lines, self.outline))
            del lines, in_tables
            yield from flow

    def pages(self) -> tuple[PageRead, ...]:
        """What was read of each page, the first page first."""
        failed = {number: PageRead(0, unread=failure.reason) for number, failure in self.log.failed.items()}
        read = self.read_pages | failed
        return tuple(read[number] for number in range(1, self.count + 1))


def _nothing_read(path: Path, log: PageLog, pages: int) -> UnreadableFileError:
    if log.failed:
        number, failure = min(log.failed.items())
        return failure.raised(f"{path}, page {number}")
    return EmptyDocumentError(
        f"{path}: {pages} pages without text; the pages are pictures: run OCR first, for example "
        f"'ocrmypdf -l nor {path.name} out.pdf'"
    )


def _unread(read: Sequence[PageRead]) -> Iterator[str]:
    """What is said of pages that were not read."""
    pictures = [number for number, page in enumerate(read, start=1) if page.picture and not page.recognised]
    if pictures:
        yield f"{len(pictures)} pages are pictures without text and were not read: {_listed(pictures)}"
    reasons: dict[str, list[int]] = {}
    for number, page in enumerate(read, start=1):
        if page.unread:
            reasons.setdefault(page.unread, []).append(number)
    for reason, numbers in reasons.items():
        yield f"{len(numbers)} pages were not read, because each {reason}: {_listed(numbers)}"


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")


class _Sheet(NamedTuple):
    """A page before anybody asks about the others: its body, the line numbers in its margin, its ruled tables, what
    its lines draw besides, and what was read of it.
    """

    body: PageBody
    numbers: tuple[int, ...]
    ruled: tuple[Table, ...]
    layout: Layout
    read: PageRead


def _sheet(page: PageWords) -> _Sheet:
    words, found = _without_line_numbers(page)
    grids = find_grids(page.rulings)
    words, ruled = _filled(words, page, grids)
    segments = numbered(segments_of(words), found)
    body = PageBody(page.number, page.width, page.height, tuple(segments))
    read = PageRead(page.characters, page.recognised, picture=page.pictures > 0 and not page.characters)
    return _Sheet(body, tuple(value for _, value in found), tuple(ruled), layout_of(page.rulings, grids), read)


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


def _part_flow(sheets: list[_Sheet], *, pages: int) -> list[Flow]:
    """The lines and tables of some pages in reading order; the sheets are used up."""
    flow: list[Flow] = []
    whole = {sheet.body.number for sheet in sheets if any(_crosses_middle(table, sheet.body) for table in sheet.ruled)}
    halves = parted([sheet.body for sheet in sheets], whole=whole)
    pages *= max(map(len, halves), default=1)
    waiting = deque(zip(sheets, map(len, halves), strict=True))
    bodies = deque(without_running([half for each in halves for half in each]))
    sheets.clear()
    halves.clear()
    while waiting:  # each page's words are let go as soon as its lines are made
        sheet, count = waiting.popleft()
        for place in range(count):
            body = bodies.popleft()
            ruled = [table for table in sheet.ruled if count == 1 or _is_on(table, body)]
            flow += _page_flow(body, () if place else sheet.numbers, ruled, sheet.layout, pages=pages)
    return flow


def _crosses_middle(table: Table, body: PageBody) -> bool:
    return table.left < body.width / 2 < table.right


def _is_on(table: Table, half: PageBody) -> bool:
    return half.left <= (table.left + table.right) / 2 < half.left + half.width


def _filled(words: Words, page: PageWords, grids: Sequence[Grid]) -> tuple[Words, list[Table]]:
    """The words outside ruled tables, and the tables filled with those inside."""
    tables = []
    for grid in grids:
        filled = fill(grid, words, page.number)
        if filled is not None:
            table, words = filled
            tables.append(table)
    return words, tables


def _page_flow(
    body: PageBody, numbers: Sequence[int], ruled: Sequence[Table], layout: Layout, *, pages: int
) -> list[Flow]:
    """The lines and tables of a page in reading order, and what was taken from its margins."""
    tables = [replace(table, printed=body.printed) for table in ruled]
    lines = without_contents(_lines(body, with_markers(body.body), layout), pages=pages)
    if not any(placed.line.taken and not placed.line.text for placed in lines):
        amounts, rest = find_amounts(body.body, body.number, body.printed, layout)
        if amounts:
            tables += amounts
            lines = _lines(body, with_markers(rest), layout)
    taken = [line_of([segment], body.number).emptied("running") for segment in body.running]
    kept = {placed.line.number for placed in lines} | {line.number for table in tables for line in table.lines()}
    taken += [
        Line("", page=body.number, taken=(Taken("line_number", str(number), 0),))
        for number in numbers
        if number not in kept
    ]
    return [*(_aside(line, body) for line in taken), *_with_tables(lines, tables)]


def _lines(body: PageBody, segments: Sequence[Segment], layout: Layout) -> list[Placed]:
    return [
        placed
        for column, columns in reading_order(segments, layout.rules)
        for placed in column_lines(column, body.number, height=body.height, columns=columns, printed=body.printed)
    ]


def _with_tables(lines: Sequence[Placed], tables: Sequence[Table]) -> list[Flow]:
    """The lines with each table before the first line that stands below its top, in its column."""
    flow: list[Flow] = list(lines)
    for table in sorted(tables, key=lambda t: t.top, reverse=True):
        below = (
            place
            for place, piece in enumerate(flow)
            if isinstance(piece, Placed)
            and piece.base > table.top
            and (piece.columns == 1 or (piece.left < table.right and piece.right > table.left))
        )
        place = next(below, len(flow))
        flow.insert(place, TableHere(table))
    return flow


def _aside(line: Line, body: PageBody) -> Placed:
    return Placed(line, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, True, body.number, body.height)

"""PDF: pages of words become drafts of blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium

from loftespor.errors import EmptyDocumentError, EncryptedFileError, UnreadableFileError
from loftespor.ingest.accounts import PageRead
from loftespor.ingest.drafts import Draft
from loftespor.ingest.lines import Line, Taken
from loftespor.ingest.pdf_amounts import find_amounts
from loftespor.ingest.pdf_blocks import Composer, Flow, TableHere, note_lines, with_tables_joined
from loftespor.ingest.pdf_columns import Placed, column_lines, reading_order
from loftespor.ingest.pdf_contents import without_contents
from loftespor.ingest.pdf_fonts import Fonts
from loftespor.ingest.pdf_frames import Layout, layout_of
from loftespor.ingest.pdf_grid import Grid, fill, find_grids
from loftespor.ingest.pdf_margins import PageBody, numbered, without_line_numbers, without_running
from loftespor.ingest.pdf_repair import repaired
from loftespor.ingest.pdf_segments import Segment, line_of, segments_of, with_markers
from loftespor.ingest.pdf_styles import measure
from loftespor.ingest.pdf_tables import Table
from loftespor.ingest.pdf_text import PageWords, page_words
from loftespor.ingest.pdf_turned import with_turned
from loftespor.ingest.pdf_words import Words

_CATALOG = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog", re.DOTALL)
_CUT_OFF = "the file is cut off or damaged; it was read as far as it goes"
_TAIL = 4096  # the end of the file, where its closing mark stands


class PdfDrafts(NamedTuple):
    """What the PDF reader gives: drafts in reading order, the number of pages, warnings, what was read of each page."""

    drafts: list[Draft]
    pages: int
    warnings: tuple[str, ...] = ()
    read: tuple[PageRead, ...] = ()


def read_pdf(data: bytes, path: Path) -> PdfDrafts:
    """The drafts of a PDF.

    Raises EncryptedFileError when it asks for a password, UnreadableFileError when it is damaged beyond what
    a new trailer repairs, EmptyDocumentError when its pages hold no text (scanned pages).
    """
    pdf, data, warnings = _opened(data, path)
    try:
        pages = list(_pages(pdf))
    finally:
        pdf.close()
    if not any(len(page.words) for page in pages):
        raise EmptyDocumentError(
            f"{path}: {len(pages)} pages without text; the pages are pictures: run OCR first, for example "
            f"'ocrmypdf -l nor {path.name} out.pdf'"
        )
    blank = [page.number for page in pages if page.pictures and not len(page.words)]
    if blank:
        shown = ", ".join(map(str, blank[:10])) + (" …" if len(blank) > 10 else "")
        warnings.append(f"{len(blank)} pages are pictures without text and were not read: {shown}")
    drafts, repairs = _drafts(pages)
    read = tuple(PageRead(page.characters) for page in pages)
    return PdfDrafts(drafts, len(pages), (*warnings, *repairs), read)


def _opened(data: bytes, path: Path) -> tuple[pdfium.PdfDocument, bytes, list[str]]:
    try:
        warnings = [] if b"%%EOF" in data[-_TAIL:] else [_CUT_OFF]
        return pdfium.PdfDocument(data), data, warnings
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise EncryptedFileError(
                f"{path}: the file asks for a password; save a copy without one and read that"
            ) from error
        repaired = _with_trailer(data)
        if repaired is None:
            raise UnreadableFileError(f"{path}: not a readable PDF ({error}); fetch it again") from error
    try:
        pdf = pdfium.PdfDocument(repaired)
        len(pdf)
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"{path}: damaged beyond repair ({error}); fetch it again") from error
    return pdf, repaired, [_CUT_OFF]


def _with_trailer(data: bytes) -> bytes | None:
    """The file with a new trailer that names its catalogue, or None where there is none to be found."""
    found = max(_CATALOG.finditer(data), key=re.Match.start, default=None)
    if found is None:
        return None
    return data + b"\ntrailer<</Root %s %s R>>\n" % (found[1], found[2])


def _pages(pdf: pdfium.PdfDocument) -> Iterator[PageWords]:
    fonts = Fonts()
    for place in range(len(pdf)):
        page = pdf[place]
        try:
            yield page_words(page, place + 1, fonts)
        finally:
            page.close()


def _drafts(pages: Sequence[PageWords]) -> tuple[list[Draft], tuple[str, ...]]:
    """The drafts of all pages, and what was repaired in them."""
    bodies: list[PageBody] = []
    ruled: dict[int, list[Table]] = {}
    numbers: dict[int, list[int]] = {}
    layouts: dict[int, Layout] = {}
    for page in pages:
        words, found = without_line_numbers(with_turned(page.words))
        numbers[page.number] = [value for _, value in found]
        grids = find_grids(page.rulings)
        layouts[page.number] = layout_of(page.rulings, grids)
        words, ruled[page.number] = _filled(words, page, grids)
        segments = numbered(segments_of(words), found)
        bodies.append(PageBody(page.number, page.width, page.height, tuple(segments)))
    flow: list[Flow] = []
    for body in without_running(bodies):
        flow += _page_flow(body, numbers[body.number], ruled[body.number], layouts[body.number], pages=len(pages))
    flow, notes = repaired(flow)
    lines = [piece for piece in flow if isinstance(piece, Placed)]
    in_tables = [line for piece in flow if isinstance(piece, TableHere) for line in piece.table.lines()]
    styles = measure([placed for placed in lines if placed.line.text], in_tables)
    return Composer(styles, note_lines(lines, styles)).compose(with_tables_joined(flow)), notes


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
    lines = without_contents(_lines(body, with_markers(body.body)), pages=pages)
    if not any(placed.line.taken and not placed.line.text for placed in lines):
        amounts, rest = find_amounts(body.body, body.number, body.printed, layout)
        if amounts:
            tables += amounts
            lines = _lines(body, with_markers(rest))
    taken = [line_of([segment], body.number).emptied("running") for segment in body.running]
    kept = {placed.line.number for placed in lines} | {line.number for table in tables for line in table.lines()}
    taken += [
        Line("", page=body.number, taken=(Taken("line_number", str(number), 0),))
        for number in numbers
        if number not in kept
    ]
    return [*(_aside(line, body) for line in taken), *_with_tables(lines, tables)]


def _lines(body: PageBody, segments: Sequence[Segment]) -> list[Placed]:
    return [
        placed
        for column, columns in reading_order(segments)
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

"""PDF: pages of words become drafts of blocks."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium

from loftespor.errors import EmptyDocumentError, EncryptedFileError, UnreadableFileError
from loftespor.ingest.drafts import Draft
from loftespor.ingest.lines import Line, Taken
from loftespor.ingest.pdf_blocks import Composer, Flow, note_lines
from loftespor.ingest.pdf_columns import Placed, column_lines, reading_order
from loftespor.ingest.pdf_contents import without_contents
from loftespor.ingest.pdf_margins import PageBody, numbered, without_line_numbers, without_running
from loftespor.ingest.pdf_segments import line_of, segments_of
from loftespor.ingest.pdf_styles import measure
from loftespor.ingest.pdf_words import Fonts, PageWords, page_words

_CATALOG = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog", re.DOTALL)


class PdfDrafts(NamedTuple):
    """What the PDF reader gives: drafts in reading order, the number of pages, warnings."""

    drafts: list[Draft]
    pages: int
    warnings: tuple[str, ...] = ()


def read_pdf(data: bytes, path: Path) -> PdfDrafts:
    """The drafts of a PDF.

    Raises EncryptedFileError when it asks for a password, UnreadableFileError when it is damaged beyond what
    a new trailer repairs, EmptyDocumentError when its pages hold no text (scanned pages).
    """
    pdf, warnings = _opened(data, path)
    try:
        pages = list(_pages(pdf))
    finally:
        pdf.close()
    if not any(page.words for page in pages):
        raise EmptyDocumentError(
            f"{path}: {len(pages)} pages without text; the pages are pictures: run OCR first, for example "
            f"'ocrmypdf -l nor {path.name} out.pdf'"
        )
    return PdfDrafts(_drafts(pages), len(pages), warnings)


def _opened(data: bytes, path: Path) -> tuple[pdfium.PdfDocument, tuple[str, ...]]:
    try:
        return pdfium.PdfDocument(data), ()
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
    return pdf, ("the file is cut off or damaged; it was read as far as it goes",)


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


def _drafts(pages: Sequence[PageWords]) -> list[Draft]:
    bodies, strays = [], {}
    for page in pages:
        words, numbers = without_line_numbers(page.words)
        segments = numbered(segments_of(words), numbers)
        strays[page.number] = numbers
        bodies.append(PageBody(page.number, page.width, page.height, tuple(segments)))
    flow: list[Flow] = []
    for body in without_running(bodies):
        flow += _page_flow(body, [value for _, value in strays[body.number]])
    lines = [piece for piece in flow if isinstance(piece, Placed)]
    styles = measure([placed for placed in lines if placed.line.text])
    return Composer(styles, note_lines(lines, styles)).compose(flow)


def _page_flow(body: PageBody, numbers: Sequence[int]) -> list[Placed]:
    """The lines of a page in reading order, and what was taken from its margins."""
    lines = [
        placed
        for column, columns in reading_order(body.body)
        for placed in column_lines(column, body.number, height=body.height, columns=columns, printed=body.printed)
    ]
    taken = [line_of([segment], body.number).emptied("running") for segment in body.running]
    kept = {placed.line.number for placed in lines}
    taken += [
        Line("", page=body.number, taken=(Taken("line_number", str(number), 0),)) for number in numbers
        if number not in kept
    ]  # fmt: skip
    return [*(_aside(line, body) for line in taken), *without_contents(lines)]


def _aside(line: Line, body: PageBody) -> Placed:
    return Placed(line, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, True, body.number, body.height)

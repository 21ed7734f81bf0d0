"""Opening a PDF: passwords, files that are cut off, files of too many pages."""

import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from loftespor.errors import EmptyDocumentError, EncryptedFileError, TooLargeError, UnreadableFileError
from loftespor.ingest.ocr.pictures import is_picture, pdf_of

_CATALOG = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog", re.DOTALL)
_PAGES, _PAGE = re.compile(rb"/Type\s*/Pages\b"), re.compile(rb"/Type\s*/Page\b")
_CUT_OFF = "the file is cut off or damaged; it was read as far as it goes"
_TAIL = 4096  # the end of the file, where its closing mark stands
# A state budget with all its propositions has some 6 000 pages.
_MOST_PAGES = 20_000


class Opened(NamedTuple):
    """A PDF that can be read, its number of pages, and what is to be said of it."""

    pdf: pdfium.PdfDocument
    pages: int
    warnings: tuple[str, ...] = ()


def open_pdf(data: bytes, path: Path) -> Opened:
    """The opened PDF, or the one that is made of a picture; the caller closes it.

    Raises EncryptedFileError when it asks for a password, UnreadableFileError when it is damaged beyond what a new
    trailer repairs, EmptyDocumentError when it has no pages, TooLargeError when it has more than 20 000, and what
    `pdf_of` raises.
    """
    opened = _opened(pdf_of(data, path) if is_picture(path) else data, path)
    if opened.pages <= _MOST_PAGES:
        return opened
    opened.pdf.close()
    raise TooLargeError(f"{path}: has {opened.pages} pages, more than {_MOST_PAGES}; split it, or leave it out")


def _opened(data: bytes, path: Path) -> Opened:
    try:
        pdf = pdfium.PdfDocument(data)
        return Opened(pdf, len(pdf), () if b"%%EOF" in data[-_TAIL:] else (_CUT_OFF,))
    except pdfium.PdfiumError as error:
        # pdfium's word for what is wrong may be that of the file before: each is checked.
        if error.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise EncryptedFileError(
                f"{path}: the file asks for a password; save a copy without one and read that"
            ) from error
        if _PAGES.search(data) and not _PAGE.search(data) and b"/ObjStm" not in data:
            raise EmptyDocumentError(f"{path}: a PDF without pages; fetch it again") from error
        repaired = _with_trailer(data)
        if repaired is None:
            raise UnreadableFileError(f"{path}: not a readable PDF ({error}); fetch it again") from error
    try:
        pdf = pdfium.PdfDocument(repaired)
        return Opened(pdf, len(pdf), (_CUT_OFF,))
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"{path}: damaged beyond repair ({error}); fetch it again") from error


def _with_trailer(data: bytes) -> bytes | None:
    """The file with a new trailer that names its catalogue, or None where there is none to be found."""
    found = max(_CATALOG.finditer(data), key=re.Match.start, default=None)
    if found is None:
        return None
    return data + b"\ntrailer<</Root %s %s R>>\n" % (found[1], found[2])

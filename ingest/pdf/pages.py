"""The pages of a PDF one after the other: each is read for itself, and one that cannot be read costs no other.

A page that was read is packed to some ten kilobytes: a process that takes over from one that died goes on with them.
"""

import marshal
from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from loftespor.errors import UnreadableFileError
from loftespor.ingest.accounts import counted
from loftespor.ingest.ocr.tesseract import find_recogniser
from loftespor.ingest.ocr.words import recognised_words
from loftespor.ingest.pdf.bullets import Bullets
from loftespor.ingest.pdf.fonts import Fonts
from loftespor.ingest.pdf.rulings import Rulings
from loftespor.ingest.pdf.text import PageWords, page_words
from loftespor.ingest.pdf.words import Words
from loftespor.ingest.vocabulary import BROKEN_SHARE, known_share
from loftespor.ingest.workers.page_log import PageFailure, PageLog

_FLOATS = ("x0", "y0", "x1", "y1", "size", "base")
_FLAGS = ("bold", "glued", "hyphen")


def read_pages(pdf: pdfium.PdfDocument, count: int, log: PageLog) -> Iterator[PageWords]:
    """The pages that can be read, in order; the log gets those that were read now and those that failed."""
    fonts, bullets = Fonts(), Bullets()
    log.opened(count)
    for number in range(1, count + 1):
        if number in log.failed:
            continue
        if number in log.read:
            yield unpacked(log.read[number])
            continue
        log.begins(number)
        page = _read(pdf, number, fonts, bullets, log)
        if page is not None:
            if log.kept is not None:
                log.kept(number, packed(page))
            yield page


def _read(pdf: pdfium.PdfDocument, number: int, fonts: Fonts, bullets: Bullets, log: PageLog) -> PageWords | None:
    """A page; None where it cannot be read, and the log has the reason."""
    try:
        page = pdf[number - 1]
        try:
            return _recognised(page, page_words(page, number, fonts, bullets), log)
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        log.failed[number] = PageFailure("UnreadableFileError", f"is damaged ({error})")
    except MemoryError:
        log.failed[number] = PageFailure("MemoryLimitError", "needs more memory than is allowed")
    except UnreadableFileError as error:
        log.failed[number] = PageFailure(type(error).__name__, str(error))
    return None


def _recognised(page: pdfium.PdfPage, read: PageWords, log: PageLog) -> PageWords:
    """The page with the words that Tesseract finds in its picture, where it has none, or none that anybody knows."""
    read = read._replace(known=known_share(read.words.texts))
    broken = log.ocr == "broken" and read.known is not None and read.known < BROKEN_SHARE
    if log.ocr == "off" or not (broken or (read.pictures and not read.characters)):
        return read
    recogniser = find_recogniser()
    if recogniser is None:
        return read
    words = recognised_words(page, recogniser)
    known = known_share(words.texts)
    if broken and (not len(words) or (known is not None and known <= (read.known or 0.0))):
        return read
    characters = counted("".join(words.texts))
    return read._replace(words=words, characters=characters, known=known, recognised=characters > 0)


def packed(page: PageWords) -> bytes:
    """A page as bytes."""
    words = page.words
    columns = [getattr(words, name).tobytes() for name in _FLOATS + _FLAGS]
    links = None if words.link is None else words.link.tolist()
    rest: Any = tuple(page._replace(words=None, rulings=None))  # type: ignore[arg-type]  # they are packed beside it
    return marshal.dumps((rest, words.texts, columns, links, tuple(page.rulings)))


def unpacked(data: bytes) -> PageWords:
    """The page in bytes that `packed` made. They never come from outside: a process of this program made them."""
    rest, texts, columns, links, rulings = marshal.loads(data)  # noqa: S302  its own process made them
    arrays: dict[str, Any] = {
        name: np.frombuffer(column).copy() for name, column in zip(_FLOATS, columns, strict=False)
    }
    flags = columns[len(_FLOATS) :]
    arrays |= {name: np.frombuffer(column, dtype=bool).copy() for name, column in zip(_FLAGS, flags, strict=True)}
    words = Words(texts=texts, **arrays, link=None if links is None else np.array(links, dtype=object))
    return PageWords(*rest)._replace(words=words, rulings=Rulings(*rulings))

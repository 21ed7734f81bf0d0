"""The links of a PDF page: which of its words lead to which address."""

import ctypes
from collections.abc import Callable, Iterator
from typing import TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_Box: TypeAlias = tuple[float, float, float, float]
_ADDRESSES = ("http://", "https://", "mailto:")
# More links on a page are no links to follow but a drawing's, and longer addresses are data.
_MOST, _LONGEST = 2_000, 2_000


def page_links(page: pdfium.PdfPage, place: Callable[[float, float, float, float], _Box]) -> list[tuple[str, _Box]]:
    """The addresses that lead out of a document, each with a box of the words that lead there.

    `place` turns a rectangle of the page's content into one of the page as it is seen.
    """
    found: list[tuple[str, _Box]] = []
    for link in _links(page):
        address = _address(page, link)
        if address.lower().startswith(_ADDRESSES):
            found += [(address, place(*box)) for box in _boxes(link)]
    return found


def _links(page: pdfium.PdfPage) -> Iterator[object]:
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST):
        if not raw.FPDFLink_Enumerate(page, at, link):
            return
        yield link


def _address(page: pdfium.PdfPage, link: object) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
    if not 0 < length <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(page.pdf, action, buffer, length)
    return "".join(buffer.value.decode("utf-8", "replace").split())


def _boxes(link: object) -> Iterator[_Box]:
    """The boxes of a link as left, top, right, bottom edge: one a line where it tells, else one around all."""
    count = raw.FPDFLink_CountQuadPoints(link)
    quad = raw.FS_QUADPOINTSF()
    for number in range(min(count, _MOST)):
        if raw.FPDFLink_GetQuadPoints(link, number, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(xs), max(ys), max(xs), min(ys)
    rect = raw.FS_RECTF()
    if count < 1 and raw.FPDFLink_GetAnnotRect(link, rect):
        yield rect.left, max(rect.top, rect.bottom), rect.right, min(rect.top, rect.bottom)

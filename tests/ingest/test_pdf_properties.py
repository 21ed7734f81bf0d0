"""What a PDF says of itself beside its pages."""

import io

import pypdfium2 as pdfium
import pytest

from loftespor.ingest.metadata.fields import Property
from loftespor.ingest.pdf.properties import pdf_properties
from tests.ingest.drawing import canvas


def document(title: bytes | None) -> pdfium.PdfDocument:
    """A PDF of one page whose title is these bytes of a PDF string."""
    out = io.BytesIO()
    drawn = canvas.Canvas(out, invariant=1, pageCompression=0)
    drawn.setTitle("TITTELEN")
    drawn.setAuthor("ABC123")
    drawn.showPage()
    drawn.save()
    data = out.getvalue()
    assert b"(TITTELEN)" in data
    return pdfium.PdfDocument(
        data.replace(b"/Title (TITTELEN)", b"/Title <%s>" % title.hex().encode() if title else b"")
    )


@pytest.mark.parametrize(
    ("title", "expected", "why"),
    [
        ("Temaplan for trær".encode("utf-16"), "Temaplan for trær", "UTF-16 with its mark"),
        (b"Handlingsprogram 2025", "Handlingsprogram 2025", "a string of bytes"),
        (b"Microsoft Word - program.docx", None, "the name of a file"),
        (b"untitled", None, "what a program calls a new file"),
        (b"", None, "an empty title"),
        (None, None, "no title"),
        (b"\xfe\xff\xd8\x00\x00a", None, "half a character pair"),
    ],
)
def test_title(title: bytes | None, expected: str | None, why: str) -> None:
    properties = pdf_properties(document(title))
    assert properties == ((Property("title", expected, "PDF properties"),) if expected else ()), why

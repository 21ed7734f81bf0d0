"""What a PDF says of itself beside its pages."""

import pypdfium2 as pdfium

from loftespor.ingest.metadata.fields import Property
from loftespor.ingest.metadata.titles import given_title

_SOURCE = "PDF properties"


def pdf_properties(pdf: pdfium.PdfDocument) -> tuple[Property, ...]:
    """The title that a PDF gives itself, where that is one.

    Its other properties are left alone. The author is whoever was logged in ('DSS3173' of a bill to the Storting), the
    dates are those of the export, and the language is that of the program: of five programmes and a bill, all in
    Norwegian, two say English, two 'no' and two nothing.
    """
    try:
        words = pdf.get_metadata_value("Title")
    except UnicodeDecodeError:  # half a character pair: nothing that anybody wrote
        return ()
    title = given_title(words)
    return (Property("title", title, _SOURCE),) if title else ()

"""The picture of a PDF's page, with the blocks that were read of it drawn over: to see what the reader saw."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from loftespor.errors import UnreadableFileError
from loftespor.ingest.archives.contents import read_bytes
from loftespor.ingest.document import Box, Document
from loftespor.ingest.formats import has_pages
from loftespor.ingest.pdf.opening import open_pdf
from loftespor.ingest.workers.alone import done_alone

DOTS = 72  # an inch has so many points
_COLOURS = {
    "heading": (200, 30, 30),
    "paragraph": (30, 90, 200),
    "list_item": (20, 140, 60),
    "table_row": (150, 60, 170),
    "footnote": (190, 120, 0),
    "removed": (120, 120, 120),
}
_MOST_DOTS = 40_000_000  # of a picture; a page of A0 at 150 dots an inch has 35 million


class _Frame(NamedTuple):
    """A box on the picture, with the kind that gives its colour and what is written beside it."""

    box: Box
    kind: str
    label: str


def page_picture(path: Path, page: int, *, dpi: int = 150) -> Image.Image:
    """The picture of a page (from 1) of a PDF. Drawn in a process of its own.

    Raises UnreadableFileError for what is no PDF or has no such page, LimitExceededError where it takes too long.
    """
    return Image.open(io.BytesIO(done_alone(draw_page, path, page, dpi / DOTS)))


def draw_page(path: Path, page: int, scale: float) -> bytes:
    """The PNG of a page of a PDF, drawn in this process."""
    if not has_pages(path):
        raise UnreadableFileError(f"{path}: only pages of a PDF or a scan can be drawn")
    opened = open_pdf(read_bytes(path), path)
    try:
        if not 1 <= page <= opened.pages:
            raise UnreadableFileError(f"{path}: has {opened.pages} pages, and no page {page}")
        return _png(opened.pdf[page - 1], scale)
    finally:
        opened.pdf.close()


def _png(page: pdfium.PdfPage, scale: float) -> bytes:
    width, height = page.get_size()
    scale = min(scale, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    out = io.BytesIO()
    page.render(scale=scale).to_pil().save(out, "PNG")
    return out.getvalue()


def with_blocks(picture: Image.Image, document: Document, page: int, *, dpi: int = 150) -> Image.Image:
    """The picture with the document's blocks on that page in their colours, numbered in reading order, and what was
    taken out of the text in grey.
    """
    drawn = picture.convert("RGB")
    pen = ImageDraw.Draw(drawn, "RGBA")
    scale = dpi / DOTS
    for frame in _frames(document, page):
        edges = [value * scale for value in (frame.box.x0 - 1, frame.box.y0 - 1, frame.box.x1 + 1, frame.box.y1 + 1)]
        colour = _COLOURS[frame.kind]
        pen.rectangle(edges, outline=colour, fill=(*colour, 25), width=2)
        x, y, right, below = pen.textbbox((edges[0] + 2, edges[1] - 12), frame.label)
        pen.rectangle((x - 2, y - 1, right + 2, below + 1), fill=(255, 255, 255, 200))
        pen.text((edges[0] + 2, edges[1] - 12), frame.label, fill=colour)
    return drawn


def _frames(document: Document, page: int) -> Iterator[_Frame]:
    for removed in document.removed:
        if removed.page == page and removed.box is not None and removed.kind == "running":
            yield _Frame(removed.box, "removed", removed.kind)
    for block in document.blocks:
        if block.kind == "table":
            continue
        level = f" {block.level}" if block.level else ""
        marker = f" «{block.marker}»" if block.marker else ""
        parent = f" ⊂{block.parent}" if block.parent is not None and block.kind == "list_item" else ""
        for box in block.boxes:
            if box.page == page:
                yield _Frame(box, block.kind, f"{block.number} {block.kind}{level}{marker}{parent}")

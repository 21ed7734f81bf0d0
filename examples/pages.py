"""What stands on every page of an example document: cover, running matter, footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Paragraph

from examples.inline import to_xml
from examples.markup import Source

CM = 28.346


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of document looks: page, faces, sizes, colour, running matter."""

    body: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 10
    leading: float = 14
    accent: str = "#1d3f72"
    page: tuple[float, float] = A4
    side: float = 2.3 * CM
    top: float = 2.3 * CM
    bottom: float = 2.1 * CM
    cover: bool = False
    grid: bool = False
    chapters: bool = False
    table_size: float = 8.5


LOOKS = {
    "programme": Look(
        size=11, leading=16.5, accent="#1f5f5b", cover=True, chapters=True, side=2.7 * CM, bottom=2.4 * CM
    ),
    "minutes": Look(body="Times-Roman", bold="Times-Bold", size=10.5, leading=13.6),
    "memo": Look(bottom=4.4 * CM, top=2.6 * CM, side=2.8 * CM, size=11, leading=17.5),
    "budget": Look(size=9.4, leading=12.4, side=2 * CM, top=2.1 * CM, bottom=1.8 * CM, table_size=8.3),
    "letter": Look(),
    "report": Look(accent="#2b4a3f", size=10.5, leading=15.5),
    "followup": Look(page=landscape(A4), side=1.5 * CM, grid=True, size=9, leading=11.5, table_size=7.6),
}


@dataclass(slots=True)
class Pages:
    """The pages of one document while they are set; `total` is 0 in the first pass."""

    source: Source
    look: Look
    total: int
    document: BaseDocTemplate
    noted: list[str] = field(default_factory=list)

    def begin(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Ready the page for footnotes, and draw the cover or the running header."""
        self.noted.clear()
        canvas.setNamedCB("footnote", self.note)
        if self.look.cover and document.page == 1:
            _draw_cover(canvas, self.source.meta, self.look)
        elif document.page > 1:
            _draw_header(canvas, self.source.meta, self.look)

    def end(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the footnotes of the page and its number."""
        _draw_notes(canvas, [(mark, self.source.notes[mark]) for mark in self.noted], self.look)
        if not (self.look.cover and document.page == 1):
            _draw_footer(canvas, self.source.meta, self.look, document.page, self.total)

    def note(self, _canvas: Canvas, _kind: str, mark: str) -> None:
        """Remember that the page shows the mark of a footnote."""
        if mark not in self.noted:
            self.noted.append(mark)

    def after(self, flowable: Flowable) -> None:
        """Give a chapter or section its bookmark and its line in the table of contents."""
        level = getattr(flowable, "heading_level", None)
        if level is None or level > 1:
            return
        text, document = flowable.getPlainText(), self.document
        key = f"h{document.seq.nextf('heading')}"
        document.canv.bookmarkPage(key)
        document.canv.addOutlineEntry(text, key, level, closed=level > 0)
        document.notify("TOCEntry", (level, text, document.page, key))


def _draw_cover(canvas: Canvas, meta: dict[str, str], look: Look) -> None:
    width, height = look.page
    canvas.setFillColor(HexColor(look.accent))
    canvas.rect(0, height * 0.38, width, height * 0.62, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Helvetica-Bold", 34)
    for number, line in enumerate(meta["cover"].split(" / ")):
        canvas.drawString(look.side, height * 0.62 - 42 * number, line)
    canvas.setFont("Helvetica", 15)
    canvas.drawString(look.side, height * 0.42, meta["title"])
    canvas.setFillColor(HexColor(look.accent))
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(look.side, height * 0.2, meta["issuer"])
    canvas.setFont("Helvetica", 11)
    canvas.drawString(look.side, height * 0.2 - 20, meta["adopted"])


def _draw_header(canvas: Canvas, meta: dict[str, str], look: Look) -> None:
    width, height = look.page
    y = height - 1.4 * CM
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(HexColor("#555555"))
    canvas.drawString(look.side, y, meta.get("header", meta["issuer"]))
    canvas.drawRightString(width - look.side, y, meta.get("reference", ""))
    canvas.setStrokeColor(HexColor("#bbbbbb"))
    canvas.setLineWidth(0.4)
    canvas.line(look.side, y - 4, width - look.side, y - 4)


def _draw_footer(canvas: Canvas, meta: dict[str, str], look: Look, page: int, pages: int) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(HexColor("#555555"))
    label = f"{page}" if look.cover else f"Side {page} av {pages}"
    canvas.drawString(look.side, 1.1 * CM, meta.get("footer", ""))
    canvas.drawRightString(look.page[0] - look.side, 1.1 * CM, label)


def _draw_notes(canvas: Canvas, notes: list[tuple[str, str]], look: Look) -> None:
    """Stack the page's footnotes upwards from above the page number."""
    if not notes:
        return
    style = ParagraphStyle("note", fontName="Helvetica", fontSize=7.8, leading=10)
    width, y = look.page[0] - 2 * look.side, 1.7 * CM
    for mark, text in reversed(notes):
        note = Paragraph(f"<super>{mark}</super> {to_xml(text)}", style)
        _, height = note.wrapOn(canvas, width, 200)
        note.drawOn(canvas, look.side, y)
        y += height + 1
    canvas.setStrokeColor(HexColor("#888888"))
    canvas.setLineWidth(0.5)
    canvas.line(look.side, y + 3, look.side + 4 * CM, y + 3)

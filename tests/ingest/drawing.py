"""Small PDFs for tests, drawn line by line."""

import io
from collections.abc import Callable
from typing import Any

import pytest

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab draws the test PDFs")

HEIGHT = 842.0


def pdf(
    *pages: "Callable[[Pen], None]", password: str | None = None, size: tuple[float, float] = (595, HEIGHT)
) -> bytes:
    """A PDF whose pages are drawn by the functions, one each; of A4, or of another size in points."""
    out = io.BytesIO()
    encryption = None
    if password is not None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        encryption = StandardEncryption(password, canPrint=0)
    drawn = canvas.Canvas(out, pagesize=size, encrypt=encryption, invariant=1, pageCompression=0)
    for page in pages:
        page(Pen(drawn, size[1]))
        drawn.showPage()
    drawn.save()
    return out.getvalue()


class Pen:
    """Writes on a page; y counts from the top."""

    def __init__(self, drawn: Any, height: float = HEIGHT) -> None:
        self.drawn, self.height = drawn, height

    def text(
        self, x: float, y: float, words: str, *, size: float = 10, bold: bool = False, right: bool = False
    ) -> float:
        """Words at a place; with `right` they end there. Gives where they end."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        self.drawn.setFont(font, size)
        (self.drawn.drawRightString if right else self.drawn.drawString)(x, self.height - y, words)
        return float(x if right else x + self.drawn.stringWidth(words, font, size))

    def lines(self, x: float, y: float, *lines: str, size: float = 10, pitch: float = 13) -> float:
        """Lines below one another; the place of the next."""
        for line in lines:
            self.text(x, y, line, size=size)
            y += pitch
        return y

    def stroked(self, x: float, y: float, words: str, *, size: float = 10, width: float) -> None:
        """Words whose letters have a line around them, as a program makes type bold that has no bold cut."""
        self.drawn.saveState()
        self.drawn.setLineWidth(width)
        line = self.drawn.beginText(x, self.height - y)
        line.setFont("Helvetica", size)
        line.setTextRenderMode(2)
        line.textOut(words)
        self.drawn.drawText(line)
        self.drawn.restoreState()

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling line."""
        self.drawn.line(x0, self.height - y0, x1, self.height - y1)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """The lines of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def box(self, x0: float, y0: float, x1: float, y1: float, *, shade: float | None = None) -> None:
        """A frame, or a shade of grey."""
        self.drawn.setFillGray(1 if shade is None else shade)
        self.drawn.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=shade is None, fill=shade is not None)
        self.drawn.setFillGray(0)

    def disc(self, x: float, y: float, *, radius: float = 1.6, shade: float = 0) -> None:
        """A disc with its middle at a place."""
        self.drawn.setFillGray(shade)
        self.drawn.circle(x, self.height - y, radius, stroke=0, fill=1)
        self.drawn.setFillGray(0)

    def link(self, x0: float, y0: float, x1: float, y1: float, address: str) -> None:
        """A link over what stands there."""
        self.drawn.linkURL(address, (x0, self.height - y1, x1, self.height - y0))

    def bookmark(self, title: str, level: int = 0) -> None:
        """A bookmark that leads to this page."""
        self.drawn.bookmarkPage(f"{title}{level}")
        self.drawn.addOutlineEntry(title, f"{title}{level}", level)

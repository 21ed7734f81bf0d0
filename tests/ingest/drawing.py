"""Small PDFs for tests, drawn line by line."""

import io
from collections.abc import Callable
from typing import Any

import pytest

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab draws the test PDFs")

HEIGHT = 842.0


def pdf(*pages: "Callable[[Pen], None]", password: str | None = None) -> bytes:
    """A PDF whose pages are drawn by the functions, one each."""
    out = io.BytesIO()
    encryption = None
    if password is not None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        encryption = StandardEncryption(password, canPrint=0)
    drawn = canvas.Canvas(out, pagesize=(595, HEIGHT), encrypt=encryption, invariant=1, pageCompression=0)
    for page in pages:
        page(Pen(drawn))
        drawn.showPage()
    drawn.save()
    return out.getvalue()


class Pen:
    """Writes on a page; y counts from the top."""

    def __init__(self, drawn: Any) -> None:
        self.drawn = drawn

    def text(
        self, x: float, y: float, words: str, *, size: float = 10, bold: bool = False, right: bool = False
    ) -> float:
        """Words at a place; with `right` they end there. Gives where they end."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        self.drawn.setFont(font, size)
        (self.drawn.drawRightString if right else self.drawn.drawString)(x, HEIGHT - y, words)
        return float(x if right else x + self.drawn.stringWidth(words, font, size))

    def lines(self, x: float, y: float, *lines: str, size: float = 10, pitch: float = 13) -> float:
        """Lines below one another; the place of the next."""
        for line in lines:
            self.text(x, y, line, size=size)
            y += pitch
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling line."""
        self.drawn.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """The lines of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

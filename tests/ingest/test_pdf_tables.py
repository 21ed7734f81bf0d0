"""Ruled tables of a PDF: cells, heads, cells that span, frames that are no tables, tables over pages."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest

from loftespor.ingest import Document, read_file
from loftespor.ingest.pdf.fonts import Fonts
from loftespor.ingest.pdf.grid import find_grids
from loftespor.ingest.pdf.rulings import Rulings
from loftespor.ingest.pdf.text import page_words
from tests.ingest.drawing import Pen, pdf
from tests.ingest.invariants import assert_sound

XS = [60.0, 200.0, 300.0, 400.0]
YS = [80.0, 100.0, 120.0, 140.0]


def read(tmp_path: Path, *pages: Callable[[Pen], None]) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*pages))
    document = read_file(path)
    assert_sound(document)
    return document


def rows(document: Document) -> list[list[str]]:
    return [[document.text[a:b] for a, b in r.cells] for r in document.blocks if r.kind == "table_row"]


def write(pen: Pen, xs: Sequence[float], ys: Sequence[float], *texts: Sequence[str]) -> None:
    """The texts of the rows in their cells."""
    for y, row in zip(ys, texts, strict=False):
        for x, text in zip(xs, row, strict=False):
            pen.lines(x + 4, y + 13, *text.split("\n"), size=9, pitch=11)


def test_cell_over_columns_and_head_of_two_rows(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for y in YS:
            pen.rule(XS[0] if y != 100 else XS[1], y, XS[-1], y)
        for x in XS:
            pen.rule(x, 100 if x == 300 else 80, x, 140)
        write(pen, XS, YS, ("Tiltak", "Økonomiplan"), ("", "2025", "2026"), ("Leirskole", "1 200", "1 300"))

    document = read(tmp_path, page)
    assert rows(document) == [
        ["Tiltak", "Økonomiplan", "Økonomiplan"],
        ["", "2025", "2026"],
        ["Leirskole", "1 200", "1 300"],
    ]
    assert [b.level for b in document.blocks if b.kind == "table_row"] == [1, 1, None]
    assert document.text.startswith("Tiltak | Økonomiplan\n| 2025 | 2026\n")


def test_cell_over_rows_and_shaded_rows(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.drawn.setFillGray(0.9)
        pen.drawn.rect(60, 842 - 100, 340, 20, stroke=0, fill=1)
        pen.drawn.setFillGray(0)
        for y in YS:
            pen.rule(XS[1] if y == 120 else XS[0], y, XS[-1], y)
        for x in XS:
            pen.rule(x, 80, x, 140)
        write(pen, XS, YS, ("Område", "Tiltak", "2025"), ("Skole", "Leirskole", "1 200"), ("", "Svømming", "300"))

    assert rows(read(tmp_path, page)) == [
        ["Område", "Tiltak", "2025"],
        ["Skole", "Leirskole", "1 200"],
        ["", "Svømming", "300"],
    ]


def test_table_without_outer_frame(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for y in YS:
            pen.rule(XS[0], y, XS[-1], y)
        for x in XS[1:-1]:
            pen.rule(x, 80, x, 140)
        write(pen, XS, YS, ("Sak", "Frist", "Merknad"), ("12/24", "mars", "Ferdig"), ("13/24", "mai", "Pågår"))

    assert rows(read(tmp_path, page)) == [
        ["Sak", "Frist", "Merknad"],
        ["12/24", "mars", "Ferdig"],
        ["13/24", "mai", "Pågår"],
    ]


@pytest.mark.parametrize("inner", [0, 110])
def test_frame_around_text_is_no_table(tmp_path: Path, inner: float) -> None:
    def page(pen: Pen) -> None:
        pen.grid([50, 500], [80, inner or 200, 200])
        pen.lines(60, 100, "• plante trær i alle gater", "• verne gamle trær", "• åpne parkene", pitch=30)

    document = read(tmp_path, page)
    assert [b.kind for b in document.blocks] == ["list_item"] * 3


HEAD = (("Sak", "Merknad", "Frist for utvalget"),)


def test_head_of_two_rows_repeated_and_wrapped_otherwise(tmp_path: Path) -> None:
    def page(first: str, *texts: Sequence[str]) -> Callable[[Pen], None]:
        def draw(pen: Pen) -> None:
            ys = [80.0 + 28 * n for n in range(len(texts) + 3)]
            pen.grid(XS, ys)
            write(pen, XS, ys, ("Tiltak", first, "Budsjett"), ("", "2024", "2025"), *texts)

        return draw

    document = read(
        tmp_path,
        page("Regn-\nskap", ("Leirskole", "1 200", "1 300"), ("Svømming for", "300", "310")),
        page("Regnskap", ("alle trinn", "", ""), ("Skogstur", "20", "30")),
        page("Regnskap", ("", "", "i tillegg 5"), ("Museum", "4", "–")),
    )
    assert rows(document) == [
        ["Tiltak", "Regnskap", "Budsjett"],
        ["", "2024", "2025"],
        ["Leirskole", "1 200", "1 300"],
        ["Svømming for alle trinn", "300", "310"],
        ["Skogstur", "20", "30 i tillegg 5"],
        ["Museum", "4", "–"],
    ]
    assert [r.original for r in document.removed if r.kind == "running"].count("Tiltak") == 2


def test_row_that_no_rule_closes_goes_on_over_the_page(tmp_path: Path) -> None:
    def first(pen: Pen) -> None:
        for y in (700, 720, 740):
            pen.rule(XS[0], y, XS[-1], y)
        for x in XS:
            pen.rule(x, 700, x, 800)
        write(pen, XS, (700.0, 720.0, 740.0), *HEAD, ("12/24", "Ferdig", "mai"), ("Sak om", "Venter på", "Juni"))

    def second(pen: Pen) -> None:
        pen.grid(XS, [80, 100, 120])
        write(pen, XS, (80.0, 100.0), ("Storgata", "Statens vegvesen", "eller august"), ("14/24", "Ny", "mai"))

    assert rows(read(tmp_path, first, second)) == [
        ["Sak", "Merknad", "Frist for utvalget"],
        ["12/24", "Ferdig", "mai"],
        ["Sak om Storgata", "Venter på Statens vegvesen", "Juni eller august"],
        ["14/24", "Ny", "mai"],
    ]


@pytest.mark.parametrize("turn", [90, 270])
def test_head_that_runs_up_or_down(tmp_path: Path, turn: int) -> None:
    ys = [80.0, 180.0, 200.0, 220.0]

    def page(pen: Pen) -> None:
        pen.grid(XS, ys)
        for x, text in zip(XS[1:], ("Regnskap 2024", "Budsjett for 2025"), strict=False):
            pen.drawn.saveState()
            pen.drawn.translate(x + 40, 842 - (175 if turn == 90 else 85))
            pen.drawn.rotate(turn)
            pen.drawn.drawString(0, 0, text)
            pen.drawn.restoreState()
        write(pen, XS, ys[1:], ("Leirskole", "1 200", "1 300"), ("Bibliotek", "20", "–"))

    assert rows(read(tmp_path, page)) == [
        ["", "Regnskap 2024", "Budsjett for 2025"],
        ["Leirskole", "1 200", "1 300"],
        ["Bibliotek", "20", "–"],
    ]


def grid_page(pen: Pen) -> None:
    pen.grid([60 + 70 * n for n in range(7)], [80 + 17 * n for n in range(30)])
    pen.grid([60, 200, 300], [620, 640, 660])
    pen.drawn.rect(60, 842 - 720, 200, 20, stroke=1, fill=0)
    pen.rule(60, 760, 300, 770)


def spans_page(pen: Pen) -> None:
    pen.drawn.setLineWidth(1.5)
    for y in (80, 110, 140, 170):
        pen.rule(60 if y != 110 else 160, y, 460, y)
    for x in (60, 160, 260, 360, 460):
        pen.rule(x, 80 if x != 260 else 110, x, 170)


def cells_page(pen: Pen) -> None:
    """Each cell a rectangle of its own, as office programs draw them."""
    for row in range(4):
        for column in range(3):
            pen.drawn.rect(60 + 80 * column, 700 - 20 * row, 80, 20, stroke=1, fill=0)


def turned_page(pen: Pen) -> None:
    pen.drawn.setPageRotation(90)
    pen.grid([60, 200, 300], [620, 640, 660])


@pytest.mark.parametrize("draw", [grid_page, spans_page, cells_page, turned_page])
def test_cells_are_those_that_pdfplumber_finds(draw: Callable[[Pen], None]) -> None:
    def page(pen: Pen) -> None:
        draw(pen)
        pen.text(70, 92, "Tekst")

    data = pdf(page)
    opened = pdfium.PdfDocument(data)
    ours = find_grids(page_words(opened[0], 1, Fonts()).rulings)
    opened.close()
    with pdfplumber.open(io.BytesIO(data)) as other:
        theirs = [t for t in other.pages[0].find_tables() if len(t.rows) > 1 and len(t.columns) > 1]
        expected = [[[c and tuple(map(round, c)) for c in row.cells] for row in table.rows] for table in theirs]
    assert expected
    assert [[[c and tuple(map(round, c)) for c in row] for row in grid.rows] for grid in ours] == expected


def test_drawings_are_given_up() -> None:
    hatched = Rulings(
        tuple((float(n), 0.0, 900.0) for n in range(600)), tuple((float(n), 0.0, 900.0) for n in range(600))
    )
    assert find_grids(hatched) == []


def test_lines_that_enclose_nothing_end_soon() -> None:
    comb = Rulings(
        tuple((6.0 * n, 0.0, 4000.0) for n in range(400)),
        tuple((7.0 * n, 6.0 * (n % 2), 6.0 * (n % 2) + 1.0) for n in range(400)),
    )
    assert find_grids(comb) == []

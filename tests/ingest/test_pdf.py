"""PDF: drawn pages and the blocks they give."""

from pathlib import Path

import pytest

from loftespor.ingest import Document, PageIndex, read_file
from tests.ingest.drawing import Pen, pdf
from tests.ingest.invariants import assert_sound

FULL = "Byen skal være grønn, og det krever at alle gater som er brede nok får trær og gress"


def read(tmp_path: Path, data: bytes, name: str = "a.pdf") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    document = read_file(path)
    assert_sound(document)
    return document


def blocks(document: Document) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.marker, document.text[b.start : b.end]) for b in document.blocks]


def furniture(pen: Pen, page: int) -> None:
    pen.text(60, 30, "Program 2025-2029", size=8)
    pen.text(290, 820, str(page + 2), size=8)


def test_headings_items_and_running_matter(tmp_path: Path) -> None:
    def first(pen: Pen) -> None:
        furniture(pen, 1)
        pen.text(60, 80, "Flere trær i byen", size=18, bold=True)
        pen.lines(60, 120, FULL, "i alle bydeler, også der det er", "vanskelig.")
        pen.text(60, 170, "Parkpartiet vil:", bold=True)
        pen.lines(60, 190, "• plante trær i alle gater som er brede nok til det, også i sen-")
        pen.lines(70, 203, "trum", "")
        pen.lines(60, 216, "• verne gamle trær")
        pen.lines(80, 229, "– særlig eiker")
        pen.lines(60, 242, "• åpne parkene om kvelden og sørge for lys på alle stier som går gjennom dem, og langs")

    def second(pen: Pen) -> None:
        furniture(pen, 2)
        pen.lines(70, 80, "elva")
        pen.text(60, 110, "Skolegårder", size=14, bold=True)
        pen.lines(60, 130, "8. september åpner den første grønne skolegården.")

    def third(pen: Pen) -> None:
        furniture(pen, 3)
        pen.lines(60, 80, "1. Byen ber skolene plante", "2. Byen ber skolene vanne")

    document = read(tmp_path, pdf(first, second, third))
    assert blocks(document) == [
        ("heading", None, "Flere trær i byen"),
        ("paragraph", None, f"{FULL} i alle bydeler, også der det er vanskelig."),
        ("paragraph", None, "Parkpartiet vil:"),
        ("list_item", "•", "plante trær i alle gater som er brede nok til det, også i sentrum"),
        ("list_item", "•", "verne gamle trær"),
        ("list_item", "–", "særlig eiker"),
        (
            "list_item", "•",
            "åpne parkene om kvelden og sørge for lys på alle stier som går gjennom dem, og langs elva",
        ),
        ("heading", None, "Skolegårder"),
        ("paragraph", None, "8. september åpner den første grønne skolegården."),
        ("list_item", "1.", "Byen ber skolene plante"),
        ("list_item", "2.", "Byen ber skolene vanne"),
    ]  # fmt: skip
    eik = document.blocks[5]
    assert (eik.level, eik.parent) == (2, 4)
    assert [r.original for r in document.removed if r.kind == "running"].count("Program 2025-2029") == 3
    assert [b.printed_page for b in document.blocks][:1] == ["3"]
    assert (document.kind, document.period) == ("programme", "2025–2029")
    index = PageIndex(document)
    last = document.blocks[6]
    assert (index.page(last.start), index.page(last.end - 1)) == (1, 2)
    assert (index.printed_page(last.start), index.printed_page(last.end - 1)) == ("3", "4")
    assert [box.page for box in index.boxes(last.start, last.end)] == [1, 2]
    assert document.blocks[8].section == ("Flere trær i byen", "Skolegårder")


def test_two_columns_with_bullets_in_the_gutter(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for row in range(8):
            pen.text(60, 80 + 14 * row, f"Venstre spalte har ord nummer {row}.")
            pen.text(302, 80 + 14 * row, "·")
            pen.text(312, 80 + 14 * row, f"plante trær i gate nummer {row}")

    document = read(tmp_path, pdf(page))
    words = [document.text[b.start : b.end] for b in document.blocks]
    assert words[-8:] == [f"plante trær i gate nummer {row}" for row in range(8)]
    assert " ".join(words[:-8]) == " ".join(f"Venstre spalte har ord nummer {row}." for row in range(8))
    assert {b.marker for b in document.blocks[-8:]} == {"·"}


def test_line_numbers_in_the_margin(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for row in range(8):
            pen.text(40, 80 + 14 * row, str(700 + row), size=8)
            pen.text(70, 80 + 14 * row, f"• plante tre nummer {row} i parken")

    document = read(tmp_path, pdf(page))
    assert [b.line for b in document.blocks] == list(range(700, 708))
    assert PageIndex(document).line(document.text.index("nummer 3")) == 703
    assert len([r for r in document.removed if r.kind == "line_number"]) == 8


def test_codes_of_a_table_are_no_line_numbers(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for row in range(7):
            pen.text(60, 80 + 16 * row, str(910 + 10 * row))
            pen.text(100, 80 + 16 * row, f"Tiltak {chr(65 + row)} for bydelen")
            pen.text(400, 80 + 16 * row, f"{row * row + 3} 100", right=True)

    document = read(tmp_path, pdf(page))
    assert not [r for r in document.removed if r.kind == "line_number"]
    assert document.text.startswith("910 | Tiltak A for bydelen | 3 100")


def test_every_fifth_line_is_numbered(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for row in range(40):
            if row % 5 == 4:
                pen.text(40, 80 + 14 * row, str(row + 1), size=8)
            pen.text(70, 80 + 14 * row, f"{FULL} og mer")

    document = read(tmp_path, pdf(page))
    assert [r.original for r in document.removed if r.kind == "line_number"] == [str(n) for n in range(5, 45, 5)]


def test_note_mark_and_footnote(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        end = pen.text(60, 80, "Byen har vedtatt parkplanen")
        end = pen.text(end, 76, "1", size=6)
        pen.text(end + 3, 80, "og følger den.")
        pen.text(60, 780, "1 Vedtatt av bystyret i 2021.", size=7)

    document = read(tmp_path, pdf(page))
    assert blocks(document) == [
        ("paragraph", None, "Byen har vedtatt parkplanen og følger den."),
        ("footnote", "1", "Vedtatt av bystyret i 2021."),
    ]
    note = document.blocks[0].notes[0]
    assert (note.mark, note.block, document.text[note.offset - 4 : note.offset]) == ("1", 1, "anen")


@pytest.mark.parametrize(
    "entry",
    [
        "{name} ........................ {page}",
        "{name} . . . . . . . . . . . . {page}",
        "{row} {name} ........................ {page}",  # numbered chapters
        "{row}.1 {name} {page}",  # without leaders
    ],
)
def test_contents_are_no_text(tmp_path: Path, entry: str) -> None:
    def contents(pen: Pen) -> None:
        pen.text(60, 80, "Innhold", size=16)
        for row, name in enumerate(("Skole", "Helse", "Kultur", "Idrett", "Næring", "Miljø")):
            pen.text(60, 110 + 14 * row, entry.format(name=name, row=row + 1, page=row * 4 + 2))

    def text(pen: Pen) -> None:
        pen.text(60, 80, "Skole", size=16)
        pen.lines(60, 110, FULL, "hele året.")

    document = read(tmp_path, pdf(contents, text))
    assert blocks(document) == [("heading", None, "Skole"), ("paragraph", None, f"{FULL} hele året.")]
    assert len([r for r in document.removed if r.kind == "running"]) == 7


def test_amounts_are_no_contents(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for row, name in enumerate(("Skole", "Helse", "Kultur", "Idrett", "Næring", "Miljø")):
            pen.text(60, 110 + 14 * row, f"{name} .............. 1 0{row + 10}")

    assert [r.kind for r in read(tmp_path, pdf(page)).removed].count("running") <= 6  # the leaders alone


def test_ruled_table_over_two_pages(tmp_path: Path) -> None:
    xs = [60.0, 160.0, 400.0]

    def first(pen: Pen) -> None:
        pen.text(60, 60, "Vedtaksoppfølging", size=16, bold=True)
        pen.grid(xs, [80, 100, 140])
        pen.text(64, 94, "Sak")
        pen.text(164, 94, "Merknad")
        pen.text(64, 114, "Sak 12/24")
        pen.lines(164, 114, "Trær er plantet i", "Storgata og i")

    def second(pen: Pen) -> None:
        pen.grid(xs, [80, 100, 120, 140])
        pen.text(64, 94, "Sak")
        pen.text(164, 94, "Merknad")
        pen.text(164, 114, "Elvegata.")
        pen.text(64, 134, "Sak 13/24")

    document = read(tmp_path, pdf(first, second))
    rows = [b for b in document.blocks if b.kind == "table_row"]
    assert [document.text[b.start : b.end] for b in rows] == [
        "Sak | Merknad",
        "Sak 12/24 | Trær er plantet i Storgata og i Elvegata.",
        "Sak 13/24 |",
    ]
    assert [b.kind for b in document.blocks] == ["heading", "table", "table_row", "table_row", "table_row"]
    start, end = rows[1].cells[1]
    assert PageIndex(document).page(end - 1) == 2
    assert document.text[start:end] == "Trær er plantet i Storgata og i Elvegata."


def test_amounts_without_rules(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.text(60, 60, "Budsjett 2025", size=16, bold=True)
        pen.text(400, 90, "2024", right=True)
        pen.text(480, 90, "2025", right=True)
        for row, (post, name, old, new) in enumerate(
            [("1", "Drift av parker", "16 234 000", "17 000 000"), ("21", "Nye trær,", "", ""),
             ("", "kan overføres", "1 500 000", "–"), ("45", "Benker", "94 000", "1 000 000 000")]
        ):  # fmt: skip
            pen.text(70, 103 + 13 * row, post, right=True)
            pen.text(90, 103 + 13 * row, name)
            pen.text(400, 103 + 13 * row, old, right=True)
            pen.text(480, 103 + 13 * row, new, right=True)
        pen.lines(60, 200, FULL, "hele året.")

    document = read(tmp_path, pdf(page))
    rows = [[document.text[a:b] for a, b in r.cells] for r in document.blocks if r.kind == "table_row"]
    assert rows[1:] == [
        ["1", "Drift av parker", "16 234 000", "17 000 000"],
        ["21", "Nye trær, kan overføres", "1 500 000", "–"],
        ["45", "Benker", "94 000", "1 000 000 000"],
    ]
    assert document.blocks[-1].kind == "paragraph"
    assert document.blocks[-1].start > document.blocks[-2].end


def test_prose_with_numbers_is_no_table(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for row in range(10):
            pen.text(60, 80 + 13 * row, f"{FULL} {1900 + row}")

    document = read(tmp_path, pdf(page))
    assert {b.kind for b in document.blocks} == {"paragraph"}


def test_damaged_ligature_is_repaired(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(60, 80, "Byen skal ha oWentlige parker, eWektiv drift og tøWe regler; 5 kWh er nok.")

    document = read(tmp_path, pdf(page))
    assert document.text == "Byen skal ha offentlige parker, effektiv drift og tøffe regler; 5 kWh er nok."
    assert [r.original for r in document.removed] == ["W", "W", "W"]

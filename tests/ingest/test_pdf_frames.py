"""Tables without a grid: between level rules, or by the right edges of their amounts alone; and what is no table."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from loftespor.ingest import Document, read_file
from tests.ingest.drawing import Pen, pdf
from tests.ingest.invariants import assert_sound

LEFT, RIGHT = 60.0, 530.0
PROSE = "Kommunen skal følge planen og melde fra om det som ikke lar seg gjøre i tide, slik at alle"
HALF = "Bydelen følger planen og melder fra om alt det"


def read(tmp_path: Path, *pages: Callable[[Pen], None]) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*pages))
    document = read_file(path)
    assert_sound(document)
    return document


def rows(document: Document) -> list[list[str]]:
    return [[document.text[a:b] for a, b in r.cells] for r in document.blocks if r.kind == "table_row"]


def write(pen: Pen, y: float, name: str, *amounts: str, ends: Sequence[float] = (420, 520), bold: bool = False) -> None:
    """A name at the left and amounts that end at the places."""
    pen.text(LEFT + 2, y, name, bold=bold)
    for x, amount in zip(ends, amounts, strict=False):
        pen.text(x, y, amount, right=True, bold=bold)


def rules(pen: Pen, *ys: float, x0: float = LEFT, x1: float = RIGHT) -> None:
    for y in ys:
        pen.rule(x0, y, x1, y)


def test_head_over_columns_leaders_and_wrapped_names(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.text(LEFT, 85, "Tabell 1 Tilskudd til bydelene")
        rules(pen, 100, 140, 270)
        rules(pen, 118, x0=370, x1=RIGHT)
        pen.text(435, 114, "2026")
        write(pen, 134, "", "Påløpt", "Bokført")
        write(pen, 155, "Leirskole " + "." * 60, "13", "12")
        write(pen, 175, "Skole", bold=True)
        pen.text(LEFT + 2, 195, "Tilskudd til drift av svømmehaller i bydeler som ikke har")
        write(pen, 207, "egen hall " + "." * 50, "-4 000", "-2 330")
        write(pen, 227, "Sats for vann", "25 pst.", "-")
        write(pen, 247, "Sum", "0", "(882)", bold=True)
        pen.text(LEFT, 282, "Kilde: kommunens regnskap", size=8)

    document = read(tmp_path, page)
    assert rows(document) == [
        ["", "2026", "2026"],
        ["", "Påløpt", "Bokført"],
        ["Leirskole", "13", "12"],
        ["Skole", "", ""],
        ["Tilskudd til drift av svømmehaller i bydeler som ikke har egen hall", "-4 000", "-2 330"],
        ["Sats for vann", "25 pst.", "-"],
        ["Sum", "0", "(882)"],
    ]
    assert [b.level for b in document.blocks if b.kind == "table_row"][:3] == [1, 1, None]
    assert document.text.startswith("Tabell 1 Tilskudd til bydelene\n| 2026\n")
    assert document.text.endswith("Kilde: kommunens regnskap")
    assert any(set(r.original) <= {".", " "} for r in document.removed if r.kind == "running")


def test_head_over_columns_in_one_row_with_theirs_is_written_once(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        rules(pen, 100, 130, 180)
        rules(pen, 113, x0=340, x1=RIGHT)
        pen.text(400, 111, "Budsjett")
        write(pen, 111, "Tiltak")
        write(pen, 124, "", "2026", "2027")
        write(pen, 145, "Leirskole", "1 300", "1 200")
        write(pen, 165, "Museum", "30", "20")

    document = read(tmp_path, page)
    assert document.text.count("Budsjett") == 1
    assert rows(document)[:2] == [["Tiltak", "Budsjett", "Budsjett"], ["", "2026", "2027"]]


def test_head_above_the_first_rule(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        write(pen, 94, "Måltall", "Mål 2025", "Resultat 2025")
        rules(pen, 100, 120, 140, 160)
        write(pen, 114, "Lærlinger", "250", "254")
        write(pen, 134, "Boliger", "400", "–")
        write(pen, 154, "Utslipp", "40 %", "31 %")

    document = read(tmp_path, page)
    assert rows(document)[0] == ["Måltall", "Mål 2025", "Resultat 2025"]
    assert rows(document)[2] == ["Boliger", "400", "–"]


def test_table_that_runs_over_the_page_has_no_last_rule(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        rules(pen, 100, 120)
        write(pen, 114, "", "2025-regler", "Forslag 2026")
        write(pen, 135, "Sone 1", "14,1 pst.", "14,1 pst.")
        write(pen, 170, "Fradrag", bold=True)
        write(pen, 190, "Øvre grense", "92 000 kr", "95 700 kr")
        write(pen, 210, "Sats", "46 pst.", "46 pst.")

    assert rows(read(tmp_path, page)) == [
        ["", "2025-regler", "Forslag 2026"],
        ["Sone 1", "14,1 pst.", "14,1 pst."],
        ["Fradrag", "", ""],
        ["Øvre grense", "92 000 kr", "95 700 kr"],
        ["Sats", "46 pst.", "46 pst."],
    ]


def test_words_between_rules(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        rules(pen, 100, 120, 150, 170, 200)
        for y, deltaker, svar in ((114, "Deltaker", "Svar"), (134, "Eldrerådet", "Skriftlig innspill i mars og"),
                                  (146, "", "et møte i april"), (164, "Legevakten", "Ingen"),
                                  (184, "Ungdomsrådet og", "Møte i juni"), (196, "elevrådene", "")):  # fmt: skip
            pen.text(LEFT + 2, y, deltaker)
            pen.text(300, y, svar)

    assert rows(read(tmp_path, page)) == [
        ["Deltaker", "Svar"],
        ["Eldrerådet", "Skriftlig innspill i mars og et møte i april"],
        ["Legevakten", "Ingen"],
        ["Ungdomsrådet og elevrådene", "Møte i juni"],
    ]


def test_two_tables_of_different_columns(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for n, name in enumerate(("Skole", "Helse", "Kultur", "Idrett")):
            write(pen, 100 + 14 * n, name, f"{n + 3} 100", f"{7 * n + 2} 450")
        pen.lines(LEFT, 200, f"{PROSE} vet det.", f"{PROSE} hører om det.")
        for n, name in enumerate(("Parker", "Torg", "Bad", "Stier")):
            write(pen, 280 + 14 * n, name, f"{n * n + 11}", f"{3 * n + 2}", "9 %", ends=(300, 390, 470))

    document = read(tmp_path, page)
    assert [len(row) for row in rows(document)] == [3] * 4 + [4] * 4
    assert rows(document)[0] == ["Skole", "3 100", "2 450"]
    assert rows(document)[7] == ["Stier", "20", "11", "9 %"]


def test_words_at_common_left_edges(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 60, f"{PROSE} vet det.")
        texts = (("Utvalg", "Leder", "Møter"), ("Utvalg for skole", "Kari Nes", "annenhver uke"),
                 ("Utvalg for helse", "Ola Li", "hver uke"), ("Utvalg for kultur", "", "ved behov"),
                 ("Utvalg for miljø", "Liv Bru", "hver måned"))  # fmt: skip
        for n, row in enumerate(texts):
            for x, text in zip((LEFT, 220, 380), row, strict=True):
                pen.text(x, 100 + 16 * n, text, bold=n == 0)
        pen.lines(LEFT, 220, f"{PROSE} vet det.")

    document = read(tmp_path, page)
    assert rows(document)[:2] == [["Utvalg", "Leder", "Møter"], ["Utvalg for skole", "Kari Nes", "annenhver uke"]]
    assert rows(document)[3] == ["Utvalg for kultur", "", "ved behov"]
    assert [b.level for b in document.blocks if b.kind == "table_row"] == [1, None, None, None, None]
    assert document.blocks[-1].kind == "paragraph"


def three_columns_of_prose(pen: Pen) -> None:
    for n in range(12):
        for x in (LEFT, 230, 400):
            pen.text(x, 80 + 14 * n, "Bydelen følger planen og melder", size=9)


def test_line_number_beside_a_table_is_taken_out_once(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for n in range(20):
            pen.text(30, 80 + 14 * n, str(n + 41), size=8)
            if n < 14:
                pen.text(LEFT, 80 + 14 * n, PROSE)
            else:
                write(pen, 80 + 14 * n, f"Tiltak {chr(51 + n)}", f"{n * n} 100", f"{n * 7} 200")

    document = read(tmp_path, page)
    assert rows(document)[0] == ["Tiltak A", "196 100", "98 200"]
    assert [r.original for r in document.removed if r.kind == "line_number"].count("55") == 1
    assert [b.line for b in document.blocks if b.kind == "table_row"] == [55, 56, 57, 58, 59, 60]


def columns_with_dashes(pen: Pen) -> None:
    """Prose at the left, a list with dashes at the right."""
    for n in range(14):
        pen.text(LEFT, 80 + 14 * n, f"{HALF} ")
        if n % 2:
            pen.text(310, 80 + 14 * n, "–")
        pen.text(322, 80 + 14 * n, "plante trær i gatene der det går")


def chart_beside_prose(pen: Pen) -> None:
    """The marks of a chart's axis on the baselines of the text beside it."""
    pen.drawn.rect(310, 842 - 250, 230, 180, stroke=1, fill=0)
    for n in range(12):
        pen.text(LEFT, 80 + 14 * n, f"{HALF} ")
    for n, value in enumerate((50, 40, 30, 20, 10, 0)):
        pen.text(340, 80 + 28 * n, str(value), size=8, right=True)
        pen.text(530, 80 + 28 * n, str(value), size=8, right=True)


def chart_without_box(pen: Pen) -> None:
    for n in range(12):
        pen.text(LEFT, 80 + 14 * n, f"{HALF} ")
    for n, value in enumerate((2500, 2000, 1500, 1000, 500, 0)):
        pen.text(530, 80 + 28 * n, str(value), size=8, right=True)


def prose_between_rules(pen: Pen) -> None:
    """A rule below the running head and one above the notes, as wide as the text in its two columns."""
    rules(pen, 70, 700)
    for n in range(30):
        pen.text(LEFT, 90 + 14 * n, f"{HALF} ")
        pen.text(310, 90 + 14 * n, f"{HALF} ")


def boxes_below_one_another(pen: Pen) -> None:
    for top in (80, 300):
        pen.drawn.rect(LEFT, 842 - top - 150, 400, 150, stroke=1, fill=0)
        for n in range(5):
            pen.text(LEFT + 10, top + 20 + 20 * n, "• verne gamle trær")
            pen.text(LEFT + 250, top + 20 + 20 * n, "• plante nye")


def list_with_numbers(pen: Pen) -> None:
    for n in range(8):
        pen.text(LEFT, 80 + 14 * n, f"{PROSE} {n}")
    for n in range(6):
        pen.text(LEFT, 230 + 14 * n, str(n + 1))
        pen.text(LEFT + 14, 230 + 14 * n, "Byen ber skolene plante og vanne trær hele året")


@pytest.mark.parametrize(
    "draw",
    [columns_with_dashes, chart_beside_prose, chart_without_box, prose_between_rules, boxes_below_one_another,
     three_columns_of_prose, list_with_numbers],
)  # fmt: skip
def test_what_is_no_table(tmp_path: Path, draw: Callable[[Pen], None]) -> None:
    assert rows(read(tmp_path, draw)) == []


COLUMN = (
    "Bydelen følger planen og melder fra",
    "om alt det som ikke lar seg gjøre i",
    "år, og det som må vente til neste år",
    "eller lenger. Byrådet legger det fram",
    "for bystyret hver vår, og svarer på",
    "spørsmål om det. Bystyret avgjør så",
    "hva som skal gjøres først og hva som",
    "kan vente til det er penger til det",
)


def test_table_beside_prose_leaves_the_prose_alone(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 80, *COLUMN, pitch=14)
        for n, name in enumerate(("Skole", "Helse", "Kultur", "Idrett", "Parker", "Bad")):
            pen.text(320, 80 + 14 * n, name)
            pen.text(460, 80 + 14 * n, f"{n * n + 3} 100", right=True)
            pen.text(530, 80 + 14 * n, f"{7 * n + 2} 450", right=True)

    document = read(tmp_path, page)
    assert rows(document)[0] == ["Skole", "3 100", "2 450"]
    assert len(rows(document)) == 6
    prose = [document.text[b.start : b.end] for b in document.blocks if b.kind == "paragraph"]
    assert prose == [" ".join(COLUMN)]


def test_page_of_numbers_ends_soon(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for row in range(40):
            pen.text(10, 40 + 19 * row, "Navn", size=5)
            for column in range(60):
                pen.text(40 + 9 * column, 40 + 19 * row, str((row * 7 + column * 13) % 97), size=2)

    document = read(tmp_path, page)
    assert len(document.text) > 4000

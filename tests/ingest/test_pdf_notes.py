"""Notes of a PDF: which raised numbers are marks, which lines are notes, and which mark leads to which note."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loftespor.ingest import Document, read_file
from tests.ingest.drawing import Pen, pdf
from tests.ingest.invariants import assert_sound

LEFT, RIGHT = 60.0, 320.0
PROSE = (
    "Bussen skal gå hver time fra",
    "morgen til kveld, også i helgene",
    "og i feriene. Kommunen skal gi",
    "tilskudd til drosje der bussen",
    "ikke går, og barn reiser gratis",
    "hele året i alle bygdene.",
)


def read(tmp_path: Path, *pages: Callable[[Pen], None]) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*pages))
    document = read_file(path)
    assert_sound(document)
    return document


def raised(pen: Pen, x: float, y: float, word: str, mark: str, *, size: float = 10, share: float = 0.6) -> float:
    """A word with a raised mark; gives where the mark ends."""
    end = pen.text(x, y, word, size=size)
    return pen.text(end, y - 0.4 * size, mark, size=share * size)


def bound(document: Document) -> list[tuple[str, str, str]]:
    """For each mark the words before it, itself, and the note that it leads to ('' for none)."""
    found = []
    for block in document.blocks:
        for note in block.notes:
            target = "" if note.block is None else document.text[slice(*span(document, note.block))]
            found.append((document.text[block.start : note.offset].rsplit(" ", 1)[-1], note.mark, target))
    return found


def span(document: Document, number: int) -> tuple[int, int]:
    return document.blocks[number].start, document.blocks[number].end


@pytest.mark.parametrize("share", [0.55, 0.7, 0.8])
def test_marks_are_smaller_than_the_text(tmp_path: Path, share: float) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 60, *PROSE)
        raised(pen, LEFT, 160, "Kommunen følger parkplanen.", "1", share=share)
        raised(pen, LEFT, 780, "", "1", size=7)
        pen.text(LEFT + 8, 780, "Vedtatt i 2021.", size=7)

    assert bound(read(tmp_path, page)) == [("parkplanen.", "1", "Vedtatt i 2021.")]


@pytest.mark.parametrize("unit", ["30 m", "12 km", "4 Sm", "kroner/m"])
def test_powers_of_units_are_no_marks(tmp_path: Path, unit: str) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 60, *PROSE)
        end = raised(pen, LEFT, 160, f"Prisen gjelder for {unit}", "2")
        pen.text(end + 3, 160, "i hele kommunen.")
        pen.text(LEFT, 780, "2 Vedtatt i 2021.", size=7)

    document = read(tmp_path, page)
    assert f"for {unit}2 i hele" in document.text
    assert bound(document) == []


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("Veibruksavgift² øker.", [("Veibruksavgift", "2", "Uten avgift.")]),
        ("Avgiften på bensin¹. Den øker.", [("bensin", "1", "Med avgift.")]),
        ("Tomten er 300 m² i alt.", []),
        ("Bygget rommer 20 000 Sm³.", []),
    ],
)
def test_digits_that_are_raised_by_themselves(tmp_path: Path, words: str, marks: list[tuple[str, str, str]]) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 60, *PROSE)
        pen.text(LEFT, 160, words)
        pen.text(LEFT, 770, "1 Med avgift.", size=7)
        pen.text(LEFT, 780, "2 Uten avgift.", size=7)

    document = read(tmp_path, page)
    assert bound(document) == marks
    assert ("²" in document.text or "³" in document.text) is (not marks)


def test_several_marks_in_one_place(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 60, *PROSE)
        raised(pen, LEFT, 160, "Kommunen følger parkplanen.", "1,2")
        pen.text(LEFT, 770, "1 Vedtatt i 2021.", size=7)
        pen.text(LEFT, 780, "2 Endret i 2023.", size=7)

    assert bound(read(tmp_path, page)) == [
        ("parkplanen.", "1", "Vedtatt i 2021."), ("parkplanen.", "2", "Endret i 2023.")
    ]  # fmt: skip


def test_the_numbers_of_many_notes_are_no_line_numbers(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for n in range(1, 8):
            raised(pen, LEFT, 60 + 26 * n, f"Kommunen følger plan {'abcdefg'[n - 1]}", str(n))
            raised(pen, LEFT, 680 + 10 * n, "", str(n), size=7)
            pen.text(LEFT + 8, 680 + 10 * n, f"Vedtatt i {2010 + n}.", size=7)

    document = read(tmp_path, page)
    assert bound(document) == [("abcdefg"[n - 1], str(n), f"Vedtatt i {2010 + n}.") for n in range(1, 8)]
    assert all(removed.kind != "line_number" for removed in document.removed)


def test_a_note_below_the_left_column_ends_with_it(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 60, *PROSE * 8)
        raised(pen, LEFT, 700, "Det følger av parkplanen", "1")
        raised(pen, LEFT, 780, "", "1", size=7)
        pen.text(LEFT + 8, 780, "Vedtatt i 2021.", size=7)
        pen.lines(RIGHT, 60, *PROSE * 9)

    document = read(tmp_path, page)
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "footnote"] == ["Vedtatt i 2021."]
    assert bound(document) == [("parkplanen", "1", "Vedtatt i 2021.")]


def test_the_axis_of_a_chart_is_no_note(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(130, 400, *PROSE * 3)
        for n in range(6):  # the right edge of a chart, a little above the lines beside it
            pen.text(275, 97 + 13 * n, str(10 * n), size=7, right=True)
        pen.lines(RIGHT, 100, *PROSE * 7)

    document = read(tmp_path, page)
    assert document.text.split("\n") == ["0 10 20 30 40 50", *[" ".join(PROSE)] * 10]
    assert bound(document) == []
    assert all(block.kind != "footnote" for block in document.blocks)


def test_a_table_and_the_text_have_notes_of_one_number(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        raised(pen, LEFT, 50, "Tabell 2.1 Elever i Sollia", "1")
        pen.grid([60, 200, 300, 400], [70, 90, 110, 130])
        for n, row in enumerate((("Skole", "2024", "2025"), ("Fjell", "120", "118"), ("Vik", "90", "95"))):
            for x, text in zip((64, 204, 304), row, strict=True):
                raised(pen, x, 84 + 20 * n, text, "2" if text == "Fjell" else "")
        raised(pen, LEFT, 142, "", "1", size=7)
        pen.text(LEFT + 8, 142, "Elever i oktober.", size=7)
        raised(pen, LEFT, 152, "", "2", size=7)
        pen.text(LEFT + 8, 152, "Nedlagt i 2025.", size=7)
        pen.lines(LEFT, 200, *PROSE)
        raised(pen, LEFT, 290, "Se skolebruksplanen.", "1")
        raised(pen, LEFT, 780, "", "1", size=7)
        pen.text(LEFT + 8, 780, "Vedtatt i 2021.", size=7)

    assert bound(read(tmp_path, page)) == [
        ("Sollia", "1", "Elever i oktober."),
        ("Fjell", "2", "Nedlagt i 2025."),
        ("skolebruksplanen.", "1", "Vedtatt i 2021."),
    ]


def test_figures_side_by_side_have_notes_of_their_own(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for x, name in ((LEFT, "bussen"), (RIGHT, "båten")):
            pen.lines(x, 60, *(line.replace("bussen", name) for line in PROSE))
            raised(pen, x, 160, f"Figur {3 if x == LEFT else 4}.1 Reiser med {name}", "1")
            raised(pen, x, 180, "", "1", size=7)
            pen.text(x + 8, 180, f"Tall for {name} fra 2024.", size=7)
            pen.lines(x, 220, *(line.replace("bussen", name) for line in PROSE))

    assert bound(read(tmp_path, page)) == [
        ("bussen", "1", "Tall for bussen fra 2024."), ("båten", "1", "Tall for båten fra 2024.")
    ]  # fmt: skip


def test_a_table_over_two_pages_has_its_notes_below_its_last_rows(tmp_path: Path) -> None:
    def rows(pen: Pen, *names: str) -> None:
        pen.lines(LEFT, 30, "Tabell 2.1 Elever i Sollia")
        pen.grid([60, 200, 300], [50 + 20 * n for n in range(len(names) + 2)])
        for n, (name, number) in enumerate((("Skole", "2024"), *((name, "120") for name in names))):
            raised(pen, 64, 64 + 20 * n, name, "" if name == "Skole" else "1")
            pen.text(204, 64 + 20 * n, number)

    def last(pen: Pen) -> None:
        rows(pen, "Vik")
        raised(pen, LEFT, 102, "", "1", size=7)
        pen.text(LEFT + 8, 102, "Elever i oktober.", size=7)

    def other(pen: Pen) -> None:
        pen.lines(LEFT, 60, *PROSE)
        raised(pen, LEFT, 160, "Kommunen følger parkplanen.", "1")
        raised(pen, LEFT, 780, "", "1", size=7)
        pen.text(LEFT + 8, 780, "Vedtatt i 2021.", size=7)

    document = read(tmp_path, lambda pen: rows(pen, "Fjell", "Elvheim"), last, other)
    assert bound(document) == [
        ("Fjell", "1", "Elever i oktober."),
        ("Elvheim", "1", "Elever i oktober."),
        ("Vik", "1", "Elever i oktober."),
        ("parkplanen.", "1", "Vedtatt i 2021."),
    ]

"""Spreadsheets and CSV: cells as they are shown, tables parted by empty rows, limits."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from loftespor import errors
from loftespor.ingest import Document, read_file
from loftespor.ingest.spreadsheet import sheets
from loftespor.ingest.spreadsheet.cell_formats import shown_number
from tests.ingest.invariants import assert_sound


def workbook(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(tmp_path: Path, data: bytes, name: str = "a.xlsx") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    document = read_file(path)
    assert_sound(document)
    return document


def shown(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks if b.kind != "table"]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("1234567", "", "1234567"),
        ("2310", "General", "2310"),
        ("0.1", "General", "0,1"),
        ("0.30000000000000004", "", "0,3"),
        ("1234567", "#,##0", "1 234 567"),
        ("1234567.5", "#,##0.00", "1 234 567,50"),
        ("1234567", "#\\ ##0", "1 234 567"),
        ("1234567", "#,##0,", "1 235"),
        ("-1200", "#,##0", "-1 200"),
        ("-1200", "#,##0;(#,##0)", "(1 200)"),
        ("-1200", "#,##0;[Red]-#,##0", "-1 200"),
        ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "-"),
        ("1200", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "1 200"),
        ("0.125", "0.0%", "12,5 %"),
        ("0.5", "0 %", "50 %"),
        ("1200", '"kr" #,##0', "kr 1 200"),
        ("1200", "[$kr-414] #,##0", "kr 1 200"),
        ("3.5", '0.0 "mill."', "3,5 mill."),
        ("3.5", "0.##", "3,5"),
        ("7", "000", "7"),
        ("45731", "dd.mm.yyyy", "15.03.2025"),
        ("45731", "yyyy-mm-dd", "15.03.2025"),
        ("45731.5", "dd/mm/yyyy hh:mm", "15.03.2025 12:00"),
        ("45731", "mmmm yyyy", "mars 2025"),
        ("45731", "yyyy", "2025"),
        ("0.75", "hh:mm", "18:00"),
        ("45731", "[$-414]d. mmmm yyyy;@", "15.03.2025"),
        ("1e300", "#,##0", "1e300"),
        ("nan", "0", "nan"),
        ("abc", "0", "abc"),
        ("12", '0"', "12"),
    ],
)
def test_numbers_as_the_sheet_shows_them(value: str, code: str, text: str) -> None:
    assert shown_number(value, code) == text


def test_titles_tables_and_empty_rows(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.title = "Drift"
        sheet["B1"] = "Budsjett 2025 for Granli kommune"
        for place, row in enumerate(
            [("Tiltak", "2024", 2025), ("Leirskole", 1200000, 1300000.4), None, ("Bibliotek", None, -5)], start=3
        ):
            for column, value in enumerate(row or (), start=2):
                sheet.cell(place, column + (column > 2), value).number_format = "#,##0"
        sheet["B8"] = "Kilde: kommunens regnskap"

    document = read(tmp_path, workbook(fill))
    assert shown(document) == [
        ("heading", "Drift"),
        ("paragraph", "Budsjett 2025 for Granli kommune"),
        ("table_row", "Tiltak | 2024 | 2 025"),
        ("table_row", "Leirskole | 1 200 000 | 1 300 000"),
        ("table_row", "Bibliotek | | -5"),
        ("paragraph", "Kilde: kommunens regnskap"),
    ]
    assert [b.kind for b in document.blocks].count("table") == 2
    assert document.pages == 1


def test_sheets_are_pages_and_hidden_ones_are_told(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "Ark1"
        book.active.append(["Navn", "Sum"])
        book.active.append(["Leirskole", 12])
        book.active.append(["Flygel", 13])
        book.active.row_dimensions[3].hidden = True
        hidden = book.create_sheet("Grunnlag")
        hidden.append(["Elever", 400])
        hidden.sheet_state = "hidden"

    document = read(tmp_path, workbook(fill))
    assert [(kind, text) for kind, text in shown(document) if kind == "heading"] == [("heading", "Grunnlag")]
    assert [b.page for b in document.blocks] == [1, 1, 1, 1, 2, 2, 2]
    assert document.warnings == (
        "hidden in the workbook, but read: rows or columns of the sheet 'Ark1', the sheet 'Grunnlag'",
    )


def test_merged_head_holds_for_each_of_its_columns(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (
            ["Tiltak", "Regnskap", "Økonomiplan", None],
            [None, 2024, 2025, 2026],
            ["Leirskole", 10, 11, 12],
            ["Samlet for alle skoler i bygda", None, 11, 12],
        ):
            book.active.append(row)
        book.active.merge_cells("C1:D1")
        book.active.merge_cells("A4:B4")

    document = read(tmp_path, workbook(fill))
    rows = [b for b in document.blocks if b.kind == "table_row"]
    assert [b.level for b in rows] == [1, 1, None, None]
    assert document.text[rows[0].start : rows[0].end] == "Tiltak | Regnskap | Økonomiplan"
    assert [document.text[a:b] for a, b in rows[0].cells] == ["Tiltak", "Regnskap", "Økonomiplan", "Økonomiplan"]
    assert [document.text[a:b] for a, b in rows[3].cells] == ["Samlet for alle skoler i bygda", "", "11", "12"]


def test_formulas_dates_truth_and_line_feeds(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Frist", date(2025, 6, 30), datetime(2025, 6, 30, 14, 30), True])
        book.active.append(["Sum", "=1+1", "#REF!", "Første linje\nandre linje"])

    document = read(tmp_path, workbook(fill))
    assert [text for _, text in shown(document)] == [
        "Frist | 30.06.2025 | 30.06.2025 14:30 | SANN",
        "Sum | | #REF! | Første linje andre linje",
    ]
    assert "1 formulas have no computed value" in document.warnings[0]


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def two_rows(book: openpyxl.Workbook) -> None:
    book.active.append(["Navn", "Sum"])
    book.active.append(["Leirskole", 12])


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("change", "text", "reason"),
    [
        ((b"<v>12</v>", b"<f>6+6</f><v>12</v>"), "Leirskole | 12", "a formula is shown by its stored value"),
        ((b"<v>12</v>", b"<v>x&#10;y</v>"), "Leirskole | x y", "a value that is no number stays"),
        ((b'r="B2"', b""), "Leirskole | 12", "a cell without a place follows the one before it"),
        ((b'r="B2"', b'r="ZZZ2"'), "Leirskole |", "no sheet has that many columns"),
    ],
)
def test_odd_cells(tmp_path: Path, change: tuple[bytes, bytes], text: str, reason: str) -> None:
    document = read(tmp_path, replaced(workbook(two_rows), SHEET, *change))
    assert shown(document)[-1][1] in (text, text.removesuffix(" |")), reason


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hemmelig", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY file SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><worksheet '
    data = replaced(workbook(two_rows), SHEET, b"<worksheet ", entity.encode())
    document = read(tmp_path, replaced(data, SHEET, b"<v>12</v>", b"<v>&file;</v>"))
    assert "hemmelig" not in document.text
    assert "Leirskole" in document.text


def test_entity_bomb(tmp_path: Path) -> None:
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n + 1, b"&a%d;" % n * 10) for n in range(12))
    bomb = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + laughs + b"]><worksheet "
    data = replaced(workbook(two_rows), SHEET, b"<worksheet ", bomb)
    (tmp_path / "a.xlsx").write_bytes(replaced(data, SHEET, b"<v>12</v>", b"<v>&a12;</v>"))
    with pytest.raises(errors.UnreadableFileError, match="not a readable Excel workbook"):
        read_file(tmp_path / "a.xlsx")


@pytest.mark.parametrize(("part", "old", "new"), [(SHEET, b'r="2"', b'r="x"'), (SHEET, b"</row>", b"")])
def test_broken_parts(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(replaced(workbook(two_rows), part, old, new))
    with pytest.raises(errors.UnreadableFileError, match="not a readable Excel workbook"):
        read_file(tmp_path / "a.xlsx")


def test_too_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 3)
    for name, data in (("a.xlsx", workbook(two_rows)), ("a.csv", b"a;b\nc;d\n")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(errors.TooLargeError, match=name):
            read_file(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.xlsx", b"no zip", errors.UnreadableFileError, "Excel workbook"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", errors.EncryptedFileError, "password"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", errors.UnknownTypeError, "save it as .xlsx"),
        ("a.csv", b"\x00\x01\x02", errors.UnreadableFileError, "not a text file"),
    ],
)
def test_what_is_no_sheet(tmp_path: Path, name: str, data: bytes, error: type[Exception], words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error, match=words):
        read_file(tmp_path / name)


@pytest.mark.parametrize(
    ("data", "rows", "reason"),
    [
        ("Navn;2024\nPærer;1,5\n", ["Navn | 2024", "Pærer | 1,5"], "a comma within numbers parts nothing"),
        ("Navn,2024\nPærer,15\n", ["Navn | 2024", "Pærer | 15"], "commas"),
        ("Navn\t2024\nPærer\t1;5\n", ["Navn | 2024", "Pærer | 1;5"], "tabs"),
        ("sep=|\nNavn|2024\nPærer|15\n", ["Navn | 2024", "Pærer | 15"], "the delimiter is stated"),
        ('Navn;Merknad\nPærer;"to\nlinjer; én celle"\n', ["Navn | Merknad", "Pærer | to linjer; én celle"], "quotes"),
    ],
)
def test_csv(tmp_path: Path, data: str, rows: list[str], reason: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        document = read(tmp_path, data.encode(encoding), "a.csv")
        assert [text for _, text in shown(document)] == rows, (reason, encoding)
        assert bool(document.warnings) == (encoding == "cp1252")


def test_csv_with_an_open_quote_keeps_its_rows(tmp_path: Path) -> None:
    data = 'Navn;Sum\n"Pærer;15\n' + "Epler;16\n" * 20_000
    document = read(tmp_path, data.encode(), "a.csv")
    assert document.text.count("Epler | 16") == 20_000
    assert "quotation marks" in document.warnings[0]

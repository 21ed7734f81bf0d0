import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from loftespor.reports.rows import COLUMNS
from loftespor.reports.sheets import csv_text, guarded

Write = Callable[..., Path]


def sheet_of(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_begins_like_a_formula_is_guarded(start: str) -> None:
    assert guarded(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["Øke med 5 = bra", "", None, -5])
def test_other_cells_stand_as_they_are(cell: str | int | None) -> None:
    assert guarded(cell) == cell


def test_csv_has_every_column_and_row(report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((report / "punkter.csv").read_text(encoding="utf-8"), newline="")))
    assert list(rows[0]) == [column.id for column in COLUMNS]
    assert [row["id"] for row in rows] == ["c1", "c6", "c2", "c8", "c5", "c4", "c7", "c3"]
    assert rows[3]["party"] == "'=1+1"
    assert rows[0]["headline"] == "Gjennomført"


def test_csv_for_excel_has_semicolons_and_a_mark() -> None:
    assert csv_text([{"a": "x;y", "b": None}], ["a", "b"], dialect="excel") == '\ufeffa;b\r\n"x;y";\r\n'


def test_json_says_what_its_columns_mean(report: Path) -> None:
    data = json.loads((report / "punkter.json").read_text(encoding="utf-8"))
    assert set(data["columns"]) == set(data["rows"][0]) == {column.id for column in COLUMNS}
    assert data["today"] == "2026-01-15"
    assert data["rows"][1]["funding_id"] == "no_evidence"
    assert data["rows"][1]["deadline"] == "innen 2025"
    assert data["rows"][1]["topics"] == "Barnehage, kultur"  # what is no topic of the vocabulary stands as it is
    assert data["rows"][1]["topics_id"] == "familie-og-barn/barnehage kultur"


def test_excel_has_filters_a_frozen_head_and_links(report: Path) -> None:
    sheet = sheet_of(report / "punkter.xlsx")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref is not None
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet["A1"].value == "Punkt"
    assert sheet["A2"].hyperlink is not None
    assert str(sheet["A2"].hyperlink.target).replace("\\", "/") == "punkt/c1.html"


def test_excel_holds_no_formulas(report: Path) -> None:
    sheet = sheet_of(report / "punkter.xlsx")
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell for cell in cells if cell.value == "=1+1"], "the hostile text is there, as text"


def test_excel_alone_has_no_links_to_pages_that_are_not_there(write: Write) -> None:
    out = write(formats=("xlsx",))
    assert sheet_of(out / "punkter.xlsx")["A2"].hyperlink is None
    assert not (out / "index.html").exists()


def test_an_unknown_format_names_the_known_ones(write: Write) -> None:
    with pytest.raises(ValueError, match="html, xlsx, csv, json"):
        write(formats=("pdf",))

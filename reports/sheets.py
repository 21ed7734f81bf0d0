"""The rows as files for other programs: Excel, CSV, JSON. Texts of strangers never become formulas."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

import xlsxwriter

from loftespor.reports.language import N_, Language
from loftespor.reports.rows import COLUMNS, Cell, Column, Row

# What makes a spreadsheet read a cell as a formula; see OWASP on CSV injection.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_EXCEL_LIMIT = 32_767  # characters in a cell
_LINKED = {"statement": "report_page", "document_title": "document_page"}
_MOST_LINKS = 32_000  # rows; the format allows 65 530 links in a sheet, and a row has two
DIALECTS = ("plain", "excel")


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def csv_text(rows: Iterable[Mapping[str, Cell]], columns: Sequence[str], *, dialect: str = "plain") -> str:
    """CSV with a line of column ids: 'plain' with commas, 'excel' with semicolons and a byte order mark."""
    if dialect not in DIALECTS:
        raise ValueError(f"there is no CSV dialect '{dialect}'; choose one of {', '.join(DIALECTS)}")
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if dialect == "excel" else ",", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(row[column]) for column in columns] for row in rows)
    return ("\ufeff" if dialect == "excel" else "") + buffer.getvalue()


def json_text(rows: Iterable[Row], *, language: Language, today: date) -> str:
    """JSON: the columns with what they mean, and the rows as objects."""
    meanings = {column.id: language.text(column.meaning) for column in COLUMNS}
    head = {"program": "loftespor", "today": today.isoformat(), "language": language.code, "columns": meanings}
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return json.dumps(head, ensure_ascii=False)[:-1] + f', "rows": [\n{lines}\n]}}\n'


def xlsx_bytes(rows: Sequence[Row], *, language: Language, today: date, links: bool) -> bytes:
    """An Excel workbook: the rows with filters, and a sheet that says what the columns hold.

    `links` makes statement and document links to their pages beside the workbook.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": "loftespor", "created": datetime(today.year, today.month, today.day, tzinfo=UTC)})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#ECE7DC", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#1F4E79", "underline": 1})
    shown = [column for column in COLUMNS if column.width]
    sheet = book.add_worksheet(language.text(N_("Punkter")))
    _write_head(sheet, shown, language, head)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row, shown, body)
        if links and number <= _MOST_LINKS:
            for id, page in _LINKED.items():
                place = next(n for n, column in enumerate(shown) if column.id == id)
                sheet.write_url(number, place, f"external:{row[page]}", link, str(row[id])[:_EXCEL_LIMIT])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(shown) - 1)
    _write_meanings(book.add_worksheet(language.text(N_("Kolonner"))), shown, language, head, body)
    book.close()
    return buffer.getvalue()


def _write_head(
    sheet: xlsxwriter.workbook.Worksheet, shown: Sequence[Column], language: Language, head: xlsxwriter.format.Format
) -> None:
    for place, column in enumerate(shown):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, language.text(column.title), head)


def _write_row(
    sheet: xlsxwriter.workbook.Worksheet,
    number: int,
    row: Row,
    shown: Sequence[Column],
    body: xlsxwriter.format.Format,
) -> None:
    for place, column in enumerate(shown):
        cell = row[column.id]
        if isinstance(cell, int):
            sheet.write_number(number, place, cell, body)
        elif cell is not None:
            sheet.write_string(number, place, cell[:_EXCEL_LIMIT], body)


def _write_meanings(
    sheet: xlsxwriter.workbook.Worksheet,
    shown: Sequence[Column],
    language: Language,
    head: xlsxwriter.format.Format,
    body: xlsxwriter.format.Format,
) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, language.text(N_("Kolonne")), head)
    sheet.write_string(0, 1, language.text(N_("Innhold")), head)
    for number, column in enumerate(shown, start=1):
        sheet.write_string(number, 0, language.text(column.title), body)
        sheet.write_string(number, 1, language.text(column.meaning), body)

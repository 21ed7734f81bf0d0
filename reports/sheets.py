"""The rows as files for other programs: Excel, CSV, JSON. Texts of strangers never become formulas."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

import xlsxwriter

from loftespor.reports.language import N_, Language
from loftespor.reports.reading_rows import COLUMNS as READING_COLUMNS
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


def json_text(rows: Iterable[Row], readings: Iterable[Row], *, language: Language, today: date) -> str:
    """JSON: the columns with what they mean, and the rows as objects; under `reading` how the documents were read."""
    head = {"program": "loftespor", "today": today.isoformat(), "language": language.code}
    begun = json.dumps(head, ensure_ascii=False)[:-1]
    reading = _json_table(READING_COLUMNS, readings, language)
    return f'{begun}, {_json_table(COLUMNS, rows, language)}, "reading": {{{reading}}}}}\n'


def _json_table(columns: Sequence[Column], rows: Iterable[Row], language: Language) -> str:
    meanings = json.dumps({column.id: language.text(column.meaning) for column in columns}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'"columns": {meanings}, "rows": [\n{lines}\n]'


def xlsx_bytes(rows: Sequence[Row], readings: Sequence[Row], *, language: Language, today: date, links: bool) -> bytes:
    """An Excel workbook: the rows with filters, how the documents were read, and what the columns hold.

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
    titles = [language.text(title) for title in (N_("Punkter"), N_("Lesing"))]
    sheet = _write_table(book, titles[0], shown, rows, language, head, body)
    for number, row in enumerate(rows, start=1):
        if links and number <= _MOST_LINKS:
            for id, page in _LINKED.items():
                place = next(n for n, column in enumerate(shown) if column.id == id)
                sheet.write_url(number, place, f"external:{row[page]}", link, str(row[id])[:_EXCEL_LIMIT])
    _write_table(book, titles[1], READING_COLUMNS, readings, language, head, body)
    meant = [
        (title, column) for title, columns in zip(titles, (shown, READING_COLUMNS), strict=True) for column in columns
    ]
    _write_meanings(book.add_worksheet(language.text(N_("Kolonner"))), meant, language, head, body)
    book.close()
    return buffer.getvalue()


def _write_table(
    book: xlsxwriter.Workbook, title: str, columns: Sequence[Column], rows: Sequence[Row], language: Language,
    head: xlsxwriter.format.Format, body: xlsxwriter.format.Format,
) -> xlsxwriter.workbook.Worksheet:  # fmt: skip
    sheet = book.add_worksheet(title)
    _write_head(sheet, columns, language, head)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row, columns, body)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    return sheet


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
    columns: Sequence[tuple[str, Column]],
    language: Language,
    head: xlsxwriter.format.Format,
    body: xlsxwriter.format.Format,
) -> None:
    for place, (title, width) in enumerate(((N_("Ark"), 14), (N_("Kolonne"), 24), (N_("Innhold"), 80))):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, language.text(title), head)
    for number, (of_sheet, column) in enumerate(columns, start=1):
        for place, words in enumerate((of_sheet, language.text(column.title), language.text(column.meaning))):
            sheet.write_string(number, place, words, body)

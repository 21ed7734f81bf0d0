"""Spreadsheets and CSV: sheets of rows become headings, paragraphs and tables. A sheet is a page."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from loftespor.errors import UnknownTypeError
from loftespor.ingest.drafts import Draft
from loftespor.ingest.file_read import Drafted
from loftespor.ingest.spreadsheet.sheets import Budget, Sheet, sheet_drafts
from loftespor.ingest.spreadsheet.xlsx import read_workbook
from loftespor.ingest.text.encoding import decode, with_line_feeds

# In this order when two part the rows equally well: a comma also stands in Norwegian numbers.
_DELIMITERS = "\t;|,"
_STATED = re.compile(r"sep=([^\r\n])\r?\n", re.IGNORECASE)
# Other signs of a line's end stand inside cells, unless there are no others.
_LINES = re.compile(r"[\r\n]")
_LOOKED_AT = 200
_MOST_IN_CELL = 1_000_000


def read_spreadsheet(data: bytes, path: Path) -> Drafted:
    """The drafts of an Excel workbook, the number of its sheets, warnings."""
    sheets, warnings = read_workbook(data, path)
    return Drafted(_drafts(sheets, path), max(1, len(sheets)), tuple(warnings))


def read_csv(data: bytes, path: Path) -> Drafted:
    """The drafts of a file of rows whose cells are parted by commas, semicolons, tabs or bars; the cells' words
    stay as they stand.
    """
    text, warnings = decode(data, path)
    if not _LINES.search(text):
        text = with_line_feeds(text)
    stated = _STATED.match(text)
    text = text[stated.end() :] if stated else text
    delimiter = stated[1] if stated else _delimiter(text)
    budget = Budget(path)
    try:
        sheet = _sheet(text, delimiter, budget, quoting=csv.QUOTE_MINIMAL)
    except csv.Error:
        sheet = _sheet(text, delimiter, budget, quoting=csv.QUOTE_NONE)
        warnings = (*warnings, "quotation marks do not match; they were read as part of the cells")
    return Drafted(sheet_drafts(sheet, 1, Budget(path), place=0), 1, warnings)


def refuse_old_excel(data: bytes, path: Path) -> Drafted:
    """Says what to do with a file of an older Excel; always raises UnknownTypeError."""
    raise UnknownTypeError(f"{path}: an old or binary Excel file ({len(data)} bytes); save it as .xlsx and read that")


def _drafts(sheets: list[Sheet], path: Path) -> list[Draft]:
    budget = Budget(path)
    drafts: list[Draft] = []
    for page, sheet in enumerate(sheets, start=1):
        drafts += sheet_drafts(sheet, page, budget, place=len(drafts))
    return drafts


def _delimiter(text: str) -> str:
    """The delimiter that parts most of the first rows into the same number of cells, two at least."""
    head = text[:_MOST_IN_CELL].splitlines()[:_LOOKED_AT]

    def agreeing(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=delimiter) if len(row) > 1)
        return max(widths.values(), default=0)

    return max(_DELIMITERS, key=agreeing)


def _sheet(text: str, delimiter: str, budget: Budget, *, quoting: int) -> Sheet:
    """Raises csv.Error where a cell is longer than any can be: a quotation mark that is never closed."""
    sheet = Sheet()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]  # a constant of csv
    for number, row in enumerate(rows, start=1):
        texts = {column: cell.strip() for column, cell in enumerate(row, start=1) if cell.strip()}
        budget.spend(len(texts), sum(map(len, texts.values())))
        if texts:
            sheet.rows.append((number, texts))
    return sheet

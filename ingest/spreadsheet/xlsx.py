"""Excel workbooks (.xlsx, .xlsm): the cells of each sheet as they are shown.

Read from the XML itself (ECMA-376), row by row: openpyxl's streaming mode knows neither merged cells nor hidden
rows, and its other mode takes fifty times the file's size in memory.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lxml import etree

from loftespor.errors import UnreadableFileError
from loftespor.ingest.archives.zipped import Parts, opened
from loftespor.ingest.spreadsheet.cell_formats import BUILT_IN, date_text, shown_number
from loftespor.ingest.spreadsheet.sheets import Budget, Sheet

_BOOK = "xl/workbook.xml"
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_ID = re.compile(r"\{.*relationships\}id")
_LAST_COLUMN = 16_384
_TRUTH = {"0": "USANN", "1": "SANN"}


@dataclass(slots=True)
class _Book:
    """What the cells of all sheets refer to, and what is to be warned of."""

    strings: list[str]
    formats: list[str]  # the number format of each style
    since_1904: bool
    budget: Budget
    hidden: list[str] = field(default_factory=list)
    uncomputed: int = 0
    errors: int = 0


def read_workbook(data: bytes, path: Path) -> tuple[list[Sheet], list[str]]:
    """The sheets of a workbook in their order, hidden ones too, and warnings.

    Raises EncryptedFileError, TooLargeError and UnreadableFileError.
    """
    with opened(data, path, kind="Excel workbook", ending=".xlsx") as parts:
        root = parts.root(_BOOK)
        if root is None:
            raise UnreadableFileError(f"{path}: not an Excel workbook (no {_BOOK}); save it as .xlsx")
        since_1904 = any(p.get("date1904") in ("1", "true") for p in root.iterfind("{*}workbookPr"))
        book = _Book(list(_strings(parts)), _formats(parts), since_1904, Budget(path))
        sheets = [_sheet(element, target, parts, book) for element, target in _sheets(root, parts)]
    return sheets, list(_warnings(book))


def _sheets(root: etree._Element, parts: Parts) -> Iterator[tuple[etree._Element, str]]:
    """The sheets that the workbook names, each with its part."""
    relations = parts.root("xl/_rels/workbook.xml.rels")
    targets = {r.get("Id"): r.get("Target") or "" for r in (relations if relations is not None else ())}
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if _ID.fullmatch(str(name))), None)
        target = targets.get(str(key), "")
        yield sheet, target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _strings(parts: Parts) -> Iterator[str]:
    """The texts that cells share."""
    if "xl/sharedStrings.xml" in parts.names:
        for item in parts.elements("xl/sharedStrings.xml", "si"):
            yield _text(item)


def _text(item: etree._Element) -> str:
    """The words of a text in one or many styles, without the reading aids of Asian scripts."""
    aids = {t for aid in item.iterfind("{*}rPh") for t in aid.iterfind("{*}t")}
    return "".join(t.text or "" for t in item.iterfind(".//{*}t") if t not in aids)


def _formats(parts: Parts) -> list[str]:
    root = parts.root("xl/styles.xml")
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for form in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[int(form.get("numFmtId") or 0)] = form.get("formatCode") or ""
    return [codes.get(int(xf.get("numFmtId") or 0), "") for xf in root.iterfind("{*}cellXfs/{*}xf")]


def _sheet(element: etree._Element, part: str, parts: Parts, book: _Book) -> Sheet:
    sheet = Sheet(element.get("name") or "")
    hidden_rows = hidden_columns = 0
    if part in parts.names:
        for found in parts.elements(part, "row", "col", "mergeCell"):
            tag = etree.QName(found).localname
            if tag == "row":
                hidden_rows += found.get("hidden") in ("1", "true")
                _add_row(found, sheet, book)
            elif tag == "col":
                hidden_columns += found.get("hidden") in ("1", "true")
            else:
                _add_span(found.get("ref") or "", sheet)
    if element.get("state") in ("hidden", "veryHidden"):
        book.hidden.append(f"the sheet '{sheet.name}'")
    elif hidden_rows or hidden_columns:
        book.hidden.append(f"rows or columns of the sheet '{sheet.name}'")
    return sheet


def _add_row(row: etree._Element, sheet: Sheet, book: _Book) -> None:
    """Add a row unless it is empty; rows and cells without a number follow the ones before them."""
    number = int(row.get("r") or (sheet.rows[-1][0] + 1 if sheet.rows else 1))
    texts: dict[int, str] = {}
    column = 0
    for cell in row.iterfind("{*}c"):
        place = _RANGE.match(cell.get("r") or "")
        column = _column(place[1]) if place else column + 1
        text = _shown(cell, book).strip()
        if text and column <= _LAST_COLUMN:
            texts[column] = text
    book.budget.spend(0, sum(map(len, texts.values())))
    if texts:
        sheet.rows.append((number, texts))


def _shown(cell: etree._Element, book: _Book) -> str:
    """What a cell shows; a formula is shown by the value that was computed when the file was saved."""
    kind = cell.get("t")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return _text(inline) if inline is not None else ""
    value = cell.findtext("{*}v") or ""
    if not value:
        book.uncomputed += cell.find("{*}f") is not None and kind != "str"
        return ""
    if kind == "s":
        return book.strings[int(value)] if value.isdigit() and int(value) < len(book.strings) else ""
    if kind in ("str", "e"):
        book.errors += kind == "e"
        return value
    if kind == "b":
        return _TRUTH.get(value, value)
    if kind == "d":
        return _iso_date(value)
    style = int(cell.get("s") or 0)
    code = book.formats[style] if style < len(book.formats) else ""
    return shown_number(value, code, since_1904=book.since_1904)


def _iso_date(value: str) -> str:
    try:
        return date_text(datetime.fromisoformat(value), "ymdh" if "T" in value else "ymd")
    except ValueError:
        return value


def _column(letters: str) -> int:
    """The number of a column: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _add_span(reference: str, sheet: Sheet) -> None:
    found = _RANGE.fullmatch(reference)
    if found and found[3]:
        sheet.spans[int(found[2]), _column(found[1])] = min(_column(found[3]), _LAST_COLUMN)


def _warnings(book: _Book) -> Iterator[str]:
    if book.hidden:
        more = f" and {len(book.hidden) - 5} more" if len(book.hidden) > 5 else ""
        yield f"hidden in the workbook, but read: {', '.join(book.hidden[:5])}{more}"
    if book.uncomputed:
        yield (
            f"{book.uncomputed} formulas have no computed value and were left out; open the file in a spreadsheet "
            "program, save it and read it again"
        )
    if book.errors:
        yield f"{book.errors} cells show an error (such as #REF!) instead of a value"

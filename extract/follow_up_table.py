"""Follow-up lists as tables: which column holds what, and which rows go together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from loftespor.extract.data_file import read_data
from loftespor.extract.tables import Cell, Row, Table

Columns: TypeAlias = Mapping[str, int]

_HEADS: Mapping[str, frozenset[str]] = {
    name: frozenset(words) for name, words in read_data("follow_ups.toml")["columns"].items()
}
_ORDER = ("case", "body", "date", "title", "decision", "status", "note")
_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_OWN = ("case", "body", "date", "title")  # a row without any of these goes on from the row above


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a follow-up list: the cells of each column, more than one where the row runs on over a page."""

    row: Row
    cells: Mapping[str, tuple[Cell, ...]]

    def text(self, column: str) -> str:
        """The text of a column, its parts joined by a space; empty when the list lacks the column."""
        return " ".join(cell.text for cell in self.cells.get(column, ()) if cell.text)


def columns_of(row: Row, *, known: bool) -> Columns | None:
    """Where each column stands, by the words of a header row; None when the row heads no follow-up list.

    A follow-up list names a case or a decision, and has a column for what became of it. In a document that is not
    `known` to be one it must name the decision too: an agenda also has cases with remarks.
    """
    found: dict[str, int] = {}
    for number, text in enumerate(row.texts):
        words = re.sub(r"[^\w\s./]", "", text.casefold()).strip().rstrip(".")
        for name in _ORDER:
            if words in _HEADS[name] and name not in found:
                found[name] = number
    named = {"title", "decision"} & set(found) if known else {"title", "decision"} <= set(found)
    return found if named and {"note", "status"} & set(found) and len(found) >= 3 else None


def list_rows(table: Table, columns: Columns | None, *, known: bool) -> tuple[Columns | None, tuple[ListRow, ...]]:
    """The rows of a table under the columns its header gives, or under those given; and the columns for the next."""
    rows: list[ListRow] = []
    for row in table.rows:
        header = columns_of(row, known=known)
        if header is not None:
            columns = header
        elif columns is not None and len(row.cells) > max(columns.values()):
            rows.append(ListRow(row, {name: (row.cells[number],) for name, number in columns.items()}))
    return columns, tuple(rows)


def joined(rows: Iterator[ListRow]) -> Iterator[ListRow]:
    """The rows with those that only go on from the row above (over a page) joined to it."""
    kept: ListRow | None = None
    for row in rows:
        if kept is not None and not any(row.text(name) for name in _OWN):
            kept = ListRow(kept.row, {name: (*cells, *row.cells.get(name, ())) for name, cells in kept.cells.items()})
            continue
        if kept is not None:
            yield kept
        kept = row
    if kept is not None:
        yield kept


def read_date(text: str) -> date | None:
    """The first date of a text ('14.02.2024', '2024-02-14', '14.2.24'); None where there is none or it is no date."""
    if iso := _ISO.search(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DATE.search(text)
    return _date(full_year(found[3]), int(found[2]), int(found[1])) if found else None


def full_year(year: str) -> int:
    """The year of '24' and '2024'."""
    return int(year) if len(year) == 4 else 2000 + int(year)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # '31.02.2024' is a slip of the list: no date, and the words stay in the text
        return None

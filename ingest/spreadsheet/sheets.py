"""Sheets of rows and cells, from whatever file, and the drafts they give: headings, paragraphs and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loftespor.errors import TooLargeError
from loftespor.ingest.drafts import Draft
from loftespor.ingest.lines import Line, clean_line
from loftespor.ingest.table_heads import HEAD, head_rows

# A state budget by chapter and post has 25 000 cells; a million take 15 seconds and 700 MB, within a reader's limits.
MOST_CELLS = 1_000_000
_MOST_CHARACTERS = 50_000_000
# What programs call a sheet that nobody named: no heading.
_UNNAMED = re.compile(r"(?:ark|sheet|tabell|table|worksheet)\s?\d*", re.IGNORECASE)


@dataclass(slots=True)
class Sheet:
    """A sheet: for each row that holds something its number and its texts by column, counted from 1.

    `spans` holds for a merged cell (row, column) the last column it covers.
    """

    name: str | None = None
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)


@dataclass(slots=True)
class Budget:
    """Counts the cells and characters of a file; raises TooLargeError beyond what one file may hold."""

    path: Path
    cells: int = 0
    characters: int = 0

    def spend(self, cells: int, characters: int = 0) -> None:
        """Count cells and characters."""
        self.cells += cells
        self.characters += characters
        if self.cells > MOST_CELLS or self.characters > _MOST_CHARACTERS:
            raise TooLargeError(
                f"{self.path}: more than {MOST_CELLS} cells or {_MOST_CHARACTERS // 1_000_000} million characters; "
                "save the sheets that matter as files of their own"
            )


def sheet_drafts(sheet: Sheet, page: int, budget: Budget, *, place: int) -> list[Draft]:
    """The drafts of a sheet; `place` is the number of drafts before them.

    Empty rows part tables. A row of one cell above a table is a paragraph (its title), so is one below it, and
    so are rows in a part of the sheet that has one cell a row. Columns that are empty on the whole sheet are
    left out.
    """
    drafts: list[Draft] = []
    if sheet.name and not _UNNAMED.fullmatch(sheet.name.strip()):
        drafts.append(Draft("heading", (clean_line(sheet.name, page=page),), level=1))
    used = sorted({column for _, row in sheet.rows for column in row})
    for part in _parts(sheet.rows):
        first, last = _table_rows(part)
        drafts += [_paragraph(row, page) for _, row in part[:first]]
        if first < last:
            width = max(column for _, row in part[first:last] for column in row)
            columns = [column for column in used if column <= width]
            budget.spend((last - first) * len(columns))
            drafts += _table(part[first:last], columns, sheet, page, place + len(drafts))
        drafts += [_paragraph(row, page) for _, row in part[last:]]
    return drafts


def _parts(rows: Sequence[tuple[int, dict[int, str]]]) -> Iterator[Sequence[tuple[int, dict[int, str]]]]:
    """The stretches of rows without an empty row between them."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place][0] > rows[place - 1][0] + 1:
            yield rows[start:place]
            start = place


def _table_rows(part: Sequence[tuple[int, dict[int, str]]]) -> tuple[int, int]:
    """Where the table of a part begins and ends: at rows of two cells or more."""
    full = [place for place, (_, row) in enumerate(part) if len(row) > 1]
    return (full[0], full[-1] + 1) if full else (len(part), len(part))


def _paragraph(row: dict[int, str], page: int) -> Draft:
    return Draft("paragraph", tuple(line for text in row.values() for line in _lines(text, page)))


def _lines(text: str, page: int) -> tuple[Line, ...]:
    return tuple(clean_line(part, page=page) for part in text.splitlines() if part.strip())


def _table(
    rows: Sequence[tuple[int, dict[int, str]]], columns: Sequence[int], sheet: Sheet, page: int, place: int
) -> list[Draft]:
    heads = head_rows([[row.get(column, "") for column in columns] for _, row in rows[:HEAD]])
    drafts = [Draft("table")]
    for count, (number, row) in enumerate(rows):
        cells = [_lines(row[column], page) if column in row else () for column in columns]
        if count < heads:
            _spread(cells, number, columns, sheet)
        drafts.append(Draft("table_row", cells=tuple(cells), parent=place, level=1 if count < heads else None))
    return drafts


def _spread(cells: list[tuple[Line, ...]], number: int, columns: Sequence[int], sheet: Sheet) -> None:
    """Give a cell of the head that covers several columns to each of them."""
    for place, column in enumerate(columns):
        last = sheet.spans.get((number, column), column)
        for later in range(place + 1, len(columns)):
            if columns[later] > last:
                break
            cells[later] = cells[place]

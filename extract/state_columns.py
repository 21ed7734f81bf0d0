"""The state budget as a table of columns: chapter, post and amount each under its own head, as spreadsheets have it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loftespor.extract.budget_columns import AmountColumn, amount_column
from loftespor.extract.budget_document import BudgetDocument
from loftespor.extract.budget_numbers import read_amount, stated_unit, whole_kroner
from loftespor.extract.data_file import read_data
from loftespor.extract.records import BudgetLine
from loftespor.extract.tables import Row, Table, find_tables
from loftespor.ingest.document import Document

_HEADS: dict[str, frozenset[str]] = {
    name: frozenset(words) for name, words in read_data("budgets.toml")["state"].items()
}
_NUMBER = re.compile(r"0{0,3}(\d{1,4})\Z")
_LETTERS = re.compile(r"[\W\d_]+")
_FIRST_ROWS = 4  # a title may stand above the head
_LAST_POST = 99
_LAST_OPERATIONS, _LAST_INVESTMENT = 29, 49  # posts 1-29 are operations, 30-49 investments, 50-99 transfers and loans


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where chapter, post, their names and the amounts stand; `rows` is how many rows end with the head."""

    chapter: int
    post: int
    chapter_name: int | None
    name: int | None
    amounts: tuple[AmountColumn, ...]
    head: str
    rows: int


def find_column_lines(document: Document, budget: BudgetDocument) -> Iterator[BudgetLine]:
    """The posts of tables whose head names columns for chapter, post and amounts.

    A chapter that stands on its first post alone, or on a row of its own with its name, holds for those below it.
    """
    unit = next((unit for block in document.blocks[:_FIRST_ROWS] if (unit := _unit(document, block.start))), "kr")
    for table in find_tables(document):
        columns = _columns(table, budget)
        if columns is not None:
            yield from _lines(table, columns, stated_unit(columns.head) or stated_unit(table.before) or unit, budget)


def _unit(document: Document, start: int) -> str | None:
    return stated_unit(document.text[start : start + 400])


def _columns(table: Table, budget: BudgetDocument) -> _Columns | None:
    for count, row in enumerate(table.rows[:_FIRST_ROWS], start=1):
        found: dict[str, int] = {}
        amounts = []
        for number, text in enumerate(row.texts):
            words = _LETTERS.sub("", text.casefold())
            kind = next((kind for kind, heads in _HEADS.items() if words in heads and kind not in found), None)
            amount = amount_column(number, text, budget)
            if amount is not None or kind == "amount":
                amounts.append(amount or AmountColumn(number, budget.year, budget.stage))
            elif kind is not None:
                found[kind] = number
        if "chapter" in found and "post" in found and amounts:
            names = found.get("chapter_name"), found.get("post_name")
            return _Columns(found["chapter"], found["post"], *names, tuple(amounts), " ".join(row.texts), count)
    return None


def _lines(table: Table, columns: _Columns, unit: str, budget: BudgetDocument) -> Iterator[BudgetLine]:
    chapter = service = ""
    for row in table.rows[columns.rows :]:
        number, post = _number(row, columns.chapter), _number(row, columns.post)
        name = _text(row, columns.name)
        if number:
            service = _text(row, columns.chapter_name) or (name if not post else service if number == chapter else "")
            chapter = number
        if chapter and post and int(post) <= _LAST_POST:
            yield from _row_lines(row, columns, (chapter, post, name or service, service), unit, budget)


def _row_lines(
    row: Row, columns: _Columns, what: tuple[str, str, str, str], unit: str, budget: BudgetDocument
) -> Iterator[BudgetLine]:
    """The amounts of a row; `what` is its chapter, post, name and the chapter's name."""
    chapter, post, name, service = what
    kind = "operations" if int(post) <= _LAST_OPERATIONS else "investment" if int(post) <= _LAST_INVESTMENT else None
    for column in columns.amounts:
        amount = read_amount(_text(row, column.number))
        if amount is None:
            continue
        yield BudgetLine(
            start=row.block.start,
            end=row.block.end,
            name=name,
            amount=whole_kroner(amount, unit),
            unit=unit,
            stage=column.stage,
            rule="table_change" if column.change else "state_post",
            chapter=chapter,
            post=post,
            service=service or None,
            year=column.year,
            kind=kind,
            owner=budget.owner,
        )


def _text(row: Row, column: int | None) -> str:
    return row.texts[column].strip() if column is not None and column < len(row.cells) else ""


def _number(row: Row, column: int) -> str:
    """The number of a chapter or post without leading zeros; empty where the cell holds none."""
    found = _NUMBER.match(_text(row, column))
    return str(int(found[1])) if found and int(found[1]) else ""

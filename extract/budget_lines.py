"""Budget lines: the amounts of budgets and accounts, from tables and from sentences that set money aside."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from loftespor.extract.budget_columns import AmountColumn, BudgetColumns, budget_columns
from loftespor.extract.budget_document import BudgetDocument, budget_document
from loftespor.extract.budget_numbers import read_amount, stated_unit, whole_kroner
from loftespor.extract.budget_text import text_lines
from loftespor.extract.data_file import read_data
from loftespor.extract.records import BudgetLine
from loftespor.extract.state_budget import find_state_lines
from loftespor.extract.tables import Row, Table, find_tables
from loftespor.ingest.document import Document

_WORDS = read_data("budgets.toml")
_SUMS = tuple(_WORDS["rows"]["sums"])
_INVESTMENT = tuple(_WORDS["kinds"]["investment"])
_BUDGETS = ("budget", "alternative_budget", "accounts")
_OTHERS = (
    "annual_report",
    "plan",
    "case_paper",
    "proposal",
    None,
)  # read only where a head says 'Budsjett' or the like
_GOES_ON = (" i", " av", " til", " og", " for", " med", " på", " eller", ",", "-", " bydel", " ved", " fra", " om")


def find_budget_lines(document: Document) -> tuple[BudgetLine, ...]:
    """The budget lines of a document, in the order of the text; amounts in whole kroner.

    Lines that only add up ('Sum helse') are left out. A dash is a line of 0 only where the year before had money.
    """
    if document.kind not in (*_BUDGETS, *_OTHERS):
        return ()
    lines = find_state_lines(document)
    if not lines:
        budget = budget_document(document)
        lines = (*_table_lines(document, budget), *text_lines(document, budget))
    return tuple(sorted(lines, key=_place))


def _place(line: BudgetLine) -> tuple[int, int]:
    return line.start, line.year or 0


def _table_lines(document: Document, budget: BudgetDocument) -> Iterator[BudgetLine]:
    units = _units(document)
    carried: BudgetColumns | None = None
    for table in find_tables(document):
        columns = budget_columns(table, budget)
        if columns is None and carried and len(table.rows[0].cells) == carried.width:
            columns = replace(carried, rows=0)  # the table goes on from the page before, without its head
        if columns is None or (document.kind not in _BUDGETS and not columns.named):
            continue
        carried = columns
        unit = stated_unit(columns.head) or stated_unit(table.before) or units.get(table.rows[0].block.number, "kr")
        yield from _lines(table, columns, unit, budget)


def _units(document: Document) -> dict[int, str]:
    """For each table row, by its block's number, the unit that the text before it stated last."""
    units: dict[int, str] = {}
    unit = "kr"
    for block in document.blocks:
        if block.kind == "table_row":
            units[block.number] = unit
        elif block.kind != "table":
            unit = stated_unit(document.text[block.start : block.end]) or unit
    return units


def _lines(table: Table, columns: BudgetColumns, unit: str, budget: BudgetDocument) -> Iterator[BudgetLine]:
    kind = _kind(table, columns)
    name = service = ""
    waiting: list[BudgetLine] = []
    for row in table.rows[columns.rows :]:
        label = row.texts[columns.name] if columns.name < len(row.cells) else ""
        if waiting and label and not _amounts(row, columns) and _goes_on(name, label):
            name = f"{name} {label}"
            waiting = [replace(line, name=name) for line in waiting]
            continue
        yield from waiting
        name = label
        service = _service(row, columns) or (service if columns.group is not None else "")
        waiting = list(_row_lines(row, columns, unit, budget, kind, service))
    yield from waiting


def _goes_on(name: str, label: str) -> bool:
    """Whether a row that holds a name alone goes on from the name above: a heading of a group begins a new one."""
    return label[:1].islower() or name.endswith(_GOES_ON)


def _row_lines(
    row: Row, columns: BudgetColumns, unit: str, budget: BudgetDocument, kind: str | None, service: str
) -> Iterator[BudgetLine]:
    name = row.texts[columns.name].strip() if columns.name < len(row.cells) else ""
    if not name or name.casefold().startswith(_SUMS) or not any(letter.isalpha() for letter in name):
        return
    amounts = _amounts(row, columns)
    before: Decimal | None = None
    for column in columns.amounts:
        number = amounts.get(column)
        if number is None:
            continue
        if number or before:
            yield BudgetLine(
                start=row.block.start,
                end=row.block.end,
                name=name,
                amount=whole_kroner(number, unit),
                unit=unit,
                stage=column.stage,
                rule="table_change" if column.change else "table_row",
                service=service or None,
                year=column.year,
                kind=kind,
                owner=budget.owner,
                previous=None if before is None or column.change else whole_kroner(before, unit),
            )
        before = number


def _service(row: Row, columns: BudgetColumns) -> str:
    """The code of a row's service, else its name; it stands on the first row of its group alone."""
    places = (columns.code, columns.group)
    return next((t for p in places if p is not None and p < len(row.cells) and (t := row.texts[p].strip())), "")


def _amounts(row: Row, columns: BudgetColumns) -> dict[AmountColumn, Decimal]:
    found = {}
    for column in columns.amounts:
        if column.number < len(row.cells) and (number := read_amount(row.texts[column.number])) is not None:
            found[column] = number
    return found


def _kind(table: Table, columns: BudgetColumns) -> str:
    headings = " ".join((*table.section[-1:], columns.head)).casefold().split()
    return "investment" if any(word.startswith(_INVESTMENT) for word in headings) else "operations"

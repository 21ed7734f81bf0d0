"""The columns of a budget table: which holds names, codes, and the amounts of which stage and year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loftespor.extract.budget_document import BudgetDocument
from loftespor.extract.budget_numbers import read_amount
from loftespor.extract.data_file import read_data
from loftespor.extract.records import BudgetStage
from loftespor.extract.tables import Row, Table

_WORDS = read_data("budgets.toml")
_YEAR = re.compile(r"\b(20\d\d)\b")
_HEADER_ROWS = 3  # heads of municipal budget tables run over one to three rows


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts: for which year, at which stage; `change` where it gives a change, not the amount itself."""

    number: int
    year: int | None
    stage: BudgetStage
    change: bool = False


@dataclass(frozen=True, slots=True)
class BudgetColumns:
    """Where the names, codes and amounts of a table stand; `head` is the text of the header, for units."""

    name: int
    code: int | None
    group: int | None  # a second column of names left of it: the service that a measure or recipient belongs to
    amounts: tuple[AmountColumn, ...]
    head: str
    rows: int  # how many rows the header takes
    width: int  # the number of columns
    named: bool  # whether a word such as 'Budsjett' heads an amount column, not a year alone


def budget_columns(table: Table, budget: BudgetDocument) -> BudgetColumns | None:
    """The columns by the table's first rows; None when they head no table of amounts by year."""
    header = _header_rows(table.rows)
    if not header:
        return None
    width = max(len(row.cells) for row in header)
    heads = [" ".join(row.texts[number] for row in header if number < len(row.cells)) for number in range(width)]
    heads = [" ".join(head.split()) for head in heads]
    amounts = tuple(column for number, head in enumerate(heads) if (column := amount_column(number, head, budget)))
    if not amounts:
        return None
    labels = range(amounts[0].number)
    names = [n for n in labels if _begins(heads[n], _WORDS["name"]) and heads[n].casefold() not in _WORDS["code"]]
    name = names[-1] if names else None
    group = names[-2] if len(names) > 1 else None
    code = next((n for n in labels if n not in names and _begins(heads[n], _WORDS["code"])), None)
    if name is None:
        left = [number for number in labels if number != code]
        if not left:
            return None
        name = left[-1]
    named = any(_named(heads[column.number]) for column in amounts)
    return BudgetColumns(name, code, group, amounts, " ".join(heads), len(header), width, named)


def _header_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows above the first that holds an amount; a year is none."""
    header: list[Row] = []
    for row in rows[:_HEADER_ROWS]:
        if any(_is_amount(text) for text in row.texts[1:]):
            break
        header.append(row)
    return header if any(_YEAR.search(" ".join(row.texts)) for row in header) else []


def _is_amount(text: str) -> bool:
    return read_amount(text) is not None and _YEAR.fullmatch(text.strip()) is None


def amount_column(number: int, head: str, budget: BudgetDocument) -> AmountColumn | None:
    """What a column holds by its head: amounts of a year and stage; None where the head names neither."""
    words = head.casefold()
    year = _YEAR.search(words)
    if year is None or "%" in words or (_has(words, _WORDS["name"]) and not _named(words)):
        return None
    stage = _stage(words, int(year[1]), budget)
    change = budget.changes or _has(words, _WORDS["stages"]["change"])
    return AmountColumn(number, int(year[1]), stage, change) if stage else None


def _stage(words: str, year: int, budget: BudgetDocument) -> BudgetStage | None:
    """The stage of a column: by its own words, else by its year against the budget's."""
    stages = _WORDS["stages"]
    for stage in ("accounts", "alternative", "revised", "adopted"):
        if _has(words, stages[stage]):
            return stage
    if budget.stage == "alternative":
        return "alternative"
    if _has(words, stages["plan"]) or (budget.year is not None and year > budget.year):
        return "plan"
    if budget.year is not None and year < budget.year:
        return "adopted"
    if budget.stage == "accounts":  # 'Budsjett 2024' beside 'Regnskap 2024'
        return "adopted" if _has(words, stages["budget"]) else None
    return "proposed" if _has(words, stages["proposed"]) else budget.stage


def _named(head: str) -> bool:
    stages = _WORDS["stages"]
    return any(_has(head.casefold(), words) for words in stages.values())


def _has(text: str, words: Sequence[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)


def _begins(head: str, words: Sequence[str]) -> bool:
    return head.casefold().startswith(tuple(words))

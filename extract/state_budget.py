"""The state budget: chapters and posts, in tables with 'Kap.' and 'Post' in their heads."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from loftespor.extract.budget_document import BudgetDocument, budget_document
from loftespor.extract.budget_numbers import read_amount, stated_unit, whole_kroner
from loftespor.extract.records import BudgetLine
from loftespor.extract.state_columns import find_column_lines
from loftespor.ingest.document import Block, Document

_HEAD = re.compile(r"\bKap\.?[\s|]*Post\b", re.IGNORECASE)
_LEADING = re.compile(r"(\d{1,4})\s+(?=\D)")
_SUM = re.compile(r"(?:Sum|I alt|Totalt?)\b", re.IGNORECASE)
_REMARK = re.compile(r",\s*(?:kan overføres|kan nyttes under|overslagsbevilgning)\b.*\Z", re.IGNORECASE | re.DOTALL)
_LAST_POST = 99
_MOST_AMOUNTS = 2  # a post's own amount and its chapter's sum; rows of more are of tables over several years
_LAST_OPERATIONS, _LAST_INVESTMENT = 29, 49  # posts 1-29 are operations, 30-49 investments, 50-99 transfers and loans


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row read apart: the numbers that lead it, the words, and the amounts; `block` is where it stands."""

    block: Block
    numbers: tuple[int, ...]
    name: str
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class _Chapter:
    number: int
    name: str


def find_state_lines(document: Document) -> tuple[BudgetLine, ...]:
    """The posts of a document whose tables go by chapter and post; nothing where no head names the two.

    `service` is the chapter's name, since many posts are called 'Driftsutgifter'.
    """
    budget = budget_document(document)
    columns = tuple(find_column_lines(document, budget))
    pages = _pages(document)
    if columns or not pages:
        return columns
    unit = next((unit for line in _HEAD.finditer(document.text) if (unit := _unit_near(document, line.start()))), "kr")
    return tuple(_lines(document, pages, budget, unit))


def _pages(document: Document) -> frozenset[int]:
    """The pages whose tables go by chapter and post: those that carry the head, in the text or as running matter."""
    running = {removed.page for removed in document.removed if _HEAD.search(removed.original)}
    if not running and not _HEAD.search(document.text):
        return frozenset()
    heads = (b.page for b in document.blocks if b.kind != "table" and _HEAD.search(document.text, b.start, b.end))
    return frozenset(running | set(heads))


def _unit_near(document: Document, offset: int) -> str | None:
    return stated_unit(document.text[max(0, offset - 200) : offset + 200])


def _lines(document: Document, pages: Set[int], budget: BudgetDocument, unit: str) -> Iterator[BudgetLine]:
    chapter: _Chapter | None = None
    unfinished: _Entry | None = None  # a name that goes on in the next row, which has its number or its amount
    for entry in _entries(document, pages):
        if unfinished is not None and not entry.numbers and not _SUM.match(entry.name):
            entry = replace(unfinished, name=f"{unfinished.name} {entry.name}".strip(), amounts=entry.amounts)
        unfinished = None
        if _SUM.match(entry.name) or not entry.numbers:
            continue
        if len(entry.numbers) > 1 or _names_chapter(entry):
            chapter = _Chapter(entry.numbers[0], entry.name.rstrip(" :"))
            unfinished = entry if not entry.amounts and not entry.name.endswith(":") else None
        if not entry.amounts:
            unfinished = None if entry.name.endswith(":") else entry
        elif (
            chapter is not None
            and len(entry.amounts) <= _MOST_AMOUNTS
            and entry.numbers[-1] <= _LAST_POST
            and not _names_chapter(entry)
        ):
            yield _line(entry, chapter, budget, unit)


def _names_chapter(entry: _Entry) -> bool:
    """Whether a row with one number is a chapter's: posts carry an amount and end without a colon."""
    return len(entry.numbers) == 1 and (
        entry.numbers[0] > _LAST_POST or (not entry.amounts and entry.name.endswith(":"))
    )


def _line(entry: _Entry, chapter: _Chapter, budget: BudgetDocument, unit: str) -> BudgetLine:
    post = entry.numbers[-1]
    investment = _LAST_OPERATIONS < post <= _LAST_INVESTMENT
    kind = "operations" if post <= _LAST_OPERATIONS else "investment" if investment else None
    return BudgetLine(
        start=entry.block.start,
        end=entry.block.end,
        name=_REMARK.sub("", entry.name).rstrip(" ."),
        amount=whole_kroner(entry.amounts[0], unit),
        unit=unit,
        stage=budget.stage,
        rule="state_post",
        chapter=str(chapter.number),
        post=str(post),
        service=chapter.name,
        year=budget.year,
        kind=kind,
        owner=budget.owner,
    )


def _entries(document: Document, pages: Set[int]) -> Iterator[_Entry]:
    for block in document.blocks:
        if block.page not in pages:
            continue
        if block.kind == "table_row" and block.cells:
            yield _entry(block, [document.text[start:end].strip() for start, end in block.cells])
        elif block.kind in ("paragraph", "list_item", "heading"):
            text = document.text[block.start : block.end]
            if text.endswith(":"):  # a chapter that stands alone on its line, outside the table's rows
                yield _entry(block, [f"{(block.marker or '').strip('.')} {text}".strip()])


def _entry(block: Block, cells: list[str]) -> _Entry:
    numbers: list[int] = []
    name = ""
    amounts: list[Decimal] = []
    for cell in filter(None, cells):
        if name:
            amount = read_amount(cell)
            if amount is None:
                name = f"{name} {cell}"
            else:
                amounts.append(amount)
        elif cell.isdigit():
            numbers.append(int(cell))
        else:
            while found := _LEADING.match(cell):
                numbers.append(int(found[1]))
                cell = cell[found.end() :]
            name = cell
    return _Entry(block, tuple(numbers), name, tuple(amounts))

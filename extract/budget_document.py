"""What a budget document is: whose, for which year, and whether it is adopted."""

import re
from dataclasses import dataclass
from itertools import takewhile

from loftespor.extract.records import BudgetStage
from loftespor.ingest.document import Document

_FRONT = 3000  # characters in which a budget says whether it is adopted; later such words speak of other budgets
_RUNNING = 50  # removed pieces among which a page header names the budget
_PROPOSED = re.compile(r"\b\w*(?:forslag|framlegg|innstilling)\b", re.IGNORECASE)
_ADOPTED = re.compile(
    r"\b(?:vedtatt|vedteke|vedtak) (?:av|i) (?:by|kommune|fylkes)\w+"
    r"|slik (?:by|kommune|fylkes)\w+ (?:vedtok|har vedtatt)"
    r"|\b(?:endelig|endeleg|saldert) (?:vedtatt |vedteke )?budsjett|\bvedtatt budsjett \d{4}",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:beløp\w*|tall\w*|tal\w*)\b[^.]{0,60}\bendring\w* (?:fra|frå|mot|i forhold til)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_BUDGET_YEAR = re.compile(
    r"\b(?:budsjett\w*|budsjettåret|statsbudsjett\w*)\s+(?:for\s+)?(?:år\s+)?(20\d\d)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class BudgetDocument:
    """What the lines of a budget take from their document: stage and year of its own columns, owner.

    `changes` says that its amounts are changes from another budget, as in a supplementary or alternative one.
    """

    stage: BudgetStage
    year: int | None
    owner: str | None
    changes: bool = False


def budget_document(document: Document) -> BudgetDocument:
    """Stage, year and owner of a budget document.

    Adopted is what says that it was adopted; a budget that says nothing is a proposal, since only a vote adopts one.
    """
    changes = _CHANGES.search(document.text[:_FRONT]) is not None
    return BudgetDocument(_stage(document), _year(document), document.issuer, changes)


def _stage(document: Document) -> BudgetStage:
    if document.kind == "alternative_budget":
        return "alternative"
    if document.kind in ("accounts", "annual_report"):
        return "accounts"
    named = _named(document)
    if _PROPOSED.search(named):
        return "proposed"
    return "adopted" if _ADOPTED.search(f"{named}. {document.text[:_FRONT]}") else "proposed"


def _named(document: Document) -> str:
    """The title, else the words of the file's name: a spreadsheet has neither title nor front page."""
    return document.title or re.sub(r"[_\-.]+", " ", document.name)


def _front(document: Document) -> str:
    """The words of the first pages; heads of columns also name the years of other budgets."""
    blocks = (b for b in document.blocks if b.kind not in ("table", "table_row"))
    return "\n".join(document.text[b.start : min(b.end, _FRONT)] for b in takewhile(lambda b: b.start < _FRONT, blocks))


def _year(document: Document) -> int | None:
    running = " ".join(removed.original for removed in document.removed[:_RUNNING] if removed.kind == "running")
    for text in (document.title or "", _front(document), running, _named(document)):
        if found := _BUDGET_YEAR.search(text):
            return int(found[1])
    if found := _YEAR.search(document.period or ""):
        return int(found[1])
    accounts = document.kind in ("accounts", "annual_report")
    if document.date:
        return document.date.year + (0 if accounts else 1)
    years = set(_YEAR.findall(_named(document)))
    return int(years.pop()) if len(years) == 1 else None

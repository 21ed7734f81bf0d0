"""Sentences and list items that set money aside: 'Det settes av 4 mill. kroner til leirskole.'"""

import re
from collections.abc import Iterator

from loftespor.extract.budget_document import BudgetDocument
from loftespor.extract.data_file import read_data
from loftespor.extract.frame.amounts import find_amounts
from loftespor.extract.records import Amount, BudgetLine
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest.document import Block, Document

_WORDS = read_data("budgets.toml")["text"]
_VERB = re.compile(r"\b(?:" + "|".join(map(re.escape, _WORDS["verbs"])) + r")(?!\w)", re.IGNORECASE)
_SAVINGS = re.compile(r"\b(?:" + "|".join(map(re.escape, _WORDS["savings"])) + r")", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\s*(?:mer |meir |ekstra |årlig |per år |i \d{4} )*(?:til|for å|for|i)\s+(.+)", re.IGNORECASE | re.DOTALL
)
_YEAR = re.compile(r"\bi (20\d\d)\b")
_END = re.compile(r"[.;]\s|[.;]?\Z|,\s(?:slik at|så|som|og at|jf\.|fordi|mens|til sammen|totalt)\b")
_TOTAL = re.compile(r"\b(?:til sammen|totalt|i alt|samla|samlet|opp til)\s?\Z", re.IGNORECASE)
_ESTIMATE = re.compile(r"[,\s]{1,3}(?:beregnet|berekna|anslått|anslege|vurdert)?\s?(?:til|på|med)\s?\Z", re.IGNORECASE)
_KINDS = ("budget", "alternative_budget")


def text_lines(document: Document, budget: BudgetDocument) -> Iterator[BudgetLine]:
    """The amounts that sentences of a budget set aside, and in an alternative budget those of its list items."""
    if document.kind not in _KINDS:
        return
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind == "list_item" and document.kind == "alternative_budget":
            yield from _line(block, text, block.start, budget)
        elif block.kind in ("paragraph", "list_item"):
            for start, end in sentence_spans(text):
                if _VERB.search(text, start, end):
                    yield from _line(block, text[start:end], block.start + start, budget)


def _line(block: Block, text: str, offset: int, budget: BudgetDocument) -> Iterator[BudgetLine]:
    """One line where the text names one amount besides totals; with several it is not clear which is for what."""
    amounts = _own_amounts(text)
    if len(amounts) != 1 or not (name := _purpose(text, amounts[0])):
        return
    saving = amounts[0].direction == "less" or any(map(_SAVINGS.search, block.section[-1:]))
    year = _YEAR.search(text)
    yield BudgetLine(
        start=offset,
        end=offset + len(text),
        name=name,
        amount=round(-amounts[0].value if saving else amounts[0].value),
        unit="kr",
        stage=budget.stage,
        rule="text_amount",
        year=int(year[1]) if year else budget.year,
        owner=budget.owner,
    )


def _own_amounts(text: str) -> list[Amount]:
    """The amounts in whole kroner that are no total ('til sammen 9 millioner kroner')."""
    own = []
    offset = 0
    for amount in find_amounts(text):
        if amount.unit != "NOK":
            continue
        start = text.index(amount.text, offset)
        if not _TOTAL.search(text, 0, start):
            own.append(amount)
        offset = start + len(amount.text)
    return own


def _purpose(text: str, amount: Amount) -> str:
    """What the money is for: what follows 'til' after the amount, else what stands before the amount."""
    before, _, after = text.partition(amount.text)
    if found := _PURPOSE.match(after):
        end = _END.search(found[1])
        return found[1][: end.start()].strip(" .;,") if end else found[1].strip()
    verb = _VERB.search(before)
    return _ESTIMATE.sub("", before[: verb.start() if verb else None]).strip(" ,.;:–-")

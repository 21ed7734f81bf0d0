"""Passages: sentences of reports, answers and case papers that say what became of something."""

import re
from collections.abc import Iterator

from loftespor.extract.records import Passage
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest.document import Block, Document
from loftespor.rules.judge import PhraseHit, judge

_REPORTS = frozenset({"annual_report", "answer", "accounts"})
# Papers that propose: what they say 'skal' be done is their proposal, not news of what became of an older one.
_PAPERS = frozenset({"case_paper", "memo", "plan", "proposal"})
_BUDGETS = frozenset({"budget", "alternative_budget"})  # what they have no money for stands in their sentences
_INTENTIONS = frozenset({"will_do", "set_for"})
_REPORT_TITLE = re.compile(
    r"\b(?:\w*rapport|\w*beretning|\w*melding|\w*evaluering|redegjørelse|utgreiing|oppfølging|oppfølgning|status|svar)\b",
    re.IGNORECASE,
)
_FRONT = 300  # characters in which a text without a title says that it is a report
_LEAST_WORDS = 3  # a cell or line of fewer words is a label


def find_passages(document: Document) -> tuple[Passage, ...]:
    """The sentences that say by the phrase rules what became of something: one for each sentence and value.

    Minutes and programmes give none, nor do lists of follow-up (`find_follow_ups` reads them). From budgets only
    what is said of funding is taken, and that money is set aside is left to `find_budget_lines`.
    """
    if not _reports(document):
        return ()
    return tuple(passage for start, end in _sentences(document) for passage in _passages(document, start, end))


def _reports(document: Document) -> bool:
    if document.kind in _REPORTS | _PAPERS | _BUDGETS:
        return True
    if document.kind not in (None, "other"):
        return False
    return bool(_REPORT_TITLE.search(document.title or document.text[:_FRONT]))


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        for start, end in _parts(block):
            text = document.text[start:end]
            for first, last in sentence_spans(text):
                if text.count(" ", first, last) + 1 >= _LEAST_WORDS:
                    yield start + first, start + last


def _parts(block: Block) -> tuple[tuple[int, int], ...]:
    """The stretches of a block that hold sentences: its text, or each cell of a table row."""
    if block.kind in ("paragraph", "list_item", "footnote"):
        return ((block.start, block.end),)
    return block.cells if block.kind == "table_row" else ()


def _passages(document: Document, start: int, end: int) -> Iterator[Passage]:
    said: set[tuple[str, str]] = set()
    for hit in judge(document.text[start:end]):
        if (hit.axis, hit.value) in said or not _counts(document, hit):
            continue
        said.add((hit.axis, hit.value))
        yield Passage(start, end, axis=hit.axis, value=hit.value, rule=hit.rule, date=document.date)


def _counts(document: Document, hit: PhraseHit) -> bool:
    if hit.reach == "weak":
        return False
    if document.kind in _BUDGETS:
        return hit.axis == "funding" and hit.value != "proposed"
    return document.kind not in _PAPERS or hit.rule not in _INTENTIONS

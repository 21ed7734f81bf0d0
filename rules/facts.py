"""Facts: what a link says to the rules, as the fields that a rule's conditions name.

Fields of every fact: fact (decision, funding, follow_up, report), score, wording, date. Of decisions: words (own,
case, near), outcome, decides, dismisses, matter. Of budget lines: stage, first_year, has_amount, budget_adopted. Of
follow-up rows and reports: axis, value, conflicting.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loftespor.corpus.compare import LONG_WORD
from loftespor.corpus.material import Item, Material, Stated
from loftespor.corpus.rows import Row, from_iso
from loftespor.rules.judge import judge
from loftespor.rules.sameness import is_inquiry, names_only, repeals, same_extent, same_kind, same_words
from loftespor.rules.searched import ADDRESSED_ELSEWHERE
from loftespor.rules.whole import WholeVotes

# Bodies that decide for the whole municipality, county or state; where one of them treats a case, committees advise.
_COUNCIL = re.compile(r"bystyre|kommunestyre|heradsstyre|fylkesting|storting", re.IGNORECASE)
_DISMISSES = re.compile(r"\bavvis(?:es|t|ast|te)?\b", re.IGNORECASE)
# A line's name that shares little with the commitment may still be specific: a long compound word that both have.
SPECIFIC_COVER = 0.5
SPECIFIC_SCORE = 0.75
_DONE = "implemented"
_LAID_BEFORE = frozenset({"step_taken", "carried_out"})  # rules of phrases.toml
_IN_BUDGET = ("budget", "alternative_budget")
_PAPERS_OF_A_CASE = ("proposal", "case_paper", "answer", "minutes", "agenda")
_VOTED_AS_A_WHOLE = ("alternative_budget", "budget", "plan")


@dataclass(frozen=True, slots=True)
class Fact:
    """One piece of evidence as the rules see it: the fields, and the passages (document id, start, end) to quote."""

    item: Item
    date: date | None
    fields: dict[str, Any]
    quotes: tuple[tuple[str, int, int], ...]
    order: tuple[Any, ...] = field(default=())


class Facts:
    """Turns links into facts; knows which bodies treated which case and which budgets were adopted."""

    def __init__(self, material: Material) -> None:
        self._evidence = material.evidence
        self._council = {
            i.case for i in self._decisions() if i.case is not None and _COUNCIL.search(i.row["body"] or "")
        }
        self._whole = WholeVotes(material.evidence.values())

    def _decisions(self) -> Iterator[Item]:
        return (item for item in self._evidence.values() if item.table == "decisions")

    def of(self, stated: Stated, links: Iterable[Row]) -> Iterator[Fact]:
        """The facts of a commitment's links to evidence."""
        elsewhere = stated.source.kind in ADDRESSED_ELSEWHERE
        for link in links:
            item = self._evidence.get((link["target_table"], link["target"]))
            if item is not None and not (elsewhere and item.source.id != stated.source.id):
                yield from self._made(stated, vouched(link), item)
        yield from self._of_whole(stated)

    def _made(self, stated: Stated, link: Row, item: Item) -> Iterable[Fact]:
        if item.table == "decisions":
            return self.decision(stated, link, item)
        if item.table == "budget_lines":
            return self.budget_line(stated, link, item)
        make = follow_up if item.table == "followups" else report
        return make(stated, link, item)

    def _of_whole(self, stated: Stated) -> Iterator[Fact]:
        """The vote on the document a commitment stands in, with the commitment as the point it decides."""
        vote = self._whole.on(stated.source) if stated.source.kind in _VOTED_AS_A_WHOLE else None
        if vote is not None:
            point = (stated.source.id, stated.start, stated.start + len(stated.text))
            outcome = vote.row["outcome"]
            for axis in ("decision", "funding"):
                fields = {"fact": "whole", "axis": axis, "outcome": outcome, "decides": self._decides(vote)}
                yield Fact(vote, vote.date, fields, (point, _vote_quote(vote)), order=(axis == "decision",))

    def decision(self, stated: Stated, link: Row, item: Item) -> Iterator[Fact]:
        """A decision: the commitment's own words, or what its case ended with."""
        row = item.row
        points = json.loads(row["points"])
        point = _point(points, link)
        outcome = (point or {}).get("outcome") or row["outcome"]
        words = _words(stated, link, item, text=(point or row)["text"], outcome=outcome)
        fields = {
            "fact": "decision", "words": words, "outcome": outcome, "decides": self._decides(item),
            "dismisses": _dismisses(stated, row), "repeals": repeals(stated.text, (point or row)["text"]),
            "cover": link["cover"],
            "matter": stated.role in ("proposal", "recommendation") or stated.source.kind == "proposal",
            "role": row["role"], "score": link["score"], "wording": link["wording"], "form": row["decision_form"],
        }  # fmt: skip
        if words == "case" and row["role"] != "decision":
            return
        decided = (point["start"], point["end"]) if point else (item.start, row["end"])
        spans = [decided] if item.id != stated.decision or row["evidence_start"] is None else []
        if row["evidence_start"] is not None:
            spans.insert(0, (row["evidence_start"], row["evidence_end"]))
        settled = fields["repeals"] or (words == "own" and outcome not in ("postponed", "referred", "not_stated"))
        yield Fact(item, item.date, fields, _quotes(item, spans), order=(settled,))

    def _decides(self, item: Item) -> bool:
        if item.row["role"] == "recommendation" or item.row["outcome"] == "not_stated":
            return False
        return item.case not in self._council or bool(_COUNCIL.search(item.row["body"] or ""))

    def budget_line(self, stated: Stated, link: Row, item: Item) -> Iterator[Fact]:
        """A budget line, with the vote that adopted its budget where the corpus holds it."""
        row = item.row
        adopting = self._whole.adopting(item.source.municipality, row["year"])
        fields = {
            "fact": "funding", "stage": row["stage"],
            "first_year": row["year"] == (self._whole.budget_year(item.source) or row["year"]),
            "has_amount": row["amount"] > 0, "budget_adopted": adopting is not None,
            "fell": self._whole.fell(item.source), "score": link["score"],
            "less_than_before": row["previous"] is not None and row["amount"] < row["previous"],
            "less_than_promised": row["amount"] < stated.amount,
            "axis": "funding", "specific": _is_specific(stated, link, item),
            "in_budget": stated.source.kind in _IN_BUDGET or stated.source.date == item.date,
        }  # fmt: skip
        spans = _quotes(item, [(item.start, row["end"])])
        vote = adopting if row["stage"] == "adopted" else self._whole.on(item.source)
        pair = (_vote_quote(vote),) if vote else ()
        # Money that was voted stands, whatever a later proposal says.
        yield Fact(item, item.date, fields, (*spans, *pair), order=(row["stage"] == "adopted",))


def vouched(link: Row) -> Row:
    """The link as rules see it: what a person confirmed is as near as can be. Within a case that says nothing of whose
    words a decision is about.
    """
    return link | {"score": 1.0, "wording": 1.0, "cover": 1.0} if link["state"] == "confirmed" else link


def follow_up(stated: Stated, link: Row, item: Item) -> Iterator[Fact]:
    """A follow-up row: one fact for each axis it says something of, dated by its newest note."""
    row = item.row
    noted = [from_iso(note["date"]) for note in json.loads(row["dated_notes"])]
    points = json.loads(row["points"])
    text = _point(points, link) or row["title"]
    newest = max((when for when in noted if when), default=item.date)
    span = (row["quote_start"], row["quote_end"]) if row["quote_start"] is not None else (item.start, row["end"])
    for axis in ("implementation", "funding"):
        fields = {
            "fact": "follow_up", "axis": axis, "value": row[axis], "conflicting": bool(row["conflicting"]),
            "score": link["score"], "cover": link["cover"], "same_kind": same_kind(stated.text, text),
            "same_extent": row[axis] != _DONE or same_extent(stated.text, f"{text} {row['note']}"),
            "inquiry_done": is_inquiry(stated.text) and _is_laid_before(row["note"] or ""),
        }  # fmt: skip
        if row[axis] != "no_evidence" or (axis == "implementation" and row["conflicting"]):
            spans = [span, (item.start, row["end"])] if row["conflicting"] else [span]
            yield Fact(item, newest, fields, _quotes(item, spans), order=(False,))


def report(stated: Stated, link: Row, item: Item) -> Iterator[Fact]:
    """A sentence of a report or answer."""
    row = item.row
    fields = {
        "fact": "report", "axis": row["axis"], "value": row["value"], "score": link["score"],
        "cover": link["cover"], "names_only": names_only(stated.stems, item.stems),
        "same_kind": same_kind(stated.text, row["text"]),
        "same_extent": row["value"] != _DONE or same_extent(stated.text, row["text"]),
        "inquiry_done": is_inquiry(stated.text) and _is_laid_before(row["text"]),
    }  # fmt: skip
    yield Fact(item, item.date, fields, _quotes(item, [(item.start, item.row["end"])]), order=(False,))


def _is_laid_before(text: str) -> bool:
    """Whether a text says that a paper exists: laid before, delivered, carried out."""
    return any(hit.rule in _LAID_BEFORE for hit in judge(text))


_NOT_DONE = frozenset({"in_progress", "planned"})


def disagreement(latest: Fact | None, others: Iterable[Fact]) -> Iterator[Fact]:
    """Two sources that disagree: one said it was done, the latest says that it is not yet; a fact with both quotes."""
    if latest is None or latest.date is None or latest.fields["value"] not in _NOT_DONE:
        return
    for earlier in others:
        done = earlier.fields["value"] == _DONE and earlier.item.source.id != latest.item.source.id
        if done and earlier.date and earlier.date < latest.date:
            yield Fact(latest.item, latest.date, {"fact": "disagreement"}, (*earlier.quotes, *latest.quotes))
            return


def _words(stated: Stated, link: Row, item: Item, *, text: str, outcome: str) -> str:
    """Whether a decision is about the commitment's own words; about its case; or only near to it.

    What was moved in one case is not decided in another, however equal the words: 'Utvalget avgir innstilling i saken'
    stands in a hundred.
    """
    if item.id == stated.decision or (link["state"] == "confirmed" and not link["same_case"]):
        return "own"
    elsewhere = not link["same_case"] and (stated.role is not None or stated.source.kind in _PAPERS_OF_A_CASE)
    if not elsewhere and same_words(stated.text, text, link=link, outcome=outcome):
        return "own"
    return "case" if link["same_case"] else "near"


def _point(points: list[Any], link: Row) -> Any:
    """The point a link is about; None where it is about the whole, or was made before the text was read anew."""
    at = link["point"]
    return points[at] if at is not None and at < len(points) else None


def _dismisses(stated: Stated, row: Row) -> bool:
    """Whether a resolution dismisses what the commitment asks for, and is not itself the commitment."""
    return row["role"] == "decision" and bool(_DISMISSES.search(row["text"])) and not _DISMISSES.search(stated.text)


def _is_specific(stated: Stated, link: Row, item: Item) -> bool:
    if link["cover"] >= SPECIFIC_COVER or len(item.stems) < 2:
        return bool(link["cover"] >= SPECIFIC_COVER)
    return link["score"] >= SPECIFIC_SCORE and any(len(s) >= LONG_WORD for s in stated.stems & item.stems)


def _vote_quote(vote: Item) -> tuple[str, int, int]:
    """The words of the vote; where they are not known, those of the resolution."""
    row = vote.row
    span = (
        (row["evidence_start"], row["evidence_end"]) if row["evidence_start"] is not None else (vote.start, row["end"])
    )
    return _quotes(vote, [span])[0]


def _quotes(item: Item, spans: Iterable[tuple[int, int]]) -> tuple[tuple[str, int, int], ...]:
    return tuple((item.source.id, start, end) for start, end in spans)

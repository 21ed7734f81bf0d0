"""Facts: what a link says to the rules, as the fields that a rule's conditions name.

Fields of every fact: fact (decision, funding, follow_up, report), score, wording, date. Of decisions: words (own,
changed, moved_again, case, near), outcome, decides, dismisses, matter, voted. Of budget lines: stage, first_year,
has_amount, budget_adopted. Of follow-up rows and reports: axis, value, conflicting.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loftespor.corpus.compare import LONG_WORD
from loftespor.corpus.material import Item, Material, Stated
from loftespor.corpus.rows import Row, from_iso
from loftespor.extract.same_words import plain_words
from loftespor.rules.judge import judge
from loftespor.rules.reworded import is_changed_form, is_moved_again, is_own_form, stands_in
from loftespor.rules.sameness import is_inquiry, names_only, repeals, same_extent, same_kind, same_words
from loftespor.rules.searched import ADDRESSED_ELSEWHERE
from loftespor.rules.whole import WholeVotes

# Bodies that decide for the whole municipality, county or state; where one of them treats a case, committees advise.
_COUNCIL = re.compile(r"bystyre|kommunestyre|heradsstyre|fylkesting|storting", re.IGNORECASE)
# Councils of the old, the young and the disabled are heard (kommuneloven § 5-12) and decide nothing.
_HEARD = re.compile(
    r"\b(?:eldre|senior|ungdoms|ungdommens\s+by|innvandrer|innvandrar|flerkulturelle\s+|fleirkulturelle\s+)råd"
    r"|\bråd(?:et)?\s+for\s+(?:personer|personar|menneske|eldre|funksjon|likestilling)|funksjonsnedsett|nedsett\s+funksjon",
    re.IGNORECASE,
)
_DISMISSES = re.compile(r"\bavvis(?:es|t|ast|te)?\b", re.IGNORECASE)
# A line's name that shares little with the commitment may still be specific: a long compound word that both have.
SPECIFIC_COVER = 0.5
SPECIFIC_SCORE = 0.75
REPEATED = 0.8  # a sentence so equal to the letter asks for the commitment once more
_DONE = "implemented"
_LAID_BEFORE = frozenset({"step_taken", "carried_out"})  # rules of phrases.toml
_IN_BUDGET = ("budget", "alternative_budget")
# Rules of extract/fates.py that tell a fate by what a case came to, not by a vote.
_INFERRED = ("last_resolution", "resolution")
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
        self._advising = _advising(i.row for i in self._decisions())
        self._case_of = {source.id: material.case_of(source) for source in material.sources.values()}
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
        if item.table == "followups":
            return follow_up(stated, link, item)
        return () if self._says_nothing(stated, link, item) else report(stated, link, item)

    def _says_nothing(self, stated: Stated, link: Row, item: Item) -> bool:
        """Whether a sentence only repeats the commitment, as the papers of its case do, or is said in another case."""
        cases = self._case_of[item.source.id], stated.case
        in_papers = item.source.kind in _PAPERS_OF_A_CASE
        if in_papers and None not in cases and cases[0] != cases[1]:
            return True
        repeats = link["wording"] >= REPEATED or plain_words(stated.text) in plain_words(item.row["text"])
        return in_papers and repeats

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
            "role": row["role"], "voted": not row["rule"].startswith(_INFERRED), "score": link["score"],
            "wording": link["wording"], "form": row["decision_form"],
        }  # fmt: skip
        if words in ("case", "changed") and row["role"] != "decision":
            return
        decided = (point["start"], point["end"]) if point else (item.start, row["end"])
        spans = [decided] if item.id != stated.decision or row["evidence_start"] is None else []
        if row["evidence_start"] is not None:
            spans.insert(0, (row["evidence_start"], row["evidence_end"]))
        settled = fields["repeals"] or (words in _OWN and outcome not in ("postponed", "referred", "not_stated"))
        yield Fact(item, item.date, fields, _quotes(item, spans), order=(settled,))

    def _decides(self, item: Item) -> bool:
        row = item.row
        if row["role"] == "recommendation" or row["outcome"] == "not_stated" or _treatment(row) in self._advising:
            return False
        if _HEARD.search(row["body"] or ""):
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


Treatment = tuple[str | None, str | None, str | None]


def _treatment(row: Row) -> Treatment:
    return row["body"], row["date"], row["case"]


def _advising(decisions: Iterable[Row]) -> frozenset[Treatment]:
    """The treatments (body, date, case) that end with a recommendation and resolve nothing.

    What a committee votes for or against there is put to the body above it, whether its minutes are at hand or not.
    """
    roles: dict[str, set[Treatment]] = defaultdict(set)
    for row in decisions:
        if row["body"]:
            roles[row["role"]].add(_treatment(row))
    return frozenset(roles["recommendation"] - roles["decision"])


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


# What is decided of the commitment itself, in its own words or in others.
_OWN = ("own", "changed", "moved_again")


def _words(stated: Stated, link: Row, item: Item, *, text: str, outcome: str) -> str:
    """Whether a decision is about the commitment's own words, the same in other words, its case, or only near to it.

    What was moved in one case is not decided in another, however equal the words: 'Utvalget avgir innstilling i saken'
    stands in a hundred.
    """
    if item.id == stated.decision or (link["state"] == "confirmed" and not link["same_case"]):
        return "own"
    elsewhere = not link["same_case"] and (stated.role is not None or stated.source.kind in _PAPERS_OF_A_CASE)
    own = not elsewhere and same_words(stated.text, text, link=link, outcome=outcome)
    if outcome == "adopted" and link["same_case"]:
        return _adopted_words(stated.text, text, link=link, own=own)
    if own:
        return "own"
    if outcome == "rejected" and item.row["role"] != "decision" and is_moved_again(link):
        return "moved_again"
    return "case" if link["same_case"] else "near"


def _adopted_words(commitment: str, decision: str, *, link: Row, own: bool) -> str:
    """How the words adopted in a case are the commitment's: its own, as they stand, or in a changed form."""
    if stands_in(commitment, decision) or (own and is_own_form(commitment, decision, link=link)):
        return "own"
    return "changed" if is_changed_form(commitment, decision, link=link) else "case"


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

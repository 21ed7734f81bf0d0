"""Commitments that decisions and proposals in minutes and case papers are: one for each, or for each of its points."""

import re
from collections.abc import Iterator, Sequence

from loftespor.extract.actors import is_public, party_code
from loftespor.extract.records import Commitment, CommitmentKind, Decision
from loftespor.extract.sentences import Span
from loftespor.extract.statements import make_statement
from loftespor.ingest import Document

_REQUEST = re.compile(r"\b(?:ber|bed|bes|oppfordrer|anmoder|oppmoder|pålegger)\b", re.IGNORECASE)
# What happened to a case, and the name of a matter: neither says what is to be done.
_NO_COMMITMENT = re.compile(r"sak(?:en|a)\b[^.]{0,120}?\bble (?:ikke behandlet|trukket)|om (?!å\b)", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
_REACH = 160  # characters from a point's start in which 'ber byrådet' is its own verb


def commitments_of_decisions(document: Document, decisions: Sequence[Decision]) -> tuple[Commitment, ...]:
    """One commitment for each decision, or for each of its points where it has points, in the order of the text."""
    found = (commitment for decision in decisions for commitment in _of_decision(document, decision))
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


def _of_decision(document: Document, decision: Decision) -> Iterator[Commitment]:
    if decision.whole_document == document.text[decision.start : decision.end]:
        return  # the name of what was voted on; its points stand in that document
    spans = [(point.start, point.end) for point in decision.points] or [(decision.start, decision.end)]
    for start, end in spans:
        if not _NO_COMMITMENT.match(document.text, start, end):
            yield _commitment(document, decision, (start, _end(document, start, end)))


def _end(document: Document, start: int, end: int) -> int:
    """A list item's end, where the proposal is one: what follows it (a signature, a date) is no part of it."""
    block = document.block_at(start)
    following = document.blocks[block.number + 1 : block.number + 2]
    nested = bool(following) and following[0].parent == block.number
    return end if block.kind != "list_item" or nested else min(end, block.end)


def _commitment(document: Document, decision: Decision, span: Span) -> Commitment:
    text = document.quote(*span)
    request = _REQUEST.search(text, 0, _REACH)
    actor = _actor(decision)
    return Commitment(
        *span, _kind(decision, asks=request is not None), "list", f"decision: {decision.rule}",
        make_statement(text, None), actor=actor, party=party_code(actor) if len(decision.parties) < 2 else None,
        addressee=_addressee(text, request),
    )  # fmt: skip


def _kind(decision: Decision, *, asks: bool) -> CommitmentKind:
    if decision.role == "proposal":
        return "request" if asks else "proposal"
    return "decision" if decision.role == "decision" else "recommendation"


def _actor(decision: Decision) -> str | None:
    """Who commits: the parties that move a proposal, or its proposer; the body that decides or recommends."""
    if decision.role == "proposal":
        return ", ".join(decision.parties) or decision.proposer
    return decision.body


def _addressee(text: str, request: re.Match[str] | None) -> str | None:
    if request is None:
        return None
    return next((w for w in _WORD.findall(text[request.end() : request.end() + 60])[:4] if is_public(w)), None)

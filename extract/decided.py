"""Commitments that decisions and proposals in minutes and case papers are: one for each, or for each of its points."""

import re
from collections.abc import Iterator, Sequence

from loftespor.extract.actions import begins_with_action
from loftespor.extract.actors import is_public, party_code
from loftespor.extract.givers import last_giver
from loftespor.extract.lead_in import LeadIn, find_lead_in
from loftespor.extract.lists import last_sentence
from loftespor.extract.proposals import proposers_of
from loftespor.extract.records import Commitment, CommitmentKind, Decision
from loftespor.extract.sentences import Span
from loftespor.extract.statements import make_statement
from loftespor.ingest import Document

_REQUEST = re.compile(r"\b(?:ber|bed|bes|oppfordrer|anmoder|oppmoder|pålegger)\b", re.IGNORECASE)
# What happened to a case, and the name of a matter: neither says what is to be done.
_NO_COMMITMENT = re.compile(r"sak(?:en|a)\b[^.]{0,120}?\bble (?:ikke behandlet|trukket)|om (?!å\b)", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
_MOST_ITEMS = 60  # of a list whose paragraph before it is looked for
_ABOVE = 1_500  # characters over a point of a recommendation in which its giver stands
_HEAD = 700  # characters of a document without a title in which the movers of its proposal are named
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
    lead_in = _lead_in(document, span[0]) if begins_with_action(text) else None
    asks = request is not None or (lead_in is not None and lead_in.kind == "request")
    actor = _actor(document, decision, start=span[0])
    return Commitment(
        *span, _kind(decision, asks=asks), "list", f"decision: {decision.rule}", make_statement(text, lead_in),
        lead_in=lead_in.text if lead_in else None, actor=actor,
        party=party_code(actor) if len(decision.parties) < 2 else None,
        addressee=lead_in.addressee if lead_in else _addressee(text, request),
    )  # fmt: skip


def _lead_in(document: Document, start: int) -> LeadIn | None:
    """What the paragraph before a list of points says of them: 'Bystyret ber byrådet:'."""
    number = document.block_at(start).number
    above = (document.blocks[at] for at in range(number - 1, max(-1, number - _MOST_ITEMS), -1))
    before = next((block for block in above if block.kind != "list_item"), None)
    if before is None or before.kind != "paragraph":
        return None
    lead_in = find_lead_in(last_sentence(document.text[before.start : before.end]))
    return lead_in if lead_in is not None and lead_in.verbal else None


def _kind(decision: Decision, *, asks: bool) -> CommitmentKind:
    if decision.role == "proposal":
        return "request" if asks else "proposal"
    return "decision" if decision.role == "decision" else "recommendation"


def _actor(document: Document, decision: Decision, *, start: int) -> str | None:
    """Who commits: the parties that move a proposal, or its proposer; the body that decides or recommends."""
    if decision.role == "proposal":
        proposer, parties = decision.proposer, decision.parties
        if proposer is None and not parties:
            proposer, parties = proposers_of(f"{document.title or ''}\n{document.text[:_HEAD]}")
        return ", ".join(parties) or proposer
    if decision.role == "recommendation":
        return last_giver(document.text, max(0, start - _ABOVE), start) or decision.body
    return decision.body


def _addressee(text: str, request: re.Match[str] | None) -> str | None:
    if request is None:
        return None
    return next((w for w in _WORD.findall(text[request.end() : request.end() + 60])[:4] if is_public(w)), None)

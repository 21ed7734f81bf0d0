"""Commitments as records, made of what a rule found: a lead-in and its item, a sentence and its verb."""

from dataclasses import replace

from loftespor.extract.actors import find_party, is_own, party_code
from loftespor.extract.givers import last_giver
from loftespor.extract.judge import JudgedSentence
from loftespor.extract.lead_in import LeadIn
from loftespor.extract.modals import Finding
from loftespor.extract.records import Commitment, CommitmentForm, CommitmentKind
from loftespor.extract.sentences import Span
from loftespor.extract.statements import make_statement
from loftespor.ingest import Document

_OF_MANY_VOICES = ("case_paper", "answer", "minutes")


def bare_item(document: Document, span: Span) -> Commitment:
    """An item of a party's list whose lead-in was not found."""
    kind: CommitmentKind = "pledge" if find_party(document.issuer or "") else "demand"
    text = document.text[span[0] : span[1]]
    return Commitment(
        *span, kind, "list", "item without lead-in", make_statement(text, None), actor=document.issuer,
        party=party_code(document.issuer), score=0.6,
    )  # fmt: skip


def from_lead_in(
    document: Document, span: Span, lead_in: LeadIn, *, score: float, form: CommitmentForm = "list"
) -> Commitment:
    """The commitment that an item makes by its lead-in."""
    text = document.text[span[0] : span[1]]
    actor = last_giver(lead_in.text) or named(document, lead_in.actor)
    return Commitment(
        *span, lead_in.kind, form, f"lead-in: {lead_in.rule}", make_statement(text, lead_in), lead_in=lead_in.text,
        actor=actor, party=party_code(actor), addressee=lead_in.addressee, score=score,
    )  # fmt: skip


def from_finding(document: Document, span: Span, finding: Finding, *, form: CommitmentForm) -> Commitment:
    """The commitment of a sentence or heading in which a rule found one."""
    text = document.text[span[0] : span[1]]
    actor = named(document, finding.actor)
    return Commitment(
        *span, finding.kind, form, f"{form}: {finding.rule}", make_statement(text, None), actor=actor,
        party=party_code(actor), addressee=finding.addressee, action=finding.action,
        score=0.85 if finding.own else 0.7,
    )  # fmt: skip


def from_judged(document: Document, judged: JudgedSentence) -> Commitment:
    """The commitment of a sentence that the judge settled; without a rule's finding nobody is named."""
    finding = judged.finding or Finding(judged.kind, "clues", None, None, None, own=False)
    found = from_finding(document, judged.sentence.passage, finding, form=judged.sentence.form)
    return replace(found, kind=judged.kind, score=round(judged.probability, 2))


def named(document: Document, actor: str | None) -> str | None:
    """Who 'vi' and 'partiet' are: the issuer where it is known, else nobody; and the issuer where none is named.

    Case papers and answers quote many: there a sentence that names nobody has no actor.
    """
    if actor is None:
        return None if document.kind in _OF_MANY_VOICES else document.issuer
    return document.issuer if is_own(actor) else actor

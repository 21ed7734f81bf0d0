"""Frames: what a found commitment says beside its words, read from its text and its syntax."""

from collections.abc import Sequence
from dataclasses import replace

from loftespor.extract.actions import first_action
from loftespor.extract.actors import is_own, party_code
from loftespor.extract.frame.amounts import find_amounts
from loftespor.extract.frame.deadlines import find_deadline
from loftespor.extract.frame.deeds import Deed, action_of, find_deed, object_of
from loftespor.extract.frame.directions import find_direction
from loftespor.extract.frame.parts import find_parts
from loftespor.extract.frame.people import find_target_group
from loftespor.extract.frame.places import find_place
from loftespor.extract.frame.roles import Roles, find_roles
from loftespor.extract.frame.spoken import Spoken, read_commitments
from loftespor.extract.frame.targets import find_targets
from loftespor.extract.frame.testability import find_reason
from loftespor.extract.frame.topics import find_topics
from loftespor.extract.records import Commitment
from loftespor.ingest import Document


def frame_commitments(document: Document, commitments: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The commitments of a document with their frames filled in, in the order given.

    'Vi' is the document's issuer: give it as `speaker` names it.
    """
    if not commitments:
        return ()
    issuer = document.issuer
    return tuple(_framed(document, spoken, issuer=issuer) for spoken in read_commitments(document, commitments))


def _framed(document: Document, spoken: Spoken, *, issuer: str | None) -> Commitment:
    deed = find_deed(spoken.doc)
    commitment = _with_roles(spoken.commitment, find_roles(deed, since=spoken.said), issuer=issuer)
    return _with_testability(_with_values(document, _with_deed(commitment, spoken, deed)))


def _with_roles(commitment: Commitment, roles: Roles, *, issuer: str | None) -> Commitment:
    """A commitment with who says it and who is asked, where the syntax tells more than the words beside the verb."""
    sayer = issuer if roles.sayer is not None and is_own(roles.sayer) else roles.sayer
    actor = commitment.actor
    if sayer is not None and not commitment.rule.startswith("decision"):
        actor = sayer
    addressee = roles.asked or commitment.addressee
    if addressee is not None and addressee in (actor, roles.sayer):
        addressee = None
    party = commitment.party if actor == commitment.actor else party_code(actor)
    return replace(commitment, actor=actor, party=party, addressee=addressee)


def _with_deed(commitment: Commitment, spoken: Spoken, deed: Deed | None) -> Commitment:
    """A commitment with what is to be done, to what, which way, for whom and where."""
    return replace(
        commitment,
        action=action_of(deed) or commitment.action,
        object=object_of(deed),
        direction=find_direction(spoken.doc, deed),
        target_group=find_target_group(spoken.doc, deed, begin=spoken.begin),
        place=find_place(spoken.doc, begin=spoken.begin),
        parts=find_parts(spoken, deed),
    )


def _with_values(document: Document, commitment: Commitment) -> Commitment:
    """A commitment with what stands in its text: verb, deadline, amounts, targets; and with its topics."""
    text = document.text[commitment.start : commitment.end]
    return replace(
        commitment,
        action=commitment.action or first_action(text),
        deadline=find_deadline(text, date=document.date, period=document.period),
        amounts=find_amounts(text),
        targets=find_targets(text),
        topics=find_topics(commitment.statement, headings=document.block_at(commitment.start).section),
    )


def _with_testability(commitment: Commitment) -> Commitment:
    """A commitment with whether it can be tested and why, by the frame it has by now."""
    reason = find_reason(commitment)
    return replace(commitment, testable=reason.testable, testable_reason=reason.sentence["nb"])

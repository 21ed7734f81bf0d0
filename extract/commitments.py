"""Commitments: items of lists, sentences and headings in which somebody says what will or should be done.

`find_commitments` reads a document block by block: lists by their lead-ins, running text sentence by sentence, and
decisions as the minutes' finder gives them. Which rules apply depends on the kind of document (`modals.toml`, tiers).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loftespor.extract.actors import find_party, speaking_party
from loftespor.extract.block_reading import read_blocks
from loftespor.extract.cover import Cover
from loftespor.extract.decided import commitments_of_decisions
from loftespor.extract.judge import Judge, OpenSentence, judge_sentences
from loftespor.extract.lists import governed_blocks
from loftespor.extract.making import from_judged
from loftespor.extract.modal_rows import DECIDED_KINDS, Tier, tier_of
from loftespor.extract.records import Commitment, Decision
from loftespor.extract.speaker import speaker
from loftespor.ingest import Document

_OUTCOMES_OF_MINUTES = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as its lists, headings and rules tell it: commitments that are settled, and sentences left open.

    `document` has for its issuer who speaks in it.
    """

    document: Document
    tier: Tier
    settled: tuple[Commitment, ...] = ()
    open: tuple[OpenSentence, ...] = ()


def find_commitments(
    document: Document, *, decisions: Sequence[Decision] = (), judge: Judge | None = None
) -> tuple[Commitment, ...]:
    """The commitments of a document, in the order of the text.

    In minutes, case papers and proposals each decision given becomes one commitment for itself or for each of its
    points; the rest of minutes is procedure and gives none. Kinds like 'budget' and 'law' give none at all. `judge`
    settles the sentences of running text; without one, that of the package does.
    """
    reading = read_commitments(document, decisions=decisions)
    judged = judge_sentences(reading.document, reading.open, tier=reading.tier, judge=judge)
    found = (from_judged(reading.document, one) for one in judged)
    return tuple(sorted((*reading.settled, *found), key=lambda c: (c.start, c.end)))


def read_commitments(document: Document, *, decisions: Sequence[Decision] = ()) -> Reading:
    """What can be said of a document's commitments before the language model reads its sentences."""
    document = replace(document, issuer=speaker(document))
    tier = reading_tier(document)
    if tier == "silent":
        return Reading(document, tier)
    decisions = decisions if document.kind is None or document.kind in DECIDED_KINDS else ()
    decided = commitments_of_decisions(document, decisions)
    if _is_minutes(document, decisions):
        return Reading(document, tier, decided)
    taken = Cover((decision.start, decision.end) for decision in decisions)
    found = [one for one in read_blocks(document, tier) if not taken.overlaps(one.start, one.end)]
    return Reading(
        document,
        tier,
        (*decided, *(one for one in found if isinstance(one, Commitment))),
        tuple(one for one in found if isinstance(one, OpenSentence)),
    )


def _is_minutes(document: Document, decisions: Sequence[Decision]) -> bool:
    """Whether a document is minutes: it says so, or its kind is unknown and it tells of several outcomes."""
    if document.kind is not None:
        return document.kind == "minutes"
    return sum(decision.outcome != "not_stated" for decision in decisions) >= _OUTCOMES_OF_MINUTES


def reading_tier(document: Document) -> Tier:
    """How eagerly a document is read: by its kind, else by whether its own lead-ins speak for a party."""
    tier = tier_of(document.kind)
    if tier is not None:
        return tier
    if find_party(document.issuer or "") is not None or speaking_party(document.text) is not None:
        return "programme"
    scopes = (scope for block, scope in governed_blocks(document) if scope is not None and block.kind == "list_item")
    return (
        "programme"
        if any(s.lead_in.kind == "pledge" and find_party(s.lead_in.actor or "") for s in scopes)
        else "advice"
    )

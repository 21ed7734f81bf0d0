"""Frames: what a found commitment says beside its words, read from its text."""

from collections.abc import Sequence
from dataclasses import replace

from loftespor.extract.actions import first_action
from loftespor.extract.frame.amounts import find_amounts
from loftespor.extract.frame.deadlines import find_deadline
from loftespor.extract.records import Commitment
from loftespor.ingest import Document


def frame_commitments(document: Document, commitments: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The commitments of a document with their frames filled in, in the order given."""
    return tuple(_with_values(document, commitment) for commitment in commitments)


def _with_values(document: Document, commitment: Commitment) -> Commitment:
    """A commitment with the values that stand in its text: verb, deadline, amounts."""
    text = document.text[commitment.start : commitment.end]
    return replace(
        commitment,
        action=commitment.action or first_action(text),
        deadline=find_deadline(text),
        amounts=find_amounts(text),
    )

"""Commitments as sentences that the language model reads: a list item alone is no sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from loftespor.extract.actions import begins_with_action
from loftespor.extract.language import load_language
from loftespor.extract.records import Commitment
from loftespor.ingest import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENING = "Vi vil "  # makes a sentence of an infinitive
_UNREAD = ("commitments", "testability")  # layers that frames do not ask for
_BATCH = 256  # commitments that are read at a time
_LONGEST = 2_000  # characters of a commitment that are read


@dataclass(frozen=True, slots=True)
class Spoken:
    """A commitment as read. Character i of `doc.text` is the document's i + `shift` from `begin` on, where the
    commitment's own words begin; before `said` stand words that nobody said, which only make a sentence of it.
    """

    commitment: Commitment
    doc: "Doc"
    shift: int
    begin: int
    said: int


def read_commitments(document: Document, commitments: Sequence[Commitment]) -> Iterator[Spoken]:
    """Each commitment with its sentence read, in order; a `doc` holds only until the next is asked for."""
    language = load_language()
    waiting = iter(commitments)
    while batch := list(islice(waiting, _BATCH)):
        with language.memory_zone():
            texts = (_as_sentence(document, commitment) for commitment in batch)
            read = language.pipe(texts, as_tuples=True, disable=_UNREAD)
            for (doc, (shift, begin, said)), commitment in zip(read, batch, strict=True):
                yield Spoken(commitment, doc, shift, begin, said)


def _as_sentence(document: Document, commitment: Commitment) -> tuple[str, tuple[int, int, int]]:
    """The text to read, with `shift`, `begin` and `said` as in Spoken."""
    raw = document.text[commitment.start : commitment.end][:_LONGEST]
    item = raw.strip().rstrip(".;, ")
    start = commitment.start + len(raw) - len(raw.lstrip())
    sentence = commitment.statement[:_LONGEST]
    if sentence.endswith(f": {item}") or not sentence.casefold().endswith(item[-20:].casefold()):
        sentence = item
    said = 0
    if begins_with_action(sentence):
        sentence = f"{_OPENING}{sentence[:1].lower()}{sentence[1:]}"
        said = len(_OPENING)
    begin = max(0, len(sentence) - len(item))
    return sentence, (start + len(item) - len(sentence), begin, said)

"""Items of lists: which are commitments, by the lead-in they stand below or by what the list asks as a whole."""

from collections.abc import Iterator, Sequence

from loftespor.extract.actions import (
    begins_with_action,
    is_fragment,
    is_imperative,
    is_nominal,
    is_passive,
    is_wish,
    says_at,
    states_fact,
)
from loftespor.extract.lists import Scope
from loftespor.extract.modals import judge_sentence
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest import Block, Document

_TITLE_LENGTH = 140  # characters of an item that is a title, explained by the paragraphs after it
_FEWEST_ITEMS = 3  # of a list without a lead-in
_SHARE_ASKING = 0.6  # of the items of such a list; measure on whole programmes if you change it


def belongs(text: str, scope: Scope, *, below: bool) -> bool:
    """Whether an item is a commitment of the list it stands in; `below` says that it details one that is."""
    lead_in = scope.lead_in
    if lead_in.effect == "describe" or text.rstrip().endswith("?"):
        return False
    if lead_in.effect == "commit" and not scope.soft and not below:
        return lead_in.verbal or asks(text) or not states_fact(text)
    if asks(text):
        return True
    if below:
        return is_passive(text) or _commits(text)
    return lead_in.effect == "commit" and len(text) < _TITLE_LENGTH and is_fragment(text)


def asks(text: str) -> bool:
    """Whether an item says an action or wish of its own: 'styrke skolen', 'at bussen går', 'Flere lærere'."""
    return begins_with_action(text) or says_at(text) or is_wish(text)


def is_title(text: str, scope: Scope | None) -> bool:
    """Whether a heading or short paragraph below 'Vi foreslår fire grep:' is one of them: 'Flytt rådhuset'."""
    if (
        scope is None
        or scope.lead_in.effect != "commit"
        or len(text) >= _TITLE_LENGTH
        or text.rstrip().endswith((":", "?"))
    ):
        return False
    return begins_with_action(text) or is_imperative(text)


def asking_lists(document: Document, governed: Sequence[tuple[Block, Scope | None]]) -> frozenset[int]:
    """The numbers of the items of lists without a lead-in most of whose items ask for something.

    A programme may set its points below a heading alone ('Helse: • Flere fastleger • Byråkratiet skal ned').
    """
    found: set[int] = set()
    for items in _runs(governed):
        texts = [document.text[block.start : block.end] for block in items]
        asking = sum(asks(text) or is_nominal(text) or is_passive(text) or _commits(text) for text in texts)
        if len(items) >= _FEWEST_ITEMS and asking >= _SHARE_ASKING * len(items):
            found |= {
                block.number
                for block, text in zip(items, texts, strict=True)
                if not (text.endswith("?") or states_fact(text))
            }
    return frozenset(found)


def _runs(governed: Sequence[tuple[Block, Scope | None]]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block, scope in governed:
        if block.kind == "list_item" and scope is None:
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _commits(text: str) -> bool:
    return any(judge_sentence(text[a:b], tier="programme") is not None for a, b in sentence_spans(text))

"""Parts: the single actions of a commitment that coordinates several: 'bygge skoler, senke prisen og verne elva'."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from loftespor.extract.actors import is_own
from loftespor.extract.frame.deeds import Deed, deed_at, is_passive, object_of
from loftespor.extract.frame.spoken import Spoken
from loftespor.extract.records import Part

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = "coordinated verbs"
_SENTENCES = "sentences"
_DUTIES = frozenset({"skal", "må", "bør"})
_LINKS = " ,;."
_LEADING_ON = (
    " og",
    " samt",
    " eller",
    " samtidig",
    " også",
    " å",
    " dessutan",
    " dessuten",
    " herunder",
    " aktivt",
    " til",
)


def find_parts(spoken: Spoken, deed: Deed | None) -> tuple[Part, ...]:
    """The parts of a commitment in the order of its text; empty where it says one action only.

    Verbs that share an object ('styrke og utvikle tilbudet') are one action.
    """
    if deed is None:
        return ()
    verbs = [deed.verb, *(verb for verb in _coordinated(deed.verb) if _is_like(verb, deed.verb))]
    verbs = [verbs[0], *(verb for before, verb in pairwise(verbs) if _is_complete(before, verb))]
    starts = [(verb, _VERBS) for verb in verbs]
    sentences = [(root, _SENTENCES) for root in _further_sentences(spoken, deed.verb)]
    if len(starts) + len(sentences) < 2:
        return ()
    if len(starts) < 2:
        starts = [(deed.verb, _SENTENCES)]
    return tuple(_parts(spoken, starts + sentences))


def _coordinated(verb: "Token") -> Iterator["Token"]:
    """The verbs that are coordinated with a verb, in the order of the text."""
    for child in verb.rights:
        if child.dep_ == "conj":
            yield child
            yield from _coordinated(child)


def _is_like(verb: "Token", first: "Token") -> bool:
    """Whether a coordinated verb continues the first: an infinitive an infinitive, a passive a passive, without a
    subject of its own.
    """
    if any(child.dep_ in ("nsubj", "expl") for child in verb.children):
        return False
    forms = [token.morph.to_dict().get("VerbForm") for token in (verb, first)]
    return verb.pos_ == first.pos_ == "VERB" and forms[0] == forms[1] and is_passive(verb) == is_passive(first)


def _is_complete(verb: "Token", following: "Token") -> bool:
    """Whether a verb has what it is done to before the following one: then the two are actions of their own."""
    return any(child.i < following.i and child.dep_ in ("obj", "advmod", "nsubj") for child in verb.rights)


def _further_sentences(spoken: Spoken, verb: "Token") -> Iterator["Token"]:
    """The roots of later sentences that oblige or promise: 'Bygge skole. Den skal stå ferdig i 2028.'"""
    for sentence in spoken.doc.sents:
        root = sentence.root
        pledges = root.lower_ == "vil" and any(c.dep_ == "nsubj" and is_own(c.text) for c in root.children)
        if sentence.start > verb.i and (root.lower_ in _DUTIES or pledges) and deed_at(root) is not None:
            yield root


def _parts(spoken: Spoken, starts: list[tuple["Token", str]]) -> Iterator[Part]:
    """One part a verb: from its first word to the next part's, the first from the commitment's own beginning."""
    doc = spoken.doc
    lead = doc.text[spoken.said : starts[0][0].idx].strip()
    begins = [max(spoken.begin, _begin(verb, rule)) for verb, rule in starts]
    for number, ((verb, rule), begin) in enumerate(zip(starts, begins, strict=True)):
        end = begins[number + 1] if number + 1 < len(begins) else len(doc.text)
        words = _trimmed(doc.text[begin:end])
        if not words:
            continue
        said = doc.text[verb.idx : begin + len(words)] if rule == _VERBS else words
        statement = f"{lead} {said}".strip() if rule == _VERBS else said
        deed = deed_at(verb)
        start = begin + spoken.shift
        yield Part(
            start, start + len(words), statement[:1].upper() + statement[1:], rule,
            action=deed.verb.lemma_ if deed is not None else None, object=object_of(deed),
        )  # fmt: skip


def _begin(verb: "Token", rule: str) -> int:
    return verb.idx if rule == _VERBS else verb.sent.start_char


def _trimmed(text: str) -> str:
    """Without the 'og' and commas that lead to the next part."""
    words = text.rstrip(_LINKS)
    while words.endswith(_LEADING_ON):
        words = words.rsplit(" ", 1)[0].rstrip(_LINKS)
    return words

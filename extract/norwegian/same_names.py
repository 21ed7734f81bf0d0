"""One name, one kind: a name that a document repeats is of the same kind everywhere in it.

'Kari Nes' is surely a person; 'Nes' alone, some lines below, could be a place. The document knows better than the word.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

NAME = "same_names"
_PERSON = "PER"
_LEAST_VOTES, _SHARE = 3, 2 / 3
_SHORTEST = 3  # letters of a name that is looked for where the model saw none


class SameNames:
    """A component that gives the names of a document the kinds that most of their mentions have."""

    def __call__(self, doc: Doc) -> Doc:
        """The document with names of one kind each, and with mentions that the model passed over."""
        if doc.ents:
            kinds = _kinds(doc.ents)
            named = [Span(doc, name.start, name.end, kinds.get(_plain(name.text), name.label_)) for name in doc.ents]
            doc.set_ents([*named, *_overlooked(doc, kinds)])
        return doc


def _kinds(names: Iterable[Span]) -> dict[str, str]:
    """The kind of each name that is sure enough: a person's last name, and what most of its mentions say."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    last_names: dict[str, str] = {}
    for name in names:
        votes[_plain(name.text)][name.label_] += 1
        if name.label_ == _PERSON and len(name) > 1:
            last_names[_plain(name[-1].text)] = _PERSON
    kinds: dict[str, str] = {}
    for text, counted in votes.items():
        kind, number = counted.most_common(1)[0]
        if number >= _LEAST_VOTES and number >= _SHARE * counted.total():
            kinds[text] = kind
    return kinds | last_names


def _overlooked(doc: Doc, kinds: dict[str, str]) -> Iterator[Span]:
    """Single words that are a name elsewhere in the document and none here.

    The first word of a sentence has its capital from there: it is taken for a person's name alone.
    """
    for token in doc:
        if not token.ent_type and len(token) >= _SHORTEST and token.shape_[0] == "X":
            kind = kinds.get(_plain(token.text))
            if kind == _PERSON or (kind and not token.is_sent_start):
                yield Span(doc, token.i, token.i + 1, kind)


def _plain(text: str) -> str:
    """A name without the ending of its genitive; 'Nes' and 'Ne' become one, which does no harm within a document."""
    return text.removesuffix("'").removesuffix("s")


def make_same_names(nlp: Language, name: str) -> SameNames:  # noqa: ARG001  spaCy's signature
    """The component, for spaCy's pipelines."""
    return SameNames()


if not Language.has_factory(NAME):  # the model's own distribution brings the same
    Language.factory(NAME, assigns=["doc.ents"], requires=["doc.ents"], func=make_same_names)

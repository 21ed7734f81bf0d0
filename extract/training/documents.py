"""Sentences of the treebank as spaCy documents: several together, with white space, heads and entities in place."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import TypeAlias

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from loftespor.extract.training.spacing import spaces_after
from loftespor.extract.training.tags import Word

Words: TypeAlias = tuple[Word, ...]

# A line feed after a sentence, as after a heading. In the treebank a heading ends in this mark instead.
LINE_FEED = Word("\n", "\n", "SPACE", "", -1, "dep", "O")
HEADING_MARK = "|"
# So many sentences are one document: a block of a policy document has few, a web page many.
_TOGETHER = (1, 1, 2, 3, 5, 8, 12)


def reference(vocab: Vocab, sentences: Sequence[Words]) -> Doc:
    """A document of these sentences with all that the treebank says of them."""
    words = [word for sentence in sentences for word in sentence]
    spaces = [space for sentence in sentences for space in _spaces(sentence)]
    heads: list[int] = []
    for sentence in sentences:
        start = len(heads)
        heads.extend(start + (word.head if word.head >= 0 else place - 1) for place, word in enumerate(sentence))
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=spaces,
        pos=[word.pos for word in words],
        morphs=[word.features for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.relation for word in words],
        ents=[word.entity for word in words],
        sent_starts=[not place for sentence in sentences for place in range(len(sentence))],
    )


def _spaces(sentence: Words) -> list[bool]:
    forms = [word.form for word in sentence]
    if forms[-1] != LINE_FEED.form:
        return spaces_after(forms)
    return [*spaces_after(forms[:-1])[:-1], False, False]


def example(nlp: Language, sentences: Sequence[Words]) -> Example:
    """The sentences as a document to learn from: their text as the tokenizer parts it, beside the treebank's words."""
    doc = reference(nlp.vocab, sentences)
    return Example(nlp.make_doc(doc.text), doc)


def grouped(sentences: Iterable[Words], random: Random) -> Iterator[list[Words]]:
    """Sentences in a row, a few at a time."""
    group: list[Words] = []
    size = random.choice(_TOGETHER)
    for sentence in sentences:
        group.append(sentence)
        if len(group) == size:
            yield group
            group, size = [], random.choice(_TOGETHER)
    if group:
        yield group

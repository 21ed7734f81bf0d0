"""Sentences of municipal text with the names that several finders agree on, for one finder to learn from.

Each finder sees some names wrongly, and few see the same ones wrongly: what most of them see is a better lesson than
what one of them sees. So one finder learns from three, on text of the kind it is made for, and runs alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

from loftespor.extract.norwegian.same_names import SameNames
from loftespor.extract.sentences import sentence_cuts
from loftespor.ingest.build_words import document_lines

_EVERY, _CHARACTERS = 2, 3_000  # documents that are read, and how much of each
_NEEDED = 2  # finders that must see a name
_WITHOUT = 0.3  # of the sentences without names are kept
_SHORTEST, _LONGEST = 5, 60  # words


def write_agreed(finders: Sequence[Language], texts: Path, out: Path) -> int:
    """Write the sentences whose names the finders agree on, and give their number."""
    kept = DocBin(attrs=["ORTH", "SPACY", "ENT_TYPE", "ENT_IOB"])
    for docs in zip(*(finder.pipe(_excerpts(texts)) for finder in finders), strict=True):
        for sentence in agreed([SameNames()(doc) for doc in docs]):
            kept.add(sentence)
    kept.to_disk(out)
    return len(kept)


def _excerpts(texts: Path) -> Iterator[str]:
    """A part of every second municipal document, from the beginning of a sentence on."""
    for number, line in enumerate(document_lines(texts)):
        if number % _EVERY == 0 and len(line) > _CHARACTERS // 3:
            start = Random(number).randrange(max(1, len(line) - _CHARACTERS))
            start = line.find(". ", start) + 2
            yield line[start : start + _CHARACTERS].strip()


def agreed(docs: Sequence[Doc]) -> Iterator[Doc]:
    """The sentences of one text, as several finders read it, of which no name is seen by one of them alone."""
    first = docs[0]
    votes = Counter((name.start, name.end, name.label_) for doc in docs for name in doc.ents)
    for start, end in sentence_cuts(first.text):
        sentence = first.char_span(start, end, alignment_mode="expand")
        if sentence is None or not _SHORTEST <= len(sentence) <= _LONGEST:
            continue
        names = {name: number for name, number in votes.items() if _touches(name, sentence)}
        seen = all(number >= _NEEDED for number in names.values()) and not _overlap(names)
        if seen and (names or Random(f"{first.text[:50]} {start}").random() < _WITHOUT):
            yield _alone(sentence, names)


def _touches(name: tuple[int, int, str], sentence: Span) -> bool:
    return name[0] < sentence.end and name[1] > sentence.start


def _overlap(names: Iterable[tuple[int, int, str]]) -> bool:
    words = [place for start, end, _ in names for place in range(start, end)]
    return len(words) > len(set(words))


def _alone(sentence: Span, names: Iterable[tuple[int, int, str]]) -> Doc:
    """A sentence as a document of its own."""
    words, spaces = [token.text for token in sentence], [bool(token.whitespace_) for token in sentence]
    doc = Doc(sentence.vocab, words=words, spaces=spaces)
    inside = [name for name in names if name[0] >= sentence.start and name[1] <= sentence.end]
    doc.set_ents([Span(doc, a - sentence.start, b - sentence.start, kind) for a, b, kind in sorted(inside)])
    return doc


def with_agreed(
    examples: Callable[[Language, int], list[Example]], path: Path, *, number: int, seed: int
) -> Callable[[Language, int], list[Example]]:
    """What gives the examples of an epoch, and so many agreed sentences with them, others in each epoch."""

    def both(nlp: Language, epoch: int) -> list[Example]:
        sentences = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        chosen = Random(f"agreed {seed} {epoch}").sample(sentences, min(number, len(sentences)))
        return [*examples(nlp, epoch), *(Example(nlp.make_doc(doc.text), doc) for doc in chosen)]

    return both

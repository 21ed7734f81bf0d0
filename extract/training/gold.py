"""How well sentences are told apart on documents that people have annotated."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from loftespor.evaluation.counts import NOTHING, Counts
from loftespor.evaluation.gold import GoldPassage, Unit, read_gold, stem
from loftespor.evaluation.matching import match
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest import Document, PageIndex, read_file

# Which of these sentences are commitments?
Judge: TypeAlias = Callable[[Sequence[str]], Sequence[bool]]

_SHORTEST = 4  # words


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of running text and where it stands."""

    document: str
    page: int
    text: str


def sentences_of(path: Path) -> list[Said]:
    """The sentences of a document's paragraphs, not those of its lists and headings, nor what leads in to a list."""
    document = read_file(path)
    index = PageIndex(document)
    return [
        Said(document.name, index.page(start), document.text[start:end])
        for start, end in _paragraph_sentences(document)
    ]


def _paragraph_sentences(document: Document) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.kind == "paragraph":
            text = document.text[block.start : block.end]
            found = (span for span in sentence_spans(text) if _whole(text[slice(*span)]))
            spans.extend((block.start + a, block.start + b) for a, b in found)
    return spans


def _whole(sentence: str) -> bool:
    return len(sentence.split()) >= _SHORTEST and not sentence.endswith(":")


def score(gold: Path, documents: Sequence[Path], judge: Judge) -> Counts:
    """How a judge of sentences fares on the sentences of documents that a gold file annotates.

    Items of lists and headings of the gold are neither asked for nor counted as false.
    """
    said = [one for path in documents for one in sentences_of(path)]
    judged = judge([one.text for one in said])
    annotated = read_gold(gold)
    found: dict[Unit, list[str]] = defaultdict(list)
    for one, holds in zip(said, judged, strict=True):
        if holds:
            found[annotated.unit(one.document, one.page)].append(one.text)
    names = {stem(path.name) for path in documents}
    units = ((unit, passages) for unit, passages in annotated.units.items() if unit.document in names)
    return sum((_counted(passages, found[unit]) for unit, passages in units), NOTHING)


def _counted(passages: Sequence[GoldPassage], found: Sequence[str]) -> Counts:
    taken = match([passage.text for passage in passages], found)
    asked = [place for place, passage in enumerate(passages) if passage.required and passage.form == "sentence"]
    right = sum(place in taken for place in asked)
    return Counts(right, len(found) - len(taken), len(asked) - right)

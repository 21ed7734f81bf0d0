"""Proposals that two commitments are the same: said twice in one document, in several, or by several parties."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loftespor.corpus.alike import Alike, wording
from loftespor.corpus.compare import Proposal
from loftespor.corpus.material import Stated

LEAST = 0.02
LIKELY = 0.3  # half of those between this and 0.5 are the same: kept for a person to read
MOST_BELOW = 10  # of what is less likely, so many of a pair of documents, or of a document with itself
MOST_OF_ONE = {"here": 4, "elsewhere": 5}  # pairs that one commitment proposes


@dataclass(frozen=True, slots=True)
class Pair:
    """Two commitments in the order of their documents' names and of the text, and how surely they say the same."""

    first: Stated
    second: Stated
    score: float


def best_pairs(stated: Stated, others: Iterable[Stated], alike: Alike) -> Iterator[Pair]:
    """A commitment with those that are likeliest to say the same."""
    scored = [(alike.score(stated, other), other) for other in others if other is not stated]
    left = dict(MOST_OF_ONE)
    for score, other in sorted(scored, key=lambda pair: (-pair[0], *_place(pair[1]))):
        where = "here" if other.source.id == stated.source.id else "elsewhere"
        if score >= LEAST and left[where]:
            left[where] -= 1
            first, second = sorted((stated, other), key=_place)
            yield Pair(first, second, score)


def same_proposals(pairs: Iterable[Pair], alike: Alike) -> Iterator[Proposal]:
    """Of the pairs of two documents, or of one with itself, the likely ones, and of the others the ten best."""
    left: Counter[tuple[str, str]] = Counter()
    kept: set[tuple[str, str, str, str]] = set()
    for pair in sorted(pairs, key=lambda pair: (-pair.score, *_place(pair.first), *_place(pair.second))):
        first, second = pair.first, pair.second
        documents = (first.source.id, second.source.id)
        key = (first.id, second.id, *documents)
        if key in kept or (pair.score < LIKELY and left[documents] >= MOST_BELOW):
            continue
        kept.add(key)
        left[documents] += pair.score < LIKELY
        yield Proposal(
            first, "same", "commitments", second.id, second.source.id, pair.score, alike.reasons(first, second),
            wording(first, second),
        )  # fmt: skip


def _place(stated: Stated) -> tuple[str, int, str, str]:
    return stated.source.name, stated.start, stated.id, stated.source.id

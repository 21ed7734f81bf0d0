"""Whether two commitments say the same: a score that means something, and the reasons in words.

The score is a logistic function of six measures of the two outlines. Its weights were fitted on 439 pairs of
commitments of five party programmes that were read and judged (docs/linking.md has the figures); of those above 0.5
four of five are the same.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp
from typing import TypeAlias

from rapidfuzz import fuzz

from loftespor.corpus.identity import normalise
from loftespor.corpus.material import Stated
from loftespor.corpus.outline import Outline, outline, shared_parts
from loftespor.corpus.reason_words import equal_wording
from loftespor.corpus.ways import INQUIRE, Way, load_ways
from loftespor.corpus.weights import Weights

Key: TypeAlias = tuple[str, str]  # a commitment's id and its document's

_BASE = -10.8
_LIKENESS = 2.7  # overlap of the weighed stems, both texts counted
_COVER = 1.8  # the share of one that stands in the other
_INFORMATION = 3.4  # how much is shared, levelling off at HALF
_RAREST = 4.9  # the rarest that is shared
_WORDING = 2.2  # the words of the main clauses as they are written
_SAME_WAY = 1.0  # both say more, less, new …
HALF = 0.7  # shared rarity, in words that stand nowhere else, at which half of what information can give is reached
ACTION = 0.5  # what a verb of action counts of a noun as rare: it says less of what is spoken of
PART = 0.5  # what a shared part of two compounds counts of a shared word
OPPOSITE = 0.4  # what is left of a score when the two go opposite ways: it stays below 0.5
NEAR_VERBATIM = 0.8
_NAMED = 5  # shared words that a reason names


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An outline with its stems' rarity in the corpus, less for verbs, and their weights, less in asides."""

    outline: Outline
    rarities: Mapping[str, float]
    weights: Mapping[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two outlines share, in order: stems; words with a part in common, with what that counts; measures."""

    stems: list[str]
    parts: Mapping[tuple[str, str], float]
    measures: Mapping[str, float]


class Alike:
    """Compares commitments of one corpus with each other; outlines are made once."""

    def __init__(self, weights: Weights, *, cited: Mapping[Key, frozenset[str]], names: Mapping[str, str]) -> None:
        """`cited` are the ids of the measures that commitments cite, `names` what the measures are called."""
        self._rarities = weights
        self._cited = cited
        self._names = names
        self._citing = Counter(measure for measures in cited.values() for measure in measures)
        self._made: dict[Key, _Weighed] = {}

    def score(self, one: Stated, other: Stated) -> float:
        """How surely the two say the same, 0 to 1, whichever is named first."""
        return self.nearness(one, other) * (OPPOSITE if self.opposed(one, other) else 1.0)

    def nearness(self, one: Stated, other: Stated) -> float:
        """How surely they are about the same, also where they go opposite ways."""
        shared = self._shared(one, other)
        if not shared.stems and not shared.parts:
            return 0.0
        return self._likelihood(self._weighed(one), self._weighed(other), shared)

    def opposed(self, one: Stated, other: Stated) -> bool:
        """Whether they go opposite ways."""
        return self._weighed(one).outline.way.opposes(self._weighed(other).outline.way)

    def reasons(self, one: Stated, other: Stated) -> tuple[str, ...]:
        """What the score is made of, in words; those that they share as `one` writes them."""
        a, b, shared = self._weighed(one).outline, self._weighed(other).outline, self._shared(one, other)
        rarities = self._weighed(one).rarities
        words = (stem for stem in shared.stems if not stem[0].isdigit())
        rarest = sorted(words, key=lambda stem: (-rarities[stem], stem))
        cited = [self._names.get(measure, measure) for measure in shared.measures]
        return (
            *_wording(one, other), *_words([a.words[stem] for stem in rarest]),
            *_parts([(a.words[mine], b.words[others]) for mine, others in shared.parts]),
            *_measures(cited), *_ways(a.way, b.way), *_numbers(a, b),
        )  # fmt: skip

    def _weighed(self, stated: Stated) -> _Weighed:
        key = (stated.id, stated.source.id)
        if key not in self._made:
            made = outline(stated.text, names=(stated.source.issuer, stated.party))
            rarities = {
                stem: self._rarities.rarity(stem) * (ACTION if stem in made.actions else 1.0) for stem in made.places
            }
            weights = {stem: rarities[stem] * place for stem, place in made.places.items()}
            self._made[key] = _Weighed(made, rarities, weights, sum(weights.values()))
        return self._made[key]

    def _shared(self, one: Stated, other: Stated) -> _Shared:
        rarity = self._rarities.rarity
        a, b = self._weighed(one).outline, self._weighed(other).outline
        parts = {
            (mine, others): PART * min(rarity(part), rarity(mine), rarity(others))
            for part, mine, others in shared_parts(a, b)
        }
        measures = sorted(self._cites(one) & self._cites(other))
        cited = {measure: self._rarities.rarity_of(self._citing[measure]) for measure in measures}
        return _Shared(sorted(a.places.keys() & b.places.keys()), parts, cited)

    def _cites(self, stated: Stated) -> frozenset[str]:
        return self._cited.get((stated.id, stated.source.id), frozenset())

    def _likelihood(self, a: _Weighed, b: _Weighed, shared: _Shared) -> float:
        common_a, common_b = self._common(a, shared, side=0), self._common(b, shared, side=1)
        apart = (*shared.parts.values(), *shared.measures.values())
        information = sum(min(a.weights[stem], b.weights[stem]) for stem in shared.stems) + sum(apart)
        rarest = max((*(min(a.rarities[stem], b.rarities[stem]) for stem in shared.stems), *apart))
        same_way = bool(a.outline.way.directions & b.outline.way.directions)
        logit = (
            _BASE
            + _LIKENESS * (common_a + common_b) / (a.total + b.total)
            + _COVER * max(common_a / a.total, common_b / b.total)
            + _INFORMATION * information / (information + HALF)
            + _RAREST * rarest
            + _WORDING * fuzz.token_set_ratio(a.outline.main, b.outline.main) / 100
            + _SAME_WAY * same_way
        )
        return 1 / (1 + exp(-logit))

    def _common(self, weighed: _Weighed, shared: _Shared, *, side: int) -> float:
        """The weight of an outline's own words that the other has, whole or in part."""
        places = weighed.outline.places
        whole = sum(weighed.weights[stem] for stem in shared.stems)
        return whole + sum(counts * places[stems[side]] for stems, counts in shared.parts.items())


def wording(one: Stated, other: Stated) -> float:
    """How equal two commitments are to the letter, 0 to 1."""
    return fuzz.ratio(normalise(one.text), normalise(other.text)) / 100


def _wording(one: Stated, other: Stated) -> Iterator[str]:
    yield from equal_wording(wording(one, other), least=NEAR_VERBATIM)


def _words(words: list[str]) -> Iterator[str]:
    if words:
        yield f"felles ord: {', '.join(words[:_NAMED])}"


def _parts(pairs: list[tuple[str, str]]) -> Iterator[str]:
    if pairs:
        yield f"ord med felles ledd: {', '.join(f'{mine} – {others}' for mine, others in pairs)}"


def _measures(names: list[str]) -> Iterator[str]:
    if names:
        yield f"viser til det samme: {', '.join(names)}"


def _ways(a: Way, b: Way) -> Iterator[str]:
    labels = load_ways().labels
    common = sorted(a.directions & b.directions)
    if a.opposes(b):
        told = [", ".join(labels[way] for way in sorted(o.turned())) for o in (a, b)]
        yield f"motsatt retning: {' / '.join(told) if all(told) else 'den ene sier nei'}"
    elif common:
        yield f"samme retning: {', '.join(labels[way] for way in common)}"
    if (INQUIRE in a.directions) != (INQUIRE in b.directions):
        yield "bare den ene vil utrede"


def _numbers(a: Outline, b: Outline) -> Iterator[str]:
    one, two = ({number for number in o.numbers if number[0].isdigit()} for o in (a, b))
    if one & two:
        yield f"samme tall: {', '.join(sorted(one & two))}"
    if one - two and two - one:
        yield f"ulike tall: {', '.join(sorted(one - two))} / {', '.join(sorted(two - one))}"

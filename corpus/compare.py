"""Comparing a commitment with evidence: which are proposed as links, with what score, and why.

Scores lie between 0 and 1 and order proposals; they decide nothing. The thresholds below keep the list short
enough for a person to read.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz

from loftespor.corpus.cases import place_of
from loftespor.corpus.identity import normalise
from loftespor.corpus.material import Item, Material, Stated
from loftespor.corpus.reason_words import as_written, equal_wording
from loftespor.corpus.stems import stems
from loftespor.corpus.weights import Stems, Weights

LEAST = {"decisions": 0.3, "budget_lines": 0.5, "followups": 0.4, "passages": 0.4}
LEAST_ELSEWHERE = 0.9  # between documents that are not known to be of the same place
SAME_CASE_FOLLOW_UP = 0.3  # a row that names the very case may word its points freely
MOST_OF_A_TABLE = {
    "decisions": 5,
    "budget_lines": 15,
    "followups": 5,
    "passages": 5,
}  # a row of a budget has many years
LONG_WORD = 10  # 'fritidskort' says enough alone
MOST_IN_CASE = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link that is proposed for `commitment`; `point` is the place of the decision's point that fits best."""

    commitment: Stated
    kind: str
    table: str
    target: str
    document: str
    score: float
    reasons: tuple[str, ...]
    wording: float = 0.0  # how equal the two texts are to the letter, 0 to 1
    cover: float = 0.0  # the share of the commitment's words, by weight, that the other text has
    same_case: bool = False
    point: int | None = None


class Comparer:
    """Compares commitments with evidence; knows the weight of every stem of the corpus."""

    def __init__(self, material: Material) -> None:
        texts = chain((c.stems for c in material.commitments), (i.stems for i in material.evidence.values()))
        self.weights = Weights(texts)

    def with_evidence(self, stated: Stated, found: Iterable[Item], in_case: Iterable[Item]) -> Iterator[Proposal]:
        """Proposals towards evidence: the commitment's own decision, its case's, and what is alike elsewhere."""
        proposed: dict[tuple[str, str], Proposal] = {}
        for item in chain(in_case, found):
            key = (item.table, item.id)
            if key not in proposed and (proposal := self._evidence(stated, item)):
                proposed[key] = proposal
        yield from _best(proposed.values())

    def _evidence(self, stated: Stated, item: Item) -> Proposal | None:
        if item.table == "decisions" and item.id == stated.decision:
            return _own(stated, item)
        same_case = item.case is not None and item.case == stated.case
        if (item.source.id == stated.source.id and not same_case) or not _can_follow(stated, item):
            return None
        score, point = self._score(stated, item)
        if same_case and item.table == "followups":
            score = min(1.0, score + SAME_CASE_FOLLOW_UP)
        elsewhere = not same_case and not _same_place(stated, item)
        least = LEAST_ELSEWHERE if elsewhere else LEAST[item.table]
        decides_case = same_case and item.table == "decisions" and item.row["role"] == "decision"
        if score < least and not decides_case:
            return None
        wording = _wording(stated, item, point)
        reasons = (*(["samme sak"] if same_case else []), *self._reasons(stated, item.stems, wording))
        return Proposal(
            stated, _KIND[item.table], item.table, item.id, item.source.id, score, reasons, wording,
            self._cover(stated, item, point), same_case, point,
        )  # fmt: skip

    def _score(self, stated: Stated, item: Item) -> tuple[float, int | None]:
        if item.table == "budget_lines":
            return self._line_score(stated.stems, item.stems), None
        if item.table == "passages":
            enough = len(stated.stems & item.stems) > 1
            return self.weights.overlap(stated.stems, item.stems) if enough else 0.0, None
        points = [_stems_of(text) for text in _points(item)]
        scores = [self.weights.likeness(stated.stems, point) for point in points]
        # A follow-up row's title names its case; what was decided stands in its points.
        titled = item.table == "followups" and bool(points)
        whole = 0.0 if titled else self.weights.likeness(stated.stems, item.stems)
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        return (whole, None) if best is None or scores[best] < whole else (scores[best], best)

    def _cover(self, stated: Stated, item: Item, point: int | None) -> float:
        other = item.stems if point is None else _stems_of(_points(item)[point])
        return self.weights.cover(stated.stems, other)

    def _line_score(self, commitment: Stems, name: Stems) -> float:
        """A line's name is short: it must stand in the commitment almost whole, with two words or one long one."""
        shared = commitment & name
        if len(shared) < 2 and not any(len(s) >= LONG_WORD for s in shared):
            return 0.0
        return 0.7 * self.weights.cover(name, commitment) + 0.3 * self.weights.cover(commitment, name)

    def _reasons(self, stated: Stated, other: Stems, wording: float) -> tuple[str, ...]:
        shared = self.weights.shared(stated.stems, other)
        named = ", ".join(as_written(_plain(stated.text), shared))
        return (*equal_wording(wording, least=0.8), *([f"felles ord: {named}"] if named else []))


@lru_cache(maxsize=50_000)
def _stems_of(text: str) -> Stems:
    """The points of a case's decisions are compared with every commitment of the case."""
    return frozenset(stems(text))


_plain = lru_cache(maxsize=50_000)(normalise)

_KIND = {"decisions": "decision", "budget_lines": "funding", "followups": "follow_up", "passages": "report"}


def _own(stated: Stated, item: Item) -> Proposal:
    reasons = ("står selv i protokollen eller saken",)
    return Proposal(stated, "decision", "decisions", item.id, item.source.id, 1.0, reasons, 1.0, 1.0, same_case=True)


def _points(item: Item) -> tuple[str, ...]:
    return _point_texts(item.row["points"]) if item.table in ("decisions", "followups") else ()


@lru_cache(maxsize=50_000)
def _point_texts(points: str) -> tuple[str, ...]:
    return tuple(point["text"] if isinstance(point, dict) else point for point in json.loads(points))


def _wording(stated: Stated, item: Item, point: int | None) -> float:
    text = item.row["text"] if point is None else _points(item)[point]
    return fuzz.ratio(_plain(stated.text), _plain(text)) / 100


def _same_place(stated: Stated, item: Item) -> bool:
    place = place_of(stated.source.municipality)
    return place is not None and place == place_of(item.source.municipality)


def _can_follow(stated: Stated, item: Item) -> bool:
    """Evidence is not older than the commitment; where a date is unknown, it may be."""
    since = stated.source.date if item.table == "decisions" else stated.since
    return since is None or item.date is None or item.date >= since


def _best(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The best of each table, and of those in the commitment's own case the newest."""
    ordered = sorted(proposals, key=lambda p: (-p.score, p.table, p.target))
    left = dict(MOST_OF_A_TABLE)
    in_case = MOST_IN_CASE
    for proposal in ordered:
        if proposal.same_case and in_case:
            in_case -= 1
            yield proposal
        elif not proposal.same_case and left[proposal.table]:
            left[proposal.table] -= 1
            yield proposal

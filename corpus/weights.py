"""How much two texts say the same: overlap of their stems, each weighted by how rare it is in this corpus."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from math import fsum, log

Stems = frozenset[str]
MOST_RANKED = 5_000


class Weights:
    """Inverse document frequency of stems over all texts of a corpus.

    A stem that stands in every text weighs next to nothing, one that stands in two or three the most.
    """

    def __init__(self, texts: Iterable[Stems]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for stems in texts:
            counts.update(stems)
            total += 1
        # Below 50 texts frequencies say little; the floor keeps a tiny corpus from making every word rare.
        total = max(total, 50)
        self._counts = counts
        self._weights = {stem: log(1 + total / (1 + count)) for stem, count in counts.items()}
        self._total = total
        self._unseen = log(1 + total)
        self._totals: dict[Stems, float] = {}

    def weight(self, stem: str) -> float:
        """The weight of one stem, above 0."""
        return self._weights.get(stem, self._unseen)

    def rarity(self, stem: str) -> float:
        """The weight of a stem from 0 to 1: 1 for one that stands nowhere, whatever the size of the corpus."""
        return self.weight(stem) / self._unseen

    def rarity_of(self, count: int) -> float:
        """The rarity of anything that stands in so many texts."""
        return log(1 + self._total / (1 + count)) / self._unseen

    def total(self, stems: Stems) -> float:
        """The weight of a set of stems; the sum is exact, so that it does not depend on the set's order."""
        if stems not in self._totals:
            self._totals[stems] = self._sum(stems)
        return self._totals[stems]

    def _sum(self, stems: Iterable[str]) -> float:
        return fsum(map(self.weight, stems))

    def rarest(self, stems: Stems, *, most: int) -> list[str]:
        """The rarest stems that stand anywhere else, rarest first; common ones only while there are few texts to rank.

        What an index ranks costs time for every text that holds a stem: a corpus of thousands of nearly equal sentences
        would be ranked whole for each of them.
        """
        known = sorted((s for s in stems if self._counts[s] > 1), key=lambda s: (self._counts[s], s))[:most]
        costs = list(accumulate(self._counts[s] for s in known))
        return [s for i, (s, cost) in enumerate(zip(known, costs, strict=True)) if i == 0 or cost <= MOST_RANKED]

    def likeness(self, one: Stems, other: Stems) -> float:
        """Weighted Dice coefficient, 0 to 1: both texts count alike."""
        both = self.total(one) + self.total(other)
        return 2 * self._sum(one & other) / both if both else 0.0

    def cover(self, one: Stems, other: Stems) -> float:
        """The share of one's weight that other has too, 0 to 1: other may say more."""
        whole = self.total(one)
        return self._sum(one & other) / whole if whole else 0.0

    def overlap(self, one: Stems, other: Stems) -> float:
        """Between the share of the shorter text that the longer has, and their likeness as wholes, 0 to 1."""
        shorter = max(self.cover(one, other), self.cover(other, one))
        return (shorter + self.likeness(one, other)) / 2

    def shared(self, one: Stems, other: Stems, *, most: int = 5) -> list[str]:
        """The stems both have, heaviest first."""
        return sorted(one & other, key=lambda s: (-self.weight(s), s))[:most]

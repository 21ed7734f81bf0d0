"""How far two reviewers agree: on links and on each axis, beyond what chance would give (Cohen's kappa).

Counted are the things that both judged, each by its first word about it: what is said after a talk is no longer
independent.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from loftespor.corpus.reviews import Review, axes_of

Thing = tuple[str, str, str, str]  # table, subject, document, axis or ''


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people's agreement on one kind of judgement: of `both` things, `equal` were judged alike.

    `kappa` is None where it cannot be told: nothing judged by both, or one judgement only was ever given.
    """

    of: str  # links, or an axis
    one: str
    other: str
    both: int
    equal: int
    kappa: float | None


def agreements(reviews: Iterable[Review]) -> list[Agreement]:
    """The agreement of every two people who judged something, on links and then on each axis."""
    first: dict[str, dict[Thing, str]] = {}
    for review in reviews:
        for thing, says in _judgements(review):
            first.setdefault(review.by, {}).setdefault(thing, says)
    found = []
    for one, other in combinations(sorted(first), 2):
        for of in ("links", "decision", "funding", "implementation", "documentation"):
            both = [thing for thing in first[one] if thing in first[other] and of in (thing[0], thing[3])]
            if both:
                pairs = [(first[one][thing], first[other][thing]) for thing in both]
                equal = sum(a == b for a, b in pairs)
                found.append(Agreement(of, one, other, len(both), equal, kappa(pairs)))
    return found


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two people's judgements of the same things; None where chance alone gives full agreement.

    >>> kappa([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")])
    0.5
    >>> kappa([("a", "a"), ("a", "a")]) is None
    True
    """
    if not pairs:
        return None
    whole = len(pairs)
    seen = sum(a == b for a, b in pairs) / whole
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[value] * other[value] for value in one) / whole**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def _judgements(review: Review) -> list[tuple[Thing, str]]:
    """What a review says of each thing it speaks of; replies and what was taken back say nothing."""
    if review.action not in ("confirm", "reject", "set"):
        return []
    about = (review.subject_table, review.subject, review.document)
    if review.subject_table != "statuses":
        return [((*about, ""), review.action)]
    values = review.seen.get("values", {})
    return [((*about, str(axis)), _says(review, values.get(axis))) for axis in axes_of(review)]


def _says(review: Review, seen: str | None) -> str:
    if review.action == "set":
        return str(review.value)
    return str(seen) if review.action == "confirm" else f"not {seen}"

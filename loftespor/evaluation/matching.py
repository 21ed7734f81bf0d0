"""Which found passage is which passage of the gold: by the likeness of their words, one to one, best first."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

LEAST_ALIKE = 90  # two annotators' texts of one passage differ by less: a lost comma, a cut word
_NOT_WORD = re.compile(r"[^\w\s]")
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Words in lower case with single spaces; a hyphen or full stop inside a word parts it."""
    return _SPACE.sub(" ", _NOT_WORD.sub(" ", text.casefold())).strip()


def match(gold: Sequence[str], found: Sequence[str]) -> dict[int, tuple[int, float]]:
    """For places in `gold` the place in `found` that is the same passage, with their likeness (90 to 100).

    All pairs of a page or short document are compared: give no whole programme.
    """
    if not gold or not found:
        return {}
    likeness = process.cdist(
        [normalise(text) for text in gold], [normalise(text) for text in found],
        scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE,
    )  # fmt: skip
    pairs = sorted(
        ((float(ratio), i, j) for i, row in enumerate(likeness) for j, ratio in enumerate(row) if ratio >= LEAST_ALIKE),
        reverse=True,
    )
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for ratio, i, j in pairs:
        if i not in taken and j not in used:
            taken[i] = j, ratio
            used.add(j)
    return taken


def nearest(text: str, others: Sequence[str]) -> tuple[int, float] | None:
    """The place of the text that is most like this one, with their likeness; None where nothing is alike at all."""
    found = process.extractOne(normalise(text), [normalise(other) for other in others], scorer=fuzz.ratio)
    return (found[2], found[1]) if found and found[1] else None

"""The judge: a logistic regression over the clues of a sentence, and one over its kind, with learned weights.

The weights lie in `weights.tsv` beside this module, a clue a row; `training/judge.py` made them.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from loftespor.errors import RuleFileError
from loftespor.extract.records import CommitmentKind

KINDS: tuple[CommitmentKind, ...] = get_args(CommitmentKind)
BIAS = "always"  # the clue that every sentence has


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely a sentence commits somebody (0 to 1), and the kind of commitment it would then be."""

    probability: float
    kind: CommitmentKind


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of the clues: first that for being a commitment, then one for each of `KINDS`."""

    weights: Mapping[str, tuple[float, ...]]

    def weigh(self, clues: Collection[str]) -> Verdict:
        """The verdict on a sentence with these clues; clues without a weight say nothing."""
        known = [self.weights[clue] for clue in sorted((*clues, BIAS)) if clue in self.weights]
        commits, *kinds = (math.fsum(column) for column in zip(*known, strict=True))
        best = max(range(len(KINDS)), key=lambda at: kinds[at])
        return Verdict(1 / (1 + math.exp(-commits)), KINDS[best])


@lru_cache(maxsize=1)
def load_judge() -> Judge:
    """The judge with the weights of this package; raises RuleFileError when their file is damaged."""
    lines = files("loftespor.extract").joinpath("judge/weights.tsv").read_text(encoding="utf-8").splitlines()
    return Judge(dict(_row(number, line) for number, line in enumerate(lines, 1) if not line.startswith("#")))


def _row(number: int, line: str) -> tuple[str, tuple[float, ...]]:
    clue, *weights = line.split("\t")
    try:
        row = clue, tuple(float(weight) for weight in weights)
    except ValueError as cause:
        raise _damaged(number, str(cause)) from cause
    if len(weights) != len(KINDS) + 1:
        raise _damaged(number, f"{len(weights)} weights")
    return row


def _damaged(number: int, why: str) -> RuleFileError:
    return RuleFileError(f"extract/judge/weights.tsv, line {number}: {why}. Install loftespor again.")

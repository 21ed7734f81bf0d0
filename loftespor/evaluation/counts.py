"""Right, false and missed, and the shares they give, with intervals."""

from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

_Z = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations


class Share(NamedTuple):
    """A share from 0 to 1 with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def wilson(part: float, whole: float) -> Share | None:
    """A share with Wilson's score interval; None where there is nothing to share.

    >>> wilson(9, 10)
    Share(value=0.9, low=0.595849732047615, high=0.9821237869049271)
    """
    if whole == 0:
        return None
    share, spread = part / whole, _Z * _Z / whole
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    # An end that is 0 or 1 by arithmetic must not become -1e-17 by rounding.
    return Share(share, max(0.0, middle - reach), min(1.0, middle + reach))


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found of what should be, what was found in vain, what was missed."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.false) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of what should be found that was."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (2 * self.right + self.false + self.missed) if self.right else 0.0

    @property
    def precision_share(self) -> Share | None:
        """Precision with its interval; None where nothing was found."""
        return wilson(self.right, self.right + self.false)

    @property
    def recall_share(self) -> Share | None:
        """Recall with its interval; None where nothing was to be found."""
        return wilson(self.right, self.right + self.missed)

    @property
    def f1_share(self) -> Share | None:
        """F1 with its interval; None where there is neither.

        Of all passages that either side has, the share J that both have is a plain proportion with Wilson's interval,
        and F1 = 2 J / (1 + J) grows with J: so its ends are those of J, put into the same formula.
        """
        both = wilson(self.right, self.right + self.false + self.missed)
        return Share(*(2 * end / (1 + end) for end in both)) if both else None

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)


NOTHING = Counts(0, 0, 0)

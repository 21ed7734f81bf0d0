"""Logistic regression on rows of named clues: a convex problem, solved by accelerated gradient descent."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_ENOUGH = 1e-3  # the gradient's norm, over that at the start, at which the weights are good enough
_STEPS = 4_000  # at most
_POWER_STEPS = 30  # to estimate the largest curvature


def frequent(rows: Sequence[Collection[str]], *, least: int) -> tuple[str, ...]:
    """The clues of at least so many rows, in the order of their names."""
    counts = Counter(chain.from_iterable(rows))
    return tuple(sorted(clue for clue, count in counts.items() if count >= least))


class Table:
    """Rows of clues as numbers of columns, in the order of `clues`; a clue that is not among them is left out."""

    def __init__(self, rows: Sequence[Collection[str]], clues: Sequence[str]) -> None:
        number = {clue: at for at, clue in enumerate(clues)}
        columns = [sorted(number[clue] for clue in row if clue in number) for row in rows]
        self.shape = len(rows), len(clues)
        self._columns = np.array(list(chain.from_iterable(columns)), dtype=np.int64)
        self._rows = np.repeat(np.arange(len(rows)), [len(row) for row in columns])

    def times(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of the weights of each row's clues."""
        return np.bincount(self._rows, weights[self._columns], minlength=self.shape[0]).astype(np.float64)

    def transposed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of the values of each clue's rows."""
        return np.bincount(self._columns, values[self._rows], minlength=self.shape[1]).astype(np.float64)


def fit(table: Table, labels: Sequence[bool], *, penalty: float) -> NDArray[np.float64]:
    """The weights that make the labels most likely, less `penalty` times half the sum of their squares."""
    wanted = np.array(labels, dtype=np.float64)
    step = 1 / (_curvature(table) / 4 + penalty)
    weights = ahead = np.zeros(table.shape[1])
    pace, begun = 1.0, 0.0
    for _ in range(_STEPS):
        slope = table.transposed(_likely(table.times(ahead)) - wanted) + penalty * ahead
        size = float(np.linalg.norm(slope))
        begun = begun or size
        if size <= _ENOUGH * begun:
            break
        following = ahead - step * slope
        if float(slope @ (following - weights)) > 0:  # gone too far: begin to gather pace anew
            pace = 1.0
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = following + (pace - 1) / faster * (following - weights)
        weights, pace = following, faster
    return weights


def _likely(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(sums, -30, 30))))


def _curvature(table: Table) -> float:
    """The largest eigenvalue of the table's square, by the power method."""
    vector = np.full(table.shape[1], table.shape[1] ** -0.5)
    size = 1.0
    for _ in range(_POWER_STEPS):
        vector = table.transposed(table.times(vector))
        size = float(np.linalg.norm(vector))
        vector /= size
    return size * 1.05  # the method comes from below

"""Words of a PDF page in columns: their texts, and arrays of their edges, sizes, weights and baselines.

A page has hundreds of words, so what is asked of all of them is asked of arrays; a `Word` is made only of those that
need a closer look.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Addresses: TypeAlias = npt.NDArray[np.object_]


class Word(NamedTuple):
    """Characters without a space between them; coordinates in points from the top left corner of the page.

    `glued` says that no space stands before it (its size differs from the word before: a note mark). `hyphen`
    says that its last character is a hyphen at the line's end. `base` is the height of the baseline, `link` the
    address that the word leads to.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    base: float
    glued: bool = False
    hyphen: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page, or some of them, in the order they were written: a column for each field of `Word`.

    Most pages have no links: then there is no column of them.
    """

    texts: list[str]
    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    size: Floats
    bold: Flags
    base: Floats
    glued: Flags
    hyphen: Flags
    link: Addresses | None = None

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Word]:
        columns = (repeat("", len(self)) if column is None else column.tolist() for column in self._arrays())
        return map(Word._make, zip(self.texts, *columns, strict=True))

    def rows(self, places: Iterable[int]) -> list[Word]:
        """The words at these places."""
        chosen = np.fromiter(places, dtype=np.intp)
        return list(self.where(chosen)) if len(chosen) else []

    def where(self, chosen: Flags | npt.NDArray[np.intp]) -> "Words":
        """The words that a mask or their places choose."""
        places = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        texts = [self.texts[place] for place in places.tolist()]
        columns: list[Any] = [None if column is None else column[chosen] for column in self._arrays()]
        return Words(texts, *columns)

    def _arrays(self) -> tuple[Any, ...]:
        return self.x0, self.y0, self.x1, self.y1, self.size, self.bold, self.base, self.glued, self.hyphen, self.link


def words_of(rows: Sequence[Word]) -> Words:
    """Columns of words."""
    texts, *columns = list(zip(*rows, strict=True)) if rows else [()] * len(Word._fields)
    kinds = (float, float, float, float, float, bool, float, bool, bool, object)
    arrays = [np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)]
    return Words(list(texts), *arrays[:-1], *(arrays[-1:] if any(columns[-1]) else ()))

"""Bullets that are drawn and not written: the small discs, squares and pictures before the items of a list.

Browsers and some layout programs draw them, so no text says that there is a list. The key of a chart has such signs
too, but each in a colour of its own, and its words are small.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from loftespor.ingest.pdf.words import Word, Words, words_of

# A bullet is so many points wide and high, nearly as wide as high, and so far left of its text, in sizes of it.
SMALLEST, LARGEST, LONGER = 1.2, 9.0, 1.7
_NEAREST, _FARTHEST = 0.15, 3.5
_APART = 1.6  # of its size from the next one
_LEAST = 2  # at one edge of a page
_HIGHEST = 0.65  # of the size of its text; what is higher is a sign ('☎') and no bullet
_SMALL = 0.9  # of the page's usual size
_MOST = 400  # on a page; more are a pattern


class Dot(NamedTuple):
    """Something small that is drawn, in points from the page's top left corner, with what it looks like."""

    x0: float
    y0: float
    x1: float
    y1: float
    look: tuple[int, ...]


def may_be_bullet(width: float, height: float) -> bool:
    """Whether something is as large as a bullet, and no line."""
    low, high = sorted((width, height))
    return low >= SMALLEST and high <= LARGEST and high <= LONGER * low


@dataclass(slots=True)
class Bullets:
    """The looks of a document's drawn bullets: two on one page, and then single ones on others."""

    looks: set[tuple[int, ...]] = field(default_factory=set)

    def written(self, words: Words, dots: Sequence[Dot]) -> tuple[Words, int]:
        """The words with a bullet where one is drawn before a line, and how many these are."""
        if not dots or not len(words) or len(dots) > _MOST:
            return words, 0
        least = _SMALL * _usual_size(words)
        before = {
            place: dot for dot in _single(dots)
            if (place := _text_of(dot, words)) is not None
            and words.size[place] >= max(least, (dot.y1 - dot.y0) / _HIGHEST)
        }  # fmt: skip
        counts = Counter((dot.look, round(dot.x0)) for dot in before.values())
        self.looks |= {look for (look, _), count in counts.items() if count >= _LEAST}
        chosen = {place: dot for place, dot in before.items() if dot.look in self.looks}
        if not chosen:
            return words, 0
        rows: list[Word] = []
        for place, word in enumerate(words):
            if place in chosen:
                rows.append(_bullet(chosen[place], word))
            rows.append(word)
        return words_of(rows), len(chosen)


def _single(dots: Sequence[Dot]) -> list[Dot]:
    """The dots that touch no other: those of a pattern or a QR code do."""
    x0, y0, x1, y1 = np.array([dot[:4] for dot in dots]).T
    xs, ys, reach = (x0 + x1) / 2, (y0 + y1) / 2, _APART * np.maximum(x1 - x0, y1 - y0)
    near = (np.abs(xs[:, None] - xs) < reach) & (np.abs(ys[:, None] - ys) < reach)
    return [dot for dot, count in zip(dots, near.sum(axis=0).tolist(), strict=True) if count == 1]


def _usual_size(words: Words) -> float:
    """The size of most characters of a page."""
    sizes: Counter[float] = Counter()
    for text, size in zip(words.texts, words.size.tolist(), strict=True):
        sizes[size] += len(text)
    return sizes.most_common(1)[0][0]


def _text_of(dot: Dot, words: Words) -> int | None:
    """The place of the word that a dot stands before, alone on its line; None where it stands before none."""
    middle = (dot.y0 + dot.y1) / 2
    row = np.flatnonzero((words.y0 < middle) & (middle < words.y1))
    size = words.size[row]
    gaps = words.x0[row] - dot.x1
    after = (gaps > _NEAREST * size) & (gaps < _FARTHEST * size)
    if not after.any():
        return None
    place = int(row[after][np.argmin(gaps[after])])
    reach = 1.5 * float(words.size[place])
    # What stands directly before it, or in it, makes it a sign within a line.
    inside = (words.x1[row] > dot.x0 - reach) & (words.x0[row] < dot.x1)
    return None if inside.any() else place


def _bullet(dot: Dot, word: Word) -> Word:
    return Word("•", dot.x0, word.y0, dot.x1, word.y1, word.size, word.bold, word.base)

"""Finding a text again among others: word for word, or nearly so, without comparing each with each."""

import re
from collections import defaultdict
from typing import Generic, TypeVar

from rapidfuzz import fuzz

_Value = TypeVar("_Value")
_WORD = re.compile(r"\w+")
_KEY_WORDS = 5
_PREFIX_LEAST = 40


class SameWords(Generic[_Value]):
    """Texts with a value each; `find` gives the value of the text that reads the same."""

    def __init__(self) -> None:
        self._exact: dict[str, _Value] = {}
        self._by_key: dict[str, list[tuple[str, _Value]]] = defaultdict(list)

    def add(self, text: str, value: _Value) -> None:
        """Remember a text; of two that read the same the first stays."""
        words = plain_words(text)
        if words and words not in self._exact:
            self._exact[words] = value
            self._by_key[_key(words)].append((words, value))

    def find(self, text: str, *, at_least: float = 85.0, beginning: bool = False) -> _Value | None:
        """The value of the same text: exactly, else the most similar that begins with the same words.

        `at_least` is the similarity (0-100); with `beginning` a text of which this is the beginning counts too.
        """
        words = plain_words(text)
        if words in self._exact:
            return self._exact[words]
        best: tuple[float, _Value] | None = None
        # Few texts begin alike: the first twenty are enough, and keep a hostile file from costing N x M.
        for other, value in self._by_key.get(_key(words), ())[:20]:
            score = fuzz.ratio(words, other, score_cutoff=at_least)
            if beginning and len(words) >= _PREFIX_LEAST and other.startswith(words):
                score = 100.0
            if score >= at_least and (best is None or score > best[0]):
                best = (score, value)
        return best[1] if best else None


def plain_words(text: str) -> str:
    """The words alone, in small letters, single spaces: 'Saken, utsettes.' gives 'saken utsettes'."""
    return " ".join(_WORD.findall(text.lower()))


def _key(words: str) -> str:
    return " ".join(words.split(" ", _KEY_WORDS)[:_KEY_WORDS])

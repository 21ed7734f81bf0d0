"""The stem of a Norwegian word: Snowball's stemmer, which folds Nynorsk endings onto those of Bokmål."""

from functools import lru_cache

import snowballstemmer

_stemmer = snowballstemmer.stemmer("norwegian")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word in lower case."""
    stemmed: str = _stemmer.stemWord(word)
    return stemmed

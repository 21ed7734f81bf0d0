"""Word stems: what commitments and evidence are indexed by, so that 'utvide' finds 'utvides' and 'utvidelse'.

Snowball's Norwegian stemmer, with Nynorsk endings folded onto it by the stemmer's own suffixes. Words that every
document has (stop words and the words of case handling) carry nothing and are left out.
"""

import re
from functools import lru_cache
from importlib.resources import files

from loftespor.extract.stems import stem

_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that carry no content, from stop_words.txt."""
    lines = files("loftespor.corpus").joinpath("stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def stems(text: str) -> list[str]:
    """The stems of the content words of a text, in order, repeated words kept."""
    return [stem for stem, _ in stem_of_words(text)]


def stem_of_words(text: str) -> list[tuple[str, str]]:
    """The content words of a text in order, each with its stem: (stem, word in lower case).

    >>> stem_of_words("Vi vil utvide svømmehallen")
    [('utvid', 'utvide'), ('svømmehall', 'svømmehallen')]
    """
    words = (word.casefold() for word in _WORD.findall(text))
    return [(stem(word), word) for word in words if word not in stop_words() and (len(word) > 2 or word.isdigit())]

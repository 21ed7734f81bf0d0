"""Which words changed between two wordings of a commitment."""

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\S+")
_EDGES = re.compile(r"^\W+|\W+$")
MOST_WORDS = 1_000  # comparing takes time by the square of the words: of longer texts one goes out and one comes in


def word_changes(old: str, new: str) -> str:
    """The new text with the words that went out and came in; case and punctuation do not count as changes.

    >>> word_changes("Kommunen kan bygge ny hall", "Kommunen skal bygge ny hall.")
    'Kommunen [-kan-] {+skal+} bygge ny hall.'
    """
    one, two = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(one), len(two)) > MOST_WORDS:
        return f"[-{old}-] {{+{new}+}}"
    matcher = SequenceMatcher(a=[*map(_plain, one)], b=[*map(_plain, two)], autojunk=False)
    told: list[str] = []
    for change, i, j, k, m in matcher.get_opcodes():
        if change == "equal":
            told += two[k:m]
        else:
            told += [f"[-{' '.join(one[i:j])}-]"] * (i < j) + [f"{{+{' '.join(two[k:m])}+}}"] * (k < m)
    return " ".join(told)


def _plain(token: str) -> str:
    return _EDGES.sub("", token.casefold()) or token

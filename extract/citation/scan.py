"""The one pass over a text that finds where a citation may begin: a trie of key letters as one compiled pattern."""

import re
from collections.abc import Iterable


def trie_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the longest of the words at each place; shared beginnings are tried once."""
    trie: dict[str, object] = {}
    for word in words:
        node = trie
        for char in word:
            child = node.setdefault(char, {})
            assert isinstance(child, dict)  # noqa: S101 - narrows the type; only the end mark is no dict
            node = child
        node[""] = None
    return re.compile(_pattern(trie))


def _pattern(node: dict[str, object]) -> str:
    branches = [
        re.escape(char) + _pattern(child) for char, child in sorted(node.items()) if char and isinstance(child, dict)
    ]
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return whole + ("?" if "" in node else "")

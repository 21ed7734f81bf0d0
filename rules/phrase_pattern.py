"""The pattern language of the phrase rules, and its translation to regular expressions.

A pattern is a row of tokens divided by spaces, each standing for a word in any case:

    er/ble ..3 åpnet/åpna      one of the words, then up to three words of any kind, then one of the words
    arbeid*                    a word that begins so (not as the first token)
    *plan                      a word that ends so (not as the first token)
    i? gang                    the word may be missing
    #                          a number
    ^                          the statement begins here
    <be>                       a group of words that the data file names

Gaps are bounded and never run over punctuation, so a match costs a fixed number of steps.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# A word of a gap: may hold a date or decimal number, but no punctuation that ends a clause.
# All repeats are bounded, so that no text, however long its words, costs more than a fixed number of steps.
_ANY = r"[^\s.,;:!?()]{1,40}(?:[.,][^\s.,;:!?()]{1,40}){0,3}"
_NUMBER = r"\d{1,12}(?:[ .,]\d{1,3}){0,5}\.?"
_WORD_REST = r"[\wæøåÆØÅ-]{0,40}"
_SPACE = r"\s+"
_GAP = re.compile(r"\.\.(\d)$")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: `words` are all its own words in lower case, `first` those it may begin with.

    An empty `first` means that it begins at the start of a statement. `last` are the words one of which must end it,
    empty where it ends in a number or part of a word.
    """

    first: frozenset[str]
    words: frozenset[str]
    last: frozenset[str]
    regex: re.Pattern[str]


def compile_pattern(pattern: str, *, groups: Mapping[str, str]) -> Pattern:
    """The compiled pattern; raises ValueError with the reason when it does not follow the language."""
    tokens = _expand(pattern, groups).split()
    at_start = bool(tokens) and tokens[0] == "^"
    tokens = tokens[1:] if at_start else tokens
    if not tokens:
        raise ValueError("a pattern needs a word")
    first = _alternatives(tokens[0])
    if not at_start and any(word != "#" and not word.replace("-", "").isalpha() for word in first):
        raise ValueError(f"the first token {tokens[0]!r} must be plain words divided by '/'")
    regex = re.compile(_join(tokens) + r"(?![\wæøåÆØÅ-])", re.IGNORECASE)
    words = frozenset(word.strip("*").lower() for token in tokens for word in _alternatives(token.rstrip("?")))
    last = frozenset(word.lower() for word in _alternatives(tokens[-1]))
    return Pattern(
        first=frozenset() if at_start else frozenset(word.lower() for word in first),
        words=words,
        last=frozenset() if any("#" in word or "*" in word for word in last) else last,
        regex=regex,
    )


def _expand(pattern: str, groups: Mapping[str, str]) -> str:
    for name in re.findall(r"<(\w+)>", pattern):
        if name not in groups:
            raise ValueError(f"no group is named <{name}>")
        pattern = pattern.replace(f"<{name}>", groups[name])
    return pattern


def _alternatives(token: str) -> list[str]:
    return token.split("/")


def _join(tokens: list[str]) -> str:
    parts: list[str] = []
    for number, token in enumerate(tokens):
        gap = _GAP.match(token)
        last = number == len(tokens) - 1
        if gap:
            parts.append(rf"(?:{_ANY}{_SPACE}){{0,{gap[1]}}}?")
        elif token.endswith("?"):
            parts.append(rf"(?:{_word(token[:-1])}{_SPACE})?")
        else:
            parts.append(_word(token) + ("" if last else _SPACE))
    if tokens[-1].endswith("?") or _GAP.match(tokens[-1]):
        raise ValueError("a pattern must end in a word")
    return "".join(parts)


def _word(token: str) -> str:
    return "(?:" + "|".join(_one(word) for word in _alternatives(token)) + ")"


def _one(word: str) -> str:
    if word == "#":
        return _NUMBER
    body = re.escape(word.strip("*"))
    return (_WORD_REST if word.startswith("*") else "") + body + (_WORD_REST if word.endswith("*") else "")

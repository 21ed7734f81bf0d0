"""How a state is to lie to a number: 'minst 500', 'under 2 uker', 'øke til 3 prosent', 'redusere med 20 prosent'."""

import re
from collections.abc import Iterable
from typing import Literal

from loftespor.extract.data_file import read_data
from loftespor.extract.records import Comparison

_DATA = read_data("frame/targets.toml")
_ORDER: tuple[Comparison, ...] = ("at_least", "at_most", "over", "under")
STOP = re.compile(r"[.;:?!]\s")
_REACH = 140  # characters before a number in which words speak of it
_NEAR = 8  # words between a verb and the number that is its change


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _named(sign: Comparison) -> str:
    return f"(?P<{sign}>{any_of(_DATA['signs'][sign])})"


_SIGN = re.compile(
    rf"\b(?:{'|'.join(_named(name) for name in _ORDER)})\s(?:[\wæøå]{{1,3}}\s)?$",
    re.IGNORECASE,
)
_NOT_HIGHER = re.compile(
    r"\bikk?j?e\s[^.;]{0,40}(?:høyere|høgare|mer|meir|flere|fleire)\s[^.;]{0,30}enn\s$", re.IGNORECASE
)
_TO = re.compile(r"\btil\s$", re.IGNORECASE)
_OR_MORE = re.compile(r"\seller\s(?:mer|meir|flere|fleire)\b", re.IGNORECASE)
_OR_LESS = re.compile(r"\seller\s(?:mindre|færre)\b", re.IGNORECASE)
MORE = re.compile(rf"\b{any_of(_DATA['counted']['more'])}(?![\wæøå])", re.IGNORECASE)
LESS = re.compile(rf"\b{any_of(_DATA['counted']['less'])}(?![\wæøå])", re.IGNORECASE)


def words_before(text: str, start: int, *, reach: int = _REACH) -> str:
    """The words of the sentence before a place, at most `reach` characters back: what may speak of a number there."""
    return STOP.split(text[max(0, start - reach) : start])[-1]


def sentence_around(text: str, start: int) -> str:
    """The sentence around a place, so far as it is near."""
    end = STOP.search(text, start)
    return words_before(text, start) + text[start : end.start() if end else start + _REACH]


def find_sign(before: str) -> Comparison | None:
    """The comparison that the words directly before a number say, or None."""
    found = _SIGN.search(before)
    return next((name for name in _ORDER if found[name]), None) if found else None


def or_more(text: str, end: int) -> Literal["at_least", "at_most"] | None:
    """The comparison that the words directly after a number say: 'eller mer', 'eller færre'."""
    if _OR_MORE.match(text, end):
        return "at_least"
    return "at_most" if _OR_LESS.match(text, end) else None


def find_comparison(text: str, start: int, end: int, *, new: str = "") -> Comparison | None:
    """How the state is to lie to a number at a place; more and less where the number is the change.

    `new` is the word between number and noun: 'nye', 'flere', 'færre'.
    """
    before = words_before(text, start)
    if stated := or_more(text, end):
        return stated
    if _NOT_HIGHER.search(before):
        return "at_most"
    if sign := find_sign(before):
        return sign
    if _TO.search(before):
        return "exactly"
    if new:
        return "less" if new.casefold().startswith("færre") else "more"
    return _change(before)


def _change(before: str) -> Comparison | None:
    """The way of a change: 'redusere med 20 prosent', 'bygge 500 boliger'."""
    more = max((match.end() for match in MORE.finditer(before)), default=-1)
    less = max((match.end() for match in LESS.finditer(before)), default=-1)
    if more == less or len(before[max(more, less) :].split()) > _NEAR:
        return None
    return "more" if more > less else "less"

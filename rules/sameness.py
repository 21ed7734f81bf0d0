"""Whether a commitment and a decision are the same to a reader: near in words, and nothing that changes the action."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from loftespor.extract.stems import stem

_NUMBER = re.compile(r"\d+(?:[  .,/]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"\b\d{1,2}\.\s?(?:[a-z]{3,9}|\d{1,2}\.)\s?(?:19|20)\d\d")
_MONTH = re.compile(
    r"\b(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def thresholds() -> Mapping[str, Any]:
    """The thresholds of sameness.toml."""
    return tomllib.loads(files("loftespor.rules").joinpath("sameness.toml").read_text(encoding="utf-8"))


def same_words(commitment: str, other: str, *, link: Mapping[str, Any], outcome: str) -> bool:
    """Whether a decision with this outcome is about the commitment's own words; `link` holds the measured likeness."""
    limits = thresholds()
    if outcome in limits["named"]["outcomes"]:
        named = limits["named"]
        return _near(link, other) or (link["cover"] >= named["cover"] and link["score"] >= named["likeness"])
    # What fell is often moved with reasons that deny something; to say 'rejected' of it adopts nothing.
    same_sense = outcome == "rejected" or negations(commitment) == negations(other)
    return _near(link, other) and same_action(commitment, other) and same_sense


def is_near(link: Mapping[str, Any]) -> bool:
    """Whether two texts are as wholes so equal, in letters or in words, that a reader sees the same sentence."""
    wording = thresholds()["wording"]
    likeness = wording["in_case"] if link["same_case"] else wording["likeness"]
    return bool(link["wording"] >= wording["letters"] or link["score"] >= likeness)


def _near(link: Mapping[str, Any], other: str) -> bool:
    contained = thresholds()["contained"]
    if is_near(link):
        return True
    whole = bool(link["cover"] >= contained["cover"] and link["score"] >= contained["likeness"])
    return whole and len(_WORD.findall(other)) >= contained["words"]


def same_action(commitment: str, other: str) -> bool:
    """Whether no number is missing and no word makes another action of it.

    >>> same_action("innføre gratis skolemat", "Byrådet bes utrede gratis skolemat")
    False
    >>> same_action("være utslippsfrie fra 2026", "være utslippsfrie innen 2028")
    False
    """
    return numbers(commitment) <= numbers(other) and same_kind(commitment, other) and same_scope(commitment, other)


def same_scope(commitment: str, other: str) -> bool:
    """Whether the other text says 'all' or 'every' where the commitment does."""
    return not _says_all(commitment) or _says_all(other)


def negations(text: str) -> int:
    """How often a text denies.

    >>> negations("Skolen skal ikke legges ned uten høring")
    2
    """
    words = thresholds()["negation"]["words"]
    return sum(word.casefold() in words for word in _WORD.findall(text))


def same_extent(commitment: str, report: str) -> bool:
    """Whether a report names every number that was promised, dates apart, and says 'all' where the promise does.

    >>> same_extent("plante 5 000 trær innen 2027", "Det ble plantet 1 400 trær i 2025.")
    False
    """
    promised = {number for number in numbers(_DATE.sub("", commitment)) if not _YEAR.fullmatch(number)}
    return promised <= numbers(report) and same_scope(commitment, report)


def repeals(commitment: str, decision: str) -> bool:
    """Whether a decision repeals something that the commitment does not itself speak of repealing."""
    return "repeal" in _kinds(decision) and "repeal" not in _kinds(commitment)


def _says_all(text: str) -> bool:
    words = thresholds()["scope"]["all"]
    return any(word.casefold() in words for word in _WORD.findall(text))


def same_kind(commitment: str, other: str) -> bool:
    """Whether the same words that make another action of a text stand in both, or in none: 'utrede X' is not X."""
    return _kinds(commitment) == _kinds(other)


def is_inquiry(commitment: str) -> bool:
    """Whether what is promised is to look into something, and no more."""
    return "inquire" in _kinds(commitment)


def names_only(commitment: frozenset[str], passage: frozenset[str]) -> bool:
    """Whether a report's sentence, apart from what reports say in general, is about the commitment and nothing else."""
    report = thresholds()["report"]
    content = {stem for stem in passage - frozenset(report["said"]) if not stem[0].isdigit()}
    shared = len(content & commitment)
    return bool(shared >= report["named_words"] and shared >= report["named"] * len(content))


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text, with their separators taken out, and the months it names."""
    months = (month.casefold() for month in _MONTH.findall(text))
    return frozenset((*(re.sub(r"[^\d,]", "", found) for found in _NUMBER.findall(text)), *months))


def _kinds(text: str) -> frozenset[str]:
    stems = {stem(word.casefold()) for word in _WORD.findall(text)}
    return frozenset(kind for kind, forms in thresholds()["action"].items() if not stems.isdisjoint(forms))

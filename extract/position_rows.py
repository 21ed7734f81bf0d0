"""The rows of `positions.toml` as compiled values, and its lists of words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from loftespor.errors import RuleFileError
from loftespor.extract.data_file import read_data
from loftespor.extract.records import Stance
from loftespor.rules.phrase_pattern import Pattern, compile_pattern

Object: TypeAlias = Literal["proposal", "clause", "duty", "about", "anything"]
Place: TypeAlias = Literal["after", "inside", "before"]

_DATA = read_data("positions.toml")
_WORDS: Mapping[str, list[str]] = _DATA["words"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file; its head explains the fields."""

    name: str
    stance: Stance
    negated: Stance | None
    objects: frozenset[Object]
    impersonal: bool
    target: Place
    closes: frozenset[str]
    unless: frozenset[str]


def words_of(name: str) -> frozenset[str]:
    """A list of words of the file, as a set."""
    return frozenset(_WORDS[name])


def endings_of(name: str) -> tuple[str, ...]:
    """A list of word endings of the file."""
    return tuple(_WORDS[name])


@lru_cache(maxsize=1)
def rows_by_word() -> dict[str, tuple[tuple[Row, Pattern], ...]]:
    """The rows with their patterns by the word a pattern begins with, in the order of the file."""
    rows: dict[str, list[tuple[Row, Pattern]]] = {}
    for data in _DATA["row"]:
        row = _row(data)
        for pattern in (_pattern(row, text) for text in data["patterns"]):
            for word in sorted(pattern.first):
                rows.setdefault(word, []).append((row, pattern))
    return {word: tuple(found) for word, found in rows.items()}


def _row(data: dict[str, Any]) -> Row:
    return Row(
        data["name"], data["stance"], data.get("negated"), frozenset(data["objects"]), data.get("impersonal", False),
        data.get("target", "after"), frozenset(data.get("closes", ())), frozenset(data.get("unless", ())),
    )  # fmt: skip


def _pattern(row: Row, text: str) -> Pattern:
    try:
        return compile_pattern(text, groups={})
    except ValueError as cause:
        raise RuleFileError(f"extract/positions.toml, row '{row.name}': {cause}. Correct the pattern.") from cause

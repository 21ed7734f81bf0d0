"""The rules of strength.toml: what makes a commitment weaker or stronger, and the sentences that say so."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from loftespor.errors import RuleFileError
from loftespor.rules.axes import LANGUAGES

Way: TypeAlias = Literal["weaker", "stronger"]
Tested: TypeAlias = Literal["more", "less"]


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing that changed, by its row in strength.toml: what it does, with the words of the old and the new text."""

    rule: str
    strength: Way | None
    testability: Tested | None
    old: str
    new: str
    sentences: Mapping[str, str]

    def sentence(self, language: str) -> str:
        """What a reader is told."""
        return self.sentences[language].replace("{old}", self.old).replace("{new}", self.new)


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that make a commitment weaker or stronger."""

    id: str
    makes: Way
    pattern: re.Pattern[str]
    gained: Mapping[str, str]
    lost: Mapping[str, str]
    replaces: re.Pattern[str] | None
    both: re.Pattern[str] | None
    main: bool


@dataclass(frozen=True, slots=True)
class StrengthRules:
    """The content of strength.toml."""

    steps: tuple[re.Pattern[str], ...]
    ladder: Mapping[Way, Mapping[str, str]]
    signs: tuple[Sign, ...]
    ceiling: re.Pattern[str]
    number_words: Mapping[str, int]
    sentences: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def load_strength() -> StrengthRules:
    """The packaged rules; raises RuleFileError for a row that is not complete or a pattern that is none."""
    content = files("loftespor.rules").joinpath("strength.toml").read_text(encoding="utf-8")
    return parse_strength(content, name="strength.toml")


def parse_strength(content: str, *, name: str) -> StrengthRules:
    """The rules of a rule file's text."""
    try:
        data = tomllib.loads(content)
        return StrengthRules(
            tuple(_pattern(row["pattern"]) for row in data["step"]),
            {"weaker": _languages(data["ladder"]["weaker"]), "stronger": _languages(data["ladder"]["stronger"])},
            tuple(map(_sign, data["sign"])),
            _pattern(data["ceiling"]["pattern"]),
            data["numbers"]["words"],
            {row["id"]: _languages(row) for row in data["change"]},
        )
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{name} is not readable as TOML: {error}. Mend the line and run again.") from error
    except KeyError as error:
        raise RuleFileError(f"{name}: the table, key or language {error} is missing. Add it.") from error
    except re.error as error:
        raise RuleFileError(f"{name}: '{error.pattern!s}' is no regular expression: {error}. Correct it.") from error


def _sign(row: Mapping[str, Any]) -> Sign:
    replaces, both = (_pattern(row[key]) if key in row else None for key in ("replaces", "both"))
    return Sign(
        row["id"], row["makes"], _pattern(row["pattern"]), _languages(row["gained"]), _languages(row["lost"]), replaces,
        both, row.get("main", False),
    )  # fmt: skip


def _languages(sentences: Mapping[str, str]) -> Mapping[str, str]:
    return {language: sentences[language] for language in LANGUAGES}


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def shift(rule: str, strength: Way | None, testability: Tested | None, old: str, new: str) -> Shift:
    """A change of a value, with its row's sentences."""
    return Shift(rule, strength, testability, old, new, load_strength().sentences[rule])

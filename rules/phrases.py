"""The phrase rules: which words of a text mean which value of the implementation and funding axes.

The rules themselves are data, `phrases.toml`; here they are read and checked. `judge` applies them.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

from loftespor.errors import RuleFileError
from loftespor.rules.phrase_pattern import Pattern, compile_pattern

Axis: TypeAlias = Literal["implementation", "funding"]
Reach: TypeAlias = Literal["part", "whole", "weak", "step"]

RULE_FILE = Path(__file__).with_name("phrases.toml")
VALUES: Mapping[str, frozenset[str]] = {
    "implementation": frozenset(
        {"implemented", "partly_implemented", "in_progress", "planned", "stalled", "dropped"},
    ),
    "funding": frozenset(
        {"funded", "partly_funded", "in_plan", "within_frame", "proposed", "cut", "not_funded"},
    ),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the rule file: texts that mean `value` on `axis`; `sentences` is what a report prints, by language.

    `steps` names the lists of work steps that must not be what is spoken of; `not_nouns` are words that change its
    meaning when they are spoken of, `not_before` when they follow at once.
    """

    id: str
    axis: Axis
    value: str
    patterns: tuple[Pattern, ...]
    sentences: Mapping[str, str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    reach: Reach = "part"
    steps: tuple[str, ...] = ()
    not_nouns: tuple[str, ...] = ()
    not_before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """Words that take away what a phrase near them says: a condition, a goal, a question, a deadline.

    They reach to the end of their clause, or with `sentence` to that of their sentence.
    """

    id: str
    where: Literal["before", "after"]
    patterns: tuple[Pattern, ...]
    reason: str
    examples: tuple[str, ...]
    axes: frozenset[str]
    values: frozenset[str]
    sentence: bool = False

    def covers(self, phrase: Phrase) -> bool:
        """Whether the scope has power over this phrase."""
        return phrase.axis in self.axes and (not self.values or phrase.value in self.values)


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """The whole rule file, with the phrases by the words they may begin with."""

    phrases: Mapping[str, Phrase]
    scopes: tuple[Scope, ...]
    inside: frozenset[str]
    before: frozenset[str]
    subject: frozenset[str]
    steps: Mapping[str, tuple[str, ...]]
    afterwards: tuple[str, ...]
    by_word: Mapping[str, tuple[tuple[Phrase, Pattern], ...]]
    at_start: tuple[tuple[Phrase, Pattern], ...]
    scope_by_word: Mapping[str, tuple[tuple[Scope, Pattern], ...]]


@cache
def phrase_book() -> PhraseBook:
    """The rule file of the package, read once."""
    return read_phrases(RULE_FILE.read_text(encoding="utf-8"), source=RULE_FILE.name)


def read_phrases(text: str, *, source: str) -> PhraseBook:
    """The rules of a rule file's text; raises RuleFileError with the row and what to mend."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{source}: not readable as TOML: {error}. Mend the line and run again.") from error
    try:
        return _book(data)
    except KeyError as error:
        raise RuleFileError(
            f"{source}: the table or key {error} is missing. Add it; docs/evidence.md lists them."
        ) from error
    except ValueError as error:
        raise RuleFileError(f"{source}: {error}. Mend the row; docs/evidence.md describes it.") from error


def _book(data: Mapping[str, Any]) -> PhraseBook:
    phrases = [_phrase(row, data["groups"]) for row in data["phrase"]]
    scopes = tuple(_scope(row, data["groups"]) for row in data["scope"])
    if len({phrase.id for phrase in phrases}) != len(phrases):
        raise ValueError("two phrases have the same id")
    pairs = [(phrase, pattern) for phrase in phrases for pattern in phrase.patterns]
    return PhraseBook(
        phrases={phrase.id: phrase for phrase in phrases},
        scopes=scopes,
        inside=frozenset(data["void"]["inside"]),
        before=frozenset(data["void"]["before"]),
        subject=frozenset(data["void"]["subject"]),
        steps={name: noun_forms(data["steps"][name]) for name in ("work", "papers")},
        afterwards=noun_forms(data["steps"]["afterwards"]),
        by_word=_by_first_word(pairs),
        at_start=tuple((phrase, pattern) for phrase, pattern in pairs if not pattern.first),
        scope_by_word=_by_first_word([(scope, pattern) for scope in scopes for pattern in scope.patterns]),
    )


def _phrase(row: Mapping[str, Any], groups: Mapping[str, str]) -> Phrase:
    axis, value = row["axis"], row["value"]
    if value not in VALUES.get(axis, frozenset()):
        raise ValueError(f"phrase {row['id']!r}: {axis!r} has no value {value!r} that a text can state")
    sentences = row["sentence"]
    if missing := {"nb", "nn", "en"} - set(sentences):
        raise ValueError(f"phrase {row['id']!r}: no sentence in {', '.join(sorted(missing))}")
    return Phrase(
        id=row["id"],
        axis=cast(Axis, axis),
        value=value,
        patterns=_patterns(row, groups),
        sentences=dict(sentences),
        examples=tuple(row["examples"]),
        counter_examples=tuple(row["counter_examples"]),
        reach=row.get("reach", "part"),
        steps=tuple(row.get("steps", ())),
        not_nouns=noun_forms(row.get("not_nouns", ())),
        not_before=frozenset(row.get("not_before", ())),
    )


def _scope(row: Mapping[str, Any], groups: Mapping[str, str]) -> Scope:
    return Scope(
        id=row["id"],
        where=row["where"],
        patterns=_patterns(row, groups),
        reason=row["reason"],
        examples=tuple(row["examples"]),
        axes=frozenset(row.get("axes", VALUES)),
        values=frozenset(row.get("values", ())),
        sentence=row.get("sentence", False),
    )


def _patterns(row: Mapping[str, Any], groups: Mapping[str, str]) -> tuple[Pattern, ...]:
    try:
        return tuple(compile_pattern(pattern, groups=groups) for pattern in row["patterns"])
    except ValueError as error:
        raise ValueError(f"row {row['id']!r}: {error}") from error


def noun_forms(nouns: Iterable[str]) -> tuple[str, ...]:
    """The nouns with the endings that Norwegian inflection gives them, as ends of words to look for.

    Wide on purpose ('møtear' is no word): a form too many finds nothing, a form too few misses.
    """
    endings = ("", "en", "n", "et", "t", "a", "er", "r", "ene", "ne", "ar", "ane", "ge", "gen")
    forms = {noun + ending for noun in nouns for ending in endings}
    return tuple(sorted(forms | {noun.removesuffix("ing") + "inga" for noun in nouns if noun.endswith("ing")}))


def _by_first_word(pairs: Iterable[tuple[Any, Pattern]]) -> dict[str, tuple[tuple[Any, Pattern], ...]]:
    found: dict[str, list[tuple[Any, Pattern]]] = {}
    for owner, pattern in pairs:
        for word in pattern.first:
            found.setdefault(word, []).append((owner, pattern))
    return {word: tuple(rows) for word, rows in found.items()}

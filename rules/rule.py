"""The rules as data: a row of rules.toml each, with a sentence that reports print. No sentence, no rule."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from loftespor.errors import RuleFileError
from loftespor.rules.axes import LANGUAGES


@dataclass(frozen=True, slots=True)
class Rule:
    """When a fact has one of the listed values in each field of `when` and reaches `at_least`, the value holds.

    A rule either names its `value` or takes it from a field of the fact (`value_from`).
    """

    id: str
    axis: str
    when: Mapping[str, tuple[object, ...]]
    rank: int
    sentence: Mapping[str, str]
    value: str | None = None
    value_from: str | None = None
    at_least: Mapping[str, float] = field(default_factory=dict)

    def fires(self, fact: Mapping[str, Any]) -> bool:
        """Whether the fact meets every condition."""
        return all(fact.get(field) in wanted for field, wanted in self.when.items()) and all(
            fact.get(field, 0) >= least for field, least in self.at_least.items()
        )

    def value_of(self, fact: Mapping[str, Any]) -> str:
        """The value the rule gives for a fact it fires on."""
        return self.value if self.value is not None else str(fact[self.value_from or "value"])


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """The packaged rules in the order of the file; raises RuleFileError where a row is not complete."""
    content = files("loftespor.rules").joinpath("rules.toml").read_text(encoding="utf-8")
    return parse_rules(content, name="rules.toml")


@lru_cache(maxsize=8)
def rules_of(axis: str) -> tuple[Rule, ...]:
    """The packaged rules of one axis: every commitment's facts are tried on them."""
    return tuple(rule for rule in load_rules() if rule.axis == axis)


def parse_rules(content: str, *, name: str) -> tuple[Rule, ...]:
    """The rules of a rule file's text."""
    try:
        rows = tomllib.loads(content)["rule"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise RuleFileError(f"{name} is no rule file ({error}). It needs [[rule]] tables in TOML.") from error
    rules = tuple(_rule(row, name) for row in rows)
    doubled = {rule.id for rule in rules if sum(other.id == rule.id for other in rules) > 1}
    if doubled:
        raise RuleFileError(f"{name}: rule ids must be unique; twice: {', '.join(sorted(doubled))}.")
    return rules


def _rule(row: dict[str, Any], name: str) -> Rule:
    id = row.get("id", "without id")
    missing = [key for key in ("id", "axis", "when", "rank", "sentence") if key not in row]
    missing += [f"sentence.{language}" for language in LANGUAGES if language not in row.get("sentence", {})]
    if ("value" in row) == ("value_from" in row):
        missing.append("value or value_from, one of the two")
    if missing:
        raise RuleFileError(f"{name}, rule {id}: {', '.join(missing)} is missing.")
    when = {field: tuple(values) for field, values in row["when"].items()}
    return Rule(
        row["id"], row["axis"], when, row["rank"], row["sentence"], row.get("value"), row.get("value_from"),
        row.get("at_least", {}),
    )  # fmt: skip

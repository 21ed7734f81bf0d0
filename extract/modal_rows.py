"""The rows and exceptions of `modals.toml` as compiled values, and how eagerly kinds of documents are read."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from loftespor.extract.data_file import compile_pattern, read_data
from loftespor.extract.records import CommitmentKind

Tier: TypeAlias = Literal["programme", "advice", "report", "silent"]

_DATA = read_data("modals.toml")
OPINION = frozenset(_DATA["words"]["opinion"])
REPORTS = frozenset(_DATA["words"]["reports"])
HOPES = frozenset(_DATA["words"]["hopes"])
SUBORDINATORS = frozenset(_DATA["words"]["subordinators"])
_TIERS: tuple[Tier, ...] = ("programme", "advice", "report", "silent")
_TIER_OF_KIND: dict[str, Tier] = {kind: tier for tier in _TIERS for kind in _DATA["tiers"][tier]}
DECIDED_KINDS = frozenset(_DATA["tiers"]["decided"])
_ALL_TIERS = ("programme", "advice", "report")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: what fits, and what it then is; the file's head explains the fields."""

    name: str
    kind: CommitmentKind
    kind_own: CommitmentKind
    subject: str
    clause: str
    tiers: tuple[str, ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    action: bool


@dataclass(frozen=True, slots=True)
class RowException:
    """A row that says when a verb commits nobody; a pattern that is None is not asked for."""

    tiers: tuple[str, ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    unless_own: re.Pattern[str] | None


def tier_of(kind: str | None) -> Tier | None:
    """How eagerly a kind of document is read; None for a kind that says nothing ('other' and unknown kinds)."""
    if kind is None or kind == "other":
        return None
    return _TIER_OF_KIND.get(kind)


@lru_cache(maxsize=1)
def rows_by_verb() -> dict[str, tuple[Row, ...]]:
    """The rows of each verb, in the order of the file."""
    rows: dict[str, list[Row]] = {}
    for row in _DATA["row"]:
        for verb in row["verbs"]:
            rows.setdefault(verb, []).append(_row(row))
    return {verb: tuple(found) for verb, found in rows.items()}


def _row(row: dict[str, Any]) -> Row:
    return Row(
        row["name"], row["kind"], row.get("kind_own", row["kind"]), row["subject"], row.get("clause", "main"),
        tuple(row.get("tiers", _ALL_TIERS)), _pattern(row, "before"), _pattern(row, "after"),
        row.get("action", False),
    )  # fmt: skip


@lru_cache(maxsize=1)
def exceptions_by_verb() -> dict[str, tuple[RowException, ...]]:
    """The exceptions of each verb, in the order of the file."""
    rows: dict[str, list[RowException]] = {}
    for row in _DATA["exception"]:
        exception = RowException(
            tuple(row.get("tiers", _ALL_TIERS)), _pattern(row, "before"), _pattern(row, "after"),
            _pattern(row, "sentence"), _pattern(row, "unless"), _pattern(row, "unless_own"),
        )  # fmt: skip
        for verb in row["verbs"]:
            rows.setdefault(verb, []).append(exception)
    return {verb: tuple(found) for verb, found in rows.items()}


def _pattern(row: dict[str, Any], field: str) -> re.Pattern[str] | None:
    if field not in row:
        return None
    return compile_pattern(row[field], where=f"extract/modals.toml, row '{row['name']}', {field}")

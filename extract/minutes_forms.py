"""The forms of council minutes as compiled patterns, read from minutes.toml, bodies.toml and outcomes.toml.

Unlike other data files these patterns tell capital from small letters: in text without line breaks a capital is
often all that shows where a heading begins.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from loftespor.errors import RuleFileError
from loftespor.extract.data_file import read_data

MINUTES = read_data("minutes.toml")
BODIES = read_data("bodies.toml")

_BODY_WINDOW = 110


@dataclass(frozen=True, slots=True)
class Opening:
    """Words that open a part of a treatment; `of` when a body's name stands before, `keep` when they belong to it."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    of: bool
    keep: bool


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name and where it begins in the text."""

    start: int
    name: str


def compile_form(pattern: str, *, where: str) -> re.Pattern[str]:
    """A compiled pattern with {DATE} and {FOLLOWING} filled in; raises RuleFileError with file and row."""
    words = MINUTES["words"]
    filled = pattern.replace("{DATE}", words["date"]).replace("{FOLLOWING}", words["following"])
    try:
        return re.compile(filled)
    except re.error as cause:
        raise RuleFileError(f"extract/{where}: '{pattern}' is no regular expression: {cause}. Correct it.") from cause


def _opening(row: dict[str, Any]) -> Opening:
    pattern = compile_form(r"(?<![\w/-])" + row["pattern"], where=f"minutes.toml {row['id']}")
    return Opening(row["id"], row["kind"], pattern, row.get("of", False), row.get("keep", False))


OPENINGS = tuple(_opening(row) for row in MINUTES["opening"])
TREATMENT = compile_form(r"(?<!\w)" + MINUTES["treatment"]["anchor"], where="minutes.toml treatment")
RESULT = compile_form(MINUTES["treatment"]["result"], where="minutes.toml treatment.result")
ITEM = compile_form(MINUTES["item"]["pattern"], where="minutes.toml item")
FROM_HEADING = compile_form(r"(?<![\w/-])" + MINUTES["from_heading"]["pattern"], where="minutes.toml from_heading")
ELSEWHERE = compile_form(MINUTES["elsewhere"]["pattern"], where="minutes.toml elsewhere")
SAME = compile_form(MINUTES["same"]["pattern"], where="minutes.toml same")
DATE = compile_form("{DATE}", where="minutes.toml words.date")
MONTHS = {name: number for number, name in enumerate(MINUTES["words"]["months"], start=1)}

_BODY = compile_form(
    r"(?<![\w-])(?P<name>"
    + "|".join(row["pattern"] for row in BODIES["body"])
    + r")(?P<genitive>s?)(?:\s+\([A-ZÆØÅ]{2,8}\))?\s*$",
    where="bodies.toml",
)


def body_before(text: str, end: int, *, start: int = 0) -> BodyName | None:
    """The body whose name ends just before `end`, without the genitive's s; None when no body's name stands there."""
    match = _BODY.search(text, max(start, end - _BODY_WINDOW), end)
    if match is None:
        return None
    return BodyName(match.start(), " ".join(match["name"].split()))


def read_date(words: str) -> date | None:
    """The date of '1.2.2024', '01.02.24' or '12. mars 2025'; None when there is no such day."""
    parts = re.findall(r"\d+|[a-z]+", words.lower())
    try:
        month = MONTHS.get(parts[1]) or int(parts[1])
        year = int(parts[2])
        return date(year + 2000 if year < 100 else year, month, int(parts[0]))
    except (ValueError, IndexError):
        return None

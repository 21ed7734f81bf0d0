"""What the words of a vote or a resolution mean: the patterns of outcomes.toml, compiled once."""

import re
from dataclasses import dataclass
from typing import Any

from loftespor.errors import RuleFileError
from loftespor.extract.data_file import compile_pattern, read_data
from loftespor.extract.records import Outcome

_DATA = read_data("outcomes.toml")
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class OutcomePattern:
    """A pattern with the outcome its words state, and the sentence a report prints."""

    id: str
    outcome: Outcome
    pattern: re.Pattern[str]
    sentence: str


def _compiled(row: dict[str, Any]) -> OutcomePattern:
    words = _DATA["words"]
    filled = row["pattern"]
    for name, value in {
        "N": words["number"],
        "STEMMER": words["stemmer"],
        "BLE": words["ble"],
        "ENST": words["enst"],
        "ADOPTED": words["adopted"],
        "REJECTED": words["rejected"],
    }.items():
        filled = filled.replace("{" + name + "}", value)
    if not row.get("sentence"):
        raise RuleFileError(f"extract/outcomes.toml {row['id']}: no sentence. Write what the pattern means.")
    pattern = compile_pattern(filled, where=f"extract/outcomes.toml {row['id']}")
    return OutcomePattern(row["id"], row["outcome"], pattern, row["sentence"])


VOTES = tuple(_compiled(row) for row in _DATA["vote"])
RESOLUTIONS = tuple(_compiled(row) for row in _DATA["resolution"])

_NUMBERS = {
    "ingen": 0, "null": 0, "en": 1, "ei": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7,
    "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip


def number_of(words: str | None) -> int | None:
    """The number in '37' or 'fem'; None for None."""
    if words is None:
        return None
    return int(words) if words.isdigit() else _NUMBERS[words.lower()]


def resolved(words: str) -> OutcomePattern | None:
    """What a resolution's own words decide when it is no plain adoption: noted, answered, postponed …

    >>> resolved("Saken utsettes til neste møte.").outcome
    'postponed'
    """
    line = " ".join(words.split())
    if len(line) > _LONGEST:
        return None
    return next((row for row in RESOLUTIONS if row.pattern.search(line)), None)

"""The example corpus: every commitment's expected status, with the part of the program that brings it.

Rows of the part `first` hold. The others are strict expected failures: one that begins to hold must be unmarked, by
giving it the part `first` in examples/expected_statuses.jsonl. A row that a later part changes says in `before` what
holds until then. Borderline rows (`required` false) may be found or not.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from loftespor.corpus.identity import normalise

EXPECTED = Path(__file__).resolve().parents[2] / "examples" / "expected_statuses.jsonl"
AXES = ("decision", "funding", "implementation", "documentation", "headline")
# What the first stage must show, each by several commitments.
FIRST = {
    "decision": ("adopted", "rejected", "answered", "referred", "noted", "postponed", "no_evidence", "not_assessed"),
    "funding": ("funded", "proposed", "not_funded", "no_evidence", "not_assessed"),
    "implementation": ("implemented", "in_progress", "planned", "no_evidence", "not_assessed"),
    "documentation": ("proposed", "conflicting"),
}
Key = tuple[str, str, int]
Row = dict[str, Any]


def key(document: str, text: str, number: int) -> Key:
    return document, normalise(text), number


def expected_rows() -> list[tuple[Key, Row]]:
    rows = [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(key(row["document"], row["text"], row.get("n", 1)), row) for row in rows]


ROWS = expected_rows()
NOW = [(k, row | row.get("before", {})) for k, row in ROWS if row["part"] == "first" or "before" in row]
NOW = [(k, row) for k, row in NOW if row["part"] == "first" and row.get("required", True)]
LATER = [(k, row) for k, row in ROWS if row["part"] != "first" and row.get("required", True)]


@pytest.fixture(scope="session")
def statuses(example_database: Database) -> dict[Key, Row]:
    rows = example_database.query(
        "SELECT d.name, c.text, s.* FROM statuses s "
        "JOIN commitments c ON c.id = s.commitment AND c.document = s.document "
        "JOIN documents d ON d.id = s.document ORDER BY d.name, c.start"
    )
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[Key, Row] = {}
    for row in rows:
        place = (row["name"], normalise(row["text"]))
        numbers[place] += 1
        found[*place, numbers[place]] = row
    return found


def named(rows: list[tuple[Key, Row]], *marks: pytest.MarkDecorator) -> list[Any]:
    return [pytest.param(k, row, id=f"{k[0]}:{k[1][:40]}:{k[2]}", marks=marks) for k, row in rows]


@pytest.mark.parametrize(("place", "row"), named(NOW))
def test_expected_status(place: Key, row: Row, statuses: dict[Key, Row]) -> None:
    assert {axis: statuses[place][axis] for axis in AXES} == {axis: row[axis] for axis in AXES}, row["why"]


@pytest.mark.parametrize(
    ("place", "row"), named(LATER, pytest.mark.xfail(strict=True, reason="no rule reads this yet"))
)
def test_status_of_a_later_part(place: Key, row: Row, statuses: dict[Key, Row]) -> None:
    assert {axis: statuses[place][axis] for axis in AXES} == {axis: row[axis] for axis in AXES}


def test_every_commitment_has_an_expected_status(statuses: dict[Key, Row]) -> None:
    expected = {k for k, _ in ROWS}
    required = {k for k, row in ROWS if row.get("required", True)}
    assert not sorted(set(statuses) - expected)
    assert not sorted(required - set(statuses))


@pytest.mark.parametrize(("axis", "value"), [(axis, value) for axis, values in FIRST.items() for value in values])
def test_the_first_stage_shows_each_of_its_values(axis: str, value: str) -> None:
    assert sum(row[axis] == value for _, row in NOW) >= 2

"""The example corpus: every commitment's expected status, with the part of the program that brings it.

Rows of the part `first` hold. The others are strict expected failures: one that begins to hold must be unmarked, by
giving it the part `first` in examples/expected_statuses.jsonl.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from loftespor.corpus.identity import normalise

EXPECTED = Path(__file__).resolve().parents[2] / "examples" / "expected_statuses.jsonl"
AXES = ("decision", "funding", "implementation", "documentation", "headline")
ROWS = [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines() if line.strip()]


def key(document: str, text: str) -> tuple[str, str]:
    return document, normalise(text)


@pytest.fixture(scope="session")
def statuses(example_database: Database) -> dict[tuple[str, str], dict[str, Any]]:
    rows = example_database.query(
        "SELECT d.name, c.text, s.* FROM statuses s "
        "JOIN commitments c ON c.id = s.commitment AND c.document = s.document JOIN documents d ON d.id = s.document"
    )
    return {key(row["name"], row["text"]): row for row in rows}


def marked(row: dict[str, Any]) -> Any:
    marks = [] if row["part"] == "first" else [pytest.mark.xfail(strict=True, reason=f"brought by {row['part']}")]
    return pytest.param(row, id=f"{row['document']}:{row['text'][:40]}", marks=marks)


@pytest.mark.parametrize("row", map(marked, ROWS))
def test_expected_status(row: dict[str, Any], statuses: dict[tuple[str, str], dict[str, Any]]) -> None:
    status = statuses[key(row["document"], row["text"])]
    assert {axis: status[axis] for axis in AXES} == {axis: row[axis] for axis in AXES}, row["why"]


def test_every_commitment_has_an_expected_status(statuses: dict[tuple[str, str], dict[str, Any]]) -> None:
    expected = {key(row["document"], row["text"]) for row in ROWS}
    assert not sorted(set(statuses) - expected)
    assert not sorted(expected - set(statuses))

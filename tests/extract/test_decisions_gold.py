"""Decisions in real minutes against what careful readers marked; needs the evaluation data beside the checkout."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from loftespor.extract.decisions import find_decisions
from loftespor.extract.same_words import plain_words
from loftespor.ingest.read import read_file

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOLD = SHARED / "gold" / "minutes_decisions.jsonl"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_file(), reason="the evaluation data does not lie beside the checkout"),
]


def gold() -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]] += [] if row.get("empty") else [row]
    return rows


def test_the_decisions_of_real_minutes_are_found_with_their_outcomes() -> None:
    hits = total = found = right = 0
    for name, expected in gold().items():
        document = read_file(SHARED / "evidence" / "minutes" / name)
        rows = [(r.role, plain_words(document.text[r.start : r.end]), r.outcome) for r in find_decisions(document)]
        total, found = total + len(expected), found + len(rows)
        for row in expected:
            words = plain_words(str(row["text"]))
            match = next((r for r in rows if r[0] == row["role"] and fuzz.ratio(words, r[1]) >= 85), None)
            if match is not None:
                rows.remove(match)
                hits += 1
                right += match[2] == row["outcome"]
    assert 2 * hits / (total + found) >= 0.93
    assert right / hits >= 0.97


def test_nothing_voted_down_is_called_adopted() -> None:
    for name, expected in gold().items():
        document = read_file(SHARED / "evidence" / "minutes" / name)
        adopted = {
            (r.role, plain_words(document.text[r.start : r.end]), r.proposer)
            for r in find_decisions(document)
            if r.outcome == "adopted"
        }
        lost = {
            (row["role"], plain_words(str(row["text"])), row["proposer"])
            for row in expected
            if row["outcome"] in ("rejected", "answered", "postponed")
        }
        assert not adopted & lost, name

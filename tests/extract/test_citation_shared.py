"""The share of right ids on the evaluation data beside the checkout; what is lost in a change shows here first."""

import json
from pathlib import Path

import pytest

from loftespor.extract.citation import cite_json

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
VALUES = {"date", "money", "deadline", "quantity", "percent", "footnote", "organ"}
NAMED = {"plan", "plattform", "budsjettdok"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the evaluation data does not lie beside the checkout"),
]


def _right(name: str, *, sample: int) -> tuple[int, int, int]:
    """References, those with the right id, and citations on lines that must have none."""
    total = right = false = 0
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    for line in lines[::sample]:
        case = json.loads(line)
        rows = cite_json({"text": case["text"], "context": case.get("context", {})})["citations"]
        assert isinstance(rows, list)
        for ref in case["refs"]:
            if ref["type"] in VALUES:
                continue
            near = [row for row in rows if row["start"] < ref["end"] and ref["start"] < row["end"]]
            total += 1
            right += any(
                row["id"] == ref["id"] or (ref["type"] in NAMED and row["type"] == ref["type"]) for row in near
            )
        if "negative" in (case.get("tags") or ()):
            false += sum(row["status"] == "resolved" and row["class"] != "value" for row in rows)
    return total, right, false


def test_references_of_all_kinds() -> None:
    total, right, false = _right("citation_cases.jsonl", sample=1)
    assert right >= 0.95 * total
    assert false == 0


def test_places_in_acts() -> None:
    # Ranges and pins that the data cuts off count as wrong here, so this bar is lower than the score script's.
    total, right, _ = _right("law_links.jsonl", sample=3)
    assert right >= 0.70 * total

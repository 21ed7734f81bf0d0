"""The finders on the annotated documents beside the checkout: the figures may not fall below what is promised."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from loftespor.extract.commitments import find_commitments
from loftespor.ingest.read import read_file

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LEAST_SIMILAR = 90

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation data is not beside the checkout"),
]


def figures(gold_file: str, folder: str) -> tuple[float, float, float]:
    """Precision, recall, and recall of list items, on a folder of text files."""
    gold: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in (SHARED / "gold" / gold_file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[row["doc"]] += [] if row.get("empty") else [row]
    hits, required, false, lists = 0, 0, 0, [0, 0]
    for path in sorted((SHARED / folder).glob("*.txt")):
        document = read_file(path)
        texts = [document.text[c.start : c.end] for c in find_commitments(document)]
        for row in gold[path.name]:
            similar = [(fuzz.ratio(text, str(row["text"])), text) for text in texts]
            likeness, best = max(similar, default=(0.0, ""))
            hit = likeness >= LEAST_SIMILAR
            if hit:
                texts.remove(best)
            if row["required"]:
                required, hits = required + 1, hits + hit
                lists = [lists[0] + hit, lists[1] + 1] if row["form"] == "list" else lists
        false += len(texts)
    return hits / (hits + false), hits / required, lists[0] / lists[1]


def test_seeds() -> None:
    precision, recall, lists = figures("seed_commitments.jsonl", "seeds")
    assert precision > 0.85
    assert recall > 0.85
    assert lists >= 0.85


def test_prose() -> None:
    precision, recall, _ = figures("prose_commitments.jsonl", "evidence/prose")
    assert precision > 0.7
    assert recall > 0.7

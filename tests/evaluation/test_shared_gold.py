"""The figures are those of the script beside the annotated documents, on all three files of commitments."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loftespor.evaluation.documents import inputs_of, search
from loftespor.evaluation.evaluation import SearchedDocuments, by_name, evaluate
from loftespor.evaluation.gold import read_gold
from loftespor.evaluation.layout import COMMITMENTS, documents_below
from loftespor.ingest import PageIndex, Unread

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def searched() -> SearchedDocuments:
    golds = [read_gold(SHARED / "gold" / task.file) for task in COMMITMENTS]
    names = frozenset(name for gold in golds for name in gold.documents)
    found = list(search(inputs_of(documents_below([SHARED]), names), names))
    return by_name([(one.read, one.commitments) for one in found if not isinstance(one.read, Unread)])


@pytest.mark.parametrize("file", [task.file for task in COMMITMENTS])
def test_figures_are_those_of_the_script(searched: SearchedDocuments, file: str, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as lines:
        for document, commitments in searched.values():
            index = PageIndex(document)
            for c in commitments:
                row = {
                    "document": document.name, "page": index.page(c.start), "text": document.text[c.start : c.end],
                    "kind": c.kind, "form": c.form,
                }  # fmt: skip
                lines.write(json.dumps(row) + "\n")
    gold = SHARED / "gold" / file
    command = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(predicted)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = {(row.by, row.group): row for row in evaluate(read_gold(gold), searched).rows}
    whole = rows["all", "all"]
    assert f"(tp {whole.counts.right} fp {whole.counts.false} fn {whole.counts.missed})" in said
    assert f"kind right among matched: {whole.kind_right}/{whole.kind_judged}" in said
    recalls = re.findall(r"recall (\w+): (\d+)/(\d+)", said)
    assert recalls
    for form, hit, of in recalls:
        counts = rows["form", form].counts
        assert (counts.right, counts.right + counts.missed) == (int(hit), int(of))

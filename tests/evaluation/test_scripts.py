"""The scripts beside the gold of other tables: they are given what is found, and what they say is passed on."""

from pathlib import Path

import pytest

from loftespor.errors import GoldFileError
from loftespor.evaluation.scripts import score_tables
from tests.evaluation.builders import write_lines

SCRIPT = """import json, sys
gold, found = ([json.loads(line) for line in open(path, encoding="utf-8")] for path in sys.argv[1:3])
print("ERRORS" if sys.argv[3:] else "no errors asked for")
for number in range(6):
    print(len(gold), [c["id"] for c in found[0]["citations"]])
"""


def folder(root: Path, script: str) -> Path:
    """A folder of evaluation data with one case of citations."""
    (root / "gold").mkdir()
    write_lines(root / "gold" / "citation_cases.jsonl", [{"text": "Se Meld. St. 5 (2022–2023).", "refs": []}])
    (root / "gold" / "score_citations.py").write_text(script, encoding="utf-8")
    return root


@pytest.mark.parametrize(("errors", "first"), [(False, "1 ['meld-st/2022-2023/5']"), (True, "ERRORS")])
def test_a_script_is_given_gold_and_what_is_found(tmp_path: Path, errors: bool, first: str) -> None:
    [printed] = score_tables(folder(tmp_path, SCRIPT), tmp_path, errors=errors)
    assert (printed.name, printed.total) == ("citation_cases.jsonl", 1), "what is not there is left out"
    assert printed.lines[0] == first
    assert printed.lines[-1] == "1 ['meld-st/2022-2023/5']"
    assert list(score_tables(tmp_path, tmp_path, only="minutes")) == []


def test_a_script_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldFileError, match=r"could not score citation_cases\.jsonl: KeyError"):
        list(score_tables(folder(tmp_path, "raise KeyError('doc')"), tmp_path))

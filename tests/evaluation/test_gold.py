"""Gold files: what is read, and what a line of another form is told."""

from pathlib import Path

import pytest

from loftespor.errors import GoldFileError, MissingPathError
from loftespor.evaluation.gold import Unit, read_gold, stem
from tests.evaluation.builders import line, write_lines


def test_passages_stand_by_document_and_page(tmp_path: Path) -> None:
    rows = [
        line("bygge skole", page=4),
        line("rive skole", page=5, required=False, kind=None),
        {"doc": "tom.txt", "text": "", "empty": True},
        {"doc": "annet.txt", "note": "no passage"},
    ]
    gold = read_gold(write_lines(tmp_path / "gold.jsonl", rows))
    assert list(gold.units) == [Unit("program", 4), Unit("program", 5), Unit("tom", None)]
    assert gold.units[Unit("tom", None)] == ()
    assert [(p.required, p.kind) for found in gold.units.values() for p in found] == [(True, "pledge"), (False, None)]
    assert gold.unit("mappe/program.pdf", 4) == Unit("program", 4), "found where the PDF was read"
    assert gold.unit("tom.txt", 1) == Unit("tom", None), "this one was not annotated page by page"


def test_a_passage_is_required_unless_it_says_otherwise(tmp_path: Path) -> None:
    row = line("bygge skole")
    del row["required"]
    [[passage]] = read_gold(write_lines(tmp_path / "gold.jsonl", [row])).units.values()
    assert passage.required


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("ikke json\n", "line 1: no JSON", id="no JSON"),
        pytest.param("[1]\n", "line 1: no JSON object", id="a list"),
        pytest.param('\n{"doc": "a.txt", "text": "b", "form": "punkt", "kind": null}\n', 'line 2: "form"', id="a form"),
        pytest.param('{"doc": "a.txt", "text": "b", "form": "list", "kind": "ønske"}\n', '"kind"', id="a kind"),
        pytest.param('{"doc": "a.txt", "text": " ", "form": "list"}\n', '"text"', id="no words"),
        pytest.param('{"text": "b", "form": "list"}\n', '"doc"', id="no document"),
        pytest.param('{"doc": "a.txt", "page": 0, "text": "b", "form": "list"}\n', '"page"', id="pages count from 1"),
        pytest.param('{"doc": "a.txt"}\n', "no line with", id="no passage at all"),
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldFileError, match=says):
        read_gold(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        read_gold(tmp_path / "mangler.jsonl")


@pytest.mark.parametrize(
    ("name", "known"),
    [("a/b/program.pdf", "program"), ("sak.12.txt", "sak.12"), ("vedtak.jsonl", "vedtak.jsonl"), ("notat", "notat")],
)
def test_stem(name: str, known: str) -> None:
    assert stem(name) == known

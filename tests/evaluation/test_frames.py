"""Frames: which fields are right, guessed, missed or wrong."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loftespor.errors import GoldFileError
from loftespor.evaluation.frames import FIELDS, found_fields, read_frames, score_frames, text_hash, text_of
from loftespor.extract.records import Amount, Commitment, Deadline, Target
from loftespor.ingest import Block, Document
from tests.evaluation.builders import write_lines

TEXT = "bygge nye skoler i Sollia for 20 millioner kroner innen 2027"
COMMITMENT = Commitment(
    0, len(TEXT), "pledge", "list", "lead-in: vil", TEXT, actor="Fjordvik SV", object="nye skoler",
    deadline=Deadline("innen 2027", None, date(2027, 12, 31), "year"),
    amounts=(Amount("20 millioner kroner", 20_000_000),), targets=(Target("to skoler", 2, "skoler"),), topics=("12",),
    testable=True,
)  # fmt: skip
BLOCK = Block(0, "list_item", 0, len(TEXT), 1)
DOCUMENT = Document("program.txt", "program.txt", "program", TEXT, 1, sha256="", parser="", blocks=(BLOCK,))


def answers(tmp_path: Path, commitment: Commitment = COMMITMENT, **fields: Any) -> dict[str, str]:
    """The answers to fields of one annotated frame."""
    path = write_lines(tmp_path / "frames.jsonl", [{"doc": "program.txt", "text": TEXT, **fields}])
    scores = score_frames(read_frames(path), {"program": (DOCUMENT, (commitment,))})
    return {case.field: case.answer for case in scores.cases}


@pytest.mark.parametrize(
    ("field", "gold", "answer"),
    [
        pytest.param("actor", "fjordvik sv", "right", id="case does not count"),
        pytest.param("actor", "Sollia SV", "wrong", id="another actor"),
        pytest.param("actor", None, "guessed", id="the text does not say who"),
        pytest.param("addressee", None, "right", id="both say nothing"),
        pytest.param("addressee", "kommunen", "missed", id="the finder says nothing"),
        pytest.param("object", "nye skoler", "right", id="the same words"),
        pytest.param("object", "sykehus", "wrong", id="another object"),
        pytest.param(
            "deadline", {"from": None, "to": "2027-12-31", "precision": "year"}, "right", id="the words are free"
        ),
        pytest.param(
            "deadline", {"from": None, "to": "2027-12-31", "precision": "day"}, "wrong", id="another precision"
        ),
        pytest.param("deadline", None, "guessed", id="no deadline"),
        pytest.param("amounts", [20_000_000], "right", id="an amount"),
        pytest.param("amounts", [20], "wrong", id="another amount"),
        pytest.param("amounts", [], "guessed", id="an empty list says nothing"),
        pytest.param("targets", [{"quantity": 2, "unit": "skoler", "comparison": None}], "right", id="a target"),
        pytest.param("topics", ["12"], "right", id="topics"),
        pytest.param("testable", False, "wrong", id="False says something"),
        pytest.param("place", "Sollia", "missed", id="a place that was not found"),
    ],
)
def test_fields(tmp_path: Path, field: str, gold: Any, answer: str) -> None:
    assert answers(tmp_path, **{field: gold}) == {field: answer}, (
        "and a field that the line does not have is not scored"
    )


def test_every_field_is_written_as_it_is_read(tmp_path: Path) -> None:
    full = replace(
        COMMITMENT, party="SV", addressee="kommunen", action="bygge", direction="new", target_group="barn",
        place="Sollia",
    )  # fmt: skip
    written = found_fields(full)
    assert set(written) == set(FIELDS)
    assert set(answers(tmp_path, full, **written).values()) == {"right"}


def test_a_text_that_may_not_be_kept_is_known_by_its_hash(tmp_path: Path) -> None:
    hashed = text_hash(f"  {TEXT.upper()}.")
    assert hashed == text_hash(TEXT)
    assert len(hashed) == 12
    assert text_hash("bygge fortau langs alle skoleveier") == "1c1763a11a91", "as docs/evaluation.md says"
    rows = [
        {"doc": "program.txt", "hash": hashed, "actor": None},
        {"doc": "program.txt", "hash": "0" * 12, "actor": None},
    ]
    scores = score_frames(read_frames(write_lines(tmp_path / "f.jsonl", rows)), {"program": (DOCUMENT, (COMMITMENT,))})
    assert [case.answer for case in scores.cases] == ["guessed"]
    assert [frame.hash for frame in scores.not_found] == ["0" * 12]


def test_what_is_printed(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"doc": "program.txt", "text": TEXT, "actor": "Fjordvik SV", "addressee": "kommunen"},
        {"doc": "borte.txt", "text": "bygge bruer", "actor": None},
    ]
    scores = score_frames(read_frames(write_lines(tmp_path / "f.jsonl", rows)), {"program": (DOCUMENT, (COMMITMENT,))})
    lines = list(text_of(scores))
    assert [line.split() for line in lines[1:3]] == [
        ["actor", "1", "100.0", "(20.7–100.0)", "0", "0", "0"],
        ["addressee", "1", "0.0", "(0.0–79.3)", "0", "1", "0"],
    ]
    assert lines[3:] == ["commitments that were not found, and are not scored: 1", "  borte: bygge bruer"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"doc": "a.txt"}, '"text" or "hash"'),
        ({"doc": "a.txt", "text": "b", "aktør": "SV"}, "no such field: aktør"),
        ({"doc": "a.txt", "text": "b", "deadline": "2027"}, '"deadline"'),
        ({"doc": "a.txt", "text": "b", "amounts": 20}, '"amounts"'),
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, row: dict[str, Any], says: str) -> None:
    with pytest.raises(GoldFileError, match=says):
        read_frames(write_lines(tmp_path / "f.jsonl", [row]))

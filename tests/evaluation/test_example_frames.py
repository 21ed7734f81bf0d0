"""The frames of the example corpus, against what a reader filled in."""

from pathlib import Path

import pytest

from loftespor.evaluation.documents import inputs_of, search
from loftespor.evaluation.evaluation import by_name
from loftespor.evaluation.frames import FieldCase, read_frames, score_frames
from loftespor.ingest import Document

GOLD = Path(__file__).parent / "example_frames.jsonl"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "corpus"
FIELDS = ("actor", "addressee", "deadline", "amounts")


@pytest.fixture(scope="module")
def cases() -> list[FieldCase]:
    frames = read_frames(GOLD)
    names = frozenset(frame.unit.document for frame in frames)
    read = search(inputs_of([EXAMPLES], names), names)
    searched = [(one.read, one.commitments) for one in read if isinstance(one.read, Document)]
    scores = score_frames(frames, by_name(searched))
    assert not scores.not_found
    return list(scores.cases)


@pytest.mark.model
@pytest.mark.parametrize("field", FIELDS)
def test_fields_are_as_a_reader_says(cases: list[FieldCase], field: str) -> None:
    wrong = [(case.text, case.gold, case.found) for case in cases if case.field == field and case.answer != "right"]
    assert not wrong

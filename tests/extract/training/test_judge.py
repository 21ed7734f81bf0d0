"""The judge's lessons: which sentences they teach, the regression, and papers by their hash."""

import gzip
import hashlib
import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from loftespor.errors import MissingPathError
from loftespor.extract.judge.judge import BIAS, KINDS, Judge
from loftespor.extract.training.annotated import Passage, Stretch, read_stretches, write_gold
from loftespor.extract.training.judge import as_card, as_table, examples_of, lessons_of, measured, score, taught
from loftespor.extract.training.regression import Table, fit, frequent

TEXT = "Kaia er gammel. Kommunen må åpne kaia igjen. Benken bør males. Bekken er brun."
MARKED = (Passage(16, 44, True, "demand", "sentence"), Passage(45, 62, False, "recommendation", "sentence"))
STRETCH = Stretch("a", TEXT, MARKED)


@pytest.mark.model
def test_what_readers_disagree_on_teaches_nothing() -> None:
    (lesson,) = lessons_of([STRETCH])
    examples = examples_of(lesson)
    assert [(e.commits, e.kind) for e in examples] == [(False, None), (True, "demand"), (False, None)]


@pytest.mark.model
def test_a_point_marked_as_a_whole_teaches_nothing_of_its_short_sentences() -> None:
    text = "Kai og bekk. 4. Kaia er grå. Det må bygges et solid rekkverk langs hele kaia. 5. Bekken er brun."
    whole = Passage(16, text.index(" 5."), True, "demand", "list")
    (lesson,) = lessons_of([Stretch("a", text, (whole,))])
    assert [(e.commits, e.kind) for e in examples_of(lesson)] == [(False, None), (True, "demand"), (False, None)]
    assert score(lesson, Judge({BIAS: (9.0, *[0.0] * len(KINDS))}))[0].right == 1


@pytest.mark.model
def test_a_judge_is_taught_and_scored() -> None:
    lessons = tuple(lessons_of([STRETCH] * 4))
    judge = taught(lessons)
    assert BIAS in judge.weights
    assert as_table(judge) == as_table(taught(lessons))
    counts, right_kind = score(lessons[0], judge)
    assert (counts.right, counts.missed, right_kind) == (1, 0, 1)


@pytest.mark.model
def test_the_card_has_the_figures_by_genre() -> None:
    plan = Stretch("x001_plan", TEXT, MARKED)
    lessons = tuple(lessons_of([plan] * 12))
    found = measured(lessons)
    assert found.by_genre.keys() == {"plan"}
    assert found.total.right + found.total.missed == 12
    card = as_card(taught(lessons), lessons, found)
    assert f"| plans | 12 | {found.total.precision:.2f} |" in card
    assert "12 stretches of some 450 words" in card


def test_the_regression_finds_the_best_weights() -> None:
    rows = [{"a", "b"}, {"a"}, {"b"}, {"a", "c"}, set(), {"c"}]
    labels = [True, True, False, False, False, True]
    table = Table(rows, ("a", "b", "c"))
    weights = fit(table, labels, penalty=0.5)
    likely = 1 / (1 + np.exp(-table.times(weights)))
    slope = table.transposed(likely - np.array(labels)) + 0.5 * weights
    assert np.abs(slope).max() < 1e-2
    assert weights[0] > 0 > weights[1]


def test_rare_clues_are_left_out() -> None:
    assert frequent([{"b", "a"}, {"a"}, {"a", "b", "c"}], least=2) == ("a", "b")


def test_a_table_leaves_out_clues_it_does_not_know() -> None:
    table = Table([{"a", "x"}, set()], ("a", "b"))
    assert table.times(np.array([2.0, 3.0])).tolist() == [2.0, 0.0]
    assert table.transposed(np.array([1.0, 1.0])).tolist() == [1.0, 0.0]


def _shared(tmp_path: Path, *, digest: str) -> tuple[Path, Path]:
    (tmp_path / "text").mkdir()
    (tmp_path / "evidence" / "bergen").mkdir(parents=True)
    with lzma.open(tmp_path / "text" / "municipal.txt.xz", "wt", encoding="utf-8") as papers:
        papers.write("En  annen.\nFørst. " + TEXT + "\n")
    with gzip.open(tmp_path / "evidence" / "bergen" / "plan.jsonl.gz", "wt", encoding="utf-8") as papers:
        papers.write(json.dumps({"dokument_id": "p", "tekst": TEXT}) + "\n")
    places = [{"file": "municipal", "source": "1", "start": 7}, {"file": "plan", "source": "p", "start": 0}]
    rows = [
        {**place, "end": int(str(place["start"])) + len(TEXT), "name": "a", "hash": digest,
         "passages": [[16, 44, True, "demand", "sentence"], [45, 62, False, "recommendation", "sentence"]]}
        for place in places
    ]  # fmt: skip
    annotated = tmp_path / "annotated.jsonl"
    annotated.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return annotated, tmp_path


def test_stretches_are_looked_up_in_their_papers(tmp_path: Path) -> None:
    annotated, shared = _shared(tmp_path, digest=hashlib.sha256(TEXT.encode()).hexdigest()[:12])
    assert read_stretches(annotated, shared) == (STRETCH, STRETCH)


def test_a_stretch_of_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="municipal 1, annotated as a"):
        read_stretches(*_shared(tmp_path, digest="0" * 12))


def test_a_gold_file_is_written_with_the_texts_beside_it(tmp_path: Path) -> None:
    gold = write_gold([STRETCH, Stretch("b", "Kaia er gammel.", ())], tmp_path)
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert [(row["doc"], row["text"]) for row in rows] == [
        ("a.txt", "Kommunen må åpne kaia igjen."),
        ("a.txt", "Benken bør males."),
        ("b.txt", ""),
    ]
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "Kaia er gammel.\n"

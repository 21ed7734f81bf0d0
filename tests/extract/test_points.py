from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftespor.extract.cover import Cover
from loftespor.extract.points import sentences_by_point
from loftespor.extract.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[sentences[0][0] : sentences[-1][1]] for sentences in sentences_by_point(text)]


LONG = "Kaia stenges. " * 6

CASES = [
    ("2. Kaia stenges. Bua rives. 3. Parken åpnes.", ["Kaia stenges. Bua rives.", "Parken åpnes."], "numbers"),
    ("• Kaia stenges. Bua rives. • Parken åpnes.", ["Kaia stenges. Bua rives.", "Parken åpnes."], "bullets"),
    ("- Kaia stenges. Bua rives. - Parken åpnes.", ["Kaia stenges. Bua rives.", "Parken åpnes."], "dashes"),
    ("a) Kaia stenges. Bua rives. b) Parken åpnes.", ["Kaia stenges. Bua rives.", "Parken åpnes."], "letters"),
    ("1.Kaia stenges. Bua rives. 2.Parken åpnes.", ["Kaia stenges. Bua rives.", "Parken åpnes."], "glued numbers"),
    ("1. Støy: Kaia stenges. 2. Lys: Parken åpnes.", ["Støy: Kaia stenges.", "Lys:", "Parken åpnes."], "labels"),
    ("1. Kaia stenges. 2. Parken åpnes. Det haster.", ["Kaia stenges.", "Parken åpnes.", "Det haster."],
     "nobody knows where the last point ends"),
    ("1. Kaia stenges. Bua rives. 4. Parken åpnes.", ["Kaia stenges.", "Bua rives.", "Parken åpnes."],
     "numbers that do not go on"),
    ("1. Bør kaia stenges? Rådet er enig. 2. Parken åpnes.", ["Bør kaia stenges?", "Rådet er enig.", "Parken åpnes."],
     "a question and its answer"),
    (f"1. {LONG}2. Parken åpnes.", [*["Kaia stenges."] * 6, "Parken åpnes."], "a section, no point"),
    ("Kaia stenges. Bua rives.", ["Kaia stenges.", "Bua rives."], "no list"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:-1], id=row[-1]) for row in CASES])
def test_points(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_point_that_holds_a_list_of_its_own_is_not_whole() -> None:
    text = "1. Kaia stenges. Tiltak 3: Bua rives. 2. Parken åpnes."
    label = text.index("Tiltak")
    taken = Cover([(label, text.index(" 2."))])
    assert all(len(sentences) == 1 for sentences in sentences_by_point(text, taken=taken))


@given(st.text(alphabet="Aa Å.?:•12)-", max_size=80))
def test_points_hold_every_sentence_once(text: str) -> None:
    spans = [span for sentences in sentences_by_point(text) for span in sentences]
    assert tuple(spans) == sentence_spans(text)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftespor.extract.data_file import read_data
from loftespor.extract.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


CASES = [
    ("Se kap. 4.2. Vi vil bygge.", ["Se kap. 4.2.", "Vi vil bygge."], "a decimal before a full stop"),
    ("Innen 8. september kommer svaret. Det haster.", 2, "an ordinal before a month"),
    ("Elever i 3. klasse får leksehjelp. Tilbudet er gratis.", 2, "an ordinal before a noun"),
    ("Dette skjer i 2025. Kommunen betaler.", 2, "a year ends a sentence"),
    ("Det koster 4 mill. Kommunen betaler.", 2, "a unit before a capital letter"),
    ("Det koster 4 mill. kroner i året.", 1, "a unit before 'kroner'"),
    ("Saken er omtalt i St.meld. nr. 12. Den ble vedtatt.", 2, "abbreviations with inner full stops"),
    ("Styret (v/A. Nes) svarte. Saken er lukket.", 2, "an initial"),
    ("Vi krever: kortere køer nå.", 1, "a colon before a small letter"),
    ("Kommentar: Etaten er enig.", ["Kommentar:", "Etaten er enig."], "a label"),
    ("Byrådet fatter følgende vedtak: Planen sendes på høring.", 2, "a lead-in to one sentence"),
    ("Dette gjelder: • skoler • barnehager", ["Dette gjelder:", "skoler", "barnehager"], "bullets in running text"),
    ("1. Byrådet bes utrede. 2. Saken utsettes.", ["Byrådet bes utrede.", "Saken utsettes."], "numbers are markers"),
    ("Løsningen er god. f) Kommunene skal vurdere saken.", 2, "letters in running text are markers"),
    ("«Hvorfor nå?» spurte han. «Fordi.»", 2, "a question inside a sentence"),
    ("", [], "no text"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:-1], id=row[-1]) for row in CASES])
def test_sentences(text: str, expected: int | list[str]) -> None:
    if isinstance(expected, list):
        assert split(text) == expected
    else:
        assert len(split(text)) == expected


@pytest.mark.parametrize("example", read_data("abbreviations.toml")["examples"], ids=lambda row: row["text"][:30])
def test_examples_of_the_data_file(example: dict[str, Any]) -> None:
    assert len(split(example["text"])) == example["sentences"]


@given(st.text(alphabet="Aa Åå.!?:;•1«»()\n–", max_size=80))
def test_sentences_lie_in_order_and_have_no_white_space_around_them(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a < b <= c for (a, b), (c, _) in pairwise(spans))
    assert all(len(text[a:b].strip()) == b - a > 0 for a, b in spans)

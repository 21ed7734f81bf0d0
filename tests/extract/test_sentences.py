from itertools import pairwise
from time import perf_counter
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
    (
        "Forslag til vedtak: 1. Kaia stenges 2. Parken åpnes",
        ["Forslag til vedtak:", "Kaia stenges", "Parken åpnes"],
        "points without full stops",
    ),
    ("1.Kaia stenges. 2.Parken åpnes.", ["Kaia stenges.", "Parken åpnes."], "no space behind the numbers"),
    (
        "1. Kaia stenges i trinn 2. Parken åpnes.",
        ["Kaia stenges i trinn 2.", "Parken åpnes."],
        "the number of a step, no second point",
    ),
    (
        "Rådmannens innstilling 1. Kaia stenges.",
        ["Rådmannens innstilling", "Kaia stenges."],
        "a heading before point 1",
    ),
    ("Rådet savner et punkt, omtrent slik som dette her: - Åpne kaia", 2, "a dash behind a colon"),
    ("- Åpne kaia - Bygge gangfelt", ["Åpne kaia", "Bygge gangfelt"], "dashes that go on"),
    ("Bussen går Fjordvik - Lia i dag.", 1, "a dash between names"),
    (
        "Skolene må o Få flere lærere o Få nytt tak",
        ["Skolene må", "Få flere lærere", "Få nytt tak"],
        "the letter that some programs set as a bullet",
    ),
    (
        "Utvalg for helse 3/30 Kari Nes Sak 4 Kommunedirektørens innstilling til vedtak: Kaia stenges.",
        2,
        "a long heading that ends in what a decision is called",
    ),
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


OPENINGS = read_data("openings.toml")


@pytest.mark.parametrize("example", OPENINGS["examples"], ids=lambda row: row["text"][:30])
def test_sentences_open_behind_headings_and_missing_full_stops(example: dict[str, Any]) -> None:
    assert split(example["text"]) == example["sentences"]


@pytest.mark.parametrize("example", OPENINGS["counterexamples"], ids=lambda row: row["why"])
def test_names_and_numerals_open_no_sentence(example: dict[str, Any]) -> None:
    assert split(example["text"]) == [example["text"]]


AWKWARD = [
    "Byrådet vil ",
    "vei Det er ",
    "a: B ",
    "x - Ab ",
    "o A ",
    "\n ",
    "  ",
    "Forslag 1. Ab ",
    "fjord Fjordvik kommune ber ",
]


@pytest.mark.parametrize("words", AWKWARD)
def test_long_texts_cost_linear_time(words: str) -> None:
    text = (words * 200_000)[:200_000]
    started = perf_counter()
    spans = sentence_spans(text)
    assert perf_counter() - started < 5  # a tenth of a second to half a one; minutes where the cost were quadratic
    assert all(a < b for a, b in spans)


@given(st.text(alphabet="Aa Ååo.!?:;•12«»()\n–", max_size=80))
def test_sentences_lie_in_order_and_have_no_white_space_around_them(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a < b <= c for (a, b), (c, _) in pairwise(spans))
    assert all(len(text[a:b].strip()) == b - a > 0 for a, b in spans)

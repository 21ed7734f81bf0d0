"""The language model of the package: its name without loading it, its sentences, noun chunks, names and commitments."""

import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from loftespor.extract import language
from tests.extract.test_norwegian import sentences_of_texts


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load_language()


def test_the_name_of_the_model_comes_from_its_description() -> None:
    assert language.model_name() == "nb_loftespor 1.0.0"


def test_extract_is_imported_without_spacy() -> None:
    code = "import sys, loftespor.extract, loftespor.extract.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_model_is_small_enough_for_the_package() -> None:
    folder = Path(language.__file__).with_name("model")
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 30_000_000


@pytest.mark.model
@pytest.mark.parametrize("sentences", list(sentences_of_texts()), ids=lambda sentences: sentences[0][:40])
def test_sentences_of_official_prose(nlp: Language, sentences: list[str]) -> None:
    text = "".join(sentences)
    assert [found.text.strip() for found in nlp(text.rstrip()).sents] == [sentence.strip() for sentence in sentences]


@pytest.mark.model
def test_noun_chunks(nlp: Language) -> None:
    doc = nlp("Den nye kommunen skal bygge fire store skoler ved elva.")
    assert [chunk.text for chunk in doc.noun_chunks] == ["Den nye kommunen", "fire store skoler", "elva"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Alle kommunene skal bygge skoler.", ["all", "kommune", "skulle", "bygge", "skole", "."]),
        ("Elevane les bøkene.", ["elev", "lese", "bok", "."]),
    ],
)
def test_lemmas_of_both_standards(nlp: Language, text: str, lemmas: list[str]) -> None:
    assert [token.lemma_ for token in nlp(text)] == lemmas


@pytest.mark.model
def test_a_verb_is_an_auxiliary_where_it_governs_another(nlp: Language) -> None:
    doc = nlp("Byrådet har en plan. Byrådet har vedtatt en plan.")
    assert [token.pos_ for token in doc if token.text == "har"] == ["VERB", "AUX"]


@pytest.mark.model
def test_names_have_one_kind_in_a_document(nlp: Language) -> None:
    doc = nlp("Statsråd Kari Solstrand la fram saken. Solstrand svarte på spørsmål fra Stortinget.")
    assert [(name.text, name.label_) for name in doc.ents if "Solstrand" in name.text] == [
        ("Kari Solstrand", "PER"),
        ("Solstrand", "PER"),
    ]


@pytest.mark.model
def test_a_pledge_is_marked_and_a_description_is_not(nlp: Language) -> None:
    doc = nlp("Vi vil bygge tusen nye sykehjemsplasser innen 2030. I fjor hadde kommunen fire sykehjem i drift.")
    spans = doc.spans["commitments"]
    assert {span.text for span in spans} == {"Vi vil bygge tusen nye sykehjemsplasser innen 2030."}
    assert {span.label_ for span in spans} == {"COMMITMENT", "COMMITMENT_IN_PROGRAMME"}
    assert all(0.5 < score <= 1 for score in spans.attrs["scores"])
    assert {span.text for span in doc.spans["testable"]} == {span.text for span in spans}


@pytest.mark.model
def test_a_pledge_without_a_measure_cannot_be_tested(nlp: Language) -> None:
    doc = nlp("Vi vil arbeide for et mer inkluderende samfunn.")
    assert [len(doc.spans[key]) for key in ("commitments", "testable")] == [2, 0]

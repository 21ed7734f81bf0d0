"""Sentences are labelled by where they come from; classifiers learn them, are calibrated, and are scored on gold."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from loftespor.evaluation.counts import Counts
from loftespor.extract.training import judged
from loftespor.extract.training.classifiers import SPEECH, add_classifier, calibrate, platt, probabilities
from loftespor.extract.training.figures import calibration
from loftespor.extract.training.gold import score
from loftespor.extract.training.judged import BOTH, COMMITMENT, IN_PROGRAMME, NEITHER, TESTABLE, Judged
from loftespor.extract.training.pipeline import untrained
from tests.extract.test_norwegian import ROWS, SETTINGS

SHARED = Path(__file__).resolve().parents[4] / "shared"
PROMISES = [f"Vi vil bygge {number} nye skoler i Sollia." for number in range(2, 42)]
FACTS = [f"I {year} hadde kommunen fire skoler i drift." for year in range(1982, 2022)]
JUDGED = [Judged(text, BOTH, "a") for text in PROMISES] + [Judged(text, NEITHER, "b") for text in FACTS]


@pytest.fixture(scope="module")
def learned() -> Language:
    nlp = untrained(("tok2vec",), settings=SETTINGS, rows=ROWS)
    nlp.initialize()
    add_classifier(nlp, SPEECH, JUDGED, epochs=12)
    return nlp


def shared_folder(root: Path) -> Path:
    """A folder as the one beside the checkout: a city's papers, a promise list, seeds and prose that are left out."""
    for name in ("seeds", "evidence/prose", "evidence/bergen", "promises", "gold"):
        (root / name).mkdir(parents=True)
    (root / "seeds" / "1.txt").write_text("Byrådet skal legge fram en plan for nye skoler.", encoding="utf-8")
    text = (
        "Rådet anbefaler at kommunen bygger flere skoler. Byrådet skal legge fram en plan for nye skoler. "
        "Tiltaket vil føre til kortere køer. Alle veier skal ha fortau på begge sider. "
        "Kommunen har fire skoler i drift nå."
    )
    with gzip.open(root / "evidence" / "bergen" / "plan.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"dokument_id": "1", "tekst": text}) + "\n")
    table = "Parti;Løftetekst;Generelt\nV;Bygge  skoler;Ja \nSp;Halvere køen innen 2030;nei\nH;Uten svar;\n"
    (root / "promises" / "hdo_promises_2009_2013.csv").write_text(table, encoding="utf-8")
    return root


def test_papers_give_what_the_rules_find_and_what_only_has_a_modal_verb(tmp_path: Path) -> None:
    found = {one.text: one.labels for one in judged.of_papers(shared_folder(tmp_path))}
    assert found == {
        "Rådet anbefaler at kommunen bygger flere skoler.": BOTH,
        "Tiltaket vil føre til kortere køer.": NEITHER,
        "Alle veier skal ha fortau på begge sider.": {IN_PROGRAMME},
        "Kommunen har fire skoler i drift nå.": NEITHER,
    }


def test_promises_are_general_or_can_be_tested(tmp_path: Path) -> None:
    assert judged.promises(shared_folder(tmp_path)) == [
        Judged("Bygge skoler", NEITHER, "V"),
        Judged("Halvere køen innen 2030", frozenset({TESTABLE}), "SP"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bygge skoler", "Vi vil bygge skoler."),
        ("at alle får plass.", "Vi vil at alle får plass."),
        ("Skolen er viktig.", "Skolen er viktig."),
    ],
)
def test_promises_are_said_as_sentences(text: str, said: str) -> None:
    assert judged.as_sentences([Judged(text, NEITHER, "V")]) == [Judged(said, NEITHER, "V")]


@pytest.mark.parametrize(
    ("text", "modal"),
    [
        ("Vi vil bygge.", True),
        ("Kommunen lyt svare.", True),
        ("Kommunen har en plan.", False),
        ("Skalet er hardt.", False),
    ],
)
def test_modal_verbs_are_words(text: str, modal: bool) -> None:
    assert judged.has_modal(text) is modal


def test_a_hash_does_not_see_white_space() -> None:
    assert judged.sentence_hash("Vi  vil\nbygge.") == judged.sentence_hash("Vi vil bygge.")
    assert judged.sentence_hash("Vi vil bygge.") != judged.sentence_hash("Vi vil rive.")


@pytest.mark.parametrize("label", [COMMITMENT, IN_PROGRAMME])
def test_a_classifier_learns_what_is_a_commitment(learned: Language, label: str) -> None:
    likely = probabilities(
        learned, label, ["Vi vil bygge 50 nye skoler i Sollia.", "I 1950 hadde kommunen fire skoler i drift."]
    )
    assert likely[0] > 0.8
    assert likely[1] < 0.2


def test_calibration_goes_into_the_last_layer(learned: Language) -> None:
    texts = [one.text for one in JUDGED]
    before = probabilities(learned, COMMITMENT, texts), probabilities(learned, IN_PROGRAMME, texts)
    slope, shift = calibrate(learned, COMMITMENT, JUDGED)
    logits = np.log(before[0] / (1 - before[0])) * slope + shift
    assert np.allclose(probabilities(learned, COMMITMENT, texts), 1 / (1 + np.exp(-logits)), atol=1e-4)
    assert np.allclose(probabilities(learned, IN_PROGRAMME, texts), before[1], atol=1e-6)


def test_scores_that_are_too_sure_are_drawn_to_the_middle() -> None:
    scores = np.array([0.99] * 10 + [0.01] * 10)
    holds = np.array([1.0] * 7 + [0.0] * 3 + [0.0] * 7 + [1.0] * 3)
    slope, shift = platt(scores, holds)
    assert 0 < slope < 0.5
    assert abs(shift) < 0.1


def test_counts() -> None:
    counts = Counts(6, 2, 4) + Counts(0, 0, 0)
    assert (counts.precision, counts.recall, round(counts.f1, 3)) == (0.75, 0.6, 0.667)
    assert (Counts(0, 3, 0).precision, Counts(0, 0, 2).recall, Counts(0, 0, 0).f1) == (0, 0, 0)


@pytest.mark.shared
def test_sentences_are_scored_on_annotated_documents() -> None:
    gold = SHARED / "gold" / "seed_commitments.jsonl"
    documents = sorted((SHARED / "seeds").glob("*.txt"))
    required = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    sentences = sum(row["required"] and row["form"] == "sentence" for row in required)
    none = score(gold, documents, lambda texts: [False] * len(texts))
    everything = score(gold, documents, lambda texts: [True] * len(texts))
    assert none == Counts(0, 0, sentences)
    assert everything.right + everything.missed == sentences
    assert everything.right > 0.8 * sentences


@pytest.mark.shared
def test_sentences_judged_by_hand_are_found_again(learned: Language) -> None:
    found = judged.judged_by_hand(SHARED)
    assert len(found) == 214
    assert sum(COMMITMENT in one.labels for one in found) == 70
    assert sum(band.sentences for band in calibration(learned, SHARED)) == 214

"""The parts of the language model beside spaCy's own: words of official prose, sure sentence starts, vectors."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from loftespor.extract.norwegian.half_vectors import floret_vectors
from loftespor.extract.norwegian.sentence_starts import SentenceStarts
from loftespor.extract.training.pipeline import untrained

SETTINGS = {"minn": 3, "maxn": 5, "hash_count": 2, "hash_seed": 2166136261, "bow": "<", "eow": ">"}
ROWS = np.array(np.random.default_rng(1).normal(size=(20, 4)), dtype=np.float16).astype(np.float32)


def texts() -> Iterator[tuple[str, list[str]]]:
    """The texts of the file of sentences, each with its words."""
    chunks = Path(__file__).with_name("norwegian_sentences.txt").read_text(encoding="utf-8").split("\n\n")
    for chunk in chunks:
        lines = [line for line in chunk.splitlines() if not line.startswith("#")]
        text = "".join(line.replace(" ¤", "").removesuffix("¶") + ("\n" if line[-1] == "¶" else " ") for line in lines)
        if lines:
            yield text.rstrip(), [word.removeprefix("¤") for line in lines for word in line.rstrip("¶").split(" ")]


@pytest.fixture(scope="module")
def language() -> Language:
    return untrained((), settings=SETTINGS, rows=ROWS)


@pytest.mark.parametrize(("text", "words"), list(texts()))
def test_words_of_official_prose(language: Language, text: str, words: list[str]) -> None:
    doc = language.make_doc(text)
    assert [token.text for token in doc if not token.is_space] == words
    assert doc.text == text


def test_the_file_has_a_hundred_sentences() -> None:
    lines = Path(__file__).with_name("norwegian_sentences.txt").read_text(encoding="utf-8").splitlines()
    assert sum(bool(line) and not line.startswith("#") for line in lines) >= 100


@pytest.mark.parametrize(
    ("text", "word", "starts"),
    [
        ("Se kap. 4 i planen.", "4", False),
        ("Vi har skoler mv. og parker.", "og", False),
        ("Vi har skoler mv. Parker mangler.", "Parker", None),
        ("Overskrift\nVi bygger.", "Vi", True),
        ("Vi vil:\nbygge hus", "bygge", None),
        ("Vi bygger. Vi river.", "river", None),
    ],
)
def test_sure_sentence_starts(language: Language, text: str, word: str, starts: bool | None) -> None:
    doc = SentenceStarts(["mv."])(language.make_doc(text))
    assert next(token for token in doc if token.text == word).is_sent_start is starts


def test_vectors_in_half_precision_come_back_as_they_were(tmp_path: Path) -> None:
    nlp = spacy.blank("nb")
    nlp.vocab.vectors = floret_vectors(nlp.vocab, SETTINGS, ROWS)
    nlp.add_pipe("half_vectors")
    nlp.to_disk(tmp_path / "model", exclude=["vectors"])
    assert (tmp_path / "model" / "half_vectors" / "vectors.npy").stat().st_size < ROWS.nbytes
    again = spacy.load(tmp_path / "model")
    assert again.vocab["Solliaskogen"].vector.tolist() == nlp.vocab["Solliaskogen"].vector.tolist()
    copied = spacy.blank("nb")
    copied.add_pipe("half_vectors")
    copied.get_pipe("half_vectors").from_bytes(nlp.get_pipe("half_vectors").to_bytes())  # type: ignore[attr-defined]  # a component of ours
    assert np.array_equal(copied.vocab.vectors.data, ROWS)

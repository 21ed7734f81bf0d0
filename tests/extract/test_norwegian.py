"""The parts of the language model beside spaCy's own: words of official prose, sure sentence starts, vectors."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vectors import Vectors

from loftespor.extract import norwegian
from loftespor.extract.norwegian.auxiliaries import Auxiliaries
from loftespor.extract.norwegian.half_vectors import floret_vectors
from loftespor.extract.norwegian.same_names import SameNames
from loftespor.extract.norwegian.sentence_spans import marked_suggester, sentence_suggester
from loftespor.extract.norwegian.sentence_starts import SentenceStarts
from loftespor.extract.training.checkpoint import parameters
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


def sentences_of_texts() -> Iterator[list[str]]:
    """The texts of the file of sentences, each as its sentences with the white space behind them."""
    chunks = Path(__file__).with_name("norwegian_sentences.txt").read_text(encoding="utf-8").split("\n\n")
    for chunk in chunks:
        lines = [line for line in chunk.splitlines() if line and not line.startswith("#")]
        if lines:
            yield [line.replace(" ¤", "").removesuffix("¶") + ("\n" if line[-1] == "¶" else " ") for line in lines]


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
        ("Vi har skoler mv. Parker mangler.", "Parker", True),
        ("Vi har skoler mv. 12 mangler.", "12", None),
        ("Se NOU 2026: 4 for mer.", "4", False),
        ("Vi har skoler mv. Parker mangler.", "mv.", False),
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


def test_vectors_of_words_are_remembered_and_the_same() -> None:
    nlp = spacy.blank("nb")
    vectors = floret_vectors(nlp.vocab, SETTINGS, ROWS)
    keys = [nlp.vocab.strings.add(word) for word in ("skole", "vei", "skole", "bru")]
    plain = Vectors.get_batch(vectors, keys)
    assert np.array_equal(vectors.get_batch(keys[:2]), plain[:2])
    assert np.array_equal(vectors.get_batch(keys), plain)
    assert np.array_equal(vectors.get_batch(keys), plain)


def named(language: Language, text: str, names: list[tuple[str, str]]) -> Doc:
    """The text with names of these kinds, each found behind the one before it."""
    doc = language.make_doc(text)
    at = 0
    spans: list[Span] = []
    for name, kind in names:
        at = text.index(name, at)
        span = doc.char_span(at, at + len(name), label=kind)
        assert span is not None
        spans.append(span)
        at += len(name)
    doc.set_ents(spans)
    return doc


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "Kari Nes og Ola Berg svarte. Nes var enig. Bergs svar kom seint, mente Nes.",
            [("Kari Nes", "PER"), ("Ola Berg", "PER"), ("Nes", "GPE"), ("Bergs", "ORG")],
            [("Kari Nes", "PER"), ("Ola Berg", "PER"), ("Nes", "PER"), ("Bergs", "PER"), ("Nes", "PER")],
        ),
        (
            "Sollia og Sollia og Sollia og Sollia.",
            [("Sollia", "GPE"), ("Sollia", "GPE"), ("Sollia", "ORG"), ("Sollia", "GPE")],
            [("Sollia", "GPE")] * 4,
        ),
        ("Sollia og Sollia.", [("Sollia", "GPE"), ("Sollia", "ORG")], [("Sollia", "GPE"), ("Sollia", "ORG")]),
        ("Vi bygger.", [], []),
    ],
    ids=["last names", "most mentions", "too few mentions", "no names"],
)
def test_a_name_has_one_kind(
    language: Language, text: str, names: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    doc = SameNames()(named(language, text, names))
    assert [(name.text, name.label_) for name in doc.ents] == expected


def test_auxiliaries_govern_a_verb(language: Language) -> None:
    words = ["Vi", "har", "bygd", ".", "Vi", "har", "hus", ".", "Det", "er", "hus", "."]
    doc = Doc(
        language.vocab, words=words, pos=["PRON", "VERB", "VERB", "PUNCT", "PRON", "AUX", "NOUN", "PUNCT"] * 1
        + ["PRON", "VERB", "NOUN", "PUNCT"],
        lemmas=["vi", "ha", "bygge", ".", "vi", "ha", "hus", ".", "det", "være", "hus", "."],
        heads=[1, 1, 1, 1, 5, 5, 5, 5, 9, 9, 9, 9],
        deps=["nsubj", "ROOT", "aux:verb", "punct", "nsubj", "ROOT", "obj", "punct", "expl", "ROOT", "obj", "punct"],
    )  # fmt: skip
    changed = Auxiliaries(["være"], ["ha"], "aux:verb")(doc)
    assert [token.pos_ for token in changed if token.pos_ in ("AUX", "VERB")] == ["AUX", "VERB", "VERB", "AUX"]


def test_classifiers_are_asked_about_sentences_and_about_what_is_marked(language: Language) -> None:
    doc = language.make_doc("Vi bygger. Vi river.")
    for token in doc:
        token.is_sent_start = token.i in (0, 3)
    doc.spans["marked"] = [Span(doc, 3, 6, label="A"), Span(doc, 3, 6, label="B")]
    empty = language.make_doc("")
    assert sentence_suggester()([doc]).data.tolist() == [[0, 3], [3, 6]]
    assert marked_suggester("marked")([doc]).data.tolist() == [[3, 6]]
    assert marked_suggester("marked")([empty, doc]).lengths.tolist() == [0, 1]
    assert marked_suggester("marked")([empty]).data.size == 0


def weights(nlp: Language) -> dict[str, Any]:
    return {label: node.get_param(name) for label, node, name in parameters(nlp)}


def test_weights_are_halved_on_disk_and_single_in_memory(tmp_path: Path) -> None:
    nlp = untrained(("tok2vec", "morphologizer"), settings=SETTINGS, rows=ROWS)
    nlp.initialize(
        lambda: [Example(nlp.make_doc("Vi bygger"), Doc(nlp.vocab, words=["Vi", "bygger"], pos=["PRON", "VERB"]))]
    )
    nlp.add_pipe("half_vectors", first=True)
    nlp.to_disk(tmp_path / "single", exclude=["vectors"])
    nlp.add_pipe("half_weights", last=True)
    nlp.to_disk(tmp_path / "half", exclude=["vectors"])
    sizes = [(tmp_path / name / "tok2vec" / "model").stat().st_size for name in ("single", "half")]
    assert 0.45 < sizes[1] / sizes[0] < 0.6
    again = spacy.load(tmp_path / "half")
    before, after = (weights(one) for one in (nlp, again))
    assert before.keys() == after.keys()
    assert all(values.dtype == np.float32 for values in after.values())
    assert all(np.allclose(values, after[name], rtol=1e-3, atol=1e-6) for name, values in before.items())


@pytest.mark.parametrize("name", norwegian.__all__)
def test_what_is_packed_with_the_model_needs_no_loftespor(name: str) -> None:
    code = Path(norwegian.__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    assert "import loftespor" not in code
    assert "from loftespor" not in code

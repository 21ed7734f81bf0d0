"""Training goes on where it was interrupted; what was learned is measured."""

from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, Optimizer, fix_random_seed

from loftespor.extract.norwegian.half_vectors import floret_vectors
from loftespor.extract.training import build, checkpoint, pipeline, vectors
from loftespor.extract.training.documents import example
from loftespor.extract.training.measuring import measure, words_a_second
from loftespor.extract.training.tags import words_of
from loftespor.extract.training.training import Lesson, batched, train
from tests.extract.training.sentences import sentence

SETTINGS = {"minn": 3, "maxn": 5, "hash_count": 2, "hash_seed": 2166136261, "bow": "<", "eow": ">"}
WORDS = words_of(sentence())


def untrained() -> Language:
    rows = np.array(np.random.default_rng(1).normal(size=(50, 8)), dtype=np.float16).astype(np.float32)
    return pipeline.untrained(build.SYNTAX, settings=SETTINGS, rows=rows)


def examples(nlp: Language, epoch: int) -> list[Example]:
    return [example(nlp, [WORDS] * Random(f"{epoch} {n}").randint(1, 3)) for n in range(6)]


def weights(nlp: Language) -> dict[str, Any]:
    return {label: node.get_param(name).copy() for label, node, name in checkpoint.parameters(nlp)}


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return train(untrained(), Lesson("all", examples, 4), tmp_path_factory.mktemp("whole"), tell=lambda _: None)


def test_a_training_that_was_interrupted_goes_on_after_the_last_whole_epoch(tmp_path: Path) -> None:
    told: list[str] = []

    def stop(line: str) -> None:
        told.append(line)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(untrained(), Lesson("all", examples, 4), tmp_path, tell=stop)
    train(untrained(), Lesson("all", examples, 4), tmp_path, tell=told.append)
    assert [line.split(":")[1] for line in told] == [f" epoch {n} of 4" for n in (1, 2, 3, 4)]
    assert len(list(tmp_path.iterdir())) == 2


def test_the_state_after_an_epoch_is_put_back_as_it_was(tmp_path: Path) -> None:
    def state(optimizer: Optimizer, nlp: Language) -> dict[str, Any]:
        return {
            f"{label} {kind}": values[node.id, name].copy()
            for label, node, name in checkpoint.parameters(nlp)
            for kind, values in (("mom1", optimizer.mom1), ("mom2", optimizer.mom2), ("mean", optimizer.averages or {}))
            if (node.id, name) in values
        }

    kept, fresh = (untrained(), Adam(0.001, use_averages=True)), (untrained(), Adam(0.001, use_averages=True))
    for seed, (nlp, _) in enumerate((kept, fresh)):
        fix_random_seed(seed)
        nlp.initialize(partial(examples, nlp, 0))
    kept[0].update(examples(kept[0], 0), sgd=kept[1])
    checkpoint.save(*kept, tmp_path, epochs=1, steps=5)
    assert checkpoint.load(*fresh, tmp_path) == (1, 5)
    for before, after in ((weights(kept[0]), weights(fresh[0])), (state(*kept[::-1]), state(*fresh[::-1]))):
        assert len(before) > 20
        assert before.keys() == after.keys()
        assert [label for label in before if not np.array_equal(before[label], after[label])] == []


def test_what_was_learned_is_measured(learned: Language) -> None:
    learned_nothing = untrained()
    learned_nothing.initialize(lambda: examples(learned_nothing, 0))
    figures = measure(learned, [(WORDS, WORDS)], name="nb")
    assert figures.words == 2 * len(WORDS)
    assert figures.scores["token_acc"] == 1
    assert figures.scores["pos_acc"] > measure(learned_nothing, [(WORDS, WORDS)], name="nb").scores["pos_acc"]
    ticks = iter((0.0, 2.0))
    assert words_a_second(learned, ["Sollia skal bygge."] * 3, clock=lambda: next(ticks)) == 6


def test_batches_keep_the_order_and_have_about_as_many_words_as_they_should() -> None:
    nlp = spacy.blank("nb")
    many = [example(nlp, [WORDS] * n) for n in (1, 3, 2, 1, 1)]
    parts = list(batched(many, 3 * len(WORDS)))
    assert [one for part in parts for one in part] == many
    assert [len(part) for part in parts] == [2, 2, 1]


def test_vectors_of_floret_are_read_and_scaled(tmp_path: Path) -> None:
    path = tmp_path / "vectors.floret"
    path.write_text("2 2 3 5 2 2166136261 < >\n0 3.0 4.0 \n1 0.0 15.0 \n", encoding="utf-8")
    settings, rows = vectors.read_vectors(path)
    assert settings == SETTINGS
    assert np.allclose(rows, [[0.3, 0.4], [0, 1.5]], atol=1e-3)
    nlp = spacy.blank("nb")
    nlp.vocab.vectors = floret_vectors(nlp.vocab, settings, rows)
    assert nlp.vocab["Solliaskogen"].vector.any()


def test_a_step_is_made_once_for_each_key(tmp_path: Path) -> None:
    made: list[str] = []

    def make(folder: Path) -> None:
        made.append(" ".join(sorted(path.name for path in folder.iterdir())))
        (folder / "half").touch()
        if len(made) == 1:
            raise KeyboardInterrupt

    folder = tmp_path / "step"
    with pytest.raises(KeyboardInterrupt):
        build.step(folder, "a", make)
    for key in ("a", "a", "b"):
        build.step(folder, key, make)
    assert made == ["key", "half key", "key"]

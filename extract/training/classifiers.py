"""Classifiers of sentences on top of a trained pipeline: whether one commits somebody, whether a promise can be tested.

That of commitments has small layers of its own; that of promises reads what the trained layers know of the words.
Nothing else of the pipeline changes.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from loftespor.extract.norwegian.sentence_spans import COMMITMENTS
from loftespor.extract.training.judged import COMMITMENT, IN_PROGRAMME, TESTABLE, Judged
from loftespor.extract.training.pipeline import add_untrained

SPEECH, TEST = "commitments", "testability"
LABELS = {SPEECH: (COMMITMENT, IN_PROGRAMME), TEST: (TESTABLE,)}
_SEED = 7
_EPOCHS = {SPEECH: 3, TEST: 16}
_LEARN_RATE, _DROPOUT, _TOGETHER = 0.001, 0.3, 64
_READ_TOGETHER = 256
_STEPS = 50  # of Newton's method, which needs about ten
_RIDGE = 1e-3


def add_classifier(nlp: Language, name: str, judged: Sequence[Judged], *, epochs: int | None = None) -> None:
    """Add a classifier to a pipeline and teach it these sentences."""
    fix_random_seed(_SEED)
    add_untrained(nlp, name)
    examples = list(_examples(nlp, name, judged))
    pipe: Any = nlp.get_pipe(name)
    pipe.initialize(lambda: examples, nlp=nlp, labels=list(LABELS[name]))
    optimizer = Adam(_LEARN_RATE, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True)
    rounds = epochs or _EPOCHS[name]
    for epoch in range(rounds):
        Random(f"{_SEED} {epoch}").shuffle(examples)
        optimizer.learn_rate = _LEARN_RATE * (1 - epoch / rounds)
        for start in range(0, len(examples), _TOGETHER):
            pipe.update(examples[start : start + _TOGETHER], sgd=optimizer, drop=_DROPOUT)


def _examples(nlp: Language, name: str, judged: Sequence[Judged]) -> Iterator[Example]:
    pipe: Any = nlp.get_pipe(name)
    docs = _read(nlp, [one.text for one in judged])
    for doc, one in zip(docs, judged, strict=True):
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        reference = Doc(nlp.vocab, words=words, spaces=spaces)
        spans = [Span(reference, 0, len(reference), label=label) for label in sorted(one.labels)]
        reference.spans[pipe.key] = spans
        yield Example(doc, reference)


def _read(nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
    """The texts as the layers below a classifier read them, each as one sentence and one commitment."""
    below: Any = nlp.get_pipe("tok2vec")
    for start in range(0, len(texts), _READ_TOGETHER):
        docs = [nlp.make_doc(text) for text in texts[start : start + _READ_TOGETHER]]
        for doc in docs:
            for token in doc:
                token.is_sent_start = token.i == 0
            doc.spans[COMMITMENTS] = [Span(doc, 0, len(doc), label=COMMITMENT)]
        yield from below.pipe(docs)


def probabilities(nlp: Language, label: str, texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """How likely each text, taken as one sentence, has a label: shape (texts,)."""
    pipe: Any = nlp.get_pipe(_component(label))
    column = pipe.labels.index(label)
    found: list[float] = []
    docs = list(_read(nlp, texts))
    for start in range(0, len(docs), _READ_TOGETHER):
        _, scores = pipe.predict(docs[start : start + _READ_TOGETHER])
        found.extend(float(score) for score in scores[:, column])
    return np.array(found)


def _component(label: str) -> str:
    return next(name for name, labels in LABELS.items() if label in labels)


def calibrate(nlp: Language, label: str, judged: Sequence[Judged]) -> tuple[float, float]:
    """Make a label's scores probabilities on sentences that were not learned from (Platt's scaling).

    The factor and the addend it finds are put into the classifier's last layer.
    """
    scores = probabilities(nlp, label, [one.text for one in judged])
    slope, shift = platt(scores, np.array([label in one.labels for one in judged], dtype=float))
    pipe: Any = nlp.get_pipe(_component(label))
    row = pipe.labels.index(label)
    last = next(node for node in pipe.model.get_ref("scorer").walk() if node.name == "linear")
    weights, shifts = last.get_param("W").copy(), last.get_param("b").copy()
    weights[row] *= slope
    shifts[row] = shifts[row] * slope + shift
    last.set_param("W", weights)
    last.set_param("b", shifts)
    return slope, shift


def scaled(scores: npt.NDArray[np.float64], slope: float, shift: float) -> npt.NDArray[np.float64]:
    """The scores with their logits multiplied and shifted."""
    return np.asarray(1 / (1 + np.exp(-(slope * _logits(scores) + shift))))


def _logits(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    clipped = np.clip(scores, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(clipped / (1 - clipped)))


def platt(scores: npt.NDArray[np.float64], holds: npt.NDArray[np.float64]) -> tuple[float, float]:
    """The slope and shift of the logits of scores under which they fit best, by Newton's method with a small ridge.

    The outcomes are drawn a little to the middle, as Platt has it, so that a perfect order of the scores has a limit.
    """
    rows = np.stack([_logits(scores), np.ones_like(scores)], axis=1)
    aims = np.where(holds > 0, (holds.sum() + 1) / (holds.sum() + 2), 1 / ((1 - holds).sum() + 2))
    weights = np.zeros(2)
    for _ in range(_STEPS):
        fitted = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (fitted - aims) + _RIDGE * weights
        curve = (rows * (fitted * (1 - fitted))[:, None]).T @ rows + _RIDGE * np.eye(2)
        weights = weights - np.linalg.solve(curve, gradient)
    return float(weights[0]), float(weights[1])

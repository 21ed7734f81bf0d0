"""How good a pipeline is on parts of the treebank it has not learned from, and how fast."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language
from spacy.scorer import Scorer

from loftespor.extract.training.documents import Words, example

# What is counted, by spaCy's name for the score. All are over the text as the pipeline's own tokenizer parts it.
SCORES = {
    "token_acc": "tokens",
    "pos_acc": "POS",
    "morph_acc": "features",
    "lemma_acc": "lemma",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "sentences",
    "ents_p": "entities P",
    "ents_r": "entities R",
    "ents_f": "entities F1",
}
_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """The scores of some texts, as shares, and F1 by kind of entity; `words` is how many words were scored."""

    name: str
    words: int
    scores: dict[str, float]
    entities: dict[str, float]


def measure(nlp: Language, texts: Sequence[tuple[Words, ...]], *, name: str) -> Figures:
    """The scores of a pipeline on texts, each whole as one document."""
    examples = [example(nlp, sentences) for sentences in texts if sentences]
    for one, doc in zip(examples, nlp.pipe([one.reference.text for one in examples]), strict=True):
        one.predicted = doc
    scores = Scorer(nlp).score(examples)
    by_kind = scores.get("ents_per_type") or {}
    return Figures(
        name,
        sum(len(one.reference) for one in examples),
        {key: float(scores[key]) for key in SCORES if scores.get(key) is not None},
        {kind: float(kinds["f"]) for kind, kinds in sorted(by_kind.items())},
    )


def words_a_second(nlp: Language, texts: Iterable[str], *, clock: Callable[[], float] = time.perf_counter) -> float:
    """How many words a pipeline annotates in a second."""
    words, begun = 0, clock()
    texts = iter(texts)
    while part := list(islice(texts, _TOGETHER)):
        words += sum(len(doc) for doc in nlp.pipe(part))
    return words / (clock() - begun)

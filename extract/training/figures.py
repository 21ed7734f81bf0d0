"""The figures of the model card: the packed pipeline on texts that it has not learned from, and its classifiers."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from loftespor.evaluation.counts import Counts
from loftespor.extract.modal_rows import Tier
from loftespor.extract.modals import judge_sentence
from loftespor.extract.training.build import converted, trained
from loftespor.extract.training.classifiers import SPEECH, TEST, add_classifier, platt, probabilities, scaled
from loftespor.extract.training.documents import Words
from loftespor.extract.training.gold import Judge, score
from loftespor.extract.training.judged import (
    COMMITMENT,
    IN_PROGRAMME,
    PROGRAMMES,
    TESTABLE,
    Judged,
    as_sentences,
    has_modal,
    judged_by_hand,
    of_papers,
    of_programmes,
    promises,
)
from loftespor.extract.training.measuring import Figures, measure

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk"}
_THRESHOLD = 0.5
_FOLDS = 10
_BANDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found on annotated sentences by the classifier, by the rules, and by modal verbs alone."""

    name: str
    classifier: Counts
    rules: Counts
    modal_verbs: Counts


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often a classifier agrees with people, beside always saying what is most frequent, and F1 of the rarer."""

    name: str
    sentences: int
    right: float
    majority: float
    f1: float


@dataclass(frozen=True, slots=True)
class Band:
    """Sentences whose probability lies between two limits, the mean of it, and the share that were commitments."""

    low: float
    high: float
    sentences: int
    said: float
    were: float


def treebank_figures(nlp: Language, shared: Path) -> tuple[list[Figures], list[Figures]]:
    """The scores on the texts for tests: by language, and by language and genre."""
    by_language: dict[str, list[tuple[Words, ...]]] = defaultdict(list)
    by_genre: dict[str, list[tuple[Words, ...]]] = defaultdict(list)
    for source, text in converted(shared):
        if source.part == "test":
            by_language[source.language].append(text)
            by_genre[f"{source.language} {source.genre}"].append(text)
    return (
        [measure(nlp, texts, name=LANGUAGES[language]) for language, texts in by_language.items()],
        [measure(nlp, texts, name=name) for name, texts in by_genre.items()],
    )


def comparisons(nlp: Language, shared: Path) -> Iterator[Comparison]:
    """The classifier on annotated documents of which no sentence was learned."""
    for name, folder, pattern in (("seed", "seeds", "*.txt"), ("prose", "evidence/prose", "*.txt")):
        documents = sorted((shared / folder).glob(pattern))
        gold = shared / "gold" / f"{name}_commitments.jsonl"
        yield _compared(nlp, name, gold, documents, COMMITMENT, "advice")


def left_out(work: Path, shared: Path, *, tell: Callable[[str], None]) -> list[Comparison]:
    """For each programme the sentences of its annotated pages, by a classifier that learned only from the others."""
    judged = [*of_programmes(shared), *of_papers(shared)]
    gold = shared / "gold" / "programme_commitments.jsonl"
    found: list[Comparison] = []
    for path in sorted((shared / PROGRAMMES).glob("*.pdf")):
        nlp = trained(work, "syntax")
        add_classifier(nlp, SPEECH, [one for one in judged if one.source != path.stem])
        found.append(_compared(nlp, path.stem, gold, [path], IN_PROGRAMME, "programme"))
        tell(f"{path.stem} left out: F1 {found[-1].classifier.f1:.3f}, modal verbs {found[-1].modal_verbs.f1:.3f}")
    return [_summed(found), *found]


def _summed(parts: Sequence[Comparison]) -> Comparison:
    nothing = Counts(0, 0, 0)
    return Comparison(
        "programmes",
        sum((part.classifier for part in parts), nothing),
        sum((part.rules for part in parts), nothing),
        sum((part.modal_verbs for part in parts), nothing),
    )


def _compared(nlp: Language, name: str, gold: Path, documents: Sequence[Path], label: str, tier: Tier) -> Comparison:
    judges: tuple[Judge, ...] = (
        lambda texts: [bool(likely > _THRESHOLD) for likely in probabilities(nlp, label, texts)],
        lambda texts: [judge_sentence(text, tier=tier) is not None for text in texts],
        lambda texts: [has_modal(text) for text in texts],
    )
    return Comparison(name, *(score(gold, documents, judge) for judge in judges))


def calibration(nlp: Language, shared: Path) -> list[Band]:
    """How often sentences judged by hand are commitments, by the probability that the classifier gives them.

    Each fold is scaled by what the others show, so that no sentence speaks for itself.
    """
    judged = _shuffled(judged_by_hand(shared))
    scores = probabilities(nlp, COMMITMENT, [one.text for one in judged])
    holds = np.array([COMMITMENT in one.labels for one in judged], dtype=float)
    folds = np.arange(len(judged)) % _FOLDS
    said = np.zeros(len(judged))
    for fold in range(_FOLDS):
        slope, shift = platt(scores[folds != fold], holds[folds != fold])
        said[folds == fold] = scaled(scores[folds == fold], slope, shift)
    return list(_bands(said, holds))


def _bands(said: npt.NDArray[np.float64], holds: npt.NDArray[np.float64]) -> Iterator[Band]:
    for low, high in pairwise(_BANDS):
        inside = (said >= low) & (said < high)
        if inside.any():
            yield Band(low, high, int(inside.sum()), float(said[inside].mean()), float(holds[inside].mean()))


def hand_agreement(nlp: Language, shared: Path) -> Agreement:
    """The classifier on the sentences judged by hand, which only gave it its scale."""
    judged = judged_by_hand(shared)
    likely = probabilities(nlp, COMMITMENT, [one.text for one in judged])
    return _agreement("judged by hand", likely, [COMMITMENT in one.labels for one in judged])


def testability(work: Path, shared: Path) -> list[Agreement]:
    """Whether promises can be tested, as they stand in lists and said as sentences.

    They are in ten parts, each judged by what was learned of the others; then in parts by party.
    """
    judged = _shuffled(promises(shared))
    by_fold = [f"{place % _FOLDS}" for place in range(len(judged))]
    by_party = [one.source for one in judged]
    return [
        *_held_out(work, judged, by_fold, "ten parts"),
        *_held_out(work, judged, by_party, "one party left out"),
    ]


def _held_out(work: Path, judged: Sequence[Judged], groups: Sequence[str], name: str) -> list[Agreement]:
    """How each group is judged by what was learned of the others."""
    nlp = trained(work, "syntax")
    forms = {"items of lists": judged, "sentences": as_sentences(judged)}
    likely = {form: np.zeros(len(judged)) for form in forms}
    for group in sorted(set(groups)):
        places = [place for place, of in enumerate(groups) if of == group]
        others = [place for place in range(len(judged)) if groups[place] != group]
        add_classifier(nlp, TEST, [said[place] for said in forms.values() for place in others])
        for form, said in forms.items():
            likely[form][places] = probabilities(nlp, TESTABLE, [said[place].text for place in places])
        nlp.remove_pipe(TEST)
    holds = [TESTABLE in one.labels for one in judged]
    return [_agreement(f"{name}, {form}", likely[form], holds) for form in forms]


def _agreement(name: str, likely: npt.NDArray[np.float64], holds: Sequence[bool]) -> Agreement:
    is_so, said = np.array(holds), likely > _THRESHOLD
    right = float((said == is_so).mean())
    found = int((said & is_so).sum())
    f1 = 2 * found / int(said.sum() + is_so.sum())
    return Agreement(name, len(holds), right, float(max(is_so.mean(), 1 - is_so.mean())), f1)


def _shuffled(judged: Sequence[Judged]) -> list[Judged]:
    return Random("order").sample(judged, len(judged))

"""The steps from treebank and texts to the packed pipeline; each is skipped where its result lies there already."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TypeAlias

import spacy
from spacy.language import Language
from spacy.training import Example

from loftespor.extract.norwegian.half_vectors import floret_vectors
from loftespor.extract.training import training, vectors
from loftespor.extract.training.agreed import with_agreed, write_agreed
from loftespor.extract.training.classifiers import SPEECH, TEST, add_classifier, calibrate
from loftespor.extract.training.documents import Words, example, grouped
from loftespor.extract.training.judged import (
    COMMITMENT,
    as_sentences,
    judged_by_hand,
    of_papers,
    of_programmes,
    promises,
)
from loftespor.extract.training.other_names import Names
from loftespor.extract.training.pipeline import configuration, untrained
from loftespor.extract.training.tags import words_of
from loftespor.extract.training.treebank import Source, read_treebank
from loftespor.extract.training.variants import varied

Tell: TypeAlias = Callable[[str], None]

SYNTAX = ("tok2vec", "morphologizer", "trainable_lemmatizer", "sentence_starts", "parser")
NAMES = ("ner",)
# Finders of names that teach the one that is packed, by their seeds. The second and third learn with names changed.
TEACHERS = {"teacher_1": 7, "teacher_2": 107, "teacher_3": 207}
_SYNTAX_EPOCHS, _TEACHER_EPOCHS, _NAMES_EPOCHS = 14, 6, 8
_AGREED = 12_000  # sentences of municipal text in each epoch of the names
# The part for development chose these settings; with them the model learns from it too.
_LEARNED = ("train", "dev")
_DONE = "done"
# What a step's result depends on beside the steps before it.
_VECTORS_FILES = ("treebank.py", "vectors.py")
_PARSER_FILES = (
    "treebank.py", "tags.py", "tags.toml", "spacing.py", "documents.py", "variants.py", "other_names.py", "pipeline.py",
    "training.py", "../abbreviations.toml", "../norwegian/tokenizer.py",
)  # fmt: skip
_AGREED_FILES, _AGREED_FILE = ("agreed.py", "../norwegian/same_names.py"), "agreed.spacy"
_CLASSIFIER_FILES = ("judged.py", "classifiers.py", "sentences.tsv", "../modals.toml", "../lead_ins.toml")


def build(shared: Path, work: Path, *, tell: Tell) -> None:
    """All steps. `work` keeps what they made: begun again, the build goes on where it was."""
    key = _vectors(shared, work, tell=tell)
    # Syntax and names share nothing but the vectors: each has a core of its own.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        parts = [pool.submit(part, shared, work, key) for part in (syntax, names)]
        keys = [part.result() for part in parts]
    _sentences(shared, work, keys[0], tell=tell)


def step(folder: Path, key: str, make: Callable[[Path], None]) -> None:
    """Make what a folder should hold, unless it is there for the same key; what is there for another key is removed.

    A step that was interrupted finds in its folder what it left there.
    """
    named = folder / "key"
    if (folder / _DONE).is_file() and named.read_text(encoding="utf-8") == key:
        return
    if not named.is_file() or named.read_text(encoding="utf-8") != key:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        named.write_text(key, encoding="utf-8")
    make(folder)
    (folder / _DONE).touch()


def fingerprint(names: Sequence[str], *, after: str = "") -> str:
    """A hash of files of this package and of the step before."""
    found = hashlib.blake2b(after.encode(), digest_size=8)
    package = files("loftespor.extract.training")
    for name in names:
        found.update(package.joinpath(name).read_bytes())
    return found.hexdigest()


def _vectors(shared: Path, work: Path, *, tell: Tell) -> str:
    def make(folder: Path) -> None:
        text = folder / "text.txt"
        lines = vectors.write_text(shared, read_treebank(shared / "ndt"), text)
        tell(f"vectors: learning from {lines} lines in one thread, about a quarter of an hour")
        vectors.train_vectors(text, folder / "vectors.floret")
        text.unlink()

    key = fingerprint(_VECTORS_FILES)
    step(work / "vectors", key, make)
    return key


def syntax(shared: Path, work: Path, after: str) -> str:
    """Train what reads forms and relations."""
    lesson = training.Lesson("syntax", treebank_examples(shared), _SYNTAX_EPOCHS)
    return _learn(SYNTAX, lesson, work, after)


def names(shared: Path, work: Path, after: str) -> str:
    """Train three finders of names on the treebank, and one on that and on what they agree on in municipal text."""
    for name, seed in TEACHERS.items():
        examples = treebank_examples(shared, seed=seed, other_names=seed != training.SEED)
        key = _learn(NAMES, training.Lesson(name, examples, _TEACHER_EPOCHS, seed), work, after)

    def make(folder: Path) -> None:
        teachers = [trained(work, name) for name in TEACHERS]
        write_agreed(teachers, shared / "text" / "municipal.txt.xz", folder / _AGREED_FILE)

    key = fingerprint(_AGREED_FILES, after=key)
    step(work / "agreed", key, make)
    examples = with_agreed(
        treebank_examples(shared), work / "agreed" / _AGREED_FILE, number=_AGREED, seed=training.SEED
    )
    return _learn(NAMES, training.Lesson("names", examples, _NAMES_EPOCHS), work, key)


def _learn(components: tuple[str, ...], lesson: training.Lesson, work: Path, after: str) -> str:
    """Train a part of the pipeline in a folder of its name; what it learns is told in a log there."""

    def make(folder: Path) -> None:
        settings, rows = vectors.read_vectors(work / "vectors" / "vectors.floret")
        nlp = untrained(components, settings=settings, rows=rows)
        with (folder / "log.txt").open("a", encoding="utf-8") as log:
            training.train(nlp, lesson, folder / "state", tell=lambda line: print(line, file=log, flush=True))
        _write(nlp, folder)

    said = f"{after} {configuration(components).to_str()} {lesson.epochs} {lesson.seed} {_LEARNED} {_AGREED}"
    key = fingerprint(_PARSER_FILES, after=said)
    step(work / lesson.name, key, make)
    return key


def _sentences(shared: Path, work: Path, after: str, *, tell: Tell) -> None:
    """The classifiers of sentences, calibrated on the sentences judged by hand."""

    def make(folder: Path) -> None:
        tell("sentences: learning which commit somebody and which promises can be tested")
        nlp = trained(work, "syntax")
        add_classifier(nlp, SPEECH, [*of_programmes(shared), *of_papers(shared)])
        promised = promises(shared)
        add_classifier(nlp, TEST, [*promised, *as_sentences(promised)])
        calibrate(nlp, COMMITMENT, judged_by_hand(shared))
        _write(nlp, folder)

    settings = configuration((SPEECH, TEST)).to_str()
    step(work / "sentences", fingerprint(_CLASSIFIER_FILES, after=f"{after} {settings}"), make)


def _write(nlp: Language, folder: Path) -> None:
    nlp.to_disk(folder / "model", exclude=["vectors"])


def treebank_examples(
    shared: Path, *, seed: int = training.SEED, other_names: bool = False
) -> Callable[[Language, int], list[Example]]:
    """What gives the examples of an epoch: all texts for training, varied and parted anew each time.

    With `other_names`, some names in them are changed for others.
    """
    texts = [text for source, text in converted(shared) if source.part in _LEARNED]
    names = Names(texts) if other_names else None

    def examples(nlp: Language, epoch: int) -> list[Example]:
        random = Random(f"texts {seed} {epoch}")
        found: list[Example] = []
        for text in texts:
            sentences = [variant for sentence in text for variant in varied(sentence, random)]
            if names is not None:
                sentences = [names.changed(sentence, random) for sentence in sentences]
            found.extend(example(nlp, group) for group in grouped(sentences, random))
        return found

    return examples


@cache
def converted(shared: Path) -> list[tuple[Source, tuple[Words, ...]]]:
    """The texts of the treebank with the words that spaCy is taught."""
    sources = read_treebank(shared / "ndt")
    return [(source, tuple(words_of(sentence) for sentence in source.sentences)) for source in sources]


def trained(work: Path, part: str) -> Language:
    """A part of the pipeline as it was trained, with the vectors."""
    nlp = spacy.load(work / part / "model", exclude=["vectors"])
    settings, rows = vectors.read_vectors(work / "vectors" / "vectors.floret")
    nlp.vocab.vectors = floret_vectors(nlp.vocab, settings, rows)
    return nlp

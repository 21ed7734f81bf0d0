"""The steps from treebank and texts to the packed pipeline; each is skipped where its result lies there already."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
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
from loftespor.extract.training.documents import Words, example, grouped
from loftespor.extract.training.pipeline import untrained
from loftespor.extract.training.tags import words_of
from loftespor.extract.training.treebank import Source, read_treebank
from loftespor.extract.training.variants import varied

Tell: TypeAlias = Callable[[str], None]

SYNTAX = ("tok2vec", "morphologizer", "trainable_lemmatizer", "sentence_starts", "parser")
NAMES = ("ner",)
_SYNTAX_EPOCHS, _NAMES_EPOCHS = 12, 12
_DONE = "done"
# What a step's result depends on beside the steps before it.
_VECTORS_FILES = ("treebank.py", "vectors.py")
_PARSER_FILES = (
    "treebank.py", "tags.py", "tags.toml", "spacing.py", "documents.py", "variants.py", "pipeline.py", "pipeline.cfg",
    "training.py", "../abbreviations.toml", "../norwegian/tokenizer.py", "../norwegian/sentence_starts.py",
)  # fmt: skip


def build(shared: Path, work: Path, *, tell: Tell) -> None:
    """All steps. `work` keeps what they made: begun again, the build goes on where it was."""
    key = _vectors(shared, work, tell=tell)
    # Syntax and names share nothing but the vectors: each has a core of its own.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        parts = [pool.submit(learn, part, shared, work, key) for part in ("syntax", "names")]
        for part in parts:
            part.result()


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


def learn(part: str, shared: Path, work: Path, after: str) -> None:
    """Train one of the two parts of the pipeline: 'syntax' or 'names'; what it learns is told in a log of its own."""
    components, epochs = (SYNTAX, _SYNTAX_EPOCHS) if part == "syntax" else (NAMES, _NAMES_EPOCHS)

    def make(folder: Path) -> None:
        settings, rows = vectors.read_vectors(work / "vectors" / "vectors.floret")
        nlp = untrained(components, settings=settings, rows=rows)
        lesson = training.Lesson(part, treebank_examples(shared), epochs)
        with (folder / "log.txt").open("a", encoding="utf-8") as log:
            trained = training.train(nlp, lesson, folder / "state", tell=lambda line: print(line, file=log, flush=True))
        trained.to_disk(folder / "model", exclude=["vectors"])

    step(work / part, fingerprint(_PARSER_FILES, after=f"{after} {components} {epochs}"), make)


def treebank_examples(shared: Path) -> Callable[[Language, int], list[Example]]:
    """What gives the examples of an epoch: all texts for training, varied and parted anew each time."""
    texts = [text for source, text in converted(shared) if source.part == "train"]

    def examples(nlp: Language, epoch: int) -> list[Example]:
        random = Random(f"texts {training.SEED} {epoch}")
        found: list[Example] = []
        for text in texts:
            sentences = [variant for sentence in text for variant in varied(sentence, random)]
            found.extend(example(nlp, group) for group in grouped(sentences, random))
        return found

    return examples


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

"""The Norwegian Dependency Treebank with NorNE's entities, as it lies on disk, and its parts for training and tests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from loftespor.errors import MissingPathError, UnreadableFileError

Part: TypeAlias = Literal["train", "dev", "test"]
Language: TypeAlias = Literal["nb", "nn"]

FOLDERS: dict[Language, str] = {"nb": "nob", "nn": "nno"}
PARTS: tuple[Part, ...] = ("train", "dev", "test")
_FIELDS = 10
_GENRE = re.compile("[a-z]+")
# The first file of each series that is for development, and the first for tests: as in the Universal Dependencies
# treebank of Bokmål, so that figures can be compared.
_DEV_FROM = (
    "ap012_0003", "bt005_0002", "db013_0005", "kk006_0001", "sp-bm002_0000", "vg002_0004", "blogg-bm003_0001",
    "nou004_0001", "st005_0001",
)  # fmt: skip
_TEST_FROM = (
    "ap014_0003", "bt006_0000", "db014_0003", "kk007_0001", "sp-bm003_0000", "vg002_0005", "blogg-bm003_0003",
    "nou004_0002", "st005_0003",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A word as the treebank has it; `head` counts from 1 within the sentence, 0 is none; `entity` is 'B-PER', 'O' …"""

    form: str
    lemma: str
    pos: str
    features: tuple[str, ...]
    head: int
    relation: str
    entity: str


Sentence: TypeAlias = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the treebank: a text in one language, of one genre ('ap', 'st' …), in one part."""

    name: str
    language: Language
    genre: str
    part: Part
    sentences: tuple[Sentence, ...]


def read_treebank(folder: Path) -> Iterator[Source]:
    """All files of the treebank, Bokmål before Nynorsk, by name; raises MissingPathError or UnreadableFileError."""
    for language, name in FOLDERS.items():
        paths = sorted((folder / name).glob("*.conll"))
        if not paths:
            raise MissingPathError(f"{folder / name}: holds no file of the treebank. Name the folder above it.")
        for place, path in enumerate(paths):
            part = _part_of_bokmaal(path.stem) if language == "nb" else _part_of_nynorsk(place)
            yield Source(path.stem, language, _series(path.stem), part, read_sentences(path))


def read_sentences(path: Path) -> tuple[Sentence, ...]:
    """The sentences of one file."""
    sentences: list[Sentence] = []
    for chunk in path.read_text(encoding="utf-8").split("\n\n"):
        rows = tuple(_row(line, path) for line in chunk.split("\n") if line.strip())
        if rows:
            sentences.append(rows)
    return tuple(sentences)


def _row(line: str, path: Path) -> Row:
    fields = line.split("\t")
    if len(fields) != _FIELDS or not fields[6].isdecimal():
        raise UnreadableFileError(f"{path}: '{line[:60]}' has not {_FIELDS} fields as the treebank. Get the file anew.")
    _, form, lemma, pos, _, features, head, relation, _, entity = fields
    split = () if features == "_" else tuple(features.split("|"))
    return Row(form, lemma, pos, split, int(head), relation, entity.removeprefix("name="))


def _series(name: str) -> str:
    """The genre of a file by its name: 'ap012_0003' is 'ap', 'sp-bm002_0000' 'sp'."""
    found = _GENRE.match(name)
    return found[0] if found else name


def _part_of_bokmaal(name: str) -> Part:
    def begins(firsts: tuple[str, ...]) -> bool:
        return any(_series(first) == _series(name) and name >= first for first in firsts)

    return "test" if begins(_TEST_FROM) else "dev" if begins(_DEV_FROM) else "train"


def _part_of_nynorsk(place: int) -> Part:
    parts: dict[int, Part] = {8: "dev", 9: "test"}
    return parts.get(place % 10, "train")

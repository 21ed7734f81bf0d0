"""The documents of gold files, read, with what the finders give in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loftespor.errors import MissingPathError
from loftespor.evaluation.gold import stem
from loftespor.extract import Commitment, extract
from loftespor.ingest import Document, Input, Unread, find_inputs, ingest_files


@dataclass(frozen=True, slots=True)
class Searched:
    """A document with the commitments found in it, or a file that could not be read; one of `total` files."""

    read: Document | Unread
    commitments: tuple[Commitment, ...]
    total: int

    @property
    def name(self) -> str:
        """The document's file name, or the path of what was not read."""
        return self.read.path if isinstance(self.read, Unread) else self.read.name


def inputs_of(paths: Iterable[Path], names: frozenset[str]) -> list[Input]:
    """The files below the paths that may hold documents of these names, and paths that lead nowhere."""
    return [one for one in find_inputs(paths) if one.error is MissingPathError or _may_hold(one.path, names)]


def _may_hold(path: Path, names: frozenset[str]) -> bool:
    return ".jsonl" in path.suffixes or stem(path.name) in names


def search(inputs: Sequence[Input], names: frozenset[str], *, jobs: int = 1) -> Iterator[Searched]:
    """The documents of these names with what the finders give in them; documents of other names are left out."""
    for read in ingest_files(inputs, jobs=jobs):
        if isinstance(read, Unread):
            yield Searched(read, (), len(inputs))
        elif stem(read.name) in names:
            yield Searched(read, extract(read).commitments, len(inputs))

"""Which files are to be read, in a stable order, and what is stated of them."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from loftespor.errors import LoftesporError, MissingPathError, NothingToReadError, UnknownTypeError
from loftespor.ingest.corpus_file import NAME, CorpusFile, read_corpus_file
from loftespor.ingest.read import known_type, unknown_type

_Reader: TypeAlias = Callable[[Path], CorpusFile]


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `stated` holds fields as in corpus.toml, `sources` where each was stated.

    `refused` is the reason why a file found in a folder is not read (its type is unknown).
    """

    path: Path
    stated: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    refused: str | None = None
    error: type[LoftesporError] = UnknownTypeError


def find_inputs(paths: Iterable[Path], *, stated: Mapping[str, object] | None = None) -> list[Input]:
    """The files of the paths: each path in its order, a folder's files by name, each file once.

    `stated` (the command line) wins over corpus.toml. Hidden files are skipped, links that lead out of their
    folder are refused. Raises MissingPathError, UnknownTypeError for a file that was named, CorpusFileError,
    NothingToReadError where no file can be read.
    """
    wanted = list(paths)
    over = {key: str(value) for key, value in (stated or {}).items() if value not in (None, "")}
    reader = cache(read_corpus_file)
    found: dict[Path, Input] = {}
    for path in wanted:
        for item in _named(path, over, reader, alone=len(wanted) == 1):
            found.setdefault(item.path.resolve(), item)
    if not any(item.refused is None for item in found.values()):
        named = ", ".join(str(path) for path in wanted) or "no path"
        raise NothingToReadError(f"{named}: no document of a known type; name PDF, Word, Markdown, text or JSONL files")
    return list(found.values())


def _named(path: Path, over: Mapping[str, str], reader: _Reader, *, alone: bool) -> Iterator[Input]:
    """The files of a path that was named; of several paths a bad one is refused, and the others go on."""
    try:
        yield from _inputs(path, over, reader)
    except (MissingPathError, UnknownTypeError) as error:
        if alone:
            raise
        yield Input(path, refused=str(error), error=type(error))


def _is_text(name: str) -> bool:
    """Whether a file's name can be written; names from old archives may hold bytes that are no text."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _inputs(path: Path, over: Mapping[str, str], reader: _Reader) -> Iterator[Input]:
    if not path.exists():
        raise MissingPathError(f"{path}: there is no such file or folder; check the path")
    if path.is_dir():
        yield from _folder(path, over, reader)
        return
    if not known_type(path):
        raise UnknownTypeError(unknown_type(path))
    yield _input(path, path.parent, over, reader)


def _folder(root: Path, over: Mapping[str, str], reader: _Reader) -> Iterator[Input]:
    inside = root.resolve()
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            if not _is_text(str(path)):
                shown = Path(str(path).encode("utf-8", "replace").decode())
                yield Input(shown, refused=f"{shown}: the file's name is not UTF-8; give it another name")
                continue
            if name.startswith(".") or name == NAME:
                continue
            if not path.resolve().is_relative_to(inside):
                yield Input(path, refused=f"{path}: a link that leads out of the folder; name its target itself")
            elif not path.is_file():
                yield Input(path, refused=f"{path}: no regular file (a broken link, a pipe or a device); leave it out")
            elif known_type(path):
                yield _input(path, root, over, reader)
            else:
                yield Input(path, refused=unknown_type(path))


def _input(path: Path, root: Path, over: Mapping[str, str], reader: _Reader) -> Input:
    """The file with what the corpus.toml files from the root down to its own folder state, and `over` on top."""
    stated: dict[str, str] = {}
    sources: dict[str, str] = {}
    for corpus in _corpus_files(path, root, reader):
        fields = {**corpus.folder, **corpus.files.get(path.relative_to(corpus.path.parent).as_posix(), {})}
        stated.update(fields)
        sources.update(dict.fromkeys(fields, NAME))
    stated.update(over)
    sources.update(dict.fromkeys(over, "command line"))
    return Input(path, stated, sources)


def _corpus_files(path: Path, root: Path, reader: _Reader) -> list[CorpusFile]:
    folders = [path.parent, *(p for p in path.parent.parents if p == root or p.is_relative_to(root))]
    own = [folder for folder in reversed(folders) if (folder / NAME).is_file()]
    return [reader(folder / NAME) for folder in own]

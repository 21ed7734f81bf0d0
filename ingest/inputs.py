"""Which files are to be read, in a stable order, and what is stated of them."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from loftespor.errors import (
    LoftesporError,
    MissingPathError,
    NothingToReadError,
    UnknownTypeError,
    UnsafePathError,
)
from loftespor.ingest.archives.archive import Member, is_archive, list_archive, refuse_too_large
from loftespor.ingest.archives.contents import is_there
from loftespor.ingest.corpus_file import NAME, CorpusFile, read_corpus_file
from loftespor.ingest.formats import known_type, unknown_type

_Reader: TypeAlias = Callable[[Path], CorpusFile | None]


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `stated` holds fields as in corpus.toml, `sources` where each was stated.

    `refused` is the reason why a file found in a folder or archive is not read (its type is unknown). A file in an
    archive has the archive's path, and its own begins with that.
    """

    path: Path
    stated: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    refused: str | None = None
    error: type[LoftesporError] = UnknownTypeError
    archive: Path | None = None


def find_inputs(paths: Iterable[Path], *, stated: Mapping[str, object] | None = None) -> list[Input]:
    """The files of the paths: each path in its order, the files of a folder or archive by name, each file once.

    `stated` (the command line) wins over corpus.toml. Hidden files are skipped, links and names that lead out of
    their folder are refused. Raises MissingPathError, UnknownTypeError for a file that was named, CorpusFileError,
    NothingToReadError where no file can be read, and where all that was found is refused for one reason, that.
    """
    wanted = list(paths)
    over = {key: str(value) for key, value in (stated or {}).items() if value not in (None, "")}
    reader = cache(_corpus_file)
    found: dict[tuple[bool, str], Input] = {}
    for path in wanted:
        for item in _named(path, over, reader, alone=len(wanted) == 1):
            # A refused link must not stand for the file it leads to, which may be named itself.
            key = str(item.path) if item.refused is not None else os.path.realpath(item.path)
            found.setdefault((item.refused is None, key), item)
    if not any(item.refused is None for item in found.values()):
        raise _nothing(wanted, list(found.values()))
    return list(found.values())


def _nothing(wanted: list[Path], refused: list[Input]) -> LoftesporError:
    """The error where no file can be read."""
    kinds = {item.error for item in refused} - {UnknownTypeError}
    if len(kinds) == 1 and all(item.error in kinds for item in refused):
        more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
        return kinds.pop()(f"{refused[0].refused}{more}")
    named = ", ".join(str(path) for path in wanted) or "no path"
    return NothingToReadError(
        f"{named}: no document of a known type; name PDF, Word, Excel, CSV, Markdown, text or JSONL files, or folders "
        "or ZIP archives of them"
    )


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
    elif not path.is_file():
        raise UnknownTypeError(f"{path}: no regular file (a pipe or a device); save what it gives, and read that")
    elif is_archive(path):
        yield from _archive(path, path.parent, over, reader)
    elif known_type(path):
        yield _input(path, path.parent, over, reader)
    else:
        raise UnknownTypeError(unknown_type(path))


def _folder(root: Path, over: Mapping[str, str], reader: _Reader) -> Iterator[Input]:
    inside = os.path.realpath(root)
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted((*names, *links)):
            path = Path(folder) / name
            if not _is_text(str(path)):
                shown = Path(str(path).encode("utf-8", "replace").decode())
                yield Input(shown, refused=f"{shown}: the file's name is not UTF-8; give it another name")
            elif not name.startswith(".") and name != NAME:
                yield from _found(path, root, inside, over, reader)


def _found(path: Path, root: Path, inside: str, over: Mapping[str, str], reader: _Reader) -> Iterator[Input]:
    """A file or link in a folder; a link to another folder within is skipped: what is there is read there."""
    if not Path(os.path.realpath(path)).is_relative_to(inside):
        yield _refused(path, UnsafePathError, f"{path}: a link that leads out of the folder; name its target itself")
    elif path.is_dir():
        return
    elif not path.is_file():
        yield _refused(
            path, UnknownTypeError, f"{path}: no regular file (a broken link, a pipe or a device); leave it out"
        )
    elif is_archive(path):
        yield from _archive(path, root, over, reader)
    elif known_type(path):
        yield _input(path, root, over, reader)
    else:
        yield _refused(path, UnknownTypeError, unknown_type(path))


def _refused(path: Path, error: type[LoftesporError], reason: str, archive: Path | None = None) -> Input:
    return Input(path, refused=reason, error=error, archive=archive)


def _archive(path: Path, root: Path, over: Mapping[str, str], reader: _Reader) -> Iterator[Input]:
    """The files of an archive, or one refusal where none can be read."""
    try:
        members = list_archive(path).members
        refuse_too_large(path, (member for member in members if _is_document(member)))
        for folder in {(path / member.name).parent for member in members}:
            reader(folder)
    except LoftesporError as error:
        yield _refused(path, type(error), str(error))
        return
    found = [_in_archive(path, member, root, over, reader) for member in members if not _is_corpus_file(member)]
    kinds = {item.error for item in found}
    if any(item.refused is None for item in found) or len(kinds) > 1:
        yield from found
        return
    kind = kinds.pop() if kinds else UnknownTypeError
    first = f"none of its {len(found)} files; the first: {found[0].refused}" if found else "it holds no files"
    yield _refused(path, NothingToReadError if kind is UnknownTypeError else kind, f"{path}: nothing to read: {first}")


def _is_document(member: Member) -> bool:
    return member.refused is None and known_type(Path(member.name))


def _is_corpus_file(member: Member) -> bool:
    return member.refused is None and Path(member.name).name == NAME


def _in_archive(archive: Path, member: Member, root: Path, over: Mapping[str, str], reader: _Reader) -> Input:
    path = archive / member.name
    if member.refused is not None:
        return _refused(path, *member.refused, archive)
    if not known_type(path):
        return _refused(path, UnknownTypeError, unknown_type(path), archive)
    return _input(path, root, over, reader, archive)


def _input(path: Path, root: Path, over: Mapping[str, str], reader: _Reader, archive: Path | None = None) -> Input:
    """The file with what the corpus.toml files from the root down to its own folder state, and `over` on top."""
    stated: dict[str, str] = {}
    sources: dict[str, str] = {}
    for corpus in _corpus_files(path, root, reader):
        fields = {**corpus.folder, **corpus.files.get(path.relative_to(corpus.path.parent).as_posix(), {})}
        stated.update(fields)
        sources.update(dict.fromkeys(fields, NAME))
    stated.update(over)
    sources.update(dict.fromkeys(over, "command line"))
    return Input(path, stated, sources, archive=archive)


def _corpus_files(path: Path, root: Path, reader: _Reader) -> list[CorpusFile]:
    folders = [path.parent, *(p for p in path.parent.parents if p == root or p.is_relative_to(root))]
    return [own for folder in reversed(folders) if (own := reader(folder)) is not None]


def _corpus_file(folder: Path) -> CorpusFile | None:
    """The statements beside the files of a folder, which may be one of an archive."""
    return read_corpus_file(folder / NAME) if is_there(folder / NAME) else None

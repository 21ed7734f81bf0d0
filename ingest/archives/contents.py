"""The bytes at a path: of a file, or of a file in a ZIP archive ('saker/arkiv.zip/2024/notat.pdf')."""

import hashlib
from pathlib import Path
from typing import BinaryIO, NamedTuple

from loftespor.errors import UnknownTypeError, UnreadableFileError
from loftespor.ingest.archives.archive import Member, is_archive, list_archive, open_member

_CHUNK = 1_000_000


class _Held(NamedTuple):
    """A file of an archive, by the archive's path."""

    archive: Path
    member: Member


def is_there(path: Path) -> bool:
    """Whether there is a regular file at the path, or a file of an archive that can be read."""
    return path.is_file() or _held(path) is not None


def open_bytes(path: Path) -> BinaryIO:
    """The bytes at a path as a stream.

    Raises UnknownTypeError for a pipe or device, UnreadableFileError, for a file of an archive also while it is read.
    """
    held = _held(path)
    if held is not None:
        return open_member(held.archive, held.member)
    if path.exists() and not path.is_file():  # to open a pipe would wait for ever
        raise UnknownTypeError(f"{path}: no regular file (a folder, a pipe or a device); name a file")
    try:
        return path.open("rb")
    except OSError as error:
        raise UnreadableFileError(f"{path}: cannot be opened ({error.strerror}); check that you may read it") from error


def read_bytes(path: Path) -> bytes:
    """All bytes at a path; raises UnreadableFileError."""
    with open_bytes(path) as stream:
        try:
            return stream.read()
        except OSError as error:
            raise UnreadableFileError(f"{path}: cannot be read ({error.strerror})") from error


def size_of(path: Path) -> int:
    """The number of bytes at a path; raises OSError, and UnreadableFileError for an archive that cannot be read."""
    held = _held(path)
    return held.member.size if held else path.stat().st_size


def fingerprint(path: Path) -> str:
    """What changes when the bytes at a path do: their SHA-256, or what the archive's directory says of them, so that an
    archive is not read once for each file in it. Raises OSError or UnreadableFileError.
    """
    held = _held(path)
    if held is not None:
        return f"{held.member.crc:08x}-{held.member.size}"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of the bytes at a path; raises OSError or UnreadableFileError."""
    seen = hashlib.sha256()
    with open_bytes(path) as stream:
        while chunk := stream.read(_CHUNK):
            seen.update(chunk)
    return seen.hexdigest()


def _held(path: Path) -> _Held | None:
    """The archive and its file that a path names; None where it names a file of its own, or nothing."""
    for parent in path.parents:
        if is_archive(parent) and parent.is_file():
            member = list_archive(parent).by_name.get(path.relative_to(parent).as_posix())
            return _Held(parent, member) if member else None
    return None

"""ZIP archives of documents, read as if they were folders: which files one holds, and the bytes of each.

Nothing is unpacked to a disk. What an archive's directory says is checked before any file is read: archives come from
strangers, and some are made to fill a disk or a memory.
"""

import io
import stat
import struct
import zipfile
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from loftespor.errors import (
    EncryptedFileError,
    LoftesporError,
    TooLargeError,
    UnknownTypeError,
    UnreadableFileError,
    UnsafePathError,
)
from loftespor.ingest.archives.member_names import hidden, member_names, shown, unsafe
from loftespor.ingest.archives.unpacked import Unpacked

ENDING = ".zip"
_MOST_MEMBERS = 20_000
# 20 000 names of 300 bytes; as many more as fit are refused without being read.
_MOST_DIRECTORY = 8_000_000
# Of all files that are read. A year's case papers of a city are some 2 GB, and are packed by a tenth.
_MOST_UNPACKED = 4_000_000_000
# Deflate packs nothing by more than 1 032; text by 4, tables of numbers by 20.
_MOST_RATIO = 200
_LEAST_BOMB = 20_000_000
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_FROM_UNIX = (3, 19)
_LOCAL = struct.Struct("<4s22x2H")
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}


class Member(NamedTuple):
    """A file in an archive: its name with its folders, where its packed bytes begin, their number, the number and
    CRC-32 of its own bytes; `refused` is why it is not read.
    """

    name: str
    place: int
    packed: int
    size: int
    crc: int
    deflated: bool
    refused: tuple[type[LoftesporError], str] | None = None


class Listing(NamedTuple):
    """The files of an archive in the order of their names, and those that can be read by name."""

    members: tuple[Member, ...]
    by_name: MappingProxyType[str, Member]


def is_archive(path: Path) -> bool:
    """Whether a path has the name of an archive."""
    return path.suffix.lower() == ENDING


def list_archive(path: Path) -> Listing:
    """The files of an archive, without hidden ones.

    Raises UnreadableFileError for one that is damaged or lies about where its files are, TooLargeError for one with
    too many files.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise UnreadableFileError(f"{path}: cannot be opened ({error.strerror})") from error
    return _listing(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _listing(path: Path, _changed: int, size: int) -> Listing:
    """The listing of a file as it was at that time; each process looks at an archive's directory once."""
    entries = _directory(path)
    if len(entries) > _MOST_MEMBERS:
        raise TooLargeError(f"{path}: holds more than {_MOST_MEMBERS} files; unpack it, and read the folder")
    _refuse_overlaps(entries, path, size)
    names = member_names(entries)
    count = Counter(map(shown, names))
    found = [
        _member(entry, name, path, twice=count[shown(name)] > 1)
        for entry, name in zip(entries, names, strict=True)
        if name and not name.endswith("/") and (unsafe(name) or not hidden(name))
    ]
    # One record is enough for a name that stands there twice.
    members = tuple(sorted({member.name: member for member in found}.values(), key=lambda m: m.name.split("/")))
    return Listing(members, MappingProxyType({m.name: m for m in members if m.refused is None}))


class _Bounded(io.BufferedReader):
    """A file of which no more is read at a time than an archive's directory may have."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MOST_DIRECTORY:
            raise TooLargeError(
                f"{self.name}: its directory has more than {_MOST_DIRECTORY // 1_000_000} MB; unpack it and read the "
                "folder"
            )
        return super().read(size)


def _directory(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with _Bounded(io.FileIO(path)) as file, zipfile.ZipFile(file) as archive:
            return archive.infolist()
    except OSError as error:
        raise UnreadableFileError(f"{path}: cannot be opened ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{path}: names in it are not the UTF-8 they claim to be; pack it again") from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, struct.error) as error:
        raise UnreadableFileError(f"{path}: not a readable ZIP archive ({error}); fetch it again") from error


def _refuse_overlaps(entries: Iterable[zipfile.ZipInfo], path: Path, size: int) -> None:
    """No program packs two files into the same bytes: it is how a bomb makes gigabytes of nothing."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise UnreadableFileError(f"{path}: files in it overlap, as in archives made to do harm; left out")
        end = entry.header_offset + _LOCAL.size + entry.compress_size
    if end > size:
        raise UnreadableFileError(f"{path}: not a readable ZIP archive (it is cut off); fetch it again")


def _member(entry: zipfile.ZipInfo, name: str, path: Path, *, twice: bool) -> Member:
    printed = shown(name)
    kind = _refusal(entry, name, twice=twice)
    refused = (kind[0], f"{path}/{printed}: {kind[1]}") if kind else None
    return Member(
        printed, entry.header_offset, entry.compress_size, entry.file_size, entry.CRC,
        entry.compress_type == zipfile.ZIP_DEFLATED, refused,
    )  # fmt: skip


def _refusal(entry: zipfile.ZipInfo, name: str, *, twice: bool) -> tuple[type[LoftesporError], str] | None:
    """Why a file is not read: the kind of error, and what to say."""
    if twice:
        return UnreadableFileError, "the archive has two files of this name; pack it again with the right one"
    out = unsafe(name)
    if out:
        return UnsafePathError, f"{out}, which may lead out of the archive; pack it again without it"
    mode = stat.S_IFMT(entry.external_attr >> 16) if entry.create_system in _FROM_UNIX else 0
    if mode == stat.S_IFLNK:
        return UnsafePathError, "a symbolic link; pack the file itself"
    if mode not in (0, stat.S_IFREG):
        return UnknownTypeError, "no regular file (a pipe or a device); leave it out"
    if entry.flag_bits & _ENCRYPTED:
        return EncryptedFileError, "asks for a password; unpack the archive with it, and read the folder"
    if name.lower().endswith(ENDING):
        return UnknownTypeError, "an archive in an archive; unpack the outer one, and read the folder"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        method = _METHODS.get(entry.compress_type, f"method {entry.compress_type}")
        return UnreadableFileError, f"packed by {method}, which is not read; pack it again by Deflate, the usual method"
    if _is_bomb(entry.file_size, entry.compress_size):
        return TooLargeError, f"unpacks to more than {_MOST_RATIO} times its size; left out"
    return None


def _is_bomb(size: int, packed: int) -> bool:
    return size > _LEAST_BOMB and size > _MOST_RATIO * packed


def refuse_too_large(path: Path, members: Iterable[Member]) -> None:
    """Raises TooLargeError where these files of an archive unpack to more than is read, in bytes or times its size."""
    sizes = [(member.size, member.packed) for member in members]
    size, packed = sum(size for size, _ in sizes), sum(packed for _, packed in sizes)
    if size > _MOST_UNPACKED:
        raise TooLargeError(f"{path}: unpacks to more than {_MOST_UNPACKED // 1_000_000_000} GB; split it")
    if _is_bomb(size, packed):
        raise TooLargeError(f"{path}: unpacks to more than {_MOST_RATIO} times its size; left out")


def open_member(path: Path, member: Member) -> BinaryIO:
    """The bytes of a file of an archive. Raises UnreadableFileError, also while they are read."""
    where = f"{path}/{member.name}"
    try:
        file = path.open("rb")
    except OSError as error:
        raise UnreadableFileError(f"{where}: cannot be opened ({error.strerror})") from error
    file.seek(member.place)
    local = file.read(_LOCAL.size)
    if len(local) < _LOCAL.size or not local.startswith(b"PK\x03\x04"):
        file.close()
        raise UnreadableFileError(f"{where}: does not stand where the archive says; fetch the archive again")
    _, name, extra = _LOCAL.unpack(local)
    file.seek(name + extra, io.SEEK_CUR)
    return io.BufferedReader(Unpacked(
        file, deflated=member.deflated, packed=member.packed, size=member.size, crc=member.crc, where=where
    ))  # fmt: skip

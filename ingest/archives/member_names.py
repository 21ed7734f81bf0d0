"""The names of the files in a ZIP archive: in which encoding they are written, and whether they stay inside it."""

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from loftespor.ingest.text.eight_bit import read_eight_bit

_UTF_8 = 0x800  # the flag of an entry whose name is UTF-8
_UNICODE_PATH = 0x7075  # the extra field that has the name in UTF-8 beside an older one
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_RESOURCE_FORKS = "__MACOSX"


def member_names(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The names of the entries, with '/' between folders and in NFC.

    UTF-8 where the archive says so, or where all bytes are UTF-8; other names together in the encoding of old
    archives that fits them best (CP850, Windows-1252 …).
    """
    names = [_stated_name(entry) for entry in entries]
    older = [place for place, name in enumerate(names) if name is None]
    if older:
        raw = [entries[place].orig_filename.encode("cp437").replace(b"\n", b"\0") for place in older]
        for place, name in zip(older, read_eight_bit(b"\n".join((*raw, b""))).text.split("\n"), strict=False):
            names[place] = name
    return [_tidy(name or "") for name in names]


def _stated_name(entry: zipfile.ZipInfo) -> str | None:
    """The name where nothing has to be guessed."""
    if entry.flag_bits & _UTF_8:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437")  # how zipfile decoded it
    beside = _unicode_path(entry.extra, raw)
    if beside is not None:
        return beside
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in the extra field for it, where that field belongs to the name the entry has."""
    for kind, content in _extra_fields(extra):
        if kind == _UNICODE_PATH and len(content) > 5 and content[1:5] == struct.pack("<L", zlib.crc32(raw)):
            return content[5:].decode("utf-8", "replace")
    return None


def _extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        yield kind, extra[4 : 4 + length]
        extra = extra[4 + length :]


def _tidy(name: str) -> str:
    """The name in NFC with '/' between its folders, whatever its program put there, and without './' and '//'."""
    slashed = unicodedata.normalize("NFC", name).replace("\\", "/")
    parts = [part for part in slashed.split("/") if part not in ("", ".")]
    ends = ("/" if slashed.startswith("/") else "", "/" if slashed.endswith("/") else "")
    return ends[0] + "/".join(parts) + ends[1]


def unsafe(name: str) -> str | None:
    """Why a name may lead out of the folder it is unpacked to; None where it stays inside."""
    if name.startswith("/") or _DRIVE.match(name):
        return "an absolute name"
    if ".." in name.split("/"):
        return "a name with '..'"
    return "a name with control characters" if _CONTROL.search(name) else None


def hidden(name: str) -> bool:
    """Whether a name is one of those that folders hide, or of what macOS packs beside each file."""
    parts = name.split("/")
    return parts[0] == _RESOURCE_FORKS or any(part.startswith(".") and part != ".." for part in parts)


def shown(name: str) -> str:
    """A name as it may be printed, below the archive's own."""
    return _NOT_SHOWN.sub("\ufffd", name).lstrip("/")

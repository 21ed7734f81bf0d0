"""The characters of a text file whose encoding nobody stated."""

import codecs
from pathlib import Path

from loftespor.errors import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file and warnings: UTF-8, UTF-16 with its mark, else Windows' western characters.

    Raises UnreadableFileError for bytes that are no text (NUL bytes without a UTF-16 mark).
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, path), ()
    if b"\x00" in data:
        raise UnreadableFileError(f"{path}: this is not a text file (it holds NUL bytes); check what it really is")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        note = f"not UTF-8 (byte {error.start}); read as Windows-1252"
    try:
        return data.decode("cp1252"), (note,)
    except UnicodeDecodeError:
        return data.decode("latin-1"), (note.replace("Windows-1252", "ISO 8859-1"),)


def _strict(data: bytes, name: str, path: Path) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{path}: byte {error.start} does not fit the encoding the file claims ({name}); save it as UTF-8"
        ) from error

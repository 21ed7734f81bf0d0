"""The characters of a text file whose encoding nobody stated."""

import codecs
import re
from pathlib import Path

from loftespor.errors import UnreadableFileError
from loftespor.ingest.text.eight_bit import read_eight_bit

# UTF-32's mark begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 100_000
# A word of UTF-16; fewer bytes may be anything.
_LEAST_UTF_16 = 16
# Of text in Latin letters nearly every character has a NUL in its high byte; '–' and '’' have none.
_NULS = 0.7
_NEVER_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_LINE_END = re.compile(r"\r\n|[\r\v\x85\u2028\u2029]")
_LONG_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NO_CHARACTER = re.compile("[\udc80-\udcff]+")
# In bytes of another encoding one such character or two may stand by chance: '«å' of MacRoman.
_LEAST_SHARE = 0.75
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")


def decode(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file and warnings; an encoding that no mark tells, but for UTF-8, is warned of by its name.

    UTF-8; UTF-16 and UTF-32 by their marks, UTF-16 without one by its NUL bytes; UTF-8 with some bytes of
    Windows-1252; else the encoding with one byte a character that fits best (`eight_bit`). Raises
    UnreadableFileError for bytes that are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _without_nul(_strict(data, name, path), path), ()
    if b"\x00" in data:
        return _unmarked(data, path)
    try:
        return _signs_restored(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _other_than_utf_8(data, error.start)


def with_line_feeds(text: str) -> str:
    """The text with a line feed at the end of each line, whatever sign of a line's end its file has."""
    return _LINE_END.sub("\n", text)


def _strict(data: bytes, name: str, path: Path) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{path}: byte {error.start} does not fit the encoding the file claims ({name}); save it as UTF-8"
        ) from error


def _without_nul(text: str, path: Path) -> str:
    if "\x00" in text:
        raise _no_text(path)
    return text


def _no_text(path: Path) -> UnreadableFileError:
    return UnreadableFileError(f"{path}: this is not a text file (it holds NUL bytes); check what it really is")


def _unmarked(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """UTF-16 without its mark: a NUL in every second byte of nearly the whole, hardly any between, and nothing odd."""
    sample = data[:_LOOKED_AT]
    rare, usual = sorted((sample[::2].count(0), sample[1::2].count(0)))
    if len(data) % 2 or len(data) < _LEAST_UTF_16 or usual < _NULS * len(sample) / 2 or rare > usual / 100:
        raise _no_text(path)
    text = data.decode("utf-16-le" if sample[1::2].count(0) == usual else "utf-16-be", "replace")
    if _NEVER_IN_TEXT.search(text):
        raise _no_text(path)
    return text, ("UTF-16 without a mark",)


def _signs_restored(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with signs where it has control characters: Windows-1252 was once read as ISO 8859-1 and saved."""
    if not _C1.search(text):
        return text, ()
    signs = {n: bytes([n]).decode("cp1252", "replace") for n in range(0x80, 0xA0)}
    return text.translate(signs), (
        "UTF-8 with control characters where Windows-1252 has signs such as '–'; read as those",
    )


def _other_than_utf_8(data: bytes, first: int) -> tuple[str, tuple[str, ...]]:
    """The text of bytes of which one, at `first`, is no UTF-8."""
    sound = sum(1 for _ in _LONG_CHARACTER.finditer(data))
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(found.end() - found.start() for found in _NO_CHARACTER.finditer(text))
    if sound >= _LEAST_SHARE * (sound + bad):
        text = _NO_CHARACTER.sub(lambda found: _western(found[0]), text)
        return text, (f"UTF-8 but for {bad} bytes (the first is byte {first}); those were read as Windows-1252",)
    text, name, fits = read_eight_bit(data)
    unknown = text.count("\ufffd")
    lost = f"; {unknown} bytes have no meaning in it" if unknown else ""
    if fits:
        return text, (f"not UTF-8 (byte {first}); read as {name}{lost}",)
    doubt = "nothing that Norwegian texts are written in fits well, letters may be wrong: save it as UTF-8"
    return text, (f"not UTF-8 (byte {first}); read as {name}{lost}; {doubt}",)


def _western(escaped: str) -> str:
    return escaped.encode("utf-8", "surrogateescape").decode("cp1252", "replace")

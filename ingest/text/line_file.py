"""The lines of a file of JSON lines one by one, packed by gzip or not, bounded in length and number of bytes."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TypeAlias

from loftespor.errors import LoftesporError, TooLargeError, UnreadableFileError
from loftespor.ingest.archives.contents import open_bytes

# A document of a thousand pages has 3 MB of text.
_MOST_IN_LINE = 50_000_000
_MOST_UNPACKED = 500_000_000  # as many bytes as a file may have that is not packed
_MOST_LINES = 2_000_000  # empty ones too, of which a bomb has 500 million
_CHUNK = 1_000_000
# How JSON in UTF-16 begins, with its mark or with an ASCII character.
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"))

_NextLine: TypeAlias = Callable[[int], bytes]  # the next line, or as many characters of it


class FileLine(NamedTuple):
    """A line by its number, from 1: its bytes (UTF-16 as UTF-8), what is to be warned of, or why it is not read."""

    number: int
    data: bytes = b""
    warnings: tuple[str, ...] = ()
    error: LoftesporError | None = None


def lines_of(path: Path) -> Iterator[FileLine]:
    """The lines of a file that are not empty.

    Raises UnreadableFileError where it cannot be read to its end, TooLargeError where it holds more bytes than a
    file may.
    """
    try:
        with ExitStack() as stack:
            stream = stack.enter_context(open_bytes(path))
            if path.name.lower().endswith(".gz"):
                stream = stack.enter_context(gzip.GzipFile(fileobj=stream))  # type: ignore[assignment]  # read alike
            buffered = stack.enter_context(io.BufferedReader(stream))  # type: ignore[type-var]  # as above
            head = buffered.peek(4)
            wide = next((name for start, name in _WIDE if head.startswith(start)), None)
            if wide is None:
                yield from _lines(buffered.readline, path)
            else:
                text = stack.enter_context(io.TextIOWrapper(buffered, wide, newline="\n"))
                yield from _lines(lambda most: text.readline(most).encode(), path, ("UTF-16",))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{path}: cannot be read to its end ({error}); fetch it again") from error


def _lines(next_line: _NextLine, path: Path, warnings: tuple[str, ...] = ()) -> Iterator[FileLine]:
    number = read = 0
    while data := next_line(_MOST_IN_LINE + 1):
        number += 1
        read += len(data)
        if len(data) > _MOST_IN_LINE:
            read += _skip(data, next_line)
            yield FileLine(number, error=TooLargeError(
                f"{path}, line {number}: more than {_MOST_IN_LINE // 1_000_000} MB; split the document, or leave it out"
            ))  # fmt: skip
        elif data.strip():
            yield FileLine(number, data, warnings)
        if read > _MOST_UNPACKED or number > _MOST_LINES:
            most = f"{_MOST_UNPACKED // 1_000_000} MB or {_MOST_LINES} lines"
            raise TooLargeError(f"{path}: holds more than {most}; split it")


def _skip(data: bytes, next_line: _NextLine) -> int:
    """The number of bytes of the rest of a line."""
    skipped = 0
    while data and not data.endswith(b"\n") and skipped <= _MOST_UNPACKED:
        data = next_line(_CHUNK)
        skipped += len(data)
    return skipped

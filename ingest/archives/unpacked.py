"""The bytes of a file in an archive as they are unpacked: no more than the archive's directory says, and the same."""

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from loftespor.errors import UnreadableFileError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 65_536


class Unpacked(io.RawIOBase):
    """A stream of the bytes that stand packed in a file from where it is now.

    Reading raises UnreadableFileError where they cannot be unpacked, are more or fewer than `size`, or have another
    CRC-32 than `crc`. A read takes no more memory than the bytes it is asked for and a chunk of packed ones.
    """

    def __init__(self, file: BinaryIO, *, deflated: bool, packed: int, size: int, crc: int, where: str) -> None:
        self._file = file
        self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if deflated else None
        self._packed = packed
        self._size = size
        self._expected = crc
        self._where = where
        self._crc = 0
        self._read = 0
        self._ended = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer, or as much of it as there is; 0 at the end, after the whole was checked."""
        into = memoryview(buffer).cast("B")
        if not len(into) or self._ended:
            return 0
        data = self._next(len(into))
        self._crc = zlib.crc32(data, self._crc)
        self._read += len(data)
        if self._read > self._size:
            raise self._damaged("holds more than the archive says")
        if not data:
            self._ended = True
            if self._read != self._size or self._crc != self._expected:
                raise self._damaged("is not what was packed (its checksum differs)")
        into[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the archive's file too."""
        self._file.close()
        super().close()

    def _next(self, most: int) -> bytes:
        """The next bytes, `most` at most; none at the end."""
        if self._unpacker is None:
            return self._take(most)
        while not self._unpacker.eof:
            packed = self._unpacker.unconsumed_tail or self._take(_CHUNK)
            try:
                data = self._unpacker.decompress(packed, most)
            except zlib.error as error:
                raise self._damaged(f"cannot be unpacked ({error})") from error
            if data:
                return data
            if not packed:
                raise self._damaged("is cut off")
        return b""

    def _take(self, most: int) -> bytes:
        data = self._file.read(min(most, self._packed))
        self._packed -= len(data)
        return data

    def _damaged(self, what: str) -> UnreadableFileError:
        return UnreadableFileError(f"{self._where}: {what}; fetch the archive again")

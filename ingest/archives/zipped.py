"""Files that are ZIP archives of XML (Word, spreadsheets): opened with their unpacked size checked first."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from loftespor.errors import EncryptedFileError, TooLargeError, UnreadableFileError

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A document of a thousand pages unpacks to some 30 MB of XML, a sheet of a million cells to some 60.
_MOST_UNPACKED = 400_000_000
# A part that is read as a whole takes some eleven times its size in memory.
_MOST_AS_TREE = 100_000_000


class Parts:
    """The XML parts of an archive by name; none unpacks to more than the archive said when it was opened."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self._path = path
        self.names = frozenset(archive.namelist())

    def root(self, name: str) -> etree._Element | None:
        """The root element of a part; None where the archive has no such part. No entity is resolved."""
        if name not in self.names:
            return None
        if self._archive.getinfo(name).file_size > _MOST_AS_TREE:  # whatever its name
            raise _too_large(self._path, _MOST_AS_TREE)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        with self._archive.open(name) as part:
            # Asked for all, zipfile would unpack all there is, whatever size the archive says it has.
            return etree.fromstring(part.read(self._archive.getinfo(name).file_size), parser)

    def elements(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of a part with these local names as they end, in any namespace.

        Each is emptied afterwards, so that memory does not grow with the part. An element inside another of the
        tags comes first, and is then empty in the outer one.
        """
        with self._archive.open(name) as part:
            wanted = tuple(f"{{*}}{tag}" for tag in tags)
            for _, element in etree.iterparse(
                part, events=("end",), tag=wanted, resolve_entities=False, no_network=True, huge_tree=False
            ):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _too_large(path: Path, most: int) -> TooLargeError:
    return TooLargeError(f"{path}: unpacks to more than {most // 1_000_000} MB; left out")


@contextmanager
def opened(data: bytes, path: Path, *, kind: str, ending: str) -> Iterator[Parts]:
    """The parts of a file; `kind` and `ending` are for messages ('spreadsheet', '.xlsx').

    Raises EncryptedFileError for a file with a password (or of an old Office), TooLargeError for one that
    unpacks to more than 400 MB, UnreadableFileError for a damaged one, also while its parts are read.
    """
    if data[:8] == _OLD_OFFICE:
        raise EncryptedFileError(
            f"{path}: asks for a password, or is of an old Office; save it as {ending} without one"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels")))
            if unpacked > _MOST_UNPACKED:
                raise _too_large(path, _MOST_UNPACKED)
            yield Parts(archive, path)
    except (
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        LookupError,
        ValueError,
        zlib.error,
    ) as error:
        raise UnreadableFileError(f"{path}: not a readable {kind} ({error}); fetch it again") from error

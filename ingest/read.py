"""One file in this process: which reader, and the document it gives."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from loftespor.errors import EmptyDocumentError, LoftesporError, UnknownTypeError, UnreadableFileError
from loftespor.ingest.document import Document, Unread
from loftespor.ingest.drafts import Draft, assemble
from loftespor.ingest.encoding import decode
from loftespor.ingest.language import read_languages
from loftespor.ingest.metadata import described
from loftespor.ingest.pdf import read_pdf
from loftespor.ingest.text import read_text


class Drafted(NamedTuple):
    """What a reader gives: drafts in reading order, the number of pages, warnings."""

    drafts: list[Draft]
    pages: int
    warnings: tuple[str, ...] = ()


def _read_txt(data: bytes, path: Path) -> Drafted:
    text, warnings = decode(data, path)
    return Drafted(*read_text(text), warnings)


def _read_pdf(data: bytes, path: Path) -> Drafted:
    return Drafted(*read_pdf(data, path))


READERS: dict[str, tuple[str, Callable[[bytes, Path], Drafted]]] = {
    ".pdf": ("pdfium", _read_pdf),
    ".txt": ("text", _read_txt),
}
LINE_FILES = (".jsonl", ".jsonl.gz")


def known_type(path: Path) -> bool:
    """Whether a file of this name has a reader."""
    return path.suffix.lower() in READERS or path.name.lower().endswith(LINE_FILES)


def read_file(path: Path, *, stated: Mapping[str, object] | None = None) -> Document:
    """The document in a file.

    `stated` holds fields as in corpus.toml; they win over what the document says. Raises UnknownTypeError,
    EncryptedFileError, EmptyDocumentError or UnreadableFileError. A file of several documents (.jsonl) is read
    by `read_documents`.
    """
    name = path.suffix.lower()
    if name not in READERS:
        raise UnknownTypeError(
            f"{path}: no reader for files of type {name or 'without an ending'!r}; known are {', '.join(sorted(READERS))}"
        )
    data = _bytes(path)
    return _document(path.name, str(path), data, READERS[name], stated or {}, path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path}: cannot be opened ({error.strerror}); check that you may read it") from error


def _document(
    name: str, place: str, data: bytes, reader: tuple[str, Callable[[bytes, Path], Drafted]],
    stated: Mapping[str, object], path: Path,
) -> Document:  # fmt: skip
    parser, read = reader
    if not data.strip():
        raise EmptyDocumentError(f"{place}: the file is empty; fetch it again or leave it out")
    drafted = read(data, path)
    made = assemble(drafted.drafts, languages=read_languages())
    if not made.text:
        raise EmptyDocumentError(f"{place}: no text was found")
    document = Document(
        name=name, path=place, work=Path(name).stem, text=made.text, pages=drafted.pages,
        sha256=hashlib.sha256(data).hexdigest(), parser=parser, blocks=made.blocks, removed=made.removed,
        language=made.language, warnings=drafted.warnings, sources={"work": "file name"},
    )  # fmt: skip
    return described(document, stated)


def read_documents(path: Path, *, stated: Mapping[str, object] | None = None) -> Iterator[Document | Unread]:
    """The documents of a file of any type: one, or one for each line of a .jsonl or .jsonl.gz.

    What cannot be read is an Unread with its reason, line by line.
    """
    if not path.name.lower().endswith(LINE_FILES):
        yield _read_or_unread(path, stated or {})
        return
    yield from _read_lines(path, stated or {})


def _read_or_unread(path: Path, stated: Mapping[str, object]) -> Document | Unread:
    try:
        return read_file(path, stated=stated)
    except LoftesporError as error:
        return unread(str(path), error)


def unread(path: str, error: LoftesporError) -> Unread:
    """The record of a file that could not be read."""
    return Unread(path, type(error).__name__, str(error), error.exit_status)


def _read_lines(path: Path, stated: Mapping[str, object]) -> Iterator[Document | Unread]:
    opened = gzip.open if path.name.lower().endswith(".gz") else open
    try:
        with opened(path, "rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _read_line(line, f"{path}, line {number}", path, stated)
    except (OSError, EOFError) as error:
        yield unread(str(path), UnreadableFileError(f"{path}: cannot be read to its end ({error}); fetch it again"))


def _read_line(line: bytes, place: str, path: Path, stated: Mapping[str, object]) -> Document | Unread:
    try:
        fields = _fields(line, place)
        text = str(fields.get("tekst") or fields.get("text") or "")
        own = {"title" if key == "tittel" else key: value for key, value in fields.items()}
        name = f"{str(fields['dokument_id'])[:8]}.txt" if fields.get("dokument_id") else f"{place}.txt"
        data = text.encode("utf-8", "replace")
        return _document(name, place, data, READERS[".txt"], {**own, **stated}, path)
    except LoftesporError as error:
        return unread(place, error)


def _fields(line: bytes, place: str) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise UnreadableFileError(f"{place}: not JSON ({error}); each line must be one object") from error
    if not isinstance(fields, dict):
        raise UnreadableFileError(f"{place}: not a JSON object; each line must be one object with 'tekst' or 'text'")
    return fields

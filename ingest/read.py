"""One file in this process: which reader, and the document it gives."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from loftespor.errors import (
    EmptyDocumentError,
    LoftesporError,
    TooLargeError,
    UnknownTypeError,
    UnreadableFileError,
)
from loftespor.ingest.accounts import page_accounts
from loftespor.ingest.archives.contents import read_bytes
from loftespor.ingest.document import Document, Unread
from loftespor.ingest.drafts import assemble
from loftespor.ingest.file_read import Drafted, FileRead
from loftespor.ingest.formats import has_pages, is_line_file, known_type, reader_of, unknown_type
from loftespor.ingest.language import read_languages
from loftespor.ingest.metadata.fields import STATED_FIELDS, described
from loftespor.ingest.ocr.tesseract import find_recogniser
from loftespor.ingest.repair import mended
from loftespor.ingest.text.encoding import decode
from loftespor.ingest.text.line_file import FileLine, lines_of
from loftespor.ingest.text.reader import read_text
from loftespor.ingest.workers.page_log import PageLog

# A file of so many lines that cannot be read is no file of documents.
_MOST_BAD_LINES = 1000


def read_file(
    path: Path, *, stated: Mapping[str, object] | None = None, sources: Mapping[str, str] | None = None,
    log: PageLog | None = None,
) -> Document:  # fmt: skip
    """The document in a file.

    `stated` holds fields as in corpus.toml, `sources` where each was stated; they win over what the document
    says. `log` has the pages of a PDF that were read before, and gets the others. Raises UnknownTypeError,
    EncryptedFileError, EmptyDocumentError or UnreadableFileError. A file of several documents (.jsonl) is read
    by `read_documents`.
    """
    if not known_type(path) or is_line_file(path):
        raise UnknownTypeError(unknown_type(path))
    data = read_bytes(path)
    if not data.strip():
        raise EmptyDocumentError(f"{path}: empty; fetch it again or leave it out")
    if has_pages(path):
        parser, read = _read_pdf(data, path, log)
    else:
        parser, reader = reader_of(path)
        read = _assembled(reader(data, path))
    document = _document(path.name, path, data, parser, read, where=str(path))
    return described(document, stated or {}, sources=sources or {}, properties=read.properties)


def _read_pdf(data: bytes, path: Path, log: PageLog | None) -> tuple[str, FileRead]:
    """What read a PDF, pdfium, and Tesseract where it recognised pages; and what it read."""
    from loftespor.ingest.pdf.reader import read_pdf  # loaded when a file needs it, as the readers of `formats`

    read = read_pdf(data, path, languages=read_languages(), log=log)
    recogniser = find_recogniser() if any(page.recognised for page in read.read) else None
    return (f"pdfium, tesseract {recogniser.version}" if recogniser else "pdfium"), read


def _assembled(drafted: Drafted) -> FileRead:
    """The text and blocks of drafts, repaired. (A PDF's lines are repaired before they become drafts.)"""
    drafts, repairs = mended(drafted.drafts)
    made = assemble(drafts, languages=read_languages())
    return FileRead(made, drafted.pages, (*drafted.warnings, *repairs), drafted.read, drafted.properties)


def _document(name: str, path: Path, data: bytes, parser: str, read: FileRead, *, where: str) -> Document:
    """The document before anything is said of it; `where` is for messages."""
    made = read.made
    if not made.text:
        raise EmptyDocumentError(f"{where}: no text was found; look whether it is the right file")
    return Document(
        name=name, path=str(path), work=Path(name).stem, text=made.text, pages=read.pages,
        sha256=hashlib.sha256(data).hexdigest(), parser=parser, blocks=made.blocks, removed=made.removed,
        language=made.language, warnings=read.warnings, sources={"work": "file name"},
        hyperlinks=made.hyperlinks, accounts=page_accounts(read.read, made.blocks, made.removed, made.text),
    )  # fmt: skip


def read_documents(
    path: Path, *, stated: Mapping[str, object] | None = None, sources: Mapping[str, str] | None = None,
    log: PageLog | None = None,
) -> Iterator[Document | Unread]:  # fmt: skip
    """The documents of a file of any type: one, or one for each line of a .jsonl or .jsonl.gz.

    What cannot be read is an Unread with its reason, line by line. The `path` of each is the file's.
    """
    if is_line_file(path):
        yield from _read_lines(path, stated or {}, sources or {})
        return
    try:
        yield read_file(path, stated=stated, sources=sources, log=log)
    except LoftesporError as error:
        yield Unread.of(path, error)


def _read_lines(path: Path, stated: Mapping[str, object], sources: Mapping[str, str]) -> Iterator[Document | Unread]:
    bad = 0
    try:
        for line in lines_of(path):
            result = _read_line(line, path, stated, sources)
            yield result
            bad += isinstance(result, Unread)
            if bad >= _MOST_BAD_LINES:
                raise TooLargeError(f"{path}: after {bad} lines that are no documents the rest was left out")
    except LoftesporError as error:
        yield Unread.of(path, error)


def _read_line(
    line: FileLine, path: Path, stated: Mapping[str, object], sources: Mapping[str, str]
) -> Document | Unread:
    number = line.number
    where = f"{path}, line {number}"
    try:
        if line.error is not None:
            raise line.error
        words, warnings = decode(line.data, Path(where))
        fields = _fields(words, where)
        text = str(fields.get("tekst") or fields.get("text") or "")
        own = {"title" if key == "tittel" else key: value for key, value in fields.items()}
        own = {key: value for key, value in own.items() if key in STATED_FIELDS}
        id_ = str(fields.get("dokument_id") or "")
        name = f"{id_[:8]}.txt" if id_ else f"{path.name.split('.')[0]}-{number}.txt"
        data = text.encode("utf-8", "replace")
        if not data.strip():
            raise EmptyDocumentError(f"{where}: empty; leave it out")
        document = _document(name, path, data, "text", _assembled(read_text(data, path)), where=where)
        document = replace(document, warnings=(*line.warnings, *warnings, *document.warnings))
        found = {**dict.fromkeys(own, f"line {number}"), **sources}
        return described(document, {**own, **stated}, sources=found)
    except LoftesporError as error:
        return Unread.of(path, error)


def _fields(line: str, place: str) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"{place}: not JSON ({error}); each line must be one object") from error
    if not isinstance(fields, dict):
        raise UnreadableFileError(f"{place}: not a JSON object; each line must be one object with 'tekst' or 'text'")
    return fields

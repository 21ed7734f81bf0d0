"""One file in this process: which reader, and the document it gives."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from loftespor.errors import (
    EmptyDocumentError,
    LoftesporError,
    TooLargeError,
    UnknownTypeError,
    UnreadableFileError,
)
from loftespor.ingest.accounts import PageRead, counted, page_accounts
from loftespor.ingest.archives.archive import ENDING, is_archive
from loftespor.ingest.archives.contents import read_bytes
from loftespor.ingest.document import Document, Unread
from loftespor.ingest.drafts import Draft, assemble
from loftespor.ingest.file_read import FileRead
from loftespor.ingest.html.reader import read_html
from loftespor.ingest.language import read_languages
from loftespor.ingest.metadata.fields import STATED_FIELDS, Property, described
from loftespor.ingest.ocr import find_recogniser
from loftespor.ingest.pdf.reader import read_pdf
from loftespor.ingest.repair import mended
from loftespor.ingest.spreadsheet.reader import read_csv, read_spreadsheet, refuse_old_excel
from loftespor.ingest.text.encoding import decode
from loftespor.ingest.text.line_file import FileLine, lines_of
from loftespor.ingest.text.markdown import read_markdown
from loftespor.ingest.text.reader import read_text
from loftespor.ingest.word.reader import read_word
from loftespor.ingest.workers.page_log import PageLog


class Drafted(NamedTuple):
    """What a reader gives: drafts in reading order, the number of pages, warnings, for accounts what was read of each
    page (nothing where a reader cannot tell), and what the file says of itself beside its text.
    """

    drafts: list[Draft]
    pages: int
    warnings: tuple[str, ...] = ()
    read: tuple[PageRead, ...] = ()
    properties: tuple[Property, ...] = ()


def _read_txt(data: bytes, path: Path) -> Drafted:
    text, warnings = decode(data, path)
    drafts, pages = read_text(text)
    read = tuple(PageRead(counted(page)) for page in text.split("\f")[:pages])
    return Drafted(drafts, pages, warnings, read)


def _read_md(data: bytes, path: Path) -> Drafted:
    text, warnings = decode(data, path)
    return Drafted(*read_markdown(text), warnings)


def _read_html(data: bytes, path: Path) -> Drafted:
    return Drafted(*read_html(data, path))


def _read_docx(data: bytes, path: Path) -> Drafted:
    return Drafted(*read_word(data, path))


def _read_sheets(data: bytes, path: Path) -> Drafted:
    return Drafted(*read_spreadsheet(data, path))


def _read_csv(data: bytes, path: Path) -> Drafted:
    return Drafted(*read_csv(data, path))


def _read_old_excel(data: bytes, path: Path) -> Drafted:
    return Drafted(*refuse_old_excel(data, path))


READERS: dict[str, tuple[str, Callable[[bytes, Path], Drafted]]] = {
    ".csv": ("csv", _read_csv),
    ".doc": ("word", _read_docx),
    ".docm": ("word", _read_docx),
    ".docx": ("word", _read_docx),
    ".dot": ("word", _read_docx),
    ".dotm": ("word", _read_docx),
    ".dotx": ("word", _read_docx),
    ".htm": ("html", _read_html),
    ".html": ("html", _read_html),
    ".markdown": ("markdown", _read_md),
    ".md": ("markdown", _read_md),
    ".odt": ("word", _read_docx),
    ".rtf": ("word", _read_docx),
    ".tsv": ("csv", _read_csv),
    ".txt": ("text", _read_txt),
    ".xhtml": ("html", _read_html),
    ".xls": ("excel", _read_old_excel),
    ".xlsb": ("excel", _read_old_excel),
    ".xlsm": ("excel", _read_sheets),
    ".xlsx": ("excel", _read_sheets),
}
PDF = ".pdf"
LINE_FILES = (".jsonl", ".jsonl.gz")
# A file of so many lines that cannot be read is no file of documents.
_MOST_BAD_LINES = 1000


def known_type(path: Path) -> bool:
    """Whether a file of this name has a reader."""
    name = path.name.lower()
    return path.suffix.lower() in READERS or name.endswith((PDF, *LINE_FILES))


def unknown_type(path: Path) -> str:
    """What to say of a file that no reader knows."""
    ending = path.suffix.lower() or "none"
    if is_archive(path):
        return f"{path}: an archive of files, not a document; name a file in it ({path.name}/…), or read all of it"
    known = ", ".join(sorted((*READERS, PDF, *LINE_FILES, ENDING)))
    return f"{path}: no reader for files of this type (ending: {ending}); known are {known}"


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
    name = path.suffix.lower()
    if name not in READERS and name != PDF:
        raise UnknownTypeError(unknown_type(path))
    data = read_bytes(path)
    if not data.strip():
        raise EmptyDocumentError(f"{path}: empty; fetch it again or leave it out")
    if name == PDF:
        read = read_pdf(data, path, languages=read_languages(), log=log)
        parser = _pdf_parser(read)
    else:
        parser, reader = READERS[name]
        read = _assembled(reader(data, path))
    document = _document(path.name, path, data, parser, read, where=str(path))
    return described(document, stated or {}, sources=sources or {}, properties=read.properties)


def _pdf_parser(read: FileRead) -> str:
    """What read a PDF: pdfium, and Tesseract where it recognised pages."""
    recogniser = find_recogniser() if any(page.recognised for page in read.read) else None
    return f"pdfium, tesseract {recogniser.version}" if recogniser else "pdfium"


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
    if path.name.lower().endswith(LINE_FILES):
        yield from _read_lines(path, stated or {}, sources or {})
        return
    try:
        yield read_file(path, stated=stated, sources=sources, log=log)
    except LoftesporError as error:
        yield unread(path, error)


def unread(path: Path, error: LoftesporError) -> Unread:
    """The record of a file that could not be read."""
    return Unread(str(path), type(error).__name__, str(error), error.exit_status)


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
        yield unread(path, error)


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
        document = _document(name, path, data, "text", _assembled(_read_txt(data, path)), where=where)
        document = replace(document, warnings=(*line.warnings, *warnings, *document.warnings))
        found = {**dict.fromkeys(own, f"line {number}"), **sources}
        return described(document, {**own, **stated}, sources=found)
    except LoftesporError as error:
        return unread(path, error)


def _fields(line: str, place: str) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"{place}: not JSON ({error}); each line must be one object") from error
    if not isinstance(fields, dict):
        raise UnreadableFileError(f"{place}: not a JSON object; each line must be one object with 'tekst' or 'text'")
    return fields

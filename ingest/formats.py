"""The formats of files, by the endings of their names. What reads one is loaded when a file needs it: a command that
reads a folder of PDF files never loads the reader of web pages.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from loftespor.errors import UnknownTypeError
from loftespor.ingest.archives.archive import ENDING, is_archive
from loftespor.ingest.file_read import Drafted

Reader: TypeAlias = Callable[[bytes, Path], Drafted]
# Scans that are pictures are read as PDF files are.
PICTURES = frozenset({".jpeg", ".jpg", ".png", ".tif", ".tiff"})
_PAGED = PICTURES | {".pdf"}
LINE_FILES = (".jsonl", ".jsonl.gz")


def _csv() -> Reader:
    from loftespor.ingest.spreadsheet.reader import read_csv

    return read_csv


def _excel() -> Reader:
    from loftespor.ingest.spreadsheet.reader import read_spreadsheet

    return read_spreadsheet


def _html() -> Reader:
    from loftespor.ingest.html.reader import read_html

    return read_html


def _markdown() -> Reader:
    from loftespor.ingest.text.markdown import read_markdown

    return read_markdown


def _old_excel() -> Reader:
    from loftespor.ingest.spreadsheet.reader import refuse_old_excel

    return refuse_old_excel


def _text() -> Reader:
    from loftespor.ingest.text.reader import read_text

    return read_text


def _word() -> Reader:
    from loftespor.ingest.word.reader import read_word

    return read_word


# For each ending what the document's `parser` says, and what gives the reader. PDF files and line files have readers
# that give pages and documents one by one.
_READERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    ".csv": ("csv", _csv),
    ".doc": ("word", _word),
    ".docm": ("word", _word),
    ".docx": ("word", _word),
    ".dot": ("word", _word),
    ".dotm": ("word", _word),
    ".dotx": ("word", _word),
    ".htm": ("html", _html),
    ".html": ("html", _html),
    ".markdown": ("markdown", _markdown),
    ".md": ("markdown", _markdown),
    ".odt": ("word", _word),
    ".rtf": ("word", _word),
    ".tsv": ("csv", _csv),
    ".txt": ("text", _text),
    ".xhtml": ("html", _html),
    ".xls": ("excel", _old_excel),
    ".xlsb": ("excel", _old_excel),
    ".xlsm": ("excel", _excel),
    ".xlsx": ("excel", _excel),
}


def has_pages(path: Path) -> bool:
    """Whether a file is named as a PDF or a scan, which are read page by page."""
    return path.suffix.lower() in _PAGED


def is_line_file(path: Path) -> bool:
    """Whether a file is named as one of JSON lines, a document each."""
    return path.name.lower().endswith(LINE_FILES)


def known_type(path: Path) -> bool:
    """Whether a file of this name has a reader."""
    return path.suffix.lower() in _READERS or has_pages(path) or is_line_file(path)


def unknown_type(path: Path) -> str:
    """What to say of a file that no reader knows."""
    ending = path.suffix.lower() or "none"
    if is_archive(path):
        return f"{path}: an archive of files, not a document; name a file in it ({path.name}/…), or read all of it"
    known = ", ".join(sorted((*_READERS, *_PAGED, *LINE_FILES, ENDING)))
    return f"{path}: no reader for files of this type (ending: {ending}); known are {known}"


def reader_of(path: Path) -> tuple[str, Reader]:
    """What a document's `parser` says of files of this name, and their reader; raises UnknownTypeError for others."""
    try:
        parser, reader = _READERS[path.suffix.lower()]
    except KeyError:
        raise UnknownTypeError(unknown_type(path)) from None
    return parser, reader()

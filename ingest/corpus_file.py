"""`corpus.toml`: what is stated of the files beside it."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from loftespor.errors import CorpusFileError, UnreadableFileError
from loftespor.ingest.archives.archive import is_archive
from loftespor.ingest.archives.contents import is_there, read_bytes, size_of
from loftespor.ingest.metadata.fields import STATED_FIELDS, stated_value

NAME = "corpus.toml"
# tomllib takes time and memory by the square of the parts of a key.
_MOST_DOTS = 300
_MOST_BYTES = 5_000_000  # what is stated of some twenty thousand files
FOLDER_FIELDS = frozenset({"municipality", "issuer", "kind", "period", "date", "language"})


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """What a corpus.toml states: `folder` of every file, `files` of single ones by their path beside it."""

    path: Path
    folder: Mapping[str, str]
    files: Mapping[str, Mapping[str, str]]


def read_corpus_file(path: Path) -> CorpusFile:
    """The statements of a corpus.toml; raises CorpusFileError with the line for one that breaks its form."""
    try:
        if size_of(path) > _MOST_BYTES:
            raise CorpusFileError(f"{path}: larger than {_MOST_BYTES // 1_000_000} MB; state less in it")
        text = read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
        if any(line.count(".") > _MOST_DOTS for line in text.split("\n")):
            raise CorpusFileError(f"{path}: a line has more than {_MOST_DOTS} dots; see docs/ingest.md for the form")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise CorpusFileError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except ValueError as error:  # a number of 5 000 digits is no TOMLDecodeError
        raise CorpusFileError(f"{path}: not TOML: {error}; see docs/ingest.md for the form") from error
    except RecursionError as error:
        raise CorpusFileError(f"{path}: nested too deeply; see docs/ingest.md for the form") from error
    except (OSError, UnreadableFileError) as error:
        raise CorpusFileError(f"{path}: cannot be read ({error})") from error
    return _checked(path, text, data)


def _checked(path: Path, text: str, data: dict[str, object]) -> CorpusFile:
    tables = data.pop("document", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CorpusFileError(f"{path}{_line(text, 'document')}: write each document as a table [[document]]")
    sections = _sections(text)
    folder = _fields(path, sections[0], data, FOLDER_FIELDS)
    files: dict[str, Mapping[str, str]] = {}
    for number, table in enumerate(tables, start=1):
        section = sections[number] if len(sections) == len(tables) + 1 else _Section(1, text)
        name = _file(path, section, table.pop("file", None))
        if name in files:
            raise CorpusFileError(f"{path}{section.line('file')}: {name} has two [[document]] tables; keep one")
        files[name] = _fields(path, section, table, STATED_FIELDS)
    return CorpusFile(path, folder, files)


def _file(path: Path, section: "_Section", name: object) -> str:
    """The file that a table is about, as its path is written from the folder on."""
    if not isinstance(name, str) or not name:
        raise CorpusFileError(f"{path}{section.line()}: a [[document]] has no 'file'; name the file it is about")
    where = f"{path}{section.line('file')}"
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts:
        raise CorpusFileError(f"{where}: {name} is not in this folder; put a corpus.toml beside it")
    if is_archive(Path(name)):
        raise CorpusFileError(f"{where}: {name} is an archive; name a file in it, or put a {NAME} into it")
    if not is_there(path.parent / name):
        raise CorpusFileError(f"{where}: there is no file {name} here; correct or remove it")
    return PurePosixPath(name).as_posix()


def _fields(path: Path, section: "_Section", table: Mapping[str, object], known: frozenset[str]) -> dict[str, str]:
    found = {}
    for key, value in table.items():
        where = f"{path}{section.line(key)}"
        if key not in known:
            meant = _meant(key, {*known, "document"})
            raise CorpusFileError(f"{where}: unknown key '{key}'{meant}; known here are {', '.join(sorted(known))}")
        if isinstance(value, dict | list | bool):
            raise CorpusFileError(f"{where}: '{key}' must be one value in words, not a table, list or true/false")
        found[key] = str(stated_value(key, value, where))
    return found


def _meant(key: str, known: Iterable[str]) -> str:
    """' (did you mean 'title'?)' for a key that is like a known one; nothing where none is."""
    like = get_close_matches(key.casefold(), sorted(known), n=1)
    return f" (did you mean '{like[0]}'?)" if like else ""


class _Section(NamedTuple):
    """The lines of the file that make up one table, the first of them counted from 1."""

    first: int
    text: str

    def line(self, key: str | None = None) -> str:
        """', line 7' for the line that gives the key a value, else the section's first."""
        pattern = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=", re.MULTILINE) if key else None
        found = pattern.search(self.text) if pattern else None
        return f", line {self.first + self.text.count(chr(10), 0, found.end() if found else 0)}"


def _sections(text: str) -> list[_Section]:
    """The part of the file above the first [[document]], and the part of each."""
    lines = text.splitlines(keepends=True)
    heads = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    return [_Section(a + 1, "".join(lines[a:b])) for a, b in pairwise([0, *heads, len(lines)])]


def _line(text: str, word: str) -> str:
    """', line 7' for the first line that holds the word outside a comment; nothing where there is none."""
    pattern = re.compile(rf"^[^#\n]*(?<!\w){re.escape(word)}", re.MULTILINE)
    found = pattern.search(text)
    return f", line {text.count(chr(10), 0, found.end()) + 1}" if found else ""

"""`corpus.toml`: what is stated of the files beside it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loftespor.errors import CorpusFileError
from loftespor.ingest.metadata import STATED_FIELDS, stated_value

NAME = "corpus.toml"
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
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise CorpusFileError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise CorpusFileError(f"{path}: not TOML: {error}; see docs/ingest.md for the form") from error
    except OSError as error:
        raise CorpusFileError(f"{path}: cannot be read ({error.strerror})") from error
    return _checked(path, text, data)


def _checked(path: Path, text: str, data: dict[str, object]) -> CorpusFile:
    tables = data.pop("document", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CorpusFileError(f"{path}{_line(text, 'document')}: write each document as a table [[document]]")
    folder = _fields(path, text, data, FOLDER_FIELDS)
    files: dict[str, Mapping[str, str]] = {}
    for table in tables:
        name = table.pop("file", None)
        if not isinstance(name, str) or not name:
            raise CorpusFileError(f"{path}: a [[document]] has no 'file'; name the file it is about")
        if name in files:
            raise CorpusFileError(f"{path}: {name} has two [[document]] tables; keep one")
        if not (path.parent / name).is_file():
            raise CorpusFileError(f"{path}{_line(text, name)}: there is no file {name} here; correct or remove it")
        files[name] = _fields(path, text, table, STATED_FIELDS)
    return CorpusFile(path, folder, files)


def _fields(path: Path, text: str, table: Mapping[str, object], known: frozenset[str]) -> dict[str, str]:
    found = {}
    for key, value in table.items():
        if key not in known:
            raise CorpusFileError(
                f"{path}{_line(text, key)}: unknown key '{key}'; known here are {', '.join(sorted(known))}"
            )
        if isinstance(value, dict | list):
            raise CorpusFileError(f"{path}{_line(text, key)}: '{key}' must be one value, not a table or list")
        found[key] = str(stated_value(key, value, f"{path}{_line(text, key)}"))
    return found


def _line(text: str, word: str) -> str:
    """', line 7' for the first line that holds the word outside a comment; nothing where there is none."""
    pattern = re.compile(rf"^[^#\n]*(?<!\w){re.escape(word)}", re.MULTILINE)
    found = pattern.search(text)
    return f", line {text.count(chr(10), 0, found.end()) + 1}" if found else ""

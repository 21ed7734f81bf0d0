"""`corpus.toml`: what is stated of the files beside it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loftespor.errors import CorpusFileError, UnreadableFileError
from loftespor.ingest.archive import is_archive
from loftespor.ingest.contents import is_there, read_bytes, size_of
from loftespor.ingest.metadata import STATED_FIELDS, stated_value

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
    folder = _fields(path, text, data, FOLDER_FIELDS)
    files: dict[str, Mapping[str, str]] = {}
    for table in tables:
        name = table.pop("file", None)
        if not isinstance(name, str) or not name:
            raise CorpusFileError(f"{path}: a [[document]] has no 'file'; name the file it is about")
        if name in files:
            raise CorpusFileError(f"{path}: {name} has two [[document]] tables; keep one")
        if is_archive(Path(name)):
            raise CorpusFileError(
                f"{path}{_line(text, name)}: {name} is an archive; name a file in it, or put a {NAME} into it"
            )
        if not is_there(path.parent / name):
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


@lru_cache(maxsize=64)  # each document has the same few keys
def _line(text: str, word: str) -> str:
    """', line 7' for the first line that holds the word outside a comment; nothing where there is none."""
    pattern = re.compile(rf"^[^#\n]*(?<!\w){re.escape(word)}", re.MULTILINE)
    found = pattern.search(text)
    return f", line {text.count(chr(10), 0, found.end()) + 1}" if found else ""

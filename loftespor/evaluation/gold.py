"""Gold files: JSON lines of the passages that careful readers marked in documents.

A line has `doc` (file name), `text` (verbatim, without bullet or number), `form`, `kind` (null where nobody said), and
may have `page` (from 1), `actor` and `required` (false for a borderline that may or may not be found). A line with
`empty` says that a document, or a page of it, holds none. Other lines and fields are not looked at.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, get_args

from loftespor.errors import GoldFileError, MissingPathError
from loftespor.extract.records import CommitmentForm, CommitmentKind

_ENDING = re.compile(r"\.(pdf|txt|md|html|docx)$")


class Unit(NamedTuple):
    """What a reader went through: a document by its name without ending, or one page of it."""

    document: str
    page: int | None

    def __str__(self) -> str:
        return self.document if self.page is None else f"{self.document} p. {self.page}"


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage as a reader marked it; `required` is False for a borderline."""

    unit: Unit
    text: str
    form: str
    kind: str | None
    required: bool = True
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """The passages of a gold file by the units that its readers went through, in their order.

    `paged` names the documents that were annotated page by page.
    """

    name: str
    units: Mapping[Unit, tuple[GoldPassage, ...]]
    paged: frozenset[str] = frozenset()

    @property
    def documents(self) -> frozenset[str]:
        """The names of its documents, without endings."""
        return frozenset(unit.document for unit in self.units)

    def unit(self, name: str, page: int) -> Unit:
        """The unit that a page of a document belongs to."""
        return Unit(stem(name), page if stem(name) in self.paged else None)


def stem(name: str) -> str:
    """The name of a file without folder and ending."""
    return _ENDING.sub("", name.rsplit("/", 1)[-1])


def read_gold(path: Path) -> Gold:
    """The gold of a file; raises MissingPathError where there is none, GoldFileError for a line of another form."""
    rows = [(number, row) for number, row in json_lines(path) if "text" in row]
    if not rows:
        raise GoldFileError(f'{path} has no line with "text". docs/evaluation.md shows what a gold file looks like.')
    units: dict[Unit, list[GoldPassage]] = {}
    for number, row in rows:
        unit = Unit(stem(_text_of(row, "doc", path, number)), _page(row, path, number))
        passages = units.setdefault(unit, [])
        if not row.get("empty"):
            passages.append(_passage(unit, row, path, number))
    paged = frozenset(unit.document for unit in units if unit.page is not None)
    return Gold(path.name, {unit: tuple(passages) for unit, passages in units.items()}, paged)


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON lines with their line numbers from 1."""
    if not path.is_file():
        raise MissingPathError(f"{path}: there is no such file; check the path")
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            yield number, _object(line, path, number)


def _object(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise GoldFileError(f"{path}, line {number}: no JSON ({error}). Give one object a line.") from error
    if not isinstance(value, dict):
        raise GoldFileError(f'{path}, line {number}: no JSON object. Give one like {{"doc": "…", "text": "…"}}.')
    return value


def _passage(unit: Unit, row: dict[str, Any], path: Path, number: int) -> GoldPassage:
    return GoldPassage(
        unit,
        _text_of(row, "text", path, number),
        _one_of(row, "form", get_args(CommitmentForm), path, number),
        None if row.get("kind") is None else _one_of(row, "kind", get_args(CommitmentKind), path, number),
        required=bool(row.get("required", True)),
        actor=row.get("actor"),
    )


def _page(row: dict[str, Any], path: Path, number: int) -> int | None:
    page = row.get("page")
    if page is None or (isinstance(page, int) and page > 0):
        return page
    raise GoldFileError(f'{path}, line {number}: "page" is {page!r}. Give a number from 1, as in the file.')


def _text_of(row: dict[str, Any], field: str, path: Path, number: int) -> str:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise GoldFileError(f'{path}, line {number}: "{field}" is {value!r}. Give it as text.')
    return value


def _one_of(row: dict[str, Any], field: str, allowed: tuple[str, ...], path: Path, number: int) -> str:
    value = _text_of(row, field, path, number)
    if value not in allowed:
        raise GoldFileError(f'{path}, line {number}: "{field}" is {value!r}. Choose one of: {", ".join(allowed)}.')
    return value

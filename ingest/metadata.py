"""What is known of a document: stated beside it, or read where the document plainly says so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import get_args

from loftespor.errors import CorpusFileError
from loftespor.ingest.document import Document, DocumentKind

KINDS: frozenset[str] = frozenset(get_args(DocumentKind))
STATED_FIELDS = frozenset(
    {"title", "kind", "issuer", "date", "period", "language", "case", "url", "municipality", "work"}
)


@dataclass(frozen=True, slots=True)
class Known:
    """A field's value and where it stands."""

    value: str | date
    source: str


def described(document: Document, stated: Mapping[str, object], *, sources: Mapping[str, str]) -> Document:
    """The document with its title, kind, issuer …: what is stated first, then what it says itself.

    Raises CorpusFileError for a stated value that cannot be one (an unknown kind, a date that is none).
    """
    values: dict[str, object] = {}
    found: dict[str, str] = {}
    for name in sorted(STATED_FIELDS & stated.keys()):
        if stated[name] in (None, ""):
            continue
        values[name] = stated_value(name, stated[name], document.path)
        found[name] = sources.get(name, "stated")
    return replace(document, sources={**document.sources, **found}, **values)  # type: ignore[arg-type]


def stated_value(name: str, value: object, where: str) -> str | date:
    """A stated value in its type; raises CorpusFileError when it cannot be one."""
    if name == "date":
        return _stated_date(value, where)
    if name == "kind" and value not in KINDS:
        raise CorpusFileError(f"{where}: kind {value!r} is not known; use one of {', '.join(sorted(KINDS))}")
    if name == "language" and value not in ("nb", "nn"):
        raise CorpusFileError(f"{where}: language {value!r} is not known; use 'nb' or 'nn'")
    return str(value)


def _stated_date(value: object, where: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise CorpusFileError(f"{where}: date {value!r} is no date; write it as 2025-06-30") from error

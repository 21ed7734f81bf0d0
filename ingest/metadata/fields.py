"""What is known of a document: stated beside it, or read where the document plainly says so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import NamedTuple, get_args

from loftespor.errors import CorpusFileError
from loftespor.ingest.document import Document, DocumentKind
from loftespor.ingest.language import read_languages
from loftespor.ingest.metadata.dates import read_date
from loftespor.ingest.metadata.front import Front, Passage, front_of
from loftespor.ingest.metadata.rules import names_kind, read_front, read_title
from loftespor.ingest.metadata.titles import find_title, given_title, is_generic

KINDS: frozenset[str] = frozenset(get_args(DocumentKind))
LANGUAGES = frozenset({"nb", "nn"})
STATED_FIELDS = frozenset(
    {"title", "kind", "issuer", "date", "period", "language", "case", "url", "municipality", "work"}
)
_WORD = re.compile(r"\w+")
_BEGINNING = 20_000
_TOLD = 0.6  # a title of whose words the text has fewer was left by the file from which this one was made


class Property(NamedTuple):
    """What a file says of itself beside its text: a field ('title', 'date' …), its value, and where it stands
    ('PDF properties').
    """

    field: str
    value: str
    source: str


def described(
    document: Document, stated: Mapping[str, object], *, sources: Mapping[str, str], properties: Sequence[Property] = ()
) -> Document:
    """The document with its title, kind, issuer …: what is stated first, then what it says itself, then what its file
    says beside the text.

    A field that is neither stated nor plainly said stays None. Raises CorpusFileError for a stated value that
    cannot be one (an unknown kind, a date that is none).
    """
    values: dict[str, object] = {}
    found: dict[str, str] = {}
    for name in sorted(STATED_FIELDS & stated.keys()):
        if stated[name] not in (None, ""):
            values[name] = stated_value(name, stated[name], document.path)
            found[name] = sources.get(name, "stated")
    if "language" not in values and _tells_language(document.text):
        values["language"], found["language"] = document.language, "text"
    for name, value, source in (*_read(document, values, properties), *_beside(document, properties)):
        if name not in values:
            values[name], found[name] = value, source
    return replace(document, sources={**document.sources, **found}, **values)  # type: ignore[arg-type]  # fields by name


def stated_value(name: str, value: object, where: str) -> str | date:
    """A stated value in its type; raises CorpusFileError when it cannot be one."""
    if name == "date":
        return _stated_date(value, where)
    if name == "kind" and value not in KINDS:
        like = get_close_matches(str(value).casefold(), sorted(KINDS), n=1)
        meant = f" (did you mean '{like[0]}'?)" if like else ""
        raise CorpusFileError(f"{where}: kind {value!r} is not known{meant}; use one of {', '.join(sorted(KINDS))}")
    if name == "language" and value not in LANGUAGES:
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


def _read(
    document: Document, stated: Mapping[str, object], properties: Sequence[Property]
) -> Iterator[tuple[str, str | date, str]]:
    """Field, value and place of what the document says of itself, most certain first."""
    front = front_of(document)
    if "title" in stated:
        title: Passage | None = Passage(str(stated["title"]), "title")
    else:
        title = _title(document, front, properties)
        if title is not None:
            yield "title", title.text, title.source
    kind = stated.get("kind")
    yield from read_front(front.titled(title), kind=str(kind) if kind else None)


def _title(document: Document, front: Front, properties: Sequence[Property]) -> Passage | None:
    """The title that the front shows, in the fullest words that stand there."""
    heading = find_title(document, names_kind=names_kind)
    named = heading.text if heading is not None and not is_generic(heading.text) else None
    for name, value, source in properties:
        given = given_title(value) if name == "title" else None
        # Such a title joins what the page parts ('Vedtaksoppfølging' / 'Formannskapet'); one whose words the front
        # does not show may be that of the file from which this one was made.
        if given and _share(given, front.head.text) == 1 and _says_more(given, named):
            return Passage(given, source)
    return read_title(front.titled(heading), heading=named) or heading


def _says_more(given: str, heading: str | None) -> bool:
    """Whether a title has the heading's words and others, or says the kind of paper and the heading does not."""
    if heading is None or _share(heading, given) == 1:
        return True
    return names_kind(given) and not names_kind(heading)


def _tells_language(text: str) -> bool:
    """Whether any word of the beginning is of one written language only; else the document's is the usual one."""
    languages = read_languages()
    ends = (_BEGINNING // 10, _BEGINNING)
    return any(languages.evidence(text[start:end]) for start, end in zip((0, *ends), ends, strict=False))


def _share(title: str, text: str) -> float:
    """The share of a title's words that stand in the text."""
    words = set(_WORD.findall(title.casefold()))
    return len(words & set(_WORD.findall(text.casefold()))) / max(1, len(words))


def _beside(document: Document, properties: Sequence[Property]) -> Iterator[tuple[str, str | date, str]]:
    """What the file says beside its text; its language counts where the words do not tell."""
    for name, value, source in properties:
        read: str | date | None = " ".join(value.split())
        if name == "date":
            read = read_date(value)
        elif name == "title":
            given = given_title(value)
            # A web page's title is its own; that of another file may be its template's.
            own = document.parser == "html"
            told = given is not None and (own or _share(given, document.text[:_BEGINNING]) >= _TOLD)
            read = given if told else None
        known = {"kind": KINDS, "language": LANGUAGES}.get(name)
        if read and name in STATED_FIELDS - {"work"} and (known is None or read in known):
            yield name, read, source

"""What is known of a document: stated beside it, or read where the document plainly says so."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple, get_args

from loftespor.errors import CorpusFileError
from loftespor.ingest.document import Block, Document, DocumentKind

KINDS: frozenset[str] = frozenset(get_args(DocumentKind))
STATED_FIELDS = frozenset(
    {"title", "kind", "issuer", "date", "period", "language", "case", "url", "municipality", "work"}
)
_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_WRITTEN_DATE = re.compile(r"(\d{1,2})\.\s*([a-z]+)\s+(\d{4})", re.IGNORECASE)
_NUMBER_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_OPENING_BLOCKS = 8
_OPENING_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of metadata.toml."""

    name: str
    where: tuple[str, ...]
    pattern: re.Pattern[str]
    kind: str | None
    examples: tuple[str, ...]


class Property(NamedTuple):
    """What a file says of itself beside its text: a field ('title', 'date' …), its value, and where it stands
    ('PDF properties').
    """

    field: str
    value: str
    source: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of metadata.toml in their order."""
    data = tomllib.loads(files("loftespor.ingest").joinpath("metadata.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            row["name"], tuple(row["where"]), re.compile(row["pattern"], re.IGNORECASE), row.get("kind"),
            tuple(row["examples"]),
        )
        for row in data["rule"]
    )  # fmt: skip


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
    for name, value, source in _read(document, title=str(values["title"]) if "title" in values else None):
        if name not in values:
            values[name], found[name] = value, source
    for name, value, source in properties:
        read = read_date(value) if name == "date" else value
        if name in STATED_FIELDS and name not in values and read:
            values[name], found[name] = read, source
    return replace(document, sources={**document.sources, **found}, **values)  # type: ignore[arg-type]  # fields by name


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


def _read(document: Document, *, title: str | None) -> Iterator[tuple[str, str | date, str]]:
    """Field, value and place of what the document says of itself, most certain first."""
    heading = _title_block(document)
    if title is None and heading is not None:
        yield "title", document.text[heading.start : heading.end], f"page {heading.page}"
    places = {
        "title": [(title, "title")] if title else [],
        "opening": list(_opening(document)),
        "running": [(r.original, f"page {r.page}") for r in document.removed if r.kind == "running"],
    }
    if heading is not None:
        places["title"].append((document.text[heading.start : heading.end], f"page {heading.page}"))
    places["title"] += [
        (document.text[b.start : b.end], f"page {b.page}")
        for b in document.blocks[:_OPENING_BLOCKS]
        if b.kind == "heading" and b is not heading
    ]
    for rule in rules():
        if "text" in rule.where:
            yield from _said_throughout(rule, document.text)
            continue
        for text, source in (place for where in rule.where for place in places[where]):
            said = rule.pattern.search(text)
            if said:
                yield from _said(rule, said, source)
                break


def _said_throughout(rule: Rule, text: str) -> Iterator[tuple[str, str | date, str]]:
    """What a rule finds in the whole text, where every place says the same."""
    found = list(rule.pattern.finditer(text))
    if found and len({match.groups() for match in found}) == 1:
        yield from _said(rule, found[0], "text")


def _title_block(document: Document) -> Block | None:
    """The heading of the highest level on the first two pages, the first of its level."""
    early = [b for b in document.blocks[:40] if b.kind == "heading" and b.page <= 2]
    return min(early, key=lambda b: (b.level or 1, b.number), default=None)


def _opening(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks[:_OPENING_BLOCKS]:
        if block.kind != "table":
            yield document.text[block.start : min(block.end, block.start + _OPENING_LENGTH)], f"page {block.page}"


def _said(rule: Rule, said: re.Match[str], source: str) -> Iterator[tuple[str, str | date, str]]:
    if rule.kind:
        yield "kind", rule.kind, source
    for name, value in said.groupdict().items():
        if not value or not value.strip():
            continue
        if name in ("date", "ddmmyyyy"):
            day = read_date(value)
            if day is not None:
                yield "date", day, source
        elif name == "period":
            yield "period", re.sub(r"\s*[-–]\s*", "–", value), source
        else:
            yield name, value.strip(), source


def read_date(text: str) -> date | None:
    """The day of '24. april 2024', '24.4.2024', '2024-04-24T10:00' or '24042024'; None where it is no day."""
    written = _WRITTEN_DATE.match(text)
    numbers = _NUMBER_DATE.match(text)
    iso = _ISO_DATE.match(text)
    if written and written[2].casefold() in _MONTHS:
        parts = (int(written[3]), _MONTHS.index(written[2].casefold()) + 1, int(written[1]))
    elif numbers:
        parts = (int(numbers[3]), int(numbers[2]), int(numbers[1]))
    elif iso:
        parts = (int(iso[1]), int(iso[2]), int(iso[3]))
    elif len(text) == 8 and text.isdigit():
        parts = (int(text[4:]), int(text[2:4]), int(text[:2]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None

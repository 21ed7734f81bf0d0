"""What is known of a text from outside it, and helps to complete its citations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from loftespor.errors import ContextError
from loftespor.extract.citation.slug import slug

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Context:
    """What the reader of a text knows before reading. Everything may be missing; nothing is ever guessed instead.

    `self_id` is the canonical id of the text itself; `date` its ISO date; `enabling` the ids of the acts a regulation
    is made under; `antecedents` ids cited in full before the text begins; `footnotes` the notes by their number.
    """

    self_id: str | None = None
    municipality: str | None = None
    municipality_number: str | None = None
    county: str | None = None
    agency: str | None = None
    date: str | None = None
    budget_year: int | None = None
    enabling: tuple[str, ...] = ()
    antecedents: tuple[str, ...] = ()
    footnotes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def place(self) -> str | None:
        """The municipality as it stands in ids: small letters, hyphens."""
        return slug(self.municipality.removesuffix(" kommune")) if self.municipality else None

    @property
    def region(self) -> str | None:
        """The county as it stands in ids."""
        return slug(self.county.removesuffix(" fylkeskommune")) if self.county else None

    @property
    def latest_year(self) -> int:
        """The last year that a two-digit year can mean: the year after the text's own."""
        return int(self.date[:4]) + 1 if self.date else 2049

    @property
    def own_act(self) -> str | None:
        """The id of the act or regulation that the text is, None when it is something else."""
        if self.self_id and self.self_id.startswith(("lov/", "forskrift/")):
            return self.self_id
        return None


def _text(line: Mapping[str, object], *keys: str) -> str | None:
    for key in keys:
        value = line.get(key)
        if value is not None and value != "":
            return str(value)
    return None


def _texts(line: Mapping[str, object], *keys: str) -> tuple[str, ...]:
    for key in keys:
        value = line.get(key)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list | tuple):
            return tuple(str(item) for item in value)
    return ()


# The keys that `context_from` reads, with their Norwegian twins.
CONTEXT_KEYS = frozenset(
    {
        "self", "self_id", "kommune", "municipality", "kommunenr", "municipality_number", "fylke", "county", "etat",
        "agency", "date", "budsjettår", "budget_year", "hjemmel", "enabling", "antecedents", "footnotes",
    }
)  # fmt: skip


def _date(line: Mapping[str, object]) -> str | None:
    """The date stated; a year or a month alone will do. Raises ContextError for what is no ISO date."""
    day = _text(line, "date")
    if day is not None and not _DATE.fullmatch(day):
        raise ContextError(f"The date '{day}' of a citation's context is no ISO date. Write it like 2025-03-01.")
    return day


def context_from(line: Mapping[str, object]) -> Context:
    """The context stated in a JSON object, with Norwegian or English keys. Unknown keys are left alone."""
    year = _text(line, "budsjettår", "budget_year")
    notes = line.get("footnotes")
    return Context(
        self_id=_text(line, "self", "self_id"),
        municipality=_text(line, "kommune", "municipality"),
        municipality_number=_text(line, "kommunenr", "municipality_number"),
        county=_text(line, "fylke", "county"),
        agency=_text(line, "etat", "agency"),
        date=_date(line),
        budget_year=int(year) if year and year.isdigit() else None,
        enabling=_texts(line, "hjemmel", "enabling"),
        antecedents=_texts(line, "antecedents"),
        footnotes={str(k): str(v) for k, v in notes.items()} if isinstance(notes, Mapping) else _NOTHING,
    )

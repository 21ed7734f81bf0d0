"""What a report is made of, read from the database once: documents, commitments with their status, links.

Texts of documents and their blocks are not held; `surroundings.py` reads them document by document.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from loftespor.corpus.repeats import unique_proposals
from loftespor.reports.reading import Reading, load_readings
from loftespor.rules.axes import load_axes

_SAFE_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
AXES = ("decision", "funding", "implementation", "documentation")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a report shows it. `href` is its page, relative to the report's folder."""

    id: str
    name: str
    path: str
    title: str
    kind: str | None
    issuer: str | None
    date: str | None
    period: str | None
    language: str
    case: str | None
    municipality: str | None
    url: str | None
    pages: int
    sha256: str
    parser: str
    warnings: tuple[str, ...]
    sources: Mapping[str, str]
    href: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A piece of evidence with the document it stands in (None where that document is no longer held)."""

    axis: str
    value: str
    source: Source | None
    page: int
    start: int
    end: int
    quote: str
    date: str | None
    rule: str
    sentence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Search:
    """The record of a search: how many documents, up to which date; `id` names the list of documents."""

    axis: str
    id: str | None
    documents: int
    until: str | None


@dataclass(frozen=True, slots=True)
class Stop:
    """One station of the line with what happened there."""

    station: str
    value: str
    date: str | None
    source: Source | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A commitment as it stands in one document, with its status. `href` is its page in the report."""

    id: str
    source: Source
    page: int
    start: int
    end: int
    text: str
    kind: str
    form: str
    lead_in: str | None
    statement: str
    section: tuple[str, ...]
    locator: str
    actor: str | None
    party: str | None
    addressee: str | None
    deadline: Mapping[str, Any] | None
    amounts: tuple[Mapping[str, Any], ...]
    targets: tuple[Mapping[str, Any], ...]
    topics: tuple[str, ...]
    testable_reason: str | None
    language: str
    rule: str
    score: float
    href: str
    decision: str
    decision_form: str | None
    funding: str
    implementation: str
    documentation: str
    headline: str
    stopped_at: str | None
    since: str | None
    stations: tuple[Stop, ...]
    conduct: tuple[Mapping[str, Any], ...]
    evidence: tuple[Quoted, ...]
    searched: tuple[Search, ...]

    def value(self, axis: str) -> str:
        """The value on an axis."""
        return str(getattr(self, axis))

    @property
    def who(self) -> str | None:
        """The party, else the actor: whom readers filter by."""
        return self.party or self.actor


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a report shows except the documents' texts, in the order in which it is printed."""

    sources: tuple[Source, ...]
    items: tuple[Item, ...]
    searches: Mapping[str, tuple[str, ...]]
    unread: tuple[Mapping[str, Any], ...]
    findings: tuple[Mapping[str, Any], ...]
    run: Mapping[str, Any] | None
    replaced: int = 0
    by_document: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    unique: int = 0  # proposals, where passages of one document that say the same count once


def load_material(db: Database) -> Material:
    """The report's material; documents that a newer edition has replaced are left out and counted."""
    rows = list(db.query(f"SELECT {_COLUMNS} FROM documents WHERE replaced_by IS NULL ORDER BY date, name, id"))  # noqa: S608 -- fixed names
    sources = {row["id"]: _source(row) for row in rows}
    items = _items(db, sources)
    by_document: dict[str, list[Item]] = {source: [] for source in sources}
    for item in items:
        by_document[item.source.id].append(item)
    runs = list(db.query("SELECT * FROM runs ORDER BY id DESC LIMIT 1"))
    return Material(
        sources=tuple(sources.values()),
        items=items,
        searches={row["id"]: _strings(row["documents"]) for row in db.query("SELECT * FROM searches ORDER BY id")},
        unread=tuple(db.query("SELECT * FROM unread ORDER BY path")),
        findings=tuple(db.query('SELECT * FROM findings ORDER BY "check", id')),
        run=runs[0] if runs else None,
        replaced=db.execute("SELECT count(*) FROM documents WHERE replaced_by IS NOT NULL").fetchone()[0],
        by_document={id: tuple(found) for id, found in by_document.items()},
        readings=load_readings(db),
        unique=unique_proposals(db),
    )


_COLUMNS = (
    'id, name, path, title, kind, issuer, date, period, language, "case", municipality, url, pages, sha256, parser, '
    "warnings, sources"
)


def _source(row: Mapping[str, Any]) -> Source:
    plain = {name: row[name] for name in ("id", "name", "path", "kind", "issuer", "date", "period", "case", "url")}
    return Source(
        **plain, title=row["title"] or row["name"], language=row["language"] or "nb", sha256=row["sha256"],
        municipality=row["municipality"], pages=row["pages"] or 0, parser=row["parser"] or "",
        warnings=_strings(row["warnings"]), sources=_object(row["sources"]),
        href=f"dokument/{safe_name(row['id'])}.html",
    )  # fmt: skip


def _items(db: Database, sources: Mapping[str, Source]) -> tuple[Item, ...]:
    statuses = {(row["commitment"], row["document"]): row for row in db.query("SELECT * FROM statuses")}
    rows = [row for row in db.query("SELECT * FROM commitments") if row["document"] in sources]
    rows.sort(key=_place(sources))
    seen: set[str] = set()
    items = []
    for row in rows:
        name = safe_name(row["id"])
        if name in seen:
            name = f"{name}-{safe_name(row['document'])}"
        seen.add(name)
        status = statuses.get((row["id"], row["document"]), {})
        items.append(_item(row, status, sources, f"punkt/{name}.html"))
    return tuple(items)


def _place(sources: Mapping[str, Source]) -> Any:
    order = {id: number for number, id in enumerate(sources)}

    def key(row: Mapping[str, Any]) -> tuple[int, int, int, str]:
        return order[row["document"]], row["start"], row["end"], row["id"]

    return key


def _item(row: Mapping[str, Any], status: Mapping[str, Any], sources: Mapping[str, Source], href: str) -> Item:
    given = {axis: status.get(axis) or "not_assessed" for axis in AXES[:3]}
    return Item(
        id=row["id"], source=sources[row["document"]], page=row["page"] or 1, start=row["start"], end=row["end"],
        text=row["text"], kind=row["kind"] or "", form=row["form"] or "", lead_in=row["lead_in"],
        statement=row["statement"] or row["text"], section=_strings(row["section"]), locator=row["locator"] or "",
        actor=row["actor"], party=row["party"], addressee=row["addressee"], deadline=_object(row["deadline"]) or None,
        amounts=_list(row["amounts"]), targets=_list(row["targets"]), topics=_strings(row["topics"]),
        testable_reason=row["testable_reason"],
        language=row["language"] or "nb", rule=row["rule"] or "",
        score=row["score"] or 0.0, href=href, **given, decision_form=status.get("decision_form"),
        documentation=status.get("documentation") or "proposed", headline=status.get("headline") or "not_assessed",
        stopped_at=status.get("stopped_at"), since=status.get("since"),
        stations=_stops(status.get("stations"), sources), conduct=_list(status.get("conduct")),
        evidence=_evidence(status.get("evidence"), sources),
        searched=tuple(
            Search(s["axis"], s.get("search"), s.get("documents") or 0, s.get("until"))
            for s in _list(status.get("searched"))
        ),
    )  # fmt: skip


def _evidence(text: str | None, sources: Mapping[str, Source]) -> tuple[Quoted, ...]:
    order = {axis: number for number, axis in enumerate(AXES)}
    found = [
        Quoted(
            e["axis"], e["value"], sources.get(e["document"]), e["page"], e["start"], e["end"], e["quote"],
            e.get("date"), e["rule"], e["sentence"],
        )
        for e in _list(text)
    ]  # fmt: skip
    found.sort(key=lambda e: (order.get(e.axis, 9), e.date or "", e.source.name if e.source else "", e.start))
    return tuple(found)


def _stops(text: str | None, sources: Mapping[str, Source]) -> tuple[Stop, ...]:
    known = [station.id for station in load_axes().stations]
    stops = [
        Stop(s["station"], s["value"], s.get("date"), sources.get(s.get("document") or ""), s.get("quote"))
        for s in _list(text)
    ]
    stops.sort(key=lambda s: known.index(s.station) if s.station in known else len(known))
    return tuple(stops)


def safe_name(id: str) -> str:
    """An id as a file name: itself where it is one, else its characters' numbers."""
    return id if _SAFE_NAME.fullmatch(id) else "x" + id.encode().hex()[:64]


def _strings(text: str | None) -> tuple[str, ...]:
    return tuple(str(entry) for entry in _list(text))


def _list(text: str | None) -> tuple[Any, ...]:
    data = json.loads(text) if text else []
    return tuple(data) if isinstance(data, list) else ()


def _object(text: str | None) -> dict[str, Any]:
    data = json.loads(text) if text else {}
    return data if isinstance(data, dict) else {}

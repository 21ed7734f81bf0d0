"""What a commitment is linked to: other commitments, measures it cites, passages that may be evidence."""

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from loftespor.corpus.notes import Notes
from loftespor.corpus.same import LIKELY
from loftespor.reports.material import Item, Material, Source

_WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_EVIDENCE_TABLES = ("decisions", "budget_lines", "followups", "passages")
_MOST = 5  # candidates shown with a commitment, best first


@dataclass(frozen=True, slots=True)
class Cited:
    """A measure that a commitment cites: its name, the words it is cited by, its address."""

    name: str
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """Another commitment that says the same, who says that it does, and why it was proposed (in Bokmål)."""

    item: Item
    state: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that resembles a commitment, but that no rule made evidence of it."""

    source: Source
    page: int
    start: int
    text: str
    state: str
    score: float


@dataclass(frozen=True, slots=True)
class Links:
    """The links of all commitments, by (commitment, document)."""

    related: Mapping[tuple[str, str], tuple[Related, ...]] = field(default_factory=dict)
    candidates: Mapping[tuple[str, str], tuple[Candidate, ...]] = field(default_factory=dict)
    citations: Mapping[str, tuple[tuple[int, Cited], ...]] = field(default_factory=dict)
    notes: Notes | None = None

    def cited(self, item: Item) -> list[Cited]:
        """The measures cited within a commitment's words, and in the footnotes that these have the marks of."""
        found = self.citations.get(item.source.id, ())
        spans = [(item.start, item.end)]
        if self.notes:
            spans += self.notes.of(item.source.id, item.start, item.end)
        by_name: dict[str, Cited] = {}
        for start, end in spans:
            within = found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]
            by_name |= {cited.name: cited for _, cited in within}
        return list(by_name.values())


def load_links(db: Database, material: Material) -> Links:
    """The links of the material's commitments; rejected links are left out."""
    rows = list(db.query("SELECT * FROM links WHERE state != 'rejected' ORDER BY score DESC, id"))
    return Links(_related(rows, material), _candidates(db, rows, material), _citations(db, material), Notes(db))


def _related(rows: list[dict[str, Any]], material: Material) -> dict[tuple[str, str], tuple[Related, ...]]:
    items = {(item.id, item.source.id): item for item in material.items}
    found: dict[tuple[str, str], dict[tuple[str, str], Related]] = defaultdict(dict)
    for row in rows:
        if row["kind"] == "same" and row["state"] == "proposed" and row["score"] < LIKELY:
            continue
        one, other = (row["commitment"], row["document"]), (row["target"], row["target_document"])
        if row["target_table"] == "commitments" and one in items and other in items and one != other:
            told = (row["state"], row["score"] or 0.0, tuple(json.loads(row["reasons"] or "[]")))
            found[one].setdefault(other, Related(items[other], *told))
            found[other].setdefault(one, Related(items[one], *told))
    return {key: tuple(related.values()) for key, related in found.items()}


def _candidates(
    db: Database, rows: list[dict[str, Any]], material: Material
) -> dict[tuple[str, str], tuple[Candidate, ...]]:
    sources = {source.id: source for source in material.sources}
    wanted = {row["target"] for row in rows if row["target_table"] in _EVIDENCE_TABLES}
    passages = _passages(db, wanted, sources)
    used = {(i.id, i.source.id): {(e.source.id, e.page) for e in i.evidence if e.source} for i in material.items}
    found: dict[tuple[str, str], dict[tuple[str, int, str], Candidate]] = defaultdict(dict)
    for row in rows:
        key, place = (row["commitment"], row["document"]), passages.get(row["target"])
        if place is None or key not in used or len(found[key]) >= _MOST:
            continue
        source, page, start, text = place
        if (source.id, page) not in used[key]:
            # A row of a budget gives an amount for each year: the same words, shown once.
            same = (source.id, page, text)
            found[key].setdefault(same, Candidate(source, page, start, text, row["state"], row["score"] or 0.0))
    return {key: tuple(candidates.values()) for key, candidates in found.items() if candidates}


def _passages(db: Database, wanted: set[str], sources: Mapping[str, Source]) -> dict[str, tuple[Source, int, int, str]]:
    found = {}
    for table in _EVIDENCE_TABLES:
        for id, document, page, start, text in db.execute(f"SELECT id, document, page, start, text FROM {table}"):  # noqa: S608 -- names of this module
            if id in wanted and document in sources:
                found[id] = (sources[document], page or 1, start, text)
    return found


def _citations(db: Database, material: Material) -> dict[str, tuple[tuple[int, Cited], ...]]:
    names = {id: (name, url) for id, name, url in db.execute("SELECT id, name, url FROM measures")}
    documents = {source.id for source in material.sources}
    found: dict[str, list[tuple[int, Cited]]] = defaultdict(list)
    # A cited value ('innen 2025', '20 prosent') is no thing that could be looked up.
    query = (
        "SELECT document, start, text, measure, name, url FROM citations "
        "WHERE class IS NOT 'value' ORDER BY document, start, id"
    )
    for document, start, text, measure, own_name, own_url in db.execute(query):
        if document in documents:
            name, url = names.get(measure, (None, None))
            found[document].append((start, Cited(name or own_name or text, text, web_address(url or own_url))))
    return {document: tuple(cited) for document, cited in found.items()}


def web_address(url: str | None) -> str | None:
    """An address that may become a link: http and https only, for texts of strangers may hold others."""
    return url if url and _WEB.fullmatch(url) else None


def _start(entry: tuple[int, Cited]) -> int:
    return entry[0]

"""Evidence that no commitment stands on: decisions, budget lines, follow-up rows and passages without one."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from loftespor.reports.language import N_, Language
from loftespor.reports.material import Material, Source

TABLES: Mapping[str, str] = {
    "decisions": N_("Vedtak og voteringer uten punkt"),
    "followups": N_("Oppfølgingsrader uten punkt"),
    "budget_lines": N_("Budsjettlinjer uten punkt"),
    "passages": N_("Rapportsetninger uten punkt"),
}
COLUMNS = ("table", "id", "document", "document_title", "page", "start", "end", "says", "text")


@dataclass(frozen=True, slots=True)
class Orphan:
    """A piece of evidence without a commitment; `says` is its value in words."""

    table: str
    id: str
    source: Source
    page: int
    start: int
    end: int
    text: str
    says: str

    def row(self) -> dict[str, str | int | None]:
        """The orphan as a row with COLUMNS."""
        return {
            "table": self.table, "id": self.id, "document": self.source.name, "document_title": self.source.title,
            "page": self.page, "start": self.start, "end": self.end, "says": self.says, "text": self.text,
        }  # fmt: skip


def find_orphans(db: Database, material: Material, language: Language) -> dict[str, list[Orphan]]:
    """The orphans by table, in the order of the documents and their texts."""
    sources = {source.id: source for source in material.sources}
    linked = {row[0] for row in db.execute("SELECT target FROM links WHERE state != 'rejected'")}
    used = _quoted_places(material)
    found: dict[str, list[Orphan]] = {}
    for table in TABLES:
        found[table] = [
            _orphan(table, row, sources[row["document"]], language)
            for row in db.query(f"SELECT * FROM {table}")  # noqa: S608 -- names of this module
            if row["document"] in sources and row["id"] not in linked and not _is_used(table, row, used)
        ]
        found[table].sort(key=lambda o: (o.source.name, o.source.id, o.start, o.end, o.says, o.id))
    return found


def _quoted_places(material: Material) -> dict[str, list[int]]:
    """The places that are quoted in evidence, and those of the commitments themselves, by document."""
    places: dict[str, set[int]] = defaultdict(set)
    for item in material.items:
        for evidence in item.evidence:
            if evidence.source:
                places[evidence.source.id].add(evidence.start)
    return {document: sorted(starts) for document, starts in places.items()}


def _is_used(table: str, row: Mapping[str, Any], used: Mapping[str, list[int]]) -> bool:
    """True where the row holds a quote that some status stands on, or is itself the text of a commitment."""
    if table == "decisions" and json.loads(row["commitments"] or "[]"):
        return True
    starts = used.get(row["document"], [])
    place = bisect_left(starts, row["start"])
    return place < len(starts) and starts[place] < row["end"]


def _orphan(table: str, row: Mapping[str, Any], source: Source, language: Language) -> Orphan:
    says = ", ".join(_says(table, row, language))
    return Orphan(table, row["id"], source, row["page"] or 1, row["start"], row["end"], row["text"], says)


def printed(orphans: Iterable[Orphan]) -> list[Orphan]:
    """The orphans as rows of a page: a budget row that gives an amount for each year is one row."""
    rows = groupby(orphans, key=_row_of_text)
    return [_merged(list(same)) for _, same in rows]


def _row_of_text(orphan: Orphan) -> tuple[str, int, int]:
    return orphan.source.id, orphan.start, orphan.end


def _merged(same: Sequence[Orphan]) -> Orphan:
    return replace(same[0], says="; ".join(sorted({orphan.says for orphan in same})))


def _says(table: str, row: Mapping[str, Any], language: Language) -> Iterator[str]:
    if table == "decisions":
        yield _outcome(row["outcome"], language)
        yield from (text for text in (row["body"], language.short_date(row["date"])) if text)
    elif table == "budget_lines":
        year = f"{row['year']}: " if row["year"] else ""
        yield year + (f"{language.number(row['amount'])} kr" if row["amount"] is not None else "–")
    elif table == "followups":
        yield from (str(text) for text in (row["status"], row["case"]) if text)
    else:
        yield language.label(row["axis"], row["value"])


def _outcome(outcome: str | None, language: Language) -> str:
    if outcome in {None, "not_stated"}:
        return language.text(N_("utfallet er ikke oppgitt"))
    return language.label("decision", str(outcome))

"""What linking works on: the corpus' commitments and evidence as small values, loaded once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from loftespor.corpus.cases import Cases, Key, is_of_several, letters_key, number_key, place_of, title_key
from loftespor.corpus.rows import Row, from_iso
from loftespor.corpus.weights import Stems


@dataclass(frozen=True, slots=True)
class Source:
    """What linking needs to know of a document."""

    id: str
    name: str
    kind: str | None
    issuer: str | None
    municipality: str | None
    date: date | None
    work: str
    title: str | None
    case: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A commitment as it stands in a document. `role` is that of the decision it was made from, if it was.

    `since` is the day from which it was known: a proposal stands in all papers of its case, and what was answered
    before the minutes that repeat it is about it too.
    """

    id: str
    source: Source
    start: int
    text: str
    stems: Stems
    party: str | None
    role: str | None
    decision: str | None
    case: Key | None
    amount: int = 0  # whole kroner, the largest it names
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence: a decision, budget line, follow-up row or passage; `row` is its row in `table`."""

    table: str
    id: str
    source: Source
    start: int
    stems: Stems
    date: date | None
    case: Key | None
    row: Row


class Material:
    """All commitments and evidence of current documents, with the cases they belong to."""

    def __init__(self, db: Database) -> None:
        self.sources = {s.id: s for s in _sources(db)}
        self.cases = Cases()
        # Some papers of a corpus say their municipality and others do not: where it has one alone, it is that of all.
        named = {place_of(source.municipality): source.municipality for source in self.sources.values()}
        named.pop(None, None)
        self._only_municipality = next(iter(named.values())) if len(named) == 1 else None
        decisions = [r for r in db.table("decisions").rows if r["document"] in self.sources]
        self._collective = {self._number_key(row) for row in decisions if is_of_several(row["text"])}
        for source in self.sources.values():
            self.cases.join(self._document_keys(source))
        for row in decisions:
            self.cases.join(self._decision_keys(row))
        self._begun = self._beginnings()
        self.evidence = self._evidence(db, decisions)
        self.commitments = self._commitments(db, decisions)

    def _decision_keys(self, row: Row) -> list[Key | None]:
        source = self.sources[row["document"]]
        title = row["case_title"] or (source.title if source.kind != "minutes" or _is_protocol(source) else None)
        number = self._number_key(row)
        return [*self._title_keys(source, title), None if number in self._collective else number]

    def _title_keys(self, source: Source, title: str | None) -> tuple[Key | None, Key | None]:
        municipality = self._municipality(source)
        return title_key(municipality, title), letters_key(municipality, title)

    def _number_key(self, row: Row) -> Key | None:
        """The number under which a body treated the case of a decision."""
        return number_key(self._municipality(self.sources[row["document"]]), row["body"], row["case"])

    def _document_keys(self, source: Source) -> list[Key | None]:
        if source.kind in ("programme", "budget", "annual_report", "followup"):
            return []
        if source.kind == "minutes" and not _is_protocol(source):
            return []
        municipality = self._municipality(source)
        return [*self._title_keys(source, source.title), number_key(municipality, source.issuer, source.case)]

    def _municipality(self, source: Source) -> str | None:
        """The municipality in which a paper's case is a case: its own, or the only one of the corpus."""
        return source.municipality or self._only_municipality

    def case_of(self, source: Source) -> Key | None:
        """The case a document is a paper of, None where it is of none or of many."""
        return self._case_of(self._document_keys(source))

    def _beginnings(self) -> dict[Key, date]:
        """The day of the first dated paper of each case."""
        first: dict[Key, date] = {}
        for source in self.sources.values():
            case = self.case_of(source)
            if case is not None and source.date is not None:
                first[case] = min(source.date, first.get(case, source.date))
        return first

    def _case_of(self, keys: Iterable[Key | None]) -> Key | None:
        return next((self.cases.case(key) for key in keys if key is not None), None)

    def _evidence(self, db: Database, decisions: list[Row]) -> dict[tuple[str, str], Item]:
        items = [
            self._item("decisions", row, row["date"], self._case_of(self._decision_keys(row))) for row in decisions
        ]
        for table, dated in (("budget_lines", None), ("followups", None), ("passages", "date")):
            rows = (row for row in db.table(table).rows if row["document"] in self.sources)
            items.extend(
                self._item(table, row, row[dated] if dated else None, self._row_case(table, row)) for row in rows
            )
        return {(item.table, item.id): item for item in items}

    def _row_case(self, table: str, row: Row) -> Key | None:
        """A follow-up row names the case it follows up."""
        if table != "followups":
            return None
        municipality = self._municipality(self.sources[row["document"]])
        return self._case_of([number_key(municipality, row["body"], row["case"])])

    def _item(self, table: str, row: Row, when: str | None, case: Key | None) -> Item:
        source = self.sources[row["document"]]
        stems = frozenset(row["stems"].split())
        return Item(table, row["id"], source, row["start"], stems, from_iso(when) or source.date, case, row)

    def _commitments(self, db: Database, decisions: list[Row]) -> list[Stated]:
        made_from = {(r["document"], id): r for r in decisions for id in json.loads(r["commitments"])}
        columns = "id, document, start, text, stems, party, amounts"
        rows = db.query(f"SELECT {columns} FROM commitments ORDER BY document, start, id")  # noqa: S608 own words
        return [self._stated(r, made_from.get((r["document"], r["id"]))) for r in rows if r["document"] in self.sources]

    def _stated(self, row: Row, decision: Row | None) -> Stated:
        source = self.sources[row["document"]]
        case = self._case_of(self._decision_keys(decision) if decision else self._document_keys(source))
        begun = self._begun.get(case) if case is not None else None
        return Stated(
            row["id"], source, row["start"], row["text"], frozenset(row["stems"].split()), row["party"],
            decision["role"] if decision else None, decision["id"] if decision else None, case,
            max((amount["value"] for amount in json.loads(row["amounts"]) if amount["unit"] == "NOK"), default=0),
            min(source.date, begun or source.date) if source.date else None,
        )  # fmt: skip


def _sources(db: Database) -> Iterable[Source]:
    columns = 'id, name, kind, issuer, municipality, date, work, title, "case"'
    for row in db.query(f"SELECT {columns} FROM documents WHERE replaced_by IS NULL ORDER BY name, id"):  # noqa: S608 own words
        yield Source(**row | {"date": from_iso(row["date"])})


def _is_protocol(source: Source) -> bool:
    """A protocol of one case has the case's title; the minutes of a whole meeting have not."""
    return bool(source.case) or (source.title or "").casefold().startswith("saksprotokoll")

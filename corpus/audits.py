"""An audit: a random sample of statuses that a person judges, and the share right that it gives."""

import csv
import io
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.corpus.identity import digest
from loftespor.corpus.reviews import JUDGED_AXES, now
from loftespor.corpus.rows import Row, to_json
from loftespor.errors import ReviewFileError, UnknownIdError
from loftespor.evaluation.counts import Share, wilson

YES = frozenset({"yes", "ja", "y", "j", "1", "true"})
NO = frozenset({"no", "nei", "n", "0", "false"})
OF = ("all", "stated")
_STATUSES = (
    "SELECT s.*, c.text, c.statement, c.locator, d.name FROM statuses s "
    "JOIN commitments c ON c.id = s.commitment AND c.document = s.document "
    "JOIN documents d ON d.id = s.document AND d.replaced_by IS NULL {where} ORDER BY s.commitment, s.document"
)
_RIGHT = tuple(f"{axis}_right" for axis in JUDGED_AXES)


@dataclass(frozen=True, slots=True)
class Result:
    """What one person found: of the statuses of a sample how many are right, on each axis and on all three."""

    audit: str
    of: str
    population: int
    drawn: int
    by: str
    day: str
    counts: Mapping[str, tuple[int, int]]  # axis or 'all': (right, judged)

    def share(self, axis: str) -> Share | None:
        """The share right with Wilson's 95 % interval."""
        return wilson(*self.counts[axis])


def draw(db: Database, *, n: int, seed: int, of: str, run: int) -> str:
    """Draw a sample and give its id: the same statuses and seed give the same. `of`: all, or those that state a value.

    Raises UnknownIdError where there is no status.
    """
    where = "WHERE s.evidence != '[]'" if of == "stated" else ""
    rows = list(db.query(_STATUSES.format(where=where)))
    if not rows:
        raise UnknownIdError("There is no status to draw from. Run `loftespor run` first.")
    chosen = random.Random(seed).sample(rows, min(n, len(rows)))  # noqa: S311 -- a sample that can be drawn again
    sample = [_drawn(db, number, row) for number, row in enumerate(chosen, start=1)]
    id = f"sample-{digest('audit', seed, of, to_json(sample))}"  # no spreadsheet takes it for a number
    drawn = {"seed": seed, "of": of, "population": len(rows), "sample": to_json(sample), "run": run, "drawn": now()}
    with db.atomic():
        db.table("audits").insert(drawn | {"id": id}, ignore=True)
    return id


def _drawn(db: Database, number: int, row: Row) -> Row:
    names = dict(db.execute("SELECT id, name FROM documents"))
    evidence = json.loads(row["evidence"])
    drawn: Row = {"number": number, "commitment": row["commitment"], "document": row["name"]}
    drawn |= {"locator": row["locator"], "text": row["statement"] or row["text"]}
    for axis in JUDGED_AXES:
        quotes = (e for e in evidence if e["axis"] == axis)
        drawn[axis] = row[axis]
        drawn[f"{axis}_evidence"] = " | ".join(
            f"«{e['quote']}» ({names.get(e['document'])}, s. {e['page']})" for e in quotes
        )
    return drawn


def form(db: Database, id: str) -> Iterator[list[str]]:
    """The rows of the sample's form, headings first: what was found, and an empty cell beside each value to fill in."""
    columns = ["audit", "number", "commitment", "document", "locator", "text"]
    yield columns + [name for axis in JUDGED_AXES for name in (axis, f"{axis}_evidence", f"{axis}_right")] + ["comment"]
    for drawn in _sample(db, id):
        judged = [cell for axis in JUDGED_AXES for cell in (drawn[axis], drawn[f"{axis}_evidence"], "")]
        yield [id, *(str(drawn[name]) for name in columns[1:]), *judged, ""]


def _sample(db: Database, id: str) -> list[Row]:
    row = db.execute("SELECT sample FROM audits WHERE id = ?", [id]).fetchone()
    if row is None:
        raise UnknownIdError(f"The sample {id} was not drawn from this database. Give the --db it was drawn from.")
    sample: list[Row] = json.loads(row[0])
    return sample


def read_back(db: Database, content: str, *, name: str, by: str) -> Result:
    """Keep a judged form and give what it says; an empty cell is not judged.

    Raises ReviewFileError, with the line, for what is no form of a sample of this database or says neither yes nor no.
    """
    rows = _table(content, name)
    ids = {row["audit"] for row in rows}
    if len(ids) != 1:
        raise ReviewFileError(f"{name} holds the forms of {len(ids)} samples. Give the form of one.")
    audit = ids.pop()
    drawn = {str(row["number"]) for row in _sample(db, audit)}
    verdicts: dict[str, Row] = {}
    for line, row in enumerate(rows, start=2):
        if row["number"] not in drawn or row["number"] in verdicts:
            raise ReviewFileError(f"{name}, line {line}: not in the sample {audit}, or there twice.")
        said = {axis: _verdict(row[f"{axis}_right"], f"{name}, line {line}") for axis in JUDGED_AXES}
        verdicts[row["number"]] = said | {"comment": row.get("comment") or ""}
    with db.atomic():
        db.table("audit_readings").insert({"audit": audit, "by": by, "at": now(), "verdicts": to_json(verdicts)})
    return results(db)[-1]


def _table(content: str, name: str) -> list[dict[str, str]]:
    """The rows of a form as a spreadsheet gives it back: with commas, semicolons or tabs, with a mark or without."""
    text = content.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = [row for row in csv.DictReader(io.StringIO(text), delimiter=delimiter) if any(filter(None, row.values()))]
    wanted = ("audit", "number", *_RIGHT)
    if not rows or any(column not in rows[0] or rows[0][column] is None for column in wanted):
        raise ReviewFileError(f"{name} is no form of a sample: it needs the columns {', '.join(wanted)}.")
    return [{column: (row.get(column) or "").strip() for column in (*wanted, "comment")} for row in rows]


def _verdict(cell: str, where: str) -> bool | None:
    word = cell.casefold()
    if word and word not in YES | NO:
        raise ReviewFileError(f"{where}: '{cell}' is neither yes nor no. Write ja or nei, or leave it empty.")
    return word in YES if word else None


def results(db: Database) -> list[Result]:
    """What every person found, in the order in which forms came back."""
    query = (
        'SELECT a.id, a."of", a.population, a.sample, r."by", r.at, r.verdicts FROM audit_readings r '
        "JOIN audits a ON a.id = r.audit ORDER BY r.id"
    )
    return [
        Result(id, of, population, len(json.loads(sample)), by, at[:10], _counts(json.loads(verdicts).values()))
        for id, of, population, sample, by, at, verdicts in db.execute(query)
    ]


def _counts(verdicts: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """Right and judged on each axis; a status is right where all three are, and judged where all three were."""
    given = list(verdicts)
    counts = {}
    for axis in JUDGED_AXES:
        judged = [v[axis] for v in given if v[axis] is not None]
        counts[axis] = (sum(judged), len(judged))
    whole = [v for v in given if all(v[axis] is not None for axis in JUDGED_AXES)]
    counts["all"] = (sum(all(v[axis] for axis in JUDGED_AXES) for v in whole), len(whole))
    return counts

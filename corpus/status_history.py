"""The history of statuses: since when and from which run a status stands, what it was before, and why it changed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlite_utils import Database

from loftespor.corpus.reviews import review_from_row
from loftespor.corpus.rows import Row, to_json
from loftespor.corpus.runs import done_version, mark_done
from loftespor.errors import UnknownIdError

AXES = ("decision", "funding", "implementation", "documentation")
Key = tuple[str, str]
_REVIEWS = "reviews assessed"  # the step whose version is the number of the last review that statuses know of
_KEPT = ("axis", "value", "document", "page", "start", "end", "quote", "rule")


class History:
    """Compares each new status with the one before, in the transaction that replaces them."""

    def __init__(self, db: Database, *, today: date, run: int) -> None:
        self._db, self._today, self._run = db, today, run
        self._before: dict[Key, Row] = {(r["commitment"], r["document"]): r for r in db.query("SELECT * FROM statuses")}
        newer = dict(db.execute("SELECT id, replaced_by FROM documents WHERE replaced_by != ''"))
        self._followers = {(c, newer[d]): row for (c, d), row in self._before.items() if d in newer}
        self._reviews = _reviews_since(db, int(done_version(db, "*", _REVIEWS) or 0))
        self._changed_versions = _changed_versions(db, run)
        self._rows: list[Row] = []
        self._met: set[Key] = set()

    def since(self, row: Row) -> Row:
        """The day and run since which a status has its values; where they are new, the change is noted."""
        key = (row["commitment"], row["document"])
        before = self._before.get(key) or self._followers.get(key)
        if before:
            self._met.add((before["commitment"], before["document"]))
            if values_of(before) == values_of(row):
                return {"since": before["since"], "run": before["run"]}
        self._note(key, before, row)
        return {"since": self._today.isoformat(), "run": self._run}

    def store(self) -> None:
        """Keep the changes, also of statuses that are no more."""
        for key, before in self._before.items():
            if key not in self._met:
                self._note(key, before, None)
        self._db.table("status_changes").insert_all(self._rows)
        known = self._db.execute("SELECT coalesce(max(id), 0) FROM reviews").fetchone()[0]
        mark_done(self._db, "*", _REVIEWS, str(known), run=self._run)

    def _note(self, key: Key, before: Row | None, after: Row | None) -> None:
        self._rows.append(
            {
                "run": self._run, "today": self._today.isoformat(), "commitment": key[0], "document": key[1],
                "before": to_json(values_of(before)) if before else None,
                "after": to_json(values_of(after)) if after else None,
                "reasons": to_json(list(self._reasons(key, before, after))),
            }
        )  # fmt: skip

    def _reasons(self, key: Key, before: Row | None, after: Row | None) -> Iterator[Row]:
        """Why a status is another: reviews, evidence that came or went, other rules; else other searches or the day."""
        if before is None:
            yield {"kind": "first"}
            return
        if after is None:
            yield {"kind": "gone"}
            return
        given = [*({"kind": "review", **review} for review in self._reviews.get(key[0], ())), *_evidence(before, after)]
        if _became_suspect(before, after):
            given.append({"kind": "text_changed"})
        if self._changed_versions:
            given.append({"kind": "versions", "stages": self._changed_versions})
        if before["searched"] != after["searched"]:
            given.append({"kind": "searches"})
        yield from given or [{"kind": "links"}]


def values_of(row: Row) -> dict[str, str]:
    """The four values of a status."""
    return {axis: row[axis] for axis in AXES}


def _evidence(before: Row, after: Row) -> Iterator[Row]:
    """The evidence that came and went on the axes that changed; the same passage by another rule counts as both."""
    changed = {axis for axis in AXES if before[axis] != after[axis]}
    if _became_suspect(before, after):  # the passage that was judged may give the same value in other words
        changed = set(AXES)
    old, new = (_passages(row, changed) for row in (before, after))
    yield from ({"kind": "evidence_came", **new[key]} for key in new if key not in old)
    yield from ({"kind": "evidence_went", **old[key]} for key in old if key not in new)


def _became_suspect(before: Row, after: Row) -> bool:
    return bool(after["documentation"] == "suspect" != before["documentation"])


def _passages(row: Row, axes: Iterable[str]) -> dict[tuple[str, ...], Row]:
    found = (e for e in json.loads(row["evidence"]) if e["axis"] in axes)
    return {(e["axis"], e["value"], e["quote"], e["rule"]): {name: e[name] for name in _KEPT} for e in found}


def _reviews_since(db: Database, last: int) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in db.query("SELECT * FROM reviews WHERE id > ? ORDER BY at, id", [last]):
        review = review_from_row(row)
        commitment = review.seen.get("commitment") or review.subject
        told = {"review": review.uid, "of": review.subject_table, "action": review.action}
        told |= {"by": review.by, "reason": review.reason}
        found.setdefault(commitment, []).append(told)
    return found


def _changed_versions(db: Database, run: int) -> list[str]:
    """The stages whose code or data are others than when the statuses were last made."""
    last = db.execute("SELECT run FROM steps WHERE document = '*' AND step = 'assess'").fetchone()
    if last is None:
        return []
    query = "SELECT ingest, extract, rules FROM runs WHERE id = ?"
    before, after = (db.execute(query, [id]).fetchone() for id in (last[0], run))
    if before is None or after is None:
        return []
    return [name for name, old, new in zip(("ingest", "extract", "rules"), before, after, strict=True) if old != new]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status that became another: its values before (None: it is new) and after (None: it is gone), and why."""

    run: int
    today: str
    commitment: str
    document: str  # name of the document
    locator: str | None
    text: str | None
    before: dict[str, str] | None
    after: dict[str, str] | None
    reasons: tuple[Row, ...]

    def row(self) -> Row:
        """The change as a program reads it."""
        return asdict(self)


def changes_since(db: Database, run: int) -> Iterator[StatusChange]:
    """The changes of all runs after this one, in their order. Raises UnknownIdError for a run that there is not."""
    if run and db.execute("SELECT 1 FROM runs WHERE id = ?", [run]).fetchone() is None:
        raise UnknownIdError(f"There is no run {run}. `loftespor export runs` lists them.")
    query = (
        "SELECT h.*, d.name, c.locator, c.text FROM status_changes h LEFT JOIN documents d ON d.id = h.document "
        "LEFT JOIN commitments c ON c.id = h.commitment AND c.document = h.document WHERE h.run > ? ORDER BY h.id"
    )
    names = dict(db.execute("SELECT id, name FROM documents"))
    for row in db.query(query, [run]):
        before, after = (json.loads(row[name]) if row[name] else None for name in ("before", "after"))
        reasons = (_named(reason, names) for reason in json.loads(row["reasons"]))
        yield StatusChange(
            row["run"], row["today"], row["commitment"], row["name"] or row["document"], row["locator"], row["text"],
            before, after, tuple(reasons),
        )  # fmt: skip


def _named(reason: Row, names: Mapping[str, str]) -> Row:
    """The reason with its document's name in the place of the id."""
    return reason | {"document": names.get(reason["document"])} if "document" in reason else reason

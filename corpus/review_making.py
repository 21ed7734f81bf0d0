"""Making a review: finding what an id names, and keeping what the person saw of it."""

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlite_utils import Database

from loftespor.corpus.identity import digest
from loftespor.corpus.reviews import JUDGED_AXES, Action, Review, now, review_from_row
from loftespor.corpus.rows import Row
from loftespor.corpus.store import document_named, id_named
from loftespor.corpus.targets import Targets
from loftespor.errors import ReviewError, UnknownIdError
from loftespor.ingest import PageIndex
from loftespor.rules.axes import load_axes

_STATUSES = (
    "SELECT c.*, s.decision, s.funding, s.implementation, s.documentation, s.evidence FROM commitments c "
    "JOIN documents d ON d.id = c.document AND d.replaced_by IS NULL "
    "LEFT JOIN statuses s ON s.commitment = c.id AND s.document = c.document "
    "WHERE substr(c.id, 1, length(:id)) = :id ORDER BY c.id, c.document"
)
_ORIGINS = "SELECT work, name, date FROM documents WHERE id = ?"
PERSONS_DOCUMENTATION = ("confirmed", "disputed", "suspect")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a review is about, as it stands now: a link, a merge, or the status of a commitment in a document."""

    table: Literal["links", "merges", "statuses"]
    id: str
    row: Row

    @property
    def document(self) -> str:
        """The id of the document that the commitment stands in; empty for a merge, which is of many documents."""
        return str(self.row.get("document", ""))


def subject_named(db: Database, id: str, *, document: str | None = None) -> Subject:
    """The link, merge or commitment with this id, or the only one whose id begins so.

    `document` (id, name or work) tells which where the commitment stands in several. Raises UnknownIdError where there
    is none, or more than one.
    """
    wanted = id_named(db, document) if document else None
    found = [
        Subject(table, row["id"], row)
        for table in ("links", "merges")
        for row in db.table(table).rows_where("substr(id, 1, length(:id)) = :id", {"id": id})
    ]
    statuses = [Subject("statuses", row["id"], row) for row in db.query(_STATUSES, {"id": id})]
    found += [subject for subject in statuses if wanted in (None, subject.document)]
    if not id or not found:
        raise UnknownIdError(f"No link, merge or commitment begins with '{id}'. `loftespor review list` lists links.")
    if len(found) > 1:
        names = dict(db.execute("SELECT id, name FROM documents"))
        some = ", ".join(f"{s.id} in {names.get(s.document, s.document)}" for s in found[:5])
        raise UnknownIdError(f"{len(found)} begin with '{id}': {some}. Give more of the id, or name the --document.")
    return found[0]


def seen_of(db: Database, subject: Subject) -> dict[str, Any]:
    """What a person sees of a link, merge or status: texts, places and values."""
    if subject.table == "merges":
        kept = {name: subject.row[name] for name in ("kind", "measure", "target", "score")}
        return kept | {"reasons": json.loads(subject.row["reasons"] or "[]")}
    return _link_seen(db, subject.row) if subject.table == "links" else _status_seen(db, subject.row)


def _link_seen(db: Database, row: Row) -> dict[str, Any]:
    commitment = db.execute(
        "SELECT text, start FROM commitments WHERE id = ? AND document = ?", [row["commitment"], row["document"]]
    ).fetchone()
    if commitment is None:
        raise ReviewError(f"The commitment of link {row['id']} stands no longer there. Run `loftespor link` first.")
    text = Targets(db).text(row["target_table"], row["target"], row["target_document"])
    kept = {name: row[name] for name in ("kind", "commitment", "target_table", "target", "score", "wording", "cover")}
    return kept | _origin(db, row["document"]) | {
        "commitment_text": commitment[0], "start": commitment[1], "same_case": row["same_case"], "point": row["point"],
        "target_text": text, "target_document": row["target_document"], "target_start": _start(db, row),
        "reasons": json.loads(row["reasons"] or "[]"),
        **{f"target_{name}": value for name, value in _origin(db, row["target_document"]).items()},
    }  # fmt: skip


def _start(db: Database, row: Row) -> int | None:
    table = row["target_table"]
    if table == "texts":
        return int(row["target"].partition("-")[0])
    if "start" not in db.table(table).columns_dict:
        return None
    found = db.execute(f"SELECT start FROM {table} WHERE id = ?", [row["target"]]).fetchone()  # noqa: S608 a table's own name
    return found[0] if found else None


def _origin(db: Database, document: str | None) -> dict[str, Any]:
    row = db.execute(_ORIGINS, [document]).fetchone()
    return {"work": row[0], "name": row[1]} if row else {}


def _status_seen(db: Database, row: Row) -> dict[str, Any]:
    if row["decision"] is None:
        raise ReviewError(f"{row['id']} has no status yet. Run `loftespor link` and `loftespor assess` first.")
    evidence = [
        {name: e[name] for name in ("axis", "value", "document", "page", "start", "end", "quote", "rule")}
        | _origin(db, e["document"])
        for e in json.loads(row["evidence"] or "[]")
    ]
    return _origin(db, row["document"]) | {
        "commitment_text": row["text"], "start": row["start"], "evidence": evidence,
        "values": {axis: row[axis] for axis in (*JUDGED_AXES, "documentation")},
    }  # fmt: skip


def judged(
    db: Database,
    subject: Subject,
    action: Action,
    *,
    by: str,
    reason: str,
    axis: str | None = None,
    value: str | None = None,
    quote: tuple[str, str] | None = None,
) -> Review:
    """The review of a subject, checked; `quote` is a document and a passage of it that a set value stands on.

    Raises ReviewError for a name or reason that is missing, a value that is not the axis', a quote that is not there.
    """
    if not by.strip() or not reason.strip():
        raise ReviewError("A review needs a name (--by) and a reason (--reason): readers see both.")
    seen = seen_of(db, subject)
    kind = subject.table.removesuffix("s")
    if subject.table != "statuses" and action not in ("confirm", "reject"):
        raise ReviewError(f"{subject.id} is a {kind}: confirm or reject it. Values and replies belong to a commitment.")
    if subject.table != "statuses" and axis:
        raise ReviewError(f"{subject.id} is a {kind} and has no axis.")
    if action == "set":
        _check_value(axis, value)
    if action in ("confirm", "reject") and subject.table == "statuses":
        value = seen["values"][axis] if axis else None
    if quote:
        seen["quote"] = _quote(db, *quote)
    return Review(
        subject.table, subject.id, subject.document, action, by.strip(), now(), reason.strip(), axis, value, seen
    )


def _check_value(axis: str | None, value: str | None) -> None:
    allowed = allowed_values(str(axis))
    if value not in allowed:
        raise ReviewError(f"'{value}' is no value of {axis}. Choose one of {', '.join(allowed)}.")


def allowed_values(axis: str) -> tuple[str, ...]:
    """The values that a person may set on an axis: of documentation what only people can say."""
    if axis == "documentation":
        return PERSONS_DOCUMENTATION
    return tuple(value.id for value in load_axes().axis(axis).values)


def _quote(db: Database, name: str, words: str) -> dict[str, Any]:
    """The passage as evidence: its document, page and place, to the letter."""
    document = document_named(db, name)
    start = document.text.find(words)
    if not words.strip() or start < 0:
        raise ReviewError(f"«{words}» does not stand in {name} to the letter. Copy it from `loftespor export texts`.")
    page = PageIndex(document).page(start)
    id = id_named(db, name)
    return _origin(db, id) | {
        "document": id, "page": page, "start": start, "end": start + len(words), "quote": words,
        "date": document.date.isoformat() if document.date else None,
    }  # fmt: skip


def taken_back(db: Database, id: str, *, by: str, reason: str) -> Review:
    """The row that takes back a review (its id or the beginning of it); only who made it may.

    Raises UnknownIdError where there is none, ReviewError where it is somebody else's.
    """
    rows = list(db.table("reviews").rows_where("substr(uid, 1, length(:id)) = :id", {"id": id})) if id else []
    if len(rows) != 1:
        raise UnknownIdError(f"{len(rows)} reviews begin with '{id}'. `loftespor review log` lists them.")
    made = review_from_row(rows[0])
    if made.by != by.strip():
        raise ReviewError(f"{made.uid} is {made.by}'s. Make a review of your own instead: both are shown.")
    return replace(
        made, subject_table="reviews", subject=made.uid, action="withdraw", at=now(), reason=reason.strip(), axis=None,
        value=None, seen={"withdrawn": digest(made.uid)},
    )  # fmt: skip

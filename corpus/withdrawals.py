"""Taking a document out of the corpus, and putting it back: logged, with who, when and why; reviews stay."""

from sqlite_utils import Database

from loftespor.corpus.reviews import now
from loftespor.corpus.store import id_named, is_withdrawn, set_aside
from loftespor.errors import ReviewError, UnknownIdError


def take_out(db: Database, name: str, *, by: str, reason: str) -> str:
    """Take a current document (its id, name or work) out, and give its id.

    Its text and what was found in it stay in the database and count no longer; a later run does not read it back in.
    Raises UnknownIdError for a document that is not there.
    """
    id = id_named(db, name)
    with db.atomic():
        set_aside(db, id, newer="")
        _log(db, id, "removed", by=by, reason=reason)
    return id


def put_back(db: Database, name: str, *, by: str, reason: str) -> str:
    """Put back a document that was taken out (its id or name), and give its id.

    Raises UnknownIdError where none of the name was taken out, or several were.
    """
    rows = db.execute("SELECT id FROM documents WHERE ? IN (id, name) ORDER BY id", [name])
    out = [str(id) for (id,) in rows if is_withdrawn(db, id)]
    if len(out) != 1:
        listed = ", ".join(out) or "none"
        raise UnknownIdError(f"Taken out under the name '{name}': {listed}. Name one of them by its id.")
    with db.atomic():
        _log(db, out[0], "restored", by=by, reason=reason)
        db.table("documents").update(out[0], {"replaced_by": None})
    return out[0]


def reviews_of_document(db: Database, id: str) -> int:
    """How many reviews are about commitments or evidence of a document."""
    query = (
        "SELECT count(*) FROM reviews WHERE document = :id OR json_extract(seen, '$.target_document') = :id OR EXISTS "
        "(SELECT 1 FROM json_each(seen, '$.evidence') WHERE json_extract(value, '$.document') = :id)"
    )
    return int(db.execute(query, {"id": id}).fetchone()[0])


def _log(db: Database, id: str, action: str, *, by: str, reason: str) -> None:
    if not reason.strip():
        raise ReviewError("Taking a document out or putting it back needs a --reason: it is kept in the log.")
    name, path = db.execute("SELECT name, path FROM documents WHERE id = ?", [id]).fetchone()
    said = {"action": action, "by": by.strip(), "at": now(), "reason": reason.strip()}
    db.table("withdrawals").insert({"document": id, "name": name, "path": path} | said)

"""Editions of a document that are in the database, also those that were replaced, and their commitments."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.corpus.found import found_rows
from loftespor.corpus.rows import Row
from loftespor.corpus.store import is_indexed, load_document
from loftespor.errors import UnknownIdError
from loftespor.extract import extract

_EDITIONS = "SELECT id, name, work, title, date, replaced_by FROM documents"


@dataclass(frozen=True, slots=True)
class Edition:
    """A document in the database; `replaced_by` is None, the id of what took its place, or '' where nothing did."""

    id: str
    name: str
    work: str
    title: str | None
    date: str | None
    replaced_by: str | None


def edition_named(db: Database, name: str) -> Edition:
    """The document with this id, file name or work: the current one, or by its id one that was replaced.

    Raises UnknownIdError when there is none, or several that only their ids tell apart.
    """
    found = [Edition(**row) for row in db.query(f"{_EDITIONS} WHERE ? IN (id, name, work) ORDER BY name, id", [name])]
    by_id = [edition for edition in found if edition.id == name]
    current = [edition for edition in found if edition.replaced_by is None]
    chosen = by_id or current or found
    if len(chosen) != 1:
        if not chosen:
            raise UnknownIdError(f"No document is called '{name}'. `loftespor export documents` lists them.")
        raise UnknownIdError(f"{len(chosen)} documents are called '{name}'. Name one by its id:\n{_told(chosen)}")
    return chosen[0]


def _told(editions: Iterable[Edition]) -> str:
    rows = (
        f"  {e.id}  {e.name}, {e.date or 'no date'}{', replaced' if e.replaced_by is not None else ''}"
        for e in editions
    )
    return "\n".join(rows)


def different(db: Database, old: Edition, new: Edition) -> None:
    """Raises UnknownIdError where two editions are the same document, naming what there is of its work."""
    if old.id == new.id:
        others = [Edition(**row) for row in db.query(f"{_EDITIONS} WHERE work = ? ORDER BY name, id", [old.work])]
        raise UnknownIdError(
            f"Both are the document {old.id}. Name another by its id; of '{old.work}' there are:\n{_told(others)}"
        )


def commitments_of(db: Database, edition: Edition) -> list[Row]:
    """The rows of an edition's commitments in order, each with its measures as {id: name} and its document's name.

    What a replaced document has is found anew: its rows may be those of older finders. Raises UnknownIdError for a
    document that was not searched yet.
    """
    if edition.replaced_by is None:
        if not is_indexed(db, edition.id):
            raise UnknownIdError(f"{edition.name} has not been searched yet. Run: loftespor extract --db …")
        by_place = "document = ? ORDER BY start, id"
        rows = list(db.query(f"SELECT * FROM commitments WHERE {by_place}", [edition.id]))  # noqa: S608 own words
        cited = list(db.query(f"SELECT * FROM citations WHERE {by_place}", [edition.id]))  # noqa: S608 own words
    else:
        document = load_document(db, edition.id)
        found = found_rows(edition.id, document, extract(document))
        rows, cited = found["commitments"], found["citations"]
    named = [row for row in cited if row["status"] == "resolved" and row["class"] != "value"]
    return [row | {"measures": _inside(named, row), "name": edition.name} for row in rows]


def _inside(cited: list[Row], commitment: Row) -> dict[str, str]:
    """The measures cited in a commitment, by id."""
    held = (c for c in cited if commitment["start"] <= c["start"] and c["end"] <= commitment["end"])
    return {c["measure"]: c["name"] or c["text"] for c in held}

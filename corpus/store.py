"""Storing and loading documents and what was found in them; each document in one transaction."""

import json
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from loftespor.corpus.identity import document_id
from loftespor.corpus.rows import (
    Row,
    account_row,
    block_row,
    document_from_row,
    document_row,
    hyperlink_row,
    removed_row,
)
from loftespor.errors import UnknownIdError
from loftespor.ingest import Document, PageIndex, Unread

FOUND_TABLES = (
    "commitments", "parts", "citations", "decisions", "budget_lines", "followups", "passages", "positions",
)  # fmt: skip

_DESCRIBED = ("title", "kind", "issuer", "date", "period", "language", "case", "municipality", "url")
_STATED = ("corpus.toml", "command line")  # where people say what a document is


def store_document(db: Database, document: Document, *, run: int) -> str:
    """Keep a document and give its id; one that is there already, from another path, gets this path and what is known
    of it only there.
    """
    id = document_id(document.name, document.text)
    known = next(iter(db.table("documents").rows_where("id = ? AND replaced_by IS NULL", [id])), None)
    row = document_row(id, document)
    with db.atomic():
        paths = sorted({*(json.loads(known["paths"]) if known else ()), document.path})
        if known and known["path"] != document.path:
            _complete(db, known, row, paths=paths)
            return id
        if known and len(paths) > 1:
            row |= _completed(row, known)
        row |= {"run": run, "paths": json.dumps(paths)}
        if is_withdrawn(db, id):
            row["replaced_by"] = ""
        db.table("documents").upsert(row, pk="id")
        _replace(db, "blocks", id, [block_row(id, block) for block in document.blocks])
        _replace(db, "removed", id, [removed_row(id, removed) for removed in document.removed])
        _replace(db, "hyperlinks", id, _hyperlink_rows(id, document))
        _replace(db, "accounts", id, [account_row(id, account) for account in document.accounts])
    return id


def _complete(db: Database, known: Row, row: Row, *, paths: Sequence[str]) -> None:
    """Add a path to a document, and what the file there says of it; if that is anything new, it is extracted again."""
    added = _completed(known, row)
    db.table("documents").update(known["id"], added | {"paths": json.dumps(paths)})
    if added:
        _forget_extraction(db, known["id"])


def _completed(row: Row, other: Row) -> Row:
    """The fields of a document that another file of the same text knows better: where this one knows nothing, or has
    only read what somebody states there.
    """
    sources, others = json.loads(row["sources"]), json.loads(other["sources"])
    better = {
        name: other[name]
        for name in _DESCRIBED
        if other[name] not in (None, row[name])
        and (row[name] is None or (others.get(name) in _STATED and sources.get(name) not in _STATED))
    }
    if not better:
        return {}
    return better | {"sources": json.dumps(sources | {n: others[n] for n in better if n in others}, ensure_ascii=False)}


def _hyperlink_rows(id: str, document: Document) -> list[Row]:
    if not document.hyperlinks:
        return []
    index = PageIndex(document)
    return [hyperlink_row(id, link, page=index.page(link.start)) for link in document.hyperlinks]


def retire(db: Database, path: str, *, kept: Sequence[str]) -> None:
    """Take a path away from the documents it no longer gives; `kept` are the ids that it gives now.

    A document that no path gives any more stays in the database, replaced by the newer document of the same name
    from that path, or by nothing that can be named ('').
    """
    held = db.execute(
        "SELECT id, name, paths FROM documents WHERE replaced_by IS NULL "
        "AND EXISTS (SELECT 1 FROM json_each(documents.paths) WHERE value = ?)",
        [path],
    ).fetchall()
    for id, name, paths in held:
        if id not in kept:
            _take_path(db, id, name, [other for other in json.loads(paths) if other != path], kept=kept)


def _take_path(db: Database, id: str, name: str, paths: list[str], *, kept: Sequence[str]) -> None:
    if paths:
        db.table("documents").update(id, {"paths": json.dumps(paths), "path": paths[0]})
        return
    named = (db.execute("SELECT name FROM documents WHERE id = ?", [other]).fetchone()[0] for other in kept)
    newer = next((other for other, known in zip(kept, named, strict=True) if known == name), "")
    set_aside(db, id, newer=newer)


def set_aside(db: Database, id: str, *, newer: str) -> None:
    """Make a document one that is current no longer, replaced by the newer or, with '', by nothing."""
    db.table("documents").update(id, {"replaced_by": newer})
    _forget_extraction(db, id)


def _forget_extraction(db: Database, id: str) -> None:
    # The index must hold current documents only: what it ranks depends on all it holds.
    if is_indexed(db, id):
        _unindex(db, id)
    db.table("steps").delete_where("document = ? AND step = 'extract'", [id])


def is_withdrawn(db: Database, id: str) -> bool:
    """Whether a person took the document out, and nobody has put it back."""
    last = db.execute("SELECT action FROM withdrawals WHERE document = ? ORDER BY id DESC LIMIT 1", [id]).fetchone()
    return last is not None and last[0] == "removed"


def is_indexed(db: Database, document: str) -> bool:
    """Whether a document's commitments stand in the index: from extraction until the document is replaced."""
    done = db.execute("SELECT 1 FROM steps WHERE document = ? AND step = 'extract'", [document]).fetchone()
    return done is not None


def store_unread(db: Database, unread: Unread, *, run: int) -> None:
    """Keep the reason why a file could not be read."""
    db.table("unread").upsert(
        {
            "path": unread.path, "error": unread.error, "reason": unread.reason,
            "exit_status": unread.exit_status, "run": run,
        },
        pk=("path", "reason"),
    )  # fmt: skip


def store_found(db: Database, id: str, rows: Mapping[str, Sequence[Row]]) -> None:
    """Put what was found in a document, as rows by table, in the place of what was found before."""
    with db.atomic():
        if is_indexed(db, id):
            _unindex(db, id)
        for table in FOUND_TABLES:
            _replace(db, table, id, rows.get(table, ()))
        _index(db, id)


def _replace(db: Database, table: str, document: str, rows: Sequence[Row]) -> None:
    db.table(table).delete_where("document = ?", [document])
    db.table(table).insert_all(rows)


# An external-content index must be told the old words before its rows go.
def _unindex(db: Database, document: str) -> None:
    db.execute(
        "INSERT INTO commitments_fts(commitments_fts, rowid, text, statement, stems) "
        "SELECT 'delete', number, text, statement, stems FROM commitments WHERE document = ?",
        [document],
    )


def _index(db: Database, document: str) -> None:
    db.execute(
        "INSERT INTO commitments_fts(rowid, text, statement, stems) "
        "SELECT number, text, statement, stems FROM commitments WHERE document = ?",
        [document],
    )


def load_document(db: Database, id: str) -> Document:
    """The document with its blocks; raises NotFoundError of sqlite-utils for an unknown id."""
    row = db.table("documents").get(id)
    held = {
        table: list(db.table(table).rows_where("document = ?", [id], order_by=order))
        for table, order in (("blocks", "number"), ("removed", "rowid"), ("hyperlinks", "rowid"), ("accounts", "page"))
    }
    return document_from_row(row, **held)


def current_documents(db: Database) -> list[str]:
    """The ids of all documents that no newer edition of the same file has replaced, in order of name."""
    return [id for (id,) in db.execute("SELECT id FROM documents WHERE replaced_by IS NULL ORDER BY name, id")]


def document_named(db: Database, name: str) -> Document:
    """The current document with this id, file name or work; raises UnknownIdError when there is none."""
    return load_document(db, id_named(db, name))


def id_named(db: Database, name: str) -> str:
    """The id of the current document with this id, file name or work (of several of a name the first by id).

    Raises UnknownIdError when there is none.
    """
    row = db.execute(
        "SELECT id FROM documents WHERE replaced_by IS NULL AND ? IN (id, name, work) ORDER BY id", [name]
    ).fetchone()
    if row is None:
        raise UnknownIdError(f"No document is called '{name}'. `loftespor export documents` lists them.")
    return str(row[0])

"""Storing and loading documents and what was found in them; each document in one transaction."""

import json
from collections.abc import Sequence

from sqlite_utils import Database

from loftespor.corpus.found import found_rows
from loftespor.corpus.identity import document_id
from loftespor.corpus.rows import block_row, document_from_row, document_row, removed_row
from loftespor.extract import Extraction
from loftespor.ingest import Document, Unread

FOUND_TABLES = ("commitments", "citations", "decisions", "budget_lines", "followups", "passages")


def store_document(db: Database, document: Document, *, run: int) -> str:
    """Keep a document and give its id; a document that is there already only gets its path added.

    Another text at the same path is a new edition: the old document stays, marked as replaced.
    """
    id = document_id(document.name, document.text)
    with db.atomic():
        paths = _paths(db, id)
        row = document_row(id, document) | {"run": run, "paths": json.dumps(sorted({*paths, document.path}))}
        if paths:
            row["path"] = min({*paths, document.path})
        db.execute(
            "UPDATE documents SET replaced_by = ? WHERE path = ? AND name = ? AND id != ?",
            [id, document.path, document.name, id],
        )
        db.table("documents").upsert(row, pk="id")
        _replace(db, "blocks", id, [block_row(id, block) for block in document.blocks])
        _replace(db, "removed", id, [removed_row(id, removed) for removed in document.removed])
        db.table("unread").delete_where("path = ?", [document.path])
    return id


def _paths(db: Database, id: str) -> list[str]:
    row = db.execute("SELECT paths FROM documents WHERE id = ?", [id]).fetchone()
    return json.loads(row[0]) if row else []


def store_unread(db: Database, unread: Unread, *, run: int) -> None:
    """Keep the reason why a file could not be read."""
    db.table("unread").upsert(
        {
            "path": unread.path, "error": unread.error, "reason": unread.reason,
            "exit_status": unread.exit_status, "run": run,
        },
        pk="path",
    )  # fmt: skip


def store_extraction(db: Database, id: str, document: Document, extraction: Extraction) -> None:
    """Put what was found in a document in the place of what was found before."""
    rows = found_rows(id, document, extraction)
    with db.atomic():
        _unindex(db, id)
        for table in FOUND_TABLES:
            _replace(db, table, id, rows[table])
        _index(db, id)


def _replace(db: Database, table: str, document: str, rows: Sequence[dict[str, object]]) -> None:
    db.table(table).delete_where("document = ?", [document])
    db.table(table).insert_all(rows)


# An external-content index must be told the old words before its rows go.
def _unindex(db: Database, document: str) -> None:
    db.execute(
        "INSERT INTO commitments_fts(commitments_fts, rowid, text, statement, stems) "
        "SELECT 'delete', rowid, text, statement, stems FROM commitments WHERE document = ?",
        [document],
    )


def _index(db: Database, document: str) -> None:
    db.execute(
        "INSERT INTO commitments_fts(rowid, text, statement, stems) "
        "SELECT rowid, text, statement, stems FROM commitments WHERE document = ?",
        [document],
    )


def load_document(db: Database, id: str) -> Document:
    """The document with its blocks; raises NotFoundError of sqlite-utils for an unknown id."""
    row = db.table("documents").get(id)
    blocks = list(db.table("blocks").rows_where("document = ?", [id], order_by="number"))
    removed = list(db.table("removed").rows_where("document = ?", [id], order_by="rowid"))
    return document_from_row(row, blocks, removed)


def current_documents(db: Database) -> list[str]:
    """The ids of all documents that no newer edition of the same file has replaced, in order of name."""
    return [id for (id,) in db.execute("SELECT id FROM documents WHERE replaced_by IS NULL ORDER BY name, id")]

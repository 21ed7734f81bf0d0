"""Finding what stands in documents: only in those that are new or changed, or whose finders changed.

A document and the stamp that it is done are stored in one transaction, so an interrupted run is resumed by
running it again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Generator, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from loftespor.corpus.found import found_rows
from loftespor.corpus.identity import digest
from loftespor.corpus.reading import Progress
from loftespor.corpus.rows import Row
from loftespor.corpus.runs import is_done, mark_done
from loftespor.corpus.store import (
    current_documents,
    load_document,
    store_found,
)
from loftespor.corpus.versions import stage_version
from loftespor.extract import extract
from loftespor.ingest import Document
from loftespor.ingest.orphan import end_with_parent


def extract_new(db: Database, *, run: int, jobs: int = 1) -> Generator[Progress]:
    """Find what stands in the documents that are new or changed, or whose finders changed."""
    ids = current_documents(db)
    versions = {id: _extract_version(db, id) for id in ids}
    todo = [id for id in ids if not is_done(db, id, "extract", versions[id])]
    waiting = set(todo)
    for id in ids:
        if id not in waiting:
            yield Progress(id, len(ids), skipped=True)
    for id, found in _found(db, todo, jobs=min(jobs, len(todo))):
        with db.atomic():
            store_found(db, id, found.rows)
            _store_warnings(db, id, found, run=run)
            mark_done(db, id, "extract", versions[id], run=run)
        yield Progress(found.name, len(ids))


def _extract_version(db: Database, id: str) -> str:
    """What a document's extraction depends on: the finders, its text, and what is known of it."""
    row = db.execute(
        'SELECT work, title, kind, issuer, date, period, "case", municipality, sha256, parser, pages '
        "FROM documents WHERE id = ?",
        [id],
    ).fetchone()
    known = hashlib.sha256(json.dumps(row).encode()).hexdigest()[:12]
    return f"{stage_version('extract', 'rules', 'corpus', 'ingest')}-{known}"


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in a document, as rows by table, or why nothing was."""

    name: str
    rows: dict[str, list[Row]]
    warnings: tuple[str, ...] = ()


def _found(db: Database, ids: list[str], *, jobs: int) -> Iterator[tuple[str, _Found]]:
    """What is found in each document, in order; in processes that read the database themselves where jobs > 1."""
    if jobs < 2:
        for id in ids:
            yield id, _find(id, load_document(db, id))
        return
    path = str(database_path(db))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=end_with_parent) as pool:
        yield from zip(ids, pool.map(_find_from, [path] * len(ids), ids, chunksize=4), strict=True)


def _find_from(path: str, id: str) -> _Found:
    return _find(id, load_document(_reader(path), id))


def _find(id: str, document: Document) -> _Found:
    """What is found in a document; a finder that fails on it loses this document, not the run."""
    try:
        extraction = extract(document)
        return _Found(document.name, found_rows(id, document, extraction), extraction.warnings)
    except Exception as error:  # noqa: BLE001 whatever a stranger's text provokes is kept as a finding and shown
        return _Found(document.name, {}, (f"{type(error).__name__}: {error}",))


def _store_warnings(db: Database, id: str, found: _Found, *, run: int) -> None:
    db.table("findings").delete_where("subject = ? AND \"check\" = 'extract'", [id])
    for warning in found.warnings:
        message = f"{found.name}: {warning}; nothing in it was searched. Please report this with the document."
        row = {"id": digest("extract", id, warning), "check": "extract", "subject": id, "message": message, "run": run}
        db.table("findings").upsert(row, pk="id")


@lru_cache(maxsize=1)
def _reader(path: str) -> Database:
    return Database(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True))


def database_path(db: Database) -> Path:
    """The file of an open database."""
    return Path(db.execute("PRAGMA database_list").fetchone()[2])

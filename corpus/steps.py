"""The steps of a run: ingest and extract, each doing only what is new or changed.

A document and the stamp that it is done are stored in one transaction, so an interrupted run is resumed by
running it again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from loftespor.corpus.found import found_rows
from loftespor.corpus.identity import digest
from loftespor.corpus.rows import Row, to_json
from loftespor.corpus.runs import is_done, mark_done
from loftespor.corpus.store import (
    current_documents,
    load_document,
    retire,
    store_document,
    store_found,
    store_unread,
)
from loftespor.corpus.versions import stage_version
from loftespor.errors import EmptyDocumentError
from loftespor.extract import extract
from loftespor.ingest import Document, Input, Unread, ingest_files
from loftespor.ingest.orphan import end_with_parent


@dataclass(frozen=True, slots=True)
class Progress:
    """One thing done of `total`: the file or document, and what of it could not be read."""

    name: str
    total: int
    unread: tuple[Unread, ...] = ()
    documents: int = 0
    skipped: bool = False


def ingest(db: Database, inputs: Iterable[Input], *, run: int, jobs: int = 1) -> Generator[Progress]:
    """Read the files that are new or changed and keep them."""
    wanted = list(inputs)
    stamps = {str(i.path): _stamp(i) for i in wanted}
    done = {str(i.path) for i in wanted if _is_read(db, str(i.path), stamps[str(i.path)])}
    for i in wanted:
        if str(i.path) in done:
            yield Progress(i.path.name, len(wanted), skipped=True)
    todo = {str(i.path): i for i in wanted if str(i.path) not in done}
    for path, results in _by_file(ingest_files(list(todo.values()), jobs=jobs)):
        todo.pop(path, None)
        yield _keep(db, path, results, stamp=stamps[path], run=run, total=len(wanted))
    for path in todo:
        empty = EmptyDocumentError(f"{path}: no document in it; fetch it again or leave it out")
        nothing = Unread(path, type(empty).__name__, str(empty), empty.exit_status)
        yield _keep(db, path, [nothing], stamp="", run=run, total=len(wanted))


def _keep(db: Database, path: str, results: list[Document | Unread], *, stamp: str, run: int, total: int) -> Progress:
    """Keep what a file gave, all or nothing; what it gave before and gives no more is retired."""
    unread = tuple(result for result in results if isinstance(result, Unread))
    with db.atomic():
        db.table("unread").delete_where("path = ?", [path])
        db.table("files").delete_where("path = ?", [path])
        ids = [store_document(db, result, run=run) for result in results if isinstance(result, Document)]
        for result in unread:
            store_unread(db, result, run=run)
        if ids:
            retire(db, path, kept=ids)
        if not unread:
            row = {"path": path, "sha256": stamp[:64], "stamp": stamp, "documents": to_json(ids), "run": run}
            db.table("files").insert(row)
    return Progress(Path(path).name, total, unread, len(ids))


def _by_file(results: Iterable[Document | Unread]) -> Iterator[tuple[str, list[Document | Unread]]]:
    """The results of each file together; a file of many documents gives many in a row."""
    path: str | None = None
    gathered: list[Document | Unread] = []
    for result in results:
        if path is not None and result.path != path:
            yield path, gathered
            gathered = []
        path = result.path
        gathered.append(result)
    if path is not None:
        yield path, gathered


def _stamp(item: Input) -> str:
    """Hash of the file, what is stated of it, and the reader's version; of what cannot be read, nothing."""
    if item.refused is not None:
        return ""
    try:
        with item.path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # the reader says why, for this file alone
        return ""
    stated = hashlib.sha256(to_json(dict(item.stated)).encode()).hexdigest()[:16]
    return f"{content}-{stated}-{stage_version('ingest')}"


def _is_read(db: Database, path: str, stamp: str) -> bool:
    row = db.execute("SELECT stamp FROM files WHERE path = ?", [path]).fetchone()
    return bool(stamp and row and row[0] == stamp)


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

"""Reading files into the database: only those that are new or changed.

What a file gives and the stamp that it was read are stored in one transaction, so an interrupted run is resumed by
running it again.
"""

import hashlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from loftespor.corpus.archives import forget_gone
from loftespor.corpus.rows import to_json
from loftespor.corpus.store import retire, store_document, store_unread
from loftespor.corpus.versions import stage_version
from loftespor.errors import EmptyDocumentError, UnreadableFileError
from loftespor.ingest import Document, Input, Limits, Unread, ingest_files
from loftespor.ingest.contents import fingerprint, size_of


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
    forget_gone(db, wanted)


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
            content = stamp.partition("-")[0]  # of an archive's file the hash is not known without reading it
            sha256 = content if len(content) == 64 else None
            row = {"path": path, "sha256": sha256, "stamp": stamp, "documents": to_json(ids), "run": run}
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
    """What tells the file's bytes from others, what is stated of it, and the reader's version; nothing for what cannot
    be read.
    """
    if item.refused is not None:
        return ""
    try:
        if size_of(item.path) > Limits().file_size:
            return ""
        content = fingerprint(item.path)
    except (OSError, UnreadableFileError):  # the reader says why, for this file alone
        return ""
    stated = hashlib.sha256(to_json(dict(item.stated)).encode()).hexdigest()[:16]
    return f"{content}-{stated}-{stage_version('ingest')}"


def _is_read(db: Database, path: str, stamp: str) -> bool:
    row = db.execute("SELECT stamp FROM files WHERE path = ?", [path]).fetchone()
    return bool(stamp and row and row[0] == stamp)

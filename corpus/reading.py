"""Reading files into the database: only those that are new or changed.

What a file gives and the stamp that it was read are stored in one transaction, so an interrupted run is resumed by
running it again.
"""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from loftespor.corpus.archives import forget_gone
from loftespor.corpus.rows import to_json
from loftespor.corpus.store import retire, store_document, store_unread
from loftespor.corpus.versions import stage_version
from loftespor.errors import EmptyDocumentError, UnreadableFileError
from loftespor.ingest import Document, Input, Limits, Unread, ingest_files
from loftespor.ingest.archives.contents import fingerprint, size_of
from loftespor.ingest.ocr.tesseract import OcrMode, recognised_by
from loftespor.ingest.vocabulary import BROKEN_SHARE


@dataclass(frozen=True, slots=True)
class Progress:
    """One thing done of `total`: the file or document, and what of it could not be read.

    `ids` are the documents that a file gives, also one that was left alone because it was read before.
    """

    name: str
    total: int
    unread: tuple[Unread, ...] = ()
    documents: int = 0
    skipped: bool = False
    ids: tuple[str, ...] = ()


def ingest(
    db: Database, inputs: Iterable[Input], *, run: int, jobs: int = 1, ocr: OcrMode = "auto"
) -> Generator[Progress]:
    """Read the files that are new or changed and keep them; and those with pages that can be recognised only now."""
    wanted = list(inputs)
    recognised = recognised_by(ocr)
    stamps = {str(i.path): _stamp(i) for i in wanted}
    done = {
        path: ids for path, stamp in stamps.items() if (ids := _given_before(db, path, stamp, recognised)) is not None
    }
    for i in wanted:
        if str(i.path) in done:
            yield Progress(i.path.name, len(wanted), skipped=True, ids=done[str(i.path)])
    todo = {str(i.path): i for i in wanted if str(i.path) not in done}
    for path, results in _by_file(ingest_files(list(todo.values()), jobs=jobs, ocr=ocr)):
        todo.pop(path, None)
        yield _keep(db, path, results, stamp=stamps[path], run=run, ocr=recognised, total=len(wanted))
    for path in todo:
        empty = EmptyDocumentError(f"{path}: no document in it; fetch it again or leave it out")
        nothing = Unread(path, type(empty).__name__, str(empty), empty.exit_status)
        yield _keep(db, path, [nothing], stamp="", run=run, ocr=recognised, total=len(wanted))
    forget_gone(db, wanted)


def _keep(
    db: Database, path: str, results: list[Document | Unread], *, stamp: str, run: int, ocr: str, total: int
) -> Progress:
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
            db.table("files").insert(row | {"ocr": ocr})
    return Progress(Path(path).name, total, unread, len(ids), ids=tuple(ids))


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


def _given_before(db: Database, path: str, stamp: str, ocr: str) -> tuple[str, ...] | None:
    """The documents that a file gave when it was read as it is now; None where it must be read.

    It must where some of its pages wait for recognition, and what would recognise them was not there before.
    """
    row = db.execute("SELECT stamp, documents, ocr FROM files WHERE path = ?", [path]).fetchone()
    if not stamp or not row or row[0] != stamp:
        return None
    ids = tuple(json.loads(row[1]))
    return None if ocr and ocr != row[2] and _waits_for_recognition(db, ids, broken=ocr.startswith("broken")) else ids


def _waits_for_recognition(db: Database, ids: Sequence[str], *, broken: bool) -> bool:
    known = BROKEN_SHARE if broken else 0.0
    query = (
        "SELECT 1 FROM accounts WHERE document = ? AND NOT recognised AND (picture OR coalesce(known, 1) < ?) LIMIT 1"
    )
    return any(db.execute(query, [id, known]).fetchone() for id in ids)

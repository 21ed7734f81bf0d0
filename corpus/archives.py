"""Files that an archive held when it was read before and holds no more: what they gave is no longer in the corpus."""

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from loftespor.corpus.store import retire
from loftespor.ingest import Input
from loftespor.ingest.archives.archive import is_archive

_DOCUMENTS = (
    "SELECT DISTINCT value FROM documents, json_each(documents.paths) "
    "WHERE replaced_by IS NULL AND substr(value, 1, ?) = ?"
)


def forget_gone(db: Database, inputs: Iterable[Input]) -> None:
    """Retire the documents of files that are gone from the archives among the inputs, and forget why they or an archive
    as a whole could not be read.

    An archive that cannot be read keeps what it gave before, as any file does.
    """
    held: dict[Path, set[str]] = defaultdict(set)
    for item in inputs:
        if item.archive is not None:
            held[item.archive].add(str(item.path))
    for archive, paths in held.items():
        with db.atomic():
            db.table("unread").delete_where("path = ?", [str(archive)])
            for path in _known(db, f"{archive}{os.sep}") - paths:
                retire(db, path, kept=())
                for table in ("files", "unread"):
                    db.table(table).delete_where("path = ?", [path])
    for item in inputs:
        if item.refused is not None and is_archive(item.path):
            start = f"{item.path}{os.sep}"
            db.table("unread").delete_where("substr(path, 1, ?) = ?", [len(start), start])


def _known(db: Database, start: str) -> set[str]:
    """The paths with this beginning that gave documents or could not be read."""
    queries = (_DOCUMENTS, *(f"SELECT path FROM {table} WHERE substr(path, 1, ?) = ?" for table in ("files", "unread")))  # noqa: S608 own names
    return {path for query in queries for (path,) in db.execute(query, [len(start), start])}

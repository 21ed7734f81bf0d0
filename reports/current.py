"""A report that is up to date is not written again."""

import hashlib
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from loftespor.corpus.identity import digest
from loftespor.corpus.runs import done_version, is_done, mark_done
from loftespor.corpus.versions import stage_version
from loftespor.reports.folder import MANIFEST, is_whole
from loftespor.reports.write import write_report


def keep_report(db: Database, out: Path, *, today: date, lang: str, run: int) -> Path:
    """Write the whole report into `out` unless it stands there, file for file, as it was written from the same data."""
    subject = f"report {out.resolve()}"
    version = _version(db, today=today, lang=lang)
    if is_done(db, subject, "report", version) and (out / MANIFEST).is_file() and is_whole(out):
        return out / "index.html"
    written = write_report(db, out, today=today, lang=lang)
    with db.atomic():
        mark_done(db, subject, "report", version, run=run)
    return written


def _version(db: Database, *, today: date, lang: str) -> str:
    """What the report depends on: statuses, what is known of documents and pages, what people said, what was unread."""
    known = hashlib.sha256()
    for row in db.execute(
        "SELECT id, path, paths, title, kind, issuer, date, period, language, url, sha256, warnings, sources "
        "FROM documents WHERE replaced_by IS NULL ORDER BY id"
    ):
        known.update(repr(row).encode())
    for row in db.execute("SELECT * FROM accounts ORDER BY document, page"):
        known.update(repr(row).encode())
    for table in ("findings", "reviews", "audit_readings"):
        for row in db.execute(f"SELECT * FROM {table} ORDER BY id"):  # noqa: S608 own names
            known.update(repr(row).encode())
    unread = db.execute("SELECT path, reason FROM unread ORDER BY path, reason").fetchall()
    statuses = done_version(db, "*", "assess")
    return digest(
        stage_version("reports", "rules", "corpus", "ingest"), statuses, known.hexdigest(), unread, today, lang
    )

"""A report that is up to date is not written again."""

from datetime import date
from pathlib import Path

from sqlite_utils import Database

from loftespor.corpus.identity import digest
from loftespor.corpus.runs import done_version, is_done, mark_done
from loftespor.corpus.versions import stage_version
from loftespor.reports.folder import MANIFEST
from loftespor.reports.write import write_report


def keep_report(db: Database, out: Path, *, today: date, lang: str, run: int) -> Path:
    """Write the whole report into `out` unless it stands there as this program last wrote it from the same statuses."""
    index = out / "index.html"
    subject = f"report {out.resolve()}"
    if index.is_file() and is_done(db, subject, "report", _version(db, out, today=today, lang=lang)):
        return index
    written = write_report(db, out, today=today, lang=lang)
    with db.atomic():
        mark_done(db, subject, "report", _version(db, out, today=today, lang=lang), run=run)
    return written


def _version(db: Database, out: Path, *, today: date, lang: str) -> str:
    """What the report depends on, and its manifest, which holds a hash of every file that was written."""
    manifest = out / MANIFEST
    written = manifest.read_text(encoding="utf-8") if manifest.is_file() else ""
    unread = db.execute("SELECT path, reason FROM unread ORDER BY path").fetchall()
    statuses = done_version(db, "*", "assess")
    return digest(stage_version("reports", "rules", "corpus"), statuses, unread, today, lang, written)

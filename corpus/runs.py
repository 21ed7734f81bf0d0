"""Runs: what was done when, with which inputs and versions, and which steps are done for which document."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlite_utils import Database

import loftespor
from loftespor.corpus.rows import to_json
from loftespor.corpus.versions import stage_version


def start_run(db: Database, *, command: str, today: date, inputs: Iterable[str], model: str | None = None) -> int:
    """Open a run and give its number; `model` names the language model that it searches with."""
    row = {
        "command": command, "today": today.isoformat(), "started": _now(), "program": loftespor.__version__,
        "ingest": stage_version("ingest"), "extract": stage_version("extract"), "rules": stage_version("rules"),
        "model": model, "inputs": to_json(sorted(inputs)),
    }  # fmt: skip
    with db.atomic():
        number = db.table("runs").insert(row).last_pk
    return int(str(number))


def finish_run(db: Database, run: int, summary: dict[str, Any]) -> None:
    """Close a run with its summary."""
    with db.atomic():
        db.table("runs").update(run, {"finished": _now(), "summary": to_json(summary)})


def is_done(db: Database, subject: str, step: str, version: str) -> bool:
    """Whether a step has been done for a document (or for the whole corpus: '*') with this version."""
    return done_version(db, subject, step) == version


def done_version(db: Database, subject: str, step: str) -> str | None:
    """The version a step was last done with, None where it never was."""
    row = db.execute("SELECT version FROM steps WHERE document = ? AND step = ?", [subject, step]).fetchone()
    return row[0] if row else None


def mark_done(db: Database, subject: str, step: str, version: str, *, run: int) -> None:
    """Stamp a step as done; to be called inside the transaction that stores the step's results."""
    row = {"document": subject, "step": step, "version": version, "run": run, "finished": _now()}
    db.table("steps").upsert(row, pk=("document", "step"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

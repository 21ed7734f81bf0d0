"""The database: its tables, its migrations, and the check that a file is one of ours.

One SQLite file. Derived rows (blocks, commitments, links, statuses …) may be made again from the documents;
`reviews`, `runs` and replaced documents are never deleted. docs/tables.md says what the columns mean.
"""

import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from loftespor.errors import BusyDatabaseError, ForeignDatabaseError, NewerDatabaseError

APPLICATION_ID = 0x4C665370  # 'LfSp' in the file's header, so that other programs can tell whose it is
migrations = Migrations("loftespor")

APPENDED = ("reviews", "withdrawals", "audit_readings")  # what people said: the database refuses to change it
SPAN: dict[str, type] = {"document": str, "page": int, "start": int, "end": int, "text": str}


@migrations()
def m001_documents(db: Database) -> None:
    """Documents, blocks, what was removed; files read and not read; runs and the steps that are done."""
    db.table("documents").create(
        {
            "id": str, "work": str, "name": str, "path": str, "paths": str, "title": str, "kind": str, "issuer": str,
            "date": str, "period": str, "language": str, "case": str, "municipality": str, "url": str, "pages": int,
            "sha256": str, "parser": str, "warnings": str, "sources": str, "text": str, "replaced_by": str, "run": int,
        },
        pk="id", not_null={"work", "name", "sha256", "text"},
    )  # fmt: skip
    db.table("documents").create_index(["work"])
    db.table("documents").create_index(["path"])
    db.table("blocks").create(
        {
            "document": str, "number": int, "kind": str, "page": int, "start": int, "end": int, "level": int,
            "marker": str, "parent": int, "section": str, "fragments": str, "cells": str, "printed_page": str,
            "line": int, "language": str, "notes": str,
        },
        pk=("document", "number"), foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("removed").create(
        {"document": str, "kind": str, "original": str, "offset": int, "page": int, "box": str},
        foreign_keys=[("document", "documents", "id")],
    )
    db.table("removed").create_index(["document"])
    db.table("files").create({"path": str, "sha256": str, "stamp": str, "documents": str, "run": int}, pk="path")
    db.table("unread").create(
        {"path": str, "reason": str, "error": str, "exit_status": int, "run": int}, pk=("path", "reason")
    )
    db.table("steps").create(
        {"document": str, "step": str, "version": str, "run": int, "finished": str}, pk=("document", "step")
    )
    db.table("runs").create(
        {
            "id": int, "command": str, "today": str, "started": str, "finished": str, "program": str, "ingest": str,
            "extract": str, "rules": str, "model": str, "inputs": str, "summary": str,
        },
        pk="id",
    )  # fmt: skip


@migrations()
def m002_found(db: Database) -> None:
    """What the finders found, each row with its span."""
    db.table("commitments").create(
        {
            "number": int,  # what the full-text index refers to: an implicit rowid changes when a database is compacted
            "id": str, **SPAN, "kind": str, "form": str, "lead_in": str, "statement": str, "section": str,
            "locator": str, "actor": str, "party": str, "addressee": str, "action": str, "deadline": str,
            "amounts": str, "language": str, "rule": str, "score": float, "stems": str,
        },
        pk="number", foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("citations").create(
        {
            "id": int, **SPAN, "type": str, "class": str, "canonical": str,
            "own_measure": str, "measure": str, "status": str,
            "confidence": float, "rule": str, "name": str, "flags": str, "alternatives": str, "url": str,
        },
        pk="id", foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("measures").create(
        {
            "id": str, "class": str, "name": str, "aliases": str, "url": str, "mentions": int, "merged_from": str,
            "state": str,
        },
        pk="id",
    )  # fmt: skip
    db.table("decisions").create(
        {
            "id": str, **SPAN, "role": str, "decision_form": str, "points": str, "commitments": str, "flags": str,
            "proposer": str, "parties": str, "outcome": str, "votes_for": int, "votes_against": int,
            "parties_for": str, "unanimous": int, "body": str, "date": str, "case": str, "case_title": str,
            "whole_document": str, "evidence_start": int, "evidence_end": int, "rule": str, "stems": str,
        },
        pk="id", foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("budget_lines").create(
        {
            "id": str, **SPAN, "chapter": str, "post": str, "name": str, "service": str, "year": int, "stage": str,
            "kind": str, "owner": str, "previous": int, "amount": int, "unit": str, "rule": str, "stems": str,
        },
        pk="id", foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("followups").create(
        {
            "id": str, **SPAN, "case": str, "title": str, "body": str, "meeting_date": str, "points": str,
            "status": str, "note": str, "dated_notes": str, "implementation": str, "funding": str,
            "conflicting": int, "quote_start": int, "quote_end": int, "rule": str, "stems": str,
        },
        pk="id", foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("passages").create(
        {"id": str, **SPAN, "axis": str, "value": str, "rule": str, "date": str, "stems": str},
        pk="id", foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("commitments").create_index(["id", "document"], unique=True)
    for table in ("commitments", "citations", "decisions", "budget_lines", "followups", "passages"):
        db.table(table).create_index(["document"])
    db.table("citations").create_index(["measure"])


@migrations()
def m003_judged(db: Database) -> None:
    """Links, statuses, positions, what people decided, what `check` lists."""
    db.table("links").create(
        {
            "id": str, "commitment": str, "document": str, "kind": str, "target_table": str, "target": str,
            "target_document": str, "score": float, "reasons": str, "wording": float, "cover": float,
            "same_case": int, "point": int,
            "state": str, "by": str, "at": str,
        },
        pk="id",
    )  # fmt: skip
    db.table("links").create_index(["commitment", "document"])
    db.table("links").create_index(["target"])
    db.table("searches").create({"id": str, "axis": str, "documents": str, "until": str}, pk="id")
    db.table("statuses").create(
        {
            "commitment": str, "document": str, "decision": str, "decision_form": str, "funding": str,
            "implementation": str, "documentation": str, "headline": str, "stations": str, "stopped_at": str,
            "conduct": str, "evidence": str, "searched": str, "since": str, "run": int,
        },
        pk=("commitment", "document"),
    )  # fmt: skip
    db.table("positions").create(
        {"id": str, **SPAN, "commitment": str, "holder": str, "stance": str, "target_text": str}, pk="id"
    )
    db.table("reviews").create(
        {
            "id": int, "subject_table": str, "subject": str, "action": str, "field": str, "value": str, "by": str,
            "at": str, "reason": str, "text_hash": str,
        },
        pk="id",
    )  # fmt: skip
    db.table("findings").create({"id": str, "check": str, "subject": str, "message": str, "run": int}, pk="id")


@migrations()
def m004_search(db: Database) -> None:
    """Full-text indexes: `commitments_fts` for readers, `evidence` + `evidence_fts` (word stems) for linking."""
    db.execute(
        "CREATE VIRTUAL TABLE commitments_fts USING fts5("
        "text, statement, stems, content='commitments', content_rowid='number', "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    db.table("evidence").create(
        {"id": int, "source": str, "target": str, "document": str, "date": str, "stems": str}, pk="id"
    )
    db.table("evidence").create_index(["document"])
    db.execute(
        "CREATE VIRTUAL TABLE evidence_fts USING fts5("
        "stems, content='evidence', content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
    )


@migrations()
def m005_accounts(db: Database) -> None:
    """What became of the characters of each page, where links lead, and what stands in the place of a repair."""
    db.table("accounts").create(
        {
            "document": str, "page": int, "characters": int, "in_text": int, "removed": str, "recognised": int,
            "known": float,
        },
        pk=("document", "page"), foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("hyperlinks").create(
        {"document": str, "page": int, "start": int, "end": int, "address": str},
        foreign_keys=[("document", "documents", "id")],
    )
    db.table("hyperlinks").create_index(["document"])
    db.table("removed").add_column("put", str, not_null_default="")


@migrations()
def m006_unread_pages(db: Database) -> None:
    """Which pages are pictures without text, and why a page could not be read."""
    db.table("accounts").add_column("picture", int, not_null_default=0)
    db.table("accounts").add_column("unread", str, not_null_default="")


@migrations()
def m007_asides(db: Database) -> None:
    """Which blocks stand in a box beside the text."""
    db.table("blocks").add_column("aside", int, not_null_default=0)


@migrations()
def m008_recognition(db: Database) -> None:
    """With what the pictures of a file's pages were recognised."""
    db.table("files").add_column("ocr", str, not_null_default="")


@migrations()
def m009_frames(db: Database) -> None:
    """The whole frame of a commitment, its parts, and how a position was found."""
    commitments = db.table("commitments")
    for name in ("object", "direction", "target_group", "place", "targets", "topics", "testable_reason"):
        commitments.add_column(name, str)
    commitments.add_column("testable", int)
    db.table("parts").create(
        {
            "id": str, **SPAN, "parent": str, "part_rule": str, "statement": str, "action": str, "object": str,
        },
        pk="id", foreign_keys=[("document", "documents", "id")],
    )  # fmt: skip
    db.table("parts").create_index(["document"])
    for name in ("rule", "reasons", "target", "target_document", "state"):
        db.table("positions").add_column(name, str)
    db.table("positions").add_column("score", float)
    db.table("positions").create_index(["document"])


@migrations()
def m010_merges(db: Database) -> None:
    """Which names and numbers are one measure, or the plan that was asked for, with what people decided."""
    db.table("merges").create(
        {
            "id": str, "kind": str, "measure": str, "target": str, "score": float, "reasons": str, "state": str,
            "by": str, "at": str,
        },
        pk="id",
    )  # fmt: skip


@migrations()
def m011_reviews(db: Database) -> None:
    """What people saw when they decided; how statuses changed; documents taken out; samples that were judged."""
    for name in ("uid", "document", "seen"):
        db.table("reviews").add_column(name, str)
    db.table("reviews").create_index(["uid"], unique=True)
    db.table("reviews").create_index(["subject"])
    db.table("status_changes").create(
        {
            "id": int, "run": int, "today": str, "commitment": str, "document": str, "before": str, "after": str,
            "reasons": str,
        },
        pk="id",
    )  # fmt: skip
    db.table("status_changes").create_index(["run"])
    db.table("status_changes").create_index(["commitment"])
    db.table("withdrawals").create(
        {"id": int, "document": str, "name": str, "path": str, "action": str, "by": str, "at": str, "reason": str},
        pk="id",
    )
    db.table("audits").create(
        {"id": str, "seed": int, "of": str, "population": int, "sample": str, "run": int, "drawn": str}, pk="id"
    )
    db.table("audit_readings").create(
        {"id": int, "audit": str, "by": str, "at": str, "verdicts": str}, pk="id", foreign_keys=[("audit", "audits")]
    )
    for table in APPENDED:
        for what in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only added to'); END"
            )


def open_database(path: Path) -> Database:
    """The database at path, made or brought to this version's schema.

    Raises ForeignDatabaseError for a file that loftespor did not make, NewerDatabaseError for a later schema.
    """
    existed = path.exists() and path.stat().st_size > 0
    try:
        db = Database(path)
        db.execute("PRAGMA busy_timeout = 10000")
        if existed:
            _check_owner(db, path)
        else:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.enable_wal()
        migrations.apply(db)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise ForeignDatabaseError(f"{path} cannot be opened ({error}). Name another --db.") from error
        raise BusyDatabaseError(f"{path} is in use by another process. Wait until it has finished.") from error
    except sqlite3.DatabaseError as error:
        raise ForeignDatabaseError(
            f"{path} is no SQLite database that can be opened ({error}). Name another --db."
        ) from error
    return db


def _check_owner(db: Database, path: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ForeignDatabaseError(f"{path} was not made by loftespor. Name another --db; nothing was changed in it.")
    ours = {migration.name for migration in migrations.pending(Database(memory=True))}
    newer = sorted({migration.name for migration in migrations.applied(db)} - ours)
    if newer:
        raise NewerDatabaseError(
            f"{path} was made by a newer loftespor (it has {', '.join(newer)}). "
            "Install that version or name another --db."
        )

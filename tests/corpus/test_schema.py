"""The database: made, opened again, refused when it is somebody else's or of a newer version."""

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.schema import migrations, open_database
from loftespor.errors import ForeignDatabaseError, NewerDatabaseError


def test_a_new_database_has_every_migration(tmp_path: Path) -> None:
    db = open_database(tmp_path / "corpus.db")
    assert not list(migrations.pending(db))
    db.close()
    again = open_database(tmp_path / "corpus.db")
    assert again.table("statuses").exists()
    again.close()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(ForeignDatabaseError, match="not made by loftespor"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("dette er ikke en database, bare en lang nok tekst til å bli lest som en" * 20, encoding="utf-8")
    with pytest.raises(ForeignDatabaseError, match="no SQLite database"):
        open_database(path)


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    db = open_database(path)
    row = {"migration_set": "loftespor", "name": "m999_later", "applied_at": "2030-01-01"}
    with db.atomic():
        db.table("_sqlite_migrations").insert(row)
    db.close()
    with pytest.raises(NewerDatabaseError, match="m999_later"):
        open_database(path)
    Database(path).close()

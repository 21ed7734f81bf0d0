"""Archives read again: what did not change is skipped, what changed is read, what is gone is retired."""

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.reading import Progress, ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.ingest import find_inputs

BRIDGE, TUNNEL, FERRY = "Vi vil bygge bru over fjorden.", "Vi vil bygge tunnel.", "Vi vil ha ferje hver time."


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_database(tmp_path / "corpus.db")
    yield db
    db.close()


def pack(path: Path, files: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def read(db: Database, *paths: Path) -> list[Progress]:
    run = start_run(db, command="test", today=date(2026, 3, 1), inputs=())
    return list(ingest(db, find_inputs(paths), run=run))


def current(db: Database) -> list[tuple[str, str]]:
    rows = db.execute("SELECT path, text FROM documents WHERE replaced_by IS NULL ORDER BY path")
    return [(Path(path).relative_to(database_folder(db)).as_posix(), text) for path, text in rows]


def database_folder(db: Database) -> Path:
    return Path(db.execute("PRAGMA database_list").fetchone()[2]).parent


def test_what_did_not_change_is_skipped_also_in_an_archive_that_was_packed_again(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    pack(path, {"x/bru.txt": BRIDGE, "tunnel.txt": TUNNEL})
    assert [step.documents for step in read(db, path)] == [1, 1]
    assert [step.skipped for step in read(db, path)] == [True, True]
    pack(path, {"ny.txt": FERRY, "tunnel.txt": "Vi vil bygge to tunneler.", "x/bru.txt": BRIDGE})
    assert {step.name: step.skipped for step in read(db, path)} == {
        "bru.txt": True, "ny.txt": False, "tunnel.txt": False
    }  # fmt: skip
    assert current(db) == [
        ("a.zip/ny.txt", FERRY), ("a.zip/tunnel.txt", "Vi vil bygge to tunneler."), ("a.zip/x/bru.txt", BRIDGE)
    ]  # fmt: skip
    assert db.execute("SELECT count(*) FROM documents WHERE replaced_by IS NOT NULL").fetchone() == (1,)


def test_other_statements_read_a_file_again(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    pack(path, {"bru.txt": BRIDGE, "tunnel.txt": TUNNEL})
    read(db, path)
    pack(
        path,
        {"bru.txt": BRIDGE, "tunnel.txt": TUNNEL, "corpus.toml": '[[document]]\nfile = "bru.txt"\nissuer = "Byen"'},
    )
    assert [step.skipped for step in read(db, path)] == [True, False]
    assert db.execute("SELECT issuer FROM documents WHERE name = 'bru.txt'").fetchone() == ("Byen",)


def test_what_is_gone_from_an_archive_is_retired(db: Database, tmp_path: Path) -> None:
    path, other = tmp_path / "a.zip", tmp_path / "a.zip2"
    pack(path, {"bru.txt": BRIDGE, "tunnel.txt": TUNNEL, "tom.txt": "", "a%_b.txt": FERRY})
    other.mkdir()
    (other / "annen.txt").write_text("Vi vil ha flere busser.", encoding="utf-8")
    read(db, path, other)
    assert db.execute("SELECT path FROM unread").fetchall() == [(str(path / "tom.txt"),)]
    pack(path, {"bru.txt": BRIDGE})
    read(db, path)
    assert current(db) == [("a.zip/bru.txt", BRIDGE), ("a.zip2/annen.txt", "Vi vil ha flere busser.")]
    assert db.table("unread").count == 0
    assert sorted(path for (path,) in db.execute("SELECT path FROM files")) == [
        str(path / "bru.txt"), str(other / "annen.txt")
    ]  # fmt: skip
    pack(path, {"bru.txt": BRIDGE, "tunnel.txt": TUNNEL})
    read(db, path)
    assert ("a.zip/tunnel.txt", TUNNEL) in current(db)


def test_a_file_that_was_moved_in_its_archive_is_the_same_document(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    pack(path, {"bru.txt": BRIDGE})
    read(db, path)
    pack(path, {"saker/bru.txt": BRIDGE})
    read(db, path)
    assert current(db) == [("a.zip/saker/bru.txt", BRIDGE)]
    assert db.table("documents").count == 1


def test_a_copy_outside_keeps_the_document(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    pack(folder / "a.zip", {"bru.txt": BRIDGE, "tunnel.txt": TUNNEL})
    (folder / "bru.txt").write_text(BRIDGE, encoding="utf-8")
    read(db, folder)
    assert db.table("documents").count == 2
    pack(folder / "a.zip", {"tunnel.txt": TUNNEL})
    read(db, folder)
    assert current(db) == [("mappe/a.zip/tunnel.txt", TUNNEL), ("mappe/bru.txt", BRIDGE)]


def test_an_archive_that_cannot_be_read_keeps_what_it_gave(db: Database, tmp_path: Path) -> None:
    """As a file does that is damaged. What was said of it is forgotten when it can be read again."""
    folder, sound = tmp_path / "mappe", tmp_path / "a.zip"
    folder.mkdir()
    (folder / "b.txt").write_text(FERRY, encoding="utf-8")
    pack(sound, {"bru.txt": BRIDGE, "tom.txt": ""})
    shutil.copy(sound, folder / "a.zip")
    read(db, folder)
    (folder / "a.zip").write_bytes(sound.read_bytes()[:-10])
    read(db, folder)
    assert [name for name, _ in current(db)] == ["mappe/a.zip/bru.txt", "mappe/b.txt"]
    assert db.execute("SELECT path, error FROM unread").fetchall() == [(str(folder / "a.zip"), "UnreadableFileError")]
    shutil.copy(sound, folder / "a.zip")
    assert [step.skipped for step in read(db, folder)] == [True, True, False]
    assert db.execute("SELECT path FROM unread").fetchall() == [(str(folder / "a.zip" / "tom.txt"),)]

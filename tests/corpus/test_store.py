"""Storing and loading: a document comes back as it was, and older databases are brought to this version's tables."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.export import export
from loftespor.corpus.schema import migrations, open_database
from loftespor.corpus.store import current_documents, load_document, store_document
from loftespor.ingest import Box, Document, Hyperlink, PageAccount, Removed, find_inputs, ingest_files, read_file
from tests.conftest import EXAMPLES


def program(path: Path) -> Document:
    """A document with every field that a table of its own holds."""
    path.write_text("Skole\n\nVi vil bygge ny skole i Sollia.\n\nLes mer på nettsiden vår.\n", encoding="utf-8")
    document = read_file(path)
    start = document.text.index("nettsiden")
    return replace(
        document,
        hyperlinks=(Hyperlink(start, start + 9, "https://sollia.example/program"),),
        accounts=(PageAccount(1, 60, 55, {"running": 3, "hyphen": 1}, recognised=True, known=0.875),),
        removed=(Removed("repair", "W", 4, 1, Box(1, 1.5, 2.0, 3.0, 4.25), "ff"), Removed("running", "3", 9, 1)),
    )


def test_a_document_comes_back_as_it_was(tmp_path: Path) -> None:
    db = open_database(tmp_path / "c.db")
    document = program(tmp_path / "program.txt")
    assert load_document(db, store_document(db, document, run=1)) == document
    shorter = replace(document, hyperlinks=(), accounts=())  # read again by another reader
    assert load_document(db, store_document(db, shorter, run=2)) == shorter
    db.close()


def test_the_same_text_in_another_file_adds_what_is_known_there(tmp_path: Path) -> None:
    db = open_database(tmp_path / "c.db")
    bare = replace(program(tmp_path / "program.txt"), kind="memo", issuer="Sollia Ap", sources={"kind": "page 1"})
    told = replace(
        bare, path="b/program.txt", kind="programme", municipality="Sollia", issuer="Andre",
        sources={"kind": "corpus.toml", "municipality": "corpus.toml", "issuer": "page 1"},
    )  # fmt: skip
    for first, second in ((bare, told), (told, bare)):
        id = store_document(db, first, run=1)
        db.table("steps").insert({"document": id, "step": "extract", "version": "1", "run": 1}, replace=True)
        assert store_document(db, second, run=2) == id
        kept = load_document(db, id)
        assert (kept.kind, kept.municipality) == ("programme", "Sollia"), "what is stated goes before what is read"
        assert kept.issuer == first.issuer, "of two readings the first stays"
        assert kept.sources["municipality"] == "corpus.toml"
        again = load_document(db, store_document(db, first, run=3))
        assert (again.kind, again.municipality) == ("programme", "Sollia"), "read again, the file loses nothing"
        assert db.table("steps").count == (0 if first is bare else 1), "only what is new is extracted again"
        db.table("documents").delete_where("1 = 1")
        db.table("steps").delete_where("1 = 1")
    db.close()


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.pdf"))[:6], ids=lambda path: path.name)
def test_a_pdf_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    db = open_database(tmp_path / "c.db")
    document = read_file(path)
    assert load_document(db, store_document(db, document, run=1)) == document
    db.close()


def test_the_exported_tables(tmp_path: Path) -> None:
    db = open_database(tmp_path / "c.db")
    document = program(tmp_path / "program.txt")
    store_document(db, document, run=1)
    [link] = export(db, "hyperlinks")
    assert link == {
        "document": "program.txt", "page": 1, "start": link["start"], "end": link["start"] + 9, "text": "nettsiden",
        "address": "https://sollia.example/program",
    }  # fmt: skip
    [account] = export(db, "accounts")
    assert account == {
        "document": "program.txt", "page": 1, "characters": 60, "in_text": 55, "removed": {"running": 3, "hyphen": 1},
        "recognised": True, "known": 0.875, "picture": False, "unread": "", "lost": 1,
    }  # fmt: skip
    assert "put" not in next(export(db, "removed"))  # the exported table keeps its columns
    db.close()


def test_a_database_from_before_the_accounts_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    db = open_database(path)
    document = replace(program(tmp_path / "program.txt"), hyperlinks=(), accounts=())
    document = replace(document, removed=tuple(removed._replace(put="") for removed in document.removed))
    id = store_document(db, document, run=1)
    _undo_accounts(db)
    db.close()
    again = open_database(path)
    assert not list(migrations.pending(again))
    assert current_documents(again) == [id]
    assert load_document(again, id) == document
    again.close()


def _undo_accounts(db: Database) -> None:
    """The database as the version before made it."""
    with db.atomic():
        db.table("accounts").drop()
        db.table("hyperlinks").drop()
        db.execute("ALTER TABLE removed DROP COLUMN put")
        db.execute("ALTER TABLE blocks DROP COLUMN aside")
        db.execute("ALTER TABLE files DROP COLUMN ocr")
        db.table("_sqlite_migrations").delete_where("name >= 'm005' AND name < 'm009'")


def test_accounts_pass_through_the_worker_process(tmp_path: Path) -> None:
    program(tmp_path / "program.txt")
    [document] = ingest_files(find_inputs([tmp_path / "program.txt"]))
    assert isinstance(document, Document)
    assert [account.lost for account in document.accounts] == [0]

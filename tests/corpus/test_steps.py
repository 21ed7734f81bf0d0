"""The steps: interrupted and resumed, revised, replaced; every quote is its document's text to the letter."""

import json
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.linking import link
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.extract import Extraction, extract
from loftespor.ingest import Document, find_inputs
from loftespor.rules.assess import assess
from tests.corpus.built import TODAY, council_minutes, work, write_texts

PROGRAMME = """Program for Bylyset

Bylyset vil:

• bygge fortau langs alle skoleveier i Vikbukta
• innføre gratis svømmeopplæring for alle femteklassinger
• opprette en døgnåpen krisetelefon for ungdom
"""
MINUTES = council_minutes("Vikbukta")
CORPUS = """municipality = "Vikbukta"

[[document]]
file = "program.txt"
kind = "programme"
issuer = "Bylyset"
date = 2024-01-15

[[document]]
file = "protokoll.txt"
kind = "minutes"
issuer = "Vikbukta bystyre"
date = 2025-03-12
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_texts(
        tmp_path / "documents", {"program.txt": PROGRAMME, "protokoll.txt": MINUTES, "corpus.toml": CORPUS}
    )


def dump(db: Database) -> dict[str, list[str]]:
    tables = ("documents", "commitments", "decisions", "links", "statuses")
    return {table: sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in tables}  # noqa: S608 own names


def test_a_pledge_is_followed_to_the_vote(folder: Path, tmp_path: Path) -> None:
    db = open_database(tmp_path / "corpus.db")
    work(db, folder)
    rows = db.execute(
        "SELECT c.text, s.decision, s.evidence FROM commitments c JOIN statuses s ON s.commitment = c.id "
        "AND s.document = c.document JOIN documents d ON d.id = c.document "
        "WHERE d.name = 'program.txt' ORDER BY c.start"
    )
    texts = dict(db.execute("SELECT id, text FROM documents"))
    decisions = {}
    for text, decision, evidence in rows:
        decisions[text] = decision
        for record in json.loads(evidence):
            assert texts[record["document"]][record["start"] : record["end"]] == record["quote"]
    assert decisions == {
        "bygge fortau langs alle skoleveier i Vikbukta": "no_evidence",
        "innføre gratis svømmeopplæring for alle femteklassinger": "adopted",
        "opprette en døgnåpen krisetelefon for ungdom": "rejected",
    }
    db.close()


def test_an_interrupted_run_is_resumed(folder: Path, tmp_path: Path) -> None:
    whole = open_database(tmp_path / "whole.db")
    work(whole, folder)
    broken = open_database(tmp_path / "broken.db")
    run = start_run(broken, command="test", today=TODAY, inputs=())
    reading = ingest(broken, find_inputs([folder]), run=run)
    next(reading)
    reading.close()
    assert broken.table("documents").count == 1
    list(ingest(broken, find_inputs([folder]), run=run))
    finding = extract_new(broken, run=run)
    next(finding)
    finding.close()
    linking = link(broken, run=run)
    next(linking)
    linking.close()
    assert broken.table("links").count == 0, "half a linking must leave nothing"
    work(broken, folder)
    assert {t: len(rows) for t, rows in dump(broken).items()} == {t: len(rows) for t, rows in dump(whole).items()}
    whole.close()
    broken.close()


def test_running_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    db = open_database(tmp_path / "corpus.db")
    work(db, folder)
    before = dump(db)
    work(db, folder)
    assert dump(db) == before
    db.close()


def test_a_replaced_file_stays_in_the_history_but_not_in_the_corpus(folder: Path, tmp_path: Path) -> None:
    db = open_database(tmp_path / "corpus.db")
    work(db, folder)
    (folder / "program.txt").write_text(PROGRAMME.replace("fortau", "sykkelvei"), encoding="utf-8")
    work(db, folder)
    names = db.execute(
        "SELECT name, replaced_by IS NULL FROM documents WHERE name = 'program.txt' ORDER BY 2"
    ).fetchall()
    assert names == [("program.txt", 0), ("program.txt", 1)]
    current = db.execute(
        "SELECT c.text FROM statuses s JOIN commitments c ON c.id = s.commitment AND c.document = s.document "
        "JOIN documents d ON d.id = s.document WHERE d.name = 'program.txt'"
    ).fetchall()
    assert len(current) == 3
    assert not any("fortau" in text for (text,) in current)
    db.close()


def jsonl(path: Path, *texts: str) -> None:
    rows = [{"dokument_id": f"2024-0001-{n}", "tekst": text} for n, text in enumerate(texts)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def read(db: Database, folder: Path) -> list[tuple[str, str]]:
    list(ingest(db, find_inputs([folder]), run=start_run(db, command="test", today=TODAY, inputs=())))
    rows = db.execute("SELECT name, text FROM documents WHERE replaced_by IS NULL ORDER BY text")
    return [(name, text) for name, text in rows]


def test_documents_of_one_file_do_not_replace_each_other(tmp_path: Path) -> None:
    """Their names are the first eight characters of an id, and those may be equal."""
    folder = tmp_path / "d"
    folder.mkdir()
    db = open_database(tmp_path / "corpus.db")
    jsonl(
        folder / "saker.jsonl", "Første sak handler om fortau.", "Andre sak handler om busser.", "Tredje om svømming."
    )
    assert len(read(db, folder)) == 3
    jsonl(folder / "saker.jsonl", "Første sak handler om fortau.", "Tredje om svømming.")
    assert [text for _, text in read(db, folder)] == ["Første sak handler om fortau.", "Tredje om svømming."]
    db.close()


def test_a_copy_keeps_a_document_when_the_other_path_changes(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    for part in ("a", "b"):
        (folder / part).mkdir(parents=True)
        (folder / part / "x.txt").write_text("Vi vil bygge fortau i Vikbukta.", encoding="utf-8")
    db = open_database(tmp_path / "corpus.db")
    assert len(read(db, folder)) == 1
    (folder / "a" / "x.txt").write_text("Vi vil bygge bru over Vikbukta.", encoding="utf-8")
    assert len(read(db, folder)) == 2
    paths = db.execute("SELECT path FROM documents WHERE text LIKE '%fortau%'").fetchone()
    assert paths == (str(folder / "b" / "x.txt"),)
    db.close()


def test_a_file_that_became_readable_again_is_no_longer_named(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    db = open_database(tmp_path / "corpus.db")
    for content, unread in ((b"Vi vil bygge fortau.", 0), (b"", 1), (b"Vi vil bygge fortau.", 0)):
        (folder / "x.txt").write_bytes(content)
        (folder / "y.txt").write_text("Vi vil bygge bru.", encoding="utf-8")
        read(db, folder)
        assert db.table("unread").count == unread
    db.close()


def test_a_broken_link_among_the_files_is_named_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "borte.txt").symlink_to(folder / "finnes-ikke.txt")
    db = open_database(tmp_path / "corpus.db")
    assert len(read(db, folder)) == 2
    assert db.table("unread").count == 1
    db.close()


def test_statuses_do_not_depend_on_the_order_of_the_steps(folder: Path, tmp_path: Path) -> None:
    straight = open_database(tmp_path / "straight.db")
    work(straight, folder)
    db = open_database(tmp_path / "corpus.db")
    run = start_run(db, command="test", today=TODAY, inputs=())
    list(ingest(db, find_inputs([folder]), run=run))
    list(extract_new(db, run=run))
    list(assess(db, today=TODAY, run=run))
    list(link(db, run=run))
    list(assess(db, today=TODAY, run=run))
    query = "SELECT commitment, document, decision, headline FROM statuses ORDER BY 1, 2"
    assert db.execute(query).fetchall() == straight.execute(query).fetchall()
    db.close()
    straight.close()


def test_links_do_not_depend_on_what_was_there_before(folder: Path, tmp_path: Path) -> None:
    fresh, grown = open_database(tmp_path / "fresh.db"), open_database(tmp_path / "grown.db")
    (folder / "program.txt").write_text(PROGRAMME.replace("krisetelefon", "vakttelefon"), encoding="utf-8")
    work(grown, folder)
    (folder / "program.txt").write_text(PROGRAMME, encoding="utf-8")
    work(grown, folder)
    work(fresh, folder)
    query = "SELECT id, score, reasons FROM links ORDER BY id"
    assert grown.execute(query).fetchall() == fresh.execute(query).fetchall()
    fresh.close()
    grown.close()


def test_a_finder_that_fails_loses_one_document_and_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(document: Document) -> Extraction:
        if document.name == "protokoll.txt":
            raise ValueError("en umulig tekst")
        return extract(document)

    monkeypatch.setattr("loftespor.corpus.steps.extract", failing)
    db = open_database(tmp_path / "corpus.db")
    work(db, folder)
    assert db.table("commitments").count == 3
    [finding] = db.table("findings").rows
    assert "protokoll.txt: ValueError: en umulig tekst" in finding["message"]
    db.close()

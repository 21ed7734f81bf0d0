"""Every quote is its document's text from start to end, to the letter: the promise everything else rests on."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.export import TABLES, export
from loftespor.corpus.identity import normalise
from loftespor.corpus.linking import link
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.ingest import find_inputs

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SPANNED = ("blocks", "commitments", "citations", "decisions", "budget_lines", "followups", "passages", "statuses")


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    db = open_database(tmp_path_factory.mktemp("seeds") / "seeds.db")
    run = start_run(db, command="test", today=date(2026, 3, 1), inputs=())
    list(ingest(db, find_inputs([SHARED / "seeds"]), run=run))
    list(extract_new(db, run=run))
    list(link(db, run=run))
    yield db
    db.close()


def check_spans(db: Database, table: str) -> int:
    texts = {row["document"]: row["text"] for row in export(db, "texts")}
    rows = list(export(db, table))
    for row in rows:
        assert texts[row["document"]][row["start"] : row["end"]] == row["text"], (table, row)
    return len(rows)


@pytest.mark.parametrize("table", SPANNED)
def test_every_row_of_the_example_is_its_span(table: str, example_database: Database) -> None:
    assert check_spans(example_database, table) > 0


@pytest.mark.parametrize("table", ["blocks", "commitments", "citations"])
@pytest.mark.shared
def test_every_row_of_real_documents_is_its_span(table: str, seeds: Database) -> None:
    assert check_spans(seeds, table) > 0


def test_every_evidence_quote_is_its_span(example_database: Database) -> None:
    texts = {row["document"]: row["text"] for row in export(example_database, "texts")}
    quoted = [record for row in export(example_database, "statuses") for record in row["evidence"]]
    assert len(quoted) > 100
    for record in quoted:
        assert texts[record["document"]][record["start"] : record["end"]] == record["quote"]


def test_a_stated_value_has_evidence_and_a_silent_one_a_search(example_database: Database) -> None:
    for row in export(example_database, "statuses"):
        for axis in ("decision", "funding", "implementation"):
            shown = {record["value"] for record in row["evidence"] if record["axis"] == axis}
            searched = [record for record in row["searched"] if record["axis"] == axis]
            if row[axis] in ("no_evidence", "not_assessed"):
                assert not shown
                assert [bool(record["search"]) for record in searched] == [row[axis] == "no_evidence"]
            else:
                assert shown == {row[axis]}
                assert not searched


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_can_be_exported_as_json(table: str, example_database: Database) -> None:
    for row in export(example_database, table):
        assert json.loads(json.dumps(row, ensure_ascii=False)) == row


@pytest.mark.shared
def test_what_a_reader_would_show_a_colleague_is_proposed(seeds: Database) -> None:
    """Pairs that a reader marked: said twice, wanted by two documents, told of a strategy that is cited."""
    links = list(export(seeds, "links"))
    assert {row["state"] for row in links} == {"proposed"}
    proposed = {frozenset((normalise(row["text"]), normalise(row["target_text"] or ""))) for row in links}
    lines = (SHARED / "gold" / "seed_links.jsonl").read_text(encoding="utf-8").splitlines()
    found = Counter(
        pair["relation"]
        for pair in map(json.loads, lines)
        if frozenset((normalise(pair["a"]["text"]), normalise(pair["b"]["text"]))) in proposed
    )
    assert found["same"] >= 5
    assert found["across"] >= 2
    assert found["about_measure"] == 1

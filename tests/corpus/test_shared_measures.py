"""Measures over the five seeds beside the checkout: each is one, with all its mentions as a reader finds them."""

import re
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.export import export
from loftespor.corpus.measure_rows import measure_named
from loftespor.corpus.measures import gather_measures
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.ingest import find_inputs
from tests.corpus.built import TODAY

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds do not lie beside the checkout"),
]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Database:
    db = open_database(tmp_path_factory.mktemp("seeds") / "corpus.db")
    run = start_run(db, command="test", today=TODAY, inputs=())
    list(ingest(db, find_inputs([SEEDS]), run=run, jobs=1))
    list(extract_new(db, run=run, jobs=1))
    with db.atomic():
        gather_measures(db)
    return db


def _read(db: Database, pattern: str) -> set[tuple[str, int]]:
    """Where a reader finds a name in the texts, addresses apart."""
    return {
        (row["document"], found.start())
        for row in export(db, "texts")
        for found in re.finditer(pattern, row["text"], re.IGNORECASE)
        if not re.search(r"\S*[/_.]\S*\Z", row["text"][: found.start()])
    }


def _measure_at(db: Database, document: str, start: int) -> str | None:
    rows = db.execute(
        "SELECT c.measure FROM citations c JOIN documents d ON d.id = c.document "
        "WHERE d.name = ? AND c.start <= ? AND c.\"end\" > ? AND c.class != 'value'",
        [document, start, start],
    ).fetchall()
    return rows[0][0] if rows else None


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        (r"en psykt bra by|byrådssak 194/19", 4),  # the title in capitals, its case, with a year, in a footnote
        (r"prioslo|prio-arbeidet", 8),  # in brackets, alone in two spellings, the work called after it, the notes
        (r"meld\.\s+st\.\s+5", 3),  # without session, with it, with the mark of a note glued on
        (r"hammersborgerkl(?:æ|ae)ring", 3),  # in the genitive, alone, in a file's name
        (r"folkehelselov", 3),
    ],
)
def test_a_measure_is_one_with_all_its_mentions(db: Database, pattern: str, least: int) -> None:
    places = _read(db, pattern)
    assert len(places) >= least
    assert len({_measure_at(db, *place) for place in places}) == 1
    assert None not in {_measure_at(db, *place) for place in places}


def test_a_case_resolves_to_the_strategy_that_it_is(db: Database) -> None:
    row = measure_named(db, "plan/?/en-psykt-bra-by")
    assert row["id"] == "byrådssak/?/194/2019"  # its text does not say whose council it is
    assert len(row["documents"]) == 2


def test_the_plan_that_is_asked_for_and_the_one_that_is_cited_are_two_that_are_linked(db: Database) -> None:
    asked = measure_named(db, "plan/?/opptrappingsplan-for-psykisk-helse/proposed")
    there = measure_named(db, "plan/?/opptrappingsplan-for-psykisk-helse")
    assert [name[:3] for name in asked["documents"]] == ["004"]
    assert [name[:3] for name in there["documents"]] == ["002"]
    assert [link["target"] for link in asked["asked_for"]] == [there["id"]]
    assert [link["measure"] for link in there["asked_for"]] == [asked["id"]]

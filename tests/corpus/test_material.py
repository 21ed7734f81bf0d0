"""Which papers linking takes for one case, and from which day on a commitment was known."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.material import Material
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.ingest import find_inputs

TITLE = "Privat forslag fra Ida Moen (BYL) om gratis svømmeopplæring"
LONG = "Vikbukta har tre svømmehaller, og i to av dem er det ledig tid på formiddagen. " * 5
PAPERS = [
    {
        "dokument_id": "forslag1", "tittel": TITLE,
        "tekst": f"Vikbukta, 3. februar 2025 {TITLE} {LONG}"
        "Forslag: Bystyret ber byrådet innføre gratis svømmeopplæring.",
    },
    {
        "dokument_id": "svaret01", "tittel": f"Svar på {TITLE[0].lower()}{TITLE[1:]}",
        "tekst": f"Byråden Vår referanse: 2025/12-3 Dato: 20. februar 2025 Svar på forslaget {LONG}Tilbudet er i gang.",
    },
    {
        "dokument_id": "vedtaket", "tittel": f"Saksprotokoll Bystyret, 12032025, Sak 41/25, {TITLE}",
        "tekst": f"{TITLE} Vikbukta bystyre behandlet saken i møtet 12.03.2025 sak 41/25 og fattet følgende vedtak: "
        f"Bystyret ber byrådet innføre gratis svømmeopplæring. Vikbukta bystyres behandling {LONG}",
    },
]  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Database:
    papers = tmp_path / "saker.jsonl"
    papers.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), encoding="utf-8")
    db = open_database(tmp_path / "corpus.db")
    run = start_run(db, command="test", today=date(2026, 3, 1), inputs=())
    list(ingest(db, find_inputs([papers]), run=run, jobs=1))
    list(extract_new(db, run=run, jobs=1))
    return db


def test_papers_that_do_not_say_their_municipality_are_of_the_case_all_the_same(db: Database) -> None:
    material = Material(db)
    said = {source.name: source.municipality for source in material.sources.values()}
    assert said == {"forslag1.txt": None, "svaret01.txt": None, "vedtaket.txt": "Vikbukta"}
    assert len({material.case_of(source) for source in material.sources.values()}) == 1
    db.close()


def test_a_proposal_is_known_from_the_first_paper_of_its_case(db: Database) -> None:
    # The minutes repeat it after the answer was given; the answer is about it nevertheless.
    since = {stated.source.name: stated.since for stated in Material(db).commitments}
    dates = {source.name: source.date for source in Material(db).sources.values()}
    assert dates["vedtaket.txt"] == date(2025, 3, 12)
    assert since["vedtaket.txt"] == min(day for day in dates.values() if day) < date(2025, 3, 12)
    db.close()

"""Corpora built of a few texts by the steps of `loftespor run`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from loftespor.corpus.linking import link
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.ingest import find_inputs
from loftespor.rules.assess import assess

TODAY = date(2026, 3, 1)


def read_in(db: Database, folder: Path, *, today: date = TODAY) -> int:
    """The steps up to linking over a folder; gives the run's number."""
    run = start_run(db, command="test", today=today, inputs=())
    list(ingest(db, find_inputs([folder]), run=run))
    list(extract_new(db, run=run))
    list(link(db, run=run))
    return run


def work(db: Database, folder: Path, *, today: date = TODAY) -> int:
    """All steps over a folder; gives the run's number."""
    run = read_in(db, folder, today=today)
    list(assess(db, today=today, run=run))
    return run


def write_texts(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write files (name: text) into a folder, which is made where it is missing."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def linked_corpus(home: Path, texts: Mapping[str, str]) -> Database:
    """A database of these files, read, extracted and linked; it lies beside their folder."""
    db = open_database(home / "corpus.db")
    read_in(db, write_texts(home / "documents", texts))
    return db


def council_minutes(municipality: str) -> str:
    """Minutes of a council that adopts one point of Bylyset and votes down another."""
    return (
        "TITTEL: Saksprotokoll Bystyret, 12032025, Sak 41/25, Privat forslag fra Ida Moen (BYL) om gratis "
        "svømmeopplæring\n\n"
        f"Privat forslag fra Ida Moen (BYL) om gratis svømmeopplæring {municipality} bystyre behandlet saken i "
        "møtet 12.03.2025 sak 41/25 og fattet følgende vedtak: Bystyret ber byrådet innføre gratis svømmeopplæring for "
        "alle femteklassinger. "
        f"{municipality} bystyres behandling Forslag fremsatt i bystyret: Ida Moen (BYL) fremsatte på vegne av BYL "
        "følgende tilleggsforslag: Bystyret ber byrådet opprette en døgnåpen krisetelefon for ungdom. Votering: "
        "Innstillingen ble vedtatt enstemmig. Tilleggsforslag fra BYL fremsatt av Ida Moen (BYL), fikk 7 stemmer "
        "(BYL), og var dermed falt."
    )

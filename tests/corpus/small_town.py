"""A small corpus of an invented municipality whose documents a test may revise, and the steps over it."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from loftespor.corpus.review_links import apply_to_links, judged_links
from loftespor.corpus.review_making import judged, subject_named
from loftespor.corpus.review_places import Places
from loftespor.corpus.reviews import Action, Review, add
from loftespor.corpus.runs import start_run
from loftespor.rules.assess import assess
from tests.corpus.built import TODAY, council_minutes, write_texts

SWIMMING = "innføre gratis svømmeopplæring for alle femteklassinger"
PHONE = "opprette en døgnåpen krisetelefon for ungdom"
REPORTED = "Gratis svømmeopplæring for alle femteklassinger er innført fra høsten 2025."
PROGRAMME = f"""Program for Bylyset

Bylyset vil:

• bygge fortau langs alle skoleveier i Fjordvik
• {SWIMMING}
• {PHONE}
"""
MINUTES = council_minutes("Fjordvik")
REPORT = f"""Årsberetning 2025 for Fjordvik kommune

Skole

{REPORTED}

Kommunen har planlagt nye lekeplasser ved skolene.
"""
CORPUS = """municipality = "Fjordvik"

[[document]]
file = "program.txt"
kind = "programme"
issuer = "Bylyset"
date = 2024-01-15

[[document]]
file = "protokoll.txt"
kind = "minutes"
issuer = "Fjordvik bystyre"
date = 2025-03-12

[[document]]
file = "arsberetning.txt"
kind = "annual_report"
issuer = "Fjordvik kommune"
date = 2026-02-01
"""
DOCUMENTS = {"program.txt": PROGRAMME, "protokoll.txt": MINUTES, "arsberetning.txt": REPORT, "corpus.toml": CORPUS}


def write_documents(folder: Path, **changed: str) -> Path:
    """Write the documents into a folder; a changed one is named without its ending."""
    texts = {name: changed.get(name.partition(".")[0], text) for name, text in DOCUMENTS.items()}
    return write_texts(folder, texts)


def reassess(db: Database, *, today: date = TODAY) -> int:
    """The last step alone, as after a review."""
    run = start_run(db, command="assess", today=today, inputs=())
    list(assess(db, today=today, run=run))
    return run


def say(db: Database, id: str, action: Action, *, by: str = "Kari Holm", reason: str = "Lest.", **more: Any) -> Review:
    """Keep a review of a link or commitment as the command does, with its effect on links."""
    review = judged(db, subject_named(db, id), action, by=by, reason=reason, **more)
    add(db, [review])
    apply_to_links(db, judged_links(db, Places(db)))
    return review


def status(db: Database, text: str, *, document: str = "program.txt") -> dict[str, Any]:
    """The status of the commitment with this text in the current document of this name."""
    [row] = db.query(
        "SELECT s.* FROM statuses s JOIN commitments c ON c.id = s.commitment AND c.document = s.document "
        "JOIN documents d ON d.id = s.document AND d.replaced_by IS NULL WHERE d.name = ? AND c.text = ?",
        [document, text],
    )
    return row


def link_of(db: Database, text: str, *, kind: str) -> dict[str, Any]:
    """The best link of a kind of the programme's commitment with this text."""
    return next(
        db.query(
            "SELECT l.* FROM links l JOIN commitments c ON c.id = l.commitment AND c.document = l.document "
            "JOIN documents d ON d.id = c.document AND d.replaced_by IS NULL "
            "WHERE d.name = 'program.txt' AND c.text = ? AND l.kind = ? ORDER BY l.score DESC, l.id",
            [text, kind],
        )
    )

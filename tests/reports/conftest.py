"""A database of an invented municipality: four documents, nine commitments with all sorts of statuses."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from loftespor.corpus.schema import open_database
from loftespor.reports import write_report

TODAY = date(2026, 1, 15)
HOSTILE = '</script><script>alert("x")</script> & =HYPERLINK("http://x") \u2028 slutt'

PROGRAMME = [
    ("heading", "Oppvekst", "nb"),
    ("paragraph", "Lillevik SV vil:", "nb"),
    ("list_item", "Ansette en helsesykepleier på hver skole.", "nb"),
    ("list_item", "Åpne et lavterskeltilbud for samtaleterapi innen 2025.", "nb"),
    ("list_item", "Innføre gratis skolemat i alle grunnskoler.", "nb"),
    ("paragraph", "Slik vil vi gjøre hverdagen lettere for familiene.", "nb"),
    ("heading", "Klima", "nb"),
    ("list_item", "Byggje ut sykkelvegen langs fjorden.", "nn"),
    ("list_item", "Bygge et solcelleanlegg på rådhuset.", "nb"),
    ("list_item", HOSTILE, "nb"),
    ("list_item", "Utrede en ny bybane.", "nb"),
]
MINUTES = [
    ("heading", "Sak 12/24 Helsesykepleiere", "nb"),
    ("paragraph", "Votering: Forslaget fra SV ble vedtatt mot 9 stemmer (H, FrP).", "nb"),
    ("paragraph", "Forslaget om gratis skolemat falt med 14 mot 21 stemmer.", "nb"),
    ("paragraph", "Forslaget om en ny bybane avvises med henvisning til byrådens svar.", "nb"),
    ("paragraph", "Kommunestyret ber om en gjennomgang av parkeringsavgiftene.", "nb"),
]
BUDGET = [
    ("table_row", "Helsesykepleiere i skolen | 4 200", "nb"),
    ("table_row", "Kulturskolen | 1 150", "nb"),
]
FOLLOW_UP = [
    ("paragraph", "Alle skolene har hatt egen helsesykepleier siden august 2024.", "nb"),
    ("paragraph", "Prosjektet med solceller på rådhuset videreføres ikke.", "nb"),
    ("paragraph", "Sykkelvegen: Reguleringsarbeidet er i gang.", "nb"),
]
SENTENCE = {
    "nb": "Ordene sier det om dette forslaget.",
    "nn": "Orda seier det om dette framlegget.",
    "en": "The words say so about this proposal.",
}


@dataclass
class Town:
    """Builds the rows of the invented municipality; `spans` finds a document's text."""

    db: Database
    folder: Path
    texts: dict[str, str] = field(default_factory=dict)

    def document(self, id: str, name: str, lines: list[tuple[str, str, str]], **fields: Any) -> None:
        text = "\n".join(line for _, line, _ in lines)
        self.texts[id] = text
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        row = {
            "id": id, "work": name, "name": name, "path": str(path), "paths": "[]", "text": text, "pages": 3,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "language": "nb", "parser": "text",
            "warnings": "[]", "sources": json.dumps({"title": "corpus.toml", "date": "page 1", "kind": "file name"}),
        }  # fmt: skip
        self.db.table("documents").insert(row | fields)
        start = 0
        section: list[str] = []
        for number, (kind, line, language) in enumerate(lines):
            section = [line] if kind == "heading" else section
            self.db.table("blocks").insert(
                {
                    "document": id, "number": number, "kind": kind, "page": 1 + number // 5, "start": start,
                    "end": start + len(line), "section": json.dumps(section), "language": language, "notes": "[]",
                    "fragments": "[]", "cells": "[]", "marker": "•" if kind == "list_item" else None,
                }
            )  # fmt: skip
            start += len(line) + 1

    def account(self, document: str, page: int, characters: int, in_text: int, **fields: Any) -> None:
        removed = json.dumps(fields.pop("removed", {}))
        row = {"document": document, "page": page, "characters": characters, "in_text": in_text, "removed": removed}
        self.db.table("accounts").insert(row | {"recognised": 0, "picture": 0, "unread": "", "known": None} | fields)

    def span(self, document: str, words: str) -> dict[str, Any]:
        start = self.texts[document].index(words)
        return {"document": document, "page": 2, "start": start, "end": start + len(words), "text": words}

    def evidence(self, axis: str, value: str, document: str, words: str, day: str | None = None) -> dict[str, Any]:
        span = self.span(document, words)
        return {
            "axis": axis, "value": value, "document": document, "page": span["page"], "start": span["start"],
            "end": span["end"], "quote": words, "date": day, "rule": f"{axis}-{value}", "sentence": SENTENCE,
        }  # fmt: skip

    def commitment(self, id: str, words: str, *, status: dict[str, Any] | None = None, **fields: Any) -> None:
        row = self.span("program", words) | {
            "id": id, "kind": "pledge", "form": "list", "lead_in": "Lillevik SV vil:", "rule": "lead-in",
            "statement": f"Lillevik SV vil {words[:1].lower()}{words[1:]}", "section": json.dumps(["Oppvekst"]),
            "locator": f"punkt {id[-1]}, s. 2", "actor": "Lillevik SV", "party": "SV", "language": "nb",
            "amounts": "[]", "score": 0.9,
        }  # fmt: skip
        self.db.table("commitments").insert(row | fields)
        if status is not None:
            given = {name: json.dumps(v) if isinstance(v, list) else v for name, v in status.items()}
            self.db.table("statuses").insert({"commitment": id, "document": "program"} | given)


def build_town(db: Database, folder: Path) -> Town:
    """Fill an empty database with the municipality; its files are written into the folder."""
    town = Town(db, folder)
    _documents(town)
    _pages(town)
    _decided(town)
    _silent(town)
    _loose(town)
    return town


def _documents(town: Town) -> None:
    town.document("program", "program.txt", PROGRAMME, title="Lillevik SV: Program 2023–2027", kind="programme",
                  issuer="Lillevik SV", date="2023-03-04", municipality="Lillevik")  # fmt: skip
    town.document("protokoll", "protokoll.txt", MINUTES, title="Møtebok kommunestyret", kind="minutes",
                  issuer="Kommunestyret", date="2024-02-07", warnings='["Side 3 er et bilde uten tekst."]')  # fmt: skip
    town.document("budsjett", "budsjett.txt", BUDGET, title="Budsjett 2025", kind="budget", date="2024-12-11")
    town.document("rapport", "rapport.txt", FOLLOW_UP, title="Oppfølging <b>2025</b>", kind="followup",
                  date="2025-12-17", url="javascript:alert(1)", language="nn")  # fmt: skip
    town.document("gammel", "gammel.txt", [("paragraph", "Eldre utgave.", "nb")], title="Utkast",
                  replaced_by="program")  # fmt: skip
    town.db.table("unread").insert({"path": "skannet.pdf", "error": "EmptyDocumentError", "exit_status": 8,
                                    "reason": "Filen har ingen tekst. Kjør OCR på den."})  # fmt: skip
    town.db.table("runs").insert({"id": 1, "command": "run", "today": "2026-01-15", "started": "2026-01-15T09:00:00",
                                  "program": "0.1.0", "rules": "abc"})  # fmt: skip
    town.db.table("searches").insert_all(
        [{"id": "s1", "axis": "funding", "documents": '["budsjett"]', "until": "2024-12-11"}]
    )


def _pages(town: Town) -> None:
    """The follow-up list has no pages to count."""
    for page in (1, 2, 3):
        town.account("program", page, 1000, 960, removed={"running": 30, "marker": 10}, known=0.9)
    town.account("protokoll", 1, 500, 500)
    town.account("protokoll", 2, 500, 480, removed={"note_mark": 8})
    town.account("protokoll", 3, 0, 0, picture=1)
    town.account("budsjett", 1, 100, 103)
    town.account("budsjett", 2, 0, 0, unread="took more than 10 seconds")
    town.account("budsjett", 3, 80, 80, recognised=1, known=0.31)
    town.account("gammel", 1, 7777, 0)


def _decided(town: Town) -> None:
    adopted = town.evidence("decision", "adopted", "protokoll", "Forslaget fra SV ble vedtatt mot 9 stemmer (H, FrP).",
                            "2024-02-07")  # fmt: skip
    funded = town.evidence("funding", "funded", "budsjett", "Helsesykepleiere i skolen | 4 200", "2024-12-11")
    done = town.evidence("implementation", "implemented", "rapport", FOLLOW_UP[0][1], "2025-12-17")
    fell = town.evidence("decision", "rejected", "protokoll", MINUTES[2][1], "2024-02-07")
    answered = town.evidence("decision", "answered", "protokoll", MINUTES[3][1], "2024-02-07")
    dropped = town.evidence("implementation", "dropped", "rapport", FOLLOW_UP[1][1], "2025-12-17")
    begun = town.evidence("implementation", "in_progress", "rapport", FOLLOW_UP[2][1], "2025-12-17")
    steps = [("moved", "moved"), ("adopted", "adopted"), ("budgeted", "funded"), ("begun", "in_progress"),
             ("done", "implemented")]  # fmt: skip
    town.commitment(
        "c1", PROGRAMME[2][1],
        status={"decision": "adopted", "decision_form": "merknad", "funding": "funded", "headline": "implemented",
                "implementation": "implemented", "documentation": "confirmed", "evidence": [adopted, funded, done],
                "stations": [{"station": s, "value": v, "date": "2024-02-07", "document": "protokoll", "quote": None}
                             for s, v in steps],
                "conduct": [{"party": "SV", "moved": True, "voted": "for", "funded": None}]},
    )  # fmt: skip
    town.commitment(
        "c2", PROGRAMME[4][1],
        status={"decision": "rejected", "funding": "not_assessed", "headline": "rejected", "evidence": [fell],
                "implementation": "no_evidence", "stopped_at": "adopted",
                "stations": [{"station": "moved", "value": "moved", "date": None, "document": None, "quote": None},
                             {"station": "adopted", "value": "rejected", "date": "2024-02-07",
                              "document": "protokoll", "quote": MINUTES[2][1]}]},
    )  # fmt: skip
    town.commitment("c3", PROGRAMME[10][1], status={"decision": "answered", "headline": "answered",
                                                    "evidence": [answered], "stopped_at": "answered"})  # fmt: skip
    town.commitment("c4", PROGRAMME[8][1], section='["Klima"]', party="SV, Ap",
                    status={"implementation": "dropped", "headline": "dropped", "evidence": [dropped]})  # fmt: skip
    town.commitment(
        "c5", PROGRAMME[7][1], section='["Klima"]', language="nn",
        status={"decision": "adopted", "funding": "partly_funded", "implementation": "in_progress",
                "documentation": "conflicting", "headline": "must_check", "evidence": [adopted, begun]},
    )  # fmt: skip


def _silent(town: Town) -> None:
    town.commitment(
        "c6", PROGRAMME[3][1], deadline=json.dumps({"text": "innen 2025", "first": None, "last": "2025-12-31"}),
        topics='["familie-og-barn/barnehage", "kultur"]',
        targets=json.dumps([{"text": "40 prosent", "quantity": 40, "unit": "prosent", "comparison": "exactly"}]),
        status={"decision": "not_raised", "funding": "no_evidence", "implementation": "overdue", "headline": "overdue",
                "stopped_at": "moved",
                "searched": [{"axis": "funding", "search": "s1", "documents": 12, "until": "2025-12-17"}]},
    )  # fmt: skip
    town.commitment("c7", HOSTILE, statement=HOSTILE, actor="=1+1", party=None, status={})
    town.commitment("c8", "Slik vil vi gjøre hverdagen lettere for familiene.", form="sentence", party="=1+1")


def _loose(town: Town) -> None:
    db = town.db
    db.table("decisions").insert(
        {"id": "d1", "role": "decision", "outcome": "adopted", "body": "Kommunestyret", "date": "2024-02-07"}
        | town.span("protokoll", MINUTES[4][1])
    )
    db.table("decisions").insert({"id": "d2", "outcome": "rejected"} | town.span("protokoll", MINUTES[2][1]))
    db.table("budget_lines").insert_all(
        [
            {"id": "b1", "amount": 4200000, "year": 2025} | town.span("budsjett", BUDGET[0][1]),
            {"id": "b2", "amount": 1150000, "year": 2025} | town.span("budsjett", BUDGET[1][1]),
            {"id": "b3", "amount": -50000, "year": 2026} | town.span("budsjett", BUDGET[1][1]),
        ]
    )
    db.table("citations").insert({"id": 1, "measure": "m1", "name": "bybane"} | town.span("program", "en ny bybane"))
    db.table("citations").insert({"id": 2, "class": "value", "name": "innen 2025"} | town.span("program", "innen 2025"))
    db.table("measures").insert({"id": "m1", "name": "Bybaneplanen", "url": "javascript:alert(2)"})
    db.table("reviews").insert(
        {"id": 1, "subject_table": "statuses", "subject": "c1", "action": "set", "field": "implementation",
         "value": "implemented", "by": "Kari Nordmann", "at": "2026-01-10T12:00:00", "reason": "Ringte <skolen>."}
    )  # fmt: skip
    db.table("links").insert_all(
        [
            {"id": "l1", "commitment": "c1", "document": "program", "kind": "same", "target_table": "commitments",
             "target": "c6", "target_document": "program", "score": 0.8, "state": "proposed"},
            {"id": "l2", "commitment": "c6", "document": "program", "kind": "decision", "target_table": "decisions",
             "target": "d1", "target_document": "protokoll", "score": 0.4, "state": "proposed"},
            {"id": "l3", "commitment": "c6", "document": "program", "kind": "funding", "target_table": "budget_lines",
             "target": "b2", "target_document": "budsjett", "score": 0.3, "state": "rejected"},
        ]
    )  # fmt: skip


@pytest.fixture
def town(tmp_path: Path) -> Town:
    folder = tmp_path / "kilder"
    folder.mkdir()
    return build_town(open_database(tmp_path / "corpus.db"), folder)


@pytest.fixture
def db(town: Town) -> Database:
    """The database of the town, for tests that change it before a report is written."""
    return town.db


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole report in Bokmål, for tests that only read it."""
    folder = tmp_path_factory.mktemp("lillevik")
    (folder / "kilder").mkdir()
    town = build_town(open_database(folder / "corpus.db"), folder / "kilder")
    return write_report(town.db, folder / "rapport", today=TODAY).parent


@pytest.fixture
def write(town: Town, tmp_path: Path) -> Callable[..., Path]:
    """Writes a report of the town and gives its folder."""

    def written(name: str = "rapport", **options: Any) -> Path:
        return write_report(town.db, tmp_path / name, today=TODAY, **options).parent

    return written

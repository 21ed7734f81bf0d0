"""Positions are linked to the commitment they are about: of an earlier paper, by case, number or rare words."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.export import export
from loftespor.corpus.linking import link
from loftespor.corpus.material import Material
from loftespor.corpus.stances import Candidate, _numbers, clearly_best
from tests.corpus.built import linked_corpus

PROPOSAL = """Privat forslag om nattbuss

Bystyret ber byrådet:

1. Opprette nattbuss mellom Tangen og sentrum.
2. Innføre gratis skolefrokost på alle barneskoler.
3. Bygge gangbru over Storelva.
"""
ANSWER = """Svar på privat forslag om nattbuss

Byråden er positiv til å opprette en nattbuss mellom bydelene og sentrum. Kommunen støtter ikke forslaget om gratis
skolefrokost. Byråden anbefaler at punkt 2 og 3 avvises. Byråden er imot ny svømmehall.
"""
LATER = """Program for Bylyset

Bylyset vil:

- bygge ny svømmehall i Vikbukta
"""
REPORT = """Årsberetning

Kommunen skal bygge ny svømmehall i Vikbukta.
"""
CORPUS = """municipality = "Vikbukta"

[[document]]
file = "forslag.txt"
kind = "proposal"
title = "Privat forslag om nattbuss, gangbru og skolefrokost"
date = 2024-01-15

[[document]]
file = "svar.txt"
kind = "answer"
title = "Svar på privat forslag om nattbuss, gangbru og skolefrokost"
issuer = "Byråden for samferdsel"
date = 2024-03-01

[[document]]
file = "program.txt"
kind = "programme"
issuer = "Bylyset"
date = 2025-01-15

[[document]]
file = "beretning.txt"
kind = "annual_report"
date = 2023-12-31
"""


@pytest.fixture
def db(tmp_path: Path) -> Database:
    texts = {"forslag.txt": PROPOSAL, "svar.txt": ANSWER, "program.txt": LATER, "beretning.txt": REPORT}
    return linked_corpus(tmp_path, {**texts, "corpus.toml": CORPUS})


def links(db: Database) -> list[tuple[str, str, str]]:
    rows = db.execute(
        "SELECT p.stance, c.text, l.state FROM links l JOIN positions p ON p.id = l.target "
        "JOIN commitments c ON c.id = l.commitment AND c.document = l.document "
        "WHERE l.kind = 'position' ORDER BY p.start, c.start"
    )
    return list(rows)


def test_positions_are_linked_by_words_and_by_number_and_not_to_later_papers_or_reports(db: Database) -> None:
    assert links(db) == [
        ("support", "Opprette nattbuss mellom Tangen og sentrum.", "proposed"),
        ("oppose", "Innføre gratis skolefrokost på alle barneskoler.", "proposed"),
        ("oppose", "Innføre gratis skolefrokost på alle barneskoler.", "proposed"),
        ("oppose", "Bygge gangbru over Storelva.", "proposed"),
    ]


def test_the_exported_rows_name_the_commitment_where_one_alone_remains(db: Database) -> None:
    rows = list(export(db, "positions"))
    texts = {row["id"]: row["text"] for row in export(db, "commitments")}
    assert [texts.get(row["commitment"]) for row in rows] == [
        "Opprette nattbuss mellom Tangen og sentrum.", "Innføre gratis skolefrokost på alle barneskoler.", None, None,
    ]  # fmt: skip
    assert [row["holder"] for row in rows] == ["Byråden", "Kommunen", "Byråden", "Byråden"]
    assert [row["target_document"] for row in rows] == ["forslag.txt", "forslag.txt", "forslag.txt", None]
    assert rows[0]["reasons"][0] == "samme sak"
    assert rows[2]["target_text"] == "punkt 2 og 3"


def test_what_a_person_decided_survives_linking_anew(db: Database) -> None:
    first, second = (
        row["id"] for row in db.query("SELECT id FROM links WHERE kind = 'position' ORDER BY score LIMIT 2")
    )
    db.table("links").update(first, {"state": "rejected"})
    db.table("links").update(second, {"state": "confirmed"})
    kept = [
        (row["id"], row["state"]) for row in db.query("SELECT id, state FROM links WHERE kind = 'position' ORDER BY id")
    ]
    db.table("steps").delete_where("step = 'link'")
    list(link(db, run=1))
    after = db.query("SELECT id, state FROM links WHERE kind = 'position' ORDER BY id")
    assert [(row["id"], row["state"]) for row in after] == kept
    confirmed = db.execute("SELECT target, commitment FROM links WHERE id = ?", [second]).fetchone()
    row = db.table("positions").get(confirmed[0])
    assert (row["commitment"], row["state"]) == (confirmed[1], "confirmed")
    rejected = db.execute("SELECT target, commitment FROM links WHERE id = ?", [first]).fetchone()
    assert db.table("positions").get(rejected[0])["commitment"] != rejected[1]


def test_the_example_corpus_links_the_answer_to_the_proposal_and_no_position_to_a_stranger(
    example_database: Database,
) -> None:
    found = [(stance, text) for stance, text, _ in links(example_database)]
    assert found == [
        ("support", "ansette erfaringskonsulenter i alle bydelenes team for psykisk helse"),
        ("oppose", "øremerke midler til samtaleterapi i bydelenes budsjetter"),
        ("oppose", "ansette erfaringskonsulenter i alle bydelenes team for psykisk helse"),
    ]
    held = {row["target_text"]: row["commitment"] for row in export(example_database, "positions")}
    assert held["framlegget om ein ventetidsgaranti"] is None, "the ministry's proposal is not in the corpus"


@pytest.mark.parametrize(
    ("text", "numbers", "reason"),
    [
        ("punkt 2", {2}, "one"),
        ("Pkt. 2 og 3", {2, 3}, "two"),
        ("punkt 1, 3 og 5–7", {1, 3, 5, 6, 7}, "a range"),
        ("punkta 1 til 3", {1, 2, 3}, "a range in words"),
        ("forslaget", set(), "none"),
        ("punkt 3 i 2024", {3}, "a year is no point"),
    ],
)
def test_points_that_a_text_names(text: str, numbers: set[int], reason: str) -> None:
    assert _numbers(text) == numbers, reason


@pytest.mark.parametrize(
    ("scores", "kept", "reason"),
    [
        ([0.8], 1, "the only one"),
        ([0.8, 0.5], 1, "clearly best"),
        ([0.8, 0.7], 2, "two alike: a person decides"),
        ([0.8, 0.79, 0.78, 0.77], 3, "the best few"),
        ([], 0, "none"),
    ],
)
def test_one_candidate_or_the_best_few(db: Database, scores: list[float], kept: int, reason: str) -> None:
    stated = Material(db).commitments[0]
    assert len(clearly_best(Candidate(stated, score, (), same_case=False) for score in scores)) == kept, reason

"""Carry-forward: what became of a document's proposals in later ones, counted once, decided by nobody but a person."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.carry_forward import Carried, trace
from loftespor.corpus.export import export
from loftespor.corpus.linking import link
from loftespor.corpus.repeats import joined, unique, unique_proposals
from loftespor.corpus.store import id_named
from tests.corpus.built import linked_corpus

MEMO = """Notat om skoleveier

Etaten foreslår å:

- bygge fortau langs alle skoleveier i Vikbukta
- senke fartsgrensen til 30 km/t rundt barneskolene
- sette opp gatelys ved Storelva gangbru
- utvide åpningstiden ved nærbiblioteket på lørdager
- stenge Havnegata for gjennomkjøring
- male nye gangfelt i Strandveien
- bygge fortau langs alle skoleveier i hele Vikbukta
"""
PLAN = """Handlingsplan for skoleveier

Kommunen skal:

- bygge fortau langs alle skoleveier i Vikbukta
- senke fartsgrensen til 40 km/t rundt barneskolene
- sette opp gatelys ved Storelva gangbru og utvide åpningstiden ved nærbiblioteket på lørdager

Havnegata er ikke vurdert stengt for gjennomkjøring i denne omgang.
"""
CORPUS = """municipality = "Vikbukta"

[[document]]
file = "notat.txt"
kind = "memo"
issuer = "Vegetaten"
date = 2024-01-15

[[document]]
file = "plan.txt"
kind = "plan"
issuer = "Vikbukta kommune"
date = 2024-09-01
"""


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return linked_corpus(tmp_path, {"notat.txt": MEMO, "plan.txt": PLAN, "corpus.toml": CORPUS})


def traced(db: Database) -> list[Carried]:
    found = trace(db, id_named(db, "notat.txt"), [id_named(db, "plan.txt")])
    return [carried for (carried,) in found.carried]


def by_first_word(carried: list[Carried]) -> dict[str, Carried]:
    return {c.proposal.text.split()[0]: c for c in reversed(carried)}


def test_each_proposal_has_a_verdict_with_the_words_that_give_it(db: Database) -> None:
    found = by_first_word(traced(db))
    assert {word: c.verdict for word, c in found.items()} == {
        "bygge": "taken_up", "senke": "changed", "sette": "merged", "utvide": "merged", "stenge": "changed",
        "male": "not_found",
    }  # fmt: skip
    assert any("uten: 30" in reason for reason in found["senke"].reasons)
    assert any("nytt: 40" in reason for reason in found["senke"].reasons)
    assert any("nytt: ikke" in reason for reason in found["stenge"].reasons), "a denial is shown"
    assert found["sette"].passage == found["utvide"].passage
    assert found["male"].passage is None


def test_proposals_that_say_the_same_count_once(db: Database) -> None:
    found = trace(db, id_named(db, "notat.txt"), [id_named(db, "plan.txt")])
    assert (found.unique, len(found.carried)) == (6, 7)
    groups = [row[0].proposal.group for row in found.carried]
    assert groups[-1] == groups[0] == found.carried[0][0].proposal.id
    total = db.table("commitments").count
    assert unique_proposals(db) == total - 1


def test_verdicts_are_links_that_name_their_passage(db: Database) -> None:
    carried = [c for c in traced(db) if c.link]
    rows = {row["id"]: row for row in export(db, "links") if row["kind"] == "carried_forward"}
    assert set(rows) == {c.link for c in carried}
    for c in carried:
        row = rows[str(c.link)]
        assert c.passage
        assert (row["state"], row["reasons"][0], row["target_text"]) == ("proposed", c.verdict, c.passage.text)
        assert row["target_document"] == "plan.txt"
    assert {row["target_table"] for row in rows.values()} == {"commitments", "texts"}


def test_what_a_person_decided_survives_tracing_and_linking_anew(db: Database) -> None:
    first = by_first_word(traced(db))
    db.table("links").update(str(first["senke"].link), {"state": "confirmed", "by": "Kari Nes"})
    db.table("links").update(str(first["bygge"].link), {"state": "rejected", "by": "Kari Nes"})
    db.table("steps").delete_where("step = 'link'")
    list(link(db, run=1))
    second = by_first_word(traced(db))
    assert (second["senke"].state, second["senke"].link) == ("confirmed", first["senke"].link)
    assert second["bygge"].passage != first["bygge"].passage
    kept = dict(db.execute("SELECT id, by FROM links WHERE kind = 'carried_forward' AND state != 'proposed'"))
    assert kept == {first["senke"].link: "Kari Nes", first["bygge"].link: "Kari Nes"}


def test_tracing_twice_changes_nothing(db: Database) -> None:
    first, rows = traced(db), list(db.query("SELECT * FROM links ORDER BY id"))
    assert traced(db) == first
    assert list(db.query("SELECT * FROM links ORDER BY id")) == rows


@pytest.mark.parametrize(
    ("later", "text", "verdict", "reason"),
    [
        (
            "protokoll-bystyret-2025-02-26.pdf",
            "felles inntaksteam",
            "taken_up",
            "adopted in other words for 'opprette'",
        ),
        ("protokoll-bystyret-2025-02-26.pdf", "mottakssenteret", "changed", "'egnede lokaler i sentrum' instead"),
        ("protokoll-bystyret-2025-02-26.pdf", "rusmiddeltesting", "not_found", "nothing of it"),
        ("arsberetning-2025.pdf", "prosjektstillingene", "changed", "14 of 22 only"),
    ],
)
def test_the_memo_of_the_example_in_later_papers(
    example_database: Database, later: str, text: str, verdict: str, reason: str
) -> None:
    memo = id_named(example_database, "notat-lavterskeltilbud-psykisk-helse.pdf")
    found = trace(example_database, memo, [id_named(example_database, later)])
    (carried,) = next(row for row in found.carried if text in row[0].proposal.text)
    assert carried.verdict == verdict, reason


def test_what_minutes_only_repeat_as_moved_is_not_taken_up(example_database: Database) -> None:
    """'gratis skolefrokost på alle barneskoler' was moved and fell; three schools were adopted."""
    first, later = (
        id_named(example_database, name)
        for name in ("handlingsprogram-2024-2025.pdf", "protokoll-bystyret-2024-09-25.pdf")
    )
    found = trace(example_database, first, [later])
    (carried,) = next(row for row in found.carried if "gratis skolefrokost på alle" in row[0].proposal.text)
    assert carried.passage
    assert carried.passage.role == "decision" or carried.verdict == "not_found"


def test_groups_join_over_others() -> None:
    groups = joined([("c", "d"), ("a", "b"), ("b", "c"), ("x", "y")])
    assert groups == {"a": "a", "b": "a", "c": "a", "d": "a", "x": "x", "y": "x"}
    assert unique(["a", "b", "x", "z"], groups) == 3

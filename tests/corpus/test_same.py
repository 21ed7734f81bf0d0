"""Links between commitments that say the same: in one document, in two, and how many are kept."""

from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.alike import Alike
from loftespor.corpus.export import export
from loftespor.corpus.linking import link
from loftespor.corpus.material import Source, Stated
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.same import Pair, same_proposals
from loftespor.corpus.schema import open_database
from loftespor.corpus.shown import as_text
from loftespor.corpus.stems import stems
from loftespor.corpus.steps import extract_new
from loftespor.corpus.weights import Weights
from loftespor.ingest import find_inputs

MEMO = """# Notat om ungdom i Fjordvik

Det foreslås derfor å etablere et utekontor med ansvar for å følge opp ungdom på kveldstid. Det foreslås også å bygge
en skatehall i Solvik.

## Forslag

- Etablere et utekontor for ungdom, slik at flere får oppfølging på kveldstid.
- Rydde opp i søknadsskjemaene for frivillige lag.
- Bygge to ballbinger ved Tangen skole.
"""
PROGRAMME = """# Program for Sjøbylaget

Sjøbylaget vil:

- etablere utekontor for ungdom i Fjordvik
- si nei til skatehall i Solvik
- gi alle elever gratis skolefrokost
"""


@pytest.fixture
def db(tmp_path: Path) -> Database:
    for name, text in (("notat.md", MEMO), ("program.md", PROGRAMME)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    db = open_database(tmp_path / "corpus.db")
    run = start_run(db, command="test", today=date(2026, 3, 1), inputs=())
    list(ingest(db, find_inputs([tmp_path / "notat.md", tmp_path / "program.md"]), run=run, jobs=1))
    list(extract_new(db, run=run, jobs=1))
    list(link(db, run=run))
    return db


def test_what_is_said_twice_in_one_document_and_in_another_is_proposed(db: Database) -> None:
    same = [row for row in export(db, "links") if row["kind"] == "same"]
    assert {row["state"] for row in same} == {"proposed"}
    kiosks = [row for row in same if "utekontor" in row["text"] and "utekontor" in row["target_text"]]
    within = [row for row in kiosks if row["document"] == row["target_document"]]
    assert len(within) == 1
    assert within[0]["text"].startswith("Det foreslås derfor")  # the one that comes first in the text is the subject
    assert any(reason.startswith("felles ord: ") and "utekontor" in reason for reason in within[0]["reasons"])
    assert [row for row in kiosks if row["document"] != row["target_document"]]
    db.close()


def test_show_tells_both_commitments_of_each_other(db: Database) -> None:
    rows = [row for row in db.table("commitments").rows if "utekontor" in row["text"]]
    shown = [as_text(db, row) for row in rows]
    assert len(rows) == 3
    for text, row in zip(shown, rows, strict=True):
        others = [other for other in rows if other["number"] != row["number"]]
        assert all(f"commitments {other['id']}: felles ord: " in text for other in others)
        assert all(f"    {other['text'][:40]}" in text for other in others)
    db.close()


def test_the_opposite_is_said_and_stays_below_what_is_sure(db: Database) -> None:
    [halls] = [r for r in export(db, "links") if r["kind"] == "same" and "skatehall" in r["text"] + r["target_text"]]
    assert halls["score"] < 0.5
    assert any(reason.startswith("motsatt retning: ") for reason in halls["reasons"])
    db.close()


def test_linking_again_gives_the_same_links(db: Database) -> None:
    before = list(export(db, "links"))
    db.execute("DELETE FROM steps WHERE step = 'link'")
    list(link(db, run=1))
    assert list(export(db, "links")) == before
    db.close()


def test_of_two_documents_the_likely_and_the_ten_best_of_the_others_are_kept() -> None:
    here, there = (Source(name, name, None, None, None, None, name, None, None) for name in ("a.txt", "b.txt"))
    texts = [f"bygge bod nummer {number} i havna" for number in range(40)]
    alike = Alike(Weights(frozenset(stems(text)) for text in texts), cited={}, names={})

    def stated(source: Source, number: int) -> Stated:
        words = frozenset(stems(texts[number]))
        return Stated(f"{source.id}{number}", source, number, texts[number], words, None, None, None, None)

    scores = [0.9] * 12 + [0.3] * 3 + [0.29] * 25
    pairs = [Pair(stated(here, n), stated(there, n), score) for n, score in enumerate(scores)]
    kept = list(same_proposals([*pairs, *pairs], alike))
    assert [proposal.score for proposal in kept] == [0.9] * 12 + [0.3] * 3 + [0.29] * 10

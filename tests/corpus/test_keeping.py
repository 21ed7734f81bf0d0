"""Keeping a corpus in order: documents taken out, what it covers, what to look at, samples, history."""

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.audits import draw, form, read_back, results
from loftespor.corpus.checks import check
from loftespor.corpus.coverage import Coverage, coverage, gap_text
from loftespor.corpus.reviews import all_reviews
from loftespor.corpus.status_history import changes_since
from loftespor.corpus.withdrawals import put_back, reviews_of_document, take_out
from loftespor.errors import ReviewError, ReviewFileError, UnknownIdError
from loftespor.reports.history import change_lines
from loftespor.reports.language import Language
from tests.corpus.built import TODAY, work
from tests.corpus.small_town import PHONE, REPORT, REPORTED, SWIMMING, link_of, reassess, say, status, write_documents

LIST = """Oppfølging av vedtak i Fjordvik bystyre per 15.01.2026

| Sak | Tittel | Utvalg og møte | Vedtak | Status | Merknad |
| --- | --- | --- | --- | --- | --- |
| 12/25 | Belysning i turløyper | Bystyret 12.02.2025 | Byrådet bes sette opp lys i turløypa. | Gjennomført | Ferdig. |
| 60/25 | Sykkelvei | Bystyret 10.04.2025 | Byrådet bes bygge sykkelvei. | Under arbeid | Startet. |
"""


def test_a_document_taken_out_stays_out_and_what_was_reviewed_stays(db: Database, folder: Path) -> None:
    made = say(db, link_of(db, SWIMMING, kind="report")["id"], "confirm")
    id = take_out(db, "arsberetning.txt", by="Kari Holm", reason="Trukket av kommunen.")
    assert reviews_of_document(db, id) == 1
    work(db, folder)
    now = status(db, SWIMMING)
    assert (now["implementation"], now["documentation"]) == ("not_assessed", "suspect")
    assert [review.uid for review in all_reviews(db)] == [made.uid]
    with pytest.raises(UnknownIdError):
        take_out(db, "arsberetning.txt", by="", reason="En gang til.")
    db.execute("DELETE FROM files")  # so that the file is read again
    work(db, folder)
    assert status(db, SWIMMING)["implementation"] == "not_assessed"
    assert put_back(db, "arsberetning.txt", by="Kari Holm", reason="Publisert på nytt.") == id
    work(db, folder)
    assert (status(db, SWIMMING)["implementation"], db.table("links").get(made.subject)["state"]) == (
        "implemented", "confirmed",
    )  # fmt: skip
    log = [(row["action"], row["reason"]) for row in db.table("withdrawals").rows]
    assert log == [("removed", "Trukket av kommunen."), ("restored", "Publisert på nytt.")]


def test_taking_out_needs_a_reason(db: Database) -> None:
    with pytest.raises(ReviewError, match="--reason"):
        take_out(db, "arsberetning.txt", by="Kari Holm", reason=" ")
    assert status(db, SWIMMING)["implementation"] == "implemented"
    assert db.table("withdrawals").count == 0


def test_coverage_counts_bodies_kinds_and_years(db: Database) -> None:
    found = {(row.body, row.kind): (row.documents, row.first, row.last) for row in coverage(db)}
    assert found == {
        ("Bylyset", "programme"): (1, "2024-01-15", "2024-01-15"),
        ("Fjordvik bystyre", "minutes"): (1, "2025-03-12", "2025-03-12"),
        ("Fjordvik kommune", "annual_report"): (1, "2026-02-01", "2026-02-01"),
    }


@pytest.mark.parametrize(
    ("years", "gaps"),
    [
        ({2020: 1, 2021: 4}, ""),
        ({2015: 1, 2020: 1, 2022: 1}, "2016–2019, 2021"),
        ({2020: 1}, ""),  # nothing is said of years before the first or after the last
        ({}, ""),
    ],
)
def test_gaps(years: dict[int, int], gaps: str) -> None:
    assert gap_text(Coverage("Fjordvik bystyre", "minutes", None, None, years, 0).gaps()) == gaps


def found(db: Database, *only: str, today: date = TODAY) -> list[tuple[str, str]]:
    return [(finding.check, finding.message) for finding in check(db, today=today, only=only)]


def test_a_corpus_in_order_has_nothing_to_look_at(db: Database) -> None:
    assert found(db, "suspect", "contradiction", "disputed", "dangling", "forgotten", "overdue", "unquoted") == []


def test_check_names_what_changed_what_is_gone_and_what_was_set_without_words(db: Database, folder: Path) -> None:
    say(db, link_of(db, SWIMMING, kind="report")["id"], "confirm")
    say(db, status(db, PHONE)["commitment"], "set", axis="implementation", value="planned")
    write_documents(folder, arsberetning=REPORT.replace("høsten 2025", "høsten 2024"))
    work(db, folder)
    messages = found(db, "suspect", "unquoted")
    assert [name for name, _ in messages] == ["suspect", "suspect", "unquoted"]
    assert f"«{REPORTED}» → «{REPORTED.replace('2025', '2024')}» [Kari Holm]" in messages[1][1]
    take_out(db, "program.txt", by="", reason="Trukket.")
    assert [name for name, _ in found(db, "dangling")] == ["dangling", "dangling"]


def test_check_names_orphans_in_both_directions(db: Database, folder: Path) -> None:
    write_documents(folder, arsberetning=f"{REPORT}\nBydelshuset på Neset ble åpnet 1. juni 2025.\n")
    work(db, folder)
    orphans = found(db, "orphan_commitment", "orphan_evidence")
    assert any(name == "orphan_commitment" and "fortau" in words for name, words in orphans)
    assert any(name == "orphan_evidence" and "Bydelshuset" in words for name, words in orphans)
    assert not any(SWIMMING in words for _, words in orphans)


@pytest.mark.parametrize(
    ("days", "forgotten"),
    [
        pytest.param(("Bystyret 12.02.2025", "Bystyret 10.04.2025"), 1, id="between the meetings that the list names"),
        pytest.param(
            ("Bystyret 10.04.2025", "Bystyret 11.06.2025"),
            0,
            id="before the list begins",
        ),
        pytest.param(("Formannskapet 12.02.2025", "Formannskapet 10.04.2025"), 0, id="another body's meetings"),
        pytest.param(("12.03.2025", "10.04.2025"), 1, id="no body named, the meeting's own day"),
        pytest.param(("12.02.2025", "10.04.2025"), 0, id="no body named, only days around it"),
    ],
)
def test_a_request_that_the_list_leaves_out_is_forgotten(
    db: Database, folder: Path, days: tuple[str, str], forgotten: int
) -> None:
    text = LIST.replace("Bystyret 12.02.2025", days[0]).replace("Bystyret 10.04.2025", days[1])
    (folder / "liste.md").write_text(text, encoding="utf-8")
    with (folder / "corpus.toml").open("a", encoding="utf-8") as stated:
        stated.write('\n[[document]]\nfile = "liste.md"\nkind = "followup"\nissuer = "Fjordvik kommune"\n'
                     'date = 2026-01-15\n')  # fmt: skip
    work(db, folder)
    assert db.table("followups").count == 2
    messages = found(db, "forgotten")
    assert [("svømmeopplæring" in words, words.endswith("– liste.md")) for _, words in messages] == [(True, True)] * (
        forgotten
    )


def test_an_order_is_overdue_the_day_after_its_deadline(db: Database, folder: Path) -> None:
    changed = {"protokoll": (folder / "protokoll.txt").read_text(encoding="utf-8")}
    changed["protokoll"] = changed["protokoll"].replace(
        "alle femteklassinger. Fjordvik", "alle femteklassinger innen 1. oktober 2025. Fjordvik"
    )
    write_documents(folder, arsberetning=REPORT.replace(REPORTED, "Skolene fikk nye pulter."), **changed)
    work(db, folder)
    assert found(db, "overdue", today=date(2025, 10, 1)) == []
    [(_, message)] = found(db, "overdue", today=date(2025, 10, 2))
    assert "innen 1. oktober 2025" in message
    assert message.endswith("[no_evidence]")


def filled(db: Database, id: str, answers: dict[int, str], *, delimiter: str = ",") -> str:
    """The sample's form with the given answer in all three columns of a row, as a spreadsheet saves it."""
    head, *rows = form(db, id)
    for row in rows:
        for place, name in enumerate(head):
            if name.endswith("_right"):
                row[place] = answers.get(int(row[1]), "")
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([head, *rows])
    return "\ufeff" + text.getvalue()


def test_a_sample_is_drawn_judged_and_kept(db: Database) -> None:
    id = draw(db, n=3, seed=7, of="all", run=1)
    assert draw(db, n=3, seed=7, of="all", run=2) == id  # the same seed and statuses
    assert draw(db, n=3, seed=8, of="all", run=1) != id
    content = filled(db, id, {1: "ja", 2: "NEI"}, delimiter=";")
    result = read_back(db, content, name="sample.csv", by="Kari Holm")
    assert (result.counts["all"], result.counts["funding"], result.drawn) == ((1, 2), (1, 2), 3)
    share = result.share("all")
    assert share is not None
    # Wilson's interval of 1 of 2, by hand: the middle is 1/2, the reach 1.96 · √(1/8 + 3.84/16) / (1 + 3.84/2) = 0.405.
    assert share == pytest.approx((0.5, 0.0945, 0.9055), abs=1e-4)
    assert results(db) == [result]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(("ja", "kanskje"), "line 2: 'kanskje' is neither", id="no answer"),
        pytest.param(("decision_right", "right"), "no form of a sample", id="a column is gone"),
        pytest.param((",2,", ",1,"), "line 3: not in the sample", id="a row twice"),
    ],
)
def test_a_form_that_is_refused(db: Database, change: tuple[str, str], words: str) -> None:
    id = draw(db, n=2, seed=1, of="all", run=1)
    content = filled(db, id, {1: "ja"}).replace(*change)
    with pytest.raises(ReviewFileError, match=words):
        read_back(db, content, name="sample.csv", by="Kari Holm")
    with pytest.raises(UnknownIdError, match="not drawn from this database"):
        read_back(db, filled(db, id, {1: "ja"}).replace(id, "sample-0"), name="sample.csv", by="Kari Holm")
    assert results(db) == []


def test_a_sample_of_stated_statuses_holds_no_other(db: Database) -> None:
    rows = list(form(db, draw(db, n=100, seed=1, of="stated", run=1)))[1:]
    stated = db.execute("SELECT count(*) FROM statuses WHERE evidence != '[]'").fetchone()[0]
    assert len(rows) == stated > 0
    assert all(any("«" in cell for cell in row) for row in rows)


def test_changes_tell_from_what_to_what_and_why(db: Database, folder: Path) -> None:
    first = status(db, SWIMMING)
    assert (first["since"], first["run"]) == (TODAY.isoformat(), 1)
    assert [change.reasons[0]["kind"] for change in changes_since(db, 0)] == ["first"] * db.table("statuses").count
    write_documents(folder, arsberetning=REPORT.replace(REPORTED, "Skolene fikk nye pulter og stoler."))
    run = work(db, folder, today=date(2026, 4, 1))
    [change] = [c for c in changes_since(db, 1) if c.text == SWIMMING]
    assert change.before is not None
    assert change.after is not None
    assert (change.before["implementation"], change.after["implementation"]) == ("implemented", "no_evidence")
    assert [(r["kind"], r.get("quote")) for r in change.reasons] == [("evidence_went", REPORTED), ("searches", None)]
    assert (status(db, SWIMMING)["since"], status(db, SWIMMING)["run"]) == ("2026-04-01", run)
    assert (status(db, PHONE)["since"], status(db, PHONE)["run"]) == (TODAY.isoformat(), 1)
    with pytest.raises(UnknownIdError, match="no run 99"):
        list(changes_since(db, 99))


def test_a_status_keeps_its_history_over_editions_of_its_document(db: Database, folder: Path) -> None:
    text = (folder / "program.txt").read_text(encoding="utf-8")
    write_documents(folder, program=text.replace("Bylyset vil:", "Dette er viktig for oss.\n\nBylyset vil:"))
    work(db, folder, today=date(2026, 4, 1))
    assert status(db, SWIMMING)["since"] == TODAY.isoformat()
    assert list(changes_since(db, 1)) == []


def test_nothing_new_is_no_change(db: Database, folder: Path) -> None:
    shutil.copy(folder / "program.txt", folder / "kopi.bak")
    work(db, folder)
    reassess(db)
    assert list(changes_since(db, 1)) == []
    assert json.loads(db.table("status_changes").get(1)["reasons"]) == [{"kind": "first"}]


def test_changes_tell_that_a_judged_text_is_another_now(db: Database, folder: Path) -> None:
    say(db, link_of(db, SWIMMING, kind="report")["id"], "confirm")
    write_documents(folder, arsberetning=REPORT.replace("høsten 2025", "høsten 2024"))
    work(db, folder)
    [change] = [c for c in changes_since(db, 1) if c.text == SWIMMING]
    kinds = [reason["kind"] for reason in change.reasons]
    assert kinds == ["review", "evidence_came", "evidence_went", "text_changed"]
    told = "\n".join(change_lines([change], Language("nb")))
    assert "Kari Holm bekreftet en kobling: Lest." in told
    assert "teksten som en person vurderte, er endret" in told
    assert f"belegg borte: «{REPORTED}» (arsberetning.txt, s. 1)" in told

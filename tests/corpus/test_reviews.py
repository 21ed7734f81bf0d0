"""Reviews: only ever added, kept over every kind of later run, suspect where a judged text changed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.agreement import agreements, kappa
from loftespor.corpus.carry_forward import trace
from loftespor.corpus.review_exchange import export_lines, import_lines
from loftespor.corpus.review_making import taken_back
from loftespor.corpus.review_queue import waiting
from loftespor.corpus.reviews import Review, add, all_reviews, read_alike, standing
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import database_path
from loftespor.corpus.store import id_named
from loftespor.errors import ReviewError, ReviewFileError, UnknownIdError
from tests.corpus.built import work
from tests.corpus.small_town import (
    MINUTES,
    PHONE,
    PROGRAMME,
    REPORT,
    REPORTED,
    SWIMMING,
    link_of,
    reassess,
    say,
    status,
    write_documents,
)


def test_what_was_said_cannot_be_changed_or_deleted(db: Database) -> None:
    say(db, link_of(db, SWIMMING, kind="report")["id"], "confirm")
    for words in ("UPDATE reviews SET reason = 'another'", "DELETE FROM reviews"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(words)
    assert [review.reason for review in all_reviews(db)] == ["Lest."]


def test_a_confirmed_link_is_confirmed_after_every_later_step(db: Database, folder: Path) -> None:
    link = link_of(db, SWIMMING, kind="report")
    say(db, link["id"], "confirm", reason="Samme tiltak.")
    reassess(db)
    db.execute("DELETE FROM steps WHERE document != '*'")  # as after an update of the finders
    work(db, folder)
    db.execute("DELETE FROM steps WHERE document = '*'")  # as after an update of linking and rules
    work(db, folder)
    now = db.table("links").get(link["id"])
    assert (now["state"], now["by"]) == ("confirmed", "Kari Holm")


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        pytest.param({"program": PROGRAMME.replace("Bylyset vil:", "Les først dette.\n\nBylyset vil:")}, "confirmed",
                     id="another edition of the programme in which the judged item stands as it was"),
        pytest.param({"arsberetning": REPORT.replace("Kommunen har", "Bydelene har")}, "confirmed",
                     id="another edition of the report in which the judged sentence stands as it was"),
        pytest.param({"arsberetning": REPORT.replace("høsten 2025", "høsten 2024")}, "suspect",
                     id="the report's sentence gives another year"),
        pytest.param({"program": PROGRAMME.replace("alle femteklassinger", "alle sjetteklassinger")}, "suspect",
                     id="the programme promises it to others"),
    ],
)  # fmt: skip
def test_a_revised_document(db: Database, folder: Path, changed: dict[str, str], state: str) -> None:
    say(db, link_of(db, SWIMMING, kind="report")["id"], "confirm")
    write_documents(folder, **changed)
    work(db, folder)
    current = "target_document IN (SELECT id FROM documents WHERE replaced_by IS NULL)"
    states = {row["state"] for row in db.table("links").rows_where(f"state != 'proposed' AND {current}")}
    assert states == {state}
    assert len(all_reviews(db)) == 1


def test_a_stretch_of_text_is_found_again_at_its_new_place(db: Database, folder: Path) -> None:
    """What `trace` finds may stand in no table: then its offsets name it, and they move."""
    ids = {name: id for id, name in db.execute("SELECT id, name FROM documents")}
    trace(db, ids["program.txt"], [ids["arsberetning.txt"]])
    [link] = db.table("links").rows_where("kind = 'carried_forward' AND target_table = 'texts'")
    say(db, link["id"], "confirm")
    write_documents(folder, arsberetning=REPORT.replace("Skole\n", "Skole og fritid i Fjordvik\n"))
    work(db, folder)
    trace(db, ids["program.txt"], [id_named(db, "arsberetning.txt")])
    [now] = db.table("links").rows_where("kind = 'carried_forward' AND state = 'confirmed'")
    assert now["target"] != link["target"]
    text = db.table("documents").get(now["target_document"])["text"]
    start, end = map(int, now["target"].split("-"))
    assert text[start:end] == REPORTED


def test_a_changed_text_must_be_checked_until_a_person_has_looked(db: Database, folder: Path) -> None:
    say(db, link_of(db, SWIMMING, kind="report")["id"], "confirm")
    write_documents(folder, arsberetning=REPORT.replace("høsten 2025", "høsten 2024"))
    work(db, folder)
    now = status(db, SWIMMING)
    assert (now["documentation"], now["headline"]) == ("suspect", "must_check")
    first = next(waiting(db))
    assert (first.row["state"], first.target_text) == ("suspect", REPORTED.replace("2025", "2024"))
    say(db, first.row["id"], "confirm", reason="Lest på nytt.")
    reassess(db)
    assert (status(db, SWIMMING)["documentation"], db.table("links").get(first.row["id"])["state"]) == (
        "proposed",  # the decision is still nobody's but the rules'
        "confirmed",
    )


def test_a_judged_passage_that_is_gone_leaves_its_mark_on_the_status(db: Database, folder: Path) -> None:
    say(db, link_of(db, SWIMMING, kind="report")["id"], "confirm")
    write_documents(folder, arsberetning=REPORT.replace(REPORTED, "Skolene fikk nye pulter og stoler."))
    work(db, folder)
    now = status(db, SWIMMING)
    assert (now["implementation"], now["documentation"]) == ("no_evidence", "suspect")
    say(db, now["commitment"], "confirm", reason="Årsberetningen sier ikke lenger noe.")
    reassess(db)
    assert status(db, SWIMMING)["documentation"] == "confirmed"


KILLED = """
import os, signal, sys
from pathlib import Path
from loftespor.corpus.reading import ingest
from loftespor.corpus.linking import link
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import database_path
from loftespor.corpus.steps import extract_new
from loftespor.ingest import find_inputs
from loftespor.rules.assess import assess
from tests.corpus.built import TODAY
from tests.corpus.small_town import say, link_of, SWIMMING

db = open_database(Path(sys.argv[1]))
run = start_run(db, command="test", today=TODAY, inputs=())
steps = {
    "ingest": lambda: ingest(db, find_inputs([Path(sys.argv[2])]), run=run),
    "extract": lambda: extract_new(db, run=run),
    "link": lambda: link(db, run=run),
    "assess": lambda: assess(db, today=TODAY, run=run),
}
for name, step in steps.items():
    for done in step():
        if name == sys.argv[3] and not getattr(done, "skipped", False):
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")
@pytest.mark.parametrize("step", ["ingest", "extract", "link", "assess"])
def test_a_review_survives_a_process_that_is_killed(db: Database, folder: Path, step: str) -> None:
    path = database_path(db)
    link = link_of(db, SWIMMING, kind="report")["id"]
    made = say(db, link, "confirm")
    write_documents(folder, protokoll=MINUTES.replace("7 stemmer", "8 stemmer"))  # so that every step has work
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run([sys.executable, "-c", KILLED, path, folder, step], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [review.uid for review in all_reviews(db)] == [made.uid]
    work(db, folder)
    assert db.table("links").get(link)["state"] == "confirmed"
    assert db.execute("SELECT count(*) FROM statuses").fetchone()[0] > 0


def test_a_confirmed_status_is_confirmed_and_its_change_is_told(db: Database) -> None:
    before = status(db, SWIMMING)
    assert (before["decision"], before["implementation"], before["documentation"]) == (
        "adopted", "implemented", "proposed",
    )  # fmt: skip
    say(db, before["commitment"], "confirm", reason="Kontrollert mot protokoll og årsberetning.")
    run = reassess(db)
    assert (status(db, SWIMMING)["documentation"], status(db, SWIMMING)["run"]) == ("confirmed", run)
    [change] = db.table("status_changes").rows_where("run = ?", [run])
    [reason] = json.loads(change["reasons"])
    assert (reason["kind"], reason["by"]) == ("review", "Kari Holm")


def test_one_confirmed_axis_does_not_confirm_the_others(db: Database) -> None:
    say(db, status(db, SWIMMING)["commitment"], "confirm", axis="decision")
    reassess(db)
    assert status(db, SWIMMING)["documentation"] == "proposed"


def test_every_stated_value_may_be_confirmed_by_links(db: Database) -> None:
    for kind in ("decision", "report"):
        say(db, link_of(db, SWIMMING, kind=kind)["id"], "confirm")
    reassess(db)
    assert status(db, SWIMMING)["documentation"] == "confirmed"


def test_a_confirmed_link_is_as_near_as_can_be(db: Database, folder: Path) -> None:
    """Too little in common for a rule; a person knows that it is the same."""
    pledge = SWIMMING.replace("alle ", "")
    write_documents(
        folder, program=PROGRAMME.replace(SWIMMING, pledge),
        arsberetning=REPORT.replace(REPORTED, "Gratis svømmeopplæring er innført, og mange bruker tilbudet."),
    )  # fmt: skip
    work(db, folder)
    assert status(db, pledge)["implementation"] == "no_evidence"
    say(db, link_of(db, pledge, kind="report")["id"], "confirm")
    reassess(db)
    assert status(db, pledge)["implementation"] == "implemented"


def test_refused_evidence_gives_no_value(db: Database) -> None:
    say(db, status(db, SWIMMING)["commitment"], "reject", axis="implementation", reason="Gjelder en annen ordning.")
    reassess(db)
    now = status(db, SWIMMING)
    assert (now["implementation"], now["decision"]) == ("no_evidence", "adopted")
    assert REPORTED not in now["evidence"]


def test_a_rejected_link_gives_no_value(db: Database) -> None:
    say(db, link_of(db, SWIMMING, kind="report")["id"], "reject")
    reassess(db)
    assert status(db, SWIMMING)["implementation"] == "no_evidence"


def test_a_set_value_goes_before_rules_and_quotes_its_passage(db: Database) -> None:
    id = status(db, PHONE)["commitment"]
    say(db, id, "set", axis="implementation", value="planned", quote=("arsberetning.txt", "planlagt nye lekeplasser"))
    reassess(db)
    now = status(db, PHONE)
    [evidence] = [e for e in json.loads(now["evidence"]) if e["axis"] == "implementation"]
    text = db.table("documents").get(evidence["document"])["text"]
    assert (now["implementation"], evidence["rule"]) == ("planned", "review.set")
    assert text[evidence["start"] : evidence["end"]] == evidence["quote"] == "planlagt nye lekeplasser"


def test_a_set_value_must_be_checked_when_documents_say_another(db: Database, folder: Path) -> None:
    say(db, status(db, PHONE)["commitment"], "set", axis="implementation", value="planned")
    newer = f"{REPORT}\nEn døgnåpen krisetelefon for ungdom er opprettet.\n"
    write_documents(folder, arsberetning=newer)
    work(db, folder)
    now = status(db, PHONE)
    assert (now["implementation"], now["documentation"]) == ("planned", "suspect")


@pytest.mark.parametrize(
    ("axis", "value", "quote", "words"),
    [
        ("funding", "implemented", None, "no value of funding"),
        ("documentation", "proposed", None, "no value of documentation"),  # only a rule proposes
        ("implementation", "planned", ("arsberetning.txt", "står her ikke"), "to the letter"),
    ],
)
def test_what_cannot_be_set(db: Database, axis: str, value: str, quote: tuple[str, str] | None, words: str) -> None:
    with pytest.raises(ReviewError, match=words):
        say(db, status(db, PHONE)["commitment"], "set", axis=axis, value=value, quote=quote)
    with pytest.raises(ReviewError, match="needs a name"):
        say(db, status(db, PHONE)["commitment"], "confirm", by=" ")
    assert all_reviews(db) == []


def test_the_promisers_reply_is_shown_as_disputed_until_it_is_weighed(db: Database) -> None:
    id = status(db, SWIMMING)["commitment"]
    say(db, id, "confirm")
    say(db, id, "reply", by="Bylyset", reason="Tilbudet kom alt i 2024.")
    reassess(db)
    assert status(db, SWIMMING)["documentation"] == "disputed"
    say(db, id, "set", axis="documentation", value="confirmed", reason="Tilsvaret endrer ikke verdien.")
    reassess(db)
    assert status(db, SWIMMING)["documentation"] == "confirmed"


def test_people_who_disagree_make_a_link_a_proposal_and_the_status_disputed(db: Database) -> None:
    link = link_of(db, SWIMMING, kind="report")["id"]
    say(db, link, "confirm")
    say(db, link, "reject", by="Ola Vik")
    reassess(db)
    assert db.table("links").get(link)["state"] == "proposed"
    assert status(db, SWIMMING)["documentation"] == "disputed"


def test_what_is_taken_back_counts_no_longer_and_is_still_there(db: Database) -> None:
    id = status(db, SWIMMING)["commitment"]
    first = say(db, id, "confirm")
    second = say(db, id, "set", axis="implementation", value="in_progress")
    with pytest.raises(ReviewError, match="Kari Holm's"):
        taken_back(db, second.uid, by="Ola Vik", reason="Uenig.")
    add(db, [taken_back(db, second.uid[:8], by="Kari Holm", reason="Feil punkt.")])
    reassess(db)
    assert (status(db, SWIMMING)["implementation"], status(db, SWIMMING)["documentation"]) == (
        "implemented", "confirmed",
    )  # fmt: skip
    assert {word.review.uid for word in standing(all_reviews(db))} == {first.uid}
    assert len(all_reviews(db)) == 3


def test_two_databases_are_merged(db: Database, folder: Path, tmp_path: Path) -> None:
    link = link_of(db, SWIMMING, kind="report")["id"]
    say(db, link, "confirm")
    other = open_database(tmp_path / "other.db")
    work(other, folder)
    say(other, status(other, PHONE)["commitment"], "confirm", by="Ola Vik")
    lines = list(export_lines(db))
    assert import_lines(other, lines, name="a").added == 1
    again = import_lines(other, lines, name="a")
    assert (again.given, again.added, again.elsewhere) == (1, 0, 0)
    import_lines(db, export_lines(other), name="b")
    assert list(export_lines(db)) == list(export_lines(other))
    reassess(other)
    assert other.table("links").get(link)["state"] == "confirmed"
    other.close()


def test_reviews_of_what_is_not_here_wait_for_it(db: Database, folder: Path, tmp_path: Path) -> None:
    link = link_of(db, SWIMMING, kind="report")["id"]
    say(db, link, "confirm")
    empty = open_database(tmp_path / "empty.db")
    done = import_lines(empty, export_lines(db), name="a")
    assert (done.added, done.elsewhere) == (1, 1)
    work(empty, folder)
    assert empty.table("links").get(link)["state"] == "confirmed"
    empty.close()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"by": "Ola Vik"}, "was changed after", id="put into somebody else's mouth"),
        pytest.param({"action": "drop"}, "action", id="an action that there is not"),
        pytest.param({"seen": []}, "seen", id="nothing that was seen"),
        pytest.param({"by": ""}, "by", id="no name"),
        pytest.param({"at": "2026-03-01"}, "at", id="a day, which cannot be put in order with times"),
        pytest.param({"axis": "colour"}, "axis", id="an axis that there is not"),
        pytest.param({"action": "set", "axis": "funding", "value": "implemented"}, "value", id="another axis' value"),
        pytest.param({"seen": {"values": {}, "evidence": []}}, "seen.commitment_text", id="half of what was seen"),
        pytest.param({"subject_table": "links"}, "seen.kind", id="what was seen of another thing"),
        pytest.param({"subject": None}, "subject", id="about nothing"),
    ],
)
def test_a_file_of_reviews_that_is_refused(db: Database, change: dict[str, object], words: str) -> None:
    say(db, link_of(db, SWIMMING, kind="report")["id"], "confirm")
    say(db, status(db, PHONE)["commitment"], "confirm", by="Bo Li")
    lines = list(export_lines(db))
    lines[1] = json.dumps(json.loads(lines[1]) | change)
    with pytest.raises(ReviewFileError, match=f"line 2.*{words}"):
        import_lines(db, lines, name="reviews.jsonl")
    with pytest.raises(ReviewFileError, match="line 1 is no JSON"):
        import_lines(db, ["ikke json"], name="reviews.jsonl")
    assert len(all_reviews(db)) == 2


def test_a_review_whose_text_is_not_the_texts_here_judges_nothing(db: Database) -> None:
    """The ids are those of this database, the words are not: as when somebody made a file by hand."""
    link = link_of(db, SWIMMING, kind="report")["id"]
    made = say(db, link, "reject")
    add(db, [taken_back(db, made.uid, by="Kari Holm", reason="Prøve.")])
    strange = replace(made, by="Ukjent", seen={**made.seen, "target_text": "Noe helt annet som ingen her har skrevet."})
    line: dict[str, object] = {"uid": strange.uid, **asdict(strange)}
    import_lines(db, [json.dumps(line)], name="by hand")
    reassess(db)
    assert db.table("links").get(link)["state"] == "proposed"


def test_ids_that_name_nothing_or_too_much(db: Database) -> None:
    for id, words in (("zz", "begins with 'zz'"), ("", "begins with ''")):
        with pytest.raises(UnknownIdError, match=words):
            say(db, id, "confirm")
    firsts = [row["id"][0] for row in db.table("links").rows]
    with pytest.raises(UnknownIdError, match="Give more of the id"):
        say(db, max(firsts, key=firsts.count), "confirm")


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        pytest.param([("a", "a"), ("b", "b")], 1.0, id="always alike"),
        pytest.param([("a", "b"), ("b", "a")], -1.0, id="never alike"),
        pytest.param([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0, id="as chance would have it"),
        # Cohen 1960, the worked table of two clinicians: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no give 0.4.
        pytest.param([("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15, 0.4, id="by hand"),
        pytest.param([("a", "a")], None, id="one judgement only: chance alone agrees"),
        pytest.param([], None, id="nothing judged by both"),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert kappa(pairs) == (None if expected is None else pytest.approx(expected))


def test_agreement_counts_first_words_about_what_both_judged(db: Database) -> None:
    link = link_of(db, SWIMMING, kind="report")["id"]
    id = status(db, SWIMMING)["commitment"]
    say(db, link, "confirm")
    say(db, link, "reject", by="Ola Vik")
    say(db, link, "confirm", by="Ola Vik", reason="Etter samtale.")  # no longer independent
    say(db, id, "confirm")
    say(db, id, "set", by="Ola Vik", axis="implementation", value="in_progress")
    found = {a.of: (a.one, a.other, a.both, a.equal) for a in agreements(all_reviews(db))}
    assert found == {
        "links": ("Kari Holm", "Ola Vik", 1, 0),
        "implementation": ("Kari Holm", "Ola Vik", 1, 0),
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("«Kutt: 50 000 kr.»", "kutt 50 000 kr", True),  # quotation marks and case are layout
        ("−50 000 kr", "50 000 kr", False),  # a sign is not
        ("–50 000 kr", "-50 000 kr", True),  # however it is printed
        ("20 % av boligene", "20 av boligene", False),
        ("4,2 millioner", "42 millioner", False),
    ],
)
def test_what_counts_as_the_same_text(one: str, other: str, same: bool) -> None:
    assert (read_alike(one) == read_alike(other)) is same


def test_the_id_of_a_review_is_a_hash_of_all_it_says() -> None:
    """A change here breaks every file of reviews that was ever exported."""
    at = "2026-03-01T10:00:00+00:00"
    review = Review("links", "a1", "d1", "confirm", "Kari Holm", at, "Lest.", seen={"kind": "report"})
    assert review.uid == "069eb864541ac1b9"
    others = (
        replace(review, by="Ola Vik"), replace(review, reason="Lest!"), replace(review, action="reject"),
        replace(review, axis="funding"), replace(review, seen={}), replace(review, at="2026-03-01T10:00:01+00:00"),
    )  # fmt: skip
    assert review.uid not in {other.uid for other in others}
    assert len({other.uid for other in others}) == len(others)


def test_a_second_reviewer_gets_a_queue_of_their_own(db: Database) -> None:
    link = next(waiting(db)).row["id"]
    say(db, link, "confirm")
    assert link not in [w.row["id"] for w in waiting(db, limit=1000)]
    assert next(waiting(db, by="Ola Vik")).row["id"] == link

"""The commands for people: reviewing, checking, auditing, history; what they print and how they end."""

import csv
import io
import json
import shlex
import sqlite3
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlite_utils import Database

from loftespor.cli import main
from loftespor.cli.review import review
from loftespor.corpus.schema import open_database
from tests.corpus.built import TODAY, work
from tests.corpus.small_town import MINUTES, PHONE, SWIMMING, link_of, status, write_documents

BY = ("--by", "Kari Holm", "--reason", "Lest i begge.")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--db", "corpus.db"])


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The small town in the working folder; the ids of a link and two commitments."""
    monkeypatch.chdir(tmp_path)
    db = open_database(Path("corpus.db"))
    work(db, write_documents(Path("documents")))
    found = {
        "link": link_of(db, SWIMMING, kind="report")["id"],
        "swimming": status(db, SWIMMING)["commitment"],
        "phone": status(db, PHONE)["commitment"],
    }
    db.close()
    return found


@pytest.mark.parametrize("name", sorted(review.commands))
def test_every_part_of_review_shows_an_example_that_it_understands(name: str) -> None:
    command = review.commands[name]
    assert command.epilog
    words = shlex.split(command.epilog.removeprefix("Example: ").split(" > ")[0])
    assert words[:3] == ["loftespor", "review", name]
    with click.Context(command) as context:
        command.parse_args(context, words[3:])


def test_the_id_may_stand_first(ids: dict[str, str]) -> None:
    assert run("review", ids["link"][:8], "confirm", *BY).exit_code == 0
    assert "(confirmed)" in run("review", ids["link"], "show").stdout
    assert run("review", ids["link"], "praise", *BY).exit_code == 2


def test_from_the_queue_to_the_report(ids: dict[str, str]) -> None:
    listed = run("review", "list", "--kind", "report")
    assert ids["link"] in listed.stdout
    done = run("review", "confirm", ids["link"][:8], *BY)
    assert (done.exit_code, done.stdout) == (0, "")
    assert ids["link"] not in run("review", "list", "--kind", "report").stdout
    shown = run("review", "show", ids["link"]).stdout
    assert "(confirmed)" in shown
    assert "Kari Holm: confirm link" in shown
    assert run("review", "confirm", ids["swimming"], *BY).exit_code == 0
    assert run("assess", "--today", TODAY.isoformat()).exit_code == 0
    told = run("changes", "--since", "1", "--lang", "nn").stdout
    assert "dokumentasjon: føreslått av maskin → stadfesta av ein person" in told
    assert "Kari Holm stadfesta statusen: Lest i begge." in told
    assert run("report", "--out", "report", "--format", "html").exit_code == 0
    page = Path(f"report/punkt/{ids['swimming']}.html").read_text(encoding="utf-8")
    assert "Kari Holm bekreftet en kobling" in page
    assert "Kari Holm bekreftet statusen" in page


def test_corrections_and_replies_are_printed_and_escaped(ids: dict[str, str]) -> None:
    run("review", "set", ids["phone"], "--axis", "implementation", "--value", "planned", *BY)
    run("review", "reply", ids["swimming"], "--by", "Bylyset", "--reason", "Det kom <b>før</b>.")
    log = run("review", "log").stdout
    assert "Kari Holm: set implementation planned" in log
    run("assess", "--today", TODAY.isoformat())
    checked = run("check", "--only", "disputed", "--only", "unquoted")
    assert checked.exit_code == 27
    assert [line.split("\t")[0] for line in checked.stdout.splitlines()] == ["disputed", "unquoted"]
    run("report", "--out", "report", "--format", "html", "--lang", "en")
    method = Path("report/metode.html").read_text(encoding="utf-8")
    assert "Corrections and replies" in method
    assert "Det kom &lt;b&gt;før&lt;/b&gt;." in method
    assert "Set by a person without a quote" in Path("report/index.html").read_text(encoding="utf-8")


def test_check_ends_well_where_there_is_nothing(ids: dict[str, str]) -> None:
    assert ids
    result = run("check", "--today", TODAY.isoformat())
    assert (result.exit_code, "suspect 0" in result.stderr) == (0, True)
    rows = [json.loads(line) for line in run("check", "--only", "orphan_commitment", "--jsonl").stdout.splitlines()]
    assert {row["check"] for row in rows} == {"orphan_commitment"}


def test_a_changed_text_makes_check_fail(ids: dict[str, str]) -> None:
    db = open_database(Path("corpus.db"))
    decision = link_of(db, SWIMMING, kind="decision")["id"]
    db.close()
    run("review", "confirm", decision, *BY)
    changed = MINUTES.replace("gratis svømmeopplæring for alle femteklassinger. F", "gratis svømming for enkelte. F")
    write_documents(Path("documents"), protokoll=changed)
    assert run("run", "documents", "--no-report", "--jobs", "1", "--today", TODAY.isoformat()).exit_code == 0
    result = run("check", "--today", TODAY.isoformat())
    assert (result.exit_code, "suspect" in result.stderr) == (27, True)
    assert ids["swimming"] in result.stdout


def test_reviews_go_out_and_in(ids: dict[str, str]) -> None:
    run("review", "confirm", ids["link"], *BY)
    Path("reviews.jsonl").write_text(run("review", "export").stdout, encoding="utf-8")
    again = run("review", "import", "reviews.jsonl")
    assert "1 reviews, 0 new, 0 of passages" in again.stderr
    Path("reviews.jsonl").write_text("{}\n", encoding="utf-8")
    refused = run("review", "import", "reviews.jsonl")
    assert (refused.exit_code, "reviews.jsonl, line 1" in refused.stderr) == (26, True)
    assert run("review", "import", "no.jsonl").exit_code == 3


def test_agreement_is_a_table(ids: dict[str, str]) -> None:
    assert "No two people" in run("review", "agreement").stderr
    run("review", "confirm", ids["link"], *BY)
    run("review", "confirm", ids["link"], "--by", "Ola Vik", "--reason", "Enig.")
    head, row = run("review", "agreement").stdout.splitlines()
    assert head.split("\t")[-1] == "kappa"
    assert row.split("\t") == ["links", "Kari Holm", "Ola Vik", "1", "1", "1.00", "0.21", "1.00", "-"]


def test_a_sample_goes_out_and_in_and_onto_the_method_page(ids: dict[str, str]) -> None:
    assert run("audit", "--sample", "2", "--out", "form.csv").exit_code == 0
    assert run("audit", "--sample", "2", "--out", "form.csv").exit_code == 2  # it may be filled in by now
    assert ids
    form = Path("form.csv").read_text(encoding="utf-8")
    head, first, *rest = form.splitlines()
    places = [number for number, name in enumerate(head.split(",")) if name.endswith("_right")]
    judged = [head, _filled(first, places, "ja"), *(_filled(row, places, "nei") for row in rest)]
    Path("form.csv").write_text("\n".join(judged), encoding="utf-8")
    assert run("audit", "--read", "form.csv").exit_code == 2  # nobody says who judged it
    told = run("audit", "--read", "form.csv", "--by", "Kari Holm").stdout
    assert "all\t1 of 2 right\t50% (9% to 91%)" in told
    assert run("audit").stdout == told
    run("report", "--out", "report", "--format", "html")
    method = Path("report/metode.html").read_text(encoding="utf-8")
    assert "1 av 2 rette, 50 % (95 prosents intervall: 9 % til 91 %)" in method.replace("\N{NO-BREAK SPACE}", " ")


def _filled(line: str, places: list[int], answer: str) -> str:
    [row] = csv.reader([line])
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([answer if n in places else cell for n, cell in enumerate(row)])
    return text.getvalue()


def test_a_document_is_taken_out_and_put_back(ids: dict[str, str]) -> None:
    run("review", "confirm", ids["link"], *BY)
    done = run("remove", "arsberetning.txt", "--reason", "Trukket.")
    assert (done.exit_code, "1 reviews are about it" in done.stderr) == (0, True)
    assert "annual_report" not in run("coverage").stdout
    assert run("remove", "arsberetning.txt", "--reason", "Trukket.").exit_code == 14
    assert run("remove", "arsberetning.txt", "--reason", "Tilbake.", "--restore").exit_code == 0
    rows = [json.loads(line) for line in run("coverage", "--jsonl").stdout.splitlines()]
    assert [row["kind"] for row in rows] == ["programme", "minutes", "annual_report"]
    assert rows[1]["years"] == {"2025": 1}


def test_a_database_that_another_process_writes_to(ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    writer = sqlite3.connect("corpus.db")
    writer.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("loftespor.cli.review.existing_database", _impatient)
    result = run("review", "confirm", ids["link"], *BY)
    assert (result.exit_code, "another process" in result.stderr) == (17, True)
    writer.rollback()
    assert run("review", "confirm", ids["link"], *BY).exit_code == 0
    writer.close()


def _impatient(path: Path) -> Database:
    db = open_database(path)
    db.execute("PRAGMA busy_timeout = 1")
    return db

"""The steps alone: ingest, extract, link, assess, report. Each may be repeated and does only what is new."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from sqlite_utils import Database

from loftespor.cli.options import database_option, existing_database, jobs_option, today_option
from loftespor.cli.progress import shown
from loftespor.corpus.linking import link as link_corpus
from loftespor.corpus.runs import finish_run, start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.corpus.steps import ingest as ingest_files
from loftespor.corpus.summary import Summary, ending, summary_of
from loftespor.ingest import find_inputs, limits_available
from loftespor.reports import write_report
from loftespor.rules.assess import assess as assess_corpus

paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
FORMATS = ("html", "xlsx", "csv", "json")


@click.command(epilog="Example: loftespor ingest programmes/ --db corpus.db --kind programme --period 2025-2029")
@paths_argument
@database_option()
@jobs_option
@today_option
@click.option("--issuer", help="Who issued the documents, where corpus.toml does not say.")
@click.option("--kind", help="Their kind: programme, resolution, minutes, budget …")
@click.option("--date", "date_", help="Their date, as 2025-06-02.")
@click.option("--period", help="The period they are for, as 2025-2029.")
def ingest(
    paths: tuple[Path, ...], database: Path, jobs: int, today: date,
    issuer: str | None, kind: str | None, date_: str | None, period: str | None,
) -> None:  # fmt: skip
    """Read files and folders into the database; a corpus.toml beside the files may state what is known of them."""
    stated = {"issuer": issuer, "kind": kind, "date": date_, "period": period}
    inputs = find_inputs(paths, stated={k: v for k, v in stated.items() if v})
    say_limits()
    db = open_database(database)
    run = start_run(db, command="ingest", today=today, inputs=map(str, paths))
    done = shown(ingest_files(db, inputs, run=run, jobs=jobs), "reading")
    conclude(db, run, summary_of(db, done))


@click.command(epilog="Example: loftespor extract --db corpus.db")
@database_option()
@jobs_option
@today_option
def extract(database: Path, jobs: int, today: date) -> None:
    """Find commitments, citations, decisions, budget lines and follow-up in what was read."""
    _step(database, "extract", today, lambda db, run: shown(extract_new(db, run=run, jobs=jobs), "finding"))


@click.command(epilog="Example: loftespor link --db corpus.db")
@database_option()
@today_option
def link(database: Path, today: date) -> None:
    """Propose what belongs together: commitments, measures and evidence."""
    _step(database, "link", today, lambda db, run: shown(link_corpus(db, run=run), "linking"))


@click.command(epilog="Example: loftespor assess --db corpus.db --today 2026-03-01")
@database_option()
@today_option
def assess(database: Path, today: date) -> None:
    """Give every commitment its status by the rules, with the evidence."""
    _step(database, "assess", today, lambda db, run: shown(assess_corpus(db, today=today, run=run), "assessing"))


def _step(database: Path, command: str, today: date, work: Callable[[Database, int], object]) -> None:
    """Do one step of a database that is there, as a run of its own."""
    db = existing_database(database)
    run = start_run(db, command=command, today=today, inputs=())
    work(db, run)
    conclude(db, run, summary_of(db, ()))


@click.command(epilog="Example: loftespor report --db corpus.db --out report --format html,xlsx")
@database_option()
@today_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The report's folder.")
@click.option("--format", "formats", default=",".join(FORMATS), show_default=True, help="What to write.")
@click.option("--lang", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
@click.option("--csv", "csv_dialect", type=click.Choice(["plain", "excel"]), default="plain", show_default=True,
              help="excel: semicolons and a byte-order mark, as a Norwegian Excel wants it.")  # fmt: skip
def report(database: Path, today: date, out: Path, formats: str, lang: str, csv_dialect: str) -> None:
    """Write the report; its path is the last line on stdout."""
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    unknown = sorted(set(wanted) - set(FORMATS))
    if unknown or not wanted:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'}: choose among {', '.join(FORMATS)}", param_hint="--format"
        )
    db = existing_database(database)
    click.echo(write_report(db, out, today=today, lang=lang, formats=wanted, csv_dialect=csv_dialect))


def say_limits() -> None:
    """Say what is lost where the operating system cannot limit a process."""
    if not limits_available():
        click.echo(
            "This system cannot limit the memory of a process: a hostile file may use all of it. Time is limited.",
            err=True,
        )


def conclude(db: Database, run: int, summary: Summary) -> None:
    """Keep the summary with the run and say it; fail when a file could not be read."""
    finish_run(db, run, summary.as_row())
    click.echo(summary.text(), err=True)
    error = ending(summary)
    if error:
        raise error

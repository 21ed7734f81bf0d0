"""The steps after reading, alone: extract, link, assess, report. Each may be repeated and does only what is new."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from sqlite_utils import Database

from loftespor.cli.options import database_option, existing_database, jobs_option, today_option
from loftespor.cli.progress import shown
from loftespor.cli.reading import conclude
from loftespor.corpus.linking import link as link_corpus
from loftespor.corpus.runs import start_run
from loftespor.corpus.steps import extract_new
from loftespor.corpus.summary import summary_of
from loftespor.extract.language import model_name
from loftespor.reports import write_report
from loftespor.rules.assess import assess as assess_corpus

FORMATS = ("html", "xlsx", "csv", "json")


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
    run = start_run(db, command=command, today=today, inputs=(), model=model_name())
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

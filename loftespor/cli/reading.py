"""Reading files into the database, and what every step that reads has to say."""

from datetime import date
from pathlib import Path

import click
from sqlite_utils import Database

from loftespor.cli.options import database_option, jobs_option, ocr_option, today_option
from loftespor.cli.progress import shown
from loftespor.corpus.account_table import account_lines
from loftespor.corpus.accounts import accounts_of
from loftespor.corpus.reading import ingest as ingest_files
from loftespor.corpus.runs import finish_run, start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.summary import Summary, ending, summary_of
from loftespor.ingest import find_inputs, limits_available
from loftespor.ingest.ocr.tesseract import OcrMode

paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.command(epilog="Example: loftespor ingest programmes/ --db corpus.db --kind programme --account > pages.tsv")
@paths_argument
@database_option()
@jobs_option
@today_option
@ocr_option
@click.option("--issuer", help="Who issued the documents, where corpus.toml does not say.")
@click.option("--kind", help="Their kind: programme, resolution, minutes, budget …")
@click.option("--date", "date_", help="Their date, as 2025-06-02.")
@click.option("--period", help="The period they are for, as 2025-2029.")
@click.option(
    "--account",
    is_flag=True,
    help="Write where the characters of these documents went: totals, and the pages that are not in order.",
)
@click.option("--account-pages", is_flag=True, help="The same with a line for every page.")
def ingest(
    paths: tuple[Path, ...], database: Path, jobs: int, today: date, ocr: OcrMode, issuer: str | None,
    kind: str | None, date_: str | None, period: str | None, account: bool, account_pages: bool,
) -> None:  # fmt: skip
    """Read files, folders and ZIP archives into the database; a corpus.toml beside the files may state what is known
    of them.

    --account writes a table to stdout, parted by tabs, with a line for each document (page 'all') and for each page
    that was not read, is a picture, has mostly unknown words, or lost characters: how many characters were found on
    it, how many stand in the text, how many were taken out, by kind, and how many were lost. Less than 0 says that
    words stand in the text twice. Documents that were read before are counted too.
    """
    stated = {"issuer": issuer, "kind": kind, "date": date_, "period": period}
    inputs = find_inputs(paths, stated={k: v for k, v in stated.items() if v})
    say_limits()
    db = open_database(database)
    run = start_run(db, command="ingest", today=today, inputs=map(str, paths))
    done = shown(ingest_files(db, inputs, run=run, jobs=jobs, ocr=ocr), "reading")
    summary = summary_of(db, done)
    if account or account_pages:
        documents = accounts_of(db, [id for step in done for id in step.ids])
        for line in account_lines(documents, summary.unread, every_page=account_pages):
            click.echo(line)
    conclude(db, run, summary)


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

"""Everything in one command: `run` on documents of your own, `demo` on the packaged example corpus."""

import tempfile
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import click
from sqlite_utils import Database

from loftespor.cli.options import database_option, jobs_option, ocr_option, today_option
from loftespor.cli.progress import shown
from loftespor.cli.reading import conclude, paths_argument, say_limits
from loftespor.corpus.linking import link
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.corpus.summary import Summary, summary_of
from loftespor.extract.language import model_name
from loftespor.ingest import Input, find_inputs
from loftespor.ingest.ocr.tesseract import OcrMode
from loftespor.reports import keep_report
from loftespor.rules.assess import assess

DEMO_TODAY = date(2026, 3, 1)  # the day the example corpus was written for


@click.command(epilog="Example: loftespor run programmes/ minutes/ --db corpus.db --out report")
@paths_argument
@database_option(default="corpus.db")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="report", show_default=True)
@click.option("--no-report", is_flag=True, help="Stop after the statuses.")
@click.option("--lang", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
@jobs_option
@today_option
@ocr_option
def run(
    paths: tuple[Path, ...], database: Path, out: Path, no_report: bool, lang: str, jobs: int, today: date, ocr: OcrMode
) -> None:
    """Read documents, find commitments and evidence, judge, and write the report.

    The report's path is the last line on stdout. Running it again does only what is new or changed.
    """
    inputs = find_inputs(paths)
    db = open_database(database)
    number = start_run(db, command="run", today=today, inputs=map(str, paths), model=model_name())
    summary = _work(db, number, inputs, jobs=jobs, today=today, ocr=ocr)
    if not no_report:
        click.echo(keep_report(db, out, today=today, lang=lang, run=number))
    conclude(db, number, summary)


def _work(db: Database, number: int, inputs: list[Input], *, jobs: int, today: date, ocr: OcrMode = "off") -> Summary:
    say_limits()
    read = shown(ingest(db, inputs, run=number, jobs=jobs, ocr=ocr), "reading")
    shown(extract_new(db, run=number, jobs=jobs), "finding")
    shown(link(db, run=number), "linking")
    shown(assess(db, today=today, run=number), "assessing")
    return summary_of(db, read)


@click.command(epilog="Example: loftespor demo --out report")
@click.option("--db", "database", type=click.Path(dir_okay=False, path_type=Path), help="Keep the database here.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="report", show_default=True)
@click.option("--lang", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
@jobs_option
def demo(database: Path | None, out: Path, lang: str, jobs: int) -> None:
    """Do the same on the packaged example: an invented municipality's programme, minutes, budgets and reports."""
    with tempfile.TemporaryDirectory() as scratch, as_file(files("loftespor").joinpath("examples")) as corpus:
        db = open_database(database or Path(scratch) / "demo.db")
        number = start_run(db, command="demo", today=DEMO_TODAY, inputs=("example corpus",), model=model_name())
        summary = _work(db, number, find_inputs([corpus]), jobs=jobs, today=DEMO_TODAY)
        index = keep_report(db, out, today=DEMO_TODAY, lang=lang, run=number)
        conclude(db, number, summary)
        db.close()
    click.echo(index)

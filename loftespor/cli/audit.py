"""Auditing: a random sample of statuses, judged by a person, and the share right that it gives."""

import csv
import io
from pathlib import Path

import click
from sqlite_utils import Database

from loftespor.cli.options import database_option, existing_database
from loftespor.corpus.audits import OF, Result, draw, form, read_back, results
from loftespor.errors import MissingPathError, UnreadableFileError
from loftespor.reports.sheets import guarded


@click.command(epilog="Example: loftespor audit --sample 50 --seed 1 --db corpus.db --out sample.csv")
@database_option()
@click.option("--sample", "--n", "sample", type=click.IntRange(1, 100_000), help="Draw so many statuses.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed and statuses draw the same sample.")
@click.option("--of", type=click.Choice(OF), default="all", show_default=True,
              help="Of all statuses, or of those that a document states something of.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The form to write (CSV).")
@click.option("--read", "judged", type=click.Path(dir_okay=False, path_type=Path), help="The form, filled in.")
@click.option("--by", envvar="LOFTESPOR_BY", help="Who filled it in; also read from LOFTESPOR_BY.")
def audit(
    database: Path, sample: int | None, seed: int, of: str, out: Path | None, judged: Path | None, by: str | None
) -> None:
    """Draw a random sample of statuses to judge, or read it back and print the share right with its 95 % interval.

    Fill in ja or nei in the columns …_right, as far as you can tell; what is left empty is not counted. The result is
    kept and printed on the report's method page. With neither --sample nor --read what was found before is printed.
    """
    db = existing_database(database)
    if sample is not None and judged is not None:
        raise click.UsageError("Draw with --sample, or read back with --read, not both.")
    if sample is not None:
        _draw(db, sample, seed, of, out)
    elif judged is not None:
        if not by:
            raise click.UsageError("Say who judged the sample, with --by.")
        _print(read_back(db, _text(judged), name=str(judged), by=by))
    else:
        for result in results(db):
            _print(result)


def _draw(db: Database, n: int, seed: int, of: str, out: Path | None) -> None:
    if out is None:
        raise click.UsageError("Name the form to write with --out.")
    if out.exists():
        raise click.UsageError(f"{out} is there already, perhaps filled in. Name another file, or move it.")
    last = db.execute("SELECT max(id) FROM runs").fetchone()[0]
    id = draw(db, n=n, seed=seed, of=of, run=last)
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([[guarded(cell) for cell in row] for row in form(db, id)])
    out.write_text("\ufeff" + text.getvalue(), encoding="utf-8", newline="")
    click.echo(out)
    click.echo(f"{id}. Fill in the columns …_right, then: loftespor audit --read {out} --by NAME --db …", err=True)


def _print(result: Result) -> None:
    click.echo(
        f"{result.audit}: {result.drawn} drawn of {result.population} ({result.of}), judged by {result.by} {result.day}"
    )
    for axis, (right, whole) in result.counts.items():
        share = result.share(axis)
        told = f"{share.value:.0%} ({share.low:.0%} to {share.high:.0%})" if share else "nobody judged it"
        click.echo(f"  {axis}\t{right} of {whole} right\t{told}")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise MissingPathError(f"{file} does not exist. Draw a sample with --sample N --out {file}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{file} cannot be read ({error}). Save it as CSV in UTF-8.") from error

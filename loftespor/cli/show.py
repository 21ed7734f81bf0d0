"""Showing one thing: a commitment with its status, a measure, or a page with the blocks that were read of it."""

from pathlib import Path

import click

from loftespor.cli.options import existing_database
from loftespor.corpus.measure_rows import measure_named
from loftespor.corpus.search import commitment
from loftespor.corpus.shown import as_text
from loftespor.corpus.store import document_named
from loftespor.errors import UnreadableFileError
from loftespor.ingest import Document, Input, Unread, ingest_files
from loftespor.ingest.page_picture import page_picture, with_blocks
from loftespor.reports.language import Language
from loftespor.reports.measure_text import measure_lines


@click.command(
    epilog="Example: loftespor show program.pdf --page 12 --image page.png",
)
@click.argument("what", metavar="ID|MEASURE|DOCUMENT")
@click.option("--db", "database", type=click.Path(dir_okay=False, path_type=Path), help="The database file.")
@click.option("--page", type=click.IntRange(1), help="Draw this page of the document, counted from 1 as in the file.")
@click.option("--image", type=click.Path(dir_okay=False, path_type=Path), help="The PNG file to write.")
@click.option("--measure", is_flag=True, help="MEASURE is the id or a name of a measure (an id has a slash).")
@click.option("--lang", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
def show(what: str, database: Path | None, page: int | None, image: Path | None, measure: bool, lang: str) -> None:
    """Show a commitment (its id, or the beginning of it) with its place, status, evidence and links.

    Or a measure: its names, its mentions in each document, what was merged into it and why. Or draw a page of a
    document with its blocks, numbered in reading order: DOCUMENT is a file, or the name or id of a document in the
    database.
    """
    if (page is None) != (image is None):
        raise click.UsageError("A picture needs both --page and --image.")
    if page is not None and image is not None:
        _draw(_document(what, database), page, image)
        return
    if database is None:
        raise click.UsageError("To show a commitment or a measure, name the database with --db.")
    db = existing_database(database)
    if measure or "/" in what:
        for line in measure_lines(measure_named(db, what), Language(lang)):
            click.echo(line)
        return
    for row in commitment(db, what):
        click.echo(as_text(db, row))


def _document(what: str, database: Path | None) -> Document:
    """The document of a name or id in the database, or in a file."""
    if database is not None:
        return document_named(existing_database(database), what)
    (read,) = ingest_files([Input(Path(what))])
    if isinstance(read, Unread):
        raise UnreadableFileError(read.reason)
    return read


def _draw(document: Document, page: int, image: Path) -> None:
    picture = page_picture(Path(document.path), page)
    with_blocks(picture, document, page).save(image, "PNG")
    click.echo(image)

"""Comparing two editions of a document."""

import json
from pathlib import Path

import click

from loftespor.cli.options import database_option, existing_database
from loftespor.corpus.edition_changes import change_row, changes
from loftespor.corpus.editions import commitments_of, different, edition_named
from loftespor.reports.changes import change_lines
from loftespor.reports.language import Language


@click.command(epilog="Example: loftespor diff program-2024.pdf program-2026.pdf --db corpus.db > changes.txt")
@click.argument("old")
@click.argument("new")
@database_option()
@click.option("--kept", is_flag=True, help="Also list what is the same in both.")
@click.option("--lang", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
@click.option("--jsonl", is_flag=True, help="One JSON object a line, all of them.")
def diff(old: str, new: str, database: Path, kept: bool, lang: str, jsonl: bool) -> None:
    """Compare two editions: which commitments were kept, worded anew (weaker or stronger), are new, or were not found
    again.

    OLD and NEW are documents in the database: an id, a file name, or a work. An edition that was replaced by a newer
    file of the same name is named by its id.
    """
    db = existing_database(database)
    before, after = edition_named(db, old), edition_named(db, new)
    different(db, before, after)
    found = changes(commitments_of(db, before), commitments_of(db, after))
    if jsonl:
        for change in found:
            click.echo(json.dumps(change_row(change), ensure_ascii=False))
        return
    for line in change_lines(found, before, after, Language(lang), kept=kept):
        click.echo(line)

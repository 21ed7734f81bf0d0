"""History: what changed between runs, and why."""

import json
from pathlib import Path

import click

from loftespor.cli.options import database_option, existing_database
from loftespor.corpus.status_history import changes_since
from loftespor.reports.history import change_lines
from loftespor.reports.language import Language


@click.command(epilog="Example: loftespor changes --since 1 --db corpus.db --lang nn")
@click.option("--since", type=click.IntRange(0), required=True, help="A run's number; `export runs` lists them.")
@database_option()
@click.option("--lang", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
@click.option("--jsonl", is_flag=True, help="One JSON object a line, also what is new or gone.")
def changes(since: int, database: Path, lang: str, jsonl: bool) -> None:
    """Print which statuses changed after a run, from what to what, and why: which rule, evidence or review."""
    found = list(changes_since(existing_database(database), since))
    if jsonl:
        for change in found:
            click.echo(json.dumps(change.row(), ensure_ascii=False))
        return
    for line in change_lines(found, Language(lang)):
        click.echo(line)

"""Looking: export tables, and search."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import click

from loftespor.cli.options import database_option, existing_database
from loftespor.corpus.export import TABLES
from loftespor.corpus.export import export as export_rows
from loftespor.corpus.search import Filters, match_expression, status_values
from loftespor.corpus.search import search as search_commitments
from loftespor.extract.records import CommitmentKind
from loftespor.reports.sheets import guarded

_UNSHOWN = frozenset({"stems", "number"})


@click.command(epilog="Example: loftespor export commitments --db corpus.db --format csv > commitments.csv")
@click.argument("table", type=click.Choice(list(TABLES)))
@database_option()
@click.option("--format", "format_", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option(
    "--csv", "csv_dialect", type=click.Choice(["plain", "excel"]), default="plain", show_default=True,
    help="excel: semicolons, a byte-order mark, and no cell that a spreadsheet takes for a formula.",
)  # fmt: skip
@click.option("--parts", is_flag=True, help="Also the parts of commitments that were split.")
def export(table: str, database: Path, format_: str, csv_dialect: str, parts: bool) -> None:
    """Write a table of the database to stdout, one row a line."""
    rows = (
        row
        for row in export_rows(existing_database(database), table)
        if parts or not row.get("parent") or table != "commitments"
    )
    if format_ == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _write_csv(rows, excel=csv_dialect == "excel")


def _write_csv(rows: Iterable[dict[str, Any]], *, excel: bool) -> None:
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
    for number, row in enumerate(rows):
        if number == 0:
            line.write("\ufeff" if excel else "")
            writer.writerow(row)
        writer.writerow(_cell(value, excel=excel) for value in row.values())
        click.echo(line.getvalue(), nl=False)
        line.seek(0)
        line.truncate()


def _cell(value: object, *, excel: bool) -> object:
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return guarded(value) if excel and isinstance(value, str) else value


@click.command(epilog='Example: loftespor search "psykisk helse*" --db corpus.db --party "Oslo SV" --status adopted')
@click.argument("query")
@database_option()
@click.option("--party", help="Only commitments of this party or actor.")
@click.option("--status", help="Only those with this value on any axis, or this headline.")
@click.option("--kind", type=click.Choice(get_args(CommitmentKind)), help="Only commitments of this kind.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--jsonl", is_flag=True, help="One JSON object a line.")
def search(
    query: str, database: Path, party: str | None, status: str | None, kind: str | None, limit: int, jsonl: bool
) -> None:
    """Find commitments that hold all words; a word that ends in * matches its beginnings."""
    filters = Filters(party=party, status=status, kind=kind)
    if not match_expression(query):
        raise click.BadParameter("give at least one word", param_hint="QUERY")
    if status is not None and status not in status_values():
        raise click.BadParameter(f"'{status}'; choose one of {', '.join(status_values())}", param_hint="--status")
    found = 0
    for row in search_commitments(existing_database(database), query, filters, limit=limit):
        found += 1
        if jsonl:
            click.echo(json.dumps({k: v for k, v in row.items() if k not in _UNSHOWN}, ensure_ascii=False))
        else:
            headline = row["headline"] or "not_assessed"
            click.echo(f"{row['id']}  {row['document_name']}, {row['locator']}  [{headline}]\n    {row['text']}")
    if not found:
        click.echo("Nothing was found.", err=True)

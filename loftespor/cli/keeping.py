"""Keeping a corpus in order: what it holds, what to look at, taking a document out."""

import json
from datetime import date
from pathlib import Path

import click

from loftespor.cli.options import database_option, existing_database, today_option
from loftespor.corpus.checks import CHECKS, LOOSE, store_findings
from loftespor.corpus.checks import check as check_corpus
from loftespor.corpus.coverage import coverage as coverage_of
from loftespor.corpus.coverage import gap_text
from loftespor.corpus.withdrawals import put_back, reviews_of_document, take_out
from loftespor.errors import FindingsError


@click.command(epilog='Example: loftespor remove protokoll.pdf --db corpus.db --reason "Trukket av kommunen."')
@click.argument("document")
@database_option()
@click.option("--reason", required=True, help="Why. It is kept in the log.")
@click.option("--by", default="", envvar="LOFTESPOR_BY", help="Your name; also read from LOFTESPOR_BY.")
@click.option("--restore", is_flag=True, help="Put back a document that was taken out.")
def remove(document: str, database: Path, reason: str, by: str, restore: bool) -> None:
    """Take a document (its id, name or work) out of the corpus: nothing is found in it or by it any more.

    Its text and all reviews stay in the database, and the next run does not read it back in. What was confirmed on its
    words must be checked again.
    """
    db = existing_database(database)
    id = (put_back if restore else take_out)(db, document, by=by, reason=reason)
    many = reviews_of_document(db, id)
    done = "Put back" if restore else "Taken out"
    click.echo(f"{done}: {id}. {many} reviews are about it; they are kept.", err=True)
    click.echo("What depends on it follows with: loftespor run PATH… (or extract, link, assess, report).", err=True)


@click.command(epilog="Example: loftespor coverage --db corpus.db")
@database_option()
@click.option("--jsonl", is_flag=True, help="One JSON object a line, with the number of documents of each year.")
def coverage(database: Path, jsonl: bool) -> None:
    """Print which bodies, kinds and dates the corpus holds, and the years between for which it has nothing.

    A silent status says no more than what was searched: this is what could be.
    """
    rows = list(coverage_of(existing_database(database)))
    if not jsonl:
        click.echo("body\tkind\tdocuments\tfirst\tlast\tundated\tgaps")
    for row in rows:
        if jsonl:
            own = {"body": row.body, "kind": row.kind, "documents": row.documents, "undated": row.undated}
            dates = {"first": row.first, "last": row.last, "years": row.years, "gaps": row.gaps()}
            click.echo(json.dumps(own | dates, ensure_ascii=False))
        else:
            cells = (row.body, row.kind, row.documents, row.first or "-", row.last or "-", row.undated)
            click.echo("\t".join(map(str, (*cells, gap_text(row.gaps()) or "-"))))


@click.command(epilog="Example: loftespor check --db corpus.db --only suspect --only forgotten")
@database_option()
@today_option
@click.option("--only", type=click.Choice(list(CHECKS)), multiple=True, help="Only these checks; each then counts.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Lines of each check; 0: all.")
@click.option("--jsonl", is_flag=True, help="One JSON object a line, all of them.")
def check(database: Path, today: date, only: tuple[str, ...], limit: int, jsonl: bool) -> None:
    """List what a person should look at; exit status 27 where there is something, 0 where there is not.

    suspect: a text changed since a person judged it. contradiction: sources or votes that disagree, opposite pledges of
    a party. dangling: reviews and links to what is not there. forgotten: adopted points that ask somebody to act,
    without a line in the later follow-up list. overdue: adopted, the deadline has passed, nothing says that it is done.

    Listed without failing: disputed; unquoted (set by a person without the words that show it); orphans, commitments
    without evidence and evidence without a commitment.
    """
    db = existing_database(database)
    names = only or tuple(CHECKS)
    found = list(check_corpus(db, today=today, only=only))
    counts = {name: sum(finding.check == name for finding in found) for name in names}
    kept = [finding for finding in found if not finding.check.startswith("orphan")]  # orphans are a page of the report
    store_findings(db, kept, names=names)
    for name in names:
        mine = [finding for finding in found if finding.check == name]
        for finding in mine if jsonl or not limit else mine[:limit]:
            click.echo(_line(finding.check, finding.subject, finding.message, jsonl=jsonl))
        if not jsonl and limit and len(mine) > limit:
            click.echo(f"{name}: {len(mine) - limit} more; --limit 0 lists all", err=True)
    click.echo(", ".join(f"{name} {n}" for name, n in counts.items()), err=True)
    failing = [name for name, n in counts.items() if n and (only or name not in LOOSE)]
    if failing:
        raise FindingsError(f"A person should look at: {', '.join(failing)}. They are listed above and in the report.")


def _line(name: str, subject: str, message: str, *, jsonl: bool) -> str:
    if jsonl:
        return json.dumps({"check": name, "subject": subject, "message": message}, ensure_ascii=False)
    return f"{name}\t{subject}\t{message}"

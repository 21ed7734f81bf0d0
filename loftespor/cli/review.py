"""Reviews: what people decide of links and statuses, with name, time and reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlite_utils import Database

from loftespor.cli.options import database_option, existing_database
from loftespor.corpus.agreement import agreements
from loftespor.corpus.measures import gather_measures
from loftespor.corpus.merge_reviews import apply_to_merges
from loftespor.corpus.review_exchange import export_lines, import_lines
from loftespor.corpus.review_links import apply_to_links, judged_links
from loftespor.corpus.review_making import judged, subject_named, taken_back
from loftespor.corpus.review_places import Places
from loftespor.corpus.review_queue import EVIDENCE, KINDS, review_lines, told, waiting
from loftespor.corpus.reviews import Action, add, all_reviews
from loftespor.errors import MissingPathError, UnreadableFileError
from loftespor.evaluation.counts import wilson

Function = TypeVar("Function", bound=Callable[..., Any])
AXES = ("decision", "funding", "implementation", "documentation")
_THEN = "Statuses and report follow with: loftespor assess, loftespor report (or run)."


class _IdFirst(click.Group):
    """Takes `review ID confirm` for `review confirm ID`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with the command first."""
        if len(args) > 1 and args[0] not in self.commands and args[1] in self.commands:
            args = [args[1], args[0], *args[2:]]
        return super().parse_args(ctx, args)


@click.group(cls=_IdFirst, epilog="Example: loftespor review list --db corpus.db")
def review() -> None:
    """Confirm, reject or set links, merges of measures and statuses; nothing that was said is ever changed or lost.

    Begin with `review list`, look closer with `review show ID`, and decide with `review confirm ID`. Reviews survive
    every later run; where a text that was judged changes, the link becomes suspect and stands first in the list. The
    ID may stand first too: `review ID confirm`.
    """


def judging(function: Function) -> Function:
    """The arguments of every command that adds a review."""
    for decorate in (
        click.option("--document", help="Where the commitment stands in several documents: which."),
        click.option("--reason", required=True, help="Why, in your own words. Readers see it."),
        click.option("--by", required=True, envvar="LOFTESPOR_BY", help="Your name; also read from LOFTESPOR_BY."),
        database_option(),
        click.argument("id"),
    ):
        function = decorate(function)
    return function


axis_option = click.option("--axis", type=click.Choice(AXES[:3]), help="Only this axis of a status.")


@review.command(epilog='Example: loftespor review confirm 3f2a --db corpus.db --by "Kari Holm" --reason "Lest."')
@judging
@axis_option
def confirm(
    id: str, database: Path, by: str, reason: str, document: str | None, axis: str | None
) -> None:  # fmt: skip
    """Confirm that a link or a merge of measures is right, or that a status (or one axis of it) is.

    ID is that of a link, merge or commitment, or the beginning of it.
    """
    _judge(database, id, "confirm", by=by, reason=reason, document=document, axis=axis)


@review.command(epilog='Example: loftespor review reject 3f2a --db corpus.db --by "Kari Holm" --reason "Annen skole."')
@judging
@axis_option
def reject(id: str, database: Path, by: str, reason: str, document: str | None, axis: str | None) -> None:
    """Reject a link or merge, or the evidence that an axis of a status stands on: it is not used again.

    A measure whose merge is rejected is split, and stays so.
    """
    _judge(database, id, "reject", by=by, reason=reason, document=document, axis=axis)


@review.command(
    name="set",
    epilog="Example: loftespor review set 9b1c --axis funding --value not_applicable --db corpus.db "
    '--by "Kari Holm" --reason "Koster ikke noe."',
)
@judging
@click.option("--axis", type=click.Choice(AXES), required=True)
@click.option("--value", required=True, help="A value of the axis; docs/status.md lists them.")
@click.option("--source", help="The document whose words show it: id, name or work.")
@click.option("--quote", help="Those words, to the letter.")
def set_(
    id: str, database: Path, by: str, reason: str, document: str | None, axis: str, value: str,
    source: str | None, quote: str | None,
) -> None:  # fmt: skip
    """Set a value on an axis of a status. It goes before what rules find, and is shown with your name.

    Name the words that show it with --source and --quote; `loftespor check` lists stated values without.
    """
    if (source is None) != (quote is None):
        raise click.UsageError("A passage needs both --source and --quote.")
    passage = (source, quote) if source is not None and quote is not None else None
    _judge(database, id, "set", by=by, reason=reason, document=document, axis=axis, value=value, quote=passage)


@review.command(epilog='Example: loftespor review reply 9b1c --db corpus.db --by "Bylyset" --reason "Vedtatt i 2024."')
@judging
def reply(id: str, database: Path, by: str, reason: str, document: str | None) -> None:
    """Keep the promiser's reply (tilsvar). The status is shown as disputed, with the reply's words (--reason).

    It stays so until the reply is taken back, or a person sets the documentation after having weighed it.
    """
    _judge(database, id, "reply", by=by, reason=reason, document=document)


def _apply(db: Database) -> None:
    """Give links and merges the states that people gave them; where merges changed, measures are made anew."""
    apply_to_links(db, judged_links(db, Places(db)))
    if apply_to_merges(db):
        gather_measures(db)


def _judge(database: Path, id: str, action: Action, *, document: str | None, **said: Any) -> None:
    db = existing_database(database)
    subject = subject_named(db, id, document=document)
    made = judged(db, subject, action, **said)
    with db.atomic():
        add(db, [made])
        _apply(db)
    click.echo(f"Kept as {made.uid}. {_THEN}", err=True)


@review.command(epilog='Example: loftespor review withdraw 77ab --db corpus.db --by "Kari Holm" --reason "Feil punkt."')
@click.argument("id")
@database_option()
@click.option("--by", required=True, envvar="LOFTESPOR_BY", help="Your name: only who made a review takes it back.")
@click.option("--reason", required=True)
def withdraw(id: str, database: Path, by: str, reason: str) -> None:
    """Take back a review of your own. Both stay in the log; the review counts no longer."""
    db = existing_database(database)
    with db.atomic():
        add(db, [taken_back(db, id, by=by, reason=reason)])
        _apply(db)
    click.echo(f"Taken back. {_THEN}", err=True)


@review.command(name="list", epilog="Example: loftespor review list --db corpus.db --kind report --limit 10")
@database_option()
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these; default: all evidence.")
@click.option("--by", help="Leave out only what this person has judged: for a second reviewer.")
@click.option("--least", type=click.FloatRange(0, 1), default=0.0, help="Only scores from here.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True)
@click.option("--jsonl", is_flag=True, help="One JSON object a line.")
def list_(database: Path, kinds: tuple[str, ...], by: str | None, least: float, limit: int, jsonl: bool) -> None:
    """List what waits for a person: suspect links first, then proposals that nobody has judged, the surest first."""
    db = existing_database(database)
    for link in waiting(db, kinds=kinds or EVIDENCE, by=by, least=least, limit=limit):
        click.echo(json.dumps(link.as_row(), ensure_ascii=False) if jsonl else "\n".join(link.lines()))


@review.command(epilog="Example: loftespor review show 3f2a --db corpus.db")
@click.argument("id")
@database_option()
@click.option("--document", help="Where the commitment stands in several documents: which.")
def show(id: str, database: Path, document: str | None) -> None:
    """Show a link, merge or commitment with its passages, and every review of it."""
    db = existing_database(database)
    for line in told(db, subject_named(db, id, document=document)):
        click.echo(line)


@review.command(epilog="Example: loftespor review log --db corpus.db")
@database_option()
def log(database: Path) -> None:
    """List every review and correction in the order in which they were made, with what was corrected."""
    for made in all_reviews(existing_database(database)):
        click.echo(f"{made.subject_table} {made.subject}: {made.seen.get('commitment_text', '')}")
        click.echo("\n".join(review_lines(made)))


@review.command(epilog="Example: loftespor review agreement --db corpus.db")
@database_option()
def agreement(database: Path) -> None:
    """Print how far every two reviewers agree: alike of all that both judged, its 95 % interval, Cohen's kappa."""
    found = agreements(all_reviews(existing_database(database)))
    click.echo("of\tone\tother\tboth\tequal\tshare\tlow\thigh\tkappa")
    for a in found:
        share = wilson(a.equal, a.both)
        shares = "\t".join(f"{part:.2f}" for part in share) if share else "\t\t"
        kappa = "-" if a.kappa is None else f"{a.kappa:.2f}"
        click.echo(f"{a.of}\t{a.one}\t{a.other}\t{a.both}\t{a.equal}\t{shares}\t{kappa}")
    if not found:
        click.echo("No two people have judged the same link or status yet.", err=True)


@review.command(name="export", epilog="Example: loftespor review export --db corpus.db > reviews.jsonl")
@database_option()
def export_(database: Path) -> None:
    """Write every review as a line of JSON, to be imported into another database or kept beside this one."""
    for line in export_lines(existing_database(database)):
        click.echo(line)


@review.command(name="import", epilog="Example: loftespor review import reviews.jsonl --db corpus.db")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@database_option()
def import_(file: Path, database: Path) -> None:
    """Add the reviews of a file that another database exported. Importing it again adds nothing.

    What is of documents that this database does not hold is kept, and counts once they are read.
    """
    db = existing_database(database)
    with db.atomic():
        done = import_lines(db, _lines(file), name=str(file))
        _apply(db)
    click.echo(
        f"{done.given} reviews, {done.added} new, {done.elsewhere} of passages that this database has not. {_THEN}",
        err=True,
    )


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise MissingPathError(f"{file} does not exist. Write it with: loftespor review export") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{file} cannot be read as UTF-8 text ({error}).") from error

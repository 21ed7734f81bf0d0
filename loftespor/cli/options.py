"""Options that several commands share."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
from sqlite_utils import Database

from loftespor.corpus.schema import open_database
from loftespor.errors import MissingPathError
from loftespor.ingest.ocr.tesseract import OcrMode

Function = TypeVar("Function", bound=Callable[..., Any])


def _today() -> date:
    """SOURCE_DATE_EPOCH where a build asks for the same bytes twice, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not epoch.isdecimal():
        raise click.UsageError(f"SOURCE_DATE_EPOCH is '{epoch}'; it must be seconds since 1970, or unset.")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now().astimezone().date()


def _as_date(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> date:
    return value.date() if value else _today()


def today_option(function: Function) -> Function:
    """--today DATE, given to the command as a date."""
    return click.option(
        "--today", type=click.DateTime(["%Y-%m-%d"]), callback=_as_date,
        help="The day the statuses are for; default: SOURCE_DATE_EPOCH, else today.",
    )(function)  # fmt: skip


def database_option(*, default: str | None = None) -> Callable[[Function], Function]:
    """--db FILE, given to the command as a path."""
    return click.option(
        "--db", "database", type=click.Path(dir_okay=False, path_type=Path), default=default,
        required=default is None, show_default=default is not None, help="The database file.",
    )  # fmt: skip


def jobs_option(function: Function) -> Function:
    """--jobs N, how many processes read and search documents."""
    default = max(1, min(8, os.cpu_count() or 1))
    return click.option(
        "--jobs", type=click.IntRange(1, 64), default=default, help="Processes to use; default: one a core."
    )(function)


def ocr_option(function: Function) -> Function:
    """--ocr MODE, which pages are recognised."""
    return click.option(
        "--ocr", type=click.Choice(get_args(OcrMode)), default="auto", show_default=True,
        help="Which pages Tesseract recognises, where it is installed: those that are pictures (auto), also those "
        "whose words are mostly unknown (broken), or none.",
    )(function)  # fmt: skip


def existing_database(path: Path) -> Database:
    """The database of a command that needs one to be there."""
    if not path.exists():
        raise MissingPathError(f"{path} does not exist. Make it with: loftespor run PATH… --db {path}")
    return open_database(path)

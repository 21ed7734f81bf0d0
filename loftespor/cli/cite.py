"""Citations of any text on standard input: for people, as a table, or as lines of JSON."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from loftespor.errors import ContextError, UnreadableFileError
from loftespor.extract.citation import Context, cite_json, context_from, find_citations
from loftespor.extract.citation.context import CONTEXT_KEYS
from loftespor.extract.citation.jsonl import FIELDS, row_of
from loftespor.extract.citation.reading import reading
from loftespor.extract.records import Citation

_WORDS = 60  # characters of a citation that are shown to people
_NOTES = {"proposed": "to be made; no source yet", "misprint": "a misprint was put right"}
_EXAMPLE = 'echo "Se Meld. St. 5 (2022–2023), jf. folkehelseloven § 5" | loftespor cite'


@click.command(epilog=f"Example: {_EXAMPLE}")
@click.option(
    "--format", "format_", type=click.Choice(["text", "tsv", "jsonl"]), default="text", show_default=True,
    help="text: to read; tsv: a row a citation, with a head; jsonl: an object a citation.",
)  # fmt: skip
@click.option(
    "--context", "stated", multiple=True, metavar="KEY=VALUE",
    help="What is known of the text, e.g. kommune=Oslo or date=2025-03-01; may be given several times.",
)  # fmt: skip
@click.option("--jsonl", is_flag=True, help="Read and write JSON objects, one a line, with 'text' and 'context'.")
def cite(format_: str, stated: tuple[str, ...], jsonl: bool) -> None:
    """Find citations in the text on standard input; offsets are into that text.

    A citation that the text leaves open has '?' in its id: state what is known with --context.
    """
    context = _context(stated)
    given = _standard_input()
    if jsonl:
        if stated or format_ != "text":
            raise click.UsageError("--jsonl takes the context of each line from the line, and writes lines of JSON.")
        for line in _answers(given):
            click.echo(line)
        return
    found = find_citations(given, context=context)
    for line in {"text": _for_people, "tsv": _table, "jsonl": _objects}[format_](given, found):
        click.echo(line)
    if not found:
        click.echo("Nothing was found." if given.strip() else f"The input is empty. Example: {_EXAMPLE}", err=True)


def _standard_input() -> str:
    if sys.stdin.isatty():
        click.echo("Reading from the keyboard; end with Ctrl-D on a line of its own.", err=True)
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"The input is not UTF-8 ({error}). Convert it, e.g. `iconv -f latin1 -t utf-8`; PDF and Word files are "
            "read with `loftespor run`."
        ) from error


def _context(stated: tuple[str, ...]) -> Context:
    """The context that KEY=VALUE options state; a value with commas is a list where the key takes one."""
    values: dict[str, object] = {}
    for option in stated:
        key, equals, value = option.partition("=")
        if not equals or key not in CONTEXT_KEYS - {"footnotes"}:
            keys = ", ".join(sorted(CONTEXT_KEYS - {"footnotes"}))
            raise ContextError(f"--context '{option}' is not KEY=VALUE with a known key. The keys are {keys}.")
        values[key] = value.split(",") if key in ("enabling", "hjemmel", "antecedents") else value
    return context_from(values)


def _for_people(text: str, found: tuple[Citation, ...]) -> Iterator[str]:
    """Each citation with its line, words and kind; below them the id, value or reason, and address."""
    line, read = 1, 0
    for citation in found:
        line += text.count("\n", read, citation.start)
        read = citation.start
        words = " ".join(text[citation.start : citation.end].split())
        yield f"{line:>4}  {words if len(words) <= _WORDS else words[: _WORDS - 1] + '…'}"
        for label, value in _particulars(citation):
            yield f"      {label:<9}{value}"


def _particulars(citation: Citation) -> Iterator[tuple[str, str]]:
    if citation.measure_class == "value":
        yield citation.type, reading(citation)
        return
    yield citation.measure_class, citation.id or "?"
    if citation.status != "resolved":
        yield "status", _reason(citation)
    if citation.flags:
        yield "note", ", ".join(_NOTES.get(flag, flag.replace("_", " ")) for flag in citation.flags)
    if citation.url and citation.type != "url":
        yield "address", citation.url


def _reason(citation: Citation) -> str:
    """The status, with what would settle it."""
    if citation.alternatives:
        return f"{citation.status}: may be {' or '.join(citation.alternatives)}"
    if citation.id is None or "?" in citation.id:
        return f"{citation.status}: the text does not say what '?' stands for"
    return citation.status


def _table(text: str, found: tuple[Citation, ...]) -> Iterator[str]:
    yield "\t".join(FIELDS)
    for citation in found:
        yield "\t".join(_cell(value) for value in row_of(citation, text).values())


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return " ".join(str(value).split()) if value is not None else ""


def _objects(text: str, found: tuple[Citation, ...]) -> Iterator[str]:
    for citation in found:
        yield json.dumps(row_of(citation, text), ensure_ascii=False)


def _answers(given: str) -> Iterator[str]:
    for number, line in enumerate(given.split("\n"), start=1):
        if line.strip():
            yield json.dumps(cite_json(_object(line, number)), ensure_ascii=False)


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise UnreadableFileError(
            f"Line {number} of the input is no JSON ({error}). Give one object a line, or plain text without --jsonl."
        ) from error
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise UnreadableFileError(f'Line {number} of the input has no "text". Give an object like {{"text": "…"}}.')
    return value

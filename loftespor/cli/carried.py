"""Carry-forward: each proposal of a document against the words of later ones."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from loftespor.cli.options import database_option, existing_database
from loftespor.corpus.carry_forward import Carried, Trace
from loftespor.corpus.carry_forward import trace as trace_documents
from loftespor.corpus.store import id_named

_VERDICTS = {"taken_up": "taken up", "changed": "changed", "merged": "merged", "not_found": "not found"}


@click.command(epilog="Example: loftespor trace notat.pdf protokoll.pdf handlingsplan.pdf --db corpus.db")
@click.argument("document", metavar="A")
@click.argument("later", metavar="B…", nargs=-1, required=True)
@database_option()
@click.option("--jsonl", is_flag=True, help="One JSON object for each proposal and later document.")
def trace(document: str, later: tuple[str, ...], database: Path, jsonl: bool) -> None:
    """Carry-forward (gjennomslag): what became of each proposal of A in the words of the later documents B….

    A and B are names or ids of documents in the database. Each proposal is taken up (nearly the same words), changed
    (the same matter in other words, which are shown), merged (one passage answers several proposals), or not found.
    The verdicts are proposed by the machine and kept as links; what a person has confirmed or rejected stays.
    """
    db = existing_database(database)
    first = id_named(db, document)
    names = {id_named(db, name): name for name in later}
    if first in names:
        raise click.BadParameter(f"{document} cannot be traced in itself", param_hint="B")
    found = trace_documents(db, first, list(names))
    for line in _json_lines(found, document, names) if jsonl else _lines(found, document, names):
        click.echo(line)


def _lines(found: Trace, document: str, names: dict[str, str]) -> Iterator[str]:
    """The trace as a person reads it: how much there is, then each proposal with what became of it."""
    yield f"{document}: {found.unique} proposals in {len(found.carried)} passages"
    for id, name in names.items():
        verdicts = [c for row in found.carried for c in row if c.document == id]
        yield f"  in {name}: {_counts(verdicts)}"
    for number, row in enumerate(found.carried, start=1):
        proposal = row[0].proposal
        yield f"\n{number}. {proposal.locator}: {proposal.text}"
        if proposal.group != proposal.id:
            yield "   (says the same as a passage above)"
        for carried in row:
            yield from _verdict(carried, names[carried.document])


def _counts(verdicts: list[Carried]) -> str:
    """'4 taken up, 1 changed, 12 not found' of unique proposals; of passages that say the same the first counts."""
    first: dict[str, str] = {}
    for carried in verdicts:
        first.setdefault(carried.proposal.group, carried.verdict)
    counts = Counter(first.values())
    return ", ".join(f"{counts[verdict]} {words}" for verdict, words in _VERDICTS.items() if counts[verdict])


def _verdict(carried: Carried, name: str) -> Iterator[str]:
    state = "" if carried.state == "proposed" else f", {carried.state}"
    if carried.passage is None:
        yield f"   {_VERDICTS[carried.verdict]} in {name}"
        return
    yield f"   {_VERDICTS[carried.verdict]} ({carried.score:.2f}{state}) in {name}, {carried.passage.locator}:"
    yield f"     «{' '.join(carried.passage.text.split())}»"
    yield f"     {'; '.join(carried.reasons)}" + (f" [{carried.link}]" if carried.link else "")


def _json_lines(found: Trace, document: str, names: dict[str, str]) -> Iterator[str]:
    for carried in (c for row in found.carried for c in row):
        yield json.dumps(_as_row(carried, document, names[carried.document]), ensure_ascii=False)


def _as_row(carried: Carried, document: str, later: str) -> dict[str, Any]:
    proposal, passage = carried.proposal, carried.passage
    return {
        "document": document, "commitment": proposal.id, "proposal": proposal.group, "page": proposal.page,
        "start": proposal.start, "end": proposal.end, "text": proposal.text, "locator": proposal.locator,
        "verdict": carried.verdict, "target_document": later, "score": round(carried.score, 4),
        "reasons": list(carried.reasons), "state": carried.state if carried.link else None, "link": carried.link,
        "target_table": passage.table if passage else None, "target": passage.target if passage else None,
        "target_start": passage.start if passage else None, "target_end": passage.end if passage else None,
        "target_text": passage.text if passage else None, "target_locator": passage.locator if passage else None,
    }  # fmt: skip

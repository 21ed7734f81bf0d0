"""One commitment as text for a terminal: its place, what became of it and why."""

import json
from collections.abc import Iterator
from textwrap import shorten

from sqlite_utils import Database

from loftespor.corpus.rows import Row
from loftespor.corpus.targets import Targets

_AXES = ("decision", "funding", "implementation", "documentation")


def as_text(db: Database, commitment: Row) -> str:
    """The commitment with its status, evidence and links, in lines."""
    return "\n".join((*_place(db, commitment), *_status(db, commitment), *_links(db, commitment)))


def _place(db: Database, commitment: Row) -> Iterator[str]:
    name, title = db.execute("SELECT name, title FROM documents WHERE id = ?", [commitment["document"]]).fetchone()
    yield f"{commitment['id']}  {commitment['kind']} ({commitment['form']}, rule {commitment['rule']})"
    yield f"  {commitment['text']}"
    yield f"  {title or name}, {commitment['locator']} ({name}, p. {commitment['page']})"
    if commitment["actor"]:
        yield f"  actor: {commitment['actor']}"


def _status(db: Database, commitment: Row) -> Iterator[str]:
    key = (commitment["id"], commitment["document"])
    rows = list(db.table("statuses").rows_where("commitment = ? AND document = ?", key))
    for status in rows:
        yield f"  status: {status['headline']}"
        yield from (f"    {axis}: {status[axis]}" for axis in _AXES)
        for evidence in json.loads(status["evidence"]):
            name = db.execute("SELECT name FROM documents WHERE id = ?", [evidence["document"]]).fetchone()[0]
            yield f"    {evidence['axis']} = {evidence['value']}: «{evidence['quote']}»"
            yield f"      {name}, p. {evidence['page']}; {evidence['sentence']['nb']} [{evidence['rule']}]"
    if not rows:
        yield "  status: not assessed yet (run `loftespor link` and `loftespor assess`)"


def _links(db: Database, commitment: Row) -> Iterator[str]:
    """The links of a commitment and, with an arrow the other way, those of other commitments to it."""
    key = (commitment["id"], commitment["document"])
    targets = Targets(db)
    own = "commitment = ? AND document = ?"
    others = "target = ? AND target_document = ? AND target_table = 'commitments'"
    for link in db.table("links").rows_where(f"({own}) OR ({others})", (*key, *key), order_by="score DESC, id"):
        arrow, end = "→", (link["target_table"], link["target"], link["target_document"])
        if (link["commitment"], link["document"]) != key:
            arrow, end = "←", ("commitments", link["commitment"], link["document"])
        reasons = "; ".join(json.loads(link["reasons"]))
        yield f"  {link['kind']} {link['score']:.2f} ({link['state']}) {arrow} {end[0]} {end[1]}: {reasons}"
        if text := targets.text(*end):
            yield f"    {shorten(text, 110, placeholder=' …')}"

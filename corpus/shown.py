"""One commitment as text for a terminal: its place, what became of it and why."""

import json
from collections.abc import Iterator

from sqlite_utils import Database

from loftespor.corpus.rows import Row

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
    key = (commitment["id"], commitment["document"])
    for link in db.table("links").rows_where("commitment = ? AND document = ?", key, order_by="score DESC, id"):
        target = f"{link['target_table']} {link['target']}"
        reasons = "; ".join(json.loads(link["reasons"]))
        yield f"  {link['kind']} {link['score']:.2f} ({link['state']}) → {target}: {reasons}"

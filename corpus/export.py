"""The exported tables: the contract that other programs rely on, one row at a time.

Documents are named by their file name; lists and objects are JSON, also inside CSV; dates are ISO; missing is null.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

from sqlite_utils import Database

from loftespor.corpus.measure_rows import measure_rows
from loftespor.corpus.notes import Notes
from loftespor.corpus.rows import Row, account_from_row
from loftespor.corpus.targets import Targets
from loftespor.errors import UnknownIdError

_JSON_COLUMNS = frozenset(
    {
        "section",
        "cells",
        "notes",
        "fragments",
        "box",
        "deadline",
        "amounts",
        "targets",
        "topics",
        "flags",
        "alternatives",
        "points",
        "commitments",
        "parties",
        "parties_for",
        "dated_notes",
        "reasons",
        "stations",
        "conduct",
        "evidence",
        "searched",
        "warnings",
        "sources",
        "aliases",
        "merged_from",
        "inputs",
        "summary",
        "paths",
        "documents",
        "seen",
        "before",
        "after",
        "sample",
        "verdicts",
    }
)
_CURRENT = "document IN (SELECT id FROM documents WHERE replaced_by IS NULL)"
_INTERNAL = frozenset({"stems", "target_document", "fragments", "own_measure", "number"})


def export(db: Database, table: str) -> Iterator[Row]:
    """The rows of an exported table, in stable order. Raises UnknownIdError for a table there is not."""
    if table not in TABLES:
        raise UnknownIdError(f"There is no table {table}. Choose one of: {', '.join(TABLES)}.")
    yield from TABLES[table](db)


def _decoded(row: Row) -> Row:
    return {
        name: json.loads(value) if name in _JSON_COLUMNS and isinstance(value, str) else value
        for name, value in row.items()
        if name not in _INTERNAL
    }


def _names(db: Database) -> dict[str, str]:
    return dict(db.execute("SELECT id, name FROM documents"))


def _found(table: str) -> Callable[[Database], Iterator[Row]]:
    """An exporter of a table whose rows have a span."""

    def rows(db: Database) -> Iterator[Row]:
        names = _names(db)
        for row in _in_order(db, table, names):
            yield _decoded(row) | {"document": names[row["document"]]}

    return rows


def _in_order(db: Database, table: str, names: dict[str, str]) -> list[Row]:
    """The current rows of a table by file name and place."""
    return sorted(db.table(table).rows_where(_CURRENT), key=lambda row: (names[row["document"]], *_at(row)))


def _at(row: Row) -> tuple[Any, ...]:
    return row["document"], row["start"], row["end"], str(row["id"])


def _documents(db: Database) -> Iterator[Row]:
    for row in db.table("documents").rows_where("replaced_by IS NULL", order_by="name, id"):
        kept = {k: v for k, v in _decoded(row).items() if k not in ("text", "replaced_by", "run")}
        yield kept | {"document": row["name"]}


def _texts(db: Database) -> Iterator[Row]:
    for row in db.table("documents").rows_where("replaced_by IS NULL", order_by="name, id"):
        yield {"document": row["name"], "text": row["text"]}


def _blocks(db: Database) -> Iterator[Row]:
    texts = {id: (name, text) for id, name, text in db.execute("SELECT id, name, text FROM documents")}
    for row in db.table("blocks").rows_where(_CURRENT, order_by="document, number"):
        name, text = texts[row["document"]]
        parent = row["parent"]
        yield (
            {"document": name, "id": f"{row['document']}:{row['number']}"}
            | _decoded(row)
            | {
                "document": name,
                "text": text[row["start"] : row["end"]],
                "parent": None if parent is None else f"{row['document']}:{parent}",
                "box": _boxes(json.loads(row["fragments"])),
                "aside": bool(row["aside"]),
            }
        )


def _boxes(fragments: list[list[Any]]) -> list[dict[str, Any]] | dict[str, Any] | None:
    """One box where the block stands on one page, a list where it runs on."""
    pages: dict[int, list[list[float]]] = {}
    for _, _, page, box, _ in fragments:
        if box:
            pages.setdefault(page, []).append(box)
    boxes = [
        {
            "page": page, "x0": min(b[0] for b in all_of), "y0": min(b[1] for b in all_of),
            "x1": max(b[2] for b in all_of), "y1": max(b[3] for b in all_of),
        }
        for page, all_of in pages.items()
    ]  # fmt: skip
    return boxes[0] if len(boxes) == 1 else boxes or None


def _removed(db: Database) -> Iterator[Row]:
    names = _names(db)
    for row in db.table("removed").rows_where(_CURRENT, order_by="document, offset, rowid"):
        offset = row["offset"]
        kept = {name: value for name, value in _decoded(row).items() if name != "put"}
        yield kept | {"document": names[row["document"]], "start": offset, "end": offset, "text": ""}


def _hyperlinks(db: Database) -> Iterator[Row]:
    texts = {id: (name, text) for id, name, text in db.execute("SELECT id, name, text FROM documents")}
    for row in db.table("hyperlinks").rows_where(_CURRENT, order_by="document, start, rowid"):
        name, text = texts[row["document"]]
        yield row | {"document": name, "text": text[row["start"] : row["end"]]}


def _accounts(db: Database) -> Iterator[Row]:
    names = _names(db)
    for row in db.table("accounts").rows_where(_CURRENT, order_by="document, page"):
        account = account_from_row(row)
        yield row | {
            "document": names[row["document"]], "removed": dict(account.removed), "lost": account.lost,
            "recognised": account.recognised, "picture": account.picture,
        }  # fmt: skip


def _commitments(db: Database) -> Iterator[Row]:
    names = _names(db)
    cited: dict[str, list[tuple[int, int, str]]] = {}
    for document, start, end, measure in db.execute(
        "SELECT document, start, end, measure FROM citations WHERE measure IS NOT NULL ORDER BY document, start"
    ):
        cited.setdefault(document, []).append((start, end, measure))
    notes = Notes(db)
    parts: dict[tuple[str, str], list[Row]] = {}
    for part in db.table("parts").rows_where(_CURRENT, order_by="document, start, id"):
        parts.setdefault((part["document"], part["parent"]), []).append(part)
    for row in _in_order(db, "commitments", names):
        spans = [(row["start"], row["end"]), *notes.of(row["document"], row["start"], row["end"])]
        measures = _inside(cited.get(row["document"], []), spans)
        testable = None if row["testable"] is None else bool(row["testable"])
        whole = _decoded(row) | {
            "document": names[row["document"]], "measures": measures, "testable": testable, "parent": None,
            "part_rule": None,
        }  # fmt: skip
        yield whole
        for part in parts.get((row["document"], row["id"]), ()):
            yield whole | _decoded(part) | {"document": names[row["document"]]}


def _inside(cited: list[tuple[int, int, str]], spans: list[tuple[int, int]]) -> list[str]:
    """The measures cited within spans: of a commitment, and of the footnotes that it carries the marks of."""
    found: set[str] = set()
    for start, end in spans:
        first = bisect_left(cited, (start,))
        last = bisect_left(cited, (end,))
        found |= {measure for _, stop, measure in cited[first:last] if stop <= end}
    return sorted(found)


def _citations(db: Database) -> Iterator[Row]:
    for row in _found("citations")(db):
        canonical = row.pop("canonical")
        yield row | {"id": canonical}


def _decisions(db: Database) -> Iterator[Row]:
    for row in _found("decisions")(db):
        yield row | {"unanimous": bool(row["unanimous"])}


def _followups(db: Database) -> Iterator[Row]:
    names = _names(db)
    texts = dict(db.execute("SELECT id, text FROM documents"))
    for row in _in_order(db, "followups", names):
        start, end = row["quote_start"], row["quote_end"]
        quote = texts[row["document"]][start:end] if start is not None else None
        yield _decoded(row) | {
            "document": names[row["document"]], "quote": quote, "conflicting": bool(row["conflicting"])
        }  # fmt: skip


def _statuses(db: Database) -> Iterator[Row]:
    names = _names(db)
    places = {
        (id, document): (page, start, end, text, statement, locator)
        for id, document, page, start, end, text, statement, locator in db.execute(
            "SELECT id, document, page, start, end, text, statement, locator FROM commitments"
        )
    }
    for row in db.table("statuses").rows_where(_CURRENT, order_by="document, commitment"):
        key = (row["commitment"], row["document"])
        if key not in places:  # extracted anew and not assessed yet
            continue
        page, start, end, text, statement, locator = places[key]
        decoded = _decoded(row)
        for list_name in ("evidence", "stations"):
            for record in decoded[list_name] or ():
                record["document"] = names.get(record["document"], record["document"])
        yield decoded | {
            "id": row["commitment"], "document": names[row["document"]], "page": page, "start": start, "end": end,
            "text": text, "statement": statement, "locator": locator,
        }  # fmt: skip


def _links(db: Database) -> Iterator[Row]:
    names = _names(db)
    places = {
        (id, document): {"page": page, "start": start, "end": end, "text": text}
        for id, document, page, start, end, text in db.execute(
            'SELECT id, document, page, start, "end", text FROM commitments'
        )
    }
    targets = Targets(db)
    for row in db.table("links").rows_where(_CURRENT, order_by="document, commitment, id"):
        if (row["commitment"], row["document"]) not in places:  # extracted anew and not linked yet
            continue
        yield (
            _decoded(row)
            | places[row["commitment"], row["document"]]
            | {
                "document": names[row["document"]],
                "target_document": names.get(row["target_document"]),
                "target_text": targets.text(row["target_table"], row["target"], row["target_document"]),
            }
        )


def _positions(db: Database) -> Iterator[Row]:
    names = _names(db)
    for row in _in_order(db, "positions", names):
        kept = {name: value for name, value in _decoded(row).items() if name != "target"}
        yield kept | {"document": names[row["document"]], "target_document": names.get(row["target_document"])}


def _plain(table: str, order: str) -> Callable[[Database], Iterator[Row]]:
    def rows(db: Database) -> Iterator[Row]:
        for row in db.table(table).rows_where(order_by=order):
            yield _decoded(row)

    return rows


def _named(table: str) -> Callable[[Database], Iterator[Row]]:
    """An exporter of a table whose rows name a document by its id, also one that is current no longer."""

    def rows(db: Database) -> Iterator[Row]:
        names = _names(db)
        for row in db.table(table).rows_where(order_by="id"):
            yield _decoded(row) | {"document": names.get(row["document"], row["document"])}

    return rows


TABLES: dict[str, Callable[[Database], Iterator[Row]]] = {
    "documents": _documents,
    "texts": _texts,
    "blocks": _blocks,
    "removed": _removed,
    "hyperlinks": _hyperlinks,
    "accounts": _accounts,
    "commitments": _commitments,
    "citations": _citations,
    "measures": measure_rows,
    "decisions": _decisions,
    "budget_lines": _found("budget_lines"),
    "followups": _followups,
    "passages": _found("passages"),
    "links": _links,
    "positions": _positions,
    "reviews": _named("reviews"),
    "status_changes": _named("status_changes"),
    "withdrawals": _named("withdrawals"),
    "audits": _plain("audits", "drawn, id"),
    "audit_readings": _plain("audit_readings", "id"),
    "runs": _plain("runs", "id"),
    "searches": _plain("searches", "id"),
    "findings": _plain("findings", "id"),
    "unread": _plain("unread", "path"),
    "statuses": _statuses,
}

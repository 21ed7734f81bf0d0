"""Measures as rows that say all of them: mentions per document, what was merged and why, what each is linked to."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from loftespor.corpus.rows import Row
from loftespor.errors import UnknownIdError

_MENTIONS = """
SELECT c.measure, d.name, count(*) FROM citations c JOIN documents d ON d.id = c.document AND d.replaced_by IS NULL
WHERE c.class != 'value' GROUP BY c.measure, d.id ORDER BY d.name, d.id
"""
_OUT = ("id", "kind", "measure", "target", "score", "reasons", "state", "by", "at")


def measure_rows(db: Database) -> Iterator[Row]:
    """Every measure with `documents` (mentions by document), `merges` (also rejected ones) and `asked_for`."""
    documents: dict[str, dict[str, int]] = defaultdict(dict)
    for measure, name, count in db.execute(_MENTIONS):
        documents[measure][name] = documents[measure].get(name, 0) + count
    merges: dict[str, list[Row]] = defaultdict(list)
    for row in db.table("merges").rows_where(order_by="score DESC, measure, target"):
        for key in (row["measure"], row["target"]):
            merges[key].append(row)
    for row in db.table("measures").rows_where(order_by="id"):
        yield _whole(row, documents[row["id"]], merges)


def _whole(row: Row, documents: Mapping[str, int], merges: Mapping[str, list[Row]]) -> Row:
    merged = json.loads(row["merged_from"] or "[]")
    found = {merge["id"]: merge for key in (row["id"], *merged) for merge in merges.get(key, ())}
    by_kind: dict[str, list[Row]] = {"same": [], "asked_for": []}
    for merge in found.values():
        by_kind[merge["kind"]].append({name: merge[name] for name in _OUT} | {"reasons": json.loads(merge["reasons"])})
    return row | {
        "aliases": json.loads(row["aliases"]), "merged_from": merged or None, "documents": dict(documents),
        "merges": by_kind["same"], "asked_for": by_kind["asked_for"],
    }  # fmt: skip


def measure_named(db: Database, what: str) -> Row:
    """The measure of an id, of an id that was merged into it, or of a name or alias in any case.

    Raises UnknownIdError when there is none, or several have the name.
    """
    wanted = what.casefold()
    found = [row for row in measure_rows(db) if what in (row["id"], *(row["merged_from"] or ()))]
    found = found or [row for row in measure_rows(db) if wanted in map(str.casefold, (row["name"], *row["aliases"]))]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownIdError(f"{len(found)} measures are called '{what}': {_ids(found)}. Give the id.")
    raise UnknownIdError(f"No measure has the id or name '{what}'. `loftespor export measures` lists them.")


def _ids(rows: list[dict[str, Any]]) -> str:
    return ", ".join(row["id"] for row in rows[:5])

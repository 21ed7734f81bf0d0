"""Search: commitments by words (FTS5, BM25) and by what became of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.corpus.rows import Row
from loftespor.errors import UnknownIdError
from loftespor.rules.axes import load_axes

_WORD = re.compile(r'"[^"]+"|\S+')
_SQL = """
SELECT c.*, d.name AS document_name, s.decision, s.funding, s.implementation, s.documentation, s.headline
FROM commitments_fts f
JOIN commitments c ON c.rowid = f.rowid
JOIN documents d ON d.id = c.document AND d.replaced_by IS NULL
LEFT JOIN statuses s ON s.commitment = c.id AND s.document = c.document
WHERE commitments_fts MATCH :query
  AND (:party IS NULL OR c.party = :party COLLATE NOCASE OR c.actor = :party COLLATE NOCASE)
  AND (:kind IS NULL OR c.kind = :kind)
  AND (:status IS NULL OR :status IN (s.decision, s.funding, s.implementation, s.documentation, s.headline))
ORDER BY f.rank, d.name, c.start
LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; None does not narrow."""

    party: str | None = None
    status: str | None = None
    kind: str | None = None


def match_expression(query: str) -> str:
    """The query as FTS5 understands it: every word as a phrase, a trailing * as a prefix; nothing is an operator.

    >>> match_expression('psykisk helse*')
    '{text statement} : "psykisk" AND {text statement} : "helse" *'
    """
    terms = []
    for word in _WORD.findall(query):
        prefix = " *" if word.endswith("*") else ""
        plain = word.strip('"*').replace('"', " ").strip()
        if any(character.isalnum() for character in plain):
            terms.append(f'{{text statement}} : "{plain}"{prefix}')
    return " AND ".join(terms)


def status_values() -> tuple[str, ...]:
    """Every value a status may be asked for: those of the axes, and 'must_check'."""
    values = dict.fromkeys(value.id for axis in load_axes().axes for value in axis.values)
    return (*values, "must_check")


def search(db: Database, query: str, filters: Filters, *, limit: int = 50) -> Iterator[Row]:
    """The commitments that hold all words of the query, best first."""
    expression = match_expression(query)
    if not expression:
        return
    values = {"query": expression, "party": filters.party, "status": filters.status, "kind": filters.kind}
    yield from db.query(_SQL, values | {"limit": limit})


def commitment(db: Database, id: str) -> list[Row]:
    """The commitment with this id (or the only one whose id begins so), once for each document it stands in.

    Raises UnknownIdError when there is none, or more than one commitment begins so.
    """
    rows = list(
        db.table("commitments").rows_where(
            "substr(id, 1, length(:id)) = :id AND :id != '' "
            "AND document IN (SELECT id FROM documents WHERE replaced_by IS NULL)",
            {"id": id},
            order_by="document",
        )
    )
    ids = {row["id"] for row in rows}
    if len(ids) != 1:
        if ids:
            some = ", ".join(sorted(ids)[:5])
            raise UnknownIdError(f"{len(ids)} commitments begin with '{id}': {some} … Give more of the id.")
        raise UnknownIdError(f"No commitment begins with '{id}'. `loftespor search` lists ids.")
    return rows

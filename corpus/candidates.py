"""Candidates: for each commitment the few texts worth comparing, from the full-text indexes, never all pairs."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

QUERY_STEMS = 8  # the rarest stems of a commitment: more find nothing better and cost the frequent ones' postings
_EVIDENCE = """
SELECT e.source, e.target FROM evidence_fts f JOIN evidence e ON e.id = f.rowid
WHERE evidence_fts MATCH ? ORDER BY f.rank, e.target LIMIT ?
"""
_COMMITMENTS = """
SELECT c.id, c.document FROM commitments_fts f JOIN commitments c ON c.rowid = f.rowid
WHERE commitments_fts MATCH ? ORDER BY f.rank, c.id, c.document LIMIT ?
"""
_FILL = """
INSERT INTO evidence (source, target, document, date, stems)
SELECT source, id, document, date, stems FROM (
SELECT 'decisions' AS source, x.id, x.document, x.date, x.stems FROM decisions x
UNION ALL SELECT 'budget_lines', x.id, x.document, NULL, x.stems FROM budget_lines x
UNION ALL SELECT 'followups', x.id, x.document, x.meeting_date, x.stems FROM followups x
UNION ALL SELECT 'passages', x.id, x.document, x.date, x.stems FROM passages x)
WHERE document IN (SELECT id FROM documents WHERE replaced_by IS NULL) ORDER BY source, document, id
"""


def index_evidence(db: Database) -> None:
    """Make the index over all evidence of current documents anew."""
    db.execute("INSERT INTO evidence_fts(evidence_fts) VALUES ('delete-all')")
    db.execute("DELETE FROM evidence")
    db.execute(_FILL)
    db.execute("INSERT INTO evidence_fts(rowid, stems) SELECT id, stems FROM evidence")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Asks the indexes for texts that share a commitment's rarest stems."""

    db: Database

    def evidence(self, stems: list[str], *, most: int) -> Iterator[tuple[str, str]]:
        """(table, id) of the evidence that shares most, by BM25."""
        if stems:
            yield from self.db.execute(_EVIDENCE, [_any_of(stems), most])

    def commitments(self, stems: list[str], *, most: int) -> Iterator[tuple[str, str]]:
        """(id, document) of the commitments that share most, by BM25."""
        if stems:
            yield from self.db.execute(_COMMITMENTS, [f"stems : ({_any_of(stems)})", most])


def _any_of(stems: list[str]) -> str:
    return " OR ".join(f'"{stem}"' for stem in stems)

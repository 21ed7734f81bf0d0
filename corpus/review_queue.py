"""What waits for a person: links that must be looked at again first, then proposals by score; and one thing shown."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from sqlite_utils import Database

from loftespor.corpus.review_making import Subject
from loftespor.corpus.reviews import Review, all_reviews
from loftespor.corpus.rows import Row
from loftespor.corpus.shown import as_text
from loftespor.corpus.targets import Targets

KINDS = ("decision", "funding", "follow_up", "report", "carried_forward", "same", "cites", "position")
EVIDENCE = KINDS[:4]
_SHOWN = 300  # characters of a passage in the queue; `review show` gives it whole
# A link that was judged is out of the queue, whatever the judgement: only suspect ones come back. A second reviewer,
# who is named, gets also what others have judged.
_QUEUE = """
SELECT l.*, c.text AS text, c.locator AS locator, d.name AS name
FROM links l
JOIN commitments c ON c.id = l.commitment AND c.document = l.document
JOIN documents d ON d.id = l.document AND d.replaced_by IS NULL
WHERE (l.state IN ('proposed', 'suspect') OR :by IS NOT NULL) AND l.score >= :least
  AND l.kind IN (SELECT value FROM json_each(:kinds))
  AND (l.state = 'suspect' OR NOT EXISTS (
    SELECT 1 FROM reviews r WHERE r.subject_table = 'links' AND r.subject = l.id AND (:by IS NULL OR r."by" = :by)))
ORDER BY l.state = 'suspect' DESC, l.score DESC, d.name, c.start, l.id
LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A link in the queue with the words at both ends."""

    row: Row
    target_text: str
    target_name: str | None

    def lines(self) -> Iterator[str]:
        """The link as a person reads it."""
        row = self.row
        state = " SUSPECT" if row["state"] == "suspect" else ""
        yield f"{row['id']}  {row['kind']} {row['score']:.2f}{state}"
        yield f"    {row['name']}, {row['locator']}: {row['text']}"
        yield f"    → {self.target_name or row['target_table']}: {shorten(self.target_text, _SHOWN, placeholder=' …')}"
        if reasons := json.loads(row["reasons"] or "[]"):
            yield f"    {'; '.join(reasons)}"

    def as_row(self) -> Row:
        """The link as a program reads it."""
        names = ("id", "kind", "score", "state", "commitment", "name", "locator", "text", "target_table", "target")
        kept = {name: self.row[name] for name in names}
        return kept | {
            "target_name": self.target_name, "target_text": self.target_text,
            "reasons": json.loads(self.row["reasons"] or "[]"),
        }  # fmt: skip


def waiting(
    db: Database, *, kinds: tuple[str, ...] = EVIDENCE, by: str | None = None, least: float = 0.0, limit: int = 20
) -> Iterator[Waiting]:
    """The queue: suspect links, then proposals that nobody (or not this person) has judged, by score."""
    names = dict(db.execute("SELECT id, name FROM documents"))
    targets = Targets(db)
    values = {"kinds": json.dumps(kinds), "by": by, "least": least, "limit": limit}
    for row in db.query(_QUEUE, values):
        text = targets.text(row["target_table"], row["target"], row["target_document"])
        yield Waiting(row, text or "", names.get(row["target_document"]))


def told(db: Database, subject: Subject) -> Iterator[str]:
    """A link, merge or commitment as text, with every review of it, also those that count no more."""
    if subject.table == "links":
        yield from _link(db, subject)
    elif subject.table == "merges":
        yield from _merge(subject.row)
    else:
        yield as_text(db, subject.row)
    for review in reviews_of(db, subject):
        yield "\n".join(review_lines(review))


def _link(db: Database, subject: Subject) -> Iterator[str]:
    row = subject.row
    names = dict(db.execute("SELECT id, name FROM documents"))
    text = db.execute(
        "SELECT text, locator FROM commitments WHERE id = ? AND document = ?", [row["commitment"], row["document"]]
    ).fetchone() or ("(stands no longer there)", "")
    target = Targets(db).text(row["target_table"], row["target"], row["target_document"])
    yield f"{row['id']}  {row['kind']} {row['score'] or 0:.2f} ({row['state']})"
    yield f"  commitment {row['commitment']}: {text[0]}"
    yield f"    {names.get(row['document'])}, {text[1]}"
    yield f"  → {row['target_table']} {row['target']}: {target or '(stands no longer there)'}"
    yield f"    {names.get(row['target_document'], '')}"
    yield f"  because: {'; '.join(json.loads(row['reasons'] or '[]'))}"


def _merge(row: Row) -> Iterator[str]:
    yield f"{row['id']}  {row['kind']} {row['score']:.2f} ({row['state']})"
    yield f"  measure {row['measure']}"
    yield f"  {'→' if row['kind'] == 'asked_for' else '='} {row['target']}"
    yield f"  because: {'; '.join(json.loads(row['reasons'] or '[]'))}"


def reviews_of(db: Database, subject: Subject) -> list[Review]:
    """The reviews of a link; of a commitment those of its status and links, in any edition; and what took them back."""
    found = [r for r in all_reviews(db) if _is_about(r, subject)]
    uids = {review.uid for review in found}
    return [r for r in all_reviews(db) if r.uid in uids or (r.action == "withdraw" and r.subject in uids)]


def _is_about(review: Review, subject: Subject) -> bool:
    if subject.table != "statuses":
        return review.subject_table == subject.table and review.subject == subject.id
    return subject.id in (review.subject, review.seen.get("commitment"))


def review_lines(review: Review) -> Iterator[str]:
    """A review as a person reads it: when, who, what, why, and what it changed."""
    what = review.axis or {"links": "link", "merges": "merge"}.get(review.subject_table, "")
    said = " ".join(part for part in (review.action, what, review.value) if part)
    yield f"  {review.at[:16].replace('T', ' ')}  {review.by}: {said}  [{review.uid}]"
    yield f"    {review.reason}"
    before = review.seen.get("values", {}).get(review.axis) if review.action == "set" else None
    if before and before != review.value:
        yield f"    was {before}"
    if "quote" in review.seen:
        yield f"    «{review.seen['quote']['quote']}» ({review.seen['quote'].get('name')})"

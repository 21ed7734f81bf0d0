"""What a person should look at: one generator for each check, each finding with its place."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from sqlite_utils import Database

from loftespor.corpus.forgotten import forgotten
from loftespor.corpus.identity import digest
from loftespor.corpus.material import Material
from loftespor.corpus.review_links import judged_links
from loftespor.corpus.review_places import Places
from loftespor.corpus.reviews import all_reviews, read_alike, standing
from loftespor.corpus.rows import Row
from loftespor.corpus.same import LIKELY
from loftespor.rules.axes import load_axes

_STATUSES = (
    "SELECT c.id, c.document, c.page, c.text, c.locator, c.deadline, d.name, s.* FROM statuses s "
    "JOIN commitments c ON c.id = s.commitment AND c.document = s.document "
    "JOIN documents d ON d.id = s.document AND d.replaced_by IS NULL {where} ORDER BY d.name, c.start, c.id"
)
_WITHOUT_LINK = (
    "WHERE s.evidence = '[]' AND NOT EXISTS (SELECT 1 FROM links l WHERE l.commitment = c.id "
    "AND l.document = c.document AND l.state != 'rejected' "
    "AND l.kind IN ('decision', 'funding', 'follow_up', 'report'))"
)
_TABLES = ("decisions", "budget_lines", "followups", "passages")
_SETTLED = ("implemented", "dropped", "taken_up", "not_verifiable")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: which check found it, on what, and its place and words in the documents' own language."""

    check: str
    subject: str
    document: str
    message: str

    def row(self, run: int) -> Row:
        """The finding as a row of the table."""
        id = digest("finding", self.check, self.subject, self.message)
        return {"id": id, "check": self.check, "subject": self.subject, "message": self.message, "run": run}


def check(db: Database, *, today: date, only: tuple[str, ...] = ()) -> Iterator[Finding]:
    """All findings, check by check; those of `only` where it names some."""
    for name, find in CHECKS.items():
        if not only or name in only:
            yield from find(db, today)


def store_findings(db: Database, found: list[Finding], *, names: tuple[str, ...]) -> None:
    """Put the findings of these checks, made after the last run, in the place of what they found before."""
    run = db.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0]
    with db.atomic():
        for name in names:
            db.table("findings").delete_where('"check" = ?', [name])
        db.table("findings").insert_all([finding.row(run) for finding in found], replace=True)


def _finding(check: str, row: Row, more: str = "") -> Finding:
    words = f"{row['name']}, {row['locator']}: «{_short(row['text'])}»"
    return Finding(check, row["id"], row["name"], f"{words} {more}".strip())


def _short(text: str) -> str:
    return shorten(text, 160, placeholder=" …")


def _statuses(db: Database, where: str) -> Iterator[Row]:
    return db.query(_STATUSES.format(where=where))


def _suspect(db: Database, _today: date) -> Iterator[Finding]:
    """Statuses and links whose texts changed since a person judged them."""
    for row in _statuses(db, "WHERE s.documentation = 'suspect'"):
        yield _finding("suspect", row)
    for link in judged_links(db, Places(db)):
        if not link.unchanged and link.review.action == "confirm":
            seen = link.review.seen
            now = f"→ «{_short(link.target.text)}»" if link.target.text and link.target.state == "changed" else "→ –"
            before = _short(seen.get("target_text") or "")
            words = f"{seen.get('name')} → {seen.get('target_name') or seen['target_table']}: «{before}» {now}"
            yield Finding("suspect", link.review.subject, seen.get("name") or "", f"{words} [{link.review.by}]")


def _contradiction(db: Database, _today: date) -> Iterator[Finding]:
    """Sources that disagree, a party that wants opposite things, votes that cannot add up."""
    for row in _statuses(db, "WHERE s.documentation = 'conflicting'"):
        quotes = (e["quote"] for e in json.loads(row["evidence"]) if e["axis"] == "documentation")
        yield _finding("contradiction", row, " ↔ ".join(f"«{_short(quote)}»" for quote in quotes))
    opposite = (
        "SELECT l.id, d.name, c.locator, c.text, o.text AS other, o.locator AS place, e.name AS other_name "
        "FROM links l "
        "JOIN commitments c ON c.id = l.commitment AND c.document = l.document "
        "JOIN commitments o ON o.id = l.target AND o.document = l.target_document AND o.party = c.party "
        "JOIN documents d ON d.id = c.document AND d.replaced_by IS NULL "
        "JOIN documents e ON e.id = o.document AND e.replaced_by IS NULL "
        "WHERE l.kind = 'same' AND l.state != 'rejected' AND l.score >= ? AND l.reasons LIKE '%motsatt retning%' "
        "ORDER BY d.name, c.start, l.id"
    )
    for row in db.query(opposite, [LIKELY]):
        yield _finding("contradiction", row, f"↔ {row['other_name']}, {row['place']}: «{_short(row['other'])}»")
    votes = (
        "SELECT v.id, d.name, 's. ' || v.page AS locator, v.text, v.flags FROM decisions v "
        "JOIN documents d ON d.id = v.document AND d.replaced_by IS NULL WHERE v.flags != '[]' ORDER BY d.name, v.start"
    )
    for row in db.query(votes):
        yield _finding("contradiction", row, row["flags"])


def _disputed(db: Database, _today: date) -> Iterator[Finding]:
    """Statuses on which people disagree, or to which the promiser has replied."""
    for row in _statuses(db, "WHERE s.documentation = 'disputed'"):
        yield _finding("disputed", row)


def _dangling(db: Database, _today: date) -> Iterator[Finding]:
    """Reviews of what no document holds any more, and links to what is not there."""
    places = Places(db)
    for review in {word.review.uid: word.review for word in standing(all_reviews(db))}.values():
        if places.commitment(review).state == "gone":
            words = f"{review.seen.get('name')}: «{_short(review.seen.get('commitment_text') or '')}»"
            yield Finding("dangling", review.uid, review.seen.get("name") or "", f"{words} [{review.by}]")
    for table in (*_TABLES, "commitments", "positions", "measures"):
        query = (
            "SELECT l.id, d.name, c.locator, c.text FROM links l "  # noqa: S608 own names
            "JOIN commitments c ON c.id = l.commitment AND c.document = l.document "
            "JOIN documents d ON d.id = l.document AND d.replaced_by IS NULL "
            f"WHERE l.target_table = ? AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = l.target) ORDER BY l.id"
        )
        for row in db.query(query, [table]):
            yield _finding("dangling", row, f"→ {table}")


def _forgotten(db: Database, _today: date) -> Iterator[Finding]:
    """Adopted points that ask somebody to act, and that the later follow-up list of the body's meetings leaves out."""
    for row, listed in forgotten(db, Material(db)):
        yield _finding("forgotten", row, f"– {listed.name}")


def _overdue(db: Database, today: date) -> Iterator[Finding]:
    """Adopted commitments whose deadline has passed and of which nothing says that they are done.

    A proposal that stands in the minutes again as a decision is named once.
    """
    settled = ", ".join(f"'{value}'" for value in _SETTLED)
    where = (
        "WHERE s.decision IN ('adopted', 'partly_adopted') AND c.deadline IS NOT NULL "
        f"AND json_extract(c.deadline, '$.to') < '{today.isoformat()}' AND s.implementation NOT IN ({settled})"
    )
    met = set()
    for row in _statuses(db, where):
        words = (row["document"], read_alike(row["text"]))
        if words not in met:
            met.add(words)
            yield _finding("overdue", row, f"[{row['implementation']}]")


def _unquoted(db: Database, _today: date) -> Iterator[Finding]:
    """Values that a document must state, and that a person set without naming the words."""
    axes = load_axes()
    places = Places(db)
    for word in standing(all_reviews(db)):
        review, axis = word.review, word.axis
        if review.action != "set" or axis in (None, "documentation") or "quote" in review.seen:
            continue
        if axes.axis(str(axis)).value(str(review.value)).stated and places.commitment(review).state == "stands":
            words = f"{review.seen.get('name')}: «{_short(review.seen.get('commitment_text') or '')}»"
            yield Finding("unquoted", review.uid, str(review.seen.get("name")), f"{words} {review.value} [{review.by}]")


def _orphan_commitment(db: Database, _today: date) -> Iterator[Finding]:
    """Commitments to which nothing was proposed as evidence."""
    for row in _statuses(db, _WITHOUT_LINK):
        yield _finding("orphan_commitment", row)


def _orphan_evidence(db: Database, _today: date) -> Iterator[Finding]:
    """Decisions, budget lines, follow-up rows and report sentences that belong to no commitment."""
    for table in _TABLES:
        own = "AND t.commitments = '[]'" if table == "decisions" else ""
        query = (
            f"SELECT t.id, d.name, 's. ' || t.page AS locator, t.text FROM {table} t "  # noqa: S608 own names
            f"JOIN documents d ON d.id = t.document AND d.replaced_by IS NULL WHERE 1 {own} "
            "AND NOT EXISTS (SELECT 1 FROM links l WHERE l.target = t.id AND l.state != 'rejected') "
            "ORDER BY d.name, t.start, t.id"
        )
        for row in db.query(query):
            yield _finding("orphan_evidence", row)


CHECKS: dict[str, Callable[[Database, date], Iterator[Finding]]] = {
    "suspect": _suspect,
    "contradiction": _contradiction,
    "disputed": _disputed,
    "dangling": _dangling,
    "forgotten": _forgotten,
    "overdue": _overdue,
    "unquoted": _unquoted,
    "orphan_commitment": _orphan_commitment,
    "orphan_evidence": _orphan_evidence,
}
# What is listed but makes no check fail, unless it is asked for: a corpus of real documents always has some.
LOOSE = ("disputed", "unquoted", "orphan_commitment", "orphan_evidence")

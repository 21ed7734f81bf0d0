"""What a body decided and asked somebody to do, and no later follow-up list mentions ('uteglemt')."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from loftespor.corpus.cases import body_words, place_of
from loftespor.corpus.material import Item, Material, Source
from loftespor.corpus.rows import Row, from_iso

# Lists repeat the point's words, and score about 1 with it. Other points of one case come to a half, by the words that
# all of them have ('Byrådet bes legge frem en sak … 2025').
SAME_POINT = 0.6
_ORDERS = """
SELECT c.id, c.document, s.name, c.text, c.locator, d.value AS decision FROM commitments c
JOIN documents s ON s.id = c.document
JOIN (SELECT decisions.id AS value, document, json_each.value AS commitment FROM decisions, json_each(commitments)
      WHERE role = 'decision' AND outcome IN ('adopted', 'partly_adopted')) d
  ON d.commitment = c.id AND d.document = c.document
WHERE c.kind IN ('request', 'decision') AND c.addressee IS NOT NULL ORDER BY s.name, c.start, c.id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A follow-up list and the days of a body's meetings that it names; `body` is empty where it names none."""

    source: Source
    body: frozenset[str]
    days: frozenset[date]

    def covers(self, decision: Item) -> bool:
        """Whether a decision was made by this body between the first and the last meeting that the list names.

        Where it names no body, only on a day that it names: the days between may be another body's.
        """
        municipality = decision.source.municipality
        same = place_of(municipality) == place_of(self.source.municipality)
        when = decision.date
        if not same or when is None:
            return False
        if not self.body:
            return when in self.days
        return (
            min(self.days) <= when <= max(self.days)
            and body_words(municipality, decision.row["body"] or "") == self.body
        )


def forgotten(db: Database, material: Material) -> Iterator[tuple[Row, Source]]:
    """Adopted points that name who shall act, with the list that covers their meeting and has no line for them."""
    lists = list(_lists(material))
    named = _named(db)
    for row in db.query(_ORDERS):
        decision = material.evidence.get(("decisions", row["decision"]))
        if decision is None:
            continue
        for listed in lists:
            if listed.covers(decision) and listed.source.id not in named[row["id"], row["document"]]:
                yield row, listed.source


def _lists(material: Material) -> Iterator[Listed]:
    meetings: dict[tuple[str, frozenset[str]], list[date]] = defaultdict(list)
    for item in material.evidence.values():
        when = from_iso(item.row["meeting_date"]) if item.table == "followups" else None
        if when:
            body = body_words(item.source.municipality, item.row["body"] or "")
            meetings[item.source.id, body].append(when)
    for (document, body), days in sorted(meetings.items(), key=lambda entry: (entry[0][0], sorted(entry[0][1]))):
        yield Listed(material.sources[document], body, frozenset(days))


def _named(db: Database) -> dict[tuple[str, str], set[str]]:
    """For each commitment the documents that follow it up."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    query = (
        "SELECT commitment, document, target_document FROM links WHERE kind = 'follow_up' AND state != 'rejected' "
        "AND (score >= ? OR state = 'confirmed')"
    )
    for commitment, document, target in db.execute(query, [SAME_POINT]):
        named[commitment, document].add(target)
    return named

"""What positions are about: the commitment of an earlier document that a position supports or opposes, as a proposal.

Candidates come from the full-text index over commitments and from the position's own case; all words are weighed by
rarity. Where one candidate is clearly best the position is given it, else the best few are kept and a person decides.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlite_utils import Database

from loftespor.corpus.candidates import QUERY_STEMS, Candidates
from loftespor.corpus.cases import place_of
from loftespor.corpus.compare import LONG_WORD
from loftespor.corpus.identity import digest, normalise
from loftespor.corpus.material import Material, Source, Stated
from loftespor.corpus.rows import Row, to_json
from loftespor.corpus.stems import stems
from loftespor.corpus.weights import Stems, Weights

MOST_CANDIDATES = 20  # asked for in the index
MOST_KEPT = 3  # where no candidate is clearly best
CLEARLY = 0.15  # how much better the best must be than the next
LEAST = {"case": 0.3, "named": 0.35, "place": 0.5}  # by what the two documents are known to share
SHARED = {"case": 2, "named": 2, "place": 3}  # stems that must be shared
BY_NUMBER = 0.9  # 'punkt 3' of the proposal of the same case
AS_A_WHOLE = 0.6  # 'forslaget', of the proposal of the same case
SAME_TEXT = 0.9  # papers of a case repeat the proposal: it is one candidate, in the earliest paper
_REPORTS = frozenset({"annual_report", "accounts", "followup"})
_PROPOSALS = frozenset({"proposal", "case_paper"})
_MOVED = frozenset({None, "proposal"})  # roles that can be taken a stand on in their own case
_CONTEXT = 300  # characters before a position that says only 'dette' or 'forslaget'
_HEAD = 1_500  # characters in which a response names the document it answers
_TITLE_NAMED = 0.8  # share of a title's weight that must stand there
_POINTS = re.compile(
    r"\b(?:punkt|punkta|punktene|pkt\.?)\s+(?P<first>\d{1,2})(?P<more>(?:\s*(?:,|og|-|–|til)\s*\d{1,2}){0,8})",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:forslaget|framlegget|fremlegget)\b", re.IGNORECASE)
_GENERIC = frozenset(
    stems("representantens ordningen endringen tiltaket løsningen intensjonen departementets regjeringens anbefalingen")
)
_RANGES = frozenset({"-", "–", "til"})
_PART = re.compile(r"\d+|-|–|til")
_ITEM = re.compile(r"\b(?:punkt|forslag|framlegg|tiltak|krav) (\d{1,2})\b")
_READ = """
SELECT p.id, p.document, p.start, p.text, p.holder, p.target_text, b.section,
       substr(d.text, max(1, p.start + 1 - :context), min(p.start, :context)) AS before
FROM positions p JOIN documents d ON d.id = p.document AND d.replaced_by IS NULL
LEFT JOIN blocks b ON b.document = p.document AND b.kind != 'heading' AND b.start <= p.start AND p."end" <= b."end"
GROUP BY p.id ORDER BY p.document, p.start, p.id
"""


@dataclass(frozen=True, slots=True)
class Position:
    """A position as linking sees it; `stems` are its target's, or where that says only 'dette' those around it."""

    id: str
    source: Source
    text: str
    holder: str | None
    stems: Stems
    points: frozenset[int]  # of the proposal it answers: 'punkt 2 og 3'
    whole: bool = False  # its target is 'forslaget' and nothing more


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commitment that a position may be about."""

    stated: Stated
    score: float
    reasons: tuple[str, ...]
    same_case: bool
    numbered: bool = False


def link_positions(db: Database, material: Material) -> None:
    """Propose what every position is about: links of the kind 'position', and the columns of `positions`."""
    positions = list(_positions(db, material))
    if not positions:
        return
    search = _Search(db, material, positions)
    judged = _judged(db)
    for position in positions:
        rejected = {key for key, state in judged[position.id].items() if state == "rejected"}
        found = [c for c in search.candidates(position) if (c.stated.id, c.stated.source.id) not in rejected]
        kept = clearly_best(found)
        db.table("links").insert_all((_link(position, candidate) for candidate in kept), ignore=True)
        confirmed = [key for key, state in judged[position.id].items() if state == "confirmed"]
        db.table("positions").update(position.id, _columns(kept, confirmed))


def clearly_best(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates to keep: the one that is clearly best, all that were named by number, else the best few."""
    ordered = sorted(found, key=lambda c: (-c.score, c.stated.source.name, c.stated.start))
    numbered = tuple(candidate for candidate in ordered if candidate.numbered)
    if numbered:
        return numbered
    close = [c for c in ordered if ordered[0].score - c.score < CLEARLY]
    return tuple(close[:MOST_KEPT])


def _columns(kept: tuple[Candidate, ...], confirmed: list[tuple[str, str]]) -> Row:
    """The columns of a position: what a person confirmed, else the only candidate, else none."""
    if confirmed:
        id, document = confirmed[0]
        return {"commitment": id, "target_document": document, "state": "confirmed"}
    best = kept[0] if len(kept) == 1 else None
    documents = {candidate.stated.source.id for candidate in kept}
    return {
        "commitment": best.stated.id if best else None,
        "target_document": documents.pop() if len(documents) == 1 else None,
        "score": round(kept[0].score, 4) if kept else None,
        "reasons": to_json(kept[0].reasons) if kept else None,
        "state": "proposed" if kept else None,
    }


def _link(position: Position, candidate: Candidate) -> Row:
    stated = candidate.stated
    return {
        "id": digest("link", stated.id, stated.source.id, "position", "positions", position.id),
        "commitment": stated.id, "document": stated.source.id, "kind": "position", "target_table": "positions",
        "target": position.id, "target_document": position.source.id, "score": round(candidate.score, 4),
        "reasons": to_json(candidate.reasons), "same_case": int(candidate.same_case), "state": "proposed",
    }  # fmt: skip


def _judged(db: Database) -> dict[str, dict[tuple[str, str], str]]:
    """What people decided of links to positions: position → (commitment, document) → state."""
    judged: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    rows = db.query(
        "SELECT target, commitment, document, state FROM links WHERE kind = 'position' AND state != 'proposed'"
    )
    for row in rows:
        judged[row["target"]][row["commitment"], row["document"]] = row["state"]
    return judged


def _positions(db: Database, material: Material) -> Iterator[Position]:
    for row in db.query(_READ, {"context": _CONTEXT}):
        target = row["target_text"] or ""
        own = frozenset(stems(target)) - _GENERIC
        heading = next(reversed(json.loads(row["section"] or "[]")), "")
        context = own or frozenset(stems(f"{heading} {row['before']} {row['text']}"))
        points = _numbers(target) or _numbers(heading)
        whole = not own and not points and bool(_WHOLE.search(target))
        yield Position(row["id"], material.sources[row["document"]], row["text"], row["holder"], context, points, whole)


def _numbers(text: str) -> frozenset[int]:
    """The points a text names: 'punkt 1, 3 og 5–7' are 1, 3, 5, 6 and 7."""
    found = _POINTS.search(text)
    if found is None:
        return frozenset()
    numbers, until = {int(found["first"])}, False
    last = int(found["first"])
    for part in _PART.findall(found["more"]):
        if part in _RANGES:
            until = True
            continue
        numbers |= set(range(last, int(part) + 1)) if until else {int(part)}
        last, until = int(part), False
    return frozenset(numbers)


class _Search:
    """Looks for the commitments that positions may be about."""

    def __init__(self, db: Database, material: Material, positions: list[Position]) -> None:
        self._weights = Weights(chain((c.stems for c in material.commitments), (p.stems for p in positions)))
        self._index = Candidates(db)
        self._material = material
        self._places = {(c.id, c.source.id): c for c in material.commitments}
        self._cases: dict[object, list[Stated]] = defaultdict(list)
        for stated in material.commitments:
            if stated.case is not None:
                self._cases[stated.case].append(stated)
        self._numbers = _item_numbers(db)
        asked = {p.source.id for p in positions}
        heads = db.execute("SELECT id, coalesce(title, '') || ' ' || substr(text, 1, ?) FROM documents", [_HEAD])
        self._heads = {id: frozenset(stems(head)) for id, head in heads if id in asked}
        self._titles = {id: frozenset(stems(source.title or "")) for id, source in material.sources.items()}
        self._issuers = {id: frozenset(stems(source.issuer or "")) for id, source in material.sources.items()}

    def candidates(self, position: Position) -> list[Candidate]:
        """The commitments of earlier documents that share the position's case, its words, or its numbers."""
        case = self._material.case_of(position.source)
        rarest = self._weights.rarest(position.stems, most=QUERY_STEMS)
        found = [
            self._places[key] for key in self._index.commitments(rarest, most=MOST_CANDIDATES) if key in self._places
        ]
        in_case = self._cases.get(case, []) if case is not None else []
        possible = {(c.id, c.source.id): c for c in (*in_case, *found) if _may_be(position, c, case)}
        scored = (self._score(position, stated, case) for stated in possible.values())
        return list(self._earliest(candidate for candidate in scored if candidate is not None))

    def _score(self, position: Position, stated: Stated, case: object) -> Candidate | None:
        same_case = case is not None and stated.case == case
        number = self._numbers.get((stated.id, stated.source.id))
        if same_case and number in position.points and stated.source.kind in _PROPOSALS:
            reasons = ("samme sak", f"punkt {number} er nevnt")
            return Candidate(stated, BY_NUMBER, reasons, same_case=True, numbered=True)
        if same_case and position.whole and stated.source.kind in _PROPOSALS and stated.role in _MOVED:
            return Candidate(stated, AS_A_WHOLE, ("samme sak", "forslaget som helhet"), same_case=True)
        known = self._known(position, stated, same_case=same_case)
        shared = position.stems & stated.stems
        if known is None or not _is_enough(shared, known):
            return None
        score = self._weights.overlap(position.stems, stated.stems)
        words = self._weights.shared(position.stems, stated.stems)
        if score < LEAST[known]:
            return None
        reasons = (_REASONS[known], f"felles ord: {', '.join(_as_written(stated, words))}")
        return Candidate(stated, score, reasons, same_case=same_case)

    def _known(self, position: Position, stated: Stated, *, same_case: bool) -> str | None:
        """What the two documents share: the case, a name in the position's document, or the municipality."""
        if same_case:
            return "case"
        if self._names(position, stated.source):
            return "named"
        place = place_of(position.source.municipality)
        return "place" if place is not None and place == place_of(stated.source.municipality) else None

    def _names(self, position: Position, source: Source) -> bool:
        """Whether the position names the other's issuer, or its document the other's title."""
        issuer, title = self._issuers[source.id], self._titles[source.id]
        if issuer and issuer <= frozenset(stems(position.text)):
            return True
        return len(title) > 1 and self._weights.cover(title, self._heads[position.source.id]) >= _TITLE_NAMED

    def _earliest(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """The candidates without those that repeat the words of an earlier paper."""
        kept: list[Candidate] = []
        for candidate in sorted(candidates, key=_age):
            stems_of = candidate.stated.stems
            if not any(self._weights.likeness(stems_of, other.stated.stems) >= SAME_TEXT for other in kept):
                kept.append(candidate)
                yield candidate


_REASONS = {"case": "samme sak", "named": "dokumentet er nevnt", "place": "samme kommune"}


def _is_enough(shared: Stems, known: str) -> bool:
    """Whether shared words can say that two texts are about one thing: in one case fewer than in one municipality."""
    return len(shared) >= SHARED[known] or (len(shared) > 1 and any(len(stem) >= LONG_WORD for stem in shared))


def _age(candidate: Candidate) -> tuple[bool, date, str, int]:
    stated = candidate.stated
    return not candidate.numbered, stated.source.date or date.max, stated.source.name, stated.start


def _may_be(position: Position, stated: Stated, case: object) -> bool:
    """Whether a commitment stands in another document that is no report, not later, and not the holder's own.

    In the position's own case a proposal is meant, not the answer to it, nor what became of it.
    """
    source = stated.source
    if source.work == position.source.work or source.kind in _REPORTS:
        return False
    same_case = case is not None and stated.case == case
    if same_case and (stated.role not in _MOVED or source.kind == "answer"):
        return False
    # The paper that lays a case before a body repeats a proposal that is older than the answer to it.
    known = stated.since if same_case and source.kind in _PROPOSALS else source.date
    if known and position.source.date and known > position.source.date:
        return False
    holder = normalise(position.holder or position.source.issuer or "")
    return not holder or holder != normalise(source.issuer or "")


def _item_numbers(db: Database) -> dict[tuple[str, str], int]:
    """The number of each commitment that is an item of a list, as its locator gives it."""
    numbers: dict[tuple[str, str], int] = {}
    for id, document, locator in db.execute("SELECT id, document, locator FROM commitments WHERE form = 'list'"):
        if found := _ITEM.search(locator or ""):
            numbers[id, document] = int(found[1])
    return numbers


def _as_written(stated: Stated, shared: list[str]) -> list[str]:
    words = {stem: word for word in reversed(normalise(stated.text).split()) for stem in stems(word)}
    return [words.get(stem, stem) for stem in shared]

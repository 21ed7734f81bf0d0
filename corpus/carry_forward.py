"""Carry-forward (gjennomslag): what became of each proposal of one document in the words of later documents.

A verdict is a proposal of the machine, stored as a link of the kind `carried_forward`; a person confirms or rejects it,
and a rejected passage is not proposed again. `not_found` is silence, never a no.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, TypeAlias

from rapidfuzz import fuzz
from sqlite_utils import Database

from loftespor.corpus.compare import LONG_WORD
from loftespor.corpus.identity import digest, normalise
from loftespor.corpus.later_text import Passage, PassageIndex, fates_of, read_passages
from loftespor.corpus.reason_words import as_written, equal_wording
from loftespor.corpus.repeats import repeated, unique
from loftespor.corpus.rows import Row, to_json
from loftespor.corpus.weights import Stems, Weights
from loftespor.rules.sameness import same_action, same_extent

Judged: TypeAlias = Mapping[str, Mapping[tuple[str, str], str]]
Verdict: TypeAlias = Literal["taken_up", "changed", "merged", "not_found"]

LEAST = 0.4  # of a score, for 'the same matter'
LEAST_COVER = 0.4  # share of the proposal's weight that must stand in the passage
NEARLY_SAME = 0.85  # share of equal letters, or of the proposal's weight, for 'taken up'
LEAST_LIKENESS = 0.25  # of the whole passages: a page in which every word of a proposal stands says nothing of it
NOTHING_NEW = 0.8  # likeness of the whole passages that 'taken up' by weight asks for
STANDS_WHOLE = 0.6  # share of each proposal's weight for 'merged': both must stand in the passage
TELLING = 3  # rarest words of a proposal, one of which must be shared
MUCH_BETTER = 0.2  # a passage that answers another proposal so much better is left to it
MOST_WORDS = 6  # named as left out or new
# Small words that change what is promised, and that the stems leave out.
_COUNTS = frozenset(
    {
        "én", "to", "tre", "fire", "fem", "seks", "sju", "syv", "åtte", "ni", "ti", "elleve", "tolv", "femten", "tjue",
        "tretti", "førti", "femti", "hundre", "tusen", "halvparten", "alle", "hver", "kvar", "ingen", "inga",
    }
)  # fmt: skip
_DENIALS = frozenset({"ikke", "ikkje", "aldri", "verken", "korkje"})
_MOVING = frozenset({"proposal", "case_paper", "answer"})  # papers that tell of resolutions besides their own proposals
_RESOLVED = frozenset({"decision", "recommendation"})
_FELL = ("rejected", "withdrawn", "not_taken_up", "answered", "shelved")
_FATES = dict.fromkeys(_FELL, "forslag som ikke ble vedtatt") | {
    "adopted": "forslag som ble vedtatt", "partly_adopted": "forslag som ble delvis vedtatt",
}  # fmt: skip
_ROLES = {"decision": 0, "recommendation": 1, None: 2, "proposal": 3}  # what was decided comes before what was moved


@dataclass(frozen=True, slots=True)
class Proposal:
    """A commitment of the first document; `group` is the proposal it says, shared by passages that say the same."""

    id: str
    group: str
    text: str
    locator: str
    page: int
    start: int
    end: int
    stems: Stems


@dataclass(frozen=True, slots=True)
class Carried:
    """A proposal's verdict in one later document, with the passage, score and reasons. `link` is the link's id."""

    proposal: Proposal
    document: str
    verdict: Verdict
    passage: Passage | None = None
    score: float = 0.0
    cover: float = 0.0
    wording: float = 0.0
    reasons: tuple[str, ...] = ()
    state: str = "proposed"
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """All proposals of a document against later documents, in the order of the text; `unique` counts each once."""

    document: str
    unique: int
    carried: tuple[tuple[Carried, ...], ...]


def trace(db: Database, document: str, later: Sequence[str]) -> Trace:
    """Judge each proposal of a document against later ones (ids), and keep the links; nothing confirmed is changed."""
    proposals = _proposals(db, document)
    passages = {id: read_passages(db, id) for id in later}
    stated = (frozenset(row[0].split()) for row in db.execute("SELECT stems FROM commitments ORDER BY number"))
    weights = Weights(chain(stated, (q.stems for found in passages.values() for q in found if q.table == "texts")))
    columns = []
    with db.atomic():
        for id, found in passages.items():
            judged = _judged(db, document, id)
            carried = carry(proposals, id, found, weights=weights, judged=judged)
            columns.append([_linked(document, c) for c in carried])
            _store(db, document, id, columns[-1])
    groups = {proposal.id: proposal.group for proposal in proposals}
    return Trace(document, unique(list(groups), groups), tuple(zip(*columns, strict=True)))


def _proposals(db: Database, document: str) -> list[Proposal]:
    """The document's proposals; where it moves some of its own, not the resolutions it tells of besides."""
    groups = repeated(db).get(document, {})
    fates = fates_of(db, document)
    moved = any(role == "proposal" for role, _ in fates.values()) and _kind(db, document) in _MOVING
    first: dict[str, str] = {}
    rows = [
        row
        for row in db.table("commitments").rows_where("document = ?", [document], order_by="start, id")
        if not (moved and fates.get(row["id"], ("proposal", ""))[0] in _RESOLVED)
    ]
    for row in rows:
        first.setdefault(groups.get(row["id"], row["id"]), row["id"])
    return [
        Proposal(
            row["id"], first[groups.get(row["id"], row["id"])], row["text"], row["locator"], row["page"],
            row["start"], row["end"], frozenset(row["stems"].split()),
        )
        for row in rows
    ]  # fmt: skip


def _kind(db: Database, document: str) -> str | None:
    kind: str | None = db.execute("SELECT kind FROM documents WHERE id = ?", [document]).fetchone()[0]
    return kind


def carry(
    proposals: Iterable[Proposal], later: str, passages: list[Passage], *, weights: Weights, judged: Judged
) -> list[Carried]:
    """The verdict of each proposal in one later document; a passage that a person rejected is left out."""
    index = PassageIndex(passages, weights)
    found = [_best(proposal, later, index, weights, judged.get(proposal.id, {})) for proposal in proposals]
    return _with_merged(_to_the_best(found))


def _best(
    proposal: Proposal, later: str, index: PassageIndex, weights: Weights, judged: Mapping[tuple[str, str], str]
) -> Carried:
    """The verdict by the best passage: what was decided before what was moved, what a person confirmed before all."""
    confirmed = [passage for key, state in judged.items() if state == "confirmed" and (passage := index.named(key))]
    if confirmed:
        kept = min((_compare(proposal, later, passage, weights) for passage in confirmed), key=_order)
        return replace(kept, state="confirmed", verdict="changed" if kept.verdict == "not_found" else kept.verdict)
    found = [
        _compare(proposal, later, passage, weights)
        for passage in index.near(proposal.stems)
        if judged.get((passage.table, passage.target)) != "rejected"
    ]
    telling = weights.shared(_words_alone(proposal.stems), proposal.stems, most=TELLING)
    ordered = sorted((c for c in found if _is_same_matter(c, telling)), key=_order)
    return ordered[0] if ordered else Carried(proposal, later, "not_found")


def _compare(proposal: Proposal, later: str, passage: Passage, weights: Weights) -> Carried:
    cover = weights.cover(proposal.stems, passage.stems)
    likeness = weights.likeness(proposal.stems, passage.stems)
    one, other = normalise(proposal.text), normalise(passage.text)
    wording = fuzz.ratio(one, other) / 100
    near = wording >= NEARLY_SAME or (cover >= NEARLY_SAME and likeness >= NOTHING_NEW)
    verdict: Verdict = "taken_up" if near and _is_same_action(proposal.text, passage.text) else "changed"
    if passage.only_moved:
        verdict = "not_found"
    elif passage.outcome == "partly_adopted":
        verdict = "changed"
    reasons = (*_fate(passage), *_words(proposal, passage, weights, wording=wording))
    return Carried(proposal, later, verdict, passage, (cover + likeness) / 2, cover, wording, reasons)


def _is_same_action(proposal: str, passage: str) -> bool:
    """Whether nothing makes another action of the words: the same numbers, 'alle' in both, no 'utrede' in one alone."""
    small = [set(normalise(text).split()) & (_COUNTS | _DENIALS) for text in (proposal, passage)]
    return small[0] == small[1] and same_action(proposal, passage) and same_extent(passage, proposal)


def _is_same_matter(carried: Carried, telling: Sequence[str]) -> bool:
    """Whether enough words are shared, one of the rarest among them; a date says nothing of the matter."""
    shared = _words_alone(carried.proposal.stems & (carried.passage.stems if carried.passage else frozenset()))
    if shared.isdisjoint(telling):
        return False
    enough = len(shared) > 1 or any(len(stem) >= LONG_WORD for stem in shared)
    likeness = 2 * carried.score - carried.cover
    return enough and carried.score >= LEAST and carried.cover >= LEAST_COVER and likeness >= LEAST_LIKENESS


def _words_alone(stems: Stems) -> Stems:
    return frozenset(stem for stem in stems if not stem[0].isdigit())


def _order(carried: Carried) -> tuple[int, float, int, int]:
    """What stands before what was adopted in part, and that before what was only moved; then the likest."""
    passage = carried.passage
    if passage is None:
        return 3, 0.0, 0, 0
    standing = 2 if passage.only_moved else int(passage.role == "proposal" and passage.outcome == "partly_adopted")
    return standing, -round(carried.score, 1), _ROLES[passage.role], passage.start


def _fate(passage: Passage) -> tuple[str, ...]:
    """What kind of passage it is in minutes: a decision, a recommendation, or a proposal and what became of it."""
    if passage.role == "proposal":
        return ("gjengitt som forslag",) if passage.outcome not in _FATES else (_FATES[passage.outcome],)
    return {"decision": ("vedtak",), "recommendation": ("innstilling",)}.get(passage.role or "", ())


def _words(proposal: Proposal, passage: Passage, weights: Weights, *, wording: float) -> tuple[str, ...]:
    """The words both have, those left out and those that are new: small words that matter, then the heaviest."""
    one, other = proposal.stems, passage.stems
    alike = equal_wording(wording, least=NEARLY_SAME)
    lost = _small(proposal.text, passage.text) + weights.shared(one - other, one, most=MOST_WORDS)
    new = _small(passage.text, proposal.text) + weights.shared(other - one, other, most=MOST_WORDS)
    named = (
        ("felles ord", as_written(normalise(proposal.text), weights.shared(one, other))),
        ("uten", as_written(normalise(proposal.text), lost)),
        ("nytt", as_written(normalise(passage.text), new)),
    )
    return (*alike, *(f"{label}: {', '.join(words)}" for label, words in named if words))


def _small(text: str, other: str) -> list[str]:
    """The numbers in words, 'alle' and 'ikke' that only the first text has."""
    elsewhere = set(normalise(other).split())
    return [
        word for word in dict.fromkeys(normalise(text).split()) if word in _COUNTS | _DENIALS and word not in elsewhere
    ]


def _to_the_best(carried: list[Carried]) -> list[Carried]:
    """A passage that answers one proposal much better than another is left to the first."""
    best: dict[tuple[str, str], float] = defaultdict(float)
    for c in carried:
        if c.passage:
            key = (c.passage.table, c.passage.target)
            best[key] = max(best[key], c.score)
    return [
        Carried(c.proposal, c.document, "not_found")
        if c.passage
        and c.state != "confirmed"
        and not _stands(c)
        and best[c.passage.table, c.passage.target] - c.score >= MUCH_BETTER
        else c
        for c in carried
    ]


def _with_merged(carried: list[Carried]) -> list[Carried]:
    """One passage in which several proposals stand, each nearly whole, merges them."""
    standing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for c in carried:
        if _stands(c) and c.passage:
            standing[c.passage.table, c.passage.target].add(c.proposal.group)
    return [
        replace(c, verdict="merged", reasons=(f"svarer på {len(groups)} forslag", *c.reasons))
        if _stands(c) and c.passage and len(groups := standing[c.passage.table, c.passage.target]) > 1
        else c
        for c in carried
    ]


def _stands(carried: Carried) -> bool:
    return carried.verdict in ("taken_up", "changed") and carried.cover >= STANDS_WHOLE


def _judged(db: Database, document: str, later: str) -> Judged:
    """What people decided of these links: commitment → (table, target) → state."""
    judged: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    rows = db.query(
        "SELECT commitment, target_table, target, state FROM links WHERE kind = 'carried_forward' "
        "AND state != 'proposed' AND document = ? AND target_document = ?",
        [document, later],
    )
    for row in rows:
        judged[row["commitment"]][row["target_table"], row["target"]] = row["state"]
    return judged


def _linked(document: str, carried: Carried) -> Carried:
    """The verdict with its link's id."""
    if carried.passage is None or carried.verdict == "not_found":
        return carried
    parts = (carried.document, carried.passage.table, carried.passage.target)
    return replace(carried, link=digest("link", carried.proposal.id, document, "carried_forward", *parts))


def _store(db: Database, document: str, later: str, carried: Iterable[Carried]) -> None:
    """Put the links to a later document in the place of those that were proposed before."""
    db.table("links").delete_where(
        "kind = 'carried_forward' AND state = 'proposed' AND document = ? AND target_document = ?", [document, later]
    )
    rows = (_row(document, c, c.passage) for c in carried if c.link and c.passage)
    db.table("links").insert_all(rows, ignore=True)


def _row(document: str, carried: Carried, passage: Passage) -> Row:
    return {
        "id": carried.link, "commitment": carried.proposal.id, "document": document, "kind": "carried_forward",
        "target_table": passage.table, "target": passage.target, "target_document": passage.document,
        "score": round(carried.score, 4), "reasons": to_json((carried.verdict, *carried.reasons)),
        "wording": round(carried.wording, 4), "cover": round(carried.cover, 4), "state": "proposed",
    }  # fmt: skip

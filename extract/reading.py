"""One document as its decisions are read: treatments, motions, bound votes, and what follows."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loftespor.extract.decision_flags import arithmetic_flags
from loftespor.extract.minutes_points import Item, by_paragraph
from loftespor.extract.minutes_sections import Treatment, find_treatments
from loftespor.extract.proposals import Motion, find_motions
from loftespor.extract.records import Outcome
from loftespor.extract.resolutions import resolved
from loftespor.extract.same_words import SameWords
from loftespor.extract.vote_binding import Ballot, Votes, bind_votes
from loftespor.ingest.document import Document

_MINUTES_BEGIN = 900  # characters: title, list of attendants
_CASE_PAPER_HEAD = re.compile(r"Saksframstilling|Vår\s+referanse|Saksfremlegg|Saksframlegg|Til\s+Intern")
_PLAIN_LONGEST = 320
_PLAIN_OUTCOMES = ("noted", "postponed", "withdrawn", "not_taken_up")
_LOST = ("rejected",)
_WON = ("adopted", "noted", "referred", "postponed", "answered", "shelved")
_CLAUSE = re.compile(r"[^.;\n]+(?:\.(?=\S)[^.;\n]+)*\.?")


@dataclass(frozen=True, slots=True)
class PlainOutcome:
    """A clause that states an outcome outside any resolution: 'Utvalget tok saken til orientering.'"""

    start: int
    end: int
    outcome: Outcome


@dataclass(slots=True)
class Reading:
    """A document's treatments, motions and votes; `minutes` when it is minutes rather than a case paper.

    By treatment: `plain` clauses, `resolved` words with outcome, words that won (`won`) or lost (`lost`) a vote.
    `deciding` gives a group's treatments that resolved the case, newest first.
    """

    document: Document
    treatments: tuple[Treatment, ...]
    motions: tuple[Motion, ...]
    votes: Votes
    minutes: bool
    flags: dict[int, tuple[str, ...]] = field(default_factory=dict)
    plain: dict[int, list[PlainOutcome]] = field(default_factory=dict)
    resolved: dict[int, list[tuple[str, Outcome]]] = field(default_factory=lambda: defaultdict(list))
    won: dict[int, SameWords[Ballot]] = field(default_factory=lambda: defaultdict(SameWords))
    lost: dict[int, SameWords[Ballot]] = field(default_factory=lambda: defaultdict(SameWords))
    moved: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    deciding: dict[int, list[int]] = field(default_factory=dict)
    worded: dict[int, bool] = field(default_factory=dict)

    def ballot(self, number: int, item: Item) -> Ballot | None:
        """The last vote on a point of the motion of this number."""
        mixed = self.motions[number].source != "recommendation"
        return ballot_on(self.votes.ballots.get(number, []), item, mixed=mixed)

    def words(self, item: Item) -> str:
        """The words of a point."""
        return self.document.text[item.start : item.end]


def read_decisions(document: Document) -> Reading:
    """The document's treatments, motions and votes, bound to each other."""
    treatments = find_treatments(document)
    motions = find_motions(document, treatments)
    votes = bind_votes(document.text, treatments, motions)
    motions = tuple(_with_paragraphs(document, m, votes.ballots.get(n, [])) for n, m in enumerate(motions))
    reading = Reading(document, treatments, motions, votes, _reads_as_minutes(document, treatments))
    for index, treatment in enumerate(treatments):
        reading.flags.update(arithmetic_flags(votes.all.get(index, [])))
        reading.plain[index] = _plain(document.text, treatment)
        reading.resolved[index] += [(document.text[p.start : p.end], p.outcome) for p in reading.plain[index]]
    for number, motion in enumerate(motions):
        _note_words(reading, number, motion)
    _note_recommendations(reading)
    reading.deciding = {group: _deciding(reading, group) for group in {m.group for m in motions}}
    return reading


def ballot_on(ballots: Sequence[Ballot], item: Item, *, mixed: bool = False) -> Ballot | None:
    """The last of these ballots that decides a point. A vote on the recommendation leaves its remarks to votes of their
    own where there are any; `mixed` motions have no such difference.
    """
    on_remarks = any(ballot.remarks for ballot in ballots)
    for ballot in reversed(ballots):
        if not mixed and ballot.remarks != (item.kind == "remark") and (ballot.remarks or on_remarks):
            continue
        if ballot.names(item):
            return ballot
    return None


def _reads_as_minutes(document: Document, treatments: Sequence[Treatment]) -> bool:
    if document.kind not in (None, "other"):
        return document.kind == "minutes"
    first = next((t.head[0] for t in treatments if t.kind != "none"), len(document.text))
    return first < _MINUTES_BEGIN and _CASE_PAPER_HEAD.search(document.text, 0, first) is None


def _with_paragraphs(document: Document, motion: Motion, ballots: Sequence[Ballot]) -> Motion:
    """A recommendation without numbers on which paragraphs were voted ('avsnitt 2') has its paragraphs as points."""
    named = [int(n) for b in ballots if not b.remarks for n in b.numbers if n.isdigit()]
    if not named or not motion.items or motion.items[0].kind != "whole" or max(named) < 2:
        return motion
    return replace(motion, items=(*by_paragraph(document, motion.items[0], max(named)), *motion.items[1:]))


def _plain(text: str, treatment: Treatment) -> list[PlainOutcome]:
    parts = [p for p in treatment.parts if p.kind == "outcome" or (p.rule == "treatment" and p.kind == "plain")]
    found = []
    for match in (m for part in parts for m in _CLAUSE.finditer(text, part.start, part.end)):
        start, end = match.start() + len(match.group()) - len(match.group().lstrip(" :")), match.end()
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        meaning = resolved(text[start:end]) if 0 < end - start < _PLAIN_LONGEST else None
        if meaning is not None and meaning.outcome in _PLAIN_OUTCOMES:
            found.append(PlainOutcome(start, end, meaning.outcome))
    return found


def _note_words(reading: Reading, number: int, motion: Motion) -> None:
    """Remember what the motion's words won, lost or resolved."""
    if motion.source in ("moved", "case_alias"):
        reading.moved[motion.treatment].append(number)
    if motion.source == "resolution":
        reading.resolved[motion.treatment] += _resolved_words(reading, motion)
    voted = [(item, b) for item in motion.items if (b := reading.ballot(number, item)) is not None]
    if len(voted) == len(motion.items) > 1 and len({b.vote.start for _, b in voted}) == 1:
        words = reading.document.text[motion.items[0].start : motion.items[-1].end]
        _note(reading, words, voted[0][1])
    for item, ballot in voted:
        _note(reading, reading.words(item), ballot)


def _note(reading: Reading, words: str, ballot: Ballot) -> None:
    if ballot.vote.outcome in _WON:
        reading.won[ballot.treatment].add(words, ballot)
    elif ballot.vote.outcome in _LOST:
        reading.lost[ballot.treatment].add(words, ballot)


def _resolved_words(reading: Reading, motion: Motion) -> Iterator[tuple[str, Outcome]]:
    items = [item for item in motion.items if item.kind != "intro"]
    for item in items:
        meaning = resolved(reading.words(item))
        yield reading.words(item), meaning.outcome if meaning else "adopted"
    if len(items) > 1 and all(item.kind == "point" for item in items):
        yield reading.document.text[items[0].start : items[-1].end], "adopted"


def _note_recommendations(reading: Reading) -> None:
    """By treatment: whether the recommendation that was voted on stands in the document in words of its own."""
    for number, ballots in reading.votes.ballots.items():
        motion = reading.motions[number]
        if motion.items and motion.source in ("recommendation", "case"):
            for ballot in ballots:
                reading.worded[ballot.treatment] = True


def _deciding(reading: Reading, group: int) -> list[int]:
    indexes = {m.treatment for m in reading.motions if m.group == group and m.source == "resolution"}
    within = [m.treatment for m in reading.motions if m.group == group]
    indexes |= {index for index, plain in reading.plain.items() if plain and (group == 0 or index in within)}
    return sorted(indexes, key=lambda n: (-_ordinal(reading.treatments[n].meeting.date), n))


def _ordinal(when: datetime.date | None) -> int:
    return when.toordinal() if when else 0

"""The votes in minutes: what was voted on, in the text's own words, with outcome, counts and parties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loftespor.extract.records import Outcome
from loftespor.extract.resolutions import VOTES, OutcomePattern, number_of
from loftespor.extract.vote_subjects import Subject, last_sentence, numbers_of, person_of, subjects_of
from loftespor.extract.vote_tails import Tail


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote: span from the subject to the last word, outcome, counts, parties for and against.

    `verb` is where the words of the outcome begin; `split` holds parties that are printed with a count.
    """

    start: int
    verb: int
    end: int
    outcome: Outcome
    rule: str
    subjects: tuple[Subject, ...]
    votes_for: int | None = None
    votes_against: int | None = None
    parties_for: tuple[str, ...] = ()
    parties_against: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    unanimous: bool = False
    objection: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    match: re.Match[str]
    pattern: OutcomePattern


_SAME_THING = re.compile(r"^(?:det|dei|de|forslaget|framlegget|dette)$", re.IGNORECASE)
_CHANGED = re.compile(
    r"\s*,?\s*med\s+(?:den\s+|de\s+|følgende\s+)?(?P<words>(?:endring|tillegg)\w*(?:(?!\smed\s\d)[^.()]){0,140}?)"
    r"(?=\s+med\s+\d|\s+mot\s+\d|\s*\(|\s*\.|\s*$)"
)
_OPPOSED = re.compile(
    r"(?:satt|stilt|sett)\s+opp\s+mot|alternativ\s+votering\s+mellom|votert\s+alternativt", re.IGNORECASE
)


def find_votes(text: str, start: int, end: int) -> tuple[Vote, ...]:
    """The votes between two offsets, in the order of the text."""
    votes: list[Vote] = []
    before, opposed = start, ""
    for found in _in_order(text, start, end):
        gap = text[before : found.match.start()] if found.match.start() >= before else None
        if gap is None or (found.pattern.id == "bare_unanimous" and gap.strip(" .:\n")):
            continue
        if _OPPOSED.search(gap):
            opposed = gap
        new = _votes_at(text, before, found, end)
        if votes and _counts_of(votes[-1], new[0]):
            votes[-1] = _with_counts(votes[-1], new[0])
        else:
            votes += _of_opposed(votes, new, opposed) if opposed else new
            opposed = opposed if new[0].rule == "got_votes" else ""
        before = new[0].end
    return tuple(votes)


def _in_order(text: str, start: int, end: int) -> list[_Found]:
    """All matches by place; at one place the pattern that says most, then the one listed first."""
    found = [
        (match.start(), -(match.end() - match.start()), rank, _Found(match, row))
        for rank, row in enumerate(VOTES)
        for match in row.pattern.finditer(text, start, end)
        if match.group().strip()
    ]
    return [item[-1] for item in sorted(found, key=lambda item: item[:3])]


def _votes_at(text: str, before: int, found: _Found, end: int) -> list[Vote]:
    """The vote of one match; two where something was adopted in changed form: the text in part, and the change."""
    vote = _vote(text, before, found, end)
    changed = _CHANGED.match(text, found.match.end(), end) if found.pattern.outcome == "adopted" else None
    if changed is None:
        return [vote]
    tail = Tail.read(text, changed.end(), end)
    counted = tail.counts(replace(vote, end=tail.end))
    change = replace(counted, subjects=subjects_of(changed["words"]), verb=changed.start("words"))
    return [replace(counted, outcome="partly_adopted", rule="adopted_with_changes"), change]


def _vote(text: str, before: int, found: _Found, end: int) -> Vote:
    match, groups = found.match, found.match.groupdict()
    outcome = found.pattern.outcome
    votes_for = number_of(groups.get("for") or groups.get("for2") or groups.get("for3"))
    votes_against = number_of(groups.get("against") or groups.get("against2"))
    # '… med 30 stemmer mot 27 stemmer (A, SV)': the list that follows is of those against.
    against_first = votes_against is not None and (votes_for is None or outcome == "adopted")
    tail = Tail.read(text, match.end(), end, listed=groups.get("list"), against_first=against_first)
    if tail.verdict is not None and found.pattern.id == "got_votes":
        outcome = "adopted" if tail.verdict.startswith("ved") else "rejected"
    start = _subject_start(text, before, match.start())
    vote = Vote(
        start, match.start(), tail.end, outcome, found.pattern.id, _subjects(text, start, found),
        votes_for, votes_against,
        unanimous=bool(groups.get("unanimous") or groups.get("unanimous2")),
    )  # fmt: skip
    if groups.get("objectors"):
        return replace(vote, objection=True)
    return tail.counts(vote)


def _subjects(text: str, start: int, found: _Found) -> tuple[Subject, ...]:
    """What was voted on; who withdraws names it after the verb: 'Kari Nes (A) trakk forslagets punkt 1'."""
    words = text[start : found.match.start()]
    if found.pattern.id != "withdrew":
        return subjects_of(words)
    person, parties = person_of(words)
    line = " ".join(found.match.group().split())
    return (Subject("withdrawn", line, numbers_of(line), parties, person, words=line),)


def _subject_start(text: str, before: int, at: int) -> int:
    """Where the sentence of the vote begins: after the vote before it, without page numbers and closing marks."""
    opening = re.compile(r"(?:[\s.,;:)]|\d{1,2}(?=[\s.)]))*").match(text, before, at)
    start = opening.end() if opening else before
    return start + last_sentence(text[start:at])


def _counts_of(previous: Vote, vote: Vote) -> bool:
    """Whether a vote only adds the counts of the one before: '… ble ikke vedtatt. Det fikk 27 stemmer.'"""
    words = vote.subjects[0].words
    return vote.rule == "got_votes" and previous.votes_for is None and _SAME_THING.match(words) is not None


def _with_counts(previous: Vote, vote: Vote) -> Vote:
    return replace(
        previous, end=vote.end, votes_for=vote.votes_for, parties_for=vote.parties_for, split=vote.split
    )  # fmt: skip


def _of_opposed(votes: list[Vote], new: list[Vote], gap: str) -> Iterator[Vote]:
    """The votes on two things set against each other: the one with more votes won, the other lost."""
    vote = new[0]
    if vote.rule == "got_votes" and votes and votes[-1].rule == "got_votes" and votes[-1].end <= vote.start:
        first = votes.pop()
        if first.votes_for is not None and vote.votes_for is not None and first.votes_for != vote.votes_for:
            won = first.votes_for > vote.votes_for
            first = replace(first, outcome="adopted" if won else "rejected", rule="won_alternative_vote")
            vote = replace(vote, outcome="rejected" if won else "adopted", rule="won_alternative_vote")
        yield from (first, vote)
        return
    sides = [side for words in _SIDES.split(" ".join(gap.split())) for side in subjects_of(words)]
    winner = vote.subjects[0]
    numbers = next((side.numbers for side in sides if side.kind == winner.kind), ())
    yield from [replace(vote, subjects=(replace(winner, numbers=winner.numbers or numbers),)), *new[1:]]
    if vote.outcome == "adopted":
        for other in _SIDES.split(" ".join(gap.split())):
            yield from _loser(vote, subjects_of(other))


_SIDES = re.compile(
    r"(?:(?<!\w)\w+\s+){0,2}(?:satt|stilt|sett)\s+opp\s+mot|votering\s+mellom|votert\s+alternativt\s+over|\s+og\s+",
    re.IGNORECASE,
)


def _loser(vote: Vote, subjects: tuple[Subject, ...]) -> Iterator[Vote]:
    """The vote lost by what stood against the winner."""
    winner = vote.subjects[0]
    others = tuple(
        s for s in subjects
        if s.kind != "unknown" and (s.kind, s.parties or s.mover) != (winner.kind, winner.parties or winner.mover)
    )  # fmt: skip
    if others:
        yield replace(
            vote, outcome="rejected", rule="lost_alternative_vote", subjects=others, votes_for=vote.votes_against,
            votes_against=vote.votes_for, parties_for=vote.parties_against, parties_against=vote.parties_for,
            unanimous=False,
        )  # fmt: skip

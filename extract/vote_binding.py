"""Which motion a vote decides: bound by kind, parties, mover, number and title, never by guess.

Two motions that fit equally well leave the vote with the one not voted on yet; a vote that fits none stays unbound.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loftespor.extract.actors import party_code
from loftespor.extract.minutes_points import Item
from loftespor.extract.minutes_sections import Treatment
from loftespor.extract.proposals import Motion
from loftespor.extract.vote_subjects import Subject
from loftespor.extract.votes import Vote, find_votes

_LEAST = 3
_KIND_STEMS = ("tillegg", "alternativ", "utsettelse", "endring", "felles", "subsidiær", "oversendelse", "tilbakesend")


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote's bearing on one motion: the points it names (none: all) and whether it names remarks."""

    vote: Vote
    treatment: int
    numbers: tuple[str, ...] = ()
    remarks: bool = False
    excepted: tuple[str, ...] = ()

    def names(self, item: Item) -> bool:
        """Whether the ballot decides this point."""
        return item.number not in self.excepted if not self.numbers else item.number in self.numbers


@dataclass(slots=True)
class Votes:
    """The ballots by motion; `on_recommendation` holds, by treatment, the votes on the recommendation."""

    ballots: dict[int, list[Ballot]] = field(default_factory=lambda: defaultdict(list))
    on_recommendation: dict[int, list[Ballot]] = field(default_factory=lambda: defaultdict(list))
    unbound: list[tuple[int, Vote, Subject]] = field(default_factory=list)
    last: int | None = None  # the motion of the vote before: 'Punkt 2 ble enstemmig vedtatt' goes on with it
    all: dict[int, list[Vote]] = field(default_factory=lambda: defaultdict(list))


def bind_votes(text: str, treatments: Sequence[Treatment], motions: Sequence[Motion]) -> Votes:
    """All votes of a document with the motions they decide."""
    votes = Votes()
    for index, treatment in enumerate(treatments):
        table = _Table.of(index, treatments, motions)
        for start, end in _vote_spans(treatment):
            votes.last = table.moved[0] if len(table.moved) == 1 else None
            for vote in find_votes(text, start, end):
                votes.all[index].append(vote)
                for subject in vote.subjects:
                    _bind(votes, table, vote, subject)
    return votes


def _vote_spans(treatment: Treatment) -> Iterator[tuple[int, int]]:
    """The stretches of votes: neighbouring parts are one."""
    start: int | None = None
    for part in treatment.parts:
        if part.kind == "votes":
            start = part.start if start is None else start
            end = part.end
        elif start is not None:
            yield start, end
            start = None
    if start is not None:
        yield start, end


@dataclass(frozen=True, slots=True)
class _Table:
    """What can be voted on in one treatment, as numbers into the document's motions."""

    treatment: int
    motions: Sequence[Motion]
    moved: tuple[int, ...]
    recommendation: int | None
    case: int | None
    resolutions: tuple[int, ...]
    recommending: tuple[tuple[int, str], ...] = ()  # recommendations with the committee's name in small letters

    @classmethod
    def of(cls, index: int, treatments: Sequence[Treatment], motions: Sequence[Motion]) -> "_Table":
        here = [n for n, m in enumerate(motions) if m.treatment == index]
        group = motions[here[0]].group if here else None
        if group is None:
            return cls(index, motions, (), None, None, ())
        near = [n for n, m in enumerate(motions) if m.group == group]
        own = [n for n in here if motions[n].part.rule == "treatment"]
        return cls(
            index, motions,
            tuple(n for n in here if motions[n].source in ("moved", "case_alias", "document")),
            _nearest([n for n in near if motions[n].source == "recommendation" and n not in own], motions, index),
            _nearest([n for n in near if motions[n].source == "case"], motions, index),
            tuple(n for n in here if motions[n].source == "resolution"),
            tuple(
                (n, (treatments[motions[n].treatment].meeting.body or "-").casefold())
                for n in near
                if motions[n].source == "recommendation" and motions[n].part.rule == "treatment"
            ),
        )  # fmt: skip


def _nearest(numbers: list[int], motions: Sequence[Motion], treatment: int) -> int | None:
    """The first of these motions in this treatment or after it (the newest stands first), else the last before."""
    after = [n for n in numbers if motions[n].treatment >= treatment]
    return after[0] if after else (numbers[-1] if numbers else None)


def _bind(votes: Votes, table: _Table, vote: Vote, subject: Subject) -> None:
    if vote.objection or vote.rule == "joined":
        for pending in _pending(votes, table, vote, all_of_them=vote.objection):
            votes.ballots[pending].append(Ballot(vote, table.treatment))
        return
    if subject.kind == "points":
        _add(votes, table, votes.last, Ballot(vote, table.treatment, subject.numbers))
        return
    if subject.kind == "remark" and (own := _committee_of(table, subject)) is not None:
        votes.ballots[own].append(Ballot(vote, table.treatment, subject.numbers, remarks=True))
        return
    if subject.kind == "recommendation" or (subject.kind == "remark" and _of_recommendation(table, subject)):
        ballot = Ballot(vote, table.treatment, subject.numbers, subject.kind == "remark", subject.excepted)
        _bind_recommendation(votes, table, ballot)
        return
    if subject.kind == "case":
        target = table.case if table.case is not None or _is_own(subject) else table.recommendation
        ballot = Ballot(vote, table.treatment, subject.numbers)
        waiting = _pending(votes, table, vote, all_of_them=False)
        if table.case is None and not _is_own(subject) and waiting:
            votes.ballots[waiting[0]].append(ballot)  # 'Forslag til vedtak' is here what was moved in the meeting
            return
        if target is not None or not _is_own(subject):
            _add(votes, table, target, ballot)
        for moved in table.moved:
            if table.motions[moved].source == "moved" and table.motions[moved].own_words:
                votes.ballots[moved].append(ballot)
        return
    best = _best(votes, table, vote, subject)
    if best is None:
        _bind_bare(votes, table, vote, subject)
        return
    number = best
    if table.motions[number].source == "case_alias" and table.case is not None:
        number = table.case
    votes.last = number
    numbers = _own_numbers(table.motions[number], subject)
    votes.ballots[number].append(Ballot(vote, table.treatment, numbers, excepted=subject.excepted))


def _is_own(subject: Subject) -> bool:
    """Whether the proposer's own words are voted on, not what the administration proposes."""
    return re.search(r"stiller|private", subject.type, re.IGNORECASE) is not None


def _committee_of(table: _Table, subject: Subject) -> int | None:
    """The recommendation of the committee a remark is said to come from: 'Merknad 2 fra utvalg for helse og sosial'."""
    origin = (subject.origin or "").casefold()
    if not origin.startswith(("utvalg", "komit")):
        return None
    field_named = origin.split()[2:]  # 'utvalg for helse' and 'utvalg i helse' are one
    return next(
        (
            number
            for number, body in table.recommending
            if origin.startswith(body) or (field_named and field_named == body.split()[2:])
        ),
        None,
    )


def _own_numbers(motion: Motion, subject: Subject) -> tuple[str, ...]:
    """The points a subject names; a proposal's own running number ('Forslag nr. 2') is no point."""
    number = motion.mover.number if motion.mover else None
    return () if number is not None and subject.numbers == (number,) else subject.numbers


def _bind_recommendation(votes: Votes, table: _Table, ballot: Ballot) -> None:
    votes.last = table.recommendation
    if table.recommendation is not None:
        votes.ballots[table.recommendation].append(ballot)
    elif "budsjett" in ballot_words(ballot):
        votes.unbound.append((table.treatment, ballot.vote, ballot.vote.subjects[0]))
    votes.on_recommendation[table.treatment].append(ballot)


def ballot_words(ballot: Ballot) -> str:
    """The words of what was voted on, in small letters."""
    return " ".join(subject.words for subject in ballot.vote.subjects).casefold()


def _add(votes: Votes, table: _Table, target: int | None, ballot: Ballot) -> None:
    if target is not None:
        votes.ballots[target].append(ballot)
    if target is None or table.motions[target].same:
        votes.on_recommendation[table.treatment].append(ballot)


def _of_recommendation(table: _Table, subject: Subject) -> bool:
    return subject.of_recommendation or not (
        subject.parties or subject.mover or any(_is_remark(table.motions[n]) for n in table.moved)
    )


def _is_remark(motion: Motion) -> bool:
    return motion.mover is not None and "merknad" in motion.mover.type.lower()


def _pending(votes: Votes, table: _Table, vote: Vote, *, all_of_them: bool) -> list[int]:
    """The motions moved before this vote that no vote has decided: all of them, or the last."""
    before = [n for n in table.moved if table.motions[n].part.head[0] < vote.start and not votes.ballots.get(n)]
    return before if all_of_them else before[-1:]


def _bind_bare(votes: Votes, table: _Table, vote: Vote, subject: Subject) -> None:
    """A vote that names nothing, or 'forslaget' alone: bound only where one thing can be meant."""
    if subject.kind == "withdrawn" and table.case is not None and not table.moved:
        votes.ballots[table.case].append(Ballot(vote, table.treatment, subject.numbers))
        return
    if subject.kind == "moved" and not (subject.parties or subject.mover):
        if not table.moved:
            target = table.case if table.case is not None else table.recommendation
            if target is not None and len(table.resolutions) <= 1:
                _add(votes, table, target, Ballot(vote, table.treatment, subject.numbers))
                return
    elif vote.rule == "bare_unanimous" or (subject.kind == "meeting" and vote.outcome == "noted"):
        votes.on_recommendation[table.treatment].append(Ballot(vote, table.treatment))
        return
    votes.unbound.append((table.treatment, vote, subject))


def _best(votes: Votes, table: _Table, vote: Vote, subject: Subject) -> int | None:
    scored = [
        (_score(table.motions[n], subject, only=len(table.moved) == 1), not votes.ballots.get(n), n)
        for n in table.moved
        if table.motions[n].part.head[0] < vote.start
    ]
    scored = [row for row in scored if row[0] >= _LEAST]
    if not scored:
        return None
    top = max(row[0] for row in scored)
    best = [row for row in scored if row[0] == top]
    fresh = [row for row in best if row[1]] or best
    return fresh[0][2]


def _score(motion: Motion, subject: Subject, *, only: bool) -> int:
    mover = motion.mover
    if mover is None or subject.kind == "meeting":
        return 0
    if "budsjett" in subject.type.lower() and motion.source != "document":
        return 0
    if subject.kind == "unknown":
        return 6 if mover.title and _same_words(mover.title, _voting_point(subject.words)) else _person(motion, subject)
    if subject.kind != "withdrawn" and (subject.kind == "remark") != _is_remark(motion):
        return 0
    score = _party_score(motion, subject)
    if score is None:
        return 0
    score += 3 if _same_person(subject.mover, motion.proposer) else 0
    score += 4 if mover.council and _same_council(mover.council, subject.origin) else 0
    score += _type_score(mover.type, subject.type)
    if subject.numbers and mover.number is not None:
        score += 4 if mover.number in subject.numbers else -3
    elif subject.numbers:
        score += 1 if set(subject.numbers) <= {item.number for item in motion.items} else -2
    if subject.target or mover.target:
        score += 2 if _digits(subject.target) == _digits(mover.target) else -1
    return score + (_LEAST if only and not (subject.parties or subject.mover) else 0)


def _voting_point(words: str) -> str:
    return words.rpartition("Voteringspunkt")[2].strip()


def _same_words(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _person(motion: Motion, subject: Subject) -> int:
    """'Ola Vik (H) trakk forslaget': the words hold the mover's name."""
    return 4 if motion.proposer and motion.proposer in subject.words else 0


def _party_score(motion: Motion, subject: Subject) -> int | None:
    """How well the parties fit; None when they are others and so is the mover."""
    named, moved = _codes(subject.parties), _codes(motion.parties)
    same_person = _same_person(subject.mover, motion.proposer)
    if not named:
        return 0
    if named == moved:
        return 5
    if named & moved:
        return 3 if named <= moved or moved <= named else 2
    return 0 if same_person or not moved else None


def _codes(parties: Sequence[str]) -> set[str]:
    """The parties under one name each: 'R' and 'Rødt' are one."""
    return {(party_code(party) or party).casefold() for party in parties}


def _same_person(one: str | None, other: str | None) -> bool:
    """Whether two names share a surname or another name of four letters or more ('Nes' and 'Kari Nes')."""
    if not one or not other:
        return False
    last = re.split(r"\s+", one)[-1].strip(".")
    return last in other.split() or any(len(word) > 3 and word in other.split() for word in one.split()[1:])


def _same_council(one: str, other: str | None) -> bool:
    """Whether two names are one council: the same first word, or the initials of the other ('KRPF')."""
    if not other:
        return False
    words = [word for word in re.findall(r"\w+", one) if word.lower() not in ("for", "med", "og", "i")]
    initials = "".join(word[0] for word in words).casefold()
    first = re.match(r"\w+", other)
    return first is not None and (
        first.group().casefold() == initials or first.group().casefold().rstrip("s") == words[0].casefold().rstrip("s")
    )


def _type_score(moved: str, voted: str) -> int:
    of_moved = next((stem for stem in _KIND_STEMS if stem in moved.lower()), None)
    of_voted = next((stem for stem in _KIND_STEMS if stem in voted.lower()), None)
    if of_moved == of_voted:
        return 2 if of_moved else 1
    return 0 if of_moved is None or of_voted is None else -1


def _digits(words: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", words or ""))

"""What became of a point: by the vote on it, by the resolution that has its words, by what the case came to.

Nothing is adopted here without a vote, a resolution's heading, or the same words resolved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loftespor.extract.minutes_points import Item
from loftespor.extract.proposals import Motion, is_private
from loftespor.extract.reading import Reading, ballot_on
from loftespor.extract.records import Outcome
from loftespor.extract.resolutions import resolved
from loftespor.extract.same_words import SameWords
from loftespor.extract.vote_binding import Ballot

# Two texts that differ in more than a comma or a spelling are not the same proposal.
_SAME_PROPOSAL = 97.0
_OF_THE_CASE: tuple[Outcome, ...] = ("answered", "shelved", "not_taken_up", "referred")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of some words: outcome, rule, the words that say so, the vote, the treatment that decided."""

    outcome: Outcome
    rule: str
    evidence: tuple[int, int] | None
    ballot: Ballot | None
    treatment: int


def not_stated(treatment: int) -> Fate:
    """The fate of what no vote or resolution speaks of."""
    return Fate("not_stated", "not_stated", None, None, treatment)


def of_resolution(reading: Reading, motion: Motion, item: Item) -> Fate:
    """The fate of a resolution's point: what its words resolve, with the vote that carried it if one is known."""
    words = reading.words(item)
    meaning = resolved(words)
    ballot = reading.won[motion.treatment].find(words) or _by_number(reading, motion, item)
    if ballot is None and meaning is not None:
        ballot = _only_vote_of(reading, motion.treatment, meaning.outcome)
    evidence = (ballot.vote.start, ballot.vote.end) if ballot else motion.part.head
    outcome: Outcome = meaning.outcome if meaning else "adopted"
    return Fate(outcome, f"resolution.{meaning.id}" if meaning else "resolution", evidence, ballot, motion.treatment)


def _only_vote_of(reading: Reading, treatment: int, outcome: Outcome) -> Ballot | None:
    """The one vote of a treatment that noted, dismissed or put off what the resolution does."""
    votes = [vote for vote in reading.votes.all[treatment] if vote.outcome == outcome]
    return Ballot(votes[0], treatment) if len(votes) == 1 and outcome != "adopted" else None


def _by_number(reading: Reading, motion: Motion, item: Item) -> Ballot | None:
    """The vote on a recommendation that reads as the resolution; the one vote that won where it reads otherwise."""
    ballots = [b for b in reading.votes.on_recommendation.get(motion.treatment, []) if b.vote.outcome != "rejected"]
    if reading.worded.get(motion.treatment):
        won = [vote for vote in reading.votes.all[motion.treatment] if vote.outcome in ("adopted", "noted")]
        ballots = [ballot for ballot in ballots if len(won) == 1 and ballot.vote is won[0]]
    return ballot_on(ballots, item)


def of_moved(reading: Reading, number: int, item: Item) -> Fate:
    """The fate of a point moved in the meeting: the vote on it, not stated without one."""
    ballot = reading.ballot(number, item)
    if ballot is None:
        return _put_off(reading, reading.motions[number].treatment)
    vote = ballot.vote
    return Fate(vote.outcome, f"vote.{vote.rule}", (vote.start, vote.end), ballot, ballot.treatment)


def _put_off(reading: Reading, treatment: int) -> Fate:
    """The fate of what was moved and not voted on: put off with the case, else not stated."""
    resolutions = reading.resolved.get(treatment)
    if resolutions and resolutions[0][1] == "postponed":
        return Fate("postponed", "case_put_off", reading.treatments[treatment].head, None, treatment)
    return not_stated(treatment)


def of_recommended(reading: Reading, number: int, item: Item) -> Fate:
    """The fate of a point recommended, or brought with the case: by its vote, else by what the case came to."""
    motion = reading.motions[number]
    voted = of_moved(reading, number, item)
    if voted.ballot is not None and not _remark_left_out(reading, item, voted.ballot):
        return _in_its_own_words(reading, motion, item, voted)
    if motion.part.rule == "treatment" and last_resolution(reading, motion) is None:
        return _in_its_own_words(reading, motion, item, _committee_vote(reading, motion, item))
    return _by_last_resolution(reading, motion, reading.words(item))


def _remark_left_out(reading: Reading, item: Item, ballot: Ballot) -> bool:
    """Whether a vote on the recommendation leaves a remark of it undecided: the resolution does not have its words."""
    resolutions = reading.resolved.get(ballot.treatment)
    if item.kind != "remark" or ballot.remarks or not resolutions:
        return False
    same: SameWords[Outcome] = SameWords()
    for text, outcome in resolutions:
        same.add(text, outcome)
    return same.find(reading.words(item)) is None


def _in_its_own_words(reading: Reading, motion: Motion, item: Item, fate: Fate) -> Fate:
    """An adopted recommendation to note or dismiss a case has noted or dismissed it."""
    if motion.role != "recommendation" or fate.outcome != "adopted":
        return fate
    meaning = resolved(reading.words(item))
    return replace(fate, outcome=meaning.outcome) if meaning else fate


def _committee_vote(reading: Reading, motion: Motion, item: Item) -> Fate:
    """A committee's own recommendation that no later body has treated: the committee's vote."""
    ballot = reading.won[motion.treatment].find(reading.words(item)) or _by_number(reading, motion, item)
    if ballot is None:
        return not_stated(motion.treatment)
    vote = ballot.vote
    return Fate(vote.outcome, f"vote.{vote.rule}", (vote.start, vote.end), ballot, motion.treatment)


def last_resolution(reading: Reading, motion: Motion) -> int | None:
    """The newest treatment that resolved the case, not older than the motion's own and not the same."""
    own = reading.treatments[motion.treatment].meeting.date
    for index in reading.deciding.get(motion.group, ()):
        when = reading.treatments[index].meeting.date
        if index != motion.treatment and (own is None or when is None or when >= own):
            return index
        if index == motion.treatment and motion.part.rule != "treatment":
            return index
    return None


def _by_last_resolution(reading: Reading, motion: Motion, words: str) -> Fate:
    last = last_resolution(reading, motion)
    if not reading.minutes or last is None or not reading.resolved[last]:
        return not_stated(motion.treatment)
    resolutions, evidence = reading.resolved[last], reading.treatments[last].head
    if resolutions[0][1] in ("postponed", "withdrawn"):
        return Fate(resolutions[0][1], "last_resolution.put_off", evidence, None, last)
    same: SameWords[Outcome] = SameWords()
    for text, outcome in resolutions:
        same.add(text, outcome)
    found = same.find(words, at_least=_SAME_PROPOSAL, beginning=motion.role == "recommendation")
    if found is not None:
        return Fate(found, "last_resolution.same_words", evidence, None, last)
    if motion.source == "case" and is_private(reading.treatments[motion.treatment].meeting.case_title):
        return _of_private(resolutions, evidence, last)
    return _lost_elsewhere(reading, motion, words, last)


def _of_private(resolutions: Sequence[tuple[str, Outcome]], evidence: tuple[int, int], treatment: int) -> Fate:
    """A member's proposal in a case that was resolved in other words: its outcome is the case's, else rejected."""
    outcomes = [outcome for _, outcome in resolutions]
    for outcome in _OF_THE_CASE:
        if outcome in outcomes:
            return Fate(outcome, "last_resolution.case", evidence, None, treatment)
    other: Outcome = "noted" if set(outcomes) == {"noted"} else "rejected"
    return Fate(other, "last_resolution.other_words", evidence, None, treatment)


def _lost_elsewhere(reading: Reading, motion: Motion, words: str, treatment: int) -> Fate:
    """Rejected where the same words were voted down in the treatment that decided, else not stated."""
    ballot = reading.lost[treatment].find(words, at_least=_SAME_PROPOSAL)
    if ballot is None:
        return not_stated(motion.treatment)
    return Fate("rejected", "same_words_voted_down", (ballot.vote.start, ballot.vote.end), None, treatment)

"""Writing `Decision` records: one for words whose points share one fate, one for each point where they do not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loftespor.extract.decision_forms import form_of, whole_document_in
from loftespor.extract.fates import Fate, last_resolution, not_stated, of_moved, of_recommended, of_resolution
from loftespor.extract.minutes_points import Item
from loftespor.extract.minutes_sections import Meeting
from loftespor.extract.proposals import Motion
from loftespor.extract.reading import Reading
from loftespor.extract.records import Decision, Outcome, Point

# So much of an addition is looked for: minutes drop a last full stop, or have a page number inside.
_BEGINNING = 80
_SENTENCE_END = re.compile(r"[.!?]\s+|\d{4}\s+(?=[A-ZÆØÅ])|\n")


def rows_of_motion(reading: Reading, number: int) -> Iterator[Decision]:
    """The records of one motion."""
    motion = reading.motions[number]
    if motion.source in ("resolution", "past"):
        yield from _of_resolution(reading, motion)
    elif motion.source == "document":
        yield from _of_document(reading, number)
    elif motion.items:
        fates = [_fate(reading, number, item) for item in motion.items]
        yield from _of_proposal(reading, number, fates)


def _of_document(reading: Reading, number: int) -> Iterator[Decision]:
    """The vote on a document that was moved by reference ('partiets alternative budsjettforslag, se vedlegg')."""
    motion = reading.motions[number]
    for ballot in reading.votes.ballots.get(number, []):
        vote, meeting = ballot.vote, reading.treatments[ballot.treatment].meeting
        name = reading.document.text[vote.start : vote.verb].rstrip(" ,\n")
        yield Decision(
            vote.start, vote.start + len(name), "proposal", vote.outcome, f"vote.{vote.rule}",
            evidence=(vote.start, vote.end), decision_form="vedtakspunkt", proposer=motion.proposer,
            parties=motion.parties, votes_for=vote.votes_for, votes_against=vote.votes_against,
            parties_for=vote.parties_for, unanimous=vote.unanimous, body=meeting.body, date=meeting.date,
            case=meeting.case, case_title=meeting.case_title, flags=reading.flags.get(vote.start, ()),
            whole_document=motion.mover.type if motion.mover else name,
        )  # fmt: skip


def plain_rows(reading: Reading, index: int) -> Iterator[Decision]:
    """The records of a treatment that notes or puts off a case in plain words, without a resolution."""
    meeting = reading.treatments[index].meeting
    for plain in reading.plain[index]:
        yield Decision(
            plain.start, plain.end, "decision", plain.outcome, "plain_words", evidence=(plain.start, plain.end),
            decision_form="vedtakspunkt", body=meeting.body, date=meeting.date, case=meeting.case,
            case_title=meeting.case_title,
        )  # fmt: skip


def _fate(reading: Reading, number: int, item: Item) -> Fate:
    motion = reading.motions[number]
    if motion.source in ("moved", "case_alias"):
        return of_moved(reading, number, item)
    if motion.source == "handed_over":
        return not_stated(motion.treatment)
    return of_recommended(reading, number, item)


def _of_resolution(reading: Reading, motion: Motion) -> Iterator[Decision]:
    treatment = reading.treatments[motion.treatment]
    if treatment.kind == "none" and not (treatment.meeting.body and reading.minutes):
        return
    for item in motion.items:
        if item.kind == "intro" and not reading.words(item).endswith((".", "!")):
            continue
        for part in _split_at_adopted(reading, motion, item):
            yield _row(reading, motion, (part,), of_resolution(reading, motion, part))


def _split_at_adopted(reading: Reading, motion: Motion, item: Item) -> Iterator[Item]:
    """Adopted additions that are printed after the recommendation without a number are points of their own."""
    text, cuts = reading.document.text, {item.start}
    for number in reading.moved[motion.treatment]:
        other = reading.motions[number]
        ballot = reading.ballot(number, other.items[0]) if other.items else None
        if ballot is None or ballot.vote.outcome != "adopted":
            continue
        words = text[other.items[0].start : other.items[-1].end][:_BEGINNING]
        at = text.find(words, item.start, item.end)
        if at > item.start:
            cuts.add(_lead_in(text, item.start, at))
    starts = sorted(cuts)
    for start, stop in zip(starts, [*starts[1:], item.end], strict=True):
        length = len(text[start:stop].rstrip())
        if length:
            yield replace(item, start=start, end=start + length)


def _lead_in(text: str, start: int, at: int) -> int:
    """Where the sentence that leads to an addition begins ('… vedtas med følgende endring:'), else `at`.

    Where that sentence opens the resolution, the addition is part of it.
    """
    before = text[start:at].rstrip()
    if not before.endswith(":"):
        return at
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    return start + ends[-1] if ends else start


def _of_proposal(reading: Reading, number: int, fates: Sequence[Fate]) -> Iterator[Decision]:
    """One row where the points share one fate, else one a point; a recommendation voted on always one a point."""
    motion = reading.motions[number]
    listed = [(item, fate) for item, fate in zip(motion.items, fates, strict=True) if item.kind != "intro"]
    if not listed:
        return
    shared = {(fate.outcome, fate.ballot.vote.start if fate.ballot else None) for _, fate in listed}
    voted = motion.role == "recommendation" and any(fate.ballot for _, fate in listed)
    if len(shared) == 1 and not (voted and len(listed) > 1):
        yield _by_points(reading, number, _row(reading, motion, motion.items, listed[0][1]))
        return
    for item, fate in zip(motion.items, fates, strict=True):
        if item.kind != "intro" or reading.words(item).endswith("."):
            yield _row(reading, motion, (item,), fate)


def _by_points(reading: Reading, number: int, row: Decision) -> Decision:
    """The row of a text that shows no points, where votes name points of it: partly adopted when they differ."""
    ballots = [ballot for ballot in reading.votes.ballots.get(number, []) if ballot.numbers]
    if row.evidence is not None or not ballots or len(reading.motions[number].items) > 1:
        return row
    outcomes = {ballot.vote.outcome for ballot in ballots}
    last = ballots[-1]
    if len(outcomes) == 1 and len(ballots) == 1:
        vote = last.vote
        return replace(
            row, outcome=vote.outcome, rule=f"vote.{vote.rule}", evidence=(vote.start, vote.end),
            votes_for=vote.votes_for, votes_against=vote.votes_against, parties_for=vote.parties_for,
            unanimous=vote.unanimous,
        )  # fmt: skip
    outcome: Outcome = last.vote.outcome
    if len(outcomes) > 1:
        outcome = "partly_adopted" if "adopted" in outcomes else "not_stated"
    return replace(row, outcome=outcome, rule="votes_on_points", evidence=(ballots[0].vote.start, last.vote.end))


def _row(reading: Reading, motion: Motion, items: Sequence[Item], fate: Fate) -> Decision:
    text = reading.document.text
    start, end = items[0].start, items[-1].end
    meeting = _meeting(reading, motion, fate)
    vote = fate.ballot.vote if fate.ballot else None
    moved_as = motion.mover.type if motion.mover else ""
    return Decision(
        start, end, motion.role, fate.outcome, fate.rule,
        evidence=fate.evidence,
        points=_points(items, fate),
        decision_form=form_of(text[start:end], items[-1].kind, moved_as, fate.outcome),
        proposer=motion.proposer,
        parties=motion.parties,
        votes_for=vote.votes_for if vote else None,
        votes_against=vote.votes_against if vote else None,
        parties_for=vote.parties_for if vote else (),
        unanimous=vote.unanimous if vote else False,
        body=meeting.body, date=meeting.date, case=meeting.case, case_title=meeting.case_title,
        whole_document=whole_document_in(text[start:end]),
        flags=_flags(reading, motion, vote.start if vote else None),
    )  # fmt: skip


def _points(items: Sequence[Item], fate: Fate) -> tuple[Point, ...]:
    points = tuple(Point(i.number, i.start, i.end, fate.outcome) for i in items if i.kind != "intro")
    return points if len(points) > 1 or any(point.number for point in points) else ()


def _meeting(reading: Reading, motion: Motion, fate: Fate) -> Meeting:
    """The meeting that decided; for what came with a case and is not decided, the newest treatment's."""
    index = fate.treatment
    if fate.outcome == "not_stated" and motion.source == "case" and reading.minutes:
        last = last_resolution(reading, motion)
        index = index if last is None else last
    return reading.treatments[index].meeting


def _flags(reading: Reading, motion: Motion, vote_start: int | None) -> tuple[str, ...]:
    if vote_start is not None:
        return reading.flags.get(vote_start, ())
    return ("votes_elsewhere",) if reading.treatments[motion.treatment].votes_elsewhere else ()

"""Which of several statements about the same thing counts: the newest, and within one note the firmest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loftespor.rules.judge import PhraseHit, judge
from loftespor.rules.phrases import Axis


@dataclass(frozen=True, slots=True)
class Verdict:
    """The value that several hits come to, and the hit that gives it."""

    value: str
    hit: PhraseHit


@dataclass(frozen=True, slots=True)
class NewestStatus:
    """The value of the newest dated note that states one: `note` is its index among the notes given."""

    value: str
    hit: PhraseHit
    note: int


def weigh(hits: Iterable[PhraseHit], *, axis: Axis = "implementation") -> Verdict | None:
    """The value of one note or sentence from its hits on an axis; None where there is none.

    An end ('avviklet') outweighs what was done before it; what is done in one part and open in another is partly
    done; a step of the work is work in progress.
    """
    mine = sorted((hit for hit in hits if hit.axis == axis), key=_place)
    return _weigh_funding(mine) if axis == "funding" else _weigh_implementation(mine)


def newest_status(notes: Sequence[tuple[date | None, str]]) -> NewestStatus | None:
    """The value of the newest note that states something of implementation; undated notes are older than dated ones.

    Notes of the same date are weighed in the order given, the later first. 'Følges opp' and the like give way to an
    older note that says something firm.
    """
    dated = [(when or date.min, number) for number, (when, _) in enumerate(notes)]
    weak: NewestStatus | None = None
    for _, number in sorted(dated, reverse=True):
        if verdict := weigh(judge(notes[number][1])):
            status = NewestStatus(verdict.value, verdict.hit, number)
            if verdict.hit.reach != "weak":
                return status
            weak = weak or status
    return weak


def _place(hit: PhraseHit) -> int:
    return hit.start


def _weigh_implementation(hits: Sequence[PhraseHit]) -> Verdict | None:
    by_value: dict[str, list[PhraseHit]] = {}
    for hit in hits:
        if hit.reach in ("part", "whole"):
            by_value.setdefault(hit.value, []).append(hit)
    done, open_ = (
        by_value.get("implemented", []),
        [hit for value in ("in_progress", "planned", "stalled") for hit in by_value.get(value, [])],
    )
    dropped = by_value.get("dropped", [])
    if dropped and (not done or dropped[-1].start > done[-1].start):
        return Verdict("dropped", dropped[-1])
    if partly := by_value.get("partly_implemented"):
        return Verdict("partly_implemented", partly[-1])
    if done:
        whole = [hit for hit in done if hit.reach == "whole"]
        return Verdict("partly_implemented" if open_ and not whole else "implemented", (whole or done)[-1])
    return _weigh_unfinished(by_value, hits)


def _weigh_unfinished(by_value: Mapping[str, list[PhraseHit]], hits: Sequence[PhraseHit]) -> Verdict | None:
    stalled, going = by_value.get("stalled", []), by_value.get("in_progress", [])
    if stalled and (not going or stalled[-1].start > going[-1].start):
        return Verdict("stalled", stalled[-1])
    steps = [hit for hit in hits if hit.reach == "step"]
    if going or steps:
        return Verdict("in_progress", (going or steps)[-1])
    if planned := by_value.get("planned"):
        return Verdict("planned", planned[-1])
    return Verdict(hits[-1].value, hits[-1]) if hits else None


def _weigh_funding(hits: Sequence[PhraseHit]) -> Verdict | None:
    """What is missing outweighs what is there; what is there outweighs what is proposed."""
    for value in ("partly_funded", "not_funded", "cut", "funded", "within_frame", "in_plan", "proposed"):
        if mine := [hit for hit in hits if hit.value == value]:
            return Verdict(value, mine[-1])
    return None

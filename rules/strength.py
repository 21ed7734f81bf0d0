"""Whether a commitment that was worded anew became weaker or stronger, more or less testable; with sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from loftespor.corpus.clauses import main_clause
from loftespor.rules.numbers import Number, number_shifts, numbers_of
from loftespor.rules.strength_rules import Shift, Sign, Way, load_strength, shift

Strength: TypeAlias = Literal["weaker", "stronger", "mixed", "turned", "same"]
Testability: TypeAlias = Literal["more", "less", "mixed", "same"]


@dataclass(frozen=True, slots=True)
class Said:
    """What is compared of a commitment; `amounts` are whole kroner with their words, `measures` names by id."""

    statement: str
    deadline: date | None = None
    deadline_text: str | None = None
    amounts: tuple[tuple[int, str], ...] = ()
    measures: Mapping[str, str] = field(default_factory=dict)


def shifts(old: Said, new: Said) -> tuple[Shift, ...]:
    """Everything that made a commitment weaker, stronger, more or less testable, in the order of the rule file."""
    return (
        *modal_shifts(old.statement, new.statement),
        *sign_shifts(old.statement, new.statement),
        *_deadline_shifts(old, new),
        *_amount_shifts(old, new),
        *number_shifts(_numbers(old), _numbers(new)),
        *_measure_shifts(old.measures, new.measures),
    )


def turned() -> Shift:
    """That a commitment now goes the opposite way."""
    return shift("turned", None, None, "", "")


def strength(found: Iterable[Shift]) -> Strength:
    """What the shifts come to: one way, both ways ('mixed'), or neither ('same')."""
    rows = list(found)
    if any(shift.rule == "turned" for shift in rows):
        return "turned"
    ways = {shift.strength for shift in rows if shift.strength}
    return "same" if not ways else ways.pop() if len(ways) == 1 else "mixed"


def how_testable(found: Iterable[Shift]) -> Testability:
    """The same for what can be tested."""
    ways = {shift.testability for shift in found if shift.testability}
    return "same" if not ways else ways.pop() if len(ways) == 1 else "mixed"


def modal_shifts(old: str, new: str) -> Iterator[Shift]:
    """The first modal verbs of two statements, where one is weaker than the other; 'skal' and 'må' are one step."""
    one, two = _first_step(old), _first_step(new)
    if one and two and one[0] != two[0]:
        way: Way = "weaker" if two[0] < one[0] else "stronger"
        yield Shift("modal", way, None, one[1], two[1], load_strength().ladder[way])


def _first_step(statement: str) -> tuple[int, str] | None:
    found = [
        (hit.start(), rank, hit[0]) for rank, p in enumerate(load_strength().steps) if (hit := p.search(statement))
    ]
    return min(found)[1:] if found else None


def sign_shifts(old: str, new: str) -> Iterator[Shift]:
    """Words that came or went and make a commitment weaker or stronger."""
    clauses = [statement[slice(*main_clause(statement))] for statement in (old, new)]
    for sign in load_strength().signs:
        one, two = clauses if sign.main else (old, new)
        lost, gained = sign.pattern.search(one), sign.pattern.search(two)
        if gained and not lost and _applies(sign, one, two, had=one):
            yield Shift(sign.id, sign.makes, None, "", gained[0], sign.gained)
        elif lost and not gained and _applies(sign, one, two, had=two):
            yield Shift(sign.id, _reverse(sign.makes), None, lost[0], "", sign.lost)


def _applies(sign: Sign, one: str, two: str, *, had: str) -> bool:
    """Whether the statement without the words `had` what they stand for, and both have what gives them a meaning."""
    if sign.replaces and not sign.replaces.search(had):
        return False
    return not sign.both or bool(sign.both.search(one) and sign.both.search(two))


def _reverse(way: Way) -> Way:
    return "stronger" if way == "weaker" else "weaker"


def _numbers(said: Said) -> list[Number]:
    """The numbers that are neither amounts nor deadlines."""
    return numbers_of(said.statement, without=(*(text for _, text in said.amounts), said.deadline_text or ""))


def _deadline_shifts(old: Said, new: Said) -> Iterator[Shift]:
    one, two = old.deadline_text or "", new.deadline_text or ""
    if one and two and old.deadline and new.deadline and old.deadline != new.deadline:
        later = new.deadline > old.deadline
        yield shift(f"deadline.{'later' if later else 'earlier'}", "weaker" if later else "stronger", None, one, two)
    elif two and not one:
        yield shift("deadline.gained", "stronger", "more", one, two)
    elif one and not two:
        yield shift("deadline.lost", "weaker", "less", one, two)


def _amount_shifts(old: Said, new: Said) -> Iterator[Shift]:
    one, two = "; ".join(text for _, text in old.amounts), "; ".join(text for _, text in new.amounts)
    if len(old.amounts) == len(new.amounts) == 1:
        yield from _larger_or_smaller("amount", old.amounts[0], new.amounts[0])
    elif new.amounts and not old.amounts:
        yield shift("amount.gained", "stronger", "more", one, two)
    elif old.amounts and not new.amounts:
        yield shift("amount.lost", "weaker", "less", one, two)


def _larger_or_smaller(what: str, old: tuple[float, str], new: tuple[float, str]) -> Iterator[Shift]:
    if new[0] > old[0]:
        yield shift(f"{what}.larger", "stronger", None, old[1], new[1])
    elif new[0] < old[0]:
        yield shift(f"{what}.smaller", "weaker", None, old[1], new[1])


def _measure_shifts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Shift]:
    gained = ", ".join(new[id] for id in sorted(new.keys() - old.keys()))
    lost = ", ".join(old[id] for id in sorted(old.keys() - new.keys()))
    if gained and not old:
        yield shift("measure.gained", None, "more", "", gained)
    if lost and not new:
        yield shift("measure.lost", None, "less", lost, "")

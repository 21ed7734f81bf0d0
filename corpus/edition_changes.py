"""What became of every commitment from one edition to the next: kept, worded anew, new, or not found again."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from loftespor.corpus.alike import Alike
from loftespor.corpus.clauses import main_clause
from loftespor.corpus.identity import normalise
from loftespor.corpus.material import Source, Stated
from loftespor.corpus.rows import Row, from_iso
from loftespor.corpus.ways import way_of
from loftespor.corpus.weights import Stems, Weights
from loftespor.corpus.word_changes import word_changes
from loftespor.rules.axes import LANGUAGES
from loftespor.rules.strength import Said, how_testable, shifts, strength, turned
from loftespor.rules.strength_rules import Shift

Kind: TypeAlias = Literal["kept", "reworded", "new", "gone"]

LEAST = 0.25  # of those left over in two editions; measured on the example corpus and two programmes (docs/editions.md)
QUERY_STEMS = 8
MOST_COMPARED = 12  # commitments of the new edition that one of the old is compared with


@dataclass(frozen=True, slots=True)
class Change:
    """A commitment's rows in both editions, how surely they say the same, and what changed.

    `words` is the new text with what changed, '[-går ut-] {+kommer inn+}'; empty unless it was worded anew.
    """

    kind: Kind
    old: Row | None
    new: Row | None
    score: float | None = None
    words: str = ""
    shifts: tuple[Shift, ...] = ()


SURE = 0.5  # a person would call the two the same; below, they may be


def change_row(change: Change) -> Row:
    """A change as other programs read it: the fields of docs/editions.md."""
    return {
        "change": change.kind, "old": _side(change.old), "new": _side(change.new), "score": change.score,
        "words": change.words, "strength": strength(change.shifts) if change.old and change.new else None,
        "testability": how_testable(change.shifts) if change.old and change.new else None,
        "reasons": [
            {"rule": s.rule, "strength": s.strength, "testability": s.testability, "old": s.old, "new": s.new}
            | {language: s.sentence(language) for language in LANGUAGES}
            for s in change.shifts
        ],
    }  # fmt: skip


def _side(row: Row | None) -> Row | None:
    if row is None:
        return None
    own = {name: row[name] for name in ("id", "page", "start", "end", "text", "statement", "locator")}
    deadline, amounts = (json.loads(row[name]) if row[name] else None for name in ("deadline", "amounts"))
    return {
        "document": row["name"],
        **own,
        "deadline": deadline,
        "amounts": amounts,
        "measures": sorted(row["measures"]),
    }


def changes(before: Sequence[Row], after: Sequence[Row]) -> list[Change]:
    """The changes in the order of the new text; what was not found again comes last, in the order of the old.

    Rows are those of the table `commitments`, with `measures` as {id: name}.
    """
    pairs: dict[int, tuple[int, float]] = {new: (old, 1.0) for old, new in _equal(before, after).items()}
    pairs |= _reworded(before, after, taken=pairs)
    found = [
        _change(before[pairs[place][0]], row, pairs[place][1]) if place in pairs else Change("new", None, row)
        for place, row in enumerate(after)
    ]
    again = {old for old, _ in pairs.values()}
    return found + [Change("gone", row, None) for place, row in enumerate(before) if place not in again]


def _equal(before: Sequence[Row], after: Sequence[Row]) -> dict[int, int]:
    """Places of commitments with the same words in both editions, those of equal texts in the order they stand."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, row in reversed(list(enumerate(after))):
        waiting[normalise(row["text"])].append(place)
    pairs = ((place, waiting[normalise(row["text"])]) for place, row in enumerate(before))
    return {place: places.pop() for place, places in pairs if places}


def _reworded(
    before: Sequence[Row], after: Sequence[Row], *, taken: Mapping[int, tuple[int, float]]
) -> dict[int, tuple[int, float]]:
    """Of what is left of both, the pairs that are about the same, one to one: new place to old place and score."""
    one, two = [_stated(row, "old") for row in before], [_stated(row, "new") for row in after]
    again = {old for old, _ in taken.values()}
    left_old = [place for place in range(len(one)) if place not in again]
    left_new = [place for place in range(len(two)) if place not in taken]
    weights = Weights(stated.stems for stated in chain(one, two))
    alike = Alike(weights, cited={}, names={})
    near = _Near({place: two[place].stems for place in left_new}, weights)
    scored = [
        (alike.nearness(one[old], two[new]), old, new) for old in left_old for new in near.candidates(one[old].stems)
    ]
    pairs: dict[int, tuple[int, float]] = {}
    gone: set[int] = set()
    for score, old, new in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= LEAST and old not in gone and new not in pairs:
            pairs[new] = old, score
            gone.add(old)
    return pairs


class _Near:
    """Finds the commitments of one edition that share rare stems with another: the cost is that of their postings."""

    def __init__(self, stems: Mapping[int, Stems], weights: Weights) -> None:
        self._weights = weights
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, held in stems.items():
            for stem in held:
                self._places[stem].append(place)

    def candidates(self, stems: Stems) -> list[int]:
        """The places of those that share most, by rarity."""
        shared: dict[int, float] = defaultdict(float)
        for stem in self._weights.rarest(stems, most=QUERY_STEMS):
            for place in self._places.get(stem, ()):
                shared[place] += self._weights.weight(stem)
        return sorted(shared, key=lambda place: (-shared[place], place))[:MOST_COMPARED]


def _stated(row: Row, side: str) -> Stated:
    """A commitment as it is compared; of its document nothing counts."""
    source = Source(side, side, None, row["actor"], None, None, side, None, None)
    return Stated(
        row["id"], source, row["start"], row["text"], frozenset(row["stems"].split()), row["party"], None, None, None
    )


def _change(old: Row, new: Row, score: float) -> Change:
    kept = normalise(old["text"]) == normalise(new["text"])
    one, two = (way_of(row["text"][slice(*main_clause(row["text"]))]) for row in (old, new))
    found = shifts(_said(old), _said(new))
    return Change(
        "kept" if kept else "reworded", old, new, round(score, 4),
        "" if kept else word_changes(old["text"], new["text"]), (turned(), *found) if one.opposes(two) else found,
    )  # fmt: skip


def _said(row: Row) -> Said:
    deadline = json.loads(row["deadline"]) if row["deadline"] else {}
    amounts = [(a["value"], a["text"]) for a in json.loads(row["amounts"] or "[]") if a["unit"] == "NOK"]
    return Said(row["statement"], from_iso(deadline.get("to")), deadline.get("text"), tuple(amounts), row["measures"])

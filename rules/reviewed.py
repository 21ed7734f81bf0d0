"""What people decided about a commitment, as the judge uses it: values set, evidence refused, what is confirmed.

A review never changes what rules find; it stands beside it. Where what it was judged on has moved, it holds no longer
and the status must be checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from loftespor.corpus.review_links import JudgedLink, apply_to_links, by_commitment, disputed, judged_links
from loftespor.corpus.review_places import Place, Places
from loftespor.corpus.reviews import JUDGED_AXES, Word, all_reviews, read_alike, standing
from loftespor.corpus.rows import from_iso
from loftespor.rules.axes import load_axes
from loftespor.rules.rule import load_rules, rules_of
from loftespor.rules.status import Evidence

if TYPE_CHECKING:
    from sqlite_utils import Database

Key = tuple[str, str]  # a commitment and the document it stands in
SET_RULE = "review.set"


@dataclass(frozen=True, slots=True)
class Given:
    """The values and evidence of one status before its documentation is known.

    `machine` are the values by rules alone, `values` those with what people set; `items` the (table, id) of the
    evidence that each axis' value stands on.
    """

    machine: Mapping[str, str]
    values: Mapping[str, str]
    items: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """A word that counts, and where the commitment it is about stands now."""

    word: Word
    place: Place

    @property
    def says(self) -> str | None:
        """The value that it holds for right on its axis; None where it only refuses one."""
        review = self.word.review
        if review.action == "reject":
            return None
        return review.value if review.action == "set" else review.seen["values"].get(self.word.axis)


class Reviewed:
    """All that people decided, by the commitment it is about now; links get their state when this is made."""

    def __init__(self, db: Database) -> None:
        self._places = Places(db)
        reviews = all_reviews(db)
        links = judged_links(db, self._places)
        apply_to_links(db, links)
        self._links = by_commitment(links)
        self._words: dict[Key, list[Held]] = defaultdict(list)
        for word in standing(review for review in reviews if review.subject_table in ("statuses", "reviews")):
            place = self._places.commitment(word.review)
            if place.id and place.document:
                self._words[place.id, place.document].append(Held(word, place))

    def of(self, key: Key) -> People:
        """What people decided of one commitment."""
        return People(self._words.get(key, ()), self._links.get(key, ()), self._places)


class People:
    """What people decided of one commitment as it stands in one document."""

    def __init__(self, words: Iterable[Held], links: Iterable[JudgedLink], places: Places) -> None:
        self._held = tuple(words)
        self._links = tuple(links)
        self._places = places

    @cached_property
    def _standing(self) -> tuple[Held, ...]:
        return tuple(held for held in self._held if held.place.state == "stands")

    def refused(self, axis: str) -> frozenset[str]:
        """The passages that people refused as evidence on an axis, without layout."""
        return frozenset(
            read_alike(quote["quote"])
            for held in self._on(axis)
            if held.word.review.action == "reject"
            for quote in held.word.review.seen["evidence"]
            if quote["axis"] == axis
        )

    def values(self) -> dict[str, str]:
        """The values that people set, the latest of each axis."""
        return {h.word.axis: h.says for h in self._standing if h.word.review.action == "set" and h.word.axis and h.says}

    def quotes(self) -> Iterator[Evidence]:
        """The passages that set values stand on, where they still stand."""
        sentence = next(rule.sentence for rule in load_rules() if rule.id == SET_RULE)
        values = self.values()
        for held in self._standing:
            quote, axis = held.word.review.seen.get("quote"), str(held.word.axis)
            if quote and held.says == values.get(axis) and (place := self._places.find(quote)):
                document, start, end = place
                yield Evidence(
                    axis, values[axis], document, quote["page"], start, end, quote["quote"], from_iso(quote["date"]),
                    SET_RULE, dict(sentence),
                )  # fmt: skip

    def documentation(self, given: Given) -> Iterator[tuple[int, str]]:
        """The documentation that the rules give for what people said: each value with its rule's rank."""
        if not self._held and not self._links:
            return
        fields: dict[str, Any] = {
            "fact": "review", "suspect": self._is_suspect(given), "disputed": self._is_disputed(),
            "confirmed": self._is_confirmed(given),
        }  # fmt: skip
        for rule in rules_of("documentation"):
            if rule.fires(fields):
                yield rule.rank, rule.value_of(fields)

    def _on(self, axis: str) -> list[Held]:
        return [held for held in self._standing if held.word.axis == axis]

    def _is_suspect(self, given: Given) -> bool:
        said = self._on("documentation")
        if said and said[-1].says == "suspect":
            return True
        latest = max((h.word.review.at for h in self._held if self._holds(h, given)), default="")
        changed = any(
            link.review.action == "confirm" and not link.unchanged and link.review.at > latest for link in self._links
        )
        return changed or any(self._has_moved(held, given) for held in self._held)

    def _has_moved(self, held: Held, given: Given) -> bool:
        """Whether what a word was said of has changed, and nobody has judged the axis since."""
        review = held.word.review
        if review.action in ("reject", "reply") or self._holds(held, given):
            return False
        later = (h for h in self._held if h.word.axis == held.word.axis and h.word.review.at > review.at)
        return not any(self._holds(h, given) for h in later)

    def _holds(self, held: Held, given: Given) -> bool:
        """Whether a confirmed or set value still rests on what the person saw."""
        review, axis = held.word.review, held.word.axis
        if held.place.state != "stands" or review.action not in ("confirm", "set") or axis is None:
            return False
        seen = review.seen["values"]
        if axis == "documentation":
            return held.says != "confirmed" or all(seen[name] == value for name, value in given.values.items())
        if review.action == "set":
            quoted = review.seen.get("quote")
            moved = given.machine[axis] not in (seen[axis], held.says)
            return not moved and (quoted is None or self._places.quote_stands(quoted))
        cited = (quote for quote in review.seen["evidence"] if quote["axis"] == axis)
        return given.values[axis] == held.says and all(map(self._places.quote_stands, cited))

    def _is_disputed(self) -> bool:
        said = self._on("documentation")
        ruled = said[-1].word.review.at if said else ""
        if said and said[-1].says == "disputed":
            return True
        replies = (h.word.review.at for h in self._held if h.word.review.action == "reply")
        if any(at > ruled for at in replies):
            return True
        by_key = groupby(sorted(self._links, key=_link_key), key=_link_key)
        return any(disputed(same) for _, same in by_key) or any(map(self._people_disagree, JUDGED_AXES))

    def _people_disagree(self, axis: str) -> bool:
        words = self._on(axis)
        held_right = {held.says for held in words if held.says}
        refused = {h.word.review.seen["values"][axis] for h in words if h.word.review.action == "reject"}
        return len(held_right) > 1 or bool(held_right & refused)

    def _is_confirmed(self, given: Given) -> bool:
        """Whether people confirmed something, and every value that a document states."""
        said = self._on("documentation")
        if said and said[-1].says == "confirmed":
            return True
        linked = {(key[1], key[4]) for link in self._links if link.review.action == "confirm" for key in [link.key]}
        named = {axis for axis, item in given.items.items() if item in linked}
        named |= {str(h.word.axis) for h in self._standing if self._holds(h, given) and h.word.axis in given.values}
        axes = load_axes()
        stated = {axis for axis, value in given.values.items() if axes.axis(axis).value(value).stated}
        return bool(named) and stated <= named


def _link_key(link: JudgedLink) -> tuple[str, ...]:
    return tuple(map(str, link.key))

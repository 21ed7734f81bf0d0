"""Which keys are one measure: proposals joined, the surest first, so far as what people decided and the facts allow.

A measure never holds two different numbers, owners or periods, nor a plan that is asked for beside one that there is,
nor two keys of which a person said that they are not one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loftespor.corpus.measure_names import same_number, same_years
from loftespor.corpus.merge_proposals import Merge, Node


@dataclass(slots=True)
class _Group:
    """Keys that are one measure so far, with the facts that another must not contradict."""

    keys: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    years: set[tuple[str, str]] = field(default_factory=set)
    proposed: bool = False

    def contradicts(self, other: "_Group") -> bool:
        """Whether the two cannot be one measure."""
        return (
            self.proposed != other.proposed
            or len(self.owners | other.owners) > 1
            or not all(same_number(one, two) for one in self.numbers for two in other.numbers)
            or not all(same_years(one, two) for one in self.years for two in other.years)
        )

    def take_in(self, other: "_Group") -> None:
        """Make the other's keys and facts one's own."""
        self.keys |= other.keys
        self.numbers |= other.numbers
        self.owners |= other.owners
        self.years |= other.years


def _group(node: Node) -> _Group:
    name = node.name
    owners = {name.owner} if name.owner and name.owner != "regjeringen" else set()
    numbers = set() if name.stems else {node.key}
    return _Group({node.key}, numbers, owners, {name.years} if name.years else set(), name.proposed)


class Merging:
    """Joins keys; `of` gives the key after which the measure of a key is called."""

    def __init__(self, nodes: Mapping[str, Node], apart: Iterable[tuple[str, str]]) -> None:
        """`apart` are the pairs that a person rejected."""
        self._nodes = nodes
        self._groups = {key: _group(node) for key, node in nodes.items()}
        self._apart: dict[str, set[str]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def join(self, merge: Merge, *, confirmed: bool = False) -> bool:
        """Join the two keys of a proposal; False, and nothing done, where they must stay apart.

        What a person confirmed is joined whatever the facts, unless another person's rejection stands against it.
        """
        one, other = self._groups.get(merge.measure), self._groups.get(merge.target)
        if one is None or other is None:
            return False
        if one is other:
            return True
        if self._are_apart(one, other) or (one.contradicts(other) and not confirmed):
            return False
        larger, smaller = (one, other) if len(one.keys) >= len(other.keys) else (other, one)
        larger.take_in(smaller)
        for key in smaller.keys:
            self._groups[key] = larger
        return True

    def _are_apart(self, one: _Group, other: _Group) -> bool:
        smaller, larger = sorted((one, other), key=lambda group: len(group.keys))
        return any(not larger.keys.isdisjoint(self._apart.get(key, ())) for key in smaller.keys)

    def called(self) -> dict[str, str]:
        """Every key with the key its measure is called after: a number's, else the fullest, else the most frequent."""
        best: dict[int, str] = {}
        for group in {id(group): group for group in self._groups.values()}.values():
            best[id(group)] = min(group.keys, key=self._rank)
        return {key: best[id(group)] for key, group in self._groups.items()}

    def _rank(self, key: str) -> tuple[bool, bool, bool, bool, int, str]:
        node = self._nodes[key]
        name = node.name
        return bool(name.stems), "?" in key, name.owner is None, name.years is None, -node.mentions, key

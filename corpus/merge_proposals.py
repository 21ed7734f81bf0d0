"""Proposals that two names, or a name and a number, are one measure; each with its score and reasons in words.

Names are compared within blocks of equal word stems, never all with all: the cost is linear in the number of keys.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, TypeAlias

from loftespor.corpus.identity import digest
from loftespor.corpus.measure_names import (
    PROPOSED,
    Name,
    most_common,
    read_name,
    same_number,
    same_years,
    shown_name,
)
from loftespor.corpus.measure_scope import place_slug
from loftespor.corpus.rows import Row
from loftespor.extract.citation import name_key
from loftespor.extract.citation.lessons import acronym_of
from loftespor.extract.citation.slug import slug

Kind: TypeAlias = Literal["same", "asked_for"]

# How sure each kind of proposal is; docs/citations.md says how many of those read were right.
TAUGHT, TAUGHT_TWICE, ACRONYM, CALLED_AFTER = 0.9, 0.95, 0.9, 0.75

# Kinds of plans of which every municipality has one with nearly the same words.
_MUNICIPAL = frozenset(
    ("kommuneplan", "kommunedelplan", "planstrategi", "hovedplan", "plan", "temaplan", "trafikksikkerhetsplan")
)

EQUAL, WITHOUT_YEARS, WITHOUT_OWNER, ASKED_FOR = 0.95, 0.8, 0.85, 0.8


@dataclass(frozen=True, slots=True)
class Node:
    """All mentions under one key, before anything is merged. `places` are the municipalities of their documents.

    `dated` are the years of the first and the last of their documents, as far as these have a date.
    """

    name: Name
    measure_class: str
    names: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)
    places: frozenset[str] = frozenset()
    dated: tuple[str, str] | None = None

    @property
    def key(self) -> str:
        """The key of the mentions."""
        return self.name.key

    @property
    def label(self) -> str:
        """The name that is written most."""
        return most_common(self.names)[0]

    @property
    def mentions(self) -> int:
        """How many there are."""
        return sum(self.documents.values())


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposal: `measure` is `target`, or ('asked_for') the plan of that name that somebody asked for."""

    kind: Kind
    measure: str
    target: str
    score: float
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """A hash of kind and keys: it stays when names or documents are added."""
        return digest("merge", self.kind, self.measure, self.target)


def nodes_of(cited: Iterable[Row]) -> dict[str, Node]:
    """The mentions by their own keys."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in cited:
        rows[row["own_measure"]].append(row)
    return {key: _node(key, found) for key, found in sorted(rows.items())}


def _node(key: str, rows: list[Row]) -> Node:
    names = Counter(map(shown_name, rows))
    surface = max(names, key=lambda name: (acronym_of(name) is not None, names[name], name))
    places = frozenset(place for row in rows if (place := place_slug(row["municipality"])))
    documents = Counter(row["document_name"] for row in rows)
    years = sorted(row["document_date"][:4] for row in rows if row["document_date"])
    dated = (years[0], years[-1]) if years else None
    return Node(read_name(key, surface), rows[0]["class"], names, documents, places, dated)


def propose(nodes: Mapping[str, Node], cited: Iterable[Row]) -> list[Merge]:
    """All proposals, the surest first."""
    found = [*_taught(nodes, cited), *_acronyms(nodes)]
    for block in _blocks(nodes.values(), proposed=False):
        found += _one_name(block)
    for block in _blocks(nodes.values(), proposed=True):
        found += _one_name(block)
    best: dict[str, Merge] = {}
    for merge in sorted(found, key=lambda merge: (-merge.score, merge.measure, merge.target)):
        best.setdefault(merge.id, merge)
    return list(best.values())


def _taught(nodes: Mapping[str, Node], cited: Iterable[Row]) -> Iterator[Merge]:
    """Names that documents tie to a number or to the name they shorten, unless they tie one to different things."""
    taught: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in cited:
        if "bound_name" in row["flags"] and "taught_name" not in row["flags"]:
            taught[row["own_measure"]][name_key(row["canonical"])].append(row)
    for key, targets in sorted(taught.items()):
        known = [nodes[t] for t in sorted(targets) if t in nodes and t != key and not _is_any_number(nodes[t])]
        if all(_agree(one.name, other.name) for one, other in combinations(known[:20], 2)):
            for node in known:
                yield _lesson(key, node, targets[node.key])


def _is_any_number(node: Node) -> bool:
    """Whether a number is one of many: 'Meld. St. 5' without session. That of a case has at least its year."""
    return not node.name.stems and "?" in node.key and node.measure_class != "case"


def _agree(one: Name, other: Name) -> bool:
    if one.stems or other.stems:
        return one.stems == other.stems and same_years(one.years, other.years)
    return same_number(one.key, other.key)


def _lesson(key: str, target: Node, rows: list[Row]) -> Merge:
    name = most_common(Counter(map(shown_name, rows)))[0]
    documents = sorted({row["document_name"] for row in rows})
    where = f"{name}, {target.label} ({', '.join(documents[:3])})"
    if '"work"' in rows[0]["flags"]:
        return Merge("same", key, target.key, CALLED_AFTER, (f"kalt etter forkortelsen: {where}",))
    if '"acronym"' in rows[0]["flags"]:
        return Merge("same", key, target.key, ACRONYM, (f"forkortelse i navnet: {where}",))
    score = TAUGHT_TWICE if len(documents) > 1 else TAUGHT
    return Merge("same", key, target.key, score, (f"navn og nummer står sammen: {where}",))


def _acronyms(nodes: Mapping[str, Node]) -> Iterator[Merge]:
    """Acronyms that stand alone anywhere, where only one plan has them in brackets."""
    plans: dict[str, list[Node]] = defaultdict(list)
    for node in nodes.values():
        for acronym in sorted({acronym for name in node.names if (acronym := acronym_of(name))}):
            plans[f"plan/?/{slug(acronym)}"].append(node)
    for key, named in sorted(plans.items()):
        if key in nodes and all(_agree(one.name, other.name) for one, other in combinations(named[:20], 2)):
            for node in named:
                where = f"{nodes[key].label}, {node.label} ({', '.join(sorted(node.documents)[:3])})"
                yield Merge("same", key, node.key, ACRONYM, (f"forkortelse i navnet: {where}",))


def _blocks(nodes: Iterable[Node], *, proposed: bool) -> Iterator[list[Node]]:
    """The nodes of equal class and words, where there are several."""
    blocks: dict[tuple[str, tuple[str, ...]], list[Node]] = defaultdict(list)
    for node in nodes:
        if node.name.stems and node.name.proposed == proposed:
            blocks[node.measure_class, node.name.stems].append(node)
    yield from (block for _, block in sorted(blocks.items()) if len(block) > 1)


def _one_name(block: list[Node]) -> Iterator[Merge]:
    """Names of the same words: those of one owner and one period, then those that leave one of these unsaid."""
    groups: dict[tuple[str | None, tuple[str, str] | None], list[Node]] = defaultdict(list)
    for node in block:
        groups[node.name.owner, node.name.years].append(node)
    anchors = [min(group, key=_prominence) for group in groups.values()]
    for anchor in anchors:
        for node in groups[anchor.name.owner, anchor.name.years]:
            if node is not anchor:
                yield Merge("same", node.key, anchor.key, EQUAL, (f"samme navn: {node.label} / {anchor.label}",))
    for anchor in anchors:
        yield from _completed(anchor, [other for other in anchors if other is not anchor])


def _prominence(node: Node) -> tuple[int, str]:
    return -node.mentions, node.key


def _completed(node: Node, others: list[Node]) -> Iterator[Merge]:
    """The only measure that a name without owner or years can be; none where several remain."""
    fuller = [other for other in others if _completes(node, other)]
    if not fuller or not all(_compatible(one, other) for one, other in combinations(fuller[:20], 2)):
        return
    target = min(fuller, key=lambda other: (other.name.owner is None, other.name.years is None, *_prominence(other)))
    reasons, score = [], 1.0
    if node.name.years != target.name.years and target.name.years:
        reasons.append(f"årene står bare det ene stedet: {node.label} / {target.label}")
        score *= WITHOUT_YEARS
    if node.name.owner is None and target.name.owner:
        reasons.append(f"eieren står bare det ene stedet: {node.label} / {target.label}")
        score *= WITHOUT_OWNER if target.name.owner not in node.places else EQUAL
    yield Merge("same", node.key, target.key, score, tuple(reasons))


def _completes(node: Node, other: Node) -> bool:
    """Whether another says all that a name says, and more; a single word says too little without its years."""
    if not _compatible(node, other):
        return False
    if node.name.owner and not other.name.owner:
        return False
    if other.name.owner and node.name.owner is None and not _may_own(node, other):
        return False
    if node.name.years and not (other.name.years and other.name.years[1] >= node.name.years[1]):
        return False
    if node.name.years != other.name.years and (len(node.name.stems) == 1 or not _is_in_time(node, other)):
        return False
    return (node.name.owner, node.name.years) != (other.name.owner, other.name.years)


def _is_in_time(node: Node, other: Node) -> bool:
    """Whether the documents that say no years are of the years of the plan, give or take one: else it is another's."""
    if node.dated is None or other.name.years is None:
        return True
    first, last = (int(year) for year in other.name.years)
    return first - 1 <= int(node.dated[0]) and int(node.dated[1]) <= max(last, first + 1) + 1


def _may_own(node: Node, other: Node) -> bool:
    """Whether the owner of a name is that of another without: every municipality has a plan of such a kind."""
    same_years_said = node.name.years == other.name.years
    if same_years_said and len(node.name.stems) > 1 and node.name.stems[0] not in _MUNICIPAL:
        return True
    return other.name.owner in node.places or not node.documents.keys().isdisjoint(other.documents)


def _compatible(one: Node, other: Node) -> bool:
    """Whether two names of the same words can be of one owner and one period."""
    return same_years(one.name.years, other.name.years) and _same_owner(one, other)


def _same_owner(one: Node, other: Node) -> bool:
    """Whether owners are equal, or the unsaid one's documents are not all of other municipalities."""
    if one.name.owner and other.name.owner:
        return one.name.owner == other.name.owner
    for unsaid, said in ((one, other), (other, one)):
        if said.name.owner and unsaid.name.owner is None and unsaid.places:
            return said.name.owner in (unsaid.places | {"regjeringen"})
    return True


def asked_for(nodes: Mapping[str, Node], groups: Mapping[str, str]) -> Iterator[Merge]:
    """Plans that are asked for, each with the one measure of its name that there is; `groups` are keys by key."""
    there: dict[tuple[str, tuple[str, ...]], list[Node]] = defaultdict(list)
    for node in nodes.values():
        if node.name.stems and not node.name.proposed:
            there[node.measure_class, node.name.stems].append(node)
    for node in nodes.values():
        if not node.name.proposed or groups[node.key] != node.key:
            continue
        found = [other for other in there[node.measure_class, node.name.stems] if _compatible(node, other)]
        if len({groups[other.key] for other in found}) == 1:
            reason = f"det bes om en plan med samme navn: {node.label} ({', '.join(sorted(node.documents)[:3])})"
            yield Merge("asked_for", node.key, groups[found[0].key], ASKED_FOR, (reason,))


__all__ = ["PROPOSED", "Kind", "Merge", "Node", "asked_for", "nodes_of", "propose"]

"""What is known of a web page when its parts are looked at: sizes, headings, what buttons open."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from loftespor.ingest.html.names import effects
from loftespor.ingest.html.sizes import Sizes
from loftespor.ingest.html.tree import Node, Page


class Trust(IntEnum):
    """Which rules are believed: those of elements and roles; names and phrases too; and that link lists are menus."""

    ELEMENTS = 1
    NAMES = 2
    ALL = 3


@dataclass(slots=True)
class Chrome:
    """The nodes of a page and their sizes, which rules are believed, the numbers of footnotes, of what must be kept and
    of headings in order, for each node whether it lies in an element for main text (`stated`), the nodes by id, the
    ids that buttons open, and the numbers of the nodes found to be no text so far.
    """

    nodes: list[Node]
    sizes: Sizes
    trust: Trust
    notes: list[int]
    kept: list[int]
    headings: list[int]
    stated: list[bool]
    ids: dict[str, Node]
    opened: frozenset[str]
    out: set[int] = field(default_factory=set)

    def keeps(self, node: Node) -> bool:
        """Whether a node holds what no rule for names, roles or links may take out."""
        place = bisect_left(self.kept, node.number)
        held = place < len(self.kept) and self.kept[place] <= self.sizes.last[node.number]
        return held or self.sizes.dominates(node)

    def has_heading(self, node: Node) -> bool:
        """Whether a node holds a heading."""
        place = bisect_left(self.headings, node.number)
        return place < len(self.headings) and self.headings[place] <= self.sizes.last[node.number]

    def after(self, node: Node) -> Iterator[Node]:
        """The nodes after a node that the same node holds."""
        number = self.sizes.last[node.number] + 1
        while number < len(self.nodes) and self.nodes[number].parent is node.parent:
            yield self.nodes[number]
            number = self.sizes.last[number] + 1


def chrome_of(page: Page, sizes: Sizes, notes: Iterable[int], *, trust: Trust) -> Chrome:
    """What is known of a page; `notes` are the numbers of nodes that hold footnotes."""
    tops = (node.number for node in page.nodes if node.tag in ("h1", "main") or role_of(node) == "main")
    numbers = sorted(notes)
    return Chrome(
        nodes=page.nodes,
        sizes=sizes,
        trust=trust,
        notes=numbers,
        kept=sorted({*tops, *numbers}),
        headings=[node.number for node in page.nodes if node.level],
        stated=_stated(page),
        ids={node.attributes["id"]: node for node in reversed(page.nodes) if "id" in node.attributes},
        opened=frozenset(_opened(page)),
    )


def _stated(page: Page) -> list[bool]:
    """For each node whether it lies in an element for main text."""
    stated = [False] * len(page.nodes)
    for node in page.nodes[1:]:
        above = node.parent is not None and stated[node.parent.number]
        stated[node.number] = above or node.tag in ("main", "article") or role_of(node) == "main"
    return stated


def role_of(node: Node) -> str:
    """The role that a node states."""
    return node.attributes.get("role", "").strip().lower()


def names_of(node: Node) -> frozenset[str]:
    """What the classes and the id of a node say of it."""
    names = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    return effects(names) if names != " " else frozenset()


def _opened(page: Page) -> Iterator[str]:
    """The ids of what the buttons of a page open."""
    for node in page.nodes:
        if node.tag in ("a", "button") or "role" in node.attributes:
            yield from targets_of(node)


def targets_of(node: Node) -> list[str]:
    """The ids of what a button opens."""
    keys = ("aria-controls", "data-target", "data-bs-target")
    stated = [id_.removeprefix("#") for key in keys for id_ in node.attributes.get(key, "").split()]
    href = node.attributes.get("href", "")
    return [*stated, href[1:]] if href[:1] == "#" and role_of(node) in ("button", "tab") else stated

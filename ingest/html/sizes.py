"""How much stands in each part of a web page: characters, links, prose."""

from dataclasses import dataclass
from typing import NamedTuple

from loftespor.ingest.html.tree import Node, Page, walk
from loftespor.ingest.markers import leads_in

# A block of this many characters outside links is prose; an item of a list or a cell needs less.
_PROSE, _ITEM = 80, 20
_FEW_NODES = 40
_TAIL = 60
_ITEMS = frozenset({"li", "dd", "td"})


class Share(NamedTuple):
    """What stands in a node, in characters without white space: all, in links, in links within the page, in prose;
    and the number of its links.
    """

    text: int = 0
    links: int = 0
    inner: int = 0
    prose: int = 0
    pressed: int = 0

    @property
    def density(self) -> float:
        """The share of the characters that are links."""
        return self.links / self.text if self.text else 0.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shares of a page's nodes by their number. For each node `last` is the number of the last node inside it,
    `before` how many characters stand before it, `led` whether the words before it lead into a list.
    """

    shares: list[Share]
    last: list[int]
    before: list[int]
    led: list[bool]

    def of(self, node: Node) -> Share:
        """What stands in a node."""
        return self.shares[node.number]

    def is_short(self, node: Node, most: int) -> bool:
        """Whether a node holds at most so many characters, and few nodes: it costs little to read."""
        return self.of(node).text <= most and self.last[node.number] - node.number <= _FEW_NODES

    def dominates(self, node: Node) -> bool:
        """Whether a node holds more than a third of the page's prose: then it is no menu, whatever its name."""
        return self.of(node).prose * 3 > self.shares[0].prose > 0


def measure(page: Page) -> Sizes:
    """The sizes of a page's nodes."""
    count = len(page.nodes)
    sums = [[0, 0, 0, 0, 0] for _ in range(count)]
    before, led = _own(page, sums)
    last = list(range(count))
    for node in reversed(page.nodes[1:]):
        if node.parent is not None:
            above = sums[node.parent.number]
            for place, size in enumerate(sums[node.number]):
                above[place] += size
            last[node.parent.number] = max(last[node.parent.number], last[node.number])
    return Sizes([Share(*each) for each in sums], last, before, led)


def _own(page: Page, sums: list[list[int]]) -> tuple[list[int], list[bool]]:
    """Give each node what stands in it outside other nodes, each block its prose; what stands before each node."""
    before, led = [0] * len(page.nodes), [False] * len(page.nodes)
    outside = [0] * len(page.nodes)  # characters of a block outside links
    blocks, links = [page.root], [page.root]
    total, tail = 0, ""
    for kind, node, words in walk(page.root):
        if kind == "words":
            solid = "".join(words.split())
            total += len(solid)
            tail = f"{tail}{words}"[-_TAIL:] if solid else tail
            own = sums[node.number]
            own[0] += len(solid)
            if len(links) > 1:
                own[1] += len(solid)
                own[2] += len(solid) if links[-1].attributes.get("href", "").startswith("#") else 0
            else:
                outside[blocks[-1].number] += len(solid)
        elif kind == "start":
            before[node.number] = total
            if node.is_block:
                tail = tail.rstrip()
                led[node.number] = leads_in(tail)
                tail += " "
                blocks.append(node)
            if is_link(node):
                links.append(node)
                sums[node.number][4] += 1
        else:
            blocks.pop() if blocks[-1] is node and node is not page.root else None
            links.pop() if links[-1] is node and node is not page.root else None
    for node, size in zip(page.nodes, outside, strict=True):
        if size >= _PROSE or (size >= _ITEM and _is_item(node)):
            sums[node.number][3] += size
    return before, led


def is_link(node: Node) -> bool:
    """Whether a node leads somewhere when it is pressed."""
    return node.tag == "button" or (node.tag == "a" and "href" in node.attributes)


def _is_item(node: Node) -> bool:
    return node.tag in _ITEMS or (node.parent is not None and node.parent.tag in _ITEMS)


def said(node: Node, *, links: bool = True) -> str:
    """The words of a short node with single spaces; without those of its links where `links` is false."""
    words: list[str] = []
    depth = 0
    for kind, inner, text in walk(node):
        if kind == "words":
            words.append(text if links or not depth else " ")
        elif is_link(inner):
            depth += 1 if kind == "start" else -1
        if kind != "words" and inner.is_block:
            words.append(" ")
    return " ".join("".join(words).split())

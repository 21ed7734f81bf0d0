"""Which part of a web page is its main text.

An element that says so is believed first, then articles, then class names and ids, if most of the page's words stand
there; else it is the innermost element beside which nothing but scraps stands. What is none of the text inside it is
told by `taken`. It is asked for more rather than less: a paragraph too many can be seen, one too few cannot.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from loftespor.ingest.html.chrome import Trust
from loftespor.ingest.html.names import effects
from loftespor.ingest.html.sizes import Sizes, said
from loftespor.ingest.html.taken import taken_out
from loftespor.ingest.html.tree import Node, Page

# How much of the page's words, without menus and the like, must stand in parts that say they are the main one.
_STATED, _GUESSED = 0.3, 0.75
# Outside the main part stand no headings, no prose and no blocks of this many characters.
_SCRAP = 40
# Blocks whose parts belong together.
_CLOSED = frozenset({"p", "pre", "ul", "ol", "dl", "table", "tbody", "tr", "td"})
_FEWEST_WORDS = 4
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLE_LENGTH = 200
_MOST_TITLES = 20


@dataclass(frozen=True, slots=True)
class Parts:
    """The main parts of a page and what is taken out of them, by number; `toggles` are buttons that are heads."""

    main: frozenset[int]
    out: frozenset[int]
    toggles: frozenset[int]
    sizes: Sizes


def find_parts(page: Page, sizes: Sizes, *, notes: Iterable[int]) -> Parts:
    """The parts of a page; `notes` are the numbers of the nodes that hold footnotes."""
    numbers = list(notes)
    # A page that is nothing but a list of links, such as the cases of a meeting, is read as one; and a name that would
    # leave nothing of a page means something else there.
    for trust in (Trust.ALL, Trust.NAMES, Trust.ELEMENTS):
        parts = _parts(page, sizes, numbers, trust=trust)
        if parts is not None:
            return parts
    return Parts(frozenset(), frozenset(), frozenset(), sizes)


def _parts(page: Page, sizes: Sizes, notes: Sequence[int], *, trust: Trust) -> Parts | None:
    """The parts of a page, None where too little is left of it."""
    out, toggles = taken_out(page, sizes, notes, trust=trust)
    gone = out.union(notes)
    kept = _left(page, [share.text for share in sizes.shares], gone)
    clean = _left(page, [share.text - share.links for share in sizes.shares], gone)
    chosen = _chosen(page, sizes, out, kept=kept, clean=clean)
    heads = sum(kept[node.number] for node in page.nodes if node.level and _lies_in(node.number, chosen, sizes))
    if sum(kept[number] for number in chosen) <= (heads if trust == Trust.ALL else 0):
        return None
    # Notes may stand below the article that they belong to.
    beside = [note for note in notes if not _lies_in(note, chosen, sizes)]
    titles = _titles(page, sizes, out, chosen)
    return Parts(frozenset((*chosen, *beside, *titles)), frozenset(out), frozenset(toggles), sizes)


def _lies_in(number: int, chosen: Sequence[int], sizes: Sizes) -> bool:
    """Whether a node lies in one of the nodes whose numbers are given in order."""
    place = bisect_right(chosen, number) - 1
    return place >= 0 and number <= sizes.last[chosen[place]]


def _left(page: Page, sizes: Sequence[int], out: set[int]) -> list[int]:
    """The characters of each node without those of the nodes that are `out`."""
    gone = [0] * len(sizes)
    for node in reversed(page.nodes[1:]):
        if node.number in out:
            gone[node.number] = sizes[node.number]
        if node.parent is not None:
            gone[node.parent.number] += gone[node.number]
    return [max(0, size - lost) for size, lost in zip(sizes, gone, strict=True)]


def _chosen(page: Page, sizes: Sizes, out: set[int], *, kept: Sequence[int], clean: Sequence[int]) -> list[int]:
    """The numbers of the main parts, in order; `kept` is what is left of each node, `clean` that outside links."""
    counts = (clean, kept) if clean[0] else (kept,)
    for is_part, least in ((_is_main, _STATED), (_is_article, _GUESSED), (_is_named, _GUESSED)):
        parts = _outermost(page, sizes, out, is_part)
        for left in counts if is_part is _is_main else counts[:1]:
            held = sum(left[number] for number in parts)
            if held and held >= least * left[0]:
                return parts
    return [_densest(page.root, sizes, out, kept).number]


def _outermost(page: Page, sizes: Sizes, out: set[int], is_part: Callable[[Node], bool]) -> list[int]:
    found: list[int] = []
    done = -1
    for node in page.nodes[1:]:
        if node.number <= done:
            continue
        if node.number in out or is_part(node):
            done = sizes.last[node.number]
            if node.number not in out:
                found.append(node.number)
    return found


def _is_main(node: Node) -> bool:
    return (
        node.tag == "main"
        or node.attributes.get("role", "").lower() == "main"
        or node.attributes.get("itemprop", "") == "mainContentOfPage"
    )


def _is_article(node: Node) -> bool:
    return (
        node.tag == "article"
        or node.attributes.get("role", "").lower() == "article"
        or node.attributes.get("itemprop", "") == "articleBody"
    )


def _is_named(node: Node) -> bool:
    if not node.is_block or node.tag in ("html", "body", "form"):
        return False
    return "main" in effects(f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}")


def _densest(root: Node, sizes: Sizes, out: set[int], kept: Sequence[int]) -> Node:
    """The innermost block that has all headings, lists and prose of a node."""
    node = root
    while True:
        inner = [c for c in node.children if isinstance(c, Node) and c.number not in out and kept[c.number]]
        most = max(inner, key=lambda child: kept[child.number], default=None)
        if most is None or not most.is_block or most.level or most.tag in _CLOSED:
            return node
        loose = sum(len("".join(child.split())) for child in node.children if isinstance(child, str))
        if loose or any(not _is_scrap(child, sizes, kept) for child in inner if child is not most):
            return node
        node = most


def _is_scrap(node: Node, sizes: Sizes, kept: Sequence[int]) -> bool:
    """Whether a node holds so little that it is no part of the text: 'Kontakt oss', 'Org.nr 999 999 999'."""
    if kept[node.number] >= _SCRAP or sizes.of(node).prose or node.level:
        return False
    return not sizes.is_short(node, 5 * _SCRAP) or len(_WORD.findall(said(node, links=False))) < _FEWEST_WORDS


def _titles(page: Page, sizes: Sizes, out: set[int], chosen: Sequence[int]) -> list[int]:
    """The heading of the first level that stands outside the main part, where it is the page's title."""
    tops = [node for node in page.nodes if node.level == 1 and 0 < sizes.of(node).text <= _TITLE_LENGTH]
    if any(_lies_in(top.number, chosen, sizes) for top in tops):
        return []
    stated = "".join(page.title.split()).casefold()
    for top in tops[:_MOST_TITLES]:
        gone = top.number in out or any(above.number in out for above in top.above())
        if not gone and (not stated or "".join(said(top).split()).casefold() in stated):
            return [top.number]
    return []

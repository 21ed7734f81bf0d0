"""Footnotes of a web page: the marks that lead to them, where each begins, and the links back.

A mark is a short link, raised or named as one, to something further down the page; where nothing is linked, a raised
number is one when a block further down begins with the same.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from loftespor.ingest.html.sizes import Sizes, said
from loftespor.ingest.html.tree import Node, Page, walk

_MARK = re.compile(r"[\[(]?\s*(?P<mark>\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,4}|[†‡§])\s*[\])]?\.?", re.IGNORECASE)
_NAMES = re.compile(r"foot-?note|fot-?note|end-?note|slutt-?note|note-?ref|\bfn\b", re.IGNORECASE)
_TARGETS = re.compile(
    r"_?(?:ftn|edn|fn|note|(?:easy-)?foot-?note|fot-?note|end-?note|slutt-?note)s?[-_:]?\w{0,20}?\d+\w*", re.IGNORECASE
)
_BACK = re.compile(r"[\W_]*|.*\b(?:tilbake|attende|back|return|opp)\b.*", re.IGNORECASE)
_ROLES = frozenset({"doc-noteref", "doc-footnote", "doc-endnote", "doc-backlink"})
# What a footnote can be, and what can hold one alone.
_NOTES = frozenset({"p", "li", "div", "dd", "aside", "dt", "address"})
_HOLDERS = frozenset({"li", "dd", "div", "aside"})
_LONGEST, _LONGEST_MARK, _LONGEST_BACK = 4000, 12, 50


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a page by numbers of nodes: `marks` are marks in the text, `starts` where a footnote begins (a
    block is one by itself; at another node begins what follows in its block) with its mark, `backs` the links back.
    """

    marks: dict[int, str] = field(default_factory=dict)
    starts: dict[int, str | None] = field(default_factory=dict)
    backs: frozenset[int] = frozenset()


def find_notes(page: Page, sizes: Sizes) -> Notes:
    """The footnotes of a page."""
    ids = _ids(page)
    links = [
        (node, _aim(node, ids)) for node in page.nodes if node.tag == "a" and "#" in node.attributes.get("href", "")
    ]
    marks: dict[int, str] = {}
    aims: dict[int, tuple[Node, str]] = {}
    for node, aim in links:
        found = _mark(node, sizes)
        if found and (aim is None or aim.number > sizes.last[node.number]):
            marks[_whole(node, sizes).number] = found
            if aim is not None:
                aims.setdefault(aim.number, (aim, found))
    starts = _starts(list(aims.values()), sorted(marks), sizes)
    for node in page.nodes:
        if node.attributes.get("role") in ("doc-footnote", "doc-endnote") and node.is_block:
            starts.setdefault(node.number, None)
    if not starts:
        unlinked, starts = _unlinked(page, sizes)
        return Notes({**marks, **unlinked}, starts)
    return Notes(marks, starts, frozenset(_backs(links, page, starts, sizes)))


def is_mark(words: str) -> bool:
    """Whether words look like the mark of a footnote: '1', '[1]', '*'."""
    return _MARK.fullmatch(words.strip()) is not None


def _ids(page: Page) -> dict[str, Node]:
    ids: dict[str, Node] = {}
    for node in page.nodes:
        for key in ("id", "name"):
            if node.attributes.get(key):
                ids.setdefault(node.attributes[key], node)
    return ids


def _aim(node: Node, ids: dict[str, Node]) -> Node | None:
    return ids.get(node.attributes["href"].rpartition("#")[2])


def _mark(node: Node, sizes: Sizes) -> str | None:
    """The mark that a link is, without its brackets; None where it is none."""
    if not sizes.of(node).text or not sizes.is_short(node, _LONGEST_MARK):
        return None
    found = _MARK.fullmatch(said(node))
    return found["mark"] if found and _is_raised(node) else None


def _is_raised(node: Node) -> bool:
    near = [node, *islice(node.above(), 2), *(event.node for event in walk(node) if event.kind == "start")]
    return bool(_TARGETS.fullmatch(node.attributes["href"].rpartition("#")[2])) or any(
        other.tag == "sup"
        or other.attributes.get("role", "") in _ROLES
        or "noteref" in other.attributes.get("epub:type", "")
        or "vertical-align:super" in other.style
        or (not other.is_block and _NAMES.search(other.attributes.get("class", "")))
        for other in near
    )


def _whole(node: Node, sizes: Sizes) -> Node:
    """The mark with the brackets and the raising around it: '<sup>[<a>1</a>]</sup>'."""
    for above in islice(node.above(), 3):
        if above.is_block or not sizes.is_short(above, _LONGEST_MARK) or not _MARK.fullmatch(said(above)):
            break
        node = above
    return node


def _starts(aims: list[tuple[Node, str]], marks: list[int], sizes: Sizes) -> dict[int, str | None]:
    """Where the footnotes begin that the marks lead to."""
    blocks = [(_block(aim), aim, mark) for aim, mark in aims]
    shared: dict[int, int] = {}
    for block, _, _ in blocks:
        shared[block.number] = shared.get(block.number, 0) + 1
    starts: dict[int, str | None] = {}
    taken = sorted(shared)
    for block, aim, mark in blocks:
        if block.tag not in _NOTES or sizes.of(block).text > _LONGEST * shared[block.number]:
            continue
        if shared[block.number] > 1 and aim is not block:
            starts[aim.number] = mark
        else:
            starts[_holder(block, marks, taken, sizes).number] = mark
    return starts


def _block(node: Node) -> Node:
    if node.is_block or node.parent is None:
        return node
    return next((above for above in node.above() if above.is_block), node)


def _holder(block: Node, marks: list[int], blocks: list[int], sizes: Sizes) -> Node:
    """The element that holds a footnote alone, its later paragraphs too: the block itself, or a list item or the like
    around it that begins with it. `marks` and `blocks` are numbers in order.
    """
    for above in islice(block.above(), 2):
        first = next((child for child in above.children if isinstance(child, Node)), None)
        last = sizes.last[above.number]
        if (
            above.tag not in _HOLDERS
            or first is not block
            or sizes.of(above).text > _LONGEST
            or bisect_right(blocks, last) - bisect_right(blocks, above.number) > 1
            or bisect_right(marks, last) > bisect_right(marks, sizes.last[block.number])
        ):
            break
        block = above
    return block


def _backs(
    links: list[tuple[Node, Node | None]], page: Page, starts: dict[int, str | None], sizes: Sizes
) -> Iterator[int]:
    """The links in footnotes that lead up to their marks."""
    begins = sorted(starts)
    ends = [sizes.last[_block(page.nodes[number]).number] for number in begins]
    for node, aim in links:
        place = bisect_right(begins, node.number) - 1
        if aim is None or aim.number >= node.number or place < 0 or node.number > ends[place]:
            continue
        if sizes.is_short(node, _LONGEST_BACK):
            words = said(node)
            if _MARK.fullmatch(words) or _BACK.fullmatch(words):
                yield node.number


def _unlinked(page: Page, sizes: Sizes) -> tuple[dict[int, str], dict[int, str | None]]:
    """Raised numbers, and the blocks or lines further down that begin with the same, where nothing is linked."""
    seen: dict[str, list[int]] = {}
    marks: dict[int, str] = {}
    starts: dict[int, str | None] = {}
    fresh = True
    for kind, node, words in walk(page.root):
        if kind == "words":
            fresh = fresh and not words.strip()
        elif node.is_block or node.tag == "br":
            fresh = True
        elif kind == "start" and node.tag == "sup" and sizes.is_short(node, 4):
            found = _MARK.fullmatch(said(node))
            if not found or not (found["mark"].isdecimal() or not found["mark"].isalpha()):
                continue
            mark = found["mark"]
            if fresh and mark in seen:
                starts[node.number] = mark
                marks.update(dict.fromkeys(seen[mark], mark))
                seen[mark].clear()
            elif not fresh:
                seen.setdefault(mark, []).append(node.number)
    return marks, starts

"""Short blocks of a web page that are stock phrases: print and share, the path to the page, heads over links."""

from bisect import bisect_left
from itertools import islice

from loftespor.ingest.html.chrome import Chrome
from loftespor.ingest.html.names import phrase
from loftespor.ingest.html.sizes import is_link, said
from loftespor.ingest.html.tree import Node, walk

_SHORT = 120
_MOST_RELATED = 30


def is_phrase(node: Node, chrome: Chrome) -> bool:
    """Whether a short block is a stock phrase; one over links to other pages takes these with it."""
    share = chrome.sizes.of(node)
    if not chrome.sizes.is_short(node, 10 * _SHORT) or (share.text > _SHORT and share.density < 0.5):
        return False
    rest = said(node, links=False)
    if share.pressed and share.density >= 0.5 and rest and phrase(rest, effect="related"):
        return True
    if share.text > _SHORT:
        return False
    words = said(node)
    if phrase(words, effect="out", links=not rest) or _are_phrases(node, rest) or _is_path(node, words):
        return True
    if phrase(words, effect="notes"):
        return _is_before_notes(node, chrome)
    return bool(phrase(words, effect="related")) and _takes_links(node, chrome)


def _are_phrases(node: Node, rest: str) -> bool:
    """Whether a block holds nothing but links that are stock phrases."""
    if any(char.isalnum() for char in rest):
        return False
    links = [child for child in node.children if isinstance(child, Node)]
    return len(links) > 1 and all(phrase(said(link), effect="out") for link in links if said(link))


def _is_path(node: Node, words: str) -> bool:
    """Whether a short block begins with a link to the site's first page."""
    first = next((event.node for event in walk(node) if event.kind == "start" and is_link(event.node)), None)
    home = said(first) if first is not None else ""
    return bool(home) and words.startswith(home) and phrase(home, effect="home") is not None


def _is_before_notes(node: Node, chrome: Chrome) -> bool:
    """Whether a head stands right before footnotes."""
    after = chrome.sizes.last[node.number] + 1
    place = bisect_left(chrome.notes, after)
    if place == len(chrome.notes):
        return False
    ends = chrome.sizes.before[node.number] + chrome.sizes.of(node).text
    return chrome.sizes.before[chrome.notes[place]] == ends


def _takes_links(node: Node, chrome: Chrome) -> bool:
    """Mark the links that follow a head, up to the next head; False where what follows is no links."""
    sizes = chrome.sizes
    top = node
    while top.parent is not None and sizes.of(top.parent).text == sizes.of(node).text:
        top = top.parent
    if top.parent is None:
        return False
    text = links = 0
    below: list[int] = []
    for child in islice(chrome.after(top), _MOST_RELATED):
        if child.level or chrome.keeps(child):
            break
        text += sizes.of(child).text
        links += sizes.of(child).links
        below.append(child.number)
    if not links or links < 0.6 * text:
        return False
    chrome.out.update((top.number, *below))
    return True

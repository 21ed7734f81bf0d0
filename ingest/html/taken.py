"""What of a web page is no part of any text: menus, buttons, hidden words, links to other pages."""

from collections.abc import Iterable
from itertools import islice

from loftespor.ingest.html.chrome import Chrome, Trust, chrome_of, names_of, role_of, targets_of
from loftespor.ingest.html.names import phrase
from loftespor.ingest.html.phrases import is_phrase
from loftespor.ingest.html.sizes import Sizes, said
from loftespor.ingest.html.tree import Node, Page

_TAGS = frozenset({"nav", "dialog", "menu", "search"})
_CONTROLS = frozenset({"button", "select", "option", "optgroup", "input", "textarea", "label", "legend", "progress"})
_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist",
    "tooltip",
})  # fmt: skip
_TABLES = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_WINDOWS = frozenset({"dialog", "alertdialog", "tooltip", "menu", "listbox"})
# A part of this many characters at most is short: 'Del på Facebook Del på LinkedIn Skriv ut'.
_SHORT = 150
# A foot is short inside an article, where it tells of the article, and longer below a page.
_SHORT_FOOT, _PAGE_FOOT = 300, 1500
# A list of links of one to three words each is a menu; titles of cases and pledges that are links are longer.
_MENU_LINKS, _MENU_DENSITY, _MENU_WORDS = 3, 0.85, 25
_PANEL = 40
_FORM_DEPTH = 12


def taken_out(page: Page, sizes: Sizes, notes: Iterable[int], *, trust: Trust) -> tuple[set[int], set[int]]:
    """The numbers of the outermost nodes that are no text, and of the buttons that fold a part of the text.

    `notes` are nodes that hold footnotes; `trust` says which rules are believed. Whether a node lies in the page's
    main part is not asked here.
    """
    chrome = chrome_of(page, sizes, notes, trust=trust)
    toggles: set[int] = set()
    done = -1
    for node in page.nodes[1:]:
        if node.number <= done:
            continue
        if _is_toggle(node, chrome):
            toggles.add(node.number)
        elif node.number in chrome.out or _is_out(node, chrome):
            chrome.out.add(node.number)
            done = sizes.last[node.number]
    return chrome.out, toggles


def _is_toggle(node: Node, chrome: Chrome) -> bool:
    """Whether a button is the head of a part of the text that it opens."""
    if not (node.tag == "button" or role_of(node) == "button") or not chrome.sizes.of(node).text:
        return False
    if (
        not chrome.sizes.is_short(node, _SHORT)
        or names_of(node) & {"out", "hidden"}
        or phrase(said(node), effect="out")
    ):
        return False
    if any(above.level or above.tag in ("summary", "dt") for above in islice(node.above(), 3)):
        return True
    panels = [chrome.ids[id_] for id_ in targets_of(node) if id_ in chrome.ids]
    return any(
        panel.number > node.number and chrome.sizes.of(panel).text >= _PANEL and role_of(panel) not in _WINDOWS
        for panel in panels
    )


def _is_out(node: Node, chrome: Chrome) -> bool:
    if node.tag in _CONTROLS or node.tag == "del":
        # Outside a form a label is the head of a part that is folded without a script.
        return node.tag != "label" or any(above.tag == "form" for above in islice(node.above(), _FORM_DEPTH))
    if _is_hidden(node) and not _is_folded(node, chrome):
        return role_of(node) in _WINDOWS or not chrome.sizes.dominates(node)
    if not (node.attributes or node.is_block) or chrome.sizes.of(node).text == 0 or chrome.keeps(node):
        return False
    if node.tag in _TAGS or role_of(node) in _ROLES:
        return True
    names = names_of(node)
    return chrome.trust > Trust.ELEMENTS and (
        "out" in names
        or _is_light(node, names, chrome)
        or (node.is_block and (is_phrase(node, chrome) or _is_menu(node, chrome)))
    )


def _is_hidden(node: Node) -> bool:
    attributes = node.attributes
    style = node.style
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or "display:none" in style
        or "visibility:hidden" in style
        or "mso-hide:all" in style
        or "hidden" in names_of(node)
    )


def _is_folded(node: Node, chrome: Chrome) -> bool:
    """Whether hidden text opens when somebody presses its head: it is text like the other."""
    if role_of(node) in _WINDOWS or node.tag in _TAGS:
        return False
    return (
        role_of(node) == "tabpanel"
        or node.attributes.get("hidden") == "until-found"
        or node.attributes.get("id", "") in chrome.opened
        or (node.is_block and "fold" in names_of(node))
    )


def _is_light(node: Node, names: frozenset[str], chrome: Chrome) -> bool:
    """Whether a part that often is no text is short, or mostly links."""
    share = chrome.sizes.of(node)
    if node.tag == "footer" or "foot" in names:
        if any(above.tag == "blockquote" for above in islice(node.above(), 3)):
            return False
        return share.text <= (_SHORT_FOOT if chrome.stated[node.number] else _PAGE_FOOT) or share.density >= 0.5
    if node.tag in ("header", "aside", "form") or role_of(node) == "complementary" or "light" in names:
        return share.density >= 0.5
    return "tool" in names and (share.density >= 0.5 or (share.text <= _SHORT and not chrome.has_heading(node)))


def _is_menu(node: Node, chrome: Chrome) -> bool:
    """Whether a block is a list of links to chapters of the page, or of short links where no element says which part
    is the main one; not after 'Vi vil:'.
    """
    share = chrome.sizes.of(node)
    if (
        chrome.trust < Trust.ALL
        or share.pressed < _MENU_LINKS
        or share.density < _MENU_DENSITY
        or chrome.sizes.led[node.number]
    ):
        return False
    if node.tag in _TABLES:
        return False
    in_page = share.inner >= _MENU_DENSITY * share.text
    return in_page or (not chrome.stated[node.number] and share.text <= _MENU_WORDS * share.pressed)

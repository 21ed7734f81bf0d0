"""A web page as a tree of nodes: what lxml's parser finds, without script and style, however deep it is nested."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from loftespor.errors import LimitExceededError, UnreadableFileError
from loftespor.ingest.accounts import counted

# Elements whose content no browser shows as text. A `title` outside the head belongs to a drawing.
_SILENT = frozenset({
    "head", "title", "script", "style", "template", "noscript", "svg", "iframe", "audio", "video", "canvas", "datalist",
})  # fmt: skip
_HEAD = frozenset({"meta", "link", "base"})
_IN_HEAD = frozenset({*_HEAD, "title", "script", "style", "template", "noscript"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "noframes", "ol", "optgroup", "option",
    "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# A white paper of 300 pages saved as one page has some 60 000 tags and 3 million characters. Half a million tags take
# up to a minute and 1 GB, within a reader's limits.
MOST_TAGS = 500_000
MOST_CHARACTERS = 50_000_000


@dataclass(slots=True, eq=False)
class Node:
    """An element of a page; `number` is its place in reading order, `children` are nodes and texts."""

    tag: str
    attributes: dict[str, str]
    number: int
    parent: "Node | None" = None
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.tag in BLOCKS or "display:block" in self.style

    @property
    def style(self) -> str:
        """Its own style, in small letters without white space."""
        style = self.attributes.get("style")
        return "".join(style.split()).lower() if style else ""

    @property
    def level(self) -> int | None:
        """The depth of a heading, from 1; None where it is none."""
        role = self.attributes.get("role", "").lower()
        if role == "heading":
            stated = self.attributes.get("aria-level", "")
            return min(max(int(stated), 1), 9) if stated.isdecimal() and len(stated) < 3 else 2
        if self.tag in ("h1", "h2", "h3", "h4", "h5", "h6") and role not in ("presentation", "none"):
            return int(self.tag[1])
        return None

    def above(self) -> "Iterator[Node]":
        """The nodes that hold it, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class Event(NamedTuple):
    """A step through a tree: a node begins or ends, or `words` stand in it."""

    kind: Literal["start", "words", "end"]
    node: Node
    words: str = ""


Attributes: TypeAlias = dict[str, str]


@dataclass(slots=True)
class Page:
    """A page: `root` holds all of it, `nodes` lists its nodes in reading order (`nodes[n].number == n`), `head` what
    its meta, link and base elements state.
    """

    root: Node
    nodes: list[Node]
    title: str = ""
    head: list[tuple[str, Attributes]] = field(default_factory=list)

    @property
    def characters(self) -> int:
        """How many visible characters the page has, for its account."""
        return sum(counted(child) for node in self.nodes for child in node.children if isinstance(child, str))


class _Builder:
    """Takes what the parser finds."""

    def __init__(self) -> None:
        root = Node("", {}, 0)
        self.page = Page(root, [root])
        self._open = root
        self._silent: list[str] = []
        self._title: list[str] = []
        self._words: list[str] = []  # a text comes in pieces, one for each entity in it

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        tag, attributes = str(tag), {str(key): str(value) for key, value in attrib.items()}
        if tag in _HEAD:
            self.page.head.append((tag, attributes))
        if self._silent == ["head"] and tag not in _IN_HEAD:
            self._leave_head()
        if self._silent or tag in _SILENT:
            self._silent.append(tag)
            return
        self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: Attributes) -> None:
        self._flush()
        node = Node(tag, attributes, len(self.page.nodes), self._open)
        self.page.nodes.append(node)
        self._open.children.append(node)
        self._open = node

    def _leave_head(self) -> None:
        """The parser takes elements it does not know for parts of an open head; no browser does."""
        self._silent.clear()
        self._begin("head", {})

    def end(self, tag: str | bytes) -> None:  # noqa: ARG002  the parser closes what it opened
        if self._silent:
            self._silent.pop()
        elif self._open.parent is not None:
            self._flush()
            self._open = self._open.parent

    def data(self, data: str | bytes) -> None:
        if self._silent == ["head"] and str(data).strip():
            self._leave_head()
        if self._silent:
            if self._silent == ["head", "title"]:
                self._title.append(str(data))
            return
        self._words.append(str(data))

    def comment(self, text: str | bytes) -> None:
        pass

    def _flush(self) -> None:
        if self._words:
            self._open.children.append("".join(self._words))
            self._words.clear()

    def close(self) -> Page:
        self._flush()
        self.page.title = " ".join("".join(self._title).split())
        return self.page


def parse_page(text: str, path: Path) -> Page:
    """The page that a text of HTML makes; entities beyond those of HTML are none.

    Raises LimitExceededError for more than half a million tags or 50 million characters.
    """
    if text.count("<") > MOST_TAGS or len(text) > MOST_CHARACTERS:
        raise LimitExceededError(
            f"{path}: more than {MOST_TAGS} tags or {MOST_CHARACTERS // 1_000_000} million characters; "
            "save the part that matters as a page of its own"
        )
    parser = etree.HTMLParser(target=_Builder(), encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        page = parser.close()
    except etree.LxmlError as error:
        raise UnreadableFileError(f"{path}: not a readable web page ({error}); save it again") from error
    assert isinstance(page, Page)  # noqa: S101  lxml gives what the builder's close gives
    return page


def walk(top: Node) -> Iterator[Event]:
    """The steps through a node and all it holds, in reading order; without recursion, for pages nest deep."""
    yield Event("start", top)
    path = [(top, iter(top.children))]
    while path:
        node, children = path[-1]
        child = next(children, None)
        if child is None:
            path.pop()
            yield Event("end", node)
        elif isinstance(child, str):
            yield Event("words", node, child)
        else:
            yield Event("start", child)
            path.append((child, iter(child.children)))

"""The words of a block of a web page: lines of pieces with their links, note marks and what is taken out of them."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from loftespor.ingest.html.notes import Notes, is_mark
from loftespor.ingest.html.tree import Node
from loftespor.ingest.inline import Piece, line_of_pieces
from loftespor.ingest.lines import Line

_BOLD_TAGS = frozenset({"b", "strong"})
_BOLD_STYLES = tuple(f"font-weight:{weight}" for weight in ("bold", 600, 700, 800, 900))
# How Word writes the space between a typed bullet and its text.
_BULLET_SPACE = '7.0pt"timesnewroman"'
_PRE_STYLES = ("white-space:pre", "white-space:break-spaces")
_LONGEST_ADDRESS = 2000
_LONGEST_MARKER = 8


class Words(NamedTuple):
    """What was read of a block: its lines (an empty one parts paragraphs), and the marker that Word wrote into it."""

    lines: list[Line]
    marker: str


@dataclass(slots=True)
class Inline:
    """Takes the words of a block as they come; `base` is the address that links are relative to."""

    base: str
    notes: Notes
    _lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    _links: list[tuple[Node, str]] = field(default_factory=list)
    _bolds: list[Node] = field(default_factory=list)
    _pres: list[Node] = field(default_factory=list)
    _taking: Node | None = None
    _mark: str = ""
    _marker: str = ""
    _light: list[bool] = field(default_factory=lambda: [False])  # for each line whether words of it are not bold

    def start(self, node: Node) -> None:
        """A node begins."""
        if node.tag == "br":
            self.break_line()
        elif node.tag == "a" and "href" in node.attributes:
            self._links.append((node, self._address(node.attributes["href"])))
        elif node.tag in _BOLD_TAGS or any(style in node.style for style in _BOLD_STYLES):
            self._bolds.append(node)
        elif node.tag == "pre" or any(style in node.style for style in _PRE_STYLES):
            self._pres.append(node)
        elif _is_bullet_space(node):
            self._retake()
        if self._taking is None and (
            node.number in self.notes.marks or node.number in self.notes.backs or _is_bullet(node)
        ):
            self._taking, self._mark = node, ""

    def end(self, node: Node) -> None:
        """A node ends."""
        if self._taking is node:
            self._take(node)
        for stack in (self._bolds, self._pres):
            if stack and stack[-1] is node:
                stack.pop()
        if self._links and self._links[-1][0] is node:
            self._links.pop()

    def words(self, words: str, *, out: bool = False) -> None:
        """Words stand here; `out` says that they are no text."""
        if self._taking is not None and not out:
            self._mark += words
            return
        if self._pres and "\n" in words:
            first, *others = words.split("\n")
            self._add(first, out=out)
            for other in others:
                self.break_line()
                self._add(other, out=out)
        else:
            self._add(words, out=out)

    def break_line(self) -> None:
        """The line ends."""
        self._lines.append([])
        self._light.append(False)

    def take(self) -> Words:
        """What was read since the last time."""
        if not self._marker and not any(self._lines):
            self._lines, self._light = [[]], [False]
            return Words([], "")
        lines = [
            replace(line_of_pieces(_joined(pieces)), bold=not light)
            for pieces, light in zip(self._lines, self._light, strict=True)
        ]
        taken = Words(lines, self._marker)
        self._lines, self._light, self._marker = [[]], [False], ""
        return taken

    def _add(self, words: str, *, out: bool) -> None:
        if words:
            address = self._links[-1][1] if self._links else ""
            self._lines[-1].append(Piece(words, address, removed="running" if out else None))
            self._light[-1] = self._light[-1] or not (out or self._bolds or words.isspace())

    def _retake(self) -> None:
        """Take the words of the line so far for a marker: Word's space behind one begins."""
        pieces = self._lines[-1]
        words = "".join(piece.text for piece in pieces)
        plain = len(self._lines) == 1 and not any(piece.removed or piece.is_mark for piece in pieces)
        if plain and 0 < len(words.strip()) <= _LONGEST_MARKER:
            self._marker = words
            self._lines[-1] = [Piece(words, removed="marker")]

    def _take(self, node: Node) -> None:
        """Take out a note mark, a link back to one, or a bullet that Word wrote."""
        line, words = self._lines[-1], self._mark
        mark = self.notes.marks.get(node.number)
        if mark is not None and mark in words:
            before, _, after = words.partition(mark)
            line += [Piece(before, removed="marker"), Piece(mark, is_mark=True), Piece(after, removed="marker")]
        elif node.number in self.notes.backs:
            line.append(Piece(words, removed="marker" if is_mark(words) else "running"))
        else:
            self._marker += words
            line.append(Piece(words, removed="marker"))
        self._taking = None

    def _address(self, href: str) -> str:
        """The whole address of a link; nothing for a place on the page itself, or for what is no address."""
        href = "".join(href.split())
        if not href or href.startswith("#") or len(href) > _LONGEST_ADDRESS:
            return ""
        try:
            address = urljoin(self.base, href)
            urlsplit(address)
        except ValueError:  # a broken host, as in 'http://[plan'
            return ""
        return address


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces with those of one kind beside each other joined: a letter and its ring may stand in two."""
    joined: list[list[Piece]] = []
    for piece in pieces:
        last = joined[-1][-1] if joined else None
        if last is not None and last[1:] == piece[1:] and not piece.is_mark:
            joined[-1].append(piece)
        else:
            joined.append([piece])
    return [same[0] if len(same) == 1 else same[0]._replace(text="".join(p.text for p in same)) for same in joined]


def _is_bullet(node: Node) -> bool:
    """Whether a node holds the bullet or number of a list item as Word writes it, with the space behind."""
    if node.tag != "span":
        return False
    inner = (child for child in node.children if isinstance(child, Node))
    return "mso-list:ignore" in node.style or any(map(_is_bullet_space, inner))


def _is_bullet_space(node: Node) -> bool:
    """Whether a node is the space that Word writes between a bullet or number and its text."""
    words = (child for child in node.children if isinstance(child, str))
    return _BULLET_SPACE in node.style and not "".join(words).strip()

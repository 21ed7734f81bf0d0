"""What a reader sees of a document before reading it: its title, its first lines, what runs over its pages, its end."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from loftespor.ingest.document import Block, Document

# Characters of the opening: letterhead, labels, title and the first words of the text. The head of a case that went
# through ten committees has 700.
_HEAD_LENGTH = 1500
_LINE_LENGTH = 900  # of a text without line breaks
_SHORT = 200  # a line of its own, rather than the beginning of a paragraph
_BLOCKS = 40
_PAGES = 3
_PROSE = 250  # a paragraph of this length is the text itself: the opening ends with it
_HEAD_ROWS = 8  # a table with more rows, or with more words in one, is no letterhead
_BEGINNING = 40_000
_END_LENGTH = 1200  # a case paper's date stands above its list of attachments
_END_BLOCKS = 12
_RUNNING = 12  # different pieces of running matter
_REMOVED = 300  # removed pieces among which they are looked for
_CONTENTS = re.compile(r"\.{4}|(?: \.){4}|…{2}")
_TITLE_LEAST = 15  # a shorter title stands in too many lines to be the end of one
# How a list of attachments names one: 'Vedlegg 2 – Temaplan for trær'.
_ATTACHED = re.compile(r"^vedlegg\s*\d+(?:\.\d+)*\s*[.:–-]?\s*(?=\w)", re.IGNORECASE)


class Passage(NamedTuple):
    """Words of the document and where they stand: 'page 1', 'title' where that was stated."""

    text: str
    source: str


class _Line(NamedTuple):
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of the document, one below the other; from each of `starts` on they stand on the page of `pages`."""

    text: str
    pages: tuple[int, ...]
    starts: tuple[int, ...]

    def source(self, offset: int) -> str:
        """Where the character at offset stands."""
        return f"page {self.pages[max(0, bisect_right(self.starts, offset) - 1)]}"


@dataclass(frozen=True, slots=True)
class Front:
    """The parts of a document that say what it is.

    `title` was stated or read. `lines`: short lines of the opening that stand alone. `head`: all lines of the opening.
    `running`: headers and footers, each once. `end`: the last lines.
    """

    title: Passage | None
    lines: tuple[Passage, ...]
    head: Lines
    running: tuple[Passage, ...]
    end: Lines
    document: Document

    @property
    def beginning(self) -> Lines:
        """The first pages as they stand; what a bill says of its ministry and day stands after the list of contents."""
        pages: dict[int, int] = {}
        for block in self.document.blocks:
            if block.start >= _BEGINNING:
                break
            pages.setdefault(block.page, block.start)
        return Lines(self.document.text[:_BEGINNING], tuple(pages), tuple(pages.values()))

    def titled(self, title: Passage | None) -> "Front":
        """The front with its title: no other line is that, and where a text without line breaks holds it, a line ends
        before and after. What a file's name adds to it is left out ('Vedlegg_2_Temaplan').
        """
        if title is None:
            return self
        bare = Passage(_ATTACHED.sub("", title.text.replace("_", " ")), title.source)
        lines = tuple(line for line in self.lines if line.text != title.text)
        return replace(self, title=bare, lines=lines, head=_parted(self.head, title.text.strip(" .")))


def front_of(document: Document) -> Front:
    """The front of a document without its title."""
    blocks = list(_opening(document))
    alone = (Passage(_words(document, b), f"page {b.page}") for b in blocks if b.end - b.start <= _SHORT)
    return Front(
        title=None, lines=tuple(alone), running=tuple(_running(document)), end=_joined(reversed(_last(document))),
        head=_joined(line for block in blocks for line in _printed(document, block)), document=document,
    )  # fmt: skip


def _opening(document: Document) -> Iterator[Block]:
    """The blocks of the opening, up to the first paragraph of the text itself."""
    length = 0
    letterheads: set[int] = set()
    for block in document.blocks[:_BLOCKS]:
        if length > _HEAD_LENGTH or block.page > _PAGES:
            return
        if block.kind == "table" and _is_letterhead(document, block):
            letterheads.add(block.number)
        if block.kind in ("table", "footnote") or (block.cells and block.parent not in letterheads):
            continue
        yield block
        length += min(block.end - block.start, _LINE_LENGTH)
        # A letterhead of labels may be a long paragraph too; one of them ends among its first words.
        if block.kind == "paragraph" and block.end - block.start >= _PROSE and ":" not in _words(document, block)[:40]:
            return


def _words(document: Document, block: Block) -> str:
    return document.text[block.start : min(block.end, block.start + _LINE_LENGTH)]


def _is_letterhead(document: Document, table: Block) -> bool:
    following = islice(document.blocks, table.number + 1, table.number + _HEAD_ROWS + 2)
    rows = [row for row in following if row.parent == table.number]
    return len(rows) <= _HEAD_ROWS and all(row.end - row.start <= _SHORT for row in rows)


def _printed(document: Document, block: Block) -> Iterator[_Line]:
    """Each printed line of a block; a table's row is one line, a line of contents is none."""
    spans = [(f.start, f.end, f.page) for f in block.fragments[:_BLOCKS]]
    for start, end, page in [(block.start, block.end, block.page)] if block.cells else spans:
        line = document.text[start : min(end, start + _LINE_LENGTH)]
        contents = _CONTENTS.search(line)
        if contents is None:
            yield _Line(line, page)
        elif len(line) > _SHORT:
            yield _Line(line[: contents.start()], page)


def _joined(lines: Iterable[_Line]) -> Lines:
    text: list[str] = []
    pages: dict[int, int] = {}
    length = 0
    for line in lines:
        pages.setdefault(line.page, length)
        text.append(line.text)
        length += len(line.text) + 1
    return Lines("\n".join(text), tuple(pages) or (1,), tuple(pages.values()) or (0,))


def _parted(head: Lines, title: str) -> Lines:
    """The head with the title on a line of its own; no offset moves by more than a space."""
    place = head.text.find(title) if len(title) >= _TITLE_LEAST else -1
    while place >= 0:
        end = place + len(title)
        before, after = head.text[:place], head.text[end:]
        if before.endswith(" ") or after[:1] in (" ", "."):
            before = f"{before[:-1]}\n" if before.endswith(" ") else before
            after = f"\n{after[1:]}" if after[:1] in (" ", ".") else after
            return replace(head, text=f"{before}{title}{after.replace(chr(10) + ' ', chr(10), 1)}")
        place = head.text.find(title, end)
    return head


def _running(document: Document) -> Iterator[Passage]:
    seen: set[str] = set()
    for removed in document.removed[:_REMOVED]:
        if removed.kind == "running" and removed.original not in seen and len(seen) < _RUNNING:
            seen.add(removed.original)
            yield Passage(removed.original[:_SHORT], f"page {removed.page}")


def _last(document: Document) -> list[_Line]:
    """The last lines of the body, the last first."""
    lines: list[_Line] = []
    length = 0
    for block in reversed(document.blocks[-_END_BLOCKS:]):
        if block.kind in ("table", "table_row", "footnote"):
            continue
        for fragment in reversed(block.fragments):
            if length >= _END_LENGTH:
                return lines
            text = document.text[max(fragment.start, fragment.end - _END_LENGTH) : fragment.end]
            lines.append(_Line(text, fragment.page))
            length += len(text)
    return lines

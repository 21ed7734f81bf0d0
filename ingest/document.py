"""A document as ingest gives it: its text, its blocks, and what was taken out of the file.

All offsets are half-open, in Python characters, into `Document.text`. Pages count from 1 as in the file;
the printed page number is another field. Boxes are in points from the page's top left corner.
"""

import datetime
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from loftespor.errors import LoftesporError

BlockKind: TypeAlias = Literal["heading", "paragraph", "list_item", "table", "table_row", "footnote"]
RemovedKind: TypeAlias = Literal["running", "line_number", "marker", "note_mark", "hyphen", "repair", "unknown"]
DocumentKind: TypeAlias = Literal[
    "programme", "resolution", "memo", "consultation_response", "speech", "minutes", "agenda", "case_paper",
    "proposal", "answer", "budget", "alternative_budget", "accounts", "annual_report", "followup", "plan", "law",
    "other",
]  # fmt: skip


class Box(NamedTuple):
    """A rectangle on a page, in points from the top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Fragment(NamedTuple):
    """A stretch of the document's text that stands on one line of one page.

    Characters of a block that lie in no fragment were inserted (the space between two lines). A file without
    layout (text, Word) has fragments with `box` None: the page alone is known.
    """

    start: int
    end: int
    page: int
    box: Box | None = None
    line: int | None = None  # the line number printed in the margin, where the document has them


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark that stood at `offset`; `block` is the number of the footnote's block, if it was found."""

    mark: str
    offset: int
    block: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table, table row or footnote; `document.text[start:end]` is its text.

    `number` is its place in reading order from 0; `parent` the number of the block that holds it (a nested
    list item's item, a row's table). A table's span covers its rows. `level` counts from 1: depth of a
    heading or of a list item; 1 for a row of a table's head, None for its other rows. `section` lists the
    headings above it, outermost first.
    """

    number: int
    kind: BlockKind
    start: int
    end: int
    page: int
    level: int | None = None
    marker: str | None = None
    parent: int | None = None
    section: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    printed_page: str | None = None
    line: int | None = None
    language: str = "nb"
    notes: tuple[NoteMark, ...] = ()
    # The spans of a table row's cells; an empty cell has start == end, a head that covers two columns stands twice.
    cells: tuple[tuple[int, int], ...] = ()
    aside: bool = False  # it stands in a box beside the text

    @property
    def boxes(self) -> tuple[Box, ...]:
        """One box for each page the block stands on, enclosing its lines."""
        enclosing: dict[int, Box] = {}
        for box in (f.box for f in self.fragments if f.box is not None):
            old = enclosing.get(box.page, box)
            enclosing[box.page] = Box(
                box.page, min(old.x0, box.x0), min(old.y0, box.y0), max(old.x1, box.x1), max(old.y1, box.y1)
            )
        return tuple(enclosing.values())


class Removed(NamedTuple):
    """Something of the file that is not in the text: `original` stood at `offset` of the text.

    Where a damaged word was repaired, `put` stands there instead.
    """

    kind: RemovedKind
    original: str
    offset: int
    page: int
    box: Box | None = None
    put: str = ""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """The characters from start to end lead to an address (a link annotation, an anchor of a web page)."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class PageAccount:
    """Where the characters of one page went; white space is not counted.

    `characters` were read from the page; `in_text` of them stand in blocks, `removed` counts those taken out by
    kind. What is in neither is `lost`, which should be 0; less than 0 says that characters stand there twice.
    """

    page: int
    characters: int
    in_text: int
    removed: Mapping[RemovedKind, int] = field(default_factory=dict)
    recognised: bool = False  # the page was a picture, and its words were recognised (OCR)
    known: float | None = None  # the share of its words that the word list knows
    picture: bool = False  # the page is a picture without text
    unread: str = ""  # why the page could not be read

    @property
    def lost(self) -> int:
        """Characters that are neither in the text nor taken out."""
        return self.characters - self.in_text - sum(self.removed.values())


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content with what is known of it.

    Three identities: `work` (the programme, whatever the edition), the dated edition (`work` + `sha256`), and the
    file (`path`, `sha256`). `sources` says for each known field where it was read: 'corpus.toml', 'command line',
    'file name', 'page 1' …; a field that is neither stated nor read is None. `fields` are the further keys that
    came with it (`dokument_id`, `url` …).
    """

    name: str
    path: str
    work: str
    text: str
    pages: int
    sha256: str
    parser: str
    blocks: tuple[Block, ...] = ()
    removed: tuple[Removed, ...] = ()
    title: str | None = None
    kind: DocumentKind | None = None
    issuer: str | None = None
    date: datetime.date | None = None
    period: str | None = None
    language: str = "nb"
    case: str | None = None
    municipality: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    hyperlinks: tuple[Hyperlink, ...] = ()
    accounts: tuple[PageAccount, ...] = ()

    def quote(self, start: int, end: int) -> str:
        """The text from start to end; raises ValueError when the span is not inside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{self.name}: span {start}:{end} is not inside a text of {len(self.text)} characters")
        return self.text[start:end]

    def block_at(self, offset: int) -> Block:
        """The innermost block that holds the character at offset; raises ValueError where there is none."""
        place = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        # Blocks are in order and only a table holds others, so the last one that starts here is the innermost.
        if place < 0 or offset >= self.blocks[place].end:
            raise ValueError(f"{self.name}: no block holds character {offset}")
        return self.blocks[place]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, with the reason and what to do; `error` names the class of the reason."""

    path: str
    error: str
    reason: str
    exit_status: int

    @classmethod
    def of(cls, path: Path | str, error: LoftesporError) -> "Unread":
        """The record of a file and why it could not be read."""
        return cls(str(path), type(error).__name__, str(error), error.exit_status)

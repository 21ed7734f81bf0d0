"""What is read from a Word file's body in order: paragraphs with their lines and properties, and tables."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from loftespor.ingest.lines import Line
from loftespor.ingest.word.numbering import Number
from loftespor.ingest.word.styles import Role

EntryKind: TypeAlias = Literal["paragraph", "running", "table"]


class TableRow(NamedTuple):
    """A row: the lines of each column's cell; whether it belongs to the table's head."""

    cells: tuple[tuple[Line, ...], ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph or table before it is known what it is among its neighbours.

    `lines` are the paragraph's lines as its breaks part them, each on one page or several. `level` is the depth of
    a heading by its style. `left` is where its words begin, `first` where its first line does, in twips. What has
    another `story` (a text box) stands beside the text around it.
    """

    lines: tuple[tuple[Line, ...], ...] = ()
    kind: EntryKind = "paragraph"
    level: int | None = None
    role: Role | None = None
    number: Number | None = None
    left: int = 0
    first: int = 0
    story: int = 0
    rows: tuple[TableRow, ...] = ()

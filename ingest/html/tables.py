"""Tables of a web page: which hold data, and their rows of cells."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, TypeAlias

from loftespor.ingest.drafts import Draft
from loftespor.ingest.html.sizes import Sizes, said
from loftespor.ingest.html.tree import Node
from loftespor.ingest.lines import Line
from loftespor.ingest.markers import is_labelled
from loftespor.ingest.table_heads import HEAD, head_rows

# 'labels': each row states a fact, 'Møtedato: | 13.03.2025'; 'text': the table only lays out what it holds.
TableKind: TypeAlias = Literal["data", "labels", "text"]
Cell: TypeAlias = tuple[Line, ...]

_PARTS = frozenset({"thead", "tbody", "tfoot"})
_LAYOUT = frozenset({"table", "h1", "h2", "h3", "h4", "main", "article", "nav"})
# A table of two rows without heads whose cells hold this much lays out columns of text.
_LONG_CELL = 300
_LONG_LABEL = 40
# Browsers take a thousand columns; no table that people read has a hundred.
_MOST_SPANNED = 100
_MOST_CELLS = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, and whether it stands in the table's head."""

    node: Node
    cells: tuple[Node, ...]
    head: bool


def rows_of(table: Node) -> list[Row]:
    """The rows of a table that have cells, without those of tables inside it."""
    rows: list[Row] = []
    for child in _nodes(table):
        held = _nodes(child) if child.tag in _PARTS else [child]
        for node in held:
            cells = tuple(cell for cell in _nodes(node) if cell.tag in ("td", "th")) if node.tag == "tr" else ()
            if cells:
                rows.append(Row(node, cells, child.tag == "thead" or all(cell.tag == "th" for cell in cells)))
    return rows


def _nodes(node: Node) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node)]


def kind_of(rows: Sequence[Row], inside: Iterable[Node], sizes: Sizes) -> TableKind:
    """Which kind of table the rows make; `inside` are the nodes that it holds."""
    width = max((len(row.cells) for row in rows), default=0)
    if len(rows) < 2 or width < 2 or any(node.tag in _LAYOUT for node in inside):
        return "labels" if len(rows) >= 1 and _states_facts(rows, sizes) else "text"
    if any(cell.tag == "th" for row in rows for cell in row.cells):
        return "data"
    if _states_facts(rows, sizes):
        return "labels"
    longest = max(sizes.of(cell).text for row in rows for cell in row.cells)
    return "data" if len(rows) > 2 or longest <= _LONG_CELL else "text"


def _states_facts(rows: Sequence[Row], sizes: Sizes) -> bool:
    """Whether nearly all rows are a label and what it says: 'Utvalg: | Formannskapet'."""
    if any(len(row.cells) != 2 or any(cell.tag == "th" for cell in row.cells) for row in rows):
        return False
    labels = [said(row.cells[0]) for row in rows if sizes.is_short(row.cells[0], _LONG_LABEL)]
    stated = sum(label.endswith(":") or is_labelled(f"{label}:") for label in labels)
    return stated >= 0.8 * len(rows)


def table_drafts(rows: Sequence[Row], read: Mapping[int, Cell], *, place: int) -> list[Draft]:
    """The drafts of a table; `read` has the lines of each cell by its number, `place` is the table's own place."""
    grid = _laid_out(rows, read)
    used = sorted({column for row in grid for column, cell in enumerate(row) if any(line.text for line in cell)})
    shown = frozenset(used)
    ragged = len(used) * len(grid) > _MOST_CELLS
    heads = _heads(rows, grid, used)
    drafts = [Draft("table")]
    for number, row in enumerate(grid):
        cells = tuple(row) if ragged else tuple(row[column] if column < len(row) else () for column in used)
        if any(line.text for cell in cells for line in cell):
            drafts.append(Draft("table_row", cells=cells, parent=place, level=1 if number < heads else None))
        if not ragged:
            drafts += _wordless(row, shown)
    return drafts


def _wordless(row: Sequence[Cell], used: AbstractSet[int]) -> list[Draft]:
    """What was taken out of cells whose row or column has no words."""
    words = any(line.text for cell in row for line in cell)
    unused = [cell for column, cell in enumerate(row) if cell and (not words or column not in used)]
    return [Draft("paragraph", tuple(line for cell in unused for line in cell))] if unused else []


def _laid_out(rows: Sequence[Row], read: Mapping[int, Cell]) -> list[list[Cell]]:
    """The cells of each column: one that covers columns stands in each of them in a head, else in the first; one that
    covers rows stands in its first row.
    """
    grid: list[list[Cell]] = []
    covered: dict[int, int] = {}  # how many rows more a column is covered by a cell from above
    count = 0
    for row in rows:
        cells: list[Cell] = []
        below: dict[int, int] = {column: left - 1 for column, left in covered.items() if left > 1}
        for node in row.cells:
            while len(cells) in covered:
                cells.append(())
            deep = _span(node, "rowspan", len(rows))
            for place in range(_span(node, "colspan", _MOST_SPANNED)):
                if deep > 1:
                    below[len(cells)] = deep - 1
                cells.append(read[node.number] if row.head or not place else ())
        grid.append(cells)
        count += len(cells)
        covered = below if count < _MOST_CELLS else {}
    return grid


def _span(node: Node, name: str, most: int) -> int:
    stated = node.attributes.get(name, "1").strip()
    return min(max(int(stated), 1), most) if stated.isascii() and stated.isdigit() and len(stated) < 7 else 1


def _heads(rows: Sequence[Row], grid: Sequence[Sequence[Cell]], used: Sequence[int]) -> int:
    """How many of the first rows are the table's head: those that say so, else those above the first amount."""
    stated = next((number for number, row in enumerate(rows) if not row.head), len(rows))
    if stated == len(rows):
        return 0
    if stated or any(cell.tag == "th" for row in rows for cell in row.cells):
        return stated
    return head_rows([[_text(row, column) for column in used] for row in grid[:HEAD]])


def _text(row: Sequence[Cell], column: int) -> str:
    return " ".join(line.text for line in row[column] if line.text) if column < len(row) else ""

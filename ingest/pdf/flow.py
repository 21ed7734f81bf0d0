"""What a PDF's pages hold in reading order: lines, and tables at their places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from loftespor.ingest.pdf.columns import Placed
from loftespor.ingest.pdf.tables import Table, carried_on


@dataclass(frozen=True, slots=True)
class TableHere:
    """A table at its place in reading order."""

    table: Table


Flow: TypeAlias = Placed | TableHere


def with_tables_joined(flow: Iterable[Flow]) -> Iterator[Flow]:
    """The flow with tables that run on over a page's end made one; running matter between them comes first."""
    table: TableHere | None = None
    between: list[Flow] = []
    for piece in flow:
        if table is not None and _is_empty(piece):
            between.append(piece)
            continue
        joined = carried_on(table.table, piece.table) if table and isinstance(piece, TableHere) else None
        if table is not None and joined is None:
            yield table
        yield from between
        between.clear()
        table = TableHere(joined) if joined else piece if isinstance(piece, TableHere) else None
        if table is None:
            yield piece
    if table is not None:
        yield table
    yield from between


def _is_empty(piece: Flow) -> bool:
    return isinstance(piece, Placed) and not piece.line.text

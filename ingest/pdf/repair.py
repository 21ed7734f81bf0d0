"""Repair of a PDF's damaged text layer, before its lines become blocks."""

from collections.abc import Sequence
from dataclasses import replace

from loftespor.ingest.lines import Line
from loftespor.ingest.pdf.columns import Placed
from loftespor.ingest.pdf.flow import Flow, TableHere
from loftespor.ingest.repair import Mender


def repaired(flow: Sequence[Flow]) -> tuple[list[Flow], tuple[str, ...]]:
    """The lines and tables of a document, repaired, and what was repaired in words."""
    mender = Mender(line for piece in flow for line in _lines(piece))
    if not mender.notes:
        return list(flow), ()
    return [_mended(piece, mender) for piece in flow], mender.notes


def _lines(piece: Flow) -> tuple[Line, ...]:
    return (piece.line,) if isinstance(piece, Placed) else tuple(piece.table.lines())


def _mended(piece: Flow, mender: Mender) -> Flow:
    if isinstance(piece, Placed):
        return replace(piece, line=mender.line(piece.line))
    rows = tuple(tuple(tuple(map(mender.line, cell)) for cell in row) for row in piece.table.rows)
    return TableHere(replace(piece.table, rows=rows))

"""The lines and tables of PDF pages in reading order."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from loftespor.ingest.lines import Line, Taken
from loftespor.ingest.pdf.amounts import find_amounts
from loftespor.ingest.pdf.asides import marked_aside, narrowed, with_asides_apart
from loftespor.ingest.pdf.columns import Placed, column_lines, reading_order
from loftespor.ingest.pdf.contents import without_contents
from loftespor.ingest.pdf.flow import Flow, TableHere
from loftespor.ingest.pdf.frames import Layout
from loftespor.ingest.pdf.margins import PageBody, without_running
from loftespor.ingest.pdf.segments import Segment, line_of, with_markers
from loftespor.ingest.pdf.sheets import Sheet
from loftespor.ingest.pdf.spreads import parted
from loftespor.ingest.pdf.tables import Table


def part_flow(sheets: list[Sheet], *, pages: int) -> list[Flow]:
    """The lines and tables of some pages in reading order; the sheets are used up."""
    flow: list[Flow] = []
    whole = {sheet.body.number for sheet in sheets if any(_crosses_middle(table, sheet.body) for table in sheet.ruled)}
    halves = parted([sheet.body for sheet in sheets], whole=whole)
    pages *= max(map(len, halves), default=1)
    waiting = deque(zip(sheets, map(len, halves), strict=True))
    bodies = deque(without_running([half for each in halves for half in each]))
    sheets.clear()
    halves.clear()
    while waiting:  # each page's words are let go as soon as its lines are made
        sheet, count = waiting.popleft()
        for place in range(count):
            body = bodies.popleft()
            ruled = [table for table in sheet.ruled if count == 1 or _is_on(table, body)]
            flow += _page_flow(body, () if place else sheet.numbers, ruled, sheet.layout, pages=pages)
    return flow


def _crosses_middle(table: Table, body: PageBody) -> bool:
    return table.left < body.width / 2 < table.right


def _is_on(table: Table, half: PageBody) -> bool:
    return half.left <= (table.left + table.right) / 2 < half.left + half.width


def _page_flow(
    body: PageBody, numbers: Sequence[int], ruled: Sequence[Table], layout: Layout, *, pages: int
) -> list[Flow]:
    """The lines and tables of a page in reading order, and what was taken from its margins."""
    tables = [replace(table, printed=body.printed) for table in ruled]
    lines = without_contents(_lines(body, with_markers(body.body), layout), pages=pages)
    if not any(placed.line.taken and not placed.line.text for placed in lines):
        amounts, rest = find_amounts(body.body, body.number, body.printed, layout)
        if amounts:
            tables += amounts
            lines = _lines(body, with_markers(rest), layout)
    taken = [line_of([segment], body.number).emptied("running") for segment in body.running]
    kept = {placed.line.number for placed in lines} | {line.number for table in tables for line in table.lines()}
    taken += [
        Line("", page=body.number, taken=(Taken("line_number", str(number), 0),))
        for number in numbers
        if number not in kept
    ]
    return [*(_without_place(line, body) for line in taken), *_with_tables(lines, tables)]


def _lines(body: PageBody, segments: Sequence[Segment], layout: Layout) -> list[Placed]:
    """The lines of the running text, then those of the boxes beside it."""
    rest, asides = with_asides_apart(segments, layout.boxes)
    lines = _ordered(body, rest, layout)
    for box, _ in asides:
        lines = narrowed(lines, box)
    for number, (_, aside) in enumerate(asides, start=1):
        lines += marked_aside(_ordered(body, aside, layout), number)
    return lines


def _ordered(body: PageBody, segments: Sequence[Segment], layout: Layout) -> list[Placed]:
    return [
        placed
        for column, columns in reading_order(segments, layout.rules)
        for placed in column_lines(column, body.number, height=body.height, columns=columns, printed=body.printed)
    ]


def _with_tables(lines: Sequence[Placed], tables: Sequence[Table]) -> list[Flow]:
    """The lines with each table before the first line that stands below its top, in its column."""
    flow: list[Flow] = list(lines)
    for table in sorted(tables, key=lambda t: t.top, reverse=True):
        below = (
            place
            for place, piece in enumerate(flow)
            if isinstance(piece, Placed)
            and not piece.aside
            and piece.base > table.top
            and (piece.columns == 1 or (piece.left < table.right and piece.right > table.left))
        )
        place = next(below, len(flow))
        flow.insert(place, TableHere(table))
    return flow


def _without_place(line: Line, body: PageBody) -> Placed:
    return Placed(line, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, True, body.number, body.height)

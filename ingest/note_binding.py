"""Which footnote a mark in the text leads to."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from loftespor.ingest.document import Block, Box, NoteMark

# What stands above a figure or table has its notes below it, as the table's cells have.
_CAPTION = re.compile(r"(?:Figur|Tabell|Bilde|Kart)\s+\d")

_FAR = 12  # pages that a table may go on before its notes
_MOST_ON_PAGE = 50  # notes of one number


class _Mark(NamedTuple):
    """A mark in the text: its number among the block's marks, its page, the box of its line where it has one, and
    whether it is a table's or figure's.
    """

    block: int
    place: int
    mark: str
    page: int
    box: Box | None
    of_table: bool


def note_numbers(mark: str) -> list[str]:
    """The numbers of a mark: '1,2' are two."""
    return [number for number in map(str.strip, mark.split(",")) if number]


def bind_notes(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks with each footnote mark bound to a footnote of that mark.

    On a page with boxes a mark goes with a note of its column: in a table or its caption with the next below, else
    with the lowest. What is left goes together in order where there are as many marks as notes, as where each
    chapter counts anew; else a mark goes with the next note on or soon after its page. A number that only one note has
    needs no search.
    """
    notes: dict[str, list[Block]] = {}
    for block in blocks:
        if block.kind == "footnote" and block.marker:
            notes.setdefault(block.marker, []).append(block)
    if not notes:
        return list(blocks)
    marks = sorted(_marks(blocks, text), key=attrgetter("mark"))
    bound: dict[tuple[int, int], int] = {}
    for mark, group in groupby(marks, key=attrgetter("mark")):
        if mark in notes:
            bound |= _bound(list(group), notes[mark])
    return [_with_notes(block, bound) if block.notes else block for block in blocks]


def _with_notes(block: Block, bound: dict[tuple[int, int], int]) -> Block:
    marks = [replace(mark, block=bound.get((block.number, place))) for place, mark in enumerate(block.notes)]
    return replace(block, notes=tuple(marks))


def _marks(blocks: Sequence[Block], text: str) -> Iterator[_Mark]:
    for block in blocks:
        of_table = bool(block.notes) and (
            block.kind == "table_row" or _CAPTION.match(text, block.start, block.end) is not None
        )
        for place, mark in enumerate(block.notes):
            page, box = _place(block, mark)
            yield _Mark(block.number, place, mark.mark, page, box, of_table)


def _place(block: Block, mark: NoteMark) -> tuple[int, Box | None]:
    """The page of a mark and the box of its line."""
    for fragment in reversed(block.fragments):
        if fragment.start <= mark.offset:
            return fragment.page, fragment.box
    return block.page, None


def _bound(marks: Sequence[_Mark], notes: Sequence[Block]) -> dict[tuple[int, int], int]:
    """The numbers of the notes that marks of one kind lead to, by block and place."""
    pages: dict[int, list[tuple[Box, int]]] = {}
    for note in notes:
        for box in note.boxes[:1]:
            on_page = pages.setdefault(box.page, [])
            if len(on_page) < _MOST_ON_PAGE:
                on_page.append((box, note.number))
    found: dict[tuple[int, int], int] = {}
    rest: list[_Mark] = []
    for mark in marks:
        if mark.box is not None and mark.page in pages:
            found[mark.block, mark.place] = _on_page(mark.box, pages[mark.page], of_table=mark.of_table)
        else:
            rest.append(mark)
    taken = set(found.values())
    free = [note for note in notes if note.number not in taken] or notes
    found |= _bound_in_order(rest, free, only=len(notes) == 1)
    # The rows of a table that goes over pages have their notes below its last ones, which lead there too.
    return found | _on_next_page([mark for mark in rest if mark.of_table], notes)


def _on_page(mark: Box, notes: Sequence[tuple[Box, int]], *, of_table: bool) -> int:
    """The note of its page that a mark leads to, if there are several: one in its column."""
    below = [note for note in notes if note[0].x0 < mark.x1 and note[0].x1 > mark.x0] or notes
    if of_table:
        below = [note for note in below if note[0].y0 > mark.y1 - 1] or below
        return min(below, key=lambda note: note[0].y0)[1]
    return max(below, key=lambda note: note[0].y0)[1]


def _bound_in_order(marks: Sequence[_Mark], notes: Sequence[Block], *, only: bool) -> dict[tuple[int, int], int]:
    """Marks and notes in order; `only` where no other note has the number."""
    pairs = list(zip(marks, notes, strict=False))
    if len(marks) == len(notes) and all(mark.page <= note.page for mark, note in pairs):
        return {(mark.block, mark.place): note.number for mark, note in pairs}
    if only:
        return {(mark.block, mark.place): notes[0].number for mark in marks}
    return _on_next_page(marks, notes)


def _on_next_page(marks: Sequence[_Mark], notes: Sequence[Block]) -> dict[tuple[int, int], int]:
    """For each mark the first note on its page or soon after, if there is one."""
    pages = [note.page for note in notes]
    places = [(mark, bisect_left(pages, mark.page)) for mark in marks]
    return {
        (mark.block, mark.place): notes[place].number
        for mark, place in places
        if place < len(notes) and pages[place] - mark.page <= _FAR
    }

"""Which footnotes a stretch of text carries: what a note refers to belongs to the sentence that has its mark."""

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict

from sqlite_utils import Database


class Notes:
    """The footnotes of all documents by the places of their marks."""

    def __init__(self, db: Database) -> None:
        self._notes: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        spans = {
            (document, number): (start, end)
            for document, number, start, end in db.execute(
                "SELECT document, number, start, \"end\" FROM blocks WHERE kind = 'footnote'"
            )
        }
        marked = db.execute("SELECT document, notes FROM blocks WHERE notes NOT IN ('', '[]') ORDER BY document, start")
        for document, notes in marked:
            for mark in json.loads(notes):
                if span := spans.get((document, mark["block"])):
                    self._notes[document].append((mark["offset"], *span))
        for found in self._notes.values():
            found.sort()

    def of(self, document: str, start: int, end: int) -> list[tuple[int, int]]:
        """The spans of the notes whose marks stand in a stretch of text, or right behind it and its full stop.

        A mark at the very beginning belongs to the sentence before.
        """
        notes = self._notes.get(document, [])
        first = bisect_right(notes, (start, 1 << 62))
        last = bisect_left(notes, (end + 2,))
        return [(note_start, note_end) for _, note_start, note_end in notes[first:last]]

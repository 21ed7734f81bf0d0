"""A quote where it stands: the words before and after it in its block, and the neighbouring blocks."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from sqlite_utils import Database

# A whole neighbouring paragraph of a programme fits; a page-long one is cut at a word.
_LONGEST = 420
_SHELF = 64  # documents held; the evidence of one programme is spread over few minutes and budgets


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A neighbouring block: its text (cut where it is long), its kind, marker and language."""

    text: str
    kind: str
    marker: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A quote in its surroundings: `before` + the quote + `after` is the text of its block."""

    above: tuple[Neighbour, ...]
    before: str
    after: str
    kind: str
    marker: str | None
    below: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    start: int
    end: int
    marker: str | None
    language: str


class DocumentText:
    """The text and blocks of one document, for looking up many quotes."""

    def __init__(self, text: str, blocks: Sequence[_Block]) -> None:
        self._text = text
        self._blocks = blocks
        self._starts = [block.start for block in blocks]

    def around(self, start: int, end: int) -> Surroundings | None:
        """The surroundings of the text from start to end; None where no block holds its first character."""
        place = bisect_right(self._starts, start) - 1
        if place < 0 or self._blocks[place].end <= start:
            return None
        last = max(place, bisect_right(self._starts, end - 1) - 1)
        block, closing = self._blocks[place], self._blocks[last]
        return Surroundings(
            above=tuple(map(self._neighbour, self._blocks[max(0, place - 2) : place])),
            before=_last_words(self._text[block.start : start]),
            after=_first_words(self._text[end : max(end, closing.end)]),
            kind=block.kind,
            marker=block.marker,
            below=tuple(map(self._neighbour, self._blocks[last + 1 : last + 3])),
        )

    def _neighbour(self, block: _Block) -> Neighbour:
        text = _first_words(self._text[block.start : block.end])
        return Neighbour(text, block.kind, block.marker, block.language)


class TextShelf:
    """The texts of the documents that were asked for last; reading them again and again would be slow."""

    def __init__(self, db: Database) -> None:
        self.text = lru_cache(maxsize=_SHELF)(partial(read_text, db))

    def around(self, document: str, start: int, end: int) -> Surroundings | None:
        """The surroundings of a quote in a document; None where they add nothing to the quote."""
        found = self.text(document).around(start, end)
        return found if found and (found.before or found.after or found.above or found.below) else None


def read_text(db: Database, document: str) -> DocumentText:
    """The text of a document with its blocks; tables are read by their rows."""
    text = db.execute("SELECT text FROM documents WHERE id = ?", [document]).fetchone()[0]
    query = (
        'SELECT kind, start, "end", marker, language FROM blocks '
        "WHERE document = ? AND kind != 'table' ORDER BY start, number"
    )
    rows = db.execute(query, [document])
    return DocumentText(text, [_Block(kind, start, end, mark, lang or "nb") for kind, start, end, mark, lang in rows])


def _first_words(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


def _last_words(text: str) -> str:
    return text if len(text) <= _LONGEST else "… " + text[-_LONGEST:].partition(" ")[2]

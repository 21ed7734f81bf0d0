"""Where what a person saw stands now: unchanged, changed, or gone, over later readings and editions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from rapidfuzz import fuzz
from sqlite_utils import Database

from loftespor.corpus.reviews import Review, read_alike
from loftespor.corpus.rows import Row

State = Literal["stands", "changed", "gone"]
ROW_TABLES = ("commitments", "decisions", "budget_lines", "followups", "passages", "positions")
# In per cent of the words. A passage less alike than this is said to be gone: a person must look at either, so the
# bound decides only which passage the person is shown.
SAME_MATTER = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """What a passage has become: its id and document now, None where it is gone."""

    state: State
    id: str | None = None
    document: str | None = None
    text: str | None = None


GONE = Place("gone")


class Places:
    """Finds passages that were seen once in the documents that are current now."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._followers: dict[str, str] = {}
        self._current: set[str] = set()
        self._works: dict[str, list[str]] = {}
        for id, work, replaced_by in db.execute("SELECT id, work, replaced_by FROM documents ORDER BY id"):
            if replaced_by is None:
                self._current.add(id)
                self._works.setdefault(work, []).append(id)
            elif replaced_by:
                self._followers[id] = replaced_by
        self._rows = lru_cache(maxsize=64)(self._all_rows)
        self._text = lru_cache(maxsize=64)(self._read_text)

    def document(self, id: str, work: str | None) -> str | None:
        """The current document that this one is, that took its place, or that alone is of the same work."""
        seen = set()
        while id not in self._current and id in self._followers and id not in seen:
            seen.add(id)
            id = self._followers[id]
        if id in self._current:
            return id
        others = self._works.get(work or "", [])
        return others[0] if len(others) == 1 else None

    def commitment(self, review: Review) -> Place:
        """Where the commitment of a review stands now."""
        seen = review.seen
        id = seen.get("commitment") or review.subject
        document = self.document(review.document, seen.get("work"))
        return self._row("commitments", id, document, seen.get("commitment_text"), seen.get("start"))

    def target(self, review: Review) -> Place:
        """Where the other end of a link stands now."""
        seen = review.seen
        table, id = str(seen.get("target_table")), str(seen.get("target"))
        if table == "measures":
            row = self._db.execute("SELECT name FROM measures WHERE id = ?", [id]).fetchone()
            return Place("stands", id, None, row[0]) if row else GONE
        document = self.document(seen.get("target_document") or "", seen.get("target_work"))
        text = seen.get("target_text")
        if table in ROW_TABLES:
            return self._row(table, id, document, text, seen.get("target_start"))
        return self._stretch(id, document, text or "")

    def _stretch(self, offsets: str, document: str | None, text: str) -> Place:
        """A stretch of a text that no table holds, named by its offsets: at them, or where its words stand now."""
        if document is None or not text:
            return GONE
        whole, start = self._text(document), int(offsets.partition("-")[0])
        if whole[start : start + len(text)] != text:
            start = whole.find(text)
        return Place("stands", f"{start}-{start + len(text)}", document, text) if start >= 0 else GONE

    def quote_stands(self, quote: Row) -> bool:
        """Whether a quoted passage still stands to the letter, layout apart, in its document's current edition."""
        document = self.document(quote["document"], quote.get("work"))
        return document is not None and self.holds(document, quote["quote"])

    def find(self, quote: Row) -> tuple[str, int, int] | None:
        """The current document and place of a quote that stands to the letter; None where it does not."""
        document = self.document(quote["document"], quote.get("work"))
        start = self._text(document).find(quote["quote"]) if document is not None else -1
        return (document, start, start + len(quote["quote"])) if document is not None and start >= 0 else None

    def holds(self, document: str, text: str) -> bool:
        """Whether a current document holds a text, layout apart."""
        whole = self._text(document)
        return text in whole or read_alike(text) in read_alike(whole)

    def _row(self, table: str, id: str, document: str | None, text: str | None, start: int | None) -> Place:
        """The row that is this passage now: by its id, its words, its place in the same text, or the likest."""
        if document is None:
            return GONE
        rows = self._rows(table, document)
        read = read_alike(text or "")
        same = [row for row in rows if row["id"] == id and row["read"] == read]
        same = same or [row for row in rows if row["read"] == read]
        if same:
            nearest = min(same, key=lambda row: (abs(row["start"] - (start or 0)), row["id"]))
            return Place("stands", nearest["id"], document, nearest["text"])
        if around := self._cut_anew(rows, document, text or "", start):
            return Place("stands", around["id"], document, around["text"])
        likest = _likest(rows, read)
        return Place("changed", likest["id"], document, likest["text"]) if likest else GONE

    def _cut_anew(self, rows: Iterable[Row], document: str, text: str, start: int | None) -> Row | None:
        """The row that a better finder cut otherwise from the same, unchanged words."""
        if start is None or not text or self._text(document)[start : start + len(text)] != text:
            return None
        end = start + len(text)
        over = [row for row in rows if row["start"] < end and start < row["end"]]
        return over[0] if len(over) == 1 else None

    def _all_rows(self, table: str, document: str) -> Sequence[dict[str, Any]]:
        query = f'SELECT id, start, "end", text FROM {table} WHERE document = ? ORDER BY start, id'  # noqa: S608 one of ROW_TABLES
        return [row | {"read": read_alike(row["text"])} for row in self._db.query(query, [document])]

    def _read_text(self, document: str) -> str:
        return str(self._db.execute("SELECT text FROM documents WHERE id = ?", [document]).fetchone()[0])


def _likest(rows: Iterable[Row], read: str) -> Row | None:
    """The one row that says nearly the same; None where there is none, or two are equally near."""
    scored = sorted(((fuzz.token_sort_ratio(read, row["read"]), row["id"]) for row in rows), reverse=True)
    if not scored or scored[0][0] < SAME_MATTER or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return next(row for row in rows if row["id"] == scored[0][1])

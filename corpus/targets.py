"""What a link points to, in words."""

from functools import lru_cache

from sqlite_utils import Database

from loftespor.extract.sentences import sentence_spans

_TABLES = ("commitments", "decisions", "budget_lines", "followups", "passages", "positions")


class Targets:
    """Looks up the words of links' targets."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._texts = lru_cache(maxsize=8)(self._all_texts)

    def text(self, table: str, target: str, document: str | None) -> str | None:
        """The target's words; of a citation the sentence it stands in, of a measure its name; None if it is gone.

        A stretch of a document's text that no table holds is named by its offsets: ("texts", "120-186").
        """
        if table == "measures":
            row = self._db.execute("SELECT name FROM measures WHERE id = ?", [target]).fetchone()
            return row[0] if row else None
        if table == "citations":
            return self._sentence(target)
        if table == "texts":
            return self._stretch(target, document)
        return self._texts(table).get((target, document or "")) if table in _TABLES else None

    def _all_texts(self, table: str) -> dict[tuple[str, str], str]:
        rows = self._db.execute(f"SELECT id, document, text FROM {table}")  # noqa: S608 one of _TABLES
        return {(id, document): text for id, document, text in rows}

    def _stretch(self, target: str, document: str | None) -> str | None:
        start, _, end = target.partition("-")
        row = self._db.execute(
            "SELECT substr(text, ? + 1, ? - ?) FROM documents WHERE id = ?",
            [int(start), int(end), int(start), document],
        ).fetchone()
        return row[0] if row else None

    def _sentence(self, citation: str) -> str | None:
        row = self._db.execute(
            'SELECT substr(d.text, b.start + 1, b."end" - b.start), c.start - b.start '
            "FROM citations c JOIN documents d ON d.id = c.document "
            'JOIN blocks b ON b.document = c.document AND b.start <= c.start AND c."end" <= b."end" '
            'WHERE c.id = ? ORDER BY b."end" - b.start LIMIT 1',
            [citation],
        ).fetchone()
        if row is None:
            return None
        block, offset = str(row[0]), int(row[1])
        return next((block[a:b] for a, b in sentence_spans(block) if a <= offset < b), block)

"""Quotes: the words of a document from start to end, and the page they begin on."""

from functools import lru_cache

from sqlite_utils import Database

from loftespor.corpus.store import load_document
from loftespor.ingest import Document, PageIndex

KEPT = 64  # documents at hand; evidence of one case comes from few


class Quotes:
    """Quotes from the documents of a database."""

    def __init__(self, db: Database) -> None:
        self._open = lru_cache(maxsize=KEPT)(lambda id: _opened(load_document(db, id)))

    def quote(self, document: str, start: int, end: int) -> tuple[str, int]:
        """The text from start to end, to the letter, and its page from 1."""
        text, pages = self._open(document)
        return text.quote(start, end), pages.page(start)


def _opened(document: Document) -> tuple[Document, PageIndex]:
    return document, PageIndex(document)

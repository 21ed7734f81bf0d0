"""The accounts of documents as the database holds them: document by document, and what is said of their pages."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from loftespor.corpus.rows import account_from_row
from loftespor.corpus.store import current_documents
from loftespor.ingest import PageAccount
from loftespor.ingest.page_faults import PageFault, listed, totals_of, unread_by_reason

# What is said of a document stays a few lines, whatever its pages say of themselves.
_MOST_REASONS = 3
_LONGEST_REASON = 200

_ACCOUNTS = """
    SELECT d.id AS id, d.name AS name, d.path AS path, d.parser AS parser, a.*
    FROM documents d LEFT JOIN accounts a ON a.document = d.id
    WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY d.name, d.id, a.page
"""


@dataclass(frozen=True, slots=True)
class DocumentAccounts:
    """A document and the accounts of its pages, the first page first; none where its format has no pages."""

    id: str
    name: str
    path: str
    parser: str
    accounts: tuple[PageAccount, ...]


def accounts_of(db: Database, ids: Iterable[str] | None = None) -> Iterator[DocumentAccounts]:
    """The accounts of the documents with these ids (else of all current ones), by name and id, one at a time."""
    wanted = current_documents(db) if ids is None else sorted(set(ids))
    for id, rows in groupby(db.query(_ACCOUNTS, [json.dumps(wanted)]), key=itemgetter("id")):
        first, *others = rows
        accounts = tuple(account_from_row(row) for row in (first, *others) if row["page"] is not None)
        yield DocumentAccounts(id, first["name"], first["path"], first["parser"], accounts)


def fault_lines(document: DocumentAccounts) -> list[str]:
    """What is not in order with a document's pages, a line for each fault ('pictures without text: pages 3–7, 12');
    nothing where all is.
    """
    totals = totals_of(document.accounts)
    said: Mapping[PageFault, str] = {
        "picture": "pictures without text",
        "unknown_words": "mostly words that the word list does not know",
        "lost": f"lost characters ({totals.lost})",
        "twice": f"characters that stand twice in the text ({totals.twice})",
    }
    named: list[tuple[str, Sequence[int]]] = [
        (f"not read ({shortened(reason or 'for other reasons')})", numbers)
        for reason, numbers in unread_by_reason(document.accounts, most=_MOST_REASONS)
    ]
    named += [(said[fault], numbers) for fault, numbers in totals.faulty.items() if fault != "unread"]
    return [f"{words}: {_pages(numbers)}" for words, numbers in named]


def shortened(reason: str) -> str:
    """A reason on one line of bounded length."""
    words = " ".join(reason.split())
    return words if len(words) <= _LONGEST_REASON else f"{words[:_LONGEST_REASON]} …"


def _pages(numbers: Sequence[int]) -> str:
    return f"{'page' if len(numbers) == 1 else 'pages'} {listed(numbers)}"

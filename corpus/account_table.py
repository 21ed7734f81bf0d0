"""The accounts of documents as a table: where the characters of each document and of each page went."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from loftespor.corpus.accounts import DocumentAccounts, shortened
from loftespor.ingest import PageAccount, Unread
from loftespor.ingest.document import RemovedKind
from loftespor.ingest.page_faults import AccountTotals, PageFault, faults_of, listed, totals_of

KINDS: tuple[RemovedKind, ...] = get_args(RemovedKind)
COLUMNS = ("document", "page", "characters", "in_text", *KINDS, "lost", "note")
ALL_PAGES = "all"

# Names and reasons come from strangers' files: none may begin a new cell or line, or steer a terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def account_lines(
    documents: Iterable[DocumentAccounts], unread: Iterable[Unread] = (), *, every_page: bool = False
) -> Iterator[str]:
    """Lines of cells parted by tabs, first COLUMNS: of each document its totals (page 'all'), then its pages that are
    not in order, or every page; then a line for each file that was not read.

    Of documents with the same name the paths are shown.
    """
    held = list(documents)
    names = Counter(document.name for document in held)
    yield _line(COLUMNS)
    for document in held:
        name = document.name if names[document.name] == 1 else document.path
        if not document.accounts:
            yield _line((name, ALL_PAGES, *_empty(), f"no account: {document.parser} files have no pages to count"))
            continue
        yield _line((name, *_total(totals_of(document.accounts))))
        for account in document.accounts:
            if every_page or faults_of(account):
                yield _line((name, *_page(account)))
    for file in unread:
        yield _line((file.path, ALL_PAGES, *_empty(), f"not read: {shortened(file.reason)}"))


def _line(cells: Sequence[object]) -> str:
    return "\t".join(_CONTROL.sub(" ", str(cell)) for cell in cells)


def _empty() -> tuple[str, ...]:
    return ("",) * (len(COLUMNS) - 3)


def _total(totals: AccountTotals) -> tuple[object, ...]:
    taken = (totals.removed.get(kind, 0) for kind in KINDS)
    amounts: dict[PageFault, str] = {"lost": f" ({totals.lost})", "twice": f" ({totals.twice})"}
    notes = [f"{_NOTES[fault]}{amounts.get(fault, '')}: {listed(pages)}" for fault, pages in totals.faulty.items()]
    if totals.recognised:
        notes.append(f"recognised: {listed(totals.recognised)}")
    # The plain sum, so that the columns add up; what is lost and what stands twice is told apart in the note.
    balance = totals.lost - totals.twice
    return ALL_PAGES, totals.characters, totals.in_text, *taken, balance, "; ".join(notes)


def _page(account: PageAccount) -> tuple[object, ...]:
    taken = (account.removed.get(kind, 0) for kind in KINDS)
    said: dict[PageFault, str] = {
        "unread": f"not read: {shortened(account.unread)}",
        "unknown_words": f"few known words {account.known or 0:.2f}",
    }
    notes = [said.get(fault, _NOTES[fault]) for fault in faults_of(account)]
    if account.recognised:
        notes.append("recognised")
    return account.page, account.characters, account.in_text, *taken, account.lost, "; ".join(notes)


_NOTES: dict[PageFault, str] = {
    "unread": "not read",
    "picture": "picture",
    "unknown_words": "few known words",
    "lost": "lost",
    "twice": "twice in the text",
}

"""Accounts: where the characters of each page went, so that nothing of a file is lost unseen.

A reader counts the characters of a page before anything is made of them; what stands in the text and what was taken
out is counted afterwards from the finished document, so a step that drops words on its way shows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from loftespor.ingest.document import Block, PageAccount, Removed, RemovedKind
from loftespor.ingest.lines import read_as

# What takes no ink, and what other characters stand for in the text: a page without any is counted at once.
_SPECIAL = re.compile(
    "[^!-~\u00a1-\u017f\u2010-\u2027\u2030-\u205e\u20ac\u2190-\u22ff\u25a0-\u27bf\ue000-\uf8ff\x02\ufffe]"
)
_UNSEEN = re.compile("[\x00\x01\x03-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_UNKNOWN = re.compile(r"U\+[0-9A-F]{4,6}")


class PageRead(NamedTuple):
    """What a reader found on a page: its characters as `counted` counts them, how they were read, and whether it is a
    picture without text; or why it could not be read.
    """

    characters: int
    recognised: bool = False
    known: float | None = None
    picture: bool = False
    unread: str = ""


def counted(words: str) -> int:
    """How many characters of a page must be found again: no white space, nothing that cannot be seen.

    Counted as lines have them (NFC, ligatures spelled out), so that both sides of an account speak of the same.
    """
    solid = "".join(words.split())
    if _SPECIAL.search(solid) is None:
        return len(solid)
    solid = "".join(read_as(words).split())
    return len(solid) - len(_UNSEEN.findall(solid))


def page_accounts(
    read: Sequence[PageRead], blocks: Iterable[Block], removed: Iterable[Removed], text: str
) -> tuple[PageAccount, ...]:
    """The account of each page of a document, the first page first; none where the reader could not tell."""
    if not read:
        return ()
    in_text = [0] * (len(read) + 1)
    for block in blocks:
        if block.kind != "table":  # its rows have the words
            for fragment in block.fragments:
                words = text[fragment.start : fragment.end]
                in_text[fragment.page] += len(words) - words.count(" ")
    taken: list[dict[RemovedKind, int]] = [{} for _ in in_text]
    for cut in _once(removed):
        kinds = taken[cut.page]
        kinds[cut.kind] = kinds.get(cut.kind, 0) + _original(cut)
        if cut.put:  # it stands in the text, but not on the page
            in_text[cut.page] -= counted(cut.put)
    return tuple(
        PageAccount(
            n, page.characters, in_text[n], taken[n], page.recognised, page.known, page.picture, page.unread
        )
        for n, page in enumerate(read, start=1)
    )  # fmt: skip


def _once(removed: Iterable[Removed]) -> Iterator[Removed]:
    """What was taken out; a number in the margin that stands beside the lines of all columns is one."""
    numbers: set[tuple[int, str]] = set()
    for cut in removed:
        if cut.kind == "line_number":
            if (cut.page, cut.original) in numbers:
                continue
            numbers.add((cut.page, cut.original))
        yield cut


def _original(removed: Removed) -> int:
    """How many characters of the page were taken out; one that nobody can read is kept by its number."""
    if removed.kind in ("unknown", "repair"):
        return counted(_UNKNOWN.sub("x", removed.original))
    return counted(removed.original)

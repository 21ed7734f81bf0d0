"""What is not in order with a page, as its account says it, and the accounts of many pages in one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

from loftespor.ingest.document import PageAccount, RemovedKind
from loftespor.ingest.vocabulary import BROKEN_SHARE

# Not read at all; a picture without text; mostly words that the word list does not know; characters that are neither
# in the text nor taken out; characters that stand in the text twice.
PageFault: TypeAlias = Literal["unread", "picture", "unknown_words", "lost", "twice"]
FAULTS: tuple[PageFault, ...] = get_args(PageFault)

_MOST_LISTED = 8


class AccountTotals(NamedTuple):
    """The accounts of a document's pages in one.

    `lost` and `twice` are counted apart, so that words lost on one page are not made up for by words that stand twice
    on another. `faulty` names the pages with a fault, `recognised` those whose words were recognised (OCR).
    """

    pages: int
    characters: int
    in_text: int
    removed: Mapping[RemovedKind, int]
    lost: int
    twice: int
    faulty: Mapping[PageFault, tuple[int, ...]]
    recognised: tuple[int, ...]

    @property
    def taken(self) -> int:
        """How many characters were taken out, of whatever kind."""
        return sum(self.removed.values())

    @property
    def faulty_pages(self) -> tuple[int, ...]:
        """The pages that have any fault, each once."""
        return tuple(sorted({number for numbers in self.faulty.values() for number in numbers}))


def faults_of(account: PageAccount) -> tuple[PageFault, ...]:
    """What is not in order with a page, the gravest first; nothing where every character is accounted for."""
    known = account.known
    faults: Mapping[PageFault, bool] = {
        "unread": bool(account.unread),
        "picture": account.picture and not account.recognised,
        "unknown_words": known is not None and known < BROKEN_SHARE,
        "lost": account.lost > 0,
        "twice": account.lost < 0,
    }
    return tuple(fault for fault, found in faults.items() if found)


def totals_of(accounts: Iterable[PageAccount]) -> AccountTotals:
    """The accounts of some pages in one."""
    pages = characters = in_text = lost = twice = 0
    removed: Counter[RemovedKind] = Counter()
    faulty: dict[PageFault, list[int]] = {}
    recognised = []
    for account in accounts:
        pages += 1
        characters += account.characters
        in_text += account.in_text
        removed.update(account.removed)
        lost += max(account.lost, 0)
        twice += max(-account.lost, 0)
        for fault in faults_of(account):
            faulty.setdefault(fault, []).append(account.page)
        if account.recognised:
            recognised.append(account.page)
    named = {fault: tuple(faulty[fault]) for fault in FAULTS if fault in faulty}
    return AccountTotals(pages, characters, in_text, dict(removed), lost, twice, named, tuple(recognised))


def unread_by_reason(accounts: Iterable[PageAccount], *, most: int) -> list[tuple[str, list[int]]]:
    """The pages that were not read by their reason, the commonest first; those of rarer reasons than the `most` common
    ones stand together under an empty reason.
    """
    reasons: dict[str, list[int]] = {}
    for account in accounts:
        if account.unread:
            reasons.setdefault(account.unread, []).append(account.page)
    ordered = sorted(reasons.items(), key=lambda entry: -len(entry[1]))
    left = sorted(number for _, numbers in ordered[most:] for number in numbers)
    return ordered[:most] + ([("", left)] if left else [])


def stretches(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Page numbers in order as stretches, first and last page: 3, 4, 5, 9 gives (3, 5) and (9, 9)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def listed(numbers: Sequence[int]) -> str:
    """Page numbers as a person writes them: '3–7, 12'; after eight stretches only how many pages there are in all."""
    found = stretches(numbers)
    shown = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found[:_MOST_LISTED])
    return shown if len(found) <= _MOST_LISTED else f"{shown} … ({len(numbers)} pages)"

"""What the corpus holds: which bodies, kinds and dates, and the years between for which it has nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlite_utils import Database

UNKNOWN = "(not stated)"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The documents of one kind from one body: how many there are each year, and how many have no date."""

    body: str
    kind: str
    first: str | None
    last: str | None
    years: dict[int, int]
    undated: int

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return sum(self.years.values()) + self.undated

    def gaps(self) -> list[tuple[int, int]]:
        """The years without a document between the first and the last, as ranges (both ends in)."""
        held = sorted(self.years)
        return [(a + 1, b - 1) for a, b in pairwise(held) if b - a > 1]


def coverage(db: Database) -> Iterator[Coverage]:
    """The coverage of every body and kind, by body (municipality first) and kind."""
    found: dict[tuple[str, str], list[str | None]] = {}
    query = (
        "SELECT coalesce(issuer, municipality), kind, date FROM documents WHERE replaced_by IS NULL "
        "ORDER BY municipality IS NULL, municipality, 1 IS NULL, 1, kind, date"
    )
    for body, kind, date in db.execute(query):
        found.setdefault((body or UNKNOWN, kind or UNKNOWN), []).append(date)
    for (body, kind), dates in found.items():
        dated = sorted(date for date in dates if date)
        years = Counter(int(date[:4]) for date in dated)
        first, last = (dated[0], dated[-1]) if dated else (None, None)
        yield Coverage(body, kind, first, last, dict(years), len(dates) - len(dated))


def gap_text(gaps: list[tuple[int, int]]) -> str:
    """The gaps as '2016–2019, 2021'."""
    return ", ".join(str(a) if a == b else f"{a}\N{EN DASH}{b}" for a, b in gaps)

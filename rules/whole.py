"""Votes on whole documents: one that adopts a budget by reference, one in which an alternative budget falls."""

import re
from collections import defaultdict
from collections.abc import Iterable

from loftespor.corpus.material import Item, Source
from loftespor.corpus.stems import stems

_BUDGET = re.compile(r"budsjett", re.IGNORECASE)


class WholeVotes:
    """The votes of a corpus that decide a whole document and every point in it that no other vote names."""

    def __init__(self, evidence: Iterable[Item]) -> None:
        self._by_place: dict[str | None, list[Item]] = defaultdict(list)
        self._years: dict[str, int] = {}
        self._adopting: dict[tuple[str | None, int | None], Item | None] = {}
        self._on: dict[str, Item | None] = {}
        for item in evidence:
            if item.table == "decisions" and item.row["whole_document"] and item.row["outcome"] != "not_stated":
                self._by_place[item.source.municipality].append(item)
            elif item.table == "budget_lines" and item.row["stage"] != "plan" and item.row["year"]:
                self._years[item.source.id] = max(item.row["year"], self._years.get(item.source.id, 0))

    def budget_year(self, source: Source) -> int | None:
        """The year a budget is for: the last one that is more than a plan (a table shows the year before too)."""
        return self._years.get(source.id)

    def adopting(self, place: str | None, year: int | None) -> Item | None:
        """The vote that adopts the budget of a year."""
        if (place, year) not in self._adopting:
            self._adopting[place, year] = self._find_adopting(place, year)
        return self._adopting[place, year]

    def _find_adopting(self, place: str | None, year: int | None) -> Item | None:
        votes = [vote for vote in self._by_place[place] if vote.row["outcome"] == "adopted" and _names(vote, year)]
        return votes[0] if votes else None

    def on(self, source: Source) -> Item | None:
        """The vote on this very document: every word of what was voted on stands in the document's title."""
        if source.id not in self._on:
            self._on[source.id] = self._find(source)
        return self._on[source.id]

    def _find(self, source: Source) -> Item | None:
        title = frozenset(stems(source.title or ""))
        for vote in self._by_place[source.municipality]:
            subject = frozenset(stems(vote.row["whole_document"]))
            if len(subject) >= 3 and subject <= title and _not_before(vote, source):
                return vote
        return None

    def fell(self, source: Source) -> bool:
        """Whether the document as a whole was voted down."""
        vote = self.on(source)
        return vote is not None and vote.row["outcome"] == "rejected"


def _names(vote: Item, year: int | None) -> bool:
    named = f"{vote.row['whole_document']} {vote.row['case_title'] or ''}"
    return bool(_BUDGET.search(named)) and (year is None or str(year) in named)


def _not_before(vote: Item, source: Source) -> bool:
    return not vote.date or not source.date or vote.date >= source.date

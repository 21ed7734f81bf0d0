"""When a document speaks: what its date and period make of 'neste år', 'i perioden', 'innen fem år'."""

import datetime
import re
from dataclasses import dataclass

_YEAR = re.compile(r"(?:19|20)\d\d")
_ELECTIONS = {"storting": 2021, "kommune": 2023}  # years of an election; the next follow every fourth
_TERM = 4  # years
_MUNICIPAL = ("kommunestyre", "bystyre", "herads", "fylkesting", "byråd")
_THIS_CENTURY = 2000
_OCTOBER = 10  # a new Storting and new councils meet in October of the year of the election


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of when a document speaks: its date, and the first and last year of its period."""

    date: datetime.date | None = None
    years: tuple[int, int] | None = None

    @classmethod
    def of(cls, *, date: datetime.date | None, period: str | None) -> "Reference":
        """The reference of a document; a period like '2025-2029' gives its years, one without years none."""
        found = [int(year) for year in _YEAR.findall(period or "")]
        return cls(date, (found[0], found[-1]) if found and found[0] <= found[-1] else None)

    @property
    def year(self) -> int | None:
        """The year in which the document speaks; that of its period's beginning where it has no date."""
        if self.date is not None:
            return self.date.year
        return self.years[0] if self.years else None

    def is_past(self, last: datetime.date) -> bool:
        """Whether a day lay behind when the document was written; if that is not known, one of the last century did."""
        if self.date is not None:
            return last < self.date
        return last.year < (self.year or _THIS_CENTURY)

    def term(self, name: str, which: str) -> tuple[int, int] | None:
        """The first and last year of a term: 'stortingsperioden', 'neste kommunestyreperiode', 'perioden'.

        A term of the Storting or a council follows from the date; any other is the document's own period. Whole years
        are enough: a term begins in October of the year of the election, but its budgets and plans are by year.
        """
        kind = "storting" if name.startswith("storting") else "kommune" if name.startswith(_MUNICIPAL) else None
        if kind is None or self.date is None or (self._has_term(kind) and which not in ("inneværende", "inneverande")):
            return self._next_years() if which == "neste" else self.years
        year = self.date.year - (self.date.month < _OCTOBER)
        coming = which in ("neste", "kommende", "komande")
        first = year - (year - _ELECTIONS[kind]) % _TERM + (_TERM if coming else 0)
        return first, first + _TERM

    def _has_term(self, kind: str) -> bool:
        """Whether the document's own period is a term: that of a programme is the one its pledges speak of."""
        if self.years is None:
            return False
        return self.years[1] - self.years[0] == _TERM and (self.years[0] - _ELECTIONS[kind]) % _TERM == 0

    def _next_years(self) -> tuple[int, int] | None:
        """The period after the document's own where the document was written in its course."""
        if self.years is None or self.date is None or self.date.year <= self.years[0]:
            return self.years
        length = self.years[1] - self.years[0]
        return self.years[1], self.years[1] + length

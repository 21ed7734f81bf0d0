"""Days of the calendar that words of time mean: years, months, seasons; the next of them after a document's date."""

import calendar
import datetime
from typing import TypeAlias

from loftespor.extract.quantities.reference import Reference

Days: TypeAlias = tuple[datetime.date, datetime.date]  # the first and the last

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_AUTUMN, _SCHOOL_START = (8, 1, 12, 31), (8, 1, 8, 31)
# Month and day of the first and last day. Spring and autumn are the half-years of councils and schools.
SEASONS: dict[str, tuple[int, int, int, int]] = {
    "vår": (1, 1, 6, 30), "sommer": (6, 1, 8, 31), "sommar": (6, 1, 8, 31), "høst": _AUTUMN, "haust": _AUTUMN,
    "vinter": (1, 1, 3, 31), "jul": (12, 24, 12, 26), "nyttår": (12, 31, 12, 31), "årsskifte": (12, 31, 12, 31),
    "skolestart": _SCHOOL_START, "skulestart": _SCHOOL_START, "studiestart": _SCHOOL_START,
    "barnehagestart": _SCHOOL_START,
}  # fmt: skip
SCHOOL_YEAR = (8, 1, 7, 31)
WINTER_OF_TWO_YEARS = (12, 1, 3, 31)  # 'vinteren 2026/2027'


def year_days(first: int, last: int) -> Days:
    """The days from the first of a year to the last of another."""
    return datetime.date(first, 1, 1), datetime.date(last, 12, 31)


def month_days(year: int, first: int, last: int) -> Days:
    """The days of the months of a year, counted from 1."""
    return datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1])


def coming_days(days: tuple[int, int, int, int], *, year: int | None, reference: Reference) -> Days | None:
    """The days of a year, or the next such after the document's date; None where no year is known or no such day is.

    >>> coming_days((12, 1, 3, 31), year=2024, reference=Reference())
    (datetime.date(2024, 12, 1), datetime.date(2025, 3, 31))
    """
    over = days[:2] > days[2:]  # the time runs over the turn of the year
    if year is None and reference.date is not None:
        gone = not over and days[2:] < (reference.date.month, reference.date.day)
        year = reference.date.year + gone
    if year is None:
        return None
    try:
        return datetime.date(year, *days[:2]), datetime.date(year + over, *days[2:])
    except ValueError:  # '31. juni'
        return None

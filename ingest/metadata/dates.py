"""Dates as Norwegian documents write them: the pattern that finds one, and the day it means."""

import re
from datetime import date

_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
# '24. april 2024', '24.04.2024', '24/4-2024', '2024-04-24'; no part of a longer number.
DAY = (
    rf"(?<![\d./-])(?:\d{{1,2}}\.?\s?(?:{'|'.join(_MONTHS)})\s+\d{{4}}"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}/\d{1,2}\s?[-–\s]\s?\d{4}|\d{4}-\d\d-\d\d)(?![\d/]|\.\d)"
)
# Behind a label a year may have two digits: 'Dato: 24.4.24'.
SHORT_DAY = rf"(?:{DAY}|(?<![\d./-])\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d\d(?![\d/]|\.\d))"
_WRITTEN = re.compile(r"(\d{1,2})\.?\s*([a-z]+)\s+(\d{4})", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})[./]\s?(\d{1,2})\s?[-–.\s]\s?(\d{4}|\d\d)(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_CENTURY = 2000  # of a year with two digits
_FIRST, _LAST = 1814, 2200


def read_date(text: str) -> date | None:
    """The day of '24. april 2024', '24.4.2024', '24.4.24', '24/4-2024', '2024-04-24', '24042024'; None for no day."""
    if written := _WRITTEN.match(text):
        month = written[2].casefold()
        return _day(written[3], _MONTHS.index(month) + 1, written[1]) if month in _MONTHS else None
    if numbers := _NUMBERS.match(text):
        return _day(numbers[3], numbers[2], numbers[1])
    if iso := _ISO.match(text):
        return _day(iso[1], iso[2], iso[3])
    if len(text) == 8 and text.isdecimal():
        return _day(text[4:], text[2:4], text[:2])
    return None


def _day(year: str, month: str | int, day: str) -> date | None:
    number = int(year) + (_CENTURY if len(year) == 2 else 0)
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return None
    return found if _FIRST <= found.year <= _LAST else None

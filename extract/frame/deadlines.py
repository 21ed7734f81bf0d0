"""Deadlines in Norwegian text: 'innen 1. juni 2026', 'i løpet av 2027', 'fram mot 2030', 'høsten 2025'."""

import calendar
import re
from datetime import date

from loftespor.extract.records import Deadline

_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_SEASONS = {"våren": (1, 6), "sommeren": (6, 8), "sommaren": (6, 8), "høsten": (8, 12), "hausten": (8, 12)}
_QUARTERS = {"første": 1, "fyrste": 1, "andre": 2, "tredje": 3, "fjerde": 4, "1.": 1, "2.": 2, "3.": 3, "4.": 4}
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:19|20)\d\d"
_BEFORE = (
    r"(?:senest|seinast|innen|innan|før|i løpet av|fra og med|frå og med|frem mot|fram mot|frem til|fram til|fra|frå"
    r"|til|mot|i)"
)
_TERM = r"(?:stortings|kommunestyre|bystyre|valg|val|program|plan|økonomiplan|fylkestings)?perioden"
_END = r"(?:utgangen av|utløpet av|slutten av|årsskiftet|årsskiftet til)"
_PATTERN = re.compile(
    rf"\b(?P<lead>{_BEFORE}\s+)?(?P<end>{_END}\s+)?(?:"
    rf"(?P<day>\d{{1,2}})\.\s?(?P<month>{_MONTH})(?:\s+(?P<dayyear>{_YEAR}))?"
    rf"|(?P<onlymonth>{_MONTH})\s+(?P<monthyear>{_YEAR})"
    rf"|(?P<quarter>første|fyrste|andre|tredje|fjerde|[1-4]\.)\s+kvartal(?:\s+(?P<quarteryear>{_YEAR}))?"
    rf"|(?P<season>våren|sommeren|sommaren|høsten|hausten)(?:\s+(?P<seasonyear>{_YEAR}))?"
    rf"|(?P<term>(?:denne\s+)?{_TERM}|dette tiåret|året)"
    rf"|(?P<year>{_YEAR})(?![-–/]\d|\s?[-–]\s?\d)"
    rf")\b",
    re.IGNORECASE,
)
# These words make a date a deadline; a bare 'i 2024' or 'fra 2018' tells when something is or was.
_LIMITS = ("senest", "seinast", "innen", "innan", "før", "i løpet av", "frem mot", "fram mot", "frem til", "fram til")
_STARTS = ("fra", "frå", "fra og med", "frå og med")


def find_deadline(text: str) -> Deadline | None:
    """The first stated deadline of a text, or None; a passage that only tells when something was has none."""
    for match in _PATTERN.finditer(text):
        lead = " ".join((match["lead"] or "").casefold().split())
        if lead in _LIMITS or (match["season"] and match["seasonyear"]) or (match["end"] and match["year"]):
            return _deadline(match, lead)
    return None


def _deadline(match: re.Match[str], lead: str) -> Deadline:
    words = match.group()
    first, last, precision = _dates(match)
    if first is not None and lead not in ("i", *_STARTS) and not (lead == "i løpet av" or match["season"]):
        first = None  # 'innen 2027' allows every day before it
    if lead == "før" and last is not None:
        first, last = None, _dates(match)[0]
    return Deadline(words, first, last, precision)


def _dates(match: re.Match[str]) -> tuple[date | None, date | None, str]:
    if match["day"]:
        return _day(match)
    if match["onlymonth"]:
        return *_months(int(match["monthyear"]), *[_month(match["onlymonth"])] * 2), "month"
    if match["quarter"]:
        last = 3 * _QUARTERS[match["quarter"].casefold()]
        return *_months(_int(match["quarteryear"]), last - 2, last), "period"
    if match["season"]:
        return *_months(_int(match["seasonyear"]), *_SEASONS[match["season"].casefold()]), "period"
    if match["year"]:
        return *_months(int(match["year"]), 1, 12), "year"
    return None, None, "period"


def _day(match: re.Match[str]) -> tuple[date | None, date | None, str]:
    if match["dayyear"] is None:
        return None, None, "day"
    try:
        day = date(int(match["dayyear"]), _month(match["month"]), int(match["day"]))
    except ValueError:  # '31. juni' is printed, but no day
        return *_months(int(match["dayyear"]), *[_month(match["month"])] * 2), "month"
    return day, day, "day"


def _months(year: int | None, first: int, last: int) -> tuple[date | None, date | None]:
    if year is None:
        return None, None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _month(name: str) -> int:
    return _MONTHS.index(name.casefold()) + 1


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None

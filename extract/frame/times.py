"""Times as they stand in text: '1. mai 2026', 'juni', 'uke 45', 'første halvår 2027', 'høsten', 'neste stortingsperiode'.

A time that the text leaves open ('innen 1. mai') is dated by the document's own date: the next such day. Where that is
not known, `first` and `last` are None.
"""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from loftespor.extract.frame.reference import Reference

Kind: TypeAlias = Literal["day", "month", "week", "part", "season", "event", "term", "years", "year", "this_year"]
Span: TypeAlias = tuple[datetime.date, datetime.date]
_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
YEAR = r"(?:19|20)\d\d"
DASH = r"\s?[-–—]\s?"
_NTH = {"første": 1, "fyrste": 1, "andre": 2, "tredje": 3, "fjerde": 4, "siste": 0, "1": 1, "2": 2, "3": 3, "4": 4}
_PARTS = {"kvartal": 3, "tertial": 4, "halvår": 6}  # months
# Day and month of the first and last day. The spring and autumn are the half-years of councils and schools.
_SEASONS: dict[str, tuple[int, int, int, int]] = {
    "vår": (1, 1, 6, 30), "sommer": (6, 1, 8, 31), "sommar": (6, 1, 8, 31), "høst": (8, 1, 12, 31),
    "haust": (8, 1, 12, 31), "vinter": (1, 1, 3, 31), "jul": (12, 24, 12, 26), "nyttår": (12, 31, 12, 31),
    "årsskifte": (12, 31, 12, 31), "skolestart": (8, 1, 8, 31), "skulestart": (8, 1, 8, 31),
    "studiestart": (8, 1, 8, 31), "barnehagestart": (8, 1, 8, 31),
}  # fmt: skip
_SCHOOL_YEAR = ("skole", "skule", "studie", "barnehageår", "undervisningsår")
# Ending with the summer means ending before it: councils and the Storting rise in June.
_SUMMER = ("sommer", "sommar")


@dataclass(frozen=True, slots=True)
class Time:
    """A time that ends at `end`; `first` and `last` are its days, None where they are not known.

    `stated` says whether the text itself names the year.
    """

    end: int
    kind: Kind
    first: datetime.date | None
    last: datetime.date | None
    precision: str
    stated: bool
    name: str = ""


def _named_day(match: re.Match[str], reference: Reference) -> Time:
    year = int(match["year"]) if match["year"] else None
    return _day(match, reference, year=year, month=_MONTHS.index(match["month"].casefold()) + 1)


def _numbered_day(match: re.Match[str], reference: Reference) -> Time | None:
    year, month = int(match["year"]), int(match["month"])
    return _day(match, reference, year=year if year > 99 else 2000 + year, month=month) if 1 <= month <= 12 else None


def _day(match: re.Match[str], reference: Reference, *, year: int | None, month: int) -> Time:
    days = _coming(reference, year, (month, int(match["day"]), month, int(match["day"])))
    if days is None and year is not None:  # '31. juni' is printed, but no day
        return Time(match.end(), "day", *_month_span(year, month), "month", stated=True)
    return Time(match.end(), "day", *(days or (None, None)), "day", stated=year is not None)


def _month(match: re.Match[str], reference: Reference) -> Time:
    month = _MONTHS.index(match["month"].casefold()) + 1
    year = int(match["year"]) if match["year"] else None
    if year is None and reference.date is not None:
        year = reference.date.year + (month < reference.date.month)
    span = _month_span(year, month) if year is not None else (None, None)
    return Time(match.end(), "month", *span, "month", stated=match["year"] is not None)


def _week(match: re.Match[str], reference: Reference) -> Time | None:
    year = int(match["year"]) if match["year"] else None
    if year is None and reference.date is not None:
        year = reference.date.year + (int(match["week"]) < reference.date.isocalendar().week)
    if year is None:
        return Time(match.end(), "week", None, None, "period", stated=False)
    try:
        monday = datetime.date.fromisocalendar(year, int(match["week"]), 1)
    except ValueError:  # no year has that week
        return None
    return Time(match.end(), "week", monday, monday + datetime.timedelta(days=6), "period", stated=True)


def _part(match: re.Match[str], reference: Reference) -> Time:
    length = _PARTS[match["part"].casefold()]
    last = length * (_NTH[match["nth"].casefold().rstrip(".")] or 12 // length)
    year = int(match["year"]) if match["year"] else None
    first = last - length + 1
    span = _coming(reference, year, (first, 1, last, calendar.monthrange(2026, last)[1])) if last <= 12 else None
    return Time(match.end(), "part", *(span or (None, None)), "period", stated=year is not None)


def _season(match: re.Match[str], reference: Reference) -> Time:
    name = match["season"].casefold()
    year = int(match["year"]) if match["year"] else None
    if name.startswith(_SCHOOL_YEAR) and name.endswith(("året", "år")):
        span = _coming(reference, year, (8, 1, 7, 31))
        return Time(match.end(), "event", *(span or (None, None)), "period", stated=year is not None, name=name)
    if name.startswith("påsk"):  # its days move from year to year
        return Time(match.end(), "season", None, None, "period", stated=year is not None)
    season = next(season for season in _SEASONS if name.startswith(season))
    days = _SEASONS[season]
    if season == "vinter" and match["until"]:
        days = (12, 1, 3, 31)
    span = _coming(reference, year, days)
    kind: Kind = "event" if season.endswith("start") else "season"
    return Time(match.end(), kind, *(span or (None, None)), "period", stated=year is not None, name=season)


def _term(match: re.Match[str], reference: Reference) -> Time:
    name = match["term"].casefold()
    if match["from"]:
        first, last = _two_years(match["from"], match["until"])
        return Time(match.end(), "term", *_year_span(first, last), "period", stated=True, name=name)
    which = (match["which"] or "").casefold().split()
    years = reference.term(name, which[-1] if which else "")
    span = _year_span(*years) if years else (None, None)
    return Time(match.end(), "term", *span, "period", stated=False, name=name)


def _years(match: re.Match[str], reference: Reference) -> Time:
    del reference
    first, last = _two_years(match["from"], match["until"])
    return Time(match.end(), "years", *_year_span(first, last), "period", stated=True)


def _year(match: re.Match[str], reference: Reference) -> Time:
    del reference
    return Time(match.end(), "year", *_year_span(int(match["year"]), int(match["year"])), "year", stated=True)


def _this_year(match: re.Match[str], reference: Reference) -> Time:
    year = reference.date.year if reference.date else None
    words = match.group().casefold()
    if "tiår" in words:
        decade = (year or 0) // 10 * 10 + (10 if words.startswith(("neste", "kom")) else 0)
        span = _year_span(decade, decade + 9) if year is not None else (None, None)
        return Time(match.end(), "term", *span, "period", stated=False)
    coming = words.startswith(("neste", "kom"))
    span = _year_span(year + coming, year + coming) if year is not None else (None, None)
    return Time(match.end(), "this_year", *span, "year", stated=False, name=words)


_Reader: TypeAlias = Callable[[re.Match[str], Reference], Time | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"(?P<day>\d{{1,2}})\.?\s?(?P<month>{_MONTH})\b(?:\s(?P<year>{YEAR})(?!\d))?", _named_day),
        (rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{YEAR}|[23]\d)(?!\.?\d)", _numbered_day),
        (rf"(?P<month>{_MONTH})\b(?:\s(?P<year>{YEAR})(?!\d))?", _month),
        (rf"(?:uke|veke)\s(?P<week>\d{{1,2}})(?!\d)(?:[,\s]{{1,2}}(?P<year>{YEAR})(?!\d))?", _week),
        (
            r"(?P<nth>første|fyrste|andre|tredje|fjerde|siste|[1-4]\.)\s?(?P<part>kvartal|halvår|tertial)(?:et)?(?!\w)"
            rf"(?:\s(?:i\s|av\s)?(?P<year>{YEAR})(?!\d))?",
            _part,
        ),
        (
            rf"(?P<season>våren|vår(?=\s{YEAR})|sommer(?:en|ferien?)?|sommar(?:en|ferien?)?|høst(?:en)?|haust(?:en)?|vinter(?:en)?|jula?"
            r"|juleferien?|påska|påsken?|påskeferien|nyttår|årsskiftet|sk[ou]lestart|studiestart|barnehagestart"
            r"|(?:skole|skule|studie|barnehage|undervisnings)året)(?!\w)"
            rf"(?:\s(?:i\s|til\s)?(?P<year>{YEAR})(?!\d)(?:\s?[/–-]\s?(?P<until>\d{{4}}|\d\d)(?!\d))?)?",
            _season,
        ),
        (
            r"(?P<which>(?:(?:hele|heile|denne|inneværende|inneverande|kommende|komande|neste|den|førstkommende|nye)\s){1,3})?"
            r"(?P<term>[a-zæøå]{0,24}perioden?|[a-zæøå]{0,24}perioda)(?!\w|\s[-–])"
            rf"(?:\s(?:fra\s|frå\s)?(?P<from>{YEAR})(?:{DASH}|\stil\s|/)(?P<until>{YEAR}|\d\d)(?!\d))?",
            _term,
        ),
        (
            rf"(?:(?:årene|åra|tidsrommet)\s)?(?P<from>{YEAR})(?:(?:{DASH}|\sog\s|\stil\s)(?={YEAR})|{DASH}(?=\d\d(?!\d)))(?P<until>{YEAR}|\d\d)(?!\d)",
            _years,
        ),
        (rf"(?:år(?:et)?\s)?(?P<year>{YEAR})(?![\d]|[./]\d|-\w)", _year),
        (
            r"(?:(?:dette|inneværende|inneverande|det\skommende|det\skomande|neste|kommende|komande)\s(?:året|år|tiåret|tiår)"
            r"|året|tiåret)(?!\w|\s(?:før|etter|19|20))",
            _this_year,
        ),
    )
)


def read_time(text: str, position: int, reference: Reference) -> Time | None:
    """The time whose words begin at a position, or None."""
    for pattern, reader in _READERS:
        if (match := pattern.match(text, position)) and (time := reader(match, reference)):
            return time
    return None


def before_summer(time: Time) -> datetime.date | None:
    """The last day of 'innen sommeren 2026' and 'før sommeren 2026': the end of June."""
    if time.name not in _SUMMER or time.last is None:
        return None
    return datetime.date(time.last.year, 6, 30)


def _coming(reference: Reference, year: int | None, days: tuple[int, int, int, int]) -> Span | None:
    """The days of a year, or the next such after the document's date; None where no year is known or no such day is.

    >>> _coming(Reference(), 2024, (12, 1, 3, 31))
    (datetime.date(2024, 12, 1), datetime.date(2025, 3, 31))
    """
    over = days[:2] > days[2:]  # the time runs over the turn of the year
    try:
        if year is not None:
            return datetime.date(year, *days[:2]), datetime.date(year + over, *days[2:])
        if reference.date is None:
            return None
        year = reference.date.year
        if datetime.date(year, *days[2:]) < reference.date and not over:
            year += 1
        return datetime.date(year, *days[:2]), datetime.date(year + over, *days[2:])
    except ValueError:
        return None


def _two_years(first: str, last: str) -> tuple[int, int]:
    return int(first), int(last) if len(last) == 4 else int(first[:2] + last)


def _year_span(first: int, last: int) -> Span:
    return datetime.date(first, 1, 1), datetime.date(last, 12, 31)


def _month_span(year: int, month: int) -> Span:
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])

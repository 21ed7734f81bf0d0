"""Times as they stand in text: '1. mai 2026', 'juni', 'uke 45', 'første halvår 2027', 'høsten', 'neste periode'.

A time that the text leaves open ('innen 1. mai') is dated by the document's own date: the next such day. Where that is
not known, it has no days.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from loftespor.extract.quantities.days import (
    MONTHS,
    SCHOOL_YEAR,
    SEASONS,
    WINTER_OF_TWO_YEARS,
    Days,
    coming_days,
    month_days,
    year_days,
)
from loftespor.extract.quantities.reference import Reference

Kind: TypeAlias = Literal["day", "month", "week", "part", "season", "school", "term", "years", "year", "this_year"]
_MONTH = "|".join(MONTHS)
_SHORT_MONTH = r"(?:jan|feb|apr|jun|jul|aug|sept?|okt|nov|des)\b\.?"
YEAR = r"(?:19|20)\d\d"
DASH = r"\s?[-–—]\s?"
_NTH = {"første": 1, "fyrste": 1, "andre": 2, "tredje": 3, "fjerde": 4, "siste": 0, "1": 1, "2": 2, "3": 3, "4": 4}
_PARTS = {"kvartal": 3, "tertial": 4, "halvår": 6}  # months
_COMING = ("neste", "det kom", "kom")


@dataclass(frozen=True, slots=True)
class Time:
    """A time whose words end at `end`; `days` is None where they are not known.

    `stated` says whether the text itself names the year, `name` which season or term it is.
    """

    end: int
    kind: Kind
    days: Days | None
    precision: str
    stated: bool
    name: str = ""


def _named_day(match: re.Match[str], reference: Reference) -> Time:
    month = _month_number(match["month"])
    return _day(match, reference, year=_stated_year(match), month=month)


def _numbered_day(match: re.Match[str], reference: Reference) -> Time | None:
    year, month = int(match["year"]), int(match["month"])
    return _day(match, reference, year=year if year > 99 else 2000 + year, month=month) if 1 <= month <= 12 else None


def _day(match: re.Match[str], reference: Reference, *, year: int | None, month: int) -> Time:
    day = int(match["day"])
    days = coming_days((month, day, month, day), year=year, reference=reference)
    if days is None and year is not None:  # '31. juni' is printed, but no day
        return Time(match.end(), "day", month_days(year, month, month), "month", stated=True)
    return Time(match.end(), "day", days, "day", stated=year is not None)


def _month(match: re.Match[str], reference: Reference) -> Time:
    month, year = _month_number(match["month"]), _stated_year(match)
    stated = year is not None
    if year is None and reference.date is not None:
        year = reference.date.year + (month < reference.date.month)
    return Time(match.end(), "month", month_days(year, month, month) if year else None, "month", stated=stated)


def _month_number(word: str) -> int:
    """The number of a month, from 1, by the three letters that no two share: 'okt.'."""
    return next(number for number, name in enumerate(MONTHS, start=1) if name[:3] == word[:3].casefold())


def _week(match: re.Match[str], reference: Reference) -> Time | None:
    year, week = _stated_year(match), int(match["week"])
    if year is None and reference.date is not None:
        year = reference.date.year + (week < reference.date.isocalendar().week)
    if year is None:
        return Time(match.end(), "week", None, "period", stated=False)
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
    except ValueError:  # no year has that week
        return None
    return Time(match.end(), "week", (monday, monday + datetime.timedelta(days=6)), "period", stated=True)


def _part(match: re.Match[str], reference: Reference) -> Time | None:
    length = _PARTS[match["part"].casefold()]
    last = length * (_NTH[match["nth"].casefold().rstrip(".")] or 12 // length)
    year = _stated_year(match)
    if last > 12:
        return None  # 'tredje halvår'
    end = month_days(2026, last, last)[1]  # no part ends in February, so any year gives its last day
    days = coming_days((last - length + 1, 1, last, end.day), year=year, reference=reference)
    return Time(match.end(), "part", days, "period", stated=year is not None)


def _season(match: re.Match[str], reference: Reference) -> Time:
    word, year = match["season"].casefold(), _stated_year(match)
    stated = year is not None
    if word.startswith("påsk"):  # its days move from year to year
        return Time(match.end(), "season", None, "period", stated=stated, name="påske")
    if word.endswith("året"):
        days = coming_days(SCHOOL_YEAR, year=year, reference=reference)
        return Time(match.end(), "school", days, "period", stated=stated, name="skoleår")
    name = next(season for season in SEASONS if word.startswith(season))
    span = WINTER_OF_TWO_YEARS if name == "vinter" and match["until"] else SEASONS[name]
    days = coming_days(span, year=year, reference=reference)
    return Time(match.end(), "school" if name.endswith("start") else "season", days, "period", stated=stated, name=name)


def _term(match: re.Match[str], reference: Reference) -> Time | None:
    name = match["term"].casefold()
    if match["from"]:
        days = _two_years(match)
        return Time(match.end(), "term", days, "period", stated=True, name=name) if days else None
    which = (match["which"] or "").casefold().split()
    years = reference.term(name, which[-1] if which else "")
    return Time(match.end(), "term", year_days(*years) if years else None, "period", stated=False, name=name)


def _years(match: re.Match[str], reference: Reference) -> Time | None:
    del reference
    days = _two_years(match)
    return Time(match.end(), "years", days, "period", stated=True) if days else None


def _year(match: re.Match[str], reference: Reference) -> Time:
    del reference
    return Time(match.end(), "year", year_days(int(match["year"]), int(match["year"])), "year", stated=True)


def _this_year(match: re.Match[str], reference: Reference) -> Time:
    words, year = match.group().casefold(), reference.date.year if reference.date else None
    coming = words.startswith(_COMING)
    if "tiår" in words:
        decade = year // 10 * 10 + 10 * coming if year else None
        days = year_days(decade, decade + 9) if decade else None
        return Time(match.end(), "term", days, "period", stated=False)
    days = year_days(year + coming, year + coming) if year else None
    return Time(match.end(), "this_year", days, "year", stated=False, name=words)


def _stated_year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _two_years(match: re.Match[str]) -> Days | None:
    """The days of '2026–2029' or '2026–29'; None where the second year lies before the first."""
    first, until = int(match["from"]), match["until"]
    last = int(until) if len(until) == 4 else int(match["from"][:2] + until)
    return year_days(first, last) if first <= last else None


_THE_YEAR = rf"(?:\s(?P<year>{YEAR})(?!\d))?"
_PART = (
    r"(?P<nth>første|fyrste|andre|tredje|fjerde|siste|[1-4]\.)\s?(?P<part>kvartal|halvår|tertial)(?:et)?(?!\w)"
    rf"(?:\s(?:i\s|av\s)?(?P<year>{YEAR})(?!\d))?"
)
_SEASON = (
    rf"(?P<season>våren|vår(?=\s{YEAR})|somm[ea]r(?:en|ferien?)?|høst(?:en)?|haust(?:en)?|vinter(?:en)?|jula?"
    r"|juleferien?|påska|påsken?|påskeferien|nyttår|årsskiftet|sk[ou]lestart|studiestart|barnehagestart"
    r"|(?:skole|skule|studie|barnehage|undervisnings)året)(?!\w)"
    rf"(?:\s(?:i\s|til\s)?(?P<year>{YEAR})(?!\d)(?:\s?[/–-]\s?(?P<until>\d{{4}}|\d\d)(?!\d))?)?"
)
_TERM = (
    r"(?P<which>(?:(?:hele|heile|denne|inneværende|inneverande|kommende|komande|neste|den|nye)\s){1,3})?"
    r"(?P<term>[a-zæøå]{0,24}period(?:en|e|a))(?!\w|\s[-–])"
    rf"(?:\s(?:fra\s|frå\s)?(?P<from>{YEAR})(?:{DASH}|\stil\s|/)(?P<until>{YEAR}|\d\d)(?!\d))?"
)
_YEARS = (
    rf"(?:(?:årene|åra|tidsrommet)\s)?(?P<from>{YEAR})(?:(?:{DASH}|\sog\s|\stil\s)(?={YEAR})|{DASH}(?=\d\d(?!\d)))"
    rf"(?P<until>{YEAR}|\d\d)(?!\d)"
)
_THIS_YEAR = (
    r"(?:(?:dette|inneværende|inneverande|det\skommende|det\skomande|neste|kommende|komande)\s"
    r"(?:tiår(?:et)?|år(?:et)?)|året|tiåret)(?!\w|\s(?:før|etter|19|20))"
)
_Reader: TypeAlias = Callable[[re.Match[str], Reference], Time | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"(?P<day>\d{{1,2}})\.?\s?(?P<month>{_SHORT_MONTH}|(?:{_MONTH})\b){_THE_YEAR}", _named_day),
        (rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{YEAR}|[23]\d)(?!\.?\d)", _numbered_day),
        (rf"(?P<month>{_MONTH})\b{_THE_YEAR}", _month),
        (rf"(?:uke|veke)\s(?P<week>\d{{1,2}})(?!\d)(?:[,\s]{{1,2}}(?P<year>{YEAR})(?!\d))?", _week),
        (_PART, _part),
        (_SEASON, _season),
        (_TERM, _term),
        (_YEARS, _years),
        (rf"(?:år(?:et)?\s)?(?P<year>{YEAR})(?!\d|[./]\d|-\w)", _year),
        (_THIS_YEAR, _this_year),
    )
)


def read_time(text: str, position: int, reference: Reference) -> Time | None:
    """The time whose words begin at a position, or None."""
    for pattern, reader in _READERS:
        if (match := pattern.match(text, position)) and (time := reader(match, reference)):
            return time
    return None

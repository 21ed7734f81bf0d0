"""Dates and periods among the values: '2. juni 2025', 'mars–juni 2025', '1. halvår 2026', 'våren 2025', '2025–2028'.

The id is as precise as the text; a period has its two ends. Half-years, terms and seasons are their months.
"""

import re
from datetime import date

from loftespor.extract.citation.grammar import DASH, DAY_DATE, GAP, MONTH, MONTHS, SPACE, YEAR, full_year, iso_date
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.quantities.reference import Reference
from loftespor.extract.quantities.times import Time, read_time
from loftespor.extract.records import Citation

_DAY = re.compile(DAY_DATE, re.IGNORECASE)
_NUMERIC_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})\.{GAP}(?P<month>\d{{1,2}})\.{GAP}(?P<year>(?:19|20)\d\d|\d\d)(?!\d|\.\d|/)"
)
_ISO_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])")
_TO = rf"{GAP}(?:til|{DASH}){GAP}"
_TO_ANOTHER = re.compile(_TO)
# '1.–3. juni 2025', '1. januar til 30. juni 2025': the first day has no year, perhaps no month.
_FIRST_DAY = re.compile(
    rf"(?P<first_day>\d{{1,2}})\.{GAP}(?:(?P<first_month>{MONTH})\b\.?)?{_TO}{DAY_DATE}", re.IGNORECASE
)
_PART = re.compile(r"[1-4]\.\s?(?:kvartal|halvår|tertial)", re.IGNORECASE)
_YEAR = re.compile(rf"(?P<year>{YEAR})(?!\d)")
_MONTH_BEFORE = re.compile(
    rf"(?:(?P<first>{MONTH})\.?{GAP}(?:{DASH}|/|til|(?P<og>og)){GAP})?(?P<month>{MONTH})\.?\s{{1,4}}$", re.IGNORECASE
)
_UNTIL_MONTH = re.compile(rf"{_TO}(?P<month>{MONTH})\.?{SPACE}(?P<year>{YEAR})(?!\d)", re.IGNORECASE)
_UNTIL_YEAR = re.compile(rf"{_TO}(?P<year>{YEAR}|\d\d)(?![\d.,]?\d|[/-]\d|{GAP}(?:prosent|%|kr|mill|mrd))")
_DECADE = re.compile(r"[-\u2011](?:tallet|talet|årene|åra)(?!\w)")
_SCHOOL_YEAR = re.compile(r"/(?P<year>(?:20)?\d\d)(?!\d)")
# What a number that looks like a year counts, so that it is none.
_NO_YEAR = re.compile(rf"{GAP}(?:kr|mill|mrd|prosent|pst|%|kroner|personer|plass|bolig|årsverk|elev|\d)|[-/.,:]\w")
_TIME_BEFORE = re.compile(
    r"(?:våren|vår|somm[ea]r(?:en)?|høst(?:en)?|haust(?:en)?"
    r"|(?:første|fyrste|andre|tredje|fjerde|siste)\s(?:kvartal|halvår|tertial)(?:et)?(?:\s(?:i|av))?)\s{1,4}$",
    re.IGNORECASE,
)
_PARTS = ("kvartal", "halvår", "tertial", "kvartalet", "halvåret", "tertialet")
_SEASONS = ("våren", "vår", "sommeren", "sommaren", "sommer", "sommar", "høsten", "høst", "hausten", "haust")
_SERIES = r"(?:Prop|Meld|Innst|Dok|Dokument|Representantforslag)\b"
_SERIES_AFTER = re.compile(rf"\s{{1,4}}(?:\d{{1,4}}\s{{1,4}})?{_SERIES}")
_SERIES_BEFORE = re.compile(rf"{_SERIES}[\s.:\dStLS]{{1,12}}$")
_BEFORE_YEAR = frozenset(
    {"i", "fra", "frå", "siden", "sidan", "til", "mot", "etter", "år", "året", "per", "pr", "pr.", "årene", "åra"}
)
_JOINTS = str.maketrans("-–/", "   ")  # 'mars–juni', 'mars/april'
_LAST_YEAR = 2070
_LONGEST = 60  # years of a period
_UNKNOWN = Reference()


def date_at(source: Source, position: int) -> Citation | None:
    """The day, or the part of a year with its number, that begins at a position."""
    text = source.text
    if _PART.match(text, position):
        time = read_time(text, position, _UNKNOWN)
        return _of_time(position, time) if time else None
    if first := _FIRST_DAY.match(text, position):
        return _days(first)
    read = _day(source, position)
    if read is None:
        return None
    day, end = read
    if (join := _TO_ANOTHER.match(text, end)) and (until := _day(source, join.end())) and day < until[0]:
        return _value(position, until[1], f"{day}..{until[0]}")
    return _value(position, end, day)


def _day(source: Source, position: int) -> tuple[str, int] | None:
    """The ISO date of the day at a position, and where its words end."""
    text = source.text
    found = _DAY.match(text, position) or _NUMERIC_DAY.match(text, position) or _ISO_DAY.match(text, position)
    if found is None:
        return None
    year = full_year(found["year"], latest=source.context.latest_year)
    if year > _LAST_YEAR or text[max(0, position - 1) : position] == ".":  # 'ex.08.11.2091' is a tariff heading
        return None
    day = iso_date(str(year), found["month"], found["day"])
    return (day, found.end()) if day else None


def _days(found: re.Match[str]) -> Citation | None:
    last = iso_date(found["year"], found["month"], found["day"])
    first = iso_date(found["year"], found["first_month"] or found["month"], found["first_day"])
    return _value(found.start(), found.end(), f"{first}..{last}") if first and last and first < last else None


def year_at(source: Source, position: int) -> Citation | None:
    """The date or period whose year stands at a position; its words may begin before: 'mars 2025', 'våren 2025'."""
    text = source.text
    if text[position + 4 : position + 5] == "-" and (day := date_at(source, position)):
        return day
    found = _YEAR.match(text, position)
    if found is None or not begins_word(text, position):
        return None
    words = source.low[max(0, position - 16) : position].translate(_JOINTS).split()
    word = words[-1].strip('.(«"') if words else ""
    if word in MONTHS:
        return _month(source, position, found["year"])
    if word in _SEASONS or (words and not {*words[-2:]}.isdisjoint(_PARTS)):
        return _part(source, position)
    return _years(source, position, int(found["year"]), word)


def _month(source: Source, position: int, year: str) -> Citation | None:
    before = _MONTH_BEFORE.search(source.text, max(0, position - 28), position)
    if before is None or not begins_word(source.text, before.start("month")):
        return None
    start, end, month = before.start("month"), position + 4, MONTHS[before["month"].lower()]
    named = f"{year}-{month:02}"
    if first := _first_month(source, before, month):
        return _value(before.start(), end, f"{year}-{first:02}..{named}")
    if until := _UNTIL_MONTH.match(source.text, end):
        last = f"{until['year']}-{MONTHS[until['month'].lower()]:02}"
        if named < last:
            return _value(start, until.end(), f"{named}..{last}")
    return _value(start, end, named)


def _first_month(source: Source, before: re.Match[str], last: int) -> int | None:
    """The first month of 'mars–juni' and 'mars og april'; 'januar og mars' are two."""
    if before["first"] is None or not begins_word(source.text, before.start("first")):
        return None
    first = MONTHS[before["first"].lower()]
    return first if first < last and (before["og"] is None or first + 1 == last) else None


def _part(source: Source, position: int) -> Citation | None:
    """'Våren 2025', 'første halvår 2026'."""
    before = _TIME_BEFORE.search(source.text, max(0, position - 32), position)
    if before is None or not begins_word(source.text, before.start()):
        return None
    time = read_time(source.text, before.start(), _UNKNOWN)
    return _of_time(before.start(), time) if time and time.end >= position + 4 else None


def _of_time(start: int, time: Time) -> Citation | None:
    if time.days is None:
        return None
    first, last = time.days
    return _value(start, time.end, f"{_to_month(first)}..{_to_month(last)}")


def _to_month(day: date) -> str:
    return day.isoformat()[:7]


def _years(source: Source, position: int, first: int, word: str) -> Citation | None:
    text, end = source.text, position + 4
    if decade := _DECADE.match(text, end):
        years = 0 if first % 10 else 10 if first % 100 else 100  # '1800-tallet' is a century
        return _value(position, decade.end(), f"{first}..{first + years - 1}") if years else None
    if (until := _UNTIL_YEAR.match(text, end)) and (last := _last_year(first, until["year"])):
        if last == first + 1 and _in_page_head(text, position, until.end()):
            return None
        return _value(position, until.end(), f"{first}..{last}")
    if word.endswith(("skoleåret", "skuleåret", "studieåret")) and (until := _SCHOOL_YEAR.match(text, end)):
        last = _last_year(first, until["year"])
        return _value(position, until.end(), f"{first}..{last}") if last == first + 1 else None
    if word in _BEFORE_YEAR and not _NO_YEAR.match(text, end):
        return _value(position, end, str(first))
    return None


def _in_page_head(text: str, start: int, end: int) -> bool:
    """Whether two years are the session in the head of a page: '2024–2025 Prop. 9 L', '8 Prop. 9 L 2024–2025'."""
    return (
        _SERIES_AFTER.match(text, end) is not None
        or _SERIES_BEFORE.search(text[max(0, start - 18) : start]) is not None
    )


def _last_year(first: int, digits: str) -> int | None:
    """The last year of a period; None when it does not lie after the first, or too far."""
    last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
    return last if first < last <= first + _LONGEST else None


def _value(start: int, end: int, written: str) -> Citation:
    return Citation(start, end, "date", "value", "value-date", f"date/{written}")

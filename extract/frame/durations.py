"""Durations after 'innen' and 'i løpet av': 'innen fem år' is a deadline, 'svar innen 30 dager' a longest wait."""

import datetime
import re

from loftespor.extract.data_file import read_data
from loftespor.extract.quantities.days import month_days
from loftespor.extract.quantities.numbers import DIGITS, ONE, WORDS, number_value
from loftespor.extract.quantities.signs import STOP

_DATA = read_data("frame/deadlines.toml")["durations"]
_UNITS = {"år": 12, "måned": 1, "månad": 1}  # months
_DAYS = {"uk": 7, "vek": 7, "da": 1, "virkeda": 1, "yrkeda": 1, "døgn": 1}
UNIT = (
    r"(?P<unit>år(?:ene?|a)?|måned(?:er|ene)?|månad(?:er|ene|ar|ane)?|uk(?:e|er|ene)|vek(?:e|er|ene)|veker"
    r"|(?:virke|yrke|arbeids)?dag(?:er|ar|ene|ane)?|døgn|tim(?:e|er|ar)|minutt(?:er|ar)?)"
)
COUNT = rf"(?P<count>{DIGITS}|{WORDS}|{ONE})"
DURATION = re.compile(rf"{COUNT}\s{UNIT}(?!\w)", re.IGNORECASE)
_ACTS = re.compile(r"\b(?:" + "|".join(_DATA["acts"]) + r")", re.IGNORECASE)
_AFTER = re.compile(r"\s(?:etter|frå|fra)\b", re.IGNORECASE)
_WAITS = re.compile(r"\b(?:" + "|".join(_DATA["waits"]) + r")", re.IGNORECASE)
_REACH = 120
_MOST = 1000  # of any unit
_CLAUSE = re.compile(r"[.;:?!]\s|\b(?:som|slik\sat)\s")


def is_longest_wait(text: str, match: re.Match[str]) -> bool:
    """Whether a duration after 'innen' says how long each case may take rather than when one thing is to be done.

    Hours are always such a limit; days, weeks and months are one unless something is to be put forward by then ('legge
    fram en sak innen fire uker'); years only beside a word of waiting. What is counted from an event ('innen to uker
    etter søknad') recurs with the event.
    """
    unit = match["unit"].casefold()
    if unit.startswith(("tim", "minutt", "døgn")) or _AFTER.match(text, match.end()):
        return True
    before = _CLAUSE.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    after = STOP.split(text[match.end() : match.end() + _REACH])[0]
    if unit.startswith("år"):
        return _WAITS.search(before) is not None
    return _ACTS.search(before + "|" + after) is None


def last_day(match: re.Match[str], start: datetime.date | None) -> tuple[datetime.date | None, str]:
    """The last day of a duration from a day on, and its precision: whole years and months end with year and month.

    None where the start is not known, or the duration is longer than any deadline.
    """
    unit, count = match["unit"].casefold(), number_value(match["count"])
    months = next((months for name, months in _UNITS.items() if unit.startswith(name)), None)
    whole_years = months == _UNITS["år"] and count == count.to_integral_value()
    precision = "day" if months is None else "year" if whole_years else "month"
    if start is None or count > _MOST:
        return None, precision
    if months is None:
        days = next(days for name, days in _DAYS.items() if unit.startswith(name))
        return start + datetime.timedelta(days=float(count * days)), precision
    year, month = divmod(start.year * 12 + start.month - 1 + int(count * months), 12)
    return (datetime.date(year, 12, 31) if whole_years else month_days(year, month + 1, month + 1)[1]), precision

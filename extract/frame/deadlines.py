"""Deadlines of commitments: 'innen 1. juni 2026', 'i løpet av 2027', 'fram mot 2030', 'høsten 2025', 'i perioden'.

A time is a deadline by the words before it (leads.py). Besides, durations ('innen fem år'), the making of budgets and
'snarest' are deadlines.
"""

import datetime
import re
from collections.abc import Iterator
from typing import TypeAlias

from loftespor.extract.frame.durations import DURATION, is_longest_wait, last_day
from loftespor.extract.frame.events import find_events, find_soon
from loftespor.extract.quantities.days import Days, year_days
from loftespor.extract.quantities.leads import Lead, find_leads, is_deadline, lies_behind
from loftespor.extract.quantities.reference import Reference
from loftespor.extract.quantities.times import YEAR, Time, read_time
from loftespor.extract.records import Deadline

_Found: TypeAlias = tuple[int, Deadline]
_BARE = re.compile(
    rf"\b(?:(?:vår(?:en)?|somm[ea]r(?:en)?|høst(?:en)?|haust(?:en)?|vinter(?:en)?)\s(?={YEAR})"
    rf"|(?:første|fyrste|andre|tredje|fjerde|siste|[1-4]\.)\s?(?:kvartal|halvår|tertial)\s(?={YEAR})|neste\sår(?!\w))",
    re.IGNORECASE,
)
_COMING_YEARS = re.compile(
    r"\b(?:(?:i|over|gjennom|innen|innan|i\sløpet\sav|for)\s)?(?:de|dei)\s(?:neste|nærmeste|næraste|kommende|komande)\s"
    rf"(?:(?P<duration>{DURATION.pattern})|(?:(?:par|få)\s)?(?:årene|åra)(?!\w))",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\b(?P<lead>innen|innan|innenfor|innanfor|i\sløpet\sav)\s(?:de\s|en\speriode\spå\s)?{DURATION.pattern}",
    re.IGNORECASE,
)
_FOUR_YEARS = re.compile(
    r"\b(?:(?:i|innen|innan|i\sløpet\sav|over)\s(?:den\s)?(?:kommende|komande|neste)|i\sløpet\sav\s(?:en|ein))\s"
    r"(?:fire|4-)årsperioden?(?!\w)",
    re.IGNORECASE,
)


def find_deadline(text: str, *, date: datetime.date | None = None, period: str | None = None) -> Deadline | None:
    """The deadline of a commitment's text, or None where it states none.

    Of several it is the first; one that can be dated goes before 'snarest'. `date` and `period` are the document's:
    they date 'neste år' and 'i perioden', and tell what lay behind. The deadline's `first` and `last` are the days on
    which the thing is to be done: 'i løpet av 2027' gives the whole year, 'innen 2027' and 'før 2027' only the last day
    they allow, and 'fra 1. januar 2027' only the first, on which it is to be in force. Both are None where the words
    name no time that can be dated; `precision` is then 'unstated' when they name none at all ('snarest').

    >>> find_deadline("legge fram en plan før 1. mai 2027")
    Deadline(text='før 1. mai 2027', first=None, last=datetime.date(2027, 4, 30), precision='day')
    """
    reference = Reference.of(date=date, period=period)
    found = [
        *_led(text, reference),
        *_bare(text, reference),
        *_durations(text, reference),
        *find_events(text, reference),
        *find_soon(text),
    ]
    return min(found, key=_rank)[1] if found else None


def _rank(found: _Found) -> tuple[bool, int, int]:
    start, deadline = found
    return deadline.precision == "unstated", start, -len(deadline.text)


def _led(text: str, reference: Reference) -> Iterator[_Found]:
    """Times with 'innen', 'i', 'fra' … before them."""
    read = 0
    for lead in find_leads(text):
        if lead.start < read:
            continue  # the 'til' of 'i årene 1990 til 2030'
        lead, time = _time_after(text, lead, reference)
        if time is None:
            continue
        read = time.end
        if is_deadline(text, lead, time, reference):
            first, last = lead.allows(time)
            yield lead.start, Deadline(text[lead.start : time.end], first, last, time.precision)


def _time_after(text: str, lead: Lead, reference: Reference) -> tuple[Lead, Time | None]:
    """The time after a lead: directly, or after the words of a place or occasion."""
    time = read_time(text, lead.end, reference)
    if time is not None or not lead.limits:
        return lead, time
    return next(
        ((skipped, found) for skipped in lead.skipping(text) if (found := read_time(text, skipped.end, reference))),
        (lead, None),
    )


def _bare(text: str, reference: Reference) -> Iterator[_Found]:
    """Times that stand without a word before them: 'høsten 2025', 'neste år'."""
    for match in _BARE.finditer(text):
        time = read_time(text, match.start(), reference)
        if time is not None and not lies_behind(text, match.start(), time, reference):
            yield match.start(), _deadline(text[match.start() : time.end], time.days, time.precision)


def _durations(text: str, reference: Reference) -> Iterator[_Found]:
    """'Innen fem år', 'de neste ti årene', 'i kommende fireårsperiode'."""
    for match in _FOUR_YEARS.finditer(text):
        days = year_days(*reference.years) if reference.years else None
        yield match.start(), _deadline(match.group(), days, "period")
    for match in _COMING_YEARS.finditer(text):
        if match["duration"] is None:
            yield match.start(), _deadline(match.group(), None, "period")
        elif not match["unit"].casefold().startswith(("tim", "minutt")):
            yield match.start(), _deadline(match.group(), *_counted(match, reference))
    for match in _WITHIN.finditer(text):
        if not is_longest_wait(text, match):
            days, precision = _counted(match, reference)
            first = days[0] if days and not match["lead"].casefold().startswith("inn") else None
            yield match.start(), Deadline(match.group(), first, days[1] if days else None, precision)


def _counted(match: re.Match[str], reference: Reference) -> tuple[Days | None, str]:
    """The days from the document's date to the end of a duration, and their precision.

    A number of years is counted from the first year of the period where the document has no date.
    """
    start = reference.date
    if start is None and reference.years and match["unit"].casefold().startswith("år"):
        start = datetime.date(reference.years[0], 1, 1)
    last, precision = last_day(match, start)
    return (start, last) if start and last else None, precision


def _deadline(words: str, days: Days | None, precision: str) -> Deadline:
    first, last = days or (None, None)
    return Deadline(words, first, last, precision)

"""Deadlines of commitments: 'innen 1. juni 2026', 'i løpet av 2027', 'fram mot 2030', 'høsten 2025', 'i perioden'.

A time is a deadline by the words before it. 'Innen', 'før', 'fram mot' make any time one; 'i', 'fra' and 'til' only what
did not lie behind when the document was written, and nothing that a word beside it says was ('vedtatt i 2018').
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from loftespor.extract.data_file import compile_pattern, read_data
from loftespor.extract.frame.durations import DURATION, is_longest_wait, last_day
from loftespor.extract.frame.reference import Reference
from loftespor.extract.frame.times import DASH, YEAR, Time, before_summer, read_time
from loftespor.extract.records import Deadline

_DATA = read_data("frame/deadlines.toml")
_BUDGET = _DATA["budget"]["nouns"]
_BUDGET_YEARS = rf"(?P<from>{YEAR})(?!\d)(?:(?:{DASH}|/)(?P<until>{YEAR}|\d\d)(?!\d))?"
_EVENTS = tuple(
    compile_pattern(
        r"\b" + row["pattern"].replace("{budget}", _BUDGET).replace("{years}", _BUDGET_YEARS),
        where=f"extract/frame/deadlines.toml, event '{row['name']}'",
    )
    for row in _DATA["event"]
)
_SOON = tuple(
    compile_pattern(rf"\b(?:{row['pattern']})(?!\w)", where=f"extract/frame/deadlines.toml, soon '{row['name']}'")
    for row in _DATA["soon"]
)
_LIMITS = (
    "senest", "seinast", "innen", "innan", "innenfor", "innanfor", "før", "i forkant av", "i løpet av", "i laupet av",
    "frem mot", "fram mot", "frem til", "fram til", "frist til", "frist", "fristen er", "med frist",
)  # fmt: skip
_STARTS = (
    "fra og med",
    "frå og med",
    "f.o.m.",
    "fom",
    "med virkning fra",
    "med verknad frå",
    "gjeldende fra",
    "fra",
    "frå",
)
_TOWARDS = ("mot", "til")
_IN = ("i", "gjennom", "over", "ved", "mellom")
_LEAD = re.compile(
    r"\b(?P<lead>" + "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(
        (*_LIMITS, *_STARTS, *_TOWARDS, *_IN), key=len, reverse=True)) + r")(?!\w)\s"
    r"(?:(?P<second>senest|seinast|innen|innan|i\sløpet\sav|i|på|den|til|ved|hele|heile)\s){0,2}"
    r"(?:(?P<end>(?:utgangen|utgongen|utløpet|slutten|enden)\sav)\s|(?P<part>midten|begynnelsen|starten|byrjinga)\sav\s)?(?:(?:på|i|den)\s)?",
    re.IGNORECASE,
)  # fmt: skip
_BEFORE = ("før", "i forkant av")
_NEW_YEAR = ("nyttår", "årsskifte")  # before it is on 31 December, from it on 1 January
# Between 'senest' and its day may stand where it is to happen: 'senest i bystyremøtet 19. juni 2024'.
_PLACE = re.compile(r"(?:(?!(?:i|og|til)\s)[a-zæøå]{2,30}\s){1,3}(?=\d{1,2}\.)", re.IGNORECASE)
_OCCASION = re.compile(rf"[a-zæøå-]{{2,30}}\s(?:i\s)?(?={YEAR}(?!\d))", re.IGNORECASE)
_BARE = re.compile(
    rf"\b(?:(?:vår(?:en)?|sommer(?:en)?|sommar(?:en)?|høst(?:en)?|haust(?:en)?|vinter(?:en)?)\s(?={YEAR})"
    rf"|(?:første|fyrste|andre|tredje|fjerde|siste|[1-4]\.)\s?(?:kvartal|halvår|tertial)\s(?={YEAR})"
    r"|neste\sår(?!\w))",
    re.IGNORECASE,
)
_COMING_YEARS = re.compile(
    r"\b(?:(?:i|over|gjennom|innen|innan|i\sløpet\sav|for)\s)?(?:de|dei)\s(?:neste|nærmeste|næraste|kommende|komande)\s"
    rf"(?:(?P<duration>{DURATION.pattern})|(?:(?:par|få)\s)?(?:årene|åra)(?!\w))",
    re.IGNORECASE,
)
_FOR_YEARS = re.compile(
    rf"\b(?P<lead>innen|innan|innenfor|innanfor|i\sløpet\sav|over)\s(?:de\s|en\speriode\spå\s)?(?P<duration>{DURATION.pattern})",
    re.IGNORECASE,
)
_FOUR_YEARS = re.compile(
    r"\b(?:i|innen|innan|i\sløpet\sav|over)\s(?:(?:kommende|komande|neste|den\s(?:kommende|komande|neste))\s)"
    r"(?:fire|4-)årsperioden?(?!\w)|\bi\sløpet\sav\s(?:en|ein)\s(?:fire|4-)årsperiode(?!\w)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:" + "|".join(_DATA["past"]["words"]) + r")\b"
    # What is done stands directly before its time, if it does not say what is to be done ('skal være innført i 2027').
    r"|(?<!være\s)(?<!vere\s)(?<!vera\s)(?<!bli\s)(?<!blir\s)(?<!verte\s)\b(?:"
    + "|".join(_DATA["past"]["done"])
    + r")\s"
    r"(?:[\wæøå]{1,20}\s)?$",
    re.IGNORECASE,
)
_PAST_AFTER = re.compile(r"\s(?:" + "|".join(_DATA["past"]["after"]) + r")\b", re.IGNORECASE)
_SHARE = re.compile(r"(?:prosent|pst\.?|%|halver\w{0,3})", re.IGNORECASE)
_PUT_OFF = re.compile(r"\b(?:utsett\w*|utset\w*|overfør\w*|flytt\w*|omperiodiser\w*|videreført)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;:?!]\s")
_REACH = 80
_LONGEST = 12  # years of a period that is to come; 'i årene 1990 til 2030' tells what is measured


class _Found(NamedTuple):
    start: int
    deadline: Deadline


def find_deadline(text: str, *, date: datetime.date | None = None, period: str | None = None) -> Deadline | None:
    """The deadline of a commitment's text, or None where it states none.

    Of several it is the first; one that can be dated goes before 'snarest'. `date` and `period` are the document's: they
    date 'neste år' and 'i perioden', and tell what lay behind. The deadline's `first` and `last` are the days on which
    the thing is to be done: 'i løpet av 2027' gives the whole year, 'innen 2027' and 'før 2027' only the last day they
    allow, and 'fra 1. januar 2027' only the first, on which it is to be in force. Both are None where the words name no
    time that can be dated; `precision` is then 'unstated' when they name none at all ('snarest').
    """
    reference = Reference.of(date=date, period=period)
    found = [*_led(text, reference), *_bare(text, reference), *_durations(text, reference), *_events(text, reference)]
    found += [_Found(m.start(), Deadline(m.group(), None, None, "unstated")) for p in _SOON for m in p.finditer(text)]
    best = min(found, key=_rank, default=None)
    return best.deadline if best else None


def _rank(found: _Found) -> tuple[bool, int, int]:
    return found.deadline.precision == "unstated", found.start, -len(found.deadline.text)


def _led(text: str, reference: Reference) -> Iterator[_Found]:
    """Times with 'innen', 'i', 'fra' … before them."""
    read = 0
    for match in _LEAD.finditer(text):
        if match.start() < read:
            continue  # the 'til' of 'i årene 1990 til 2030'
        lead = _lead(match)
        time = read_time(text, match.end(), reference)
        if time is None and lead in _LIMITS:
            if place := _PLACE.match(text, match.end()):
                time = read_time(text, place.end(), reference)
            elif place := _OCCASION.match(text, match.end()):
                lead, time = "innen", read_time(text, place.end(), reference)  # 'før valget i 2027' is in that year
        if time is None:
            continue
        read = time.end
        if _is_deadline(text, match, lead, time, reference):
            first, last = _days(lead, _within_year(time, match["part"]), ends=match["end"] is not None)
            yield _Found(match.start(), Deadline(text[match.start() : time.end], first, last, time.precision))


def _within_year(time: Time, part: str | None) -> Time:
    """The part of a year that 'begynnelsen av' and 'midten av' name: to the end of March, to the end of June."""
    if part is None or time.kind != "year" or time.last is None:
        return time
    month, day = (6, 30) if part.casefold() == "midten" else (3, 31)
    return replace(time, last=time.last.replace(month=month, day=day))


def _lead(match: re.Match[str]) -> str:
    """The word that decides: of 'senest innen' and 'i løpet av' the limit."""
    lead = " ".join(match["lead"].casefold().split())
    second = " ".join((match["second"] or "").casefold().split())
    return second if second in _LIMITS and lead not in _LIMITS else lead


def _is_deadline(text: str, match: re.Match[str], lead: str, time: Time, reference: Reference) -> bool:
    """Whether the words before a time make it a deadline."""
    if lead in _LIMITS:
        return _limits(text, match, lead, time, reference)
    if match["end"]:
        return not _was(text, match.start(), time, reference)
    if _was(text, match.start(), time, reference):
        return False
    if lead in _STARTS:
        return _starts(text, match, lead, time, reference)
    if lead in _TOWARDS:
        return _leads_towards(text, match.start(), time, reference)
    if time.kind in ("term", "years"):
        return lead != "ved" and _is_term(time) and (time.kind == "term" or lead != "over")
    if time.kind == "season":
        return time.stated or time.name in _NEW_YEAR or (lead == "i" and time.name in ("høst", "haust"))
    if time.kind == "this_year":
        return lead == "i" and time.name != "året"
    if time.kind == "event":
        return time.stated or (lead == "ved" and not _FIRST_GRADERS.search(_before(text, match.start())))
    return time.kind in ("month", "week", "part", "year") and lead in ("i", "gjennom", "ved")


_FIRST_GRADERS = re.compile(r"\b(?:barn\w*|elev\w*|språk\w*|seksåring\w*|kartlegg\w*|klar\w*)\b", re.IGNORECASE)


def _limits(text: str, match: re.Match[str], lead: str, time: Time, reference: Reference) -> bool:
    if time.last is not None and reference.year is not None and time.last.year < reference.year:
        return False
    if lead in _BEFORE and time.kind == "event" and not time.stated:
        return False  # 'språkopplæring før skolestart' is for children of five
    if lead in _BEFORE and time.kind in ("year", "this_year") and _PAST.search(_before(text, match.start())):
        return False
    return time.kind != "term" or _is_term(time)


def _is_term(time: Time) -> bool:
    """Whether a period is one in which a body or plan works; 'oppteningsperioden' and 'søkeperioden' are others."""
    if time.kind == "years":
        return time.first is None or time.last is None or time.last.year - time.first.year <= _LONGEST
    return time.stated or not time.name or _TERM_NAME.fullmatch(time.name) is not None


_TERM_NAME = re.compile(
    r"(?:stortings|kommunestyre|kommune|bystyre|heradsstyre|fylkestings?|fylkes|valg|val|program|plan|økonomiplan|handlingsplan"
    r"|budsjett|strategi|mandat|regjerings|avtale|tilskudds|fireårs|prosjekt|byråds|styrings|langtids)?period(?:e|en|a)"
)


def _was(text: str, start: int, time: Time, reference: Reference) -> bool:
    """Whether a time lay behind, by its own days or by a word before it in its sentence ('vedtatt i 2018')."""
    if time.last is not None and reference.is_past(time.last):
        return True
    return _PAST.search(_before(text, start)) is not None or _PAST_AFTER.match(text, time.end) is not None


def _before(text: str, start: int) -> str:
    return _STOP.split(text[max(0, start - _REACH) : start])[-1]


def _starts(text: str, match: re.Match[str], lead: str, time: Time, reference: Reference) -> bool:
    """'Fra 1. januar 2027' is when a thing begins; 'rapport fra 2018' is where it comes from."""
    if time.kind in ("years", "term"):
        return time.kind == "years" and reference.year is not None
    if time.kind == "event":
        return time.stated
    if time.first is None or (reference.year is not None and time.first.year < reference.year):
        return False
    if time.kind == "year" and re.match(r"-?\s?nivå", text[time.end : time.end + 8]):
        return False
    if time.kind == "season":
        return time.stated or time.name in _NEW_YEAR
    return reference.year is not None or lead not in ("fra", "frå") or time.kind == "day"


def _leads_towards(text: str, start: int, time: Time, reference: Reference) -> bool:
    """'Kutte 55 prosent til 2030', 'mot 2040', 'til høsten'; not 'utsette til 2030'."""
    before = _before(text, start)
    if _PUT_OFF.search(before):
        return False
    if time.kind == "season":
        return time.name in ("vår", "høst", "haust", "vinter", "sommer", "sommar", "jul")
    if time.kind == "event":
        return True
    if time.kind != "year":
        return False
    ahead = time.first is not None and reference.year is not None and time.first.year > reference.year
    return ahead or (reference.year is None and _SHARE.search(before) is not None)


def _days(lead: str, time: Time, *, ends: bool) -> tuple[datetime.date | None, datetime.date | None]:
    """The days a lead leaves of a time."""
    if time.first is None or time.last is None:
        return None, None
    if lead in _BEFORE and time.name not in _NEW_YEAR:
        return None, before_summer(time) or time.first - datetime.timedelta(days=1)
    if lead in _STARTS and time.kind != "years":
        first = time.last + datetime.timedelta(days=1) if time.name in _NEW_YEAR else time.first
        return first, None
    within = lead in (
        "i",
        "i løpet av",
        "i laupet av",
        "gjennom",
        "over",
        "ved",
        "innenfor",
        "innanfor",
        "mellom",
        *_STARTS,
    )
    if (within or (lead == "til" and time.kind in ("season", "event"))) and not ends:
        return time.first, time.last
    return None, before_summer(time) or time.last


def _bare(text: str, reference: Reference) -> Iterator[_Found]:
    """Times that stand without a word before them: 'høsten 2025', 'neste år'."""
    for match in _BARE.finditer(text):
        time = read_time(text, match.start(), reference)
        if time is not None and not _was(text, match.start(), time, reference):
            words = text[match.start() : time.end]
            yield _Found(match.start(), Deadline(words, time.first, time.last, time.precision))


def _durations(text: str, reference: Reference) -> Iterator[_Found]:
    """'Innen fem år', 'de neste ti årene', 'i kommende fireårsperiode'."""
    for match in _FOUR_YEARS.finditer(text):
        years = reference.years
        days = (datetime.date(years[0], 1, 1), datetime.date(years[1], 12, 31)) if years else (None, None)
        yield _Found(match.start(), Deadline(match.group(), *days, "period"))
    for match in _COMING_YEARS.finditer(text):
        if match["duration"] is None:
            yield _Found(match.start(), Deadline(match.group(), None, None, "period"))
        elif not match["unit"].casefold().startswith(("tim", "minutt")):
            first, last, precision = _counted(match, reference)
            yield _Found(match.start(), Deadline(match.group(), first, last, precision))
    for match in _FOR_YEARS.finditer(text):
        years_only = match["lead"].casefold() != "over"
        if years_only and not is_longest_wait(text, match):
            first, last, precision = _counted(match, reference)
            within = match["lead"].casefold().startswith("i l")
            yield _Found(match.start(), Deadline(match.group(), first if within else None, last, precision))


def _counted(match: re.Match[str], reference: Reference) -> tuple[datetime.date | None, datetime.date | None, str]:
    """The days from the document's date, else from its period's first year, to the end of a duration."""
    start = reference.date
    if start is None and reference.years and match["unit"].casefold().startswith("år"):
        start = datetime.date(reference.years[0], 1, 1)
    last, precision = last_day(match, start or datetime.date.min)
    return (start, last, precision) if start else (None, None, precision)


def _events(text: str, reference: Reference) -> Iterator[_Found]:
    """Budgets and plans in whose making it is to happen; with a year, the years the budget is for."""
    for pattern in _EVENTS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if groups.get("from"):
                first = int(groups["from"])
                until = groups["until"] or groups["from"]
                last = int(until) if len(until) == 4 else int(groups["from"][:2] + until)
            elif (groups.get("next") or groups.get("this")) and reference.date is not None:
                first = last = reference.date.year + bool(groups.get("next"))
            else:
                yield _Found(match.start(), Deadline(match.group(), None, None, "unstated"))
                continue
            if reference.year is not None and last < reference.year + ("forslag" in match.group().casefold()):
                continue  # a proposal for the budget of a year was made the year before
            precision = "year" if first == last else "period"
            days = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
            yield _Found(match.start(), Deadline(match.group(), *days, precision))

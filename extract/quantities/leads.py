"""The words before a time that make it a deadline: 'innen', 'før', 'fram mot' any; 'i', 'fra', 'til' what lies ahead.

'I 2018' and 'fra 2018' tell of what was when the year lay behind the document or a word beside it says so ('vedtatt i
2018').
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loftespor.extract.data_file import read_data
from loftespor.extract.quantities.reference import Reference
from loftespor.extract.quantities.signs import words_before
from loftespor.extract.quantities.times import YEAR, Time

_PAST_WORDS = read_data("frame/deadlines.toml")["past"]
_LIMITS = (
    "senest", "seinast", "innen", "innan", "innenfor", "innanfor", "før", "i forkant av", "i løpet av", "i laupet av",
    "frem mot", "fram mot", "frem til", "fram til", "frist til", "frist", "fristen er", "med frist",
)  # fmt: skip
_STARTS = (
    "fra og med", "frå og med", "f.o.m.", "fom", "med virkning fra", "med verknad frå", "gjeldende fra", "fra", "frå"
)  # fmt: skip
_SURE_STARTS = _STARTS[:-2]
_TOWARDS = ("mot", "til")
_IN = ("i", "gjennom", "over", "ved", "mellom")
_BEFORE = ("før", "i forkant av")
_WITHIN = ("i", "i løpet av", "i laupet av", "gjennom", "over", "ved", "innenfor", "innanfor", "mellom")
_NEW_YEAR = ("nyttår", "årsskifte")  # before it is on 31 December, from it on 1 January
_SEASONS_AHEAD = ("vår", "høst", "haust", "vinter", "sommer", "sommar", "jul")
_SUMMER = ("sommer", "sommar")
_WORDS = sorted((*_LIMITS, *_STARTS, *_TOWARDS, *_IN), key=len, reverse=True)
_LEAD = re.compile(
    rf"\b(?P<lead>{'|'.join(re.escape(word).replace(chr(92) + ' ', chr(92) + 's') for word in _WORDS)})(?!\w)\s"
    r"(?:(?P<second>senest|seinast|innen|innan|i\sløpet\sav|i|på|den|til|ved|hele|heile)\s){0,2}"
    r"(?:(?P<end>(?:utgangen|utgongen|utløpet|slutten|enden)\sav)\s"
    r"|(?P<part>midten|begynnelsen|starten|byrjinga)\sav\s)?(?:(?:på|i|den)\s)?",
    re.IGNORECASE,
)
# Between 'senest' and its day may stand where it is to happen ('senest i bystyremøtet 19. juni 2024'), between 'innen'
# and its year the occasion ('innen kommunevalget 2027').
_PLACE = re.compile(r"(?:(?!(?:i|og|til)\s)[a-zæøå]{2,30}\s){1,3}(?=\d{1,2}\.)", re.IGNORECASE)
_OCCASION = re.compile(rf"[a-zæøå-]{{2,30}}\s(?:i\s)?(?={YEAR}(?!\d))", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:" + "|".join(_PAST_WORDS["words"]) + r")\b"
    # What is done stands directly before its time, if it does not say what is to be done ('skal være innført i 2027').
    r"|(?<!være\s)(?<!vere\s)(?<!vera\s)(?<!bli\s)(?<!blir\s)(?<!verte\s)\b"
    r"(?:" + "|".join(_PAST_WORDS["done"]) + r")\s(?:[\wæøå]{1,20}\s)?$",
    re.IGNORECASE,
)
_PAST_AFTER = re.compile(r"\s(?:" + "|".join(_PAST_WORDS["after"]) + r")\b", re.IGNORECASE)
_SHARE = re.compile(r"(?:prosent|pst\.?|%|halver\w{0,3})", re.IGNORECASE)
_PUT_OFF = re.compile(r"\b(?:utsett|utset|overfør|flytt|omperiodiser|videreført)\w{0,8}\b", re.IGNORECASE)
_MODAL_AFTER = re.compile(r"\s(?:skal|må|bør|vil|kan)\b", re.IGNORECASE)
_LEVEL = re.compile(r"-?\s?nivå")
# 'Ved skolestart' is a date for a plan, but an age for children.
_PUPILS = re.compile(r"\b(?:barn|elev|språk|seksåring|kartlegg|klar)\w{0,12}\b", re.IGNORECASE)
_REACH = 80
_LONGEST = 12  # years of a period that is to come; 'i årene 1990 til 2030' tells what is measured
# 'Oppteningsperioden' and 'søkjeperioden' are no periods in which a body or plan works.
_TERM_NAME = re.compile(
    r"(?:stortings|kommunestyre|kommune|bystyre|heradsstyre|fylkestings?|fylkes|valg|val|program|plan|økonomiplan"
    r"|handlingsplan|budsjett|strategi|mandat|regjerings|avtale|tilskudds|fireårs|prosjekt|byråds|styrings|langtids)?"
    r"period(?:en|e|a)"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Words before a time, from `start`; the time begins at `end`.

    `ends` says that they mean its end ('utgangen av'); `part` is 'midten' or 'begynnelsen' of it.
    """

    start: int
    end: int
    word: str
    ends: bool = False
    part: str = ""

    @property
    def limits(self) -> bool:
        """Whether the word alone makes a time a deadline."""
        return self.word in _LIMITS

    def skipping(self, text: str) -> Iterator["Lead"]:
        """The lead with the words of a place or an occasion after it taken in."""
        if place := _PLACE.match(text, self.end):
            yield replace(self, end=place.end())
        if occasion := _OCCASION.match(text, self.end):
            yield replace(self, end=occasion.end(), word="innen")  # 'før valget i 2027' is in that year

    def allows(self, time: Time) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and last day that the lead allows of a time; None for a side that is open or not known."""
        if time.days is None:
            return None, None
        first, last = time.days
        if self.part and time.kind == "year":  # 'begynnelsen av' is to the end of March, 'midten av' to that of June
            last = last.replace(month=6, day=30) if self.part == "midten" else last.replace(month=3, day=31)
        if self.word in _BEFORE and time.name not in _NEW_YEAR:
            return None, _by_summer(time) or first - datetime.timedelta(days=1)
        if self.word in _STARTS and time.kind != "years":
            return (last + datetime.timedelta(days=1) if time.name in _NEW_YEAR else first), None
        within = self.word in (*_WITHIN, *_STARTS) or (self.word == "til" and time.kind in ("season", "school"))
        if within and not self.ends:
            return first, last
        return None, _by_summer(time) or last


def find_leads(text: str) -> Iterator[Lead]:
    """The words of a text that may stand before a time. Of 'senest innen' and 'i løpet av' the limit decides."""
    for match in _LEAD.finditer(text):
        yield _lead(match)


def lead_at(text: str, position: int) -> Lead | None:
    """The words at a position that may stand before a time, or None."""
    match = _LEAD.match(text, position)
    return _lead(match) if match else None


def _lead(match: re.Match[str]) -> Lead:
    word = " ".join(match["lead"].casefold().split())
    second = " ".join((match["second"] or "").casefold().split())
    if second in _LIMITS and word not in _LIMITS:
        word = second
    part = (match["part"] or "").casefold()
    return Lead(match.start(), match.end(), word, ends=match["end"] is not None, part=part)


def is_deadline(text: str, lead: Lead, time: Time, reference: Reference) -> bool:
    """Whether the words before a time make it a deadline."""
    if lead.limits:
        return _limits(text, lead, time, reference)
    if lies_behind(text, lead.start, time, reference):
        return False
    if lead.ends:
        return True
    if lead.word in _STARTS:
        return _starts(text, lead, time, reference)
    if lead.word in _TOWARDS:
        return _leads_towards(text, lead.start, time, reference)
    return _lies_in(text, lead, time)


def lies_behind(text: str, start: int, time: Time, reference: Reference) -> bool:
    """Whether a time lay behind, by its own days or by a word beside it ('vedtatt i 2018', 'i 2018 kom')."""
    if time.days is not None and reference.is_past(time.days[1]):
        return True
    return _PAST.search(_before(text, start)) is not None or _PAST_AFTER.match(text, time.end) is not None


def _before(text: str, start: int) -> str:
    """The words of the sentence before a place."""
    return words_before(text, start, reach=_REACH)


def _limits(text: str, lead: Lead, time: Time, reference: Reference) -> bool:
    if time.days is not None and reference.year is not None and time.days[1].year < reference.year:
        return False
    if lead.word in _BEFORE and time.kind == "school" and not time.stated:
        return False  # 'språkopplæring før skolestart' is for children of five
    if lead.word in _BEFORE and time.kind in ("year", "this_year") and _PAST.search(_before(text, lead.start)):
        return False
    return time.kind != "term" or _is_term(time)


def _is_term(time: Time) -> bool:
    if time.kind == "years":
        return time.days is None or time.days[1].year - time.days[0].year <= _LONGEST
    return time.stated or not time.name or _TERM_NAME.fullmatch(time.name) is not None


def _starts(text: str, lead: Lead, time: Time, reference: Reference) -> bool:
    """'Fra 1. januar 2027' is when a thing begins; 'rapport fra 2018' is where it comes from."""
    if time.kind in ("years", "term"):
        return time.kind == "years" and reference.year is not None
    if time.kind in ("season", "school") and not time.stated:
        return time.name in _NEW_YEAR
    if time.days is None or (reference.year is not None and time.days[0].year < reference.year):
        return False
    if time.kind in ("season", "school"):
        return True
    if _LEVEL.match(text, time.end):
        return False  # 'fra 2005-nivå'
    return reference.year is not None or lead.word in _SURE_STARTS or time.kind == "day"


def _leads_towards(text: str, start: int, time: Time, reference: Reference) -> bool:
    """'Kutte 55 prosent til 2030', 'mot 2040', 'til høsten'; not 'utsette til 2030'."""
    before = _before(text, start)
    if _PUT_OFF.search(before):
        return False
    if time.kind in ("season", "school"):
        return time.kind == "school" or time.name in _SEASONS_AHEAD
    if time.kind != "year" or time.days is None:
        return False
    if reference.year is not None:
        return time.days[0].year > reference.year
    return _SHARE.search(before) is not None


def _lies_in(text: str, lead: Lead, time: Time) -> bool:
    """Whether 'i', 'ved', 'gjennom' before a time that lies ahead make it a deadline.

    'Forbruket i perioden skal måles' says which use; 'I perioden skal forbruket måles' when.
    """
    if _MODAL_AFTER.match(text, time.end) and _before(text, lead.start).strip():
        return False
    if time.kind == "month" and time.days is None:
        return False  # 'i desember' may be each year's
    if time.kind in ("term", "years"):
        return lead.word != "ved" and _is_term(time) and (time.kind == "term" or lead.word != "over")
    if time.kind == "season":
        return time.stated or time.name in _NEW_YEAR or (lead.word == "i" and time.name in ("høst", "haust"))
    if time.kind == "this_year":
        return lead.word == "i" and time.name != "året"  # 'i året' is each year
    if time.kind == "school":
        return time.stated or (lead.word == "ved" and not _PUPILS.search(_before(text, lead.start)))
    return time.kind in ("month", "week", "part", "year") and lead.word in ("i", "gjennom", "ved")


def _by_summer(time: Time) -> datetime.date | None:
    """'Innen sommeren' and 'før sommeren' are before it, when councils and the Storting rise: the end of June."""
    if time.name not in _SUMMER or time.days is None:
        return None
    return datetime.date(time.days[1].year, 6, 30)

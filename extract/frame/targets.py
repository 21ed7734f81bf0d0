"""Targets of commitments, quantities other than money: 'under 2 uker', '1 200 nye plasser', '2 prosent av BNP', 'halvere'."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from loftespor.extract.data_file import read_data
from loftespor.extract.frame.durations import DURATION, is_longest_wait
from loftespor.extract.frame.numbers import (
    DIGITS,
    NOT_INSIDE,
    ONE,
    SCALE,
    WORDS,
    number_value,
    plain_number,
    scale_value,
)
from loftespor.extract.records import Comparison, Target

_DATA = read_data("frame/targets.toml")
_UNITS, _COUNTED, _SIGNS = _DATA["units"], _DATA["counted"], _DATA["signs"]


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_NUMBER = rf"(?:{DIGITS}|{WORDS}|{ONE})"
_MEASURE = _any([*_UNITS["measures"], *_UNITS["times"]])
# Lengths and weights with 'over' and 'under' name a class: 'båter under 15 meter', 'kjøretøy over 7500 kg'.
_CLASSES = (
    "meter",
    "kilometer",
    "km",
    "kg",
    "kilo",
    "tonn",
    "dekar",
    "daa",
    "hektar",
    "m2",
    "kvm",
    "kvadratmeter",
    "mål",
)
_MORE_OF = r"(?-i:(?P<new>(?:nye?|flere|fleire|ekstra|ytterligere|ytterlegare|færre)\s)?(?P<adjective>(?:[a-zæøå]{2,20}e\s){0,2}))"
_NOUN = rf"(?-i:(?P<noun>[a-zæøå-]{{0,40}}{_any(_COUNTED['nouns'])}|[a-zæøå-]{{2,40}}(?:er|ar|re|ere|ene)|[a-zæøå-]{{3,40}}e))(?![\wæøå-])"
_QUANTITY = re.compile(
    rf"{NOT_INSIDE}(?:(?P<low>{_NUMBER})(?:\s?(?:prosent|%))?\s?(?P<join>[–-]|\stil\s|\sog\s)\s?)?(?P<number>{_NUMBER})"
    rf"(?:\s(?P<scale>{SCALE})(?!\w))?\s?(?:(?P<measure>{_MEASURE})s?(?![\wæøå])|\s?{_MORE_OF}{_NOUN})",
    re.IGNORECASE,
)
_ABOUT_YEARS = re.compile(
    rf"{NOT_INSIDE}(?P<number>{_NUMBER})\s(?:år|års(?:\s(?P<limit>aldersgrense))?)(?![\wæøå])", re.IGNORECASE
)
# 'År' is a target only as the length or limit that something is given; else it is somebody's age.
_YEARS_SET = re.compile(
    r"\b(?:[\wæøå]{0,20}(?:aldersgrense|straff|tid|periode|kontrakt|varighet|lengde|frist)[\wæøå]{0,6}\s(?:[\wæøå]+\s){0,4}(?:til|på)(?:\s(?:inntil|minst|maks|maksimalt|minimum))?"
    r"|(?:utvid|forleng|øk|auk|hev|senk|reduser|redus)[\wæøå]{0,4}\s[^.;]{0,80}(?<!opp)(?<!fram)(?<!frem)(?<!ned)\stil)\s$",
    re.IGNORECASE,
)
_AMOUNT_OF = re.compile(
    rf"\b(?:antall|antallet|talet\spå|tallet\spå)\s(?P<noun>[a-zæøå-]{{2,40}})\s[^.;]{{0,60}}?\btil\s(?P<number>{DIGITS})(?=\s*(?:$|[.,;]))",
    re.IGNORECASE,
)
_FACTOR = re.compile(
    r"\b(?:(?P<half>halver(?:e|er|es|t|ast|ing|inga|ingen)?)|(?P<double>(?:for)?d[ou]bl(?:e|er|es|et|a|ast|ing|inga|ingen)|dobbelt\sså)"
    r"|(?P<triple>tredobl(?:e|er|es|et|a|ing)))(?![\wæøå])",
    re.IGNORECASE,
)
_VERB_PLACE = re.compile(r"(?:^|[,(–-]\s|\b(?:å|vil|skal|må|bør|kan|og|eller|enn|minst|også|òg)\s)$", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?:(?P<half>halvparten)|(?P<above>en|ein|éin|to|tre)\s(?P<below>tredjedel|tredel|fjerdedel|femtedel|firedel)(?:er|ar|en)?)(?!\w)"
    r"|(?<![\w/])(?P<top>\d)/(?P<base>[2-9])(?=\sav)",
    re.IGNORECASE,
)
_BELOW = {"tredjedel": 3, "tredel": 3, "fjerdedel": 4, "firedel": 4, "femtedel": 5}
_SIGN = {name: re.compile(rf"\b{_any(words)}\s(?:[\wæøå]{{1,3}}\s)?$", re.IGNORECASE) for name, words in _SIGNS.items()}
_ORDER: tuple[Comparison, ...] = ("at_least", "at_most", "over", "under")
_NOT_HIGHER = re.compile(
    r"\bikk?j?e\s[^.;]{0,40}(?:høyere|høgare|mer|meir|flere|fleire)\s[^.;]{0,30}enn\s$", re.IGNORECASE
)
_MORE = re.compile(rf"\b{_any(_COUNTED['more'])}(?![\wæøå])", re.IGNORECASE)
_LESS = re.compile(rf"\b{_any(_COUNTED['less'])}(?![\wæøå])", re.IGNORECASE)
_ASKS = re.compile(rf"\b{_any(_COUNTED['asks'])}\s(?:[\wæøå-]+\s){{0,3}}$", re.IGNORECASE)
_NEVER = frozenset(_COUNTED["never"])
_NAMED = re.compile(rf"\b{_any(_COUNTED['named'])}\.?\s(?:\d+\s?(?:og|[–-])\s)?$", re.IGNORECASE)
_NONE = re.compile(rf"\b{_any(_DATA['none']['before'])}\s$", re.IGNORECASE)
_CONDITION = re.compile(
    rf"(?:^|[\s,(])(?P<word>{_any(_DATA['none']['conditions'])})\s(?P<rest>[^,;]{{0,120}})$", re.IGNORECASE
)
_MODAL = re.compile(r"\b(?:skal|må|bør|vil)\b", re.IGNORECASE)
_TELLS = re.compile(rf"\b{_any(_DATA['none']['tells'])}", re.IGNORECASE)
# A time without a sign is how long something is to be: 'utvide permisjonen til 68 uker', 'unntak av 10 uker'.
_LENGTH = re.compile(r"\b(?:til|på|i|med|og|ha|gi|unntak\sav)\s$", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:fjern|avvikl|opphev|avskaff)\w{0,4}\s[^,]{0,60}$", re.IGNORECASE)
_AGE = re.compile(r"\s(?:gamle?|gammel)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;:?!]\s")
_REACH = 140
_YEARS = range(1800, 2101)


class _Place(NamedTuple):
    start: int
    target: Target


def find_targets(text: str) -> tuple[Target, ...]:
    """The quantities a text sets as targets, in the order of the text.

    `unit` is the noun or unit as written ('plasser', 'uker'), percent always 'prosent'. 'Halvere' is 0.5 and 'doble' 2
    'ganger' what there is, 'to tredjedeler' 0.67 'andel'. `comparison` is exactly for the level something is brought to
    ('øke til 3 prosent', 'halvere'), more or less where the number is the change ('øke med', 'bygge 500 boliger').
    Quantities that say of whom something holds ('skoler med over 100 elever'), ages, names and years are none.
    """
    places = [*_measured(text), *_years(text), *_numbered(text), *_factors(text), *_fractions(text)]
    return tuple(place.target for place in sorted(places, key=lambda place: place.start))


def _measured(text: str) -> Iterator[_Place]:
    for match in _QUANTITY.finditer(text):
        number = _chosen(text, match)
        start = match.start(number)
        if _is_target(text, match, start):
            quantity = plain_number(number_value(match[number]) * scale_value(match["scale"]))
            unit = _unit(match["measure"] or match["noun"])
            yield _Place(start, Target(text[start : match.end()], quantity, unit, _comparison(text, start, match)))


def _chosen(text: str, match: re.Match[str]) -> Literal["low", "number"]:
    """Which number of a range is the target: the lower end, what is promised at least; of 'fra 70 til 72' the second."""
    if match["low"] is None or number_value(match["low"]) >= number_value(match["number"]):
        return "number"  # '… innen 2033 og 2 prosent' is no range
    join, before = match["join"].strip().casefold(), text[max(0, match.start() - 8) : match.start()].casefold()
    if join == "og" and not before.endswith("mellom "):
        return "number"
    return "number" if join == "til" and before.endswith(("fra ", "frå ")) else "low"


def _unit(words: str) -> str:
    plain = re.sub(r"\s*/\s*", "/", words.strip())
    return str(
        _UNITS["names"].get(plain.casefold(), plain if plain != plain.upper() or len(plain) < 4 else plain.lower())
    )


def _before(text: str, start: int) -> str:
    return _STOP.split(text[max(0, start - _REACH) : start])[-1]


def _is_target(text: str, match: re.Match[str], start: int) -> bool:
    before = _before(text, start)
    if _NAMED.search(before) or _is_condition(before) or _TELLS.search(_sentence(text, start)):
        return False
    if match["measure"] is None:
        return _is_count(match, before)
    unit = _unit(match["measure"])
    if match["number"].casefold() in ("en", "et", "ein", "ei", "eit") and _sign(before) is None and unit != "prosent":
        return False  # an article
    if unit.casefold() in _CLASSES and _sign(before) in ("over", "under"):
        return False
    if DURATION.fullmatch(match.group()) and _sign(before) is None:
        return _NONE.search(before) is None and _LENGTH.search(before) is not None
    if re.search(r"\b(?:innen|innan)\s$", before, re.IGNORECASE):
        duration = DURATION.match(text, start)
        return duration is not None and is_longest_wait(text, duration)
    return _NONE.search(before) is None


def _is_condition(before: str) -> bool:
    """Whether a number stands in a clause that says of whom or when something holds: 'alle som har minst 80 prosent'."""
    match = _CONDITION.search(before)
    if match is None:
        return False
    return _MODAL.search(match["rest"]) is None and len(match["rest"].split()) <= 14


def _sentence(text: str, start: int) -> str:
    end = _STOP.search(text, start)
    return _before(text, start) + text[start : end.start() if end else start + _REACH]


def _is_count(match: re.Match[str], before: str) -> bool:
    """Whether a number counts things that are to come: it has a sign, 'nye', or a verb of making before it."""
    noun, number = match["noun"].casefold(), match["number"].casefold()
    quantity = number_value(number) * scale_value(match["scale"])
    if noun in _NEVER or (quantity in _YEARS and number.isdigit() and not match["new"]):
        return False
    sign = _sign(before)
    if number in ("en", "et", "ein", "ei", "eit", "én", "ett", "eitt", "éin") or noun.endswith("år"):
        return sign in ("at_least", "at_most") and not noun.endswith("år")
    if _NONE.search(before) or " i dag" in before.casefold():
        return False
    if match["new"] or sign is not None:
        return True
    made = _MORE.search(before) or _LESS.search(before)
    if noun.endswith("e") and not noun.endswith(("ene", "tte", "ige")):
        return False  # an adjective
    return (made is not None and len(before[made.end() :].split()) <= 6) or _ASKS.search(before) is not None


def _sign(before: str) -> Comparison | None:
    return next((name for name in _ORDER if _SIGN[name].search(before)), None)


def _comparison(text: str, start: int, match: re.Match[str]) -> Comparison | None:
    """How the state is to lie to the number; more and less where the number is the change."""
    before, after = _before(text, start), text[match.end() : match.end() + 20].casefold()
    if after.startswith((" eller mer", " eller fler", " eller meir", " eller fleir")):
        return "at_least"
    if after.startswith((" eller mindre", " eller færre")):
        return "at_most"
    if _NOT_HIGHER.search(before):
        return "at_most"
    if sign := _sign(before):
        return sign
    if re.search(r"\btil\s$", before, re.IGNORECASE):
        return "exactly"
    if match["new"]:
        return "less" if match["new"].casefold().startswith("færre") else "more"
    return _change(before)


def _change(before: str) -> Comparison | None:
    """The way of a change: 'redusere med 20 prosent', 'bygge 500 boliger'."""
    more = max((m.end() for m in _MORE.finditer(before)), default=-1)
    less = max((m.end() for m in _LESS.finditer(before)), default=-1)
    if more == less or len(before[max(more, less) :].split()) > 8:
        return None
    return "more" if more > less else "less"


def _years(text: str) -> Iterator[_Place]:
    """Years as a length or limit: 'heve aldersgrensen til 72 år', 'minstetid på fem år'."""
    for match in _ABOUT_YEARS.finditer(text):
        before = _before(text, match.start())
        plain = re.sub(rf"(?:fra|frå)\s{_NUMBER}\s(?:år\s)?til\s$", "til ", before, flags=re.IGNORECASE)
        if _AGE.match(text, match.end()) or _ENDS.search(before):
            continue
        if match["limit"] or _YEARS_SET.search(plain):
            quantity = plain_number(number_value(match["number"]))
            sign: Comparison = _sign(before) or ("at_least" if "minste" in before.casefold() else "exactly")
            yield _Place(match.start(), Target(match.group(), quantity, "år", sign))


def _numbered(text: str) -> Iterator[_Place]:
    """'Øke antall vannprøver til 20', where no noun follows the number."""
    for match in _AMOUNT_OF.finditer(text):
        quantity = plain_number(number_value(match["number"]))
        yield _Place(match.start("number"), Target(match["number"], quantity, match["noun"], "exactly"))


def _factors(text: str) -> Iterator[_Place]:
    for match in _FACTOR.finditer(text):
        before = _before(text, match.start())
        if match.group().casefold() == "doble" and _VERB_PLACE.search(before) is None:
            continue  # 'doble standarder'
        if not _is_condition(before):
            quantity = 0.5 if match["half"] else 2 if match["double"] else 3
            yield _Place(match.start(), Target(match.group(), quantity, "ganger", "exactly"))


def _fractions(text: str) -> Iterator[_Place]:
    for match in _FRACTION.finditer(text):
        before = _before(text, match.start())
        sign = _sign(before)
        to = re.search(r"\b(?:til|med)\s$", before, re.IGNORECASE)
        if (sign is None and to is None) or _is_condition(before):
            continue
        yield _Place(
            match.start(), Target(match.group(), _fraction(match), "andel", sign or ("exactly" if to else None))
        )


def _fraction(match: re.Match[str]) -> float:
    if match["half"]:
        return 0.5
    if match["top"]:
        return int(match["top"]) / int(match["base"])
    return plain_number(number_value(match["above"])) / _BELOW[match["below"].casefold()]

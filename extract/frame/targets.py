"""Targets of commitments, quantities other than money: 'under 2 uker', '1 200 nye plasser', '2 prosent av BNP'."""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from loftespor.extract.data_file import read_data
from loftespor.extract.frame.conditions import is_condition, is_given, is_named, tells_how_it_is
from loftespor.extract.frame.durations import DURATION, is_longest_wait
from loftespor.extract.frame.shares import find_factors, find_fractions
from loftespor.extract.quantities.numbers import (
    DIGITS,
    NOT_INSIDE,
    ONE,
    SCALE,
    WORDS,
    number_value,
    plain_number,
    scale_value,
)
from loftespor.extract.quantities.signs import (
    LESS,
    MORE,
    any_of,
    find_comparison,
    find_sign,
    sentence_around,
    words_before,
)
from loftespor.extract.records import Target

_Found: TypeAlias = tuple[int, Target]
_DATA = read_data("frame/targets.toml")
_UNITS, _COUNTED = _DATA["units"], _DATA["counted"]
_NEVER = frozenset(_COUNTED["never"])
_NUMBER = rf"(?:{DIGITS}|{WORDS}|{ONE})"
_MEASURE = any_of([*_UNITS["measures"], *_UNITS["times"]])
_MORE_OF = r"(?-i:(?P<new>(?:nye?|flere|fleire|ekstra|ytterligere|ytterlegare|færre)\s)?(?:[a-zæøå]{2,20}e\s){0,2})"
_NOUN = (
    rf"(?-i:(?P<noun>[a-zæøå-]{{0,40}}{any_of(_COUNTED['nouns'])}|[a-zæøå-]{{2,40}}(?:er|ar|re|ere|ene)"
    r"|[a-zæøå-]{3,40}e))(?![\wæøå-])"
)
_QUANTITY = re.compile(
    rf"{NOT_INSIDE}(?:(?P<low>{_NUMBER})\s?(?P<join>[–-]|(?<=\s)til\s)\s?|(?<=mellom\s)(?P<between>{_NUMBER})\sog\s)?"
    rf"(?P<number>{_NUMBER})"
    rf"(?:\s(?P<scale>{SCALE})(?!\w))?\s?(?:(?P<measure>{_MEASURE})s?(?![\wæøå])|\s?{_MORE_OF}{_NOUN})",
    re.IGNORECASE,
)
_NOT_COUNTED = ("tredjedel", "tredel", "fjerdedel", "firedel", "femtedel", "million", "milliard", "gang", "av")
_ARTICLES = ("en", "et", "ein", "ei", "eit")
_ASKS = re.compile(rf"\b{any_of(_COUNTED['asks'])}\s(?:[\wæøå-]+\s){{0,3}}$", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:innen|innan)\s$", re.IGNORECASE)
# A time without a sign is how long something is to be: 'utvide permisjonen til 68 uker', 'unntak av 10 uker'.
_LENGTH = re.compile(r"\b(?:til|på|i|med|og|ha|gi|unntak\sav)\s$", re.IGNORECASE)
_NOW = re.compile(r"\bi\sdag\b", re.IGNORECASE)
_YEARS = re.compile(
    rf"{NOT_INSIDE}(?P<number>{_NUMBER})\s(?:år|års(?:\s(?P<limit>aldersgrense))?)(?![\wæøå])", re.IGNORECASE
)
# 'År' is a target only as the length or limit that something is given; else it is somebody's age.
_YEARS_SET = re.compile(
    r"\b(?:[\wæøå]{0,20}(?:aldersgrense|straff|tid|periode|kontrakt|varighet|lengde|frist)[\wæøå]{0,6}"
    r"\s(?:[\wæøå]+\s){0,4}(?:til|på)(?:\s(?:inntil|minst|maks|maksimalt|minimum))?"
    r"|(?:utvid|forleng|øk|auk|hev|senk|reduser|redus)[\wæøå]{0,4}\s[^.;]{0,80}(?<!opp)(?<!fram)(?<!frem)(?<!ned)\stil)\s$",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\b(?:fra|frå)\s{_NUMBER}\s(?:år\s)?til\s$", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:fjern|avvikl|opphev|avskaff)\w{0,4}\s[^,]{0,60}$", re.IGNORECASE)
_OLD = re.compile(r"\s(?:gamle?|gammel)\b", re.IGNORECASE)
_AMOUNT_OF = re.compile(
    r"\b(?:antall|antallet|talet\spå|tallet\spå)\s(?P<noun>[a-zæøå-]{2,40})\s[^.;]{0,60}?\btil\s"
    rf"(?P<number>{DIGITS})(?=\s*(?:$|[.,;]))",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    rf"\b(?:minst|minimum|maks(?:imalt)?|høyst|høgst)\s(?P<number>{ONE})\s(?P<noun>[a-zæøå-]{{2,40}})(?![\wæøå-])",
    re.IGNORECASE,
)
_CALENDAR = range(1800, 2101)  # numbers that are years when no word says otherwise
_NEAR = 6  # words between a verb of making and what it makes


def find_targets(text: str) -> tuple[Target, ...]:
    """The quantities a text sets as targets, in the order of the text.

    `unit` is the noun or unit as written ('plasser', 'uker'), percent always 'prosent'. 'Halvere' is 0.5 and 'doble' 2
    'ganger' what there is, 'to tredjedeler' 0.67 'andel'. Of a range the quantity is the lower end, of 'fra 70 til 72'
    the new level. `comparison` is exactly for the level something is brought to ('øke til 3 prosent', 'halvere'), more
    or less where the number is the change ('øke med', 'bygge 500 boliger'). Quantities that say of whom something holds
    ('skoler med over 100 elever'), ages, names and years are none; a longest wait ('svar innen 30 dager') is one, and
    no deadline.

    >>> find_targets("bygge minst 500 boliger")
    (Target(text='500 boliger', quantity=500, unit='boliger', comparison='at_least'),)
    """
    found = [*_measured(text), *_years(text), *_numbered(text), *_single(text)]
    found += [*find_factors(text), *find_fractions(text)]
    return tuple(target for _, target in sorted(found, key=_place))


def _place(found: _Found) -> int:
    return found[0]


def _measured(text: str) -> Iterator[_Found]:
    for match in _QUANTITY.finditer(text):
        number = _chosen(text, match)
        start = match.start(number)
        if _is_target(text, match, start):
            quantity = plain_number(number_value(match[number]) * scale_value(match["scale"]))
            comparison = find_comparison(text, start, match.end(), new=match["new"] or "")
            yield start, Target(text[start : match.end()], quantity, _unit(match), comparison)


def _chosen(text: str, match: re.Match[str]) -> Literal["low", "between", "number"]:
    """Which number of a range is the target: the lower end, promised at least; of 'fra 70 til 72' the second."""
    if match["between"]:
        return "between"
    if match["low"] is None or number_value(match["low"]) >= number_value(match["number"]):
        return "number"
    from_before = text[max(0, match.start() - 5) : match.start()].casefold().endswith(("fra ", "frå "))
    return "number" if from_before and match["join"].strip().casefold() == "til" else "low"


def _unit(match: re.Match[str]) -> str:
    plain = re.sub(r"\s*/\s*", "/", (match["measure"] or match["noun"]).strip())
    return str(_UNITS["names"].get(plain.casefold(), plain))


def _is_target(text: str, match: re.Match[str], start: int) -> bool:
    before = words_before(text, start)
    if is_named(before) or is_condition(before) or tells_how_it_is(sentence_around(text, start)):
        return False
    return _is_measure(text, match, start) if match["measure"] else _is_count(match, before)


def _is_measure(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a quantity in a unit ('30 prosent', '2 uker') is to be reached."""
    before, unit = words_before(text, start), _unit(match).casefold()
    sign = find_sign(before)
    if match["number"].casefold() in _ARTICLES and sign is None and unit != "prosent":
        return False
    if unit in _UNITS["classes"] and sign in ("over", "under"):
        return False  # 'båter under 15 meter'
    if DURATION.fullmatch(match.group()) and sign is None:
        return not is_given(before) and _LENGTH.search(before) is not None
    if _WITHIN.search(before):
        duration = DURATION.match(text, start)
        return duration is not None and is_longest_wait(text, duration)
    return not is_given(before)


def _is_count(match: re.Match[str], before: str) -> bool:
    """Whether a number counts things that are to come: it has a sign, 'nye', or a verb of making before it."""
    noun, number, sign = match["noun"], match["number"].casefold(), find_sign(before)
    quantity = number_value(number) * scale_value(match["scale"])
    if noun in _NEVER or (quantity in _CALENDAR and number.isdigit() and not match["new"]) or noun.endswith("år"):
        return False
    if quantity == 1 or is_given(before) or _NOW.search(before):
        return False
    if match["new"] or sign is not None:
        return True
    if noun.endswith("e") and not noun.endswith(("ene", "tte", "ige")):
        return False  # an adjective
    made = MORE.search(before) or LESS.search(before)
    return (made is not None and len(before[made.end() :].split()) <= _NEAR) or _ASKS.search(before) is not None


def _years(text: str) -> Iterator[_Found]:
    """Years as a length or limit: 'heve aldersgrensen til 72 år', 'minstetid på fem år'."""
    for match in _YEARS.finditer(text):
        before = words_before(text, match.start())
        if _OLD.match(text, match.end()) or _ENDS.search(before):
            continue
        if match["limit"] or _YEARS_SET.search(_FROM.sub("til ", before)):
            sign = find_sign(before) or ("at_least" if "minste" in before.casefold() else "exactly")
            yield match.start(), Target(match.group(), plain_number(number_value(match["number"])), "år", sign)


def _single(text: str) -> Iterator[_Found]:
    """'Minst én helsestasjon': one thing is counted where a sign stands before it; else the word is an article."""
    for match in _ONE_OF.finditer(text):
        start = match.start("number")
        is_unit = re.fullmatch(_MEASURE, match["noun"], re.IGNORECASE)  # 'minst en dag' is measured
        if not is_unit and match["noun"] not in _NOT_COUNTED and not is_condition(words_before(text, start)):
            words = text[start : match.end()]
            yield start, Target(words, 1, match["noun"], find_sign(words_before(text, start)))


def _numbered(text: str) -> Iterator[_Found]:
    """'Øke antall vannprøver til 20', where no noun follows the number."""
    for match in _AMOUNT_OF.finditer(text):
        quantity = plain_number(number_value(match["number"]))
        yield match.start("number"), Target(match["number"], quantity, match["noun"], "exactly")

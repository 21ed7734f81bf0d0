"""Amounts of money in Norwegian text: '1,2 mrd. kroner', 'kr 250 000', '15 MNOK', 'en halv milliard', '2,5 G'."""

import re
from collections.abc import Iterator
from decimal import Decimal

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
from loftespor.extract.records import Amount

_GREAT = r"(?:milliard|million)"
_NUMBER = rf"(?:{DIGITS}|{WORDS}|{ONE}(?=\s{_GREAT}))"
_KINDS = r"(?:(?:norske|friske|nye|ekstra|årlige|årlege|statlige|statlege|kommunale|offentlige|offentlege)\s)?"
_CURRENCY = (
    r"(?P<after>(?P<foreign>svenske|danske)\skroner|(?:20\d\d-)?kroner|kr\b\.?|,-|krone\b|(?-i:NOK|EUR|USD)\b|euro\b|€"
    r"|(?:amerikanske\s)?dollar\b)"
)
_PER = re.compile(
    r"\s?/\s?[a-zæøå]{1,20}|\s(?:per|pr\.?)\s[a-zæøå]{1,30}|\si\s(?:måneden|månaden|timen|døgnet|veka|uken|uka)"
    r"|\s(?:hver|kvar|hvert|kvart)\s(?:måned|månad|år|dag|time|uke|veke)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?:\b(?P<before>kr\b\.?|(?-i:NOK|MNOK|TNOK|EUR|USD)|kroner)\s?|(?P<sign>€)\s?)?{NOT_INSIDE}"
    rf"(?:(?P<low>{_NUMBER})(?:\s?(?P<lowscale>{SCALE})(?!\w))?(?:\s?(?:kroner|kr\b\.?|,-))?"
    rf"(?P<join>\s?[–-]\s?|\stil\s|\sog\s|\seller\s))?"
    rf"(?P<number>{_NUMBER})(?:\s?(?P<scale>{SCALE})(?!\w))?"
    rf"(?:\s?{_KINDS}{_CURRENCY}|\s?(?P<short>MNOK|TNOK|MRDNOK)\b)?",
    re.IGNORECASE,
)
_BASE = re.compile(
    rf"{NOT_INSIDE}(?:(?P<low>(?i:{_NUMBER}))\s?[–-]\s?)?(?P<number>(?i:{_NUMBER}))(?P<gap>\s?)"
    r"(?:(?i:ganger|gonger|gongar|x)\s)?(?:G(?![\w/-])|(?i:(?:folketrygdens?|folketrygda(?:s|\ssitt)?)?\s?grunnbeløp)\w{0,3})"
)
_BASE_WORDS = re.compile(r"grunnbeløp|trygd|lønn|løn\b|stønad|inntekt|pensjon|støtt|sykepeng|sjukepeng", re.IGNORECASE)
# 'G' for generations of mobile networks: '5G' is an amount only among words of benefits.
_NETWORKS = range(2, 7)
_UNITS = {"eur": "EUR", "€": "EUR", "usd": "USD", "dol": "USD", "ame": "USD", "sve": "SEK", "dan": "DKK"}
_SHORT = {"mnok": 10**6, "tnok": 10**3, "mrdnok": 10**9}
_MORE = re.compile(
    r"\b(?:øk(?:e|er|es|t|te|ning|ningen|ing)|auk(?:e|ar|ast|a|ing|inga)?|styrk(?:e|er|es|et|ast|ing|ja|je)"
    r"|ytterligere|ytterlegare|hev(?:e|er|es|et|ast|a)|oppjuster\w{0,3}|ekstra|påplus\w{0,5})\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:kutt\w{0,4}|reduser\w{0,3}|reduksjon\w{0,2}|senk(?:e|er|es|et|a|ast)|spar(?:e|er|es|t)"
    r"|innspar\w{0,6}|nedjuster\w{0,3}|ned\smed)\b",
    re.IGNORECASE,
)
_MORE_AFTER = re.compile(r"\s(?:mer|meir|ekstra|i\søkning|i\sauke)\b", re.IGNORECASE)
_LESS_AFTER = re.compile(r"\s(?:mindre|i\skutt|i\sinnsparing)\b", re.IGNORECASE)
_AFTER_MONEY = re.compile(
    r"\s*(?:$|[.,;:)–-]|(?:til|i|mer|meir|mindre|ekstra|per|pr|hvert|kvart|årlig|årleg|på|fra|frå|over|og|eller|for|som"
    r"|slik|innen|innan|ved|utover|blir|vert|skal|må|bør|er|[a-zæøå]{3,30}es)\b)",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"\b(?:antall|antallet|tallet\spå|talet\spå|tal\spå)\s[^.;]{0,60}$", re.IGNORECASE)
_REACH = 100  # characters before an amount in which 'øke' or 'kutte' speaks of it
_STOP = re.compile(r"[.;:?!]\s")


def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money in a text, in the order of the text.

    A number counts only when a currency stands beside it, or 'millioner' and 'milliarder' do and nothing else is
    counted. Of a range ('10–15 millioner', 'mellom 10 og 15 millioner') the value is the lower end, what is promised at
    least; of 'fra 20 til 40 millioner' it is the new level. '500 kroner per måned' is 500; the words say per what.
    """
    found = sorted((*_money(text), *_base_amounts(text)), key=lambda place: place[0])
    return tuple(amount for _, amount in found)


def _money(text: str) -> Iterator[tuple[int, Amount]]:
    for match in _MONEY.finditer(text):
        if not (match["before"] or match["sign"] or match["after"] or match["short"] or _is_great(text, match)):
            continue
        start, number, scale = _chosen(text, match)
        value = number * scale * _SHORT.get((match["short"] or match["before"] or "").casefold(), 1)
        end = _end(text, match.end())
        direction = _direction(text, start, end)
        yield start, Amount(text[start:end].strip(), plain_number(value), _unit(match), direction)


def _chosen(text: str, match: re.Match[str]) -> tuple[int, Decimal, int]:
    """Where the amount begins, its number and its scale: of a range the lower end, after 'fra … til' the new level."""
    own = (number_value(match["number"]), scale_value(match["scale"]))
    if match["low"] is None:
        return match.start(), *own
    join, before = match["join"].strip().casefold(), text[max(0, match.start() - 12) : match.start()].casefold().split()
    low = (number_value(match["low"]), scale_value(match["lowscale"] or match["scale"]))
    if join == "til" and before[-1:] in (["fra"], ["frå"]):
        return match.start(), *own
    if (join in ("-", "–", "til") or (join == "og" and before[-1:] == ["mellom"])) and low[0] * low[1] < own[0] * own[
        1
    ]:
        return match.start(), *low
    return match.start("number"), *own


def _end(text: str, end: int) -> int:
    """Where the words after an amount end that say per what it is."""
    after = _PER.match(text, end)
    return after.end() if after else end


def _is_great(text: str, match: re.Match[str]) -> bool:
    """'10 mill. til skole' and '2 milliarder mer' are money; '2 millioner reiser' and 'tusen boliger' are not."""
    if not match["scale"] or match["scale"].casefold() == "tusen":
        return False
    if _COUNTING.search(text, max(0, match.start() - 80), match.start()):
        return False
    return _AFTER_MONEY.match(text, match.end()) is not None


def _unit(match: re.Match[str]) -> str:
    word = (match["foreign"] or match["after"] or match["sign"] or match["before"] or "").casefold()
    return _UNITS.get(word[:3], "NOK")


def _base_amounts(text: str) -> Iterator[tuple[int, Amount]]:
    """Amounts in the base amount of the national insurance: '2,5 G', 'to ganger grunnbeløpet'."""
    for match in _BASE.finditer(text):
        if _is_network(text, match):
            continue
        end = _end(text, match.end())
        value = plain_number(number_value(match["low"] or match["number"]))
        yield match.start(), Amount(text[match.start() : end].strip(), value, "G", _direction(text, match.start(), end))


def _is_network(text: str, match: re.Match[str]) -> bool:
    near = text[max(0, match.start() - 80) : match.end() + 40]
    number = number_value(match["number"])
    return not match["gap"] and number in _NETWORKS and _BASE_WORDS.search(near) is None


def _direction(text: str, start: int, end: int) -> str | None:
    """Which way the money is to go, by the last such word before it in its sentence, else by the word after it."""
    if _MORE_AFTER.match(text, end):
        return "more"
    if _LESS_AFTER.match(text, end):
        return "less"
    before = _STOP.split(text[max(0, start - _REACH) : start])[-1]
    more, less = _last(_MORE, before), _last(_LESS, before)
    if more == less:
        return None
    return "more" if more > less else "less"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)

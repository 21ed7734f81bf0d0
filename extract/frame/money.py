"""Money as it stands in text: a number with its currency, scale and range; which value it has and what it is in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loftespor.extract.frame.numbers import DIGITS, NOT_INSIDE, ONE, SCALE, WORDS, number_value, scale_value

NUMBER = rf"(?:{DIGITS}|{WORDS}|{ONE}(?=\s(?:milliard|million)))"
_KINDS = r"(?:(?:norske|friske|nye|ekstra|årlige|årlege|statlige|statlege|kommunale|offentlige|offentlege)\s)?"
_CURRENCY = (
    r"(?P<after>(?P<foreign>svenske|danske)\skroner|(?:20\d\d-)?kroner|kr\b\.?|,-|krone\b|(?-i:NOK|EUR|USD)\b|euro\b|€"
    r"|(?:amerikanske\s)?dollar\b)"
)
_REST = (
    rf"(?P<number>{NUMBER})(?:\s?(?P<scale>{SCALE})(?!\w))?"
    rf"(?:\s?{_KINDS}{_CURRENCY}|\s?(?P<short>MNOK|TNOK|MRDNOK)\b)?"
)
_MONEY = re.compile(
    rf"(?:\b(?P<before>kr\b\.?|(?-i:NOK|MNOK|TNOK|EUR|USD)|kroner)\s?|(?P<before_sign>€)\s?)?{NOT_INSIDE}{_REST}",
    re.IGNORECASE,
)
_SECOND = re.compile(
    rf"(?P<join>\s?[–-]\s?|\stil\s|\sog\s)(?P<before>(?!))?(?P<before_sign>(?!))?{_REST}", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:fra|frå)\s$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bmellom\s$", re.IGNORECASE)
_PER = re.compile(
    r"\s?/\s?[a-zæøå]{1,20}|\s(?:per|pr\.?)\s[a-zæøå]{1,30}|\si\s(?:måneden|månaden|timen|døgnet|veka|uken|uka)"
    r"|\s(?:hver|kvar|hvert|kvart)\s(?:måned|månad|år|dag|time|uke|veke)",
    re.IGNORECASE,
)
_UNITS = {"eur": "EUR", "€": "EUR", "usd": "USD", "dol": "USD", "ame": "USD", "sve": "SEK", "dan": "DKK"}
_SHORT = {"mnok": 10**6, "tnok": 10**3, "mrdnok": 10**9}
# After 'millioner' without a currency one of these says that nothing else is counted.
_AFTER_MONEY = re.compile(
    r"\s*(?:$|[.,;:)–-]|(?:til|i|mer|meir|mindre|ekstra|per|pr|hvert|kvart|årlig|årleg|på|fra|frå|over|og|eller|for|som"
    r"|slik|innen|innan|ved|utover|blir|vert|skal|må|bør|er|[a-zæøå]{3,30}es)\b)",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"\b(?:antall|antallet|tallet\spå|talet\spå|tal\spå)\s[^.;]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money at a place of a text; `value` is in units of `unit` (NOK, EUR, USD, SEK, DKK)."""

    start: int
    end: int
    value: Decimal
    unit: str


def find_money(text: str) -> Iterator[Money]:
    """The sums of money in a text; of a range the lower end, of 'fra 20 til 40 millioner' the new level."""
    position = 0
    while match := _MONEY.search(text, position):
        second = _SECOND.match(text, match.end())
        if second and _is_range(text, match, second):
            upper = second["join"].strip().casefold() == "til" and _FROM.search(
                text[max(0, match.start() - 5) : match.start()]
            )
            value = (
                _value(second, scale=second["scale"])
                if upper
                else _value(match, scale=match["scale"] or second["scale"])
            )
            yield Money(match.start(), end_with_rate(text, second.end()), value, _unit(match, second))
            position = second.end()
            continue
        if _is_money(text, match):
            yield Money(
                match.start(), end_with_rate(text, match.end()), _value(match, scale=match["scale"]), _unit(match)
            )
        position = match.end()


def end_with_rate(text: str, end: int) -> int:
    """Where the words end that say per what an amount is: 'per måned', '/tonn'."""
    after = _PER.match(text, end)
    return after.end() if after else end


def _is_range(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two numbers are the ends of a range: '10–15 millioner', 'mellom 5 og 8 mill. kroner'."""
    if not (_is_money(text, second) or first["before"] or first["before_sign"]):
        return False
    join, before = second["join"].strip().casefold(), text[max(0, first.start() - 8) : first.start()]
    if join == "og" and not _BETWEEN.search(before):
        return False
    if join == "til" and first["after"] and not _FROM.search(before):
        return False  # '10 millioner kroner til 20 mill. kroners anlegg'
    return _value(first, scale=first["scale"] or second["scale"]) < _value(second, scale=second["scale"])


def _is_money(text: str, match: re.Match[str]) -> bool:
    """A number with a currency; or 'mill.' alone ('10 mill. til skole'), but not '2 millioner reiser'."""
    if match["before"] or match["before_sign"] or match["after"] or match["short"]:
        return True
    if not match["scale"] or match["scale"].casefold() == "tusen":
        return False
    if _COUNTING.search(text, max(0, match.start() - 80), match.start()):
        return False
    return _AFTER_MONEY.match(text, match.end()) is not None


def _value(match: re.Match[str], *, scale: str | None) -> Decimal:
    short = (match["short"] or match["before"] or "").casefold()
    return number_value(match["number"]) * scale_value(scale) * _SHORT.get(short, 1)


def _unit(*matches: re.Match[str]) -> str:
    named = [match["foreign"] or match["after"] or match["before_sign"] or match["before"] for match in matches]
    return next((unit for word in named if word and (unit := _UNITS.get(word.casefold()[:3]))), "NOK")

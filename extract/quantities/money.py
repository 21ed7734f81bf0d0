"""Money as it stands in text: a number with its currency, scale and range; which value it has and what it is in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loftespor.extract.quantities.numbers import (
    DIGITS,
    GAP,
    NOT_INSIDE,
    ONE,
    SCALE,
    WORDS,
    amount_value,
    number_value,
    scale_value,
)

NUMBER = rf"(?:{DIGITS}|{WORDS}|{ONE}(?=\s(?:milliard|million)))"
_KINDS = rf"(?:(?:norske|friske|nye|ekstra|årlige|årlege|statlige|statlege|kommunale|offentlige|offentlege){GAP})?"
_KRONER = r"(?:kroners?(?![a-zæøå])|krone\b|kr\b\.?)"
_CURRENCY = (
    rf"(?P<after>(?P<foreign>svenske|danske){GAP}kroner|(?:20\d\d-)?{_KRONER}|,[-–—](?:{GAP}{_KRONER})?"
    r"|(?-i:NOK|EUR|USD|SEK|DKK)\b|euro\b|€|(?:amerikanske\s)?dollar\b)"
)
_SHORT = {"mnok": 10**6, "meur": 10**6, "tnok": 10**3, "tkr": 10**3, "kkr": 10**3, "mrdnok": 10**9}
_REST = (
    rf"(?P<number>{NUMBER})(?:{GAP}(?P<scale>{SCALE})(?:(?<=\.)|(?!\w)))?"
    rf"(?:{GAP}{_KINDS}{_CURRENCY}|{GAP}(?P<short>{'|'.join(_SHORT)})\b)?"
)
_BEFORE = (
    r"(?<!\d)(?<!\d\s)\b(?P<before>kr(?:\b\.?|(?=\d))|(?-i:NOK|MNOK|TNOK|EUR|USD|SEK|DKK)(?![A-Za-z])"
    # The 'kroner' of 'mill. kroner' belongs to what stands before.
    r"|(?<!\.\s)kroner(?=[^\S\n])|tkr\b|kkr\b)"
    rf"{GAP}|(?P<before_sign>€){GAP}"
)
_MONEY = re.compile(rf"(?:{_BEFORE}|{NOT_INSIDE}){_REST}", re.IGNORECASE)
_CURRENCY_BEFORE = re.compile(rf"(?<![\w-])(?:{_BEFORE})$", re.IGNORECASE)
_SECOND = re.compile(
    rf"(?P<join>{GAP}[–-]{GAP}|\s{{1,4}}til\s{{1,4}}|\s{{1,4}}og\s{{1,4}})(?P<before>(?!))?(?P<before_sign>(?!))?{_REST}",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:fra|frå)\s$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bmellom\s$", re.IGNORECASE)
_PER = re.compile(
    r"\s?/\s?[a-zæøå]{1,20}\d?|\s(?:per|pr\.?)\s[a-zæøå]{1,30}\d?|\si\s(?:måneden|månaden|timen|døgnet|veka|uken|uka)"
    r"|\s(?:hver|kvar|hvert|kvart)\s(?:måned|månad|år|dag|time|uke|veke)",
    re.IGNORECASE,
)
_UNITS = {
    "eur": "EUR", "meu": "EUR", "€": "EUR", "usd": "USD", "dol": "USD", "ame": "USD", "sve": "SEK", "sek": "SEK",
    "dan": "DKK", "dkk": "DKK",
}  # fmt: skip
_TABLE_UNIT = re.compile(r"\bi\s(?:hele\s|heile\s)?$", re.IGNORECASE)  # 'beløp i 1 000 kr'
# After 'millioner' without a currency one of these says that nothing else is counted.
_AFTER_MONEY = re.compile(
    r"\s*(?:$|[.,;:)–-]|(?:til|i|mer|meir|mindre|ekstra|per|pr|hvert|kvart|årlig|årleg|på|fra|frå|over|og|eller|for|som"
    r"|slik|innen|innan|ved|utover|blir|vert|skal|må|bør|er|[a-zæøå]{3,30}es)\b)",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"\b(?:antall|antallet|tallet\spå|talet\spå|tal\spå)\s[^.;]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money at a place of a text, in units of `unit` (NOK, EUR, USD, SEK, DKK); `high` where it is a range.

    `rises` says that the words go from one level to another: 'fra 20 til 40 millioner'.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str
    rises: bool = False

    @property
    def value(self) -> Decimal:
        """The lower end of a range, what is promised at least; of 'fra 20 til 40 millioner' the new level."""
        return self.high if self.rises and self.high is not None else self.low


def find_money(text: str) -> Iterator[Money]:
    """The sums of money in a text."""
    position = 0
    while match := _MONEY.search(text, position):
        money = _read(text, match)
        if money is not None:
            yield money
        position = money.end if money else match.end()


def money_at(text: str, position: int) -> Money | None:
    """The sum of money whose digits begin at a position, with the currency before them: 'kr 250 000', '3 MNOK'."""
    before = _CURRENCY_BEFORE.search(text, max(0, position - 8), position)
    match = _MONEY.match(text, before.start() if before else position)
    return _read(text, match) if match else None


def _read(text: str, match: re.Match[str]) -> Money | None:
    second = _SECOND.match(text, match.end())
    if second and _is_range(text, match, second):
        low, high = _value(match, scale=match["scale"] or second["scale"]), _value(second, scale=second["scale"])
        rises = second["join"].strip().casefold() == "til" and _from_before(text, match.start())
        return Money(match.start(), end_with_rate(text, second.end()), low, high, _unit(match, second), rises)
    if not _is_money(text, match):
        return None
    low = _value(match, scale=match["scale"])
    return Money(match.start(), end_with_rate(text, match.end()), low, None, _unit(match))


def _from_before(text: str, start: int) -> bool:
    return _FROM.search(text[max(0, start - 5) : start]) is not None


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
    if join == "til" and first["after"] and not _from_before(text, first.start()):
        return False  # '10 millioner kroner til 20 mill. kroners anlegg'
    return _value(first, scale=first["scale"] or second["scale"]) < _value(second, scale=second["scale"])


def _is_money(text: str, match: re.Match[str]) -> bool:
    """A number with a currency; or 'mill.' alone ('10 mill. til skole'), but not '2 millioner reiser'."""
    if match["before"] or match["before_sign"] or match["after"] or match["short"]:
        names_unit = _TABLE_UNIT.search(text, max(0, match.start() - 8), match.start())
        return names_unit is None or _value(match, scale=match["scale"]) != 1000
    if not match["scale"] or match["scale"].casefold() == "tusen":
        return False
    if _COUNTING.search(text, max(0, match.start() - 80), match.start()):
        return False
    return _AFTER_MONEY.match(text, match.end()) is not None


def _value(match: re.Match[str], *, scale: str | None) -> Decimal:
    short = (match["short"] or match["before"] or "").casefold()
    if scale or short in _SHORT:
        return number_value(match["number"]) * scale_value(scale) * _SHORT.get(short, 1)
    return amount_value(match["number"])


def _unit(*matches: re.Match[str]) -> str:
    named = [
        match["foreign"] or match["after"] or match["short"] or match["before_sign"] or match["before"]
        for match in matches
    ]
    return next((unit for word in named if word and (unit := _UNITS.get(word.casefold()[:3]))), "NOK")

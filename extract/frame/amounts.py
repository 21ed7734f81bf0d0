"""Amounts of money in Norwegian text: '1,2 mrd. kroner', 'kr 250 000', '15 MNOK', 'en halv milliard', '2,5 G'."""

import re
from collections.abc import Iterator

from loftespor.extract.quantities.money import NUMBER, end_with_rate, find_money
from loftespor.extract.quantities.numbers import NOT_INSIDE, number_value, plain_number
from loftespor.extract.quantities.signs import words_before
from loftespor.extract.records import Amount

_BASE = re.compile(
    rf"{NOT_INSIDE}(?:(?P<low>(?i:{NUMBER}))\s?[–-]\s?)?(?P<number>(?i:{NUMBER}))(?P<gap>\s?)"
    r"(?:(?i:ganger|gonger|gongar|x)\s)?(?:G(?![\w/-])|(?i:(?:folketrygdens?|folketrygda(?:s|\ssitt)?)?\s?grunnbeløp)\w{0,3})"
)
_BASE_WORDS = re.compile(r"grunnbeløp|trygd|lønn|løn\b|stønad|inntekt|pensjon|støtt|sykepeng|sjukepeng", re.IGNORECASE)
# 'G' for generations of mobile networks: '5G' is an amount only among words of benefits.
_NETWORKS = range(2, 7)
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
# With a verb of giving another clause begins, of which an earlier 'kutte' says nothing.
_GIVE = re.compile(r"\bog\s(?:gi|gir|gje|bevilge|bevilger|løyve|sette\sav|setje\sav|investere|bruke)\b", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s(?:mer|meir|ekstra|i\søkning|i\sauke)\b", re.IGNORECASE)
_LESS_AFTER = re.compile(r"\s(?:mindre|i\skutt|i\sinnsparing)\b", re.IGNORECASE)
_REACH = 100  # characters before an amount in which 'øke' or 'kutte' speaks of it


def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money in a text, in the order of the text.

    A number counts only when a currency stands beside it, or 'millioner' and 'milliarder' do and nothing else is
    counted. Of a range ('10–15 millioner', 'mellom 10 og 15 millioner') the value is the lower end, what is promised at
    least; of 'fra 20 til 40 millioner' it is the new level. '500 kroner per måned' is 500; the words say per what.
    """
    found = sorted((*_money(text), *_base_amounts(text)), key=_place)
    return tuple(amount for _, amount in found)


def _place(found: tuple[int, Amount]) -> int:
    return found[0]


def _money(text: str) -> Iterator[tuple[int, Amount]]:
    for money in find_money(text):
        words = text[money.start : money.end].strip()
        direction = _direction(text, money.start, money.end)
        yield money.start, Amount(words, plain_number(money.value), money.unit, direction)


def _base_amounts(text: str) -> Iterator[tuple[int, Amount]]:
    """Amounts in the base amount of the national insurance: '2,5 G', 'to ganger grunnbeløpet'."""
    for match in _BASE.finditer(text):
        if _is_network(text, match):
            continue
        end = end_with_rate(text, match.end())
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
    before = words_before(text, start, reach=_REACH)
    more, less = _last(_MORE, before), _last(_LESS, before)
    if max(more, less) <= _last(_GIVE, before):
        return None
    return "more" if more > less else "less"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)

"""Amounts of money in Norwegian text: '1,2 mrd. kroner', 'kr 250 000', '5 mill. kr', 'en halv milliard kroner'."""

import re
from decimal import Decimal

from loftespor.extract.records import Amount

_NUMBER = r"\d{1,3}(?:[  .]\d{3})+|\d{1,12}"
_SCALE = r"milliardar|milliarder|milliard|millionar|millioner|million|tusen|mrd\.?|mill\.?"
_WORDS = r"en halv|ein halv|en|én|ein|éin|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tjue|femti|hundre"
_MONEY = re.compile(
    rf"(?:(?P<before>kr\.?|NOK|kroner)\s?)?"
    rf"\b(?:(?P<number>(?:{_NUMBER})(?:,\d{{1,3}})?)|(?P<word>{_WORDS}))"
    rf"(?:\s?(?P<scale>{_SCALE})(?!\w))?(?:\s?(?P<after>kroner|kr\b\.?|NOK|,-))?",
    re.IGNORECASE,
)
_VALUES = {
    "en halv": "0.5", "ein halv": "0.5", "en": "1", "én": "1", "ein": "1", "éin": "1", "to": "2", "tre": "3",
    "fire": "4", "fem": "5", "seks": "6", "sju": "7", "syv": "7", "åtte": "8", "ni": "9", "ti": "10", "tjue": "20",
    "femti": "50", "hundre": "100",
}  # fmt: skip
_POWERS = {"milliard": 10**9, "mrd": 10**9, "million": 10**6, "mill": 10**6, "tusen": 10**3}
_MORE = re.compile(r"\b(?:øk\w*|auk\w*|styrk\w*|ytterligere|ytterlegare|hev\w*|ekstra|påplus\w*)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:kutt\w*|redus\w*|senk\w*|spar\w*|innspar\w*|ned med)\b", re.IGNORECASE)
_AFTER_MONEY = re.compile(
    r"\s*(?:$|[.,;:)–-]|(?:til|i|mer|meir|ekstra|per|pr|årlig|på|fra|frå|over|og|for)\b)", re.IGNORECASE
)
_REACH = 60  # characters before an amount in which 'øke' or 'kutte' speaks of it


def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money in a text, in whole kroner, in the order of the text.

    A number counts only when 'kroner', 'kr' or 'NOK' stands beside it, or 'millioner' and 'milliarder' do.
    """
    return tuple(
        Amount(match.group().strip(), _value(match), direction=_direction(text, match))
        for match in _MONEY.finditer(text)
        if match["before"] or match["after"] or _is_great(text, match)
    )


def _is_great(text: str, match: re.Match[str]) -> bool:
    """'10 mill. til skole' and '2 milliarder mer' are money; '2 millioner reiser' and 'tusen boliger' are not."""
    if not (match["number"] and match["scale"] and match["scale"].casefold() != "tusen"):
        return False
    return _AFTER_MONEY.match(text, match.end()) is not None


def _value(match: re.Match[str]) -> int:
    if match["word"]:
        number = Decimal(_VALUES[match["word"].casefold()])
    else:
        number = Decimal(re.sub(r"[  .]", "", match["number"]).replace(",", "."))
    scale = (match["scale"] or "").casefold().rstrip(".")
    power = next((value for name, value in _POWERS.items() if scale.startswith(name)), 1)
    return int(number * power)


def _direction(text: str, match: re.Match[str]) -> str | None:
    before = text[max(0, match.start() - _REACH) : match.start()]
    more, less = _last(_MORE, before), _last(_LESS, before)
    if more == less:
        return None
    return "more" if more > less else "less"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)

"""Targets that are shares of what there is: 'halvere', 'doble', 'minst to tredjedeler', 'halvparten'."""

import re
from collections.abc import Iterator

from loftespor.extract.frame.conditions import is_condition
from loftespor.extract.quantities.numbers import number_value, plain_number
from loftespor.extract.quantities.signs import find_sign, words_before
from loftespor.extract.records import Target

_FACTOR = re.compile(
    r"\b(?:(?P<half>halver(?:e|er|es|t|ast|ing|inga|ingen)?)"
    r"|(?P<double>(?:for)?dobl(?:e|er|es|et|a|ast|ing|inga|ingen)|dobbelt\sså)|tredobl(?:e|er|es|et|a|ing))(?![\wæøå])",
    re.IGNORECASE,
)
# 'Doble' is a verb after 'å' and 'vil', and where a list item begins; in 'doble standarder' it is none.
_VERB_PLACE = re.compile(r"(?:^|[,(–-]\s|\b(?:å|vil|skal|må|bør|kan|og|eller|enn|minst|også|òg)\s)\s*$", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?:(?P<half>halvparten)"
    r"|(?P<above>en|ein|éin|to|tre)\s(?P<below>tredjedel|tredel|fjerdedel|femtedel|firedel)(?:er|ar|en)?)(?!\w)"
    r"|(?<![\w/])(?P<top>\d)/(?P<base>[2-9])(?=\sav)",
    re.IGNORECASE,
)
_OF_A_G = re.compile(r"\sav\s(?:folketrygd|grunnbeløp|G\b)")  # that is an amount of money
_BELOW = {"tredjedel": 3, "tredel": 3, "fjerdedel": 4, "firedel": 4, "femtedel": 5}
_TO = re.compile(r"\b(?:til|med)\s$", re.IGNORECASE)


def find_factors(text: str) -> Iterator[tuple[int, Target]]:
    """Where a text wants something halved or doubled: 0.5, 2 or 3 'ganger' what there is."""
    for match in _FACTOR.finditer(text):
        before = words_before(text, match.start())
        if match.group().casefold() == "doble" and _VERB_PLACE.search(before) is None:
            continue
        if not is_condition(before):
            quantity = 0.5 if match["half"] else 2 if match["double"] else 3
            yield match.start(), Target(match.group(), quantity, "ganger", "exactly")


def find_fractions(text: str) -> Iterator[tuple[int, Target]]:
    """Where a text sets a fraction as the share to reach: 'minst to tredjedeler' is 0.67 'andel'."""
    for match in _FRACTION.finditer(text):
        before = words_before(text, match.start())
        sign = find_sign(before) or ("exactly" if _TO.search(before) else None)
        if sign is not None and not is_condition(before) and not _OF_A_G.match(text, match.end()):
            yield match.start(), Target(match.group(), _fraction(match), "andel", sign)


def _fraction(match: re.Match[str]) -> float:
    if match["half"]:
        return 0.5
    if match["top"]:
        return int(match["top"]) / int(match["base"])
    return plain_number(number_value(match["above"])) / _BELOW[match["below"].casefold()]

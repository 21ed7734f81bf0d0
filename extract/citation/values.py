"""Values: dates, money, shares and quantities. They are no references, and have ids of their own."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

from loftespor.extract.citation.dates import date_at, year_at
from loftespor.extract.citation.grammar import DASH, GAP, MONTHS, SPACE
from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.data_file import read_data
from loftespor.extract.quantities.money import money_at
from loftespor.extract.quantities.numbers import DIGITS, SCALE, number_value, scale_value
from loftespor.extract.quantities.signs import any_of, find_sign, or_more
from loftespor.extract.records import Citation, Comparison

_DATA = read_data("citation/values.toml")
_UNITS = read_data("frame/targets.toml")["units"]
_RANGE = rf"(?P<one>{DIGITS})(?:(?:{GAP}{DASH}{GAP}|{SPACE}(?:til|(?P<og>og)){SPACE})(?P<two>{DIGITS}))?"
_PERCENT = re.compile(rf"{_RANGE}{GAP}(?P<unit>prosentpoeng|prosent|pst\b\.?|%)", re.IGNORECASE)
_MEASURE = re.compile(rf"(?P<unit>{any_of([*_UNITS['measures'], *_DATA['quantities']['units']])})(?![\wæøå])")
_NO_NOUNS = frozenset(_DATA["quantities"]["no_nouns"])
_NOUNS = tuple(_DATA["quantities"]["nouns"])
_COUNTED = re.compile(
    rf"{_RANGE}(?:{SPACE}(?P<scale>{SCALE}))?{GAP}(?:(?:nye|flere|fleire|ekstra|færre){SPACE})?(?P<unit>[^\W\d_][a-zæøåA-ZÆØÅ/-]{{0,40}})"
)
# A row of a table is no number: '66 200 162 000 194 500'.
_GROUPED = re.compile(r"(?<!\d\s)[1-9]\d{0,2}(?:[ .\u00a0\u202f\u2009]\d{3}){1,3}(?![\d.,]\d|\s?\d)")
_ALONE = re.compile(r"[.,;:)!?]|\s{1,4}[a-zæøå(–-]|$")  # what may follow a number that names nothing
_BASE_AMOUNT = re.compile(rf"{_RANGE}{GAP}(?:(?:ganger|gonger|x){SPACE})?G(?![\w/-])")
# A number and a capital are also a house ('Storgata 14 G') or a mark on a map: the base amount stands in running text.
_IN_TEXT = re.compile(r"(?:^|(?<![\w-])[a-zæøå]{1,20}\s{1,3})$")
_NETWORK = re.compile("|".join(_DATA["base_amount"]["networks"]), re.IGNORECASE)
_PASSED = re.compile(r"\bpassert\s{1,3}$", re.IGNORECASE)
_SIGNS = {"at_least": ">=", "at_most": "<=", "over": ">", "under": "<"}
_NOT_SO: dict[Comparison, Comparison] = {"over": "at_most", "under": "at_least"}
_NOT = re.compile(r"\bikk(?:e|je)\s[^.;]{0,40}$", re.IGNORECASE)
_MIDWAY = re.compile(r"\bmellom\s{1,4}$", re.IGNORECASE)
_REACH = 24  # characters before a number in which its sign stands

_FOLLOWS = re.compile(
    r"[\d.,\s\u00ad\u200b\u2010-\u2015-]{1,40}(?:(?:til|og)\s[\d.,\s]{1,20})?(?P<word>[%€]|[a-zæøå]{0,40})",
    re.IGNORECASE,
)
_CENTURIES = frozenset({"18", "19", "20"})
_DATED = frozenset(name[:3] for name in MONTHS) | {"hal", "kva", "ter"}
# What the first letters of the word after a number tell of it.
_KINDS = {"%": "share", "pro": "share", "pst": "share", "g": "base", "gan": "base", "gon": "base", "x": "base"}
_CURRENCIES = ("nok", "mno", "tno", "eur", "meu", "€", "usd", "dol", "sve", "sek", "dan", "dkk", "kro", "kkr", "tkr")
_KINDS |= dict.fromkeys(("kr", "mil", "mrd", "tus", "nor", *_CURRENCIES), "money")
_COUNTING = frozenset({"nye", "flere", "fleire", "ekstra", "færre"}) | {
    re.match("[a-zæøå]{0,2}", unit.lower()).group()  # type: ignore[union-attr]  # nothing is matched too
    for unit in (*_UNITS["measures"], *_DATA["quantities"]["units"])
}
_ENDS_OF_CURRENCIES = ("r", "R", "r.", "R.", "K", "D", "€")  # 'kr', 'KR.', 'kroner', 'NOK', 'USD'
_Reader: TypeAlias = Callable[[Source, int], Citation | None]


def values_at(source: Source, position: int) -> Iterator[Citation]:
    """The value whose digits begin at a position; at most one. The word after the digits says which to try."""
    for reader in _readers(source, position):
        if value := reader(source, position):
            yield value
            return


def _readers(source: Source, position: int) -> Iterator[_Reader]:
    text = source.text
    follows = _FOLLOWS.match(text, position)
    word = follows["word"].lower() if follows else ""
    start = word[:3]
    if start in _DATED or "." in text[position : position + 3]:
        yield date_at
    if text[position : position + 2] in _CENTURIES:
        yield year_at
    kind = (_KINDS.get(start) or _KINDS.get(word[:2]) or _KINDS.get(word[:1])) if word else None
    if kind == "share":
        yield _percent
    before = text[max(0, position - 4) : position].rstrip()
    if kind == "money" or before.endswith(_ENDS_OF_CURRENCIES) or ",-" in text[position : position + 12]:
        yield _money
    if kind == "base":
        yield _base_amount
    counts = word and (kind == "money" or word[:2] in _COUNTING or word in _COUNTING or word.endswith(_NOUNS))
    if counts or _GROUPED.match(text, position):
        yield _quantity


def _percent(source: Source, position: int) -> Citation | None:
    found = _PERCENT.match(source.text, position)
    if found is None or not _is_range(source.text, found):
        return None
    unit = "percentage-points" if found["unit"].lower() == "prosentpoeng" else "percent"
    number = _sign(source.text, position, found.end()) + _numbers(found, scale=None)
    return _value(position, found.end(), "percent", f"{unit}/{number}")


def _money(source: Source, position: int) -> Citation | None:
    money = money_at(source.text, position)
    if money is None:
        return None
    amounts = [_written(amount) for amount in (money.low, money.high) if amount is not None]
    return _value(money.start, money.end, "money", f"money/{money.unit}/" + "..".join(amounts))


def _base_amount(source: Source, position: int) -> Citation | None:
    """'2G', '6 G', 'seks ganger G': the base amount of the national insurance, not the generation of a network."""
    text = source.text
    found = _BASE_AMOUNT.match(text, position)
    if found is None or not _is_range(text, found) or not _in_text(text, position):
        return None
    if _NETWORK.search(text, max(0, position - 60), found.end() + 40):
        return None
    return _value(position, found.end(), "money", f"money/G/{_numbers(found, scale=None)}")


def _quantity(source: Source, position: int) -> Citation | None:
    """'120 nye plasser', '2,5 TWh', '4 075 stemmeberettigede', '1 100' alone."""
    text = source.text
    if not begins_word(text, position):
        return None
    found = _COUNTED.match(text, position)
    grouped = _GROUPED.match(text, position)
    if grouped and "." in grouped.group():  # '43.593' may be a height
        grouped = None
    if found and _is_range(text, found):
        unit = found["unit"]
        if measure := _MEASURE.match(text, found.start("unit")):
            return _counted(text, found, measure["unit"], measure.end())
        if unit.islower() and (unit.endswith(_NOUNS) or (grouped and unit not in _NO_NOUNS)):
            return _counted(text, found, unit, found.end())
    if grouped is None or not _ALONE.match(text, grouped.end()) or not _in_text(text, position):
        return None
    number = _sign(text, position, grouped.end()) + _written(number_value(grouped.group()))
    return _value(position, grouped.end(), "quantity", f"quantity/{number}/?")


def _counted(text: str, found: re.Match[str], unit: str, end: int) -> Citation:
    name = slug(_UNITS["names"].get(unit.lower(), unit)) or "?"
    number = _sign(text, found.start(), end) + _numbers(found, scale=found["scale"])
    return _value(found.start(), end, "quantity", f"quantity/{number}/{name}")


def _in_text(text: str, position: int) -> bool:
    return _IN_TEXT.search(text, max(0, position - 24), position) is not None


def _is_range(text: str, found: re.Match[str]) -> bool:
    """Whether the two numbers, if there are two, are the ends of a range: '10–15', 'mellom 10 og 15'."""
    if not found["two"]:
        return True
    if found["og"] and not _MIDWAY.search(text, max(0, found.start() - 12), found.start()):
        return False
    return number_value(found["one"]) < number_value(found["two"])


def _sign(text: str, start: int, end: int) -> str:
    """'>=', '<=', '>' or '<' where the words beside a number say at least, at most, more or less than."""
    before = text[max(0, start - _REACH) : start]
    if stated := or_more(text, end) or find_sign(before):
        if stated in _NOT_SO and _NOT.search(text, max(0, start - 60), start):
            stated = _NOT_SO[stated]  # 'skal ikke være høyere enn 20 prosent'
        return _SIGNS[stated]
    return ">" if _PASSED.search(before) else ""


def _numbers(found: re.Match[str], *, scale: str | None) -> str:
    """The number of a match, or the two ends of its range."""
    numbers = [number_value(found[name]) * scale_value(scale) for name in ("one", "two") if found[name]]
    return "..".join(map(_written, numbers))


def _written(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _value(start: int, end: int, type_: str, cite_id: str) -> Citation:
    return Citation(start, end, type_, "value", f"value-{type_}", cite_id)

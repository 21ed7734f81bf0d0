"""Values: dates, money, shares, quantities and deadlines. They are no references, and have ids of their own."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

from loftespor.extract.citation.grammar import DASH, DAY_DATE, GAP, MONTH, MONTHS, SPACE, YEAR, full_year, iso_date
from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.records import Citation

STEMS = ("innen ", "innan ", "innen\n", "før ", "senest ", "seinast ", "i løpet av", "i perioden", "fram mot ")

_THOUSANDS = r"\d{1,3}(?:[ .\u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?"
_AMOUNT = rf"(?:{_THOUSANDS}|\d{{1,3}},\d{{3}}(?![\d,])|\d+(?:[,.]\d+)?)"
_RANGE = rf"(?P<one>{_AMOUNT})(?:{GAP}(?:{DASH}|til){GAP}(?P<two>{_AMOUNT}))?"
_SCALE = r"(?P<scale>mrd\.?|milliard(?:er|ar)?|mill\.?|million(?:er|ar)?|tusen)"
_KRONER = r"(?:kroner|kr(?![a-zæøå])\.?|NOK\b)"
_MONEY = re.compile(
    rf"{_RANGE}{GAP}(?:{_SCALE}{GAP}(?:norske{SPACE})?{_KRONER}|(?P<short>MNOK|MRDNOK|mnok)\b|{_KRONER}|(?P<base>G)(?![\w-]))"
)
_MONEY_AFTER = re.compile(rf"{_RANGE}(?!\d)(?:{GAP}{_SCALE}(?!\w))?(?:,-)?")
_KR_BEFORE = re.compile(r"(?:\bkr\.?|\bNOK)\s{0,3}$", re.IGNORECASE)
_PERCENT = re.compile(rf"{_RANGE}{GAP}(?P<unit>prosentpoeng|prosent|pst\.?|%)", re.IGNORECASE)
_DAY = re.compile(DAY_DATE, re.IGNORECASE)
_NUMERIC_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})\.{GAP}(?P<month>\d{{1,2}})\.{GAP}(?P<year>(?:19|20)\d\d|\d\d)(?!\d|\.\d)"
)
_MONTH_BEFORE = re.compile(rf"\b(?P<month>{MONTH})\s{{1,4}}$", re.IGNORECASE)
_MONTH_RANGE = re.compile(rf"{GAP}(?:til|{DASH}){GAP}(?P<month>{MONTH}){SPACE}(?P<year>{YEAR})(?!\d)", re.IGNORECASE)
_YEAR_HERE = re.compile(rf"(?P<year>{YEAR})(?!\d)")
_GROUPED = re.compile(
    rf"(?P<number>\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}})+)(?![\d.,]\d|\d)(?:{SPACE}(?P<noun>[a-zæøå]{{3,30}}))?"
)
_COUNTED = re.compile(
    rf"(?P<number>\d{{1,6}}){SPACE}(?:nye{SPACE})?(?P<noun>personer|plasser|plassar|årsverk|boliger|bustader|elever|elevar"
    r"|ansatte|tilsette|barn|husstander|lærere|lærarar|politifolk|studieplasser|sykehjemsplasser|stillinger)(?!\w)"
)
_COMPARISONS = (
    (re.compile(r"(?:minst|minimum|minimalt|ikke under)\s{1,3}$", re.IGNORECASE), ">="),
    (
        re.compile(r"(?:høyst|høgst|maks(?:imalt|imum)?\.?|inntil|opptil|maksimum|ikke over)\s{1,3}$", re.IGNORECASE),
        "<=",
    ),
    (re.compile(r"(?:over|mer enn|meir enn|passert)\s{1,3}$", re.IGNORECASE), ">"),
    (re.compile(r"(?:under|mindre enn)\s{1,3}$", re.IGNORECASE), "<"),
)
_POWERS = {"mrd": 10**9, "mil": 10**6, "tus": 10**3}

_BY = re.compile(
    rf"(?:(?:senest|seinast){SPACE})?(?:(?:innen|innan|senest|seinast|i{SPACE}løpet{SPACE}av|fram{SPACE}mot){SPACE})"
    rf"(?:(?:senest|seinast|innen|i{SPACE}løpet{SPACE}av|i|den){SPACE})?(?:(?:utgangen|utgongen|slutten|enden){SPACE}av{SPACE})?(?:år(?:et)?{SPACE})?"
    rf"(?:{DAY_DATE}|(?P<only_year>{YEAR})(?![\d-]|{GAP}{DASH}{GAP}\d)|(?P<period>(?:den{SPACE})?(?:\w{{0,20}}periode(?:n|a)))(?!\w))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"før{SPACE}(?:{DAY_DATE}|(?P<only_year>{YEAR})(?!\d)|(?P<season>sommer|jul|påske|høst|vår)(?:en|a)?(?!\w))",
    re.IGNORECASE,
)
_PERIOD = re.compile(rf"i{SPACE}perioden(?!\w)(?!{SPACE}(?:\d|{MONTH}|fra|frå))", re.IGNORECASE)


def _value(start: int, end: int, type_: str, cite_id: str) -> Citation:
    return Citation(start, end, type_, "value", f"value-{type_}", cite_id)


def number_of(digits: str) -> Decimal:
    """The number that digits mean: '1 670', '100.000', '182,000' are thousands; '4,2' is a fraction."""
    plain = re.sub(r"\s", "", digits)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        return Decimal(re.sub(r"[.,]", "", plain))
    head, _, fraction = plain.partition(",")
    head = re.sub(r"\.(?=\d{3})", "", head)
    return Decimal(f"{head}.{fraction}") if fraction else Decimal(head)


def _written(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _comparison(text: str, start: int) -> str:
    before = text[max(0, start - 20) : start]
    return next((sign for pattern, sign in _COMPARISONS if pattern.search(before)), "")


_DIGITS_AND_WORD = re.compile(r"[\d.,\s\u2013-]{1,40}(?:til\s[\d.,\s]{1,20})?(?P<word>[a-zæøå%]{0,3})", re.IGNORECASE)
_WORDS = {"%": "share", "pro": "share", "pst": "share", "kr": "money", "kro": "money", "mil": "money", "mrd": "money"}
_WORDS |= {"tus": "money", "nok": "money", "mno": "money", "g": "money", "nor": "money"}
_WORDS |= {name[:3]: "date" for name in MONTHS}
_COUNTED_STARTS = frozenset(
    {"per", "pla", "års", "bol", "bus", "ele", "ans", "til", "bar", "hus", "lær", "pol", "stu", "syk", "sti", "nye"}
)
_Reader: TypeAlias = Callable[[str, int, int], Citation | None]


def values_at(source: Source, position: int) -> Iterator[Citation]:
    """The value whose digits begin at a position; at most one. The first letters after the digits say which to try."""
    for reader in _readers(source, position):
        if value := reader(source.text, position, source.context.latest_year):
            yield value
            return


def _readers(source: Source, position: int) -> tuple[_Reader, ...]:
    text = source.text
    follows = _DIGITS_AND_WORD.match(text, position)
    word = follows["word"].lower() if follows else ""
    kind = _WORDS.get(word) or _WORDS.get(word[:2]) or _WORDS.get(word[:1])
    before = text[max(0, position - 2) : position]
    found: list[_Reader] = []
    if kind == "date" or "." in text[position : position + 3]:
        found.append(_date)
    if kind == "share":
        found.append(_percent)
    near = source.low[max(0, position - 5) : position]
    if kind == "money" or "kr" in near or "nok" in near:
        found.append(_money)
    if before[:1].isalpha() and before[1:].isspace():
        found.append(_month)
    if word in _COUNTED_STARTS or (follows and follows.end("word") - position > 4):
        found.append(_quantity)
    return tuple(found)


def _date(text: str, position: int, latest: int) -> Citation | None:
    found = _DAY.match(text, position) or _NUMERIC_DAY.match(text, position)
    if found is None:
        return None
    day = iso_date(str(full_year(found["year"], latest=latest)), found["month"], found["day"])
    return _value(position, found.end(), "date", f"date/{day}") if day else None


def _month(text: str, position: int, latest: int) -> Citation | None:
    """'mars 2025', 'mars 2025 til mars 2026': the value begins at the month before the digits."""
    del latest
    year = _YEAR_HERE.match(text, position)
    before = _MONTH_BEFORE.search(text, max(0, position - 14), position) if year else None
    if year is None or before is None:
        return None
    start = before.start("month")
    if not begins_word(text, start):
        return None
    first = f"{year['year']}-{MONTHS[before['month'].lower()]:02}"
    if until := _MONTH_RANGE.match(text, year.end()):
        last = f"{until['year']}-{MONTHS[until['month'].lower()]:02}"
        return _value(start, until.end(), "date", f"date/{first}..{last}")
    return _value(start, year.end(), "date", f"date/{first}")


def _percent(text: str, position: int, latest: int) -> Citation | None:
    del latest
    found = _PERCENT.match(text, position)
    if found is None:
        return None
    number = _written(number_of(found["one"]))
    if found["two"]:
        number += ".." + _written(number_of(found["two"]))
    unit = "percentage-points" if found["unit"].lower() == "prosentpoeng" else "percent"
    return _value(position, found.end(), "percent", f"{unit}/{_comparison(text, position)}{number}")


def _money(text: str, position: int, latest: int) -> Citation | None:
    del latest
    found = _MONEY.match(text, position)
    start = position
    if found is None:
        before = _KR_BEFORE.search(text, max(0, position - 8), position)
        found = _MONEY_AFTER.match(text, position) if before and _is_kr(text, before) else None
        if found is None or before is None:
            return None
        start = before.start() if before.group()[0] in "kKN" else before.start() + 1
    groups = found.groupdict()
    if groups.get("base"):
        return _value(start, found.end(), "money", f"money/G/{_written(number_of(found['one']))}")
    power = 10**6 if groups.get("short") else _POWERS.get((groups.get("scale") or "")[:3].lower(), 1)
    # With 'mill.' after it a comma is a decimal mark even before three digits.
    amounts = [_kroner(found[name], power, scaled=power > 1) for name in ("one", "two") if found[name]]
    return _value(start, found.end(), "money", "money/NOK/" + "..".join(amounts))


def _is_kr(text: str, before: re.Match[str]) -> bool:
    """'NOK' in capitals only: 'nok' is a word."""
    word = before.group().strip(" .\u00a0\n")
    return begins_word(text, before.start()) and (word.lower() == "kr" or word == "NOK")


def _kroner(digits: str, power: int, *, scaled: bool) -> str:
    number = number_of(digits)
    if scaled and re.fullmatch(r"\d{1,3},\d{3}", digits):
        number = Decimal(digits.replace(",", "."))
    return _written(number * power)


def _quantity(text: str, position: int, latest: int) -> Citation | None:
    del latest
    found = _GROUPED.match(text, position) or _COUNTED.match(text, position)
    if found is None or not begins_word(text, position):
        return None
    number = re.sub(r"\s", "", found["number"])
    noun = found["noun"] or "?"
    end = found.end("number") if found["noun"] is None else found.end()
    return _value(position, end, "quantity", f"quantity/{_comparison(text, position)}{number}/{slug(noun) or '?'}")


def deadlines_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The deadline whose first word stands at a position: 'innen 2030', 'før sommeren', 'i løpet av perioden'."""
    del stem
    text = source.text
    if not begins_word(text, position):
        return
    if found := _BY.match(text, position):
        if found["period"]:
            yield _value(position, found.end(), "deadline", "deadline/periode")
        elif day := _last_day(found):
            yield _value(position, found.end(), "deadline", f"deadline/<={day}")
    elif found := _BEFORE.match(text, position):
        if found["season"]:
            yield _value(position, found.end(), "deadline", f"deadline/{found['season'].lower()}")
        else:
            day = f"{found['only_year']}-01-01" if found["only_year"] else _last_day(found)
            if day:
                yield _value(position, found.end(), "deadline", f"deadline/<{day}")
    elif found := _PERIOD.match(text, position):
        yield _value(position, found.end(), "deadline", "deadline/periode")


def _last_day(found: re.Match[str]) -> str | None:
    if found["only_year"]:
        return f"{found['only_year']}-12-31"
    return iso_date(found["year"], found["month"], found["day"])

"""Circulars: 'rundskriv R-112/15', 'I-2008-1', 'T-1442/16'. Numbers come before or after the year.

A part of four digits that is a year is the year; the other part may be larger than it. Which series are known without
the word 'rundskriv' is data: circulars.toml.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from loftespor.extract.citation.grammar import GAP, JOINT, SPACE, full_year
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.data_file import read_data
from loftespor.extract.records import Citation

_HYPHEN = r"[-\u2010-\u2013]"
_SERIES = r"(?P<series>[A-Z]{1,3}|U[Dd][Ii][Rr])"
_WORD = re.compile(
    rf"rund{JOINT}skriv(?:et|a|ene)?(?:,?{SPACE}nr\.?|{GAP}:)?{SPACE}(?:UDI{SPACE})?(?:nr\.?{SPACE})?", re.IGNORECASE
)
_FIRST_IS_YEAR = re.compile(rf"{_SERIES}{_HYPHEN}{GAP}(?P<year>(?:19|20)\d\d)/{GAP}(?P<number>\d{{1,3}})(?!\d)")
_YEAR_FIRST = re.compile(rf"{_SERIES}(?:{_HYPHEN}|\s)?(?P<year>(?:19|20)\d\d){_HYPHEN}(?P<number>\d{{1,4}})(?!\d)")
_YEAR_LAST = re.compile(
    rf"{_SERIES}{_HYPHEN}{GAP}(?P<number>\d{{1,4}})(?:/{GAP}|{_HYPHEN}(?=(?:19|20)\d\d))(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"
)
_TWO_DIGITS = re.compile(r"(?P<series>F)(?P<number>\d\d)-(?P<year>\d\d)(?!\d)")
_PLAIN = re.compile(rf"{_SERIES}(?P<dash>-?)(?P<number>\d{{1,4}}[A-Z]?(?:-\d\d)?)(?![\w/-])")
_NAV = re.compile(r"\bNavs?\s+$", re.IGNORECASE)
_ALSO = re.compile(rf"(?:,|{GAP}(?:og|samt|eller)){GAP}(?:nr\.?{GAP})?(?=[A-Z]{{1,3}}-?\d)")
_NEAR = 300  # how close to 'rundskriv' a series of everyday letters must stand


@lru_cache(maxsize=1)
def _bare() -> dict[str, str]:
    """When each series is known without the word."""
    rows = read_data("citation/circulars.toml")["circular"]
    return {letters: row["bare"] for row in rows for letters in row["letters"]}


@lru_cache(maxsize=1)
def stems() -> tuple[str, ...]:
    """The letters at which circulars are looked for: the word, and each series with the first digit of its number."""
    known = [letters.lower() for letters, bare in _bare().items() if bare != "word"]
    return ("rundskriv", "rund-", "rund\u00ad", *(f"{letters}-{digit}" for letters in known for digit in "0123456789"))


def _dated(source: Source, position: int) -> tuple[str, str, int] | None:
    """Series, number and end of a circular with its year."""
    text = source.text
    found = (
        _FIRST_IS_YEAR.match(text, position)
        or _YEAR_FIRST.match(text, position)
        or _YEAR_LAST.match(text, position)
        or _TWO_DIGITS.match(text, position)
    )
    if found is None:
        return None
    year = full_year(found["year"], latest=source.context.latest_year)
    series = found["series"].lower()
    return series, f"{series}-{year}-{int(found['number'])}", found.end()


def circulars_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The circulars named at a position: after the word, or of a series that is known without it."""
    if stem.startswith("rund"):
        yield from _worded(source, position)
    elif begins_word(source.text, position) and (citation := _alone(source, position)):
        yield citation


def _worded(source: Source, start: int) -> Iterator[Citation]:
    word = _WORD.match(source.text, start)
    where = word.end() if word else 0
    prefix = "nav-" if _NAV.search(source.text, max(0, start - 6), start) else ""
    while word is not None:
        plain = _PLAIN.match(source.text, where)
        if dated := _dated(source, where):
            _, number, end = dated
        elif plain:
            number, end = plain.group().lower(), plain.end()
        else:
            return
        yield _citation(start, end, prefix + number)
        also = _ALSO.match(source.text, end)
        if also is None:
            return
        start = where = also.end()


def _alone(source: Source, position: int) -> Citation | None:
    """A circular without the word."""
    dated = _dated(source, position)
    if dated is None:
        plain = _PLAIN.match(source.text, position)
        if plain and _bare().get(plain["series"]) == "plain" and len(plain["number"]) == 4:
            return _citation(position, plain.end(), plain.group().lower())
        return None
    series, number, end = dated
    known = _bare().get(series.upper())
    year = int(number.split("-")[1])
    if known in (None, "word") or not 1950 <= year <= source.context.latest_year:
        return None
    near = "rundskriv" in source.low[max(0, position - _NEAR) : end + _NEAR]
    certain = known != "near" or near or str(year) in source.text[position:end]
    return _citation(position, end, number) if certain else None


def _citation(start: int, end: int, number: str) -> Citation:
    return Citation(start, end, "rundskriv", "document", "circular", f"rundskriv/{number}")

"""Circulars: 'rundskriv R-112/15', 'I-2008-1', 'T-1442/16'. Numbers come before or after the year."""

import re
from collections.abc import Iterator

from loftespor.extract.citation.grammar import GAP, SPACE, full_year
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.records import Citation

# Series known well enough to be cited without the word 'rundskriv', by letter and first digit.
STEMS = ("rundskriv", "t-1", "t-2", "t-3", "q-0", "q-1", "q-2", "r-1", "is-", "ik-")

_WORD = re.compile(rf"rundskriv(?:et)?(?:{SPACE}nr\.?)?{SPACE}", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?P<series>[A-Z]{1,3})[-\s]?(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,4})(?!\d)")
_YEAR_LAST = re.compile(rf"(?P<series>[A-Z]{{1,3}})-(?P<number>\d{{1,4}})/{GAP}(?P<year>\d{{4}}|\d\d)(?!\d)")
_FIRST_IS_YEAR = re.compile(r"(?P<series>[A-Z]{1,3})-(?P<year>(?:19|20)\d\d)/(?P<number>\d{1,3})(?!\d)")
_PLAIN = re.compile(r"(?P<series>[A-Z]{1,3})(?P<dash>-?)(?P<number>\d{1,4}[A-Z]?(?:-\d\d)?)(?![\w/-])")
_NAV = re.compile(r"\bNavs?\s+$", re.IGNORECASE)


def _read(source: Source, position: int, *, bare: bool) -> tuple[str, int] | None:
    """The id and the end of a circular's number."""
    text = source.text
    if (
        found := _FIRST_IS_YEAR.match(text, position)
        or _YEAR_FIRST.match(text, position)
        or _YEAR_LAST.match(text, position)
    ):
        year = full_year(found["year"], latest=source.context.latest_year)
        return f"{found['series'].lower()}-{year}-{int(found['number'])}", found.end()
    found = _PLAIN.match(text, position)
    if found is None or (bare and not (found["series"] == "Q" and len(found["number"]) == 4)):
        return None
    return found.group().lower(), found.end()


def circulars_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The circular named at a position."""
    if stem != "rundskriv":
        read = _read(source, position, bare=True) if begins_word(source.text, position) else None
        if read:
            yield _citation(position, read[1], read[0])
        return
    word = _WORD.match(source.text, position)
    read = _read(source, word.end(), bare=False) if word else None
    if read is None:
        return
    prefix = "nav-" if _NAV.search(source.text, max(0, position - 6), position) else ""
    yield _citation(position, read[1], prefix + read[0])


def _citation(start: int, end: int, number: str) -> Citation:
    return Citation(start, end, "rundskriv", "document", "circular", f"rundskriv/{number}")

"""Events that are deadlines: the making of a budget, the revision of a plan; and words that only say 'soon'."""

import re
from collections.abc import Iterator

from loftespor.extract.data_file import compile_pattern, read_data
from loftespor.extract.quantities.days import Days, year_days
from loftespor.extract.quantities.reference import Reference
from loftespor.extract.quantities.times import DASH, YEAR
from loftespor.extract.records import Deadline

_FILE = "frame/deadlines.toml"
_DATA = read_data(_FILE)
_YEARS = rf"(?P<from>{YEAR})(?!\d)(?:(?:{DASH}|/)(?P<until>{YEAR}|\d\d)(?!\d))?"


def _patterns(table: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a table's rows; line feeds in them are there for the reader."""
    found = []
    for row in _DATA[table]:
        pattern = row["pattern"]
        for name, part in {**_DATA["parts"], "years": _YEARS}.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        where = f"extract/{_FILE}, {table} '{row['name']}'"
        found.append(compile_pattern(rf"\b(?:{pattern})(?!\w)".replace("\n", ""), where=where))
    return tuple(found)


_IS_CHANGED = re.compile(r"revider|tertial|juster|ruller|revisjon|tillegg")
_EVENTS, _SOON = _patterns("event"), _patterns("soon")


def find_events(text: str, reference: Reference) -> Iterator[tuple[int, Deadline]]:
    """Where a budget or plan is named in whose making a thing is to be done, with the deadline that is.

    A budget with its year gives the days of that year, though it is made the year before: its money is there to be seen
    in no other. One that lies behind the document gives none.
    """
    for pattern in _EVENTS:
        for match in pattern.finditer(text):
            days = _days(match, reference)
            if days is None:
                yield match.start(), Deadline(match.group(), None, None, "unstated")
            elif not _is_made(match, days, reference):
                precision = "year" if days[0].year == days[1].year else "period"
                yield match.start(), Deadline(match.group(), *days, precision)


def find_soon(text: str) -> Iterator[tuple[int, Deadline]]:
    """Where a text says 'snarest', 'umiddelbart', 'så snart som mulig'."""
    for pattern in _SOON:
        for match in pattern.finditer(text):
            yield match.start(), Deadline(match.group(), None, None, "unstated")


def _days(match: re.Match[str], reference: Reference) -> Days | None:
    """The years a budget is for: stated, or 'neste års' and 'årets' from the document's date."""
    words = match.groupdict()
    if first := words.get("from"):
        until = words["until"] or first
        return year_days(int(first), int(until if len(until) == 4 else first[:2] + until))
    if (words.get("next") or words.get("this")) and reference.date is not None:
        year = reference.date.year + (words["next"] is not None)
        return year_days(year, year)
    return None


def _is_made(match: re.Match[str], days: Days, reference: Reference) -> bool:
    """Whether the budget was made before the document: in the year before, where it is not one that changes another."""
    if reference.year is None:
        return False
    words = match.group().casefold()
    if reference.date is not None and not _IS_CHANGED.search(words):
        return days[0].year <= reference.year
    return days[1].year < reference.year + ("forslag" in words)

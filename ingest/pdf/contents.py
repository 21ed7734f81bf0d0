"""Tables of contents: lines that end in page numbers. They repeat the headings, so they are no text."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from loftespor.ingest.pdf.columns import Placed

# '1 200' is no page number.
_ENTRY = re.compile(r"(?<!\d)[\s.…·_]+(\d{1,4})$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_TITLE = re.compile(r"(?:innhold|innhald|innholdsfortegnelse|innhaldsliste|contents)\W*$", re.IGNORECASE)
_LEAST = 5
_LONGEST = 200  # characters of a line: what is longer is text


def without_contents(lines: Sequence[Placed], *, pages: int) -> list[Placed]:
    """The lines of one page with those of a table of contents emptied.

    Five lines or more that end in page numbers which do not fall, and most of the page; or as many with dot
    leaders. A number far beyond the document's `pages` is a year or an amount.
    """
    highest = 1.5 * pages + 20
    found = [_entry(placed) if placed.line.text[-1:].isdigit() else None for placed in lines]
    entries = [int(entry[1]) if entry and int(entry[1]) <= highest else None for entry in found]
    numbers = [number for number in entries if number is not None]
    if len(numbers) < _LEAST:
        return list(lines)
    rising = sum(a <= b for a, b in itertools.pairwise(numbers))
    if rising < 0.85 * (len(numbers) - 1):
        return list(lines)
    leaders = sum(bool(_LEADERS.search(placed.line.text)) for placed in lines)
    titled = any(_TITLE.match(placed.line.text) for placed in lines)
    if leaders < _LEAST and len(numbers) < (0.3 if titled else 0.6) * len(lines):
        return list(lines)
    first = next(i for i, number in enumerate(entries) if number is not None)
    last = max(i for i, number in enumerate(entries) if number is not None)
    title = next((i for i in range(first) if _TITLE.match(lines[i].line.text)), first)
    return [
        replace(placed, line=placed.line.emptied("running")) if title <= place <= last else placed
        for place, placed in enumerate(lines)
    ]


def _entry(placed: Placed) -> re.Match[str] | None:
    text = placed.line.text
    return _ENTRY.search(text) if len(text) < _LONGEST and _LETTERS.search(text) else None

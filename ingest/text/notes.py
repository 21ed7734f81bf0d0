"""Footnotes in plain text: '1 Rapport …' below, and the mark glued to a word above ('Riksrevisjonen1').

A line is a footnote only when its number is the next one and a mark with that number stands above it; so the
chapter '1 Mandat' is none, and 'Meld. St. 516' is 'Meld. St. 5' only where a footnote 16 follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loftespor.ingest.drafts import Draft
from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import Line

_DEFINITION = re.compile(r"(\d{1,3})\s+(?=\S)")
_GLUED = re.compile(
    r"(?<=[^\W\d_])\d{1,3}(?!\d)|(?<=[)»”\"])\d{1,3}(?!\d)|(?<=[a-zæøå][.,;:])\d{1,3}(?!\d)"
    # '516' may be 5 with the mark 16; the 11 of '11. april' and '11.4.2025' is a day.
    r"|\d{2,7}(?!\d|\.\s?(?:\d|(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)))"
)
# A note whose mark was lost in conversion may be missing from the sequence.
_SKIPPED = 2
_ADDRESS = re.compile(r"\S*(?:https?://|www\.)\S*")
_AFTER_WORD = re.compile(r"(?:[^\W\d_]|[)»”\"])[.,;:]?$")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A possible note mark: its digits end at character `end` of line `line`; `whole` unless they end a number."""

    line: int
    start: int
    end: int
    whole: bool


def take_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Draft]]:
    """The body's lines without note marks, and the footnotes as drafts, in order."""
    definitions = _definitions(lines)
    if not definitions:
        return list(lines), []
    body = list(lines)
    notes: list[Draft] = []
    cuts: dict[int, list[tuple[int, int]]] = {}
    taken: set[int] = set()
    for number, at, mark in definitions:
        end = _definition_end(lines, at)
        notes.append(_note(number, lines[at:end]))
        taken.update(range(at, end))
        if mark is not None:
            cuts.setdefault(mark.line, []).append((mark.start, mark.end))
    numbers = {number for number, _, _ in definitions}
    for place, line in enumerate(body):
        spans = {*cuts.get(place, ()), *_repeated(line.text, numbers)} if place not in taken else set()
        for start, end in sorted(spans, reverse=True):
            body[place] = body[place].cut(start, end, "note_mark")
    return [line for place, line in enumerate(body) if place not in taken], notes


def _definitions(lines: Sequence[Line]) -> list[tuple[int, int, _Mark | None]]:
    """Number, line and mark of each footnote, found in order."""
    found: list[tuple[int, int, _Mark | None]] = []
    expected = 1
    above: list[_Mark] = []
    within = False
    for place, line in enumerate(lines):
        definition = _DEFINITION.match(line.text)
        if definition and (within or line.gap >= 1 or place == 0):
            number = int(definition[1])
            mark = _chosen(above, number, lines) if expected <= number <= expected + _SKIPPED else None
            if mark is not None or (within and number == expected):
                found.append((number, place, mark))
                expected = number + 1
                within = True
                continue
        if within and _carries_on(lines, place):
            continue
        within = False
        above += _marks(line.text, place)
    return found


def _chosen(above: Sequence[_Mark], number: int, lines: Sequence[Line]) -> _Mark | None:
    """The first mark glued to a word with this number; without one the last number that ends in it."""
    digits = str(number)
    candidates = [m for m in above if lines[m.line].text[m.start : m.end].endswith(digits)]
    whole = [m for m in candidates if m.whole and m.end - m.start == len(digits)]
    whole += [part for m in above for part in _in_a_row(m, number, lines[m.line].text)]
    if whole:
        return whole[0]
    parts = [
        m for m in candidates if m.end - m.start > len(digits) and not _is_year(lines[m.line].text[m.start : m.end])
    ]
    return replace(parts[-1], start=parts[-1].end - len(digits)) if parts else None


def _in_a_row(mark: _Mark, number: int, text: str) -> Iterator[_Mark]:
    """The part of a mark that is a number's, where two marks stand glued together: 'tvang1920'."""
    for first in (number - 1, number):
        if mark.whole and text[mark.start : mark.end] == f"{first}{first + 1}":
            middle = mark.start + len(str(first))
            yield replace(mark, end=middle) if first == number else replace(mark, start=middle)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")


def _marks(text: str, place: int) -> list[_Mark]:
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    marks = []
    for found in _GLUED.finditer(text):
        if any(start <= found.start() < end for start, end in addresses):
            continue
        whole = found.start() > 0 and bool(_AFTER_WORD.search(text[max(0, found.start() - 3) : found.start()]))
        marks.append(_Mark(place, found.start(), found.end(), whole))
    return marks


def _repeated(text: str, numbers: set[int]) -> set[tuple[int, int]]:
    """Marks of known notes glued to a word of lower case letters, or to a year ('i 202414')."""
    spans = set()
    for mark in _marks(text, 0):
        digits = text[mark.start : mark.end]
        if mark.whole and _word_before(text, mark.start) and int(digits) in numbers:
            spans.add((mark.start, mark.end))
        elif not mark.whole and len(digits) in (5, 6, 7) and digits[:2] in ("19", "20") and int(digits[4:]) in numbers:
            spans.add((mark.start + 4, mark.end))
    return spans


def _word_before(text: str, start: int) -> bool:
    word = text[:start].rstrip('.,;:)»”"').rsplit(" ", 1)[-1].lstrip('(«"')
    return (len(word) >= 3 and word.isalnum() and word[-1].islower()) or (word.isdigit() and text[start - 1] == ")")


def _definition_end(lines: Sequence[Line], at: int) -> int:
    end = at + 1
    while end < len(lines) and _carries_on(lines, end):
        end += 1
    return end


def _carries_on(lines: Sequence[Line], place: int) -> bool:
    """Whether a line carries on the footnote above it: directly below, no next number, no new page."""
    line = lines[place]
    if line.text.startswith(("http://", "https://")):
        return True
    return line.gap < 1 and line.indent < 1 and not _DEFINITION.match(line.text)


def _note(number: int, lines: Sequence[Line]) -> Draft:
    """The footnote, with the addresses that a converter listed below it."""
    definition = _DEFINITION.match(lines[0].text)
    assert definition is not None  # noqa: S101  a note begins at its number
    first = lines[0].cut(0, definition.end(), "marker")
    return Draft("footnote", join_lines([first, *lines[1:]]), marker=str(number))

"""Footnote marks glued to words, years and numbers: 'tvang19', 'i 202414', 'Meld. St. 516'.

A number of a document is split only when the footnote that its end names cites just that document; a mark is split
into two only when they follow each other.
"""

import re
from collections.abc import Iterator

from loftespor.extract.citation.organs import organ_before
from loftespor.extract.citation.source import Source
from loftespor.extract.records import Citation

_GLUED = re.compile(r"(?<=[a-zæøåA-ZÆØÅ)\"”»])(?<![^\w)\"”»]\w)(?P<mark>\d{1,4})(?=[\s.,;:]|$|[a-zæøå]{2,3}\s)")
_YEAR = re.compile(r"(?<!\d)(?P<year>20[0-3]\d)(?P<mark>\d{1,2})(?=[\s.,;:]|$)")
_LEADING = re.compile(r"(?:^|\n)(?P<mark>\d{1,3})\s(?=[A-ZÆØÅ][a-zæøå]+\s[a-zæøå])")
_BEFORE_GLUED = re.compile(r"[A-ZÆØÅa-zæøå]{3}$|[\"”»)]$")
_BEFORE_YEAR = re.compile(r"\b(?:i|fra|vår|våren|høsten|innen|siden|frå|per|sommeren|vinteren)\s{1,3}$", re.IGNORECASE)
# 'TEK17', 'SAK10': rules that end in a year are no words with a mark.
_NO_MARK = re.compile(r"\b(?:TEK|SAK|NS|NOU|ISO|EN|HEL|CO|PM|IK|IS|kap|nr|R|K)$")


def note_mark(start: int, end: int, number: str) -> Citation:
    """The mark of a footnote as a citation."""
    return Citation(start, end, "footnote", "value", "footnote-mark", f"fn/{number}")


def _note(start: int, end: int, mark: str) -> Citation:
    return note_mark(start, end, str(int(mark)))


def _split(mark: str) -> list[str]:
    """'1920' is 19 and 20, '910' is 9 and 10; a longer mark that is no pair of neighbours is none."""
    if len(mark) <= 2:
        return [mark]
    half = len(mark) // 2
    return [mark[:half], mark[half:]] if int(mark[half:]) == int(mark[:half]) + 1 else []


def footnotes_at(source: Source, position: int, end: int) -> Iterator[Citation]:
    """The footnote marks among the digits from `position` to `end`, and the body whose name carries them."""
    text = source.text
    before = text[max(0, position - 8) : position]
    if (found := _GLUED.match(text, position)) and _BEFORE_GLUED.search(before) and not _NO_MARK.search(before):
        yield from organ_before(text, position)
        start = position
        for mark in _split(found["mark"]):
            yield _note(start, start + len(mark), mark)
            start += len(mark)
    elif end - position in (5, 6) and (year := _YEAR.match(text, position)) and _before_year(source, position):
        yield _note(year.start("mark"), year.end(), year["mark"])


def _before_year(source: Source, position: int) -> bool:
    return _BEFORE_YEAR.search(source.text, max(0, position - 12), position) is not None


def leading_note(source: Source) -> Iterator[Citation]:
    """The number of a footnote that is the whole text: '17 Det fremkommer også …', when its context has notes."""
    if (found := _LEADING.match(source.text)) and (source.context.antecedents or source.context.footnotes):
        yield _note(found.start("mark"), found.end("mark"), found["mark"])

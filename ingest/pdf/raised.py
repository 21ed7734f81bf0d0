"""Marks of notes that are written with raised digits of their own ('skatt¹')."""

import re
from collections.abc import Iterator

from loftespor.ingest.pdf.words import Word, Words

_RAISED_DIGIT = re.compile("[⁰¹²³⁴-⁹]")
_RAISED_NUMBER = re.compile(r"(|.*[^\W\d_]{3}[.,:;)»”]?)([⁰¹²³⁴-⁹]{1,3})([.,:;)»”]{0,2})")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Of the size of the text, as such digits are drawn.
_SIZE, _UP = 0.6, 0.35


def raised_numbers(words: Words, text: str) -> dict[int, list[Word]]:
    """The words of a page that end in, or are, a number of raised digits, by their places: as word and mark.

    One after one or two letters is a power ('km²').
    """
    if not _RAISED_DIGIT.search(text):
        return {}
    places = [place for place, word in enumerate(words.texts) if _RAISED_NUMBER.fullmatch(word)]
    return {place: list(_parted(word)) for place, word in zip(places, words.rows(places), strict=True)}


def _parted(word: Word) -> Iterator[Word]:
    match = _RAISED_NUMBER.fullmatch(word.text)
    assert match is not None  # noqa: S101  it was chosen so
    name, number, rest = match.groups()
    widths = (len(name), _SIZE * len(number), len(rest))
    scale = (word.x1 - word.x0) / sum(widths)
    middle = word.x0 + scale * widths[0]
    end = word.x1 - scale * widths[2]
    if name:
        yield word._replace(text=name, x1=middle)
    yield word._replace(
        text=number.translate(_DIGITS), x0=middle, x1=end, size=_SIZE * word.size, base=word.base - _UP * word.size,
        glued=bool(name) or word.glued,
    )  # fmt: skip
    if rest:
        yield word._replace(text=rest, x0=end, glued=True)

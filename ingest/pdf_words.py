"""The words of a PDF page with their boxes, sizes and weights, as pdfium gives them.

One call gives the page's text; then a few foreign calls a word, made by `map` over addresses in one buffer. A call for
each character, in a loop of Python, costs more than six times the raw text.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, repeat
from typing import NamedTuple, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from loftespor.ingest.accounts import counted
from loftespor.ingest.pdf_calls import addresses_in, call_each, function
from loftespor.ingest.pdf_fonts import Fonts, Style
from loftespor.ingest.pdf_rulings import Rulings, page_objects

# What stands between words; a line's last hyphen, which pdfium marks so, ends a word too.
_SPACE = "\x00\t\n\r \xa0\u2000-\u200a\u3000"
_TOKEN = re.compile(f"[^{_SPACE}\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_LINE_HYPHENS = ("\x02", "\ufffe")
# A part of a word in less than this share of the size beside it is a raised or lowered mark.
_SMALLER = 0.8
# A word as wide as this many of its sizes a character has a gap in it; usual are .4 to .6.
_WIDE = 1.2


_text_object = function(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)
_loose_box = function(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_origin = function(raw.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)

_Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom edge


class Word(NamedTuple):
    """Characters without a space between them; coordinates in points from the top left corner of the page.

    `glued` says that no space stands before it (its size differs from the word before: a note mark). `hyphen`
    says that its last character is a hyphen at the line's end. `base` is the height of the baseline. (A named tuple: a
    page has hundreds, and frozen dataclasses take four times as long to make.)
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    base: float
    glued: bool = False
    hyphen: bool = False


class PageWords(NamedTuple):
    """A page's words in the order they were written, with its size and its ruling lines."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: Rulings = Rulings()
    pictures: int = 0
    characters: int = 0  # of the page as pdfium gives them, counted for the account


class _Frame(NamedTuple):
    """How the coordinates of a page's content become points from the top left corner of what is seen."""

    left: float
    bottom: float
    width: float  # of the page as its content is drawn, before it is turned
    height: float
    turned: int

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """The box of a rectangle: left, top, right, bottom edge as seen."""
        x0, x1 = left - self.left, right - self.left
        y0, y1 = bottom - self.bottom, top - self.bottom
        if self.turned == 90:
            return y0, x0, y1, x1
        if self.turned == 180:
            return self.width - x1, y0, self.width - x0, y1
        if self.turned == 270:
            return self.height - y1, self.width - x1, self.height - y0, self.width - x0
        return x0, self.height - y1, x1, self.height - y0


def _frame(page: pdfium.PdfPage) -> _Frame:
    left, bottom, right, top = page.get_cropbox()
    return _Frame(left, bottom, right - left, top - bottom, page.get_rotation())


def page_words(page: pdfium.PdfPage, number: int, fonts: Fonts) -> PageWords:
    """The words of a page; `number` counts from 1."""
    frame = _frame(page)
    textpage = page.get_textpage()
    try:
        drawn = _TextPage(textpage, frame, fonts)
        words = tuple(drawn.words())
    finally:
        textpage.close()
    width, height = page.get_width(), page.get_height()
    rulings, pictures = page_objects(page.raw, frame.box, width=width, height=height)
    return PageWords(number, width, height, words, rulings, pictures, counted(drawn.text))


def _text(textpage: pdfium.PdfTextPage) -> str:
    """The page's characters, one for each that pdfium counts; those it has no character for are spaces."""
    count = raw.FPDFText_CountChars(textpage)
    text: str = textpage.get_text_range() if count > 0 else ""
    if len(text) == count:
        return text
    return "".join(chr(raw.FPDFText_GetUnicode(textpage, place)) for place in range(max(0, count)))


class _TextPage:
    """A page's characters while its words are made of them."""

    def __init__(self, textpage: pdfium.PdfTextPage, frame: _Frame, fonts: Fonts) -> None:
        self.text = _text(textpage)
        self.address = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        self.frame, self.fonts = frame, fonts
        self.styles: dict[int, Style] = {}

    def words(self) -> Iterator[Word]:
        """The words in the order pdfium gives them; a change of size or a wide gap also ends one."""
        spans = [found.span() for found in _TOKEN.finditer(self.text)]
        ends = [place for start, end in spans for place in (start, end - 1)]
        boxes, objects, bases = self._boxes(ends), self._objects(ends), self._bases(ends[::2])
        styles, text = self.styles, self.text
        for number, (start, end) in enumerate(spans):
            x0, y0, _, y1 = boxes[2 * number]
            _, top, x1, bottom = boxes[2 * number + 1]
            size, bold = styles[objects[2 * number]]
            if end - start > 1 and (
                top >= y1 or bottom <= y0
                or not -size < x1 - x0 < _WIDE * (size or 4.0) * (end - start)
                or (objects[2 * number] != objects[2 * number + 1] and not self._alike(start, end))
            ):  # fmt: skip
                yield from self._parts(start, end)
                continue
            word, hyphen = _hyphened(text[start:end])
            yield Word(
                word, x0, min(top, y0), x1, max(bottom, y1), size, bold, bases[number],
                False, hyphen,
            )  # fmt: skip

    def _alike(self, start: int, end: int) -> bool:
        """Whether characters of several text objects have nearly one size."""
        sizes = [self.styles[thing].size for thing in self._objects(range(start, end))]
        return min(sizes) >= _SMALLER * max(sizes)

    def _parts(self, start: int, end: int) -> Iterator[Word]:
        """The words of a run of characters in which type or place changes."""
        places = range(start, end)
        boxes, bases = self._boxes(places), self._bases(places)
        styles = [self.styles[thing] for thing in self._objects(places)]
        first, glued, box = 0, False, boxes[0]
        for place in range(1, end - start + 1):
            if place < end - start and _same_word(box, styles[first], boxes[place], styles[place]):
                box = _around(box, boxes[place])
                continue
            text, hyphen = _hyphened(self.text[start + first : start + place])
            yield Word(text, *box, *styles[first], bases[first], glued, hyphen)
            if place < end - start:
                first, glued, box = place, _touches(box, styles[first], boxes[place]), boxes[place]

    def _boxes(self, places: Sequence[int]) -> list[_Box]:
        """The boxes of characters: as wide as they advance, as high as their font."""
        buffer = (ctypes.c_float * (4 * len(places)))()
        call_each(_loose_box, repeat(self.address), places, addresses_in(buffer, 16))
        values = iter(list(buffer))
        rows = zip(values, values, values, values, strict=True)  # left, top, right, bottom
        frame = self.frame
        if frame.turned:
            return [frame.box(*row) for row in rows]
        left, height = frame.left, frame.height + frame.bottom
        return [(x0 - left, height - top, x1 - left, height - bottom) for x0, top, x1, bottom in rows]

    def _objects(self, places: Iterable[int]) -> list[int]:
        """The addresses of the text objects that characters belong to, their styles known.

        A character that pdfium put in has none: it counts to the object before it.
        """
        found = list(map(_text_object, repeat(self.address), places))
        if None in found:
            found = list(accumulate(found, _or_before, initial=0))[1:]
        new = set(found) - self.styles.keys()
        if new:
            self.styles |= self.fonts.styles(new)
        return found

    def _bases(self, places: Sequence[int]) -> list[float]:
        """How far below the top the baselines of characters are."""
        buffer = (ctypes.c_double * (2 * len(places)))()
        xs = addresses_in(buffer, 16)
        call_each(_origin, repeat(self.address), places, xs, range(xs.start + 8, xs.stop + 8, 16))
        values = list(buffer)
        frame = self.frame
        if frame.turned:
            return [frame.box(x, y, x, y)[1] for x, y in zip(values[::2], values[1::2], strict=True)]
        height = frame.height + frame.bottom
        return [height - y for y in values[1::2]]


def _or_before(before: int, thing: int | None) -> int:
    return thing or before


def _hyphened(word: str) -> tuple[str, bool]:
    """A word as it is printed, and whether a line's hyphen ends it."""
    return (f"{word[:-1]}-", True) if word[-1] in _LINE_HYPHENS else (word, False)


def _around(a: _Box, b: _Box) -> _Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _same_word(word: _Box, style: Style, box: _Box, other: Style) -> bool:
    """Whether a character goes on a word: no other size, on its line, and no gap that nobody marked with a space."""
    low, high = sorted((style.size, other.size))
    return low >= _SMALLER * high and _touches(word, style, box)


def _touches(word: _Box, style: Style, box: _Box) -> bool:
    """Whether a character stands directly after the word on its line."""
    reach = 0.35 * max(style.size, 4.0)
    return -4 * reach < box[0] - word[2] < reach and box[1] < word[3] and box[3] > word[1]

"""What pdfium tells of a page: its words with their boxes, sizes and weights, its ruling lines and pictures.

One call gives the page's text; then a few foreign calls a word, made by `map` over addresses in one buffer, and the
rest in arrays. A call for each character, in a loop of Python, costs more than six times the raw text.
"""

import ctypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, repeat
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from loftespor.errors import TooLargeError
from loftespor.ingest.accounts import counted
from loftespor.ingest.pdf.bullets import Bullets
from loftespor.ingest.pdf.calls import addresses_in, call_each, function
from loftespor.ingest.pdf.fonts import Fonts, Style
from loftespor.ingest.pdf.links import page_links
from loftespor.ingest.pdf.raised import raised_numbers
from loftespor.ingest.pdf.rulings import Rulings, page_objects
from loftespor.ingest.pdf.words import Flags, Floats, Word, Words, words_of

# What stands between words; a line's last hyphen, which pdfium marks so, ends a word too.
_SPACE = "\x00\t\n\r \xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000"
_LINE_HYPHENS = "\x02\ufffe"
# A part of a word in less than this share of the size beside it is a raised or lowered mark; between the two it is one
# where its foot is so far, in sizes, from the other's: capitals of two sizes stand on one line.
_SMALLER, _HARDLY_SMALLER, _SHIFTED = 0.8, 0.88, 0.14
# A word as wide as this many of its sizes a character has a gap in it; usual are .4 to .6.
_WIDE = 1.2
_SAME_HEIGHT = 0.05  # points
# The densest page of a newspaper has some 20 000.
_MOST_CHARACTERS = 200_000

_text_object = function(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)
_loose_box = function(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_origin = function(raw.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)

_Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom edge
_Places: TypeAlias = npt.NDArray[np.intp]
_Addresses: TypeAlias = npt.NDArray[np.uint64]
_Number = TypeVar("_Number", float, Floats)


def _table(*groups: str) -> npt.NDArray[np.uint8]:
    """For each of the first 65536 characters the number of its group, 0 for those of none."""
    table = np.zeros(0x10000, dtype=np.uint8)
    for number, group in enumerate(groups, start=1):
        table[[ord(char) for char in group]] = number
    return table


_GAP, _HYPHEN = 1, 2
_KINDS = _table(_SPACE, _LINE_HYPHENS)


class PageWords(NamedTuple):
    """A page's words in the order they were written, with its size and its ruling lines."""

    number: int
    width: float
    height: float
    words: Words
    rulings: Rulings = Rulings()
    pictures: int = 0
    characters: int = 0  # of the page as pdfium gives them, counted for the account
    label: str = ""  # the number that the file states for the page: 'iv', 'A-3'
    recognised: bool = False  # its words were read from a picture
    known: float | None = None  # the share of its words that the word list knows


class _Frame(NamedTuple):
    """How the coordinates of a page's content become points from the top left corner of what is seen."""

    left: float
    bottom: float
    width: float  # of the page as its content is drawn, before it is turned
    height: float
    turned: int

    def box(
        self, left: _Number, top: _Number, right: _Number, bottom: _Number
    ) -> tuple[_Number, _Number, _Number, _Number]:
        """The box of a rectangle, or the boxes of many: left, top, right, bottom edge as seen."""
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


def page_words(page: pdfium.PdfPage, number: int, fonts: Fonts, bullets: Bullets | None = None) -> PageWords:
    """The words of a page; `number` counts from 1. `fonts` and `bullets` are what is known of the document's."""
    frame = _frame(page)
    textpage = page.get_textpage()
    try:
        drawn = _TextPage(textpage, frame, fonts)
        words = drawn.words()
    finally:
        textpage.close()
    words = _linked(words, page_links(page, frame.box))
    width, height = page.get_width(), page.get_height()
    rulings, pictures, dots = page_objects(page.raw, frame.box, width=width, height=height)
    words, drawn_bullets = (bullets or Bullets()).written(words, dots)
    characters = counted(drawn.text) + drawn_bullets
    return PageWords(number, width, height, words, rulings, pictures, characters, page.pdf.get_page_label(number - 1))


def _linked(words: Words, links: Sequence[tuple[str, _Box]]) -> Words:
    """The words with the addresses of the links they stand in."""
    if not links or not len(words):
        return words
    found = np.full(len(words), "", dtype=object)
    xs, ys = (words.x0 + words.x1) / 2, (words.y0 + words.y1) / 2
    for address, (left, top, right, bottom) in links:
        found[(left <= xs) & (xs <= right) & (top <= ys) & (ys <= bottom)] = address
    return replace(words, link=found) if found.any() else words


def _text(textpage: pdfium.PdfTextPage) -> str:
    """The page's characters, one for each that pdfium counts; those it has no character for are spaces.

    Raises TooLargeError for more than 200 000.
    """
    count = raw.FPDFText_CountChars(textpage)
    if count > _MOST_CHARACTERS:
        raise TooLargeError(f"has {count} characters, more than {_MOST_CHARACTERS}")
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

    def words(self) -> Words:
        """The words in the order pdfium gives them; a change of size or a wide gap also ends one."""
        starts, ends, hyphens = _spans(self.text)
        boxes = self._boxes(np.column_stack((starts, ends - 1)).ravel())
        (x0, y0, _, y1), (_, top, x1, bottom) = ([edge[first::2] for edge in boxes] for first in (0, 1))
        objects = self._objects(starts)
        things, firsts, numbers = np.unique(objects, return_index=True, return_inverse=True)
        sizes, bolds = self.fonts.styles(things.tolist())
        size, length, wide = sizes[numbers], ends - starts, x1 - x0
        odd = (top >= y1) | (bottom <= y0) | (wide <= -size) | (wide >= _WIDE * np.where(size, size, 4.0) * length)
        odd[self._changing(objects, starts, ends)] = True
        text = self.text
        texts = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        for place in np.flatnonzero(hyphens).tolist():
            texts[place] = f"{texts[place][:-1]}-"
        base = self._bases(starts, y0, y1, firsts[numbers])
        glued = np.zeros(len(texts), dtype=bool)
        words = Words(
            texts, x0, np.minimum(top, y0), x1, np.maximum(bottom, y1), size, bolds[numbers], base, glued, hyphens
        )
        apart = np.flatnonzero(odd & (length > 1)).tolist()
        words = _with_parts(words, {n: list(self._parts(int(starts[n]), int(ends[n]))) for n in apart})
        return _with_parts(words, raised_numbers(words, self.text))

    def _changing(self, objects: _Addresses, starts: _Places, ends: _Places) -> _Places:
        """Which words have characters of several text objects that are not nearly of one size.

        Objects come one after the other, so a word is of one when the next word begins in the same.
        """
        changes = np.ones(len(objects), dtype=bool)
        changes[:-1] = objects[:-1] != objects[1:]
        places = np.flatnonzero(changes)
        last = self._objects(ends[places] - 1)
        found: _Places = places[last != objects[places]]
        if not len(found):
            return found
        lengths = ends[found] - starts[found]
        firsts = np.cumsum(lengths) - lengths
        sizes, _ = self._styles(np.repeat(starts[found] - firsts, lengths) + np.arange(lengths.sum()))
        smallest, largest = np.minimum.reduceat(sizes, firsts), np.maximum.reduceat(sizes, firsts)
        mixed: _Places = found[smallest < _HARDLY_SMALLER * largest]
        return mixed

    def _parts(self, start: int, end: int) -> Iterator[Word]:
        """The words of a run of characters in which type or place changes."""
        places = np.arange(start, end)
        boxes: list[_Box] = list(zip(*(edge.tolist() for edge in self._boxes(places)), strict=True))
        sizes, bolds = self._styles(places)
        styles = list(map(Style, sizes.tolist(), bolds.tolist()))
        first, glued, box = 0, False, boxes[0]
        for place in range(1, end - start + 1):
            if place < end - start and _same_word(box, styles[first], boxes[place], styles[place]):
                box = _around(box, boxes[place])
                continue
            text, hyphen = _hyphened(self.text[start + first : start + place])
            yield Word(text, *box, *styles[first], self._base(start + first), glued, hyphen)
            if place < end - start:
                first, glued, box = place, _touches(box, styles[first], boxes[place]), boxes[place]

    def _boxes(self, places: _Places) -> tuple[Floats, Floats, Floats, Floats]:
        """The boxes of characters: as wide as they advance, as high as their font; left, top, right, bottom edges."""
        buffer = (ctypes.c_float * (4 * len(places)))()
        call_each(_loose_box, repeat(self.address), places.tolist(), addresses_in(buffer, 16))
        left, top, right, bottom = np.array(buffer, dtype=np.float64).reshape(-1, 4).T
        return self.frame.box(left, top, right, bottom)

    def _objects(self, places: Iterable[int]) -> _Addresses:
        """The addresses of the text objects that characters belong to.

        A character that pdfium put in has none: it counts to the object before it.
        """
        found = [thing or 0 for thing in map(_text_object, repeat(self.address), _plain(places))]
        if 0 in found:
            found = list(accumulate(found, _or_before))
        return np.array(found, dtype=np.uint64)

    def _styles(self, places: Iterable[int]) -> tuple[Floats, Flags]:
        """Size and weight of each of the characters."""
        things, numbers = np.unique(self._objects(places), return_inverse=True)
        sizes, bolds = self.fonts.styles(things.tolist())
        return sizes[numbers], bolds[numbers]

    def _bases(self, starts: _Places, top: Floats, bottom: Floats, firsts: _Places) -> Floats:
        """How far below the page's top the baselines of words are.

        The boxes of an object's characters are as high as its font, so its first word (`firsts`) tells how far the
        baseline is above their lower edges. Where a font tells no height, or text is turned, each word is asked.
        """
        height = bottom - top
        own = np.abs(height - height[firsts]) > _SAME_HEIGHT
        asked = np.unique(np.concatenate((firsts, np.flatnonzero(own))))
        above = np.zeros(len(starts))
        above[asked] = bottom[asked] - np.array([self._base(place) for place in starts[asked].tolist()])
        return bottom - np.where(own, above, above[firsts])

    def _base(self, place: int) -> float:
        """How far below the page's top the baseline of a character is."""
        x, y = ctypes.c_double(), ctypes.c_double()
        _origin(self.address, place, ctypes.addressof(x), ctypes.addressof(y))
        return self.frame.box(x.value, y.value, x.value, y.value)[1]


def _plain(places: Iterable[int]) -> Iterable[int]:
    return places.tolist() if isinstance(places, np.ndarray) else places


def _or_before(before: int, thing: int) -> int:
    return thing or before


def _spans(text: str) -> tuple[_Places, _Places, Flags]:
    """Where the words of a text begin and end, and which end in a line's hyphen (a word's last)."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _KINDS[np.minimum(codes, len(_KINDS) - 1)]
    inside = kinds != _GAP
    # A word also begins after a line's hyphen.
    begins = inside & np.concatenate(([True], (kinds[:-1] != 0)))[: len(codes)]
    after = np.concatenate((~inside[1:] | (kinds[:-1] == _HYPHEN), [True]))[: len(codes)]
    ends = np.flatnonzero(inside & after)
    return np.flatnonzero(begins), ends + 1, kinds[ends] == _HYPHEN


def _with_parts(words: Words, parts: Mapping[int, Sequence[Word]]) -> Words:
    """The words with those at some places replaced by their parts."""
    if not parts:
        return words
    rows: list[Word] = []
    for place, word in enumerate(words):
        rows += parts.get(place, (word,))
    return words_of(rows)


def _hyphened(word: str) -> tuple[str, bool]:
    """A word as it is printed, and whether a line's hyphen ends it."""
    return (f"{word[:-1]}-", True) if word[-1] in _LINE_HYPHENS else (word, False)


def _around(a: _Box, b: _Box) -> _Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _same_word(word: _Box, style: Style, box: _Box, other: Style) -> bool:
    """Whether a character goes on a word: no other size, on its line, and no gap that nobody marked with a space."""
    low, high = sorted((style.size, other.size))
    level = low >= _HARDLY_SMALLER * high or abs(word[3] - box[3]) < _SHIFTED * high
    return low >= _SMALLER * high and level and _touches(word, style, box)


def _touches(word: _Box, style: Style, box: _Box) -> bool:
    """Whether a character stands directly after the word on its line."""
    reach = 0.35 * max(style.size, 4.0)
    return -4 * reach < box[0] - word[2] < reach and box[1] < word[3] and box[3] > word[1]

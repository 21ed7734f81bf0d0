"""The words in the picture of a page, with boxes, sizes and weights as those of any other page: the same structure
code reads them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from loftespor.ingest.ocr.tesseract import Found, Recogniser
from loftespor.ingest.pdf.words import Word, Words, words_of

# 200 dots an inch: 96 to 100 % of the words, in 1.3 to 3.6 seconds a page.
_DPI = 200
_MOST_DOTS = 60_000_000
# How high a letter stands over and hangs under the line, as a share of the type's size.
_CAPITAL, _SMALL, _TAIL = 0.71, 0.52, 0.21
_TALL = re.compile(r"[A-ZÆØÅ0-9bdfhijkltßåéè§!?&%/|\[\](){}\"']")
_HANGING = re.compile(r"[gjpqyçÇQ,;()\[\]{}/|§]")
_ALIKE = 0.09  # sizes so near the page's usual one are the usual one
_GAP = 2.5  # heights of a word between two columns
_DARK = 128
_BLACKER = 1.3  # bold type has so many times the ink of the page's usual one
_Grey: TypeAlias = npt.NDArray[np.uint8]


def recognised_words(page: pdfium.PdfPage, recogniser: Recogniser) -> Words:
    """The words in a page's picture, in points from its top left corner; raises what `Recogniser.found` raises."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    picture = _picture(page, scale)
    found = recogniser.found(_grey_map(picture), dpi=round(72 * scale))
    return words_of(_placed(found, picture, 1 / scale))


def _picture(page: pdfium.PdfPage, scale: float) -> _Grey:
    """The picture of a page in grey."""
    bitmap = page.render(scale=scale, grayscale=True)
    dots = np.frombuffer(bytes(bitmap.buffer), dtype=np.uint8).reshape(bitmap.height, bitmap.stride)
    picture = np.ascontiguousarray(dots[:, : bitmap.width])
    bitmap.close()
    return picture


def _grey_map(picture: _Grey) -> bytes:
    """A picture as a portable grey map."""
    height, width = picture.shape
    return b"P5 %d %d 255\n" % (width, height) + picture.tobytes()


def _placed(found: Sequence[Found], picture: _Grey, scale: float) -> list[Word]:
    """The words in points, each stretch of a line with its size, weight and baseline."""
    stretches = [
        stretch for _, line in groupby(found, key=lambda word: word.line) for stretch in _stretches(list(line))
    ]
    sizes = [median(word.height / _extent(word.text) for word in stretch) * scale for stretch in stretches]
    inks = [median(_ink(word, picture) for word in stretch) for stretch in stretches]
    lengths = [sum(len(word.text) for word in stretch) for stretch in stretches]
    size, ink = _usual(sizes, lengths), _usual(inks, lengths)
    words: list[Word] = []
    for stretch, own, black in zip(stretches, sizes, inks, strict=True):
        rounded = round(2 * (size if abs(own - size) < _ALIKE * size else own)) / 2
        words += _words(stretch, max(1.0, rounded), bold=black > _BLACKER * ink, scale=scale)
    return words


def _stretches(line: Sequence[Found]) -> Iterator[list[Found]]:
    """The parts of a line with a wide gap between them: Tesseract reads over the gutter of two columns."""
    part = [line[0]]
    for before, word in pairwise(line):
        if word.left - before.left - before.width > _GAP * max(before.height, word.height):
            yield part
            part = []
        part.append(word)
    yield part


def _ink(word: Found, picture: _Grey) -> float:
    """How much of the space that a word takes in its line is black."""
    box = picture[word.top : word.top + word.height, word.left : word.left + word.width]
    return float((box < _DARK).mean()) * _extent(word.text) if box.size else 0.0


def _usual(values: Sequence[float], weights: Sequence[int]) -> float:
    """The middle of some values by weight."""
    ordered = sorted(zip(values, weights, strict=True))
    half, passed = sum(weights) / 2, 0
    for value, weight in ordered:
        passed += weight
        if passed >= half:
            return value
    return 0.0


def _words(stretch: Iterable[Found], size: float, *, bold: bool, scale: float) -> Iterator[Word]:
    for word in stretch:
        bottom = (word.top + word.height) * scale
        base = bottom - (_TAIL * size if _HANGING.search(word.text) else 0.0)
        left, right = word.left * scale, (word.left + word.width) * scale
        yield Word(word.text, left, base - 0.8 * size, right, base + 0.2 * size, size, bold, base)


def _extent(text: str) -> float:
    """How high the ink of a word is, as a share of the type's size."""
    above = _CAPITAL if _TALL.search(text) else _SMALL
    return above + (_TAIL if _HANGING.search(text) else 0.0)

"""Optical character recognition of pages without text, by Tesseract, where it is installed with Norwegian.

Tesseract is a program of its own and no library: nothing of it is needed for pages that have text. It gives words with
their boxes, which go through the same structure code as the words of any other page.
"""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from statistics import median
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from loftespor.errors import TimeLimitError, UnreadableFileError
from loftespor.ingest.pdf.words import Word, Words, words_of

# No page, pages without text (pictures), or also pages whose words are mostly unknown.
OcrMode: TypeAlias = Literal["off", "auto", "broken"]
_LANGUAGE = "nor"  # one set of data for both written languages
# 200 dots an inch: 96 to 100 % of the words, in 1.3 to 3.6 seconds a page.
_DPI = 200
_MOST_DOTS = 60_000_000
# Layout 4 keeps the numbers of lists; 1, 3 and 11 lose those of one digit.
_LAYOUT = "4"
_SECONDS = 120
_LEAST_CONFIDENCE = 20.0  # below it are specks and lines
_WORD = 5  # the level of a word in the table that Tesseract writes
# How high a letter stands over and hangs under the line, as a share of the type's size.
_CAPITAL, _SMALL, _TAIL = 0.71, 0.52, 0.21
_TALL = re.compile(r"[A-ZÆØÅ0-9bdfhijkltßåéè§!?&%/|\[\](){}\"']")
_HANGING = re.compile(r"[gjpqyçÇQ,;()\[\]{}/|§]")
_ALIKE = 0.09  # sizes so near the page's usual one are the usual one
_GAP = 2.5  # heights of a word between two columns
_DARK = 128
_BLACKER = 1.3  # bold type has so many times the ink of the page's usual one
_Grey: TypeAlias = npt.NDArray[np.uint8]


class _Found(NamedTuple):
    """A word as Tesseract gives it, in dots, and the line it stands on."""

    text: str
    line: tuple[int, ...]
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Tesseract as it is installed: its path and its version."""

    program: str
    version: str

    def words(self, page: pdfium.PdfPage) -> Words:
        """The words in a page's picture, in points from its top left corner.

        Raises TimeLimitError where it takes more than two minutes, UnreadableFileError where Tesseract fails.
        """
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
        picture = _picture(page, scale)
        found = self._found(picture, dpi=round(72 * scale))
        return words_of(_placed(found, picture, 1 / scale))

    def _found(self, picture: _Grey, *, dpi: int) -> list[_Found]:
        command = [
            self.program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", _LAYOUT, "--dpi", str(dpi), "tsv",
        ]  # fmt: skip
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # pages are read side by side
        try:
            done = subprocess.run(  # noqa: S603  no word of the document is in the command
                command, input=_grey_map(picture), capture_output=True, timeout=_SECONDS, env=environment, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise TimeLimitError(f"takes more than {_SECONDS} seconds to recognise") from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise UnreadableFileError(f"is not recognised by Tesseract ({said[-1] if said else done.returncode})")
        return list(_rows(done.stdout.decode("utf-8", "replace")))


@cache
def find_recogniser() -> Recogniser | None:
    """Tesseract, where it is installed with Norwegian; else None."""
    program = shutil.which("tesseract")
    if program is None or _LANGUAGE not in _said(program, "--list-langs").split():
        return None
    version = re.search(r"\d+(?:\.\d+)+", _said(program, "--version"))
    return Recogniser(program, version[0] if version else "")


def recognised_by(mode: OcrMode) -> str:
    """What pages are recognised with in a mode: 'auto 5.3.0'; nothing where none are."""
    recogniser = find_recogniser() if mode != "off" else None
    return f"{mode} {recogniser.version}" if recogniser else ""


def _said(program: str, option: str) -> str:
    try:
        done = subprocess.run([program, option], capture_output=True, timeout=20, check=False)  # noqa: S603  no outside words
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace")


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


def _rows(table: str) -> Iterator[_Found]:
    """The words in the table that Tesseract writes."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == str(_WORD) and text and float(row["conf"]) >= _LEAST_CONFIDENCE:
            line = tuple(int(row[name]) for name in ("block_num", "par_num", "line_num"))
            yield _Found(text, line, *(int(row[name]) for name in ("left", "top", "width", "height")))


def _placed(found: Sequence[_Found], picture: _Grey, scale: float) -> list[Word]:
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


def _inked(word: _Found, picture: _Grey) -> _Found:
    """A word with the height of its ink: the boxes of words without tall letters are as high as their line."""
    box = picture[word.top : word.top + word.height, word.left : word.left + word.width]
    rows = np.flatnonzero((box < _DARK).any(axis=1)).tolist() if box.size else []
    return word._replace(top=word.top + rows[0], height=rows[-1] - rows[0] + 1) if rows else word


def _stretches(line: Sequence[_Found]) -> Iterator[list[_Found]]:
    """The parts of a line with a wide gap between them: Tesseract reads over the gutter of two columns."""
    part = [line[0]]
    for before, word in pairwise(line):
        if word.left - before.left - before.width > _GAP * max(before.height, word.height):
            yield part
            part = []
        part.append(word)
    yield part


def _ink(word: _Found, picture: _Grey) -> float:
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


def _words(stretch: Iterable[_Found], size: float, *, bold: bool, scale: float) -> Iterator[Word]:
    for word in stretch:
        bottom = (word.top + word.height) * scale
        base = bottom - (_TAIL * size if _HANGING.search(word.text) else 0.0)
        left, right = word.left * scale, (word.left + word.width) * scale
        yield Word(word.text, left, base - 0.8 * size, right, base + 0.2 * size, size, bold, base)


def _extent(text: str) -> float:
    """How high the ink of a word is, as a share of the type's size."""
    above = _CAPITAL if _TALL.search(text) else _SMALL
    return above + (_TAIL if _HANGING.search(text) else 0.0)

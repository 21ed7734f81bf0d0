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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from statistics import median
from typing import Literal, NamedTuple, TypeAlias

import pypdfium2 as pdfium

from loftespor.errors import TimeLimitError, UnreadableFileError
from loftespor.ingest.pdf_words import Word, Words, words_of

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
_TALL = re.compile(r"[A-ZÆØÅ0-9bdfhklßåéè§!?&%/|\[\](){}«»\"']")
_HANGING = re.compile(r"[gjpqyçÇQ,;()\[\]{}/|§]")
_ALIKE = 0.12  # sizes so near the page's usual one are the usual one


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
        return words_of(_placed(self._found(_picture(page, scale), dpi=round(72 * scale)), 1 / scale))

    def _found(self, picture: bytes, *, dpi: int) -> list[_Found]:
        command = [
            self.program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", _LAYOUT, "--dpi", str(dpi), "tsv",
        ]  # fmt: skip
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # pages are read side by side
        try:
            done = subprocess.run(  # noqa: S603  no word of the document is in the command
                command, input=picture, capture_output=True, timeout=_SECONDS, env=environment, check=False
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


def _picture(page: pdfium.PdfPage, scale: float) -> bytes:
    """The picture of a page in grey, as a portable grey map."""
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    dots = bytes(bitmap.buffer)
    bitmap.close()
    rows = dots if stride == width else b"".join(dots[y * stride : y * stride + width] for y in range(height))
    return b"P5 %d %d 255\n" % (width, height) + rows


def _rows(table: str) -> Iterator[_Found]:
    """The words in the table that Tesseract writes."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == str(_WORD) and text and float(row["conf"]) >= _LEAST_CONFIDENCE:
            line = tuple(int(row[name]) for name in ("block_num", "par_num", "line_num"))
            yield _Found(text, line, *(int(row[name]) for name in ("left", "top", "width", "height")))


def _placed(found: Iterable[_Found], scale: float) -> list[Word]:
    """The words in points, each line with its size and baseline."""
    words: list[Word] = []
    for _, line in groupby(found, key=lambda word: word.line):
        words += _line(list(line), scale)
    usual = _usual_size(words)
    return [word._replace(size=usual) if abs(word.size - usual) < _ALIKE * usual else word for word in words]


def _line(found: list[_Found], scale: float) -> Iterator[Word]:
    size = round(2 * median(word.height / _extent(word.text) for word in found) * scale) / 2 or 1.0
    for word in found:
        bottom = (word.top + word.height) * scale
        base = bottom - (_TAIL * size if _HANGING.search(word.text) else 0.0)
        left, right = word.left * scale, (word.left + word.width) * scale
        yield Word(word.text, left, base - 0.8 * size, right, base + 0.2 * size, size, False, base)


def _extent(text: str) -> float:
    """How high the ink of a word is, as a share of the type's size."""
    above = _CAPITAL if _TALL.search(text) else _SMALL
    return above + (_TAIL if _HANGING.search(text) else 0.0)


def _usual_size(words: Iterable[Word]) -> float:
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)

"""Tesseract, a program of its own and no library: nothing of it is needed for pages that have text."""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from loftespor.errors import TimeLimitError, UnreadableFileError

# No page, pages without text (pictures), or also pages whose words are mostly unknown.
OcrMode: TypeAlias = Literal["off", "auto", "broken"]
_LANGUAGE = "nor"  # one set of data for both written languages
# Layout 4 keeps the numbers of lists; 1, 3 and 11 lose those of one digit.
_LAYOUT = "4"
_SECONDS = 120
_LEAST_CONFIDENCE = 20.0  # below it are specks and lines
_WORD = 5  # the level of a word in the table that Tesseract writes


class Found(NamedTuple):
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

    def found(self, picture: bytes, *, dpi: int) -> list[Found]:
        """The words in a picture (a portable grey map).

        Raises TimeLimitError where it takes more than two minutes, UnreadableFileError where Tesseract fails.
        """
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


def _rows(table: str) -> Iterator[Found]:
    """The words in the table that Tesseract writes."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == str(_WORD) and text and float(row["conf"]) >= _LEAST_CONFIDENCE:
            line = tuple(int(row[name]) for name in ("block_num", "par_num", "line_num"))
            yield Found(text, line, *(int(row[name]) for name in ("left", "top", "width", "height")))

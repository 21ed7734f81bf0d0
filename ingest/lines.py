"""A printed line as the readers hand it on: its clean words, where it stands, and what was cut out of it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from loftespor.ingest.document import Box, RemovedKind

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Word and Symbol fonts print their bullets from the private area; what they show is a bullet.
_PRIVATE_BULLETS = {chr(code): "•" for code in (0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF06E, 0xF076, 0xF0A8, 0xF02D)}
_READ_AS = str.maketrans(_LIGATURES | _PRIVATE_BULLETS)
# The last two are how text taken from a PDF by pdfium marks a hyphen at a line's end.
_SOFT_HYPHENS = "\u00ad\ufffe\x02"
_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff"
# Words of characters that need no cleaning, one space between them: nearly every line.
_CLEAN = "[!-~\u00a1-\u00ac\u00ae-\u00ff\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u20ac]+"
_PLAIN = re.compile(f"{_CLEAN}(?: {_CLEAN})*")
_ODD = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd-\uffff\ud800-\udfff\ue000-\uf8ff]"
)


class Taken(NamedTuple):
    """What was cut out of a line: `original` stood before character `at` of the line's text.

    A repair has `put` there instead.
    """

    kind: RemovedKind
    original: str
    at: int
    put: str = ""


class Anchor(NamedTuple):
    """The characters from start to end of a line lead to an address."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `gap` is the white space above it in blank lines; `indent` its left edge.

    `glued` says that it joins the line before it in the same block without a space. A line whose text is empty
    holds only what was taken out (running matter): it gives no characters, but is accounted for.
    """

    text: str
    page: int = 1
    box: Box | None = None
    number: int | None = None
    size: float = 0.0
    bold: bool = False
    indent: float = 0.0
    gap: float = 0.0
    glued: bool = False
    taken: tuple[Taken, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    def cut(self, start: int, end: int, kind: RemovedKind, *, put: str = "") -> "Line":
        """The line without the characters from start to end, which are remembered as taken; `put` replaces them."""
        if start >= end:
            return self
        original = self.text[start:end]
        text = self.text[:start] + put + self.text[end:]
        shift = len(put) - (end - start)
        behind = [t._replace(at=_moved(t.at, start, end, shift)) for t in self.taken if t.at >= end]
        before = [t._replace(at=_moved(t.at, start, end, shift)) for t in self.taken if t.at < end]
        taken = [*before, Taken(kind, original, start, put), *behind]
        line = replace(self, text=text, taken=tuple(taken))
        if self.anchors:
            line = line._anchored(lambda at: _moved(at, start, end, shift))
        return line._tidied() if _has_loose_spaces(text) else line

    def emptied(self, kind: RemovedKind) -> "Line":
        """The line with all its words taken out: running matter, or something nobody reads."""
        return self.cut(0, len(self.text), kind) if self.text else self

    def _tidied(self) -> "Line":
        """The line with single spaces again after a cut."""
        text, shifts = _single_spaced(self.text)
        taken = tuple(t._replace(at=shifts[t.at]) for t in self.taken)
        return replace(self, text=text, taken=taken)._anchored(shifts.__getitem__)

    def _anchored(self, moved: Callable[[int], int]) -> "Line":
        """The line with its anchors at their new places; one whose words are gone is gone too."""
        if not self.anchors:
            return self
        anchors = [Anchor(moved(a.start), moved(a.end), a.address) for a in self.anchors]
        return replace(self, anchors=tuple(a for a in anchors if a.start < a.end))


def _moved(at: int, start: int, end: int, shift: int) -> int:
    if at <= start:
        return at
    return start if at < end else at + shift


def _has_loose_spaces(text: str) -> bool:
    return "  " in text or text[:1].isspace() or text[-1:].isspace()


def _single_spaced(text: str) -> tuple[str, list[int]]:
    """The text with single spaces and none at its ends, and for each old offset the new one."""
    out: list[str] = []
    shifts: list[int] = []
    for char in text:
        shifts.append(len(out))
        if not char.isspace():
            out.append(char)
        elif out and out[-1] != " ":
            out.append(" ")
    if out and out[-1] == " ":
        out.pop()
    return "".join(out), [min(s, len(out)) for s in (*shifts, len(out))]


def clean_line(
    raw: str, *, page: int = 1, box: Box | None = None, number: int | None = None, size: float = 0.0,
    bold: bool = False, indent: float = 0.0, gap: float = 0.0, taken: Sequence[Taken] = (),
) -> Line:  # fmt: skip
    """A line of clean words from what a file holds; control characters and the like are taken out.

    The words are NFC with ligatures spelled out and single spaces. A character nobody can read (private use,
    replacement) is taken out as 'unknown', a soft hyphen as 'hyphen'. `taken` was cut out of the words before.
    """
    if _PLAIN.fullmatch(raw):
        return Line(raw, page, box, number, size, bold, indent, gap, False, tuple(taken))
    text = read_as(raw)
    odd: list[Taken] = []
    if _ODD.search(text):
        text, odd = _without_odd(text)
    spaced, shifts = _single_spaced(text)
    moved = [Taken(t.kind, t.original, shifts[t.at]) for t in odd]
    moved += [Taken(t.kind, t.original, min(t.at, len(spaced))) for t in taken]
    return Line(spaced, page, box, number, size, bold, indent, gap, False, tuple(moved))


def read_as(raw: str) -> str:
    """The characters that a text has for those of a file: NFC, ligatures spelled out, printed bullets as bullets."""
    return unicodedata.normalize("NFC", raw).translate(_READ_AS)


def _without_odd(text: str) -> tuple[str, list[Taken]]:
    out: list[str] = []
    taken: list[Taken] = []
    for char in text:
        if not _ODD.match(char):
            out.append(char)
        elif char in _SOFT_HYPHENS and (char == "\u00ad" or (out and out[-1].isalpha())):
            taken.append(Taken("hyphen", "\u00ad", len(out)))
        elif "\ue000" <= char <= "\uf8ff" or char >= "\ufffd" or "\ud800" <= char <= "\udfff":
            # A lone half of a surrogate pair cannot be written to any file.
            taken.append(Taken("unknown", f"U+{ord(char):04X}", len(out)))
        elif char not in _WIDTHLESS:
            out.append(" ")
    return "".join(out), taken


def joined(lines: Iterable[Line]) -> str:
    """The words of the lines as a block will have them."""
    words = ""
    for line in lines:
        if line.text:
            words += line.text if line.glued or not words else f" {line.text}"
    return words

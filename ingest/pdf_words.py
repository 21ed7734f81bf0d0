"""The words of a PDF page with their boxes, sizes and weights, as pdfium gives them.

Three foreign calls a character, the rest once for each word or text object: eight calls a character cost more than six
times the raw text.
"""

import ctypes
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from loftespor.ingest.pdf_rulings import Rulings, page_objects

_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi|extrabold|\bbd\b", re.IGNORECASE)
_LINE_HYPHENS = frozenset((0xFFFE, 0x0002))
# OS/2 usWeightClass from which a face looks bold beside a regular one; semibold is 600.
_BOLD_WEIGHT = 600
# A part of a word in less than this share of the size beside it is a raised or lowered mark.
_SMALLER = 0.8


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between them; coordinates in points from the top left corner of the page.

    `glued` says that no space stands before it (its size differs from the word before: a note mark). `hyphen`
    says that its last character is a hyphen at the line's end. `base` is the height of the baseline.
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
    breaks: bool = False  # pdfium began a new line before it


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's words in the order they were written, with its size and its ruling lines."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: Rulings = field(default_factory=Rulings)
    pictures: int = 0


@dataclass(slots=True)
class _Style:
    size: float
    bold: bool


@dataclass(slots=True)
class Fonts:
    """What is known of a document's fonts, by their address: whether a face is bold."""

    bold: dict[int, bool] = field(default_factory=dict)

    def style(self, text_object: object) -> _Style:
        """Size (scaled by the object's matrix) and weight of a text object."""
        size, matrix = ctypes.c_float(), raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(text_object, size)
        raw.FPDFPageObj_GetMatrix(text_object, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        font = raw.FPDFTextObj_GetFont(text_object)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self.bold:
            self.bold[address] = _is_bold(font)
        return _Style(round(size.value * scale, 1), self.bold[address])


def _is_bold(font: object) -> bool:
    """Whether a font is bold: by its name, else by what the embedded face says of itself."""
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace")
    if _BOLD_NAME.search(name):
        return True
    if re.search(r"regular|light|roman|book|medium|italic", name, re.IGNORECASE):
        return False
    return _face_is_bold(_font_data(font))


def _font_data(font: object) -> bytes:
    length = ctypes.c_size_t()
    if not raw.FPDFFont_GetIsEmbedded(font) or not raw.FPDFFont_GetFontData(font, None, 0, length):
        return b""
    if not 0 < length.value < 20_000_000:
        return b""
    buffer = (ctypes.c_uint8 * length.value)()
    raw.FPDFFont_GetFontData(font, buffer, length.value, length)
    return bytes(buffer)


def _face_is_bold(data: bytes) -> bool:
    """Whether an OpenType face calls itself bold (`OS/2` weight, else `head` style)."""
    if len(data) < 12 or data[:4] not in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
        return False
    tables = {}
    for place in range(12, min(12 + 16 * struct.unpack(">H", data[4:6])[0], len(data) - 15), 16):
        tables[data[place : place + 4]] = struct.unpack(">I", data[place + 8 : place + 12])[0]
    weight = tables.get(b"OS/2")
    if weight is not None and weight + 6 <= len(data):
        return bool(struct.unpack(">H", data[weight + 4 : weight + 6])[0] >= _BOLD_WEIGHT)
    head = tables.get(b"head")
    if head is not None and head + 46 <= len(data):
        return bool(struct.unpack(">H", data[head + 44 : head + 46])[0] & 1)
    return False


@dataclass(slots=True)
class _Frame:
    """How the coordinates of a page's content become points from the top left corner of what is seen."""

    left: float
    bottom: float
    width: float  # of the page as its content is drawn, before it is turned
    height: float
    turned: int

    def box(self, rect: raw.FS_RECTF) -> tuple[float, float, float, float]:
        x0, x1 = rect.left - self.left, rect.right - self.left
        y0, y1 = rect.bottom - self.bottom, rect.top - self.bottom
        if self.turned == 90:
            return y0, x0, y1, x1
        if self.turned == 180:
            return self.width - x1, y0, self.width - x0, y1
        if self.turned == 270:
            return self.height - y1, self.width - x1, self.height - y0, self.width - x0
        return x0, self.height - y1, x1, self.height - y0

    def base(self, textpage: object, place: int) -> float:
        """How far below the top the baseline of a character is."""
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(textpage, place, x, y)
        return self.box(raw.FS_RECTF(x.value, y.value, x.value, y.value))[1]


def _frame(page: pdfium.PdfPage) -> _Frame:
    left, bottom, right, top = page.get_cropbox()
    return _Frame(left, bottom, right - left, top - bottom, page.get_rotation())


def page_words(page: pdfium.PdfPage, number: int, fonts: Fonts) -> PageWords:
    """The words of a page; `number` counts from 1."""
    textpage = page.get_textpage()
    try:
        words = tuple(_words(textpage.raw, _frame(page), fonts))
    finally:
        textpage.close()
    width, height = page.get_width(), page.get_height()
    rulings, pictures = page_objects(page.raw, _frame(page).box, width=width, height=height)
    return PageWords(number, width, height, words, rulings, pictures)


@dataclass(slots=True)
class _Growing:
    """A word being put together."""

    chars: list[str] = field(default_factory=list)
    x0: float = 1e9
    y0: float = 1e9
    x1: float = -1e9
    y1: float = -1e9
    style: _Style = field(default_factory=lambda: _Style(0.0, bold=False))
    base: float = 0.0
    glued: bool = False
    hyphen: bool = False
    breaks: bool = False

    def add(self, char: str, box: tuple[float, float, float, float]) -> None:
        self.chars.append(char)
        self.x0, self.y0 = min(self.x0, box[0]), min(self.y0, box[1])
        self.x1, self.y1 = max(self.x1, box[2]), max(self.y1, box[3])

    def word(self) -> Word:
        text = "".join(self.chars)
        if any("\ud800" <= char <= "\udfff" for char in self.chars):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Word(
            text, self.x0, self.y0, self.x1, self.y1, self.style.size, self.style.bold, self.base,
            self.glued, self.hyphen, self.breaks,
        )  # fmt: skip


def _words(textpage: object, frame: _Frame, fonts: Fonts) -> Iterator[Word]:
    """The words in the order pdfium gives them; a change of size or a wide gap also ends one."""
    rect = raw.FS_RECTF()
    styles: dict[int, _Style] = {}
    growing, breaks = _Growing(), True
    for place in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, place)
        if code in (0x20, 0xA0, 0x09, 0x0D, 0x0A, 0x00, 0x3000) or 0x2000 <= code <= 0x200A:
            if growing.chars:
                yield growing.word()
                growing = _Growing()
            breaks = breaks or code in (0x0D, 0x0A)
            growing.breaks = breaks
            continue
        text_object = raw.FPDFText_GetTextObject(textpage, place)
        address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        if address not in styles:
            styles[address] = fonts.style(text_object) if address else growing.style
        style = styles[address]
        raw.FPDFText_GetLooseCharBox(textpage, place, rect)
        box = frame.box(rect)
        if growing.chars and _parts(growing, style, box):
            yield growing.word()
            growing = _Growing(glued=_touches(growing, box))
        growing.breaks, breaks = growing.breaks or breaks, False
        if not growing.chars:
            growing.style, growing.base = style, frame.base(textpage, place)
        growing.add("-" if code in _LINE_HYPHENS else chr(code), box)
        if code in _LINE_HYPHENS:
            growing.hyphen = True
            yield growing.word()
            growing, breaks = _Growing(), True
    if growing.chars:
        yield growing.word()


def _parts(growing: _Growing, style: _Style, box: tuple[float, float, float, float]) -> bool:
    """Whether a character begins another word: another size, another line, or a gap nobody marked with a space."""
    sizes = sorted((growing.style.size, style.size))
    return sizes[0] < _SMALLER * sizes[1] or not _touches(growing, box)


def _touches(growing: _Growing, box: tuple[float, float, float, float]) -> bool:
    """Whether a character stands directly after the word on its line."""
    reach = 0.35 * max(growing.style.size, 4.0)
    return -4 * reach < box[0] - growing.x1 < reach and box[1] < growing.y1 and box[3] > growing.y0

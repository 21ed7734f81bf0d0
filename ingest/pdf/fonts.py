"""The type of a PDF's text: its size, and whether a face is bold by its name or by what it says of itself."""

import ctypes
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as raw

from loftespor.ingest.pdf.calls import addresses_in, call_each, function
from loftespor.ingest.pdf.words import Flags, Floats

_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi|extrabold|\bbd\b", re.IGNORECASE)
# OS/2 usWeightClass from which a face looks bold beside a regular one; semibold is 600.
_BOLD_WEIGHT = 600


_font_size = function(raw.FPDFTextObj_GetFontSize, ctypes.c_void_p, ctypes.c_void_p)
_matrix = function(raw.FPDFPageObj_GetMatrix, ctypes.c_void_p, ctypes.c_void_p)
_font = function(raw.FPDFTextObj_GetFont, ctypes.c_void_p)
_mode = function(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_void_p, gives=ctypes.c_int)
_stroke = function(raw.FPDFPageObj_GetStrokeWidth, ctypes.c_void_p, ctypes.c_void_p, gives=ctypes.c_int)
# A face without a bold cut is made bold by a line around its letters, as a share of the size.
_STROKED, _HEAVY = (raw.FPDF_TEXTRENDERMODE_FILL_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP), 0.012


class Style(NamedTuple):
    """Size in points as drawn, and weight."""

    size: float
    bold: bool


@dataclass(slots=True)
class Fonts:
    """What is known of a document's fonts, by their address: whether a face is bold."""

    bold: dict[int | None, bool] = field(default_factory=dict)

    def styles(self, things: Sequence[int]) -> tuple[Floats, Flags]:
        """Size (scaled by the object's matrix) and weight of the text objects at these addresses; 0 is none."""
        count = len(things)
        sizes, matrices = (ctypes.c_float * count)(), (ctypes.c_float * (6 * count))()
        call_each(_font_size, things, addresses_in(sizes, 4))
        call_each(_matrix, things, addresses_in(matrices, 24))
        bold = self.bold
        faces = list(map(_font, things))
        for face in set(faces) - bold.keys():
            bold[face] = face is not None and _is_bold(ctypes.cast(face, raw.FPDF_FONT))
        c, d = np.array(matrices, dtype=np.float64).reshape(-1, 6).T[2:4]
        scales = np.hypot(c, d)
        scales[scales == 0] = 1.0
        heavy = np.array([bold[f] for f in faces], dtype=bool)
        for place in [place for place, mode in enumerate(map(_mode, things)) if mode in _STROKED]:
            heavy[place] |= _has_heavy_line(things[place], sizes[place])
        return np.round(np.array(sizes, dtype=np.float64) * scales, 1), heavy


def _has_heavy_line(thing: int, size: float) -> bool:
    width = ctypes.c_float()
    return bool(_stroke(thing, ctypes.addressof(width))) and width.value >= _HEAVY * size


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

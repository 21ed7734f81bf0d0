"""The ruling lines of a PDF page: what its paths draw level or upright, joined to whole lines."""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise, repeat
from typing import NamedTuple, TypeAlias

import pypdfium2.raw as raw

from loftespor.ingest.pdf.bullets import Dot, may_be_bullet
from loftespor.ingest.pdf.calls import addresses_in, call_each, function

_Box: TypeAlias = tuple[float, float, float, float]
_Edge: TypeAlias = tuple[float, float, float]  # where it stands, from, to

# Beyond these a page is a drawing, and its lines are no table's.
_MOST_OBJECTS, _MOST_SEGMENTS, _DEEPEST = 20_000, 20_000, 3
_THIN = 2.5  # a filled shape so thin is drawn as a line
_LEVEL = 0.6
_SNAP, _JOIN = 3.0, 3.0  # pdfplumber's tolerances: lines so near are one line
_SHORTEST = 6.0
_WHITE = 250


_object = function(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_int)
_kind = function(raw.FPDFPageObj_GetType, ctypes.c_void_p, gives=ctypes.c_int)

_segment = function(raw.FPDFPath_GetPathSegment, ctypes.c_void_p, ctypes.c_int)
_point = function(raw.FPDFPathSegment_GetPoint, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_segment_kind = function(raw.FPDFPathSegment_GetType, ctypes.c_void_p, gives=ctypes.c_int)
_closes = function(raw.FPDFPathSegment_GetClose, ctypes.c_void_p, gives=ctypes.c_int)


class Rule(NamedTuple):
    """A level line in points from the page's top left corner."""

    y: float
    x0: float
    x1: float


class Rulings(NamedTuple):
    """The level lines (y, x0, x1) and upright lines (x, y0, y1) of a page in points from its top left corner."""

    across: tuple[_Edge, ...] = ()
    down: tuple[_Edge, ...] = ()

    def cross(self) -> bool:
        """Whether there are enough lines for a table of two columns and two rows."""
        return len(self.across) > 1 and len(self.down) > 1 and len(self.across) + len(self.down) > 5


class PageObjects(NamedTuple):
    """What a page draws besides text: its ruling lines, the number of its pictures, and small shapes and pictures."""

    rulings: Rulings
    pictures: int
    dots: tuple[Dot, ...] = ()


class _Paths:
    """The edges found so far, and what may still be looked at."""

    def __init__(self, place: Callable[[float, float, float, float], _Box], width: float, height: float) -> None:
        self.place, self.width, self.height = place, width, height
        self.across: list[_Edge] = []
        self.down: list[_Edge] = []
        self.dots: list[Dot] = []
        self.pictures = 0
        self.objects, self.segments = _MOST_OBJECTS, _MOST_SEGMENTS

    def add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Add the edge from one point to another, in the coordinates of the page's content."""
        left, top, right, bottom = self.place(min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1))
        if bottom - top < _LEVEL or (bottom - top <= _THIN < right - left):
            self.across.append(((top + bottom) / 2, left, right))
        elif right - left < _LEVEL or (right - left <= _THIN < bottom - top):
            self.down.append(((left + right) / 2, top, bottom))

    def add_dot(self, thing: object, x0: float, y0: float, x1: float, y1: float, *, kind: int) -> None:
        """Add a small shape or picture, in the coordinates of the page's content."""
        box = self.place(x0, y1, x1, y0)
        # Pictures are told apart by how many bytes they have.
        path = kind == raw.FPDF_PAGEOBJ_PATH
        look = _colour(thing) if path else (raw.FPDFImageObj_GetImageDataRaw(thing, None, 0),)
        self.dots.append(Dot(*box, (kind, round(box[2] - box[0]), *look)))


def page_objects(
    page: object, place: Callable[[float, float, float, float], _Box], *, width: float, height: float
) -> PageObjects:
    """The ruling lines and pictures of a pdfium page; `place` turns a rectangle of its content into one of the page.

    A page that draws too much to be a table (a map, a chart) has no rulings.
    """
    paths = _Paths(place, width, height)
    _look(paths, _drawn(page), raw.FS_MATRIX(1, 0, 0, 1, 0, 0), 0)
    if not paths.objects or not paths.segments:
        return PageObjects(Rulings(), paths.pictures)
    return PageObjects(Rulings(_joined(paths.across), _joined(paths.down)), paths.pictures, tuple(paths.dots))


def _drawn(page: object) -> list[object]:
    """The objects of a page but its text, of which a page has most; no more than are looked at."""
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS + 1)
    things = list(map(_object, repeat(ctypes.cast(page, ctypes.c_void_p).value), range(count)))  # type: ignore[arg-type]
    kinds = map(_kind, things)
    drawn = [thing for thing, kind in zip(things, kinds, strict=True) if kind != raw.FPDF_PAGEOBJ_TEXT]
    return [ctypes.cast(thing, raw.FPDF_PAGEOBJECT) for thing in drawn]


def _look(paths: _Paths, objects: Iterable[object], matrix: raw.FS_MATRIX, depth: int) -> None:
    for thing in objects:
        if not paths.objects or not paths.segments:
            return
        paths.objects -= 1
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _read_path(paths, thing, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            _read_picture(paths, thing, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = (raw.FPDFFormObj_GetObject(thing, i) for i in range(raw.FPDFFormObj_CountObjects(thing)))
            _look(paths, inner, _times(_matrix(thing), matrix), depth + 1)


def _read_picture(paths: _Paths, thing: object, outer: raw.FS_MATRIX) -> None:
    """Count a picture; one as small as a bullet is none."""
    at = _times(_matrix(thing), outer)  # it is drawn in the unit square
    xs, ys = (at.e, at.e + at.a, at.e + at.c, at.e + at.a + at.c), (at.f, at.f + at.b, at.f + at.d, at.f + at.b + at.d)
    if may_be_bullet(max(xs) - min(xs), max(ys) - min(ys)):
        paths.add_dot(thing, min(xs), min(ys), max(xs), max(ys), kind=raw.FPDF_PAGEOBJ_IMAGE)
    else:
        paths.pictures += 1


def _read_path(paths: _Paths, path: object, outer: raw.FS_MATRIX) -> None:
    """Add the level and upright edges of a path that can be seen."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, filled, stroked)
    if not filled.value and not stroked.value:
        return
    points = list(_points(paths, path, _times(_matrix(path), outer)))
    xs, ys = [p[0] for line in points for p in line], [p[1] for line in points for p in line]
    if not xs:
        return
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if may_be_bullet(wide, high):
        paths.add_dot(path, min(xs), min(ys), max(xs), max(ys), kind=raw.FPDF_PAGEOBJ_PATH)
    if min(wide, high) <= _THIN:
        paths.add(min(xs), min(ys), max(xs), max(ys))
        return
    if (wide > 0.95 * paths.width and high > 0.9 * paths.height) or (not stroked.value and _is_white(path)):
        return
    for line in points:
        for (x0, y0), (x1, y1) in pairwise(line):
            if abs(x1 - x0) < _LEVEL or abs(y1 - y0) < _LEVEL:
                paths.add(x0, y0, x1, y1)


def _points(paths: _Paths, path: object, matrix: raw.FS_MATRIX) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path; where a curve leads, only the points after it are joined."""
    count = raw.FPDFPath_CountSegments(path)
    paths.segments -= min(count, paths.segments)
    if not paths.segments:
        return
    segments = list(map(_segment, repeat(ctypes.cast(path, ctypes.c_void_p).value), range(count)))  # type: ignore[arg-type]
    buffer = (ctypes.c_float * (2 * count))()
    xs = addresses_in(buffer, 8)
    call_each(_point, segments, xs, range(xs.start + 4, xs.stop + 4, 8))
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    values = iter(list(buffer))
    line: list[tuple[float, float]] = []
    for segment, kind, x, y in zip(segments, map(_segment_kind, segments), values, values, strict=True):
        point = (a * x + c * y + e, b * x + d * y + f)
        if kind != raw.FPDF_SEGMENT_LINETO:
            if line:
                yield line
            line = [point]
        else:
            line.append(point)
        if len(line) > 1 and _closes(segment):
            line.append(line[0])
    if line:
        yield line


def _matrix(thing: object) -> raw.FS_MATRIX:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix


def _times(inner: raw.FS_MATRIX, outer: raw.FS_MATRIX) -> raw.FS_MATRIX:
    return raw.FS_MATRIX(
        inner.a * outer.a + inner.b * outer.c, inner.a * outer.b + inner.b * outer.d,
        inner.c * outer.a + inner.d * outer.c, inner.c * outer.b + inner.d * outer.d,
        inner.e * outer.a + inner.f * outer.c + outer.e, inner.e * outer.b + inner.f * outer.d + outer.f,
    )  # fmt: skip


def _is_white(path: object) -> bool:
    colour = _colour(path)
    return bool(colour) and (min(colour[:3]) >= _WHITE or colour[3] == 0)


def _colour(path: object) -> tuple[int, ...]:
    """Red, green, blue and alpha of a path's fill; nothing where it has none."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return ()
    return red.value, green.value, blue.value, alpha.value


def _joined(edges: list[_Edge]) -> tuple[_Edge, ...]:
    """Edges at nearly one place, end to end, made one line each; what is too short then is left out."""
    done: list[_Edge] = []
    for group in _at_one_place(sorted(edges)):
        place = sum(edge[0] for edge in group) / len(group)
        start = end = None
        for _, first, last in sorted(group, key=lambda edge: edge[1]):
            if end is not None and start is not None and first > end + _JOIN:
                done.append((place, start, end))
                start = end = None
            start = first if start is None else start
            end = last if end is None else max(end, last)
        if start is not None and end is not None:
            done.append((place, start, end))
    return tuple(edge for edge in done if edge[2] - edge[1] >= _SHORTEST)


def _at_one_place(edges: list[_Edge]) -> Iterator[list[_Edge]]:
    start = 0
    for place in range(1, len(edges) + 1):
        if place == len(edges) or edges[place][0] > edges[place - 1][0] + _SNAP:
            yield edges[start:place]
            start = place

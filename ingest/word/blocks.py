"""Blocks of a Word file: what each paragraph and table that was read is among its neighbours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from loftespor.ingest.drafts import Draft
from loftespor.ingest.joining import join_lines
from loftespor.ingest.lines import Line, joined
from loftespor.ingest.markers import Marker, find_marker, leads_in
from loftespor.ingest.word.entries import Entry
from loftespor.ingest.word.lists import Item, OpenItems, counted_item, typed_item
from loftespor.ingest.word.looks import Looks, could_head, measure

_CHAPTER = re.compile(r"(\d{1,2})\s+(?=[A-ZÆØÅ«\"])")
_DECIMAL = re.compile(r"(\d+(?:\.\d+)+)\.")
# What is longer is no heading, whatever its style says.
_LONGEST_HEADING = 250
_TITLE_LINES = 5


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry with its lines joined, and the mark of an item that was typed before them."""

    entry: Entry
    lines: tuple[Line, ...]
    typed: Marker | None = None

    @property
    def text(self) -> str:
        return joined(self.lines)

    @property
    def worded(self) -> bool:
        """Whether it is text: no running matter, and not only something taken out."""
        return self.entry.kind != "running" and (self.entry.kind == "table" or any(line.text for line in self.lines))

    @property
    def list(self) -> str | None:
        """The list it is an item of, by its looks."""
        if self.entry.number is not None:
            return self.entry.number.list
        return self.typed.style if self.typed is not None else None


def drafts_of(entries: Sequence[Entry]) -> list[Draft]:
    """The drafts of a Word file's body from what was read of it, in order."""
    parts = [part for entry in _titles_joined(entries) for part in _parts(entry)]
    looks = measure(p.lines for p in parts if p.worded and p.entry.kind == "paragraph" and p.entry.level is None)
    return _Composer(parts, looks).drafts()


def _titles_joined(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries with a title that was set in two paragraphs as one."""
    last: Entry | None = None
    for entry in entries:
        if last is not None and _is_one_title(last, entry):
            last = replace(last, lines=(*last.lines, *entry.lines))
            continue
        if last is not None:
            yield last
        last = entry
    if last is not None:
        yield last


def _is_one_title(first: Entry, second: Entry) -> bool:
    return first.role == second.role == "title" and first.story == second.story and len(first.lines) < _TITLE_LINES


def _parts(entry: Entry) -> Iterator[_Part]:
    """What a paragraph holds: itself, or the heading or the items that line breaks part in it."""
    lines = entry.lines
    if entry.kind != "paragraph" or entry.level is not None or entry.number is not None or len(lines) < 2:
        yield _part(entry, lines)
        return
    if _runs_in(lines):
        yield _part(entry, lines[:1])
        entry, lines = replace(entry, lines=lines[1:]), lines[1:]
    starts = [place for place, line in enumerate(lines) if _typed(line) is not None]
    if len(starts) < 2 and not (starts and starts[0] and leads_in(joined(lines[starts[0] - 1]))):
        starts = []
    bounds = sorted({0, *starts, len(lines)})
    for start, end in pairwise(bounds):
        yield _part(entry, lines[start:end])


def _part(entry: Entry, lines: Sequence[tuple[Line, ...]]) -> _Part:
    flat = join_lines(line for parts in lines for line in parts)
    is_item = entry.kind == "paragraph" and entry.number is None and entry.role is None
    return _Part(entry, flat, _typed(flat) if is_item else None)


def _runs_in(lines: Sequence[tuple[Line, ...]]) -> bool:
    """Whether the first line is a bold heading above text that is not bold."""
    first = [line for line in lines[0] if line.text]
    after = next((line for parts in lines[1:] for line in parts if line.text), None)
    return (
        bool(first)
        and all(line.bold for line in first)
        and after is not None
        and not after.bold
        and could_head(joined(first))
    )


def _typed(lines: Sequence[Line]) -> Marker | None:
    """The marker that was typed before an item, or before a heading ('2.1')."""
    first = next((line for line in lines if line.text), None)
    marker = find_marker(first.text) if first is not None else None
    return marker if marker is not None and first is not None and marker.end < len(first.text) else None


def _without(lines: Sequence[Line], end: int) -> tuple[Line, ...]:
    """The lines without the marker, which ends before character `end` of the first that has words."""
    place = next(i for i, line in enumerate(lines) if line.text)
    return (*lines[:place], lines[place].cut(0, end, "marker"), *lines[place + 1 :])


@dataclass(slots=True)
class _Composer:
    """Makes drafts of parts in order."""

    parts: Sequence[_Part]
    looks: Looks
    done: list[Draft] = field(default_factory=list)
    open: dict[int, OpenItems] = field(default_factory=dict)
    above: int = 0  # the level of the last heading that is one by its style

    def drafts(self) -> list[Draft]:
        """The drafts of all parts."""
        solid = [place for place, part in enumerate(self.parts) if part.worded]
        around = {place: number for number, place in enumerate(solid)}
        last = max((i for i, place in enumerate(solid) if not self._looks(self.parts[place])), default=-1)
        for place, part in enumerate(self.parts):
            number = around.get(place)
            if number is None:
                self._silent(part)
                continue
            beside = [self.parts[solid[i]] for i in (number - 1, number + 1) if 0 <= i < len(solid)]
            self._add(part, heads=number < last and self._heads(part, beside))
        return self.done

    def _looks(self, part: _Part) -> bool:
        """Whether a part looks like a heading, whatever stands beside it."""
        entry = part.entry
        if entry.kind == "table" or entry.level is not None or entry.role is not None or entry.story:
            return False
        if entry.number is not None and entry.number.bullet:
            return False
        if part.typed is not None and part.typed.style not in ("number", "decimal"):
            return False
        return self.looks.stands_out(part.lines) and could_head(part.text)

    def _heads(self, part: _Part, beside: Sequence[_Part]) -> bool:
        """Whether a part is a heading by its looks; items of a list that are bold stand beside one another."""
        return self._looks(part) and (part.list is None or all(other.list != part.list for other in beside))

    def _silent(self, part: _Part) -> None:
        lines = tuple(line.emptied("running") for line in part.lines) if part.entry.kind == "running" else part.lines
        if lines:
            self.done.append(Draft("paragraph", lines))

    def _add(self, part: _Part, *, heads: bool) -> None:
        entry = part.entry
        lists = self.open.setdefault(entry.story, OpenItems())
        if entry.kind == "table":
            lists.close()
            self._table(entry)
        elif entry.level is not None and len(part.text) <= _LONGEST_HEADING:
            lists.close()
            self.above = entry.level
            self.done.append(_heading(part, entry.level))
        elif heads:
            lists.close()
            self.done.append(_heading(part, self.looks.level(part.lines, self.above)))
        elif entry.number is not None:
            self._item(part, counted_item(entry, entry.number), entry.number.marker, lists)
        elif part.typed is not None and part.typed.style != "decimal":
            self._item(part, typed_item(entry, part.typed.style), part.typed.text, lists)
        else:
            self._paragraph(part, lists)

    def _item(self, part: _Part, item: Item, marker: str, lists: OpenItems) -> None:
        level, parent = lists.add(item, len(self.done))
        lines = _without(part.lines, part.typed.end) if part.typed is not None else part.lines
        self.done.append(Draft("list_item", lines, marker, level, parent))

    def _paragraph(self, part: _Part, lists: OpenItems) -> None:
        parent = lists.holder(part.entry, continued=part.entry.role == "continued")
        if parent is None:
            lists.close(part.entry.left)
        self.done.append(Draft("paragraph", part.lines, parent=parent))

    def _table(self, entry: Entry) -> None:
        place = len(self.done)
        self.done.append(Draft("table"))
        self.done += [
            Draft("table_row", parent=place, cells=row.cells, level=1 if row.head else None) for row in entry.rows
        ]


def _heading(part: _Part, level: int) -> Draft:
    """A heading with its number, counted or typed, as its marker."""
    number, lines = part.entry.number, part.lines
    if number is not None:
        decimal = _DECIMAL.fullmatch(number.marker)
        return Draft("heading", lines, None if number.bullet else decimal[1] if decimal else number.marker, level)
    typed = _typed(lines)
    if typed is not None and typed.style in ("number", "decimal"):
        return Draft("heading", _without(lines, typed.end), typed.text, level)
    chapter = _CHAPTER.match(next(line.text for line in lines if line.text))
    if chapter:
        return Draft("heading", _without(lines, chapter.end()), chapter[1], level)
    return Draft("heading", lines, level=level)

"""Numbered lists of a Word file: what stands before each item, counted the way Word counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from loftespor.ingest.lines import clean_line
from loftespor.ingest.word.styles import Indent, NumPr, Styles, indent_of, type_of
from loftespor.ingest.word.symbols import shown_in
from loftespor.ingest.word.xml import attribute, child, flag, full_names, integer, value

_LEVELS = 9
_HOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 5000  # nobody writes a larger number in letters or Roman numerals
_SIGNS = "*†‡§"
_BULLET, _RING = "•", "◦"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: the form of its number, its text ('%1.%2'), where it starts and what restarts it."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # the level, from 1, whose items restart it; 0 for none, None for all above
    legal: bool = False  # the numbers of all levels are written in digits
    indent: Indent = Indent(None, None)  # noqa: RUF009  a value that never changes
    font: str | None = None
    style: str | None = None  # the paragraph style that has this level


@dataclass(frozen=True, slots=True)
class List:
    """A list (w:num): lists upon the same `abstract` definition count on together."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """What stands before a paragraph: the marker as it is shown, and its place in its list."""

    marker: str
    list: str
    level: int
    indent: Indent
    bullet: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has counted."""

    lists: dict[str, List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def number(self, wanted: NumPr, style: str | None) -> Number | None:
        """The number of the next paragraph of a list; None where the list does not exist or shows nothing."""
        found = self.lists.get(wanted.num or "")
        if found is None:
            return None
        place = self._place(found, wanted, style)
        level = found.levels.get(place)
        if level is None:
            return None
        if level.form == "bullet":
            return Number(_bullet(level), found.abstract, place, level.indent, bullet=True)
        self._count(wanted.num or "", found, place)
        marker = clean_line(self._shown(found, place)).text
        return Number(marker, found.abstract, place, level.indent, bullet=False) if marker else None

    def _place(self, found: List, wanted: NumPr, style: str | None) -> int:
        """The level of a paragraph: what it says, else the level that is its style's."""
        if wanted.level is not None:
            return min(max(wanted.level, 0), _LEVELS - 1)
        return next((place for place, level in found.levels.items() if style and level.style == style), 0)

    def _count(self, key: str, found: List, place: int) -> None:
        counts = self.counts.setdefault(found.abstract, {})
        for above in range(place):  # a level that was skipped counts as begun
            counts.setdefault(above, self._start(found, above))
        if place in found.starts and (key, place) not in self.started:
            counts[place] = found.starts[place]
        else:
            counts[place] = counts[place] + 1 if place in counts else self._start(found, place)
        self.started.add((key, place))
        for below in range(place + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or place < restart:
                counts.pop(below, None)

    def _start(self, found: List, place: int) -> int:
        return found.starts.get(place, found.levels[place].start if place in found.levels else 1)

    def _shown(self, found: List, place: int) -> str:
        counts = self.counts[found.abstract]
        legal = found.levels[place].legal

        def put(holder: re.Match[str]) -> str:
            depth = int(holder[1]) - 1
            if depth > place or depth not in found.levels:
                return ""
            form = "decimal" if legal and found.levels[depth].form != "none" else found.levels[depth].form
            return written(counts.get(depth, self._start(found, depth)), form)

        return _HOLDER.sub(put, found.levels[place].text)


def _bullet(level: Level) -> str:
    """The sign before an item; Word takes the letter 'o' for a ring, and some fonts other letters for signs."""
    shown = clean_line(shown_in(level.text, level.font)).text
    if shown == "o":
        return _RING
    return shown if shown and not shown.isalnum() else _BULLET


def written(count: int, form: str) -> str:
    """A count as Word writes it in a number format; formats that no Norwegian document has are written in digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    if form.startswith("custom "):
        return f"{count:0{form.removeprefix('custom ')}d}"
    if form in ("ordinal", "ordinalText"):
        return f"{count}."
    if form == "numberInDash":
        return f"- {count} -"
    if form == "chicago" and 0 < count <= _MOST:
        return _SIGNS[(count - 1) % 4] * ((count - 1) // 4 + 1)
    if form in ("lowerLetter", "upperLetter") and 0 < count <= _MOST:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _MOST:
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    return str(count)


def _roman(count: int) -> str:
    letters = ""
    for worth, letter in _ROMAN:
        letters += letter * (count // worth)
        count %= worth
    return letters


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists of a file by the number that paragraphs refer to."""
    if root is None:
        return Numbering({})
    abstract = {attribute(a, "w:abstractNumId") or "": a for a in root.iterchildren(*full_names("w:abstractNum"))}
    nums = {attribute(n, "w:numId") or "": n for n in root.iterchildren(*full_names("w:num"))}
    levels = {name: dict(_levels(definition)) for name, definition in abstract.items()}
    lists = {}
    for key, num in nums.items():
        name = _definition(num, abstract, nums, styles)
        if name is not None and key != "0":
            lists[key] = _list(num, name, levels[name])
    return Numbering(lists)


def _definition(
    num: etree._Element, abstract: dict[str, etree._Element], nums: dict[str, etree._Element], styles: Styles
) -> str | None:
    """The definition that a list follows, through the style of lists that the definition may name instead of levels."""
    seen: set[str] = set()
    name = value(num, "w:abstractNumId") or ""
    while name in abstract and name not in seen:
        seen.add(name)
        style = value(abstract[name], "w:numStyleLink")
        linked = nums.get(styles.numbering(style).num or "") if style is not None else None
        if linked is None:
            return name
        name = value(linked, "w:abstractNumId") or ""
    return name if name in abstract else None


def _list(num: etree._Element, name: str, levels: dict[int, Level]) -> List:
    levels = dict(levels)
    starts = {}
    for override in num.iterchildren(*full_names("w:lvlOverride")):
        place = integer(attribute(override, "w:ilvl"))
        start = integer(value(override, "w:startOverride"))
        levels.update(_levels(override))
        if place is not None and start is not None:
            starts[place] = start
    return List(name, levels, starts)


def _levels(holder: etree._Element) -> Iterator[tuple[int, Level]]:
    for element in holder.iterchildren(*full_names("w:lvl")):
        place = integer(attribute(element, "w:ilvl"))
        if place is not None and 0 <= place < _LEVELS:
            yield place, _level(element)


def _level(element: etree._Element) -> Level:
    start = integer(value(element, "w:start"))
    look = type_of(child(element, "w:rPr"))
    return Level(
        form=_form(element), text=(value(element, "w:lvlText") or "")[:100] if not look.hidden else "",
        start=start if start is not None else 1, restart=integer(value(element, "w:lvlRestart")),
        legal=flag(element, "w:isLgl") or False, indent=indent_of(child(element, "w:pPr")), font=look.font,
        style=value(element, "w:pStyle"),
    )  # fmt: skip


def _form(level: etree._Element) -> str:
    """The number format of a level; of one's own ('001, 002, …', which stands among alternatives) its width."""
    for element in level.iter(*full_names("w:numFmt")):
        form = attribute(element, "w:val") or "decimal"
        if form != "custom":
            return form
        first = (attribute(element, "w:format") or "").split(",")[0].strip()
        if first.isdecimal() and len(first) < _LEVELS:
            return f"custom {len(first)}"
    return "decimal"

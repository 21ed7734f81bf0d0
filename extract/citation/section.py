"""Places inside an act: '§ 14-9 (2) bokstav f', '§§ 323, 326 eller 334', 'kapittel 12', 'artikkel 9 og 10'.

A list of places is read from its head ('§', 'kapittel', 'artikkel', 'vedlegg') to its last member. The members'
first spans carry the head, a range 'til' is one member with two ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from loftespor.extract.citation.grammar import GAP, MONTH, ORDINAL, compact
from loftespor.extract.citation.pins import read_pins

Kind: TypeAlias = Literal["§", "kap", "a", "vedlegg"]

_LETTER = (
    r"(?:i(?![\w-])|[\s\u00ad]{0,2}(?:[a-hj-z](?![\w\u00e5\u2011]|\.?[\s]?\d)"
    # 'i' is a letter of the number only where an act's name cannot follow: '§ 216 i første ledd'.
    rf"|i(?=\s{{0,4}}(?:[,;.)]|$|{ORDINAL}\s{{1,4}}(?:ledd|stykke|punktum)|bokstav|nr\b|\(|og\s|eller\s))))?"
)
_NUMBER = (
    r"\d{1,4}(?:\s?[A-Z](?=[-\u2011]\s?\d))?(?:[-\u2010\u2011\u00ad]\s?\d{1,3}(?!\d)){0,3}"
    rf"{_LETTER}(?![\w-]|\.\d)"
)
_ROMAN = r"(?:[IVXL]{1,7}|\d{1,2}(?:\s?[A-HJ-UW-Z])?(?:-\d{1,2})?)(?![\w-]|\.\d)"
# What a bare number after 'og' must not be: an amount, a date, a share, an ordinal.
_UNIT = re.compile(
    r"(?:[\s\u00a0.]{0,3}(?:prosent|pst|%|år|dag|døgn|uke|veke|måned|månad|kroner|kr\b|mill|mrd|meter|timer"
    rf"|\d{{3}}\b|ledd|punktum|stykke|person|{MONTH}\b))",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\s{0,4}(?:[.,;)]|$)")
_ONE = {"§": _NUMBER, "kap": _ROMAN, "a": r"\d{1,3}[a-z]?(?![\w-]|\.\d)", "vedlegg": _ROMAN}
_HEADS: dict[Kind, str] = {
    "§": rf"§(?P<plural>{GAP}§)?{GAP}(?P<first>{_ONE['§']})",
    "kap": rf"(?:kapittel|(?P<plural>kapitlene|kapitla|kapitler)|kapitel|kap\.?){GAP}(?P<first>{_ONE['kap']})",
    "a": rf"(?:(?P<plural>artiklene|artiklar)|artikkel|art\.){GAP}(?P<first>{_ONE['a']})",
    "vedlegg": rf"vedlegg{GAP}(?P<plural>)(?P<first>{_ONE['vedlegg']})",
}
HEADS: dict[Kind, re.Pattern[str]] = {kind: re.compile(head, re.IGNORECASE) for kind, head in _HEADS.items()}
_JOIN = (
    rf"{GAP}(?:(?P<range>til(?:\s{{1,4}}og\s{{1,4}}med)?|t\.o\.m\.|[\u2013\u2014]|-(?=\s))"
    rf"|,(?:{GAP}(?:og|eller|samt))?|og/eller|og|eller|samt|jf\.?){GAP}"
)
_MORE: dict[Kind, re.Pattern[str]] = {
    "§": re.compile(rf"{_JOIN}(?P<sign>§{{1,2}}{GAP})?(?P<number>{_ONE['§']})"),
    "kap": re.compile(rf"{_JOIN}(?P<sign>kap(?:ittel|\.){GAP})?(?P<number>{_ONE['kap']})"),
    "a": re.compile(rf"{_JOIN}(?P<sign>art(?:ikkel|\.){GAP})?(?P<number>{_ONE['a']})"),
    "vedlegg": re.compile(rf"{_JOIN}(?P<sign>vedlegg{GAP})?(?P<number>{_ONE['vedlegg']})"),
}
_ANNEX_CHAPTER = re.compile(rf",?{GAP}(?:kapittel|kap\.){GAP}(?P<number>[IVXL]{{1,7}})(?![\w-])")
_EN_DASHED = re.compile(r"[\u2013\u2014]\d{1,2}\s?[a-z]?")
_JOIN_END = re.compile(r"(?:[\s\u00ad,]|\b(?:og|eller)\b)*$")
_DASHED = re.compile(r"/§(?P<one>\d{1,4})-(?P<two>\d{1,4})")


@dataclass(frozen=True, slots=True)
class Place:
    """One member of a list of places: its span, the end of its number, its path below the act '/§3/ledd/1'."""

    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class Places:
    """A list of places with one head. `start` and `end` span it all."""

    kind: Kind
    places: tuple[Place, ...]

    @property
    def start(self) -> int:
        """Where the head begins."""
        return self.places[0].start

    @property
    def end(self) -> int:
        """Where the last member ends, with what stands below the section."""
        return self.places[-1].end


def _segment(kind: Kind, number: str) -> str:
    tidy = number if number.isalnum() else compact(number).replace("\u2011", "-").replace("\u2010", "-")
    if kind != "vedlegg":
        tidy = tidy.lower()
    return f"{kind}{tidy}"


def _members(text: str, kind: Kind, position: int, *, plural: bool) -> Iterator[tuple[re.Match[str], bool]]:
    """The further members from a position on, each with whether it ends a range."""
    while found := _MORE[kind].match(text, position):
        sign = found["sign"]
        if not sign and (_UNIT.match(text, found.end()) or not (plural or _goes_on(text, kind, found))):
            return
        plural = plural or (sign is not None and sign.startswith("§§"))
        yield found, found["range"] is not None
        position = read_pins(text, found.end(), plural=plural).end


def _goes_on(text: str, kind: Kind, found: re.Match[str]) -> bool:
    """Whether a bare number after a single head is a further member: a range, '3-11', or the last before a mark."""
    if found["range"] or kind in ("kap", "a") or any(dash in found["number"] for dash in "-\u2011"):
        return True
    return "," not in found.group() and _CLOSES.match(text, found.end()) is not None


def read_places(text: str, position: int, kind: Kind) -> Places | None:
    """The list of places whose head begins at a position; None when there is no number."""
    head = HEADS[kind].match(text, position)
    if head is None:
        return None
    plural = head["plural"] is not None
    places = _place(text, kind, position, head.end(), head["first"], plural=plural)
    for found, is_range in _members(text, kind, places[-1].end, plural=plural):
        start = found.start("sign") if found["sign"] else found.start("number")
        member = _place(text, kind, start, found.end(), found["number"], plural=plural)
        if is_range and not plural and _EN_DASHED.fullmatch(found.group()) and "-" not in places[-1].path:
            last = places.pop()  # '§ 20–6' with the long dash is the number of one section
            joined = f"{last.path.removeprefix('/§')}-{found['number']}"
            places += _place(text, kind, last.start, found.end(), joined, plural=plural)
        elif is_range and ".." not in places[-1].path:
            last = places.pop()
            places.append(Place(last.start, member[0].end, f"{last.path}..{_segment(kind, found['number'])}"))
        else:
            places += member
    return Places(kind, _with_dashed_ranges(places, plural=plural))


def _place(text: str, kind: Kind, start: int, end: int, number: str, *, plural: bool) -> list[Place]:
    """The place of one number with what stands below it; several for 'første og annet ledd'."""
    base = f"/{_segment(kind, number)}"
    if kind == "kap":
        return [Place(start, end, base)]
    if kind == "vedlegg" and (chapter := _ANNEX_CHAPTER.match(text, end)):
        base, end = f"{base}/kap{chapter['number']}", chapter.end()
    pins = read_pins(text, end, plural=plural)
    first = Place(start, pins.more[0].start if pins.more else pins.end, base + pins.path)
    first = Place(start, _trimmed(text, first.start, first.end), first.path)
    return [first, *(Place(pin.start, pin.end, base + pin.path) for pin in pins.more)]


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without the joining word before a further member."""
    joined = _JOIN_END.search(text, max(start, end - 12), end)
    return joined.start() if joined else end


def _with_dashed_ranges(places: list[Place], *, plural: bool) -> tuple[Place, ...]:
    """'§§ 44-48 og 50' is a range and a section, '§§ 5-12 og 5-13' two sections of chapter 5.

    A number that cannot be a range, '4-3', '3-4 a' or '5-1 til 5-3', shows that all dashes of the list are an act's
    own; so does a list of which no number is plain.
    """
    dashed = [_DASHED.fullmatch(place.path) for place in places]
    pairs = [(int(pair["one"]), int(pair["two"])) for pair in dashed if pair]
    own = any("-" in place.path and not pair for place, pair in zip(places, dashed, strict=True))
    if not plural or own or (len(places) > 1 and all(dashed)) or any(one >= two for one, two in pairs):
        return tuple(places)
    return tuple(
        Place(place.start, place.end, f"/§{pair['one']}..§{pair['two']}") if pair else place
        for place, pair in zip(places, dashed, strict=True)
    )

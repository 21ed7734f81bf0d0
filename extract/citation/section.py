"""Places inside an act: '§ 14-9 (2) bokstav f', '§§ 323, 326 eller 334', 'kapittel 12', 'artikkel 9 og 10'.

A list of places is read from its head ('§', 'kapittel', 'artikkel', 'vedlegg') to its last member. The members'
first spans carry the head, a range 'til' is one member with two ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from loftespor.extract.citation.grammar import GAP, MONTH, ORDINAL, ORDINALS, compact

Kind: TypeAlias = Literal["§", "kap", "a", "vedlegg"]

_LETTER = (
    r"(?:[\s\u00ad]{0,2}(?:[a-hj-z](?![\w\u00e5\u2011]|\.?[\s]?\d)"
    # 'i' is a letter of the number only where an act's name cannot follow: '§ 216 i første ledd'.
    rf"|i(?=\s{{0,4}}(?:[,;.)]|$|{ORDINAL}\s{{1,4}}(?:ledd|stykke|punktum)|bokstav|nr\b|\(|og\s|eller\s))))?"
)
_NUMBER = (
    r"\d{1,4}(?:\s?[A-Z](?=[-\u2011]\s?\d))?(?:[-\u2010\u2011\u00ad]\s?\d{1,3}(?!\d)){0,3}"
    rf"{_LETTER}(?![\w-]|\.\d)"
)
_ROMAN = r"(?:[IVXL]{1,7}|\d{1,2}[A-Z]?)(?![\w-]|\.\d)"
# What a bare number after 'og' must not be: an amount, a date, a share, an ordinal.
_NO_UNIT = (
    r"(?![\s\u00a0.]{0,3}(?:prosent|pst|%|år|dag|døgn|uke|veke|måned|månad|kroner|kr\b|mill|mrd|meter|timer"
    rf"|\d{{3}}\b|ledd|punktum|stykke|person|{MONTH}\b))"
)
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
    rf"|,(?:{GAP}(?:og|eller|samt))?|og|eller|samt|jf\.?){GAP}"
)
_MORE: dict[Kind, re.Pattern[str]] = {
    "§": re.compile(rf"{_JOIN}(?P<sign>§{{1,2}}{GAP})?(?P<number>{_ONE['§']}){_NO_UNIT}"),
    "kap": re.compile(rf"{_JOIN}(?P<sign>kap(?:ittel|\.){GAP})?(?P<number>{_ONE['kap']}){_NO_UNIT}"),
    "a": re.compile(rf"{_JOIN}(?P<sign>art(?:ikkel|\.){GAP})?(?P<number>{_ONE['a']}){_NO_UNIT}"),
    "vedlegg": re.compile(rf"{_JOIN}(?P<sign>vedlegg{GAP})?(?P<number>{_ONE['vedlegg']}){_NO_UNIT}"),
}
_UNITS = {
    "ledd": "ledd", "stykke": "ledd", "stykket": "ledd", "punktum": "setning", "setning": "setning",
    "strekpunkt": "strekpunkt", "alternativ": "alternativ",
}  # fmt: skip
_PIN = re.compile(
    rf"(?:,?{GAP}(?P<ordinal>{ORDINAL}|siste)(?:(?:,|{GAP}(?:og|eller|til)){GAP}(?:{ORDINAL}|siste)){{0,4}}"
    rf"{GAP}(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
    rf"|{GAP}\((?P<ledd>\d{{1,2}})\)"
    rf"|,?{GAP}(?:bokstav|bokstavene|litra){GAP}\(?(?P<letter>[a-zæøå])\)?(?!\w)"
    rf"(?:(?:,|{GAP}(?:og|eller|til)){GAP}[a-zæøå]\)?(?!\w)){{0,6}}"
    rf"|,?{GAP}(?:nr|nummer)\b\.?{GAP}(?P<item>\d{{1,2}}[a-z]?)(?!\w|\.\d))"
)
_LOOSE_LETTER = re.compile(rf"{GAP}(?P<letter>[a-hj-z])\)?(?![\w.]|\s?\d)")


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
    tidy = compact(number).replace("\u2011", "-").replace("\u2010", "-")
    if kind != "vedlegg":
        tidy = tidy.lower()
    return f"{kind}{tidy}"


def read_pins(text: str, position: int) -> tuple[int, str]:
    """Where ledd, bokstav, nummer and setning after a section end, and their path '/ledd/1/bokstav/a'."""
    path = ""
    while found := _PIN.match(text, position):
        position = found.end()
        if found["ordinal"]:
            word = found["ordinal"].lower()
            path += f"/{_UNITS[found['unit']]}/{ORDINALS.get(word, 'siste')}"
        elif found["ledd"]:
            path += f"/ledd/{found['ledd']}"
            if loose := _LOOSE_LETTER.match(text, position):
                path, position = f"{path}/bokstav/{loose['letter']}", loose.end()
        elif found["letter"]:
            path += f"/bokstav/{found['letter']}"
        else:
            path += f"/nummer/{found['item']}"
    return position, path


def _members(text: str, kind: Kind, position: int, *, plural: bool) -> Iterator[tuple[re.Match[str], bool]]:
    """The further members from a position on, each with whether it ends a range."""
    while found := _MORE[kind].match(text, position):
        is_range = found["range"] is not None
        dashed = any(dash in found["number"] for dash in "-\u2011")
        if not (found["sign"] or plural or is_range or dashed or kind in ("kap", "a")):
            return
        yield found, is_range
        position = found.end()
        position, _ = read_pins(text, position)


def read_places(text: str, position: int, kind: Kind) -> Places | None:
    """The list of places whose head begins at a position; None when there is no number."""
    head = HEADS[kind].match(text, position)
    if head is None:
        return None
    end, pins = read_pins(text, head.end()) if kind != "kap" else (head.end(), "")
    places = [Place(position, end, f"/{_segment(kind, head['first'])}{pins}")]
    for found, is_range in _members(text, kind, end, plural=head["plural"] is not None):
        end, pins = read_pins(text, found.end()) if kind != "kap" else (found.end(), "")
        segment = _segment(kind, found["number"])
        if is_range and ".." not in places[-1].path:
            last = places.pop()
            places.append(Place(last.start, end, f"{last.path}..{segment}"))
        else:
            start = found.start("sign") if found["sign"] else found.start("number")
            places.append(Place(start, end, f"/{segment}{pins}"))
    return Places(kind, tuple(places))

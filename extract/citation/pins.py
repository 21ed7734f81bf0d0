"""What stands below a section: 'første ledd bokstav a', '(2) f', 'nr. 3', 'tredje punktum', and lists of these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loftespor.extract.citation.grammar import GAP, ORDINAL, ORDINALS

_UNITS = {
    "ledd": "ledd", "stykke": "ledd", "stykket": "ledd", "punktum": "setning", "setning": "setning",
    "strekpunkt": "strekpunkt", "alternativ": "alternativ",
}  # fmt: skip
_PIN = re.compile(
    rf"(?:,?{GAP}(?P<ordinal>{ORDINAL}|siste)(?P<ordinals>(?:(?:,|{GAP}(?:og|eller|til)){GAP}(?:{ORDINAL}|siste)){{0,4}})"
    rf"{GAP}(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
    rf"|{GAP}\((?P<ledd>\d{{1,2}})\)"
    rf"|,?{GAP}(?:bokstav|bokstavene|litra){GAP}\(?(?P<letter>[a-zæøå])\)?(?!\w)"
    rf"(?P<letters>(?:(?:,|{GAP}(?:og|eller|til)){GAP}[a-zæøå]\)?(?!\w)){{0,6}})"
    rf"|,?{GAP}(?:nr|nummer)\b\.?{GAP}(?P<item>\d{{1,2}}[a-z]?)(?!\w|\.\d)"
    rf"(?P<items>(?:(?:,|{GAP}(?:og|eller)){GAP}\d{{1,2}}[a-z]?(?![\w-]|\.\d|{GAP}(?:{ORDINAL}|ledd|bokstav|nr))){{0,6}})"
    rf"(?P<to>{GAP}(?:til|\u2013){GAP}(?P<last>\d{{1,2}})(?![\w-]|\.\d|\s?§))?)"
)
_LOOSE_LETTER = re.compile(rf"{GAP}(?P<letter>[a-hj-z])\)?(?![\w.]|\s?\d)")
_ORDINAL = re.compile(rf"{ORDINAL}|siste", re.IGNORECASE)
_MEMBERS = {
    "ordinals": _ORDINAL,
    "items": re.compile(r"\d{1,2}[a-z]?"),
    "letters": re.compile(r"\b[a-zæøå](?=\)?(?:\W|$))"),
}


@dataclass(frozen=True, slots=True)
class Pin:
    """A further member of a list at the end: its span and its path '/ledd/2'."""

    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class Pins:
    """Where it all ends, the path of the first member, and the further members."""

    end: int
    path: str
    more: tuple[Pin, ...] = ()


def read_pins(text: str, position: int, *, plural: bool) -> Pins:
    """Ledd, bokstav, nummer and setning from a position on: '/ledd/1/bokstav/a'; nothing gives an empty path.

    In a list with a plural head the number after 'og' is a section's: '§§ 2 nr. 3 og 5'.
    """
    path = ""
    more: tuple[Pin, ...] = ()
    while found := _PIN.match(text, position):
        position = found.start("items") if plural and found["items"] else found.end()
        base = path
        if found["ordinal"]:
            path += _of_ordinal(_UNITS[found["unit"].lower()], found["ordinal"])
        elif found["ledd"]:
            path += f"/ledd/{found['ledd']}"
            if loose := _LOOSE_LETTER.match(text, position):
                path, position = f"{path}/bokstav/{loose['letter']}", loose.end()
        elif found["letter"]:
            path += f"/bokstav/{found['letter']}"
        else:
            path += f"/nummer/{found['item']}" + (f"..{found['last']}" if found["last"] and not found["items"] else "")
        more = () if position < found.end() else tuple(_further(found, base))
    return Pins(position, path, more)


def _of_ordinal(unit: str, word: str) -> str:
    return f"/{unit}/{ORDINALS.get(word.lower(), 'siste')}"


def _further(found: re.Match[str], base: str) -> Iterator[Pin]:
    """The members after the first in 'annet og tredje ledd', 'bokstav a, c og d', 'nr. 2 og 3'; not of ranges."""
    group = next((name for name in ("ordinals", "items", "letters") if found[name]), "letters")
    listed = found[group] or ""
    if not listed or "til" in listed:
        return
    members = list(_MEMBERS[group].finditer(found.string, found.start(group), found.end(group)))
    for index, member in enumerate(members):
        end = found.end() if index == len(members) - 1 else member.end()
        if group == "ordinals":
            below = _of_ordinal(_UNITS[found["unit"].lower()], member.group())
        else:
            below = f"/{'nummer' if group == 'items' else 'bokstav'}/{member.group()}"
        yield Pin(member.start(), end, base + below)

"""Lists of parties as minutes print them: '(H, A, BL(3), Sp og PP)', '7H (names)', 'H, FrP og Sp'."""

import re
from dataclasses import dataclass

_SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?[,;]\s*(?:og\s+)?|(?<!\s)\s+og\s+|(?:(?<!\s)\s+)?&\s*")
_COUNT = re.compile(r"^\d{1,3}\s*(?=[A-ZÆØÅa-zæøå])|(?:(?<!\s)\s+)?\(?\d{1,3}\)?$")
_PARTY = re.compile(r"^[A-ZÆØÅa-zæøå][\wæøåÆØÅ./ -]{0,28}$")
_NOT_PARTY = re.compile(
    r"\b(?:representant|stemme|medlem|enstemmig|vara|mot|for|jf|jfr|se|av|var|ikke|fremsatt)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PartyList:
    """Parties as printed, without counts; `split` holds those that voted in part ('BL(3)'). `end` is after the list."""

    parties: tuple[str, ...]
    split: tuple[str, ...]
    end: int


def bracketed_parties(text: str, at: int, end: int) -> PartyList | None:
    """The list in the bracket that opens at `at` (after white space), None when no party stands in it."""
    while at < end and text[at].isspace():
        at += 1
    if at >= end or text[at] != "(":
        return None
    depth, inner = 0, list[str]()
    for position in range(at, min(end, len(text), at + 1500)):
        character = text[position]
        depth += (character == "(") - (character == ")")
        if depth == 0:
            found = split_parties("".join(inner))
            return PartyList(*found, position + 1) if found[0] else None
        # Names in an inner bracket say who of the party; a number there how many.
        if depth == 1 and character not in "()":
            inner.append(character)
        elif depth == 2 and character == "(":
            inner.append("\x00")
    return None


def split_parties(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties in 'H, BL(3) og Sp', and which of them are printed with a count or names."""
    parties: list[str] = []
    part: list[str] = []
    for item in _SEPARATOR.split(words):
        name = _COUNT.sub("", item.replace("\x00", "").strip(" .*")).strip()
        if not name or not _PARTY.match(name) or _NOT_PARTY.search(name):
            continue
        if name not in parties:
            parties.append(name)
            if "\x00" in item or name != item.strip(" .*"):
                part.append(name)
    return tuple(parties), tuple(part)

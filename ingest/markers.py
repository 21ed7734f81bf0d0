"""What stands before a list item or a numbered heading: bullets, dashes, numbers, letters."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

MarkerStyle: TypeAlias = Literal["bullet", "number", "letter", "roman", "decimal"]

_NUMBER = re.compile(r"\(?(\d{1,3})([.):])(?=\s|[A-ZÆØÅ])\s*")
_LETTER = re.compile(r"\(?([a-zæøåA-ZÆØÅ]|([a-zæøå])\2)(\)\.?)\s*")
_LETTER_STOP = re.compile(r"([a-hj-uA-HJ-U])\.\s+(?=[A-ZÆØÅa-zæøå]{2})")
_ROMAN = re.compile(r"\(?([ivx]{2,5})\)\s*")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,4})\.?\)?\s+(?=\S)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker that ends before character `end` of its line; `value` is its number, where it counts."""

    text: str
    end: int
    style: MarkerStyle
    value: int | None = None


@dataclass(frozen=True, slots=True)
class _Forms:
    sure: str
    bullets: str
    after_ordinals: frozenset[str]
    lead_in_ends: tuple[str, ...]
    open_ends: frozenset[str]
    labels: frozenset[str]


@cache
def _forms() -> _Forms:
    data = tomllib.loads(files("loftespor.ingest").joinpath("markers.toml").read_text(encoding="utf-8"))
    ends = tuple(f" {end}" for end in data["lead_in_ends"])
    words = (frozenset(data[key]) for key in ("after_ordinals", "open_ends", "labels"))
    after_ordinals, opens, labels = words
    return _Forms(data["sure"], data["bullets"], after_ordinals, ends, opens, labels)


def is_labelled(text: str) -> bool:
    """Whether a line states a fact behind a label: 'Møtedato: 13.03.2025'."""
    label, colon, _ = text.partition(":")
    return bool(colon) and label.strip().rstrip(".").casefold() in _forms().labels


def open_ends() -> frozenset[str]:
    """Words that no block ends with: a line that ends in one goes on in the next, however short it is."""
    return _forms().open_ends


def leads_in(text: str) -> bool:
    """Whether a short text leads into a list: 'Byen vil:', 'Vi går inn for å'."""
    return text.endswith((":", *_forms().lead_in_ends))


def find_marker(text: str) -> Marker | None:
    """The list marker at the start of a line, or None.

    '• styrke …', '– styrkje …', '1. Øke …', '2) øke …', 'a) øke …', 'aa) øke …', '4.2 Øke …'; not
    '8. september …' nor '3. klasse …'.
    """
    return _bullet(text) or _decimal(text) or _numbered(text) or _lettered(text)


def _bullet(text: str) -> Marker | None:
    forms = _forms()
    first = text[:1]
    if first and first in forms.sure:
        rest = text[1:].lstrip()
        return Marker(first, len(text) - len(rest), "bullet")
    if first and first in forms.bullets and text[1:2] in (" ", ""):
        return Marker(first, min(2, len(text)), "bullet")
    return None


def _numbered(text: str) -> Marker | None:
    found = _NUMBER.match(text)
    if not found or _is_ordinal(text, found):
        return None
    return Marker(found[0].strip(), found.end(), "number", int(found[1]))


def _is_ordinal(text: str, found: re.Match[str]) -> bool:
    """Whether the number is an ordinal or date: '8. september', '3. klasse', '12. og 13. mai'."""
    if found[2] != ".":
        return False
    word = _FIRST_WORD.match(text, found.end())
    return bool(word and word[0][0].islower() and word[0] in _forms().after_ordinals)


def _decimal(text: str) -> Marker | None:
    found = _DECIMAL.match(text)
    return Marker(found[1], found.end(), "decimal") if found else None


def _lettered(text: str) -> Marker | None:
    roman = _ROMAN.match(text)
    if roman:
        return Marker(roman[0].strip(), roman.end(), "roman")
    found = _LETTER.match(text)
    if found:
        return Marker(found[0].strip(), found.end(), "letter", _letter_value(found[1]))
    stopped = _LETTER_STOP.match(text)
    if stopped:
        return Marker(stopped[0].strip(), stopped.end(), "letter", _letter_value(stopped[1]))
    return None


def _letter_value(letters: str) -> int:
    """1 for a, 29 for å, 30 for aa."""
    place = "abcdefghijklmnopqrstuvwxyzæøå".index(letters[0].lower()) + 1
    return place + 29 * (len(letters) - 1)

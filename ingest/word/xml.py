"""Names, values and measures in the XML of Word files, whichever of its two namespaces a file is written in."""

import re
from functools import lru_cache

from lxml import etree

# ECMA-376 has a transitional and a strict form of the same elements; Word can save both.
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_OFF = ("0", "false", "off", "none")
_INTEGER = re.compile(r"-?\d{1,9}")
_MEASURE = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(pt|cm|mm|in|pc|pi)?")
# A twip is a twentieth of a point; a bare number counts twips, a strict file may name the unit.
_TWIPS = {None: 1.0, "pt": 20.0, "cm": 567.0, "mm": 56.7, "in": 1440.0, "pc": 240.0, "pi": 240.0}


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_SPACES.get(space[1:], '?')}:{local}"


@lru_cache(maxsize=1024)
def full_names(name: str) -> tuple[str, ...]:
    """The tags that a short name stands for: 'w:p' in the transitional and the strict namespace."""
    prefix, _, local = name.partition(":")
    return tuple(f"{{{space}}}{local}" for space, short in _SPACES.items() if short == prefix)


def name_of(element: etree._Element) -> str:
    """The short name of an element: 'w:p', 'm:t', '?:x' in a namespace nobody knows, '' for a comment."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its short name ('w:val', 'r:id')."""
    for tag in full_names(name):
        value = element.get(tag)
        if value is not None:
            return value
    return None


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name; None where there is none, or no element."""
    return None if element is None else next(element.iterchildren(*full_names(name)), None)


def value(element: etree._Element | None, name: str) -> str | None:
    """What the child of that name has as w:val."""
    inner = child(element, name)
    return attribute(inner, "w:val") if inner is not None else None


def integer(text: str | None) -> int | None:
    """A whole number; None where the file has something else."""
    found = _INTEGER.fullmatch(text.strip()) if text else None
    return int(found[0]) if found else None


def twips(text: str | None) -> int | None:
    """A length in twentieths of a point: '720', '36pt'."""
    found = _MEASURE.fullmatch(text.strip()) if text else None
    return round(float(found[1]) * _TWIPS[found[2]]) if found else None


def is_on(element: etree._Element) -> bool:
    """Whether a switch such as <w:b/> or <w:b w:val="0"/> is on."""
    return (attribute(element, "w:val") or "1").lower() not in _OFF


def flag(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a switch among properties is on or off; None where they say nothing."""
    inner = child(properties, name)
    return None if inner is None else is_on(inner)


def text_of(element: etree._Element) -> str:
    """The characters of an element, also where a comment stands between them; entities are none."""
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(inner.tail or "" for inner in element)


def solid(text: str) -> int:
    """How many characters of a text are no white space."""
    return len("".join(text.split()))


def characters_in(root: etree._Element) -> int:
    """How many characters of words stand in an element, whether they are shown or not."""
    return sum(solid(text_of(t)) for t in root.iter(*full_names("w:t"), *full_names("m:t")))

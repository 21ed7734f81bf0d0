"""The styles of a Word file: what each is for, and its numbering, indent and type, with all it is based on."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from lxml import etree

from loftespor.ingest.word.xml import attribute, child, flag, full_names, integer, twips, value

T = TypeVar("T")
Role: TypeAlias = Literal["contents", "title", "heading", "continued", "plain"]

_BODY_LEVEL = 9  # the outline level of what is no heading
_SIZE = 20.0  # half points, where a file states none


class NumPr(NamedTuple):
    """A reference to a list: its number, and the level in it; None where the style or paragraph leaves it open."""

    num: str | None
    level: int | None


_UNLISTED = NumPr(None, None)


class Indent(NamedTuple):
    """Where the lines of a paragraph begin, in twips from the margin, and how far its first line stands off them."""

    left: int | None
    first: int | None

    def over(self, base: "Indent") -> "Indent":
        """These, and where they say nothing those of another."""
        return Indent(_first(self.left, base.left), _first(self.first, base.first))


_UNINDENTED = Indent(None, None)


@dataclass(frozen=True, slots=True)
class Type:
    """How words are printed, as far as a style or run says; `size` in half points."""

    bold: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    font: str | None = None


_PLAIN_TYPE = Type()


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it is based on. `level` is the depth of its headings, from 1."""

    role: Role | None = None
    level: int | None = None
    numbering: NumPr = _UNLISTED
    numbered_by: str | None = None  # the style that names the list: its own, or one it is based on
    indent: Indent = _UNINDENTED
    type: Type = _PLAIN_TYPE
    new_page: bool = False


_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class NameRule:
    """A row of names.toml."""

    role: Role
    level: int | None
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


@cache
def name_rules() -> tuple[NameRule, ...]:
    """What the names of styles say, in the order of names.toml."""
    rules = []
    for row in _names()["style"]:
        role: Role = row["role"]
        assert role in get_args(Role)  # noqa: S101  the file is ours
        pattern = re.compile(row["pattern"], re.IGNORECASE)
        rules.append(NameRule(role, row.get("level"), pattern, tuple(row["examples"])))
    return tuple(rules)


@cache
def untitled() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The titles that nobody gave a file, with examples."""
    rows = _names()["untitled"]
    return tuple((re.compile(row["pattern"], re.IGNORECASE | re.DOTALL), tuple(row["examples"])) for row in rows)


def _names() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files("loftespor.ingest.word").joinpath("names.toml").read_text(encoding="utf-8"))


def role_of(name: str) -> tuple[Role | None, int | None]:
    """What a style of that name is for, and the depth of its headings."""
    for rule in name_rules():
        found = rule.pattern.fullmatch(name.strip())
        if found:
            return rule.role, int(found["level"]) if "level" in found.groupdict() else rule.level
    return None, None


class Styles:
    """The styles of a file by id; a reference to a style that does not exist gives the default."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = {attribute(s, "w:styleId") or "": s for s in _styles(root)}
        self._default = _document_type(root)
        self._resolved = _resolved(elements)
        self._paragraph = next((key for key, style in elements.items() if _is_default(style)), "")

    def paragraph(self, key: str | None) -> Style:
        """The style of a paragraph; without an id the document's usual one."""
        return self._resolved.get(self._paragraph if key is None else key, _PLAIN)

    def numbering(self, key: str) -> NumPr:
        """The list that a style of lists stands for."""
        return self._resolved.get(key, _PLAIN).numbering

    def type(self, paragraph: Style, properties: etree._Element | None) -> Type:
        """How the words of a run are printed, by its own properties, its style and its paragraph's."""
        own = type_of(properties)
        key = value(properties, "w:rStyle")
        named = self._resolved[key].type if key in self._resolved else _PLAIN_TYPE
        return Type(
            bold=_switched(own.bold, named.bold, paragraph.type.bold, self._default.bold),
            hidden=_switched(own.hidden, named.hidden, paragraph.type.hidden, self._default.hidden),
            size=own.size or named.size or paragraph.type.size or self._default.size or _SIZE,
            font=own.font or named.font,
        )


def _switched(own: bool | None, named: bool | None, paragraph: bool | None, default: bool | None) -> bool:
    """A switch of a run: what it says itself, else its two styles, which cancel each other (ECMA-376, 17.7.3)."""
    if own is not None:
        return own
    if named is None and paragraph is None:
        return bool(default)
    return bool(named) != bool(paragraph)


def _styles(root: etree._Element | None) -> Iterator[etree._Element]:
    return root.iterchildren(*full_names("w:style")) if root is not None else iter(())


def _is_default(style: etree._Element) -> bool:
    return attribute(style, "w:type") == "paragraph" and (attribute(style, "w:default") or "0") in ("1", "true", "on")


def _document_type(root: etree._Element | None) -> Type:
    defaults = child(child(root, "w:docDefaults"), "w:rPrDefault")
    return type_of(child(defaults, "w:rPr"))


def type_of(properties: etree._Element | None) -> Type:
    """What the properties of a run or style say of its type."""
    if properties is None or not len(properties):
        return Type()
    fonts = child(properties, "w:rFonts")
    font = attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi") if fonts is not None else None
    size = integer(value(properties, "w:sz"))
    return Type(flag(properties, "w:b"), flag(properties, "w:vanish"), float(size) if size else None, font)


def _resolved(elements: Mapping[str, etree._Element]) -> dict[str, Style]:
    """The styles, each upon those it is based on; a circle of styles is cut where it closes."""
    done: dict[str, Style] = {}
    for key in elements:
        chain: dict[str, None] = {}
        while key in elements and key not in done and key not in chain:
            chain[key] = None
            key = value(elements[key], "w:basedOn") or ""
        base = done.get(key, _PLAIN)
        for link in reversed(chain):
            base = done[link] = _built(elements[link], base)
    return done


def _built(element: etree._Element, base: Style) -> Style:
    properties = child(element, "w:pPr")
    role, level = _purpose(element, properties, base)
    numbering = numbering_of(properties)
    own = type_of(child(element, "w:rPr"))
    return Style(
        role=role,
        level=level,
        numbering=NumPr(numbering.num or base.numbering.num, _first(numbering.level, base.numbering.level)),
        numbered_by=attribute(element, "w:styleId") if numbering.num else base.numbered_by,
        indent=indent_of(properties).over(base.indent),
        type=Type(
            _first(own.bold, base.type.bold), _first(own.hidden, base.type.hidden), own.size or base.type.size,
            own.font or base.type.font,
        ),
        new_page=bool(_first(flag(properties, "w:pageBreakBefore"), base.new_page)),
    )  # fmt: skip


def _purpose(element: etree._Element, properties: etree._Element | None, base: Style) -> tuple[Role | None, int | None]:
    """What a style is for: its name says it first, then its outline level, then the style it is based on."""
    if attribute(element, "w:type") not in (None, "paragraph"):
        return None, None
    role, level = role_of(value(element, "w:name") or "")
    if role is None and value(element, "w:name") is None:
        role, level = role_of(attribute(element, "w:styleId") or "")
    outline = outline_of(properties)
    if role in ("contents", "continued", "plain"):
        return role, None
    if outline is not None:
        return role, outline if outline <= _BODY_LEVEL else None
    return (role, level) if role is not None else (base.role, base.level)


def _first(own: T | None, base: T) -> T:
    return base if own is None else own


def outline_of(properties: etree._Element | None) -> int | None:
    """The depth of a heading by its outline level, from 1; 10 for what says that it is none."""
    level = integer(value(properties, "w:outlineLvl"))
    return None if level is None or level < 0 else min(level, _BODY_LEVEL) + 1


def indent_of(properties: etree._Element | None) -> Indent:
    """The indents that properties state."""
    found = child(properties, "w:ind")
    if found is None:
        return _UNINDENTED
    hanging = twips(attribute(found, "w:hanging"))
    return Indent(
        twips(attribute(found, "w:left") or attribute(found, "w:start")),
        -hanging if hanging is not None else twips(attribute(found, "w:firstLine")),
    )


def numbering_of(properties: etree._Element | None) -> NumPr:
    """The list that properties put a paragraph in; the number '0' takes it out of that of its style."""
    found = child(properties, "w:numPr")
    return NumPr(value(found, "w:numId"), integer(value(found, "w:ilvl"))) if found is not None else _UNLISTED

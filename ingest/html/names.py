"""What the classes, ids and stock phrases of a web page say of its parts: the rules of `names.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_HUMP = re.compile(r"(?<=[a-zæøå0-9])(?=[A-ZÆØÅ])")
_JOINTS = re.compile(r"[\W_]+")
# 'has-sidebar', 'no-menu', 'is-open' say how a part is, not what it is.
_STATE = re.compile(r"(?:has|no|with|without|is|not|js|hide)-")
_SHOWN = re.compile(r"\w+:\S|(?:d|visible)-\w+(?:-|$)")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
# No class list of a page that people made is longer; the rest of one is not read.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of names.toml; `links` is for a phrase that must be made of links."""

    name: str
    effect: str
    pattern: re.Pattern[str]
    links: bool
    examples: tuple[str, ...]
    unlike: tuple[str, ...]


@cache
def name_rules() -> tuple[Rule, ...]:
    """The rules for classes and ids, in their order."""
    whole = ("hidden", "heading", "foot")
    return tuple(
        _rule(row, row["pattern"] if row["effect"] in whole else rf"(?:.*-)?(?:{row['pattern']})(?:-.*)?")
        for row in _data()["name"]
    )


@cache
def phrase_rules() -> tuple[Rule, ...]:
    """The rules for what short blocks say, in their order."""
    return tuple(_rule(row, row["pattern"]) for row in _data()["phrase"])


def _data() -> dict[str, Any]:
    return tomllib.loads(files("loftespor.ingest.html").joinpath("names.toml").read_text(encoding="utf-8"))


def _rule(row: dict[str, Any], pattern: str) -> Rule:
    compiled = re.compile(pattern, re.IGNORECASE)
    return Rule(
        row["name"], row["effect"], compiled, row.get("links", False), tuple(row["examples"]), tuple(row["unlike"])
    )


@lru_cache(maxsize=4096)
def effects(names: str) -> frozenset[str]:
    """What classes and ids, parted by spaces, say of an element; 'hidden md:block' is no hidden one."""
    words = names[:_LONGEST].split()
    found = {effect for word in words for effect in _effects(word)}
    if "hidden" in found and any(_SHOWN.match(word) and word != "d-none" for word in words):
        found.discard("hidden")
    return frozenset(found)


@lru_cache(maxsize=4096)
def _effects(word: str) -> frozenset[str]:
    name = _parted(word)
    found = {rule.effect for rule in name_rules() if rule.pattern.fullmatch(name)}
    return frozenset(found if not _STATE.match(name) else found & {"hidden", "tool"})


def _parted(word: str) -> str:
    """A name in small letters, its parts between hyphens: 'mainContent' and 'main__content' are 'main-content'."""
    return _JOINTS.sub("-", _HUMP.sub("-", word)).strip("-").lower()


def named_level(names: str) -> int | None:
    """The level of the heading that a paragraph of these classes is; None where it is none."""
    for word in names[:_LONGEST].split():
        for rule in name_rules():
            found = rule.pattern.fullmatch(_parted(word)) if rule.effect == "heading" else None
            if found:
                return int(found["level"] or 1)
    return None


def phrase(words: str, *, effect: str, links: bool = True) -> re.Match[str] | None:
    """The stock phrase of this effect that the words are; `links` says that they are links only."""
    text = _EDGES.sub("", words)
    for rule in phrase_rules():
        if rule.effect == effect and (links or not rule.links):
            found = rule.pattern.fullmatch(text)
            if found:
                return found
    return None

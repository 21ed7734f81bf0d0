"""Measures known by a name: schemes, agreements, reports, reforms and platforms. The names are data, names.toml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loftespor.extract.citation.grammar import squeeze
from loftespor.extract.citation.phrase import noun_phrase_end
from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import Source, begins_word, word_start
from loftespor.extract.data_file import read_data
from loftespor.extract.records import Citation

_YEAR = re.compile(r"\s20\d\d(?=\d{0,2}(?!\d))")
_WITHIN = re.compile(r"[a-zæøå,] $")
_OWNERS = ("fns ", "eus ", "fn-", "eu-")


@dataclass(frozen=True, slots=True)
class NameKind:
    """A row of names.toml. `generic` are first parts that do not make a name.

    With `capital` only a capital within a sentence makes one: 'Fjordvikhjelpa', not 'fjordvikhjelpa'.
    """

    type: str
    measure_class: str
    template: str
    generic: frozenset[str] = frozenset()
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The rows by what the search looks for: endings of words, and whole names."""

    endings: dict[str, NameKind]
    whole: dict[str, NameKind]


@lru_cache(maxsize=1)
def names() -> Names:
    """The data, read once."""
    data = read_data("citation/names.toml")
    endings = {
        ending: NameKind(row["type"], row["class"], row["id"], frozenset(row["generic"]), row.get("capital", False))
        for row in data["suffix"]
        for ending in row["endings"]
    }
    whole = {name: NameKind(row["type"], row["class"], row["id"]) for row in data["name"] for name in row["names"]}
    platforms = {
        spelled: NameKind("plattform", "plan", row["id"])
        for row in data["platform"]
        for name in row["names"]
        for spelled in (name, _as_in_addresses(name))
    }
    return Names(endings, whole | platforms)


def _as_in_addresses(name: str) -> str:
    """A name as names of files and addresses spell it, without æ, ø and å."""
    return name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


def stems() -> tuple[str, ...]:
    """The letters at which names are looked for."""
    return (*names().endings, *names().whole)


def named_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The name whose ending, or the whole of which, stands at a position."""
    if (kind := names().whole.get(stem)) is not None:
        end = _word_end(source, position + len(stem))
        if begins_word(source.text, position) and end is not None:
            yield _citation(source, position, end, kind, stem)
        return
    yield from _by_ending(source, position, stem, names().endings[stem])


def _word_end(source: Source, end: int) -> int | None:
    """The end of the word, a genitive s taken in; None when the word goes on."""
    if source.low[end : end + 1] == "s":
        end += 1
    follows = source.low[end : end + 1]
    return None if follows.isalpha() or (follows == "-" and source.low[end + 1 : end + 2].isalpha()) else end


def _by_ending(source: Source, position: int, ending: str, kind: NameKind) -> Iterator[Citation]:
    end = _word_end(source, position + len(ending))
    if end is None:
        return
    start = word_start(source.text, position)
    first = source.low[start:position].replace("\u00ad", "")
    if start == position and ending == "ordningen" and source.low.startswith(" med ", end):
        phrase = noun_phrase_end(source.text, end + 5, prepositions=True, most=3)
        if phrase > end + 5 and source.text[end + 5].islower():
            yield _citation(source, start, phrase, kind, source.text[start:phrase])
        return
    if len(first) < 2 or first.rstrip("-") in kind.generic:
        return
    if kind.capital and not _is_capital_inside(source.text, start):
        return
    if first.isdigit() or not any(char.isalpha() for char in first):
        return
    name = source.low[start : position + len(ending)]
    if (platform := names().whole.get(name)) is not None:
        yield _citation(source, start, end, platform, name)
        return
    for owner in _OWNERS:
        if source.low.startswith(owner, max(0, start - len(owner))) and start >= len(owner):
            start -= len(owner)
            break
    if kind.type == "melding" and (year := _YEAR.match(source.text, end)):
        end = year.end()  # 'Perspektivmeldingen 2021': there is one every few years
    yield _citation(source, start, end, kind, source.text[start:end])


def _is_capital_inside(text: str, start: int) -> bool:
    """Whether a word has a capital that is not the first letter of a sentence or of a line."""
    before = text[max(0, start - 2) : start]
    return text[start].isupper() and text[start + 1 : start + 3].islower() and _WITHIN.search(before) is not None


def _citation(source: Source, start: int, end: int, kind: NameKind, name: str) -> Citation:
    cite_id = kind.template.format(slug=slug(name.removesuffix("s") if "?" in kind.template else name), owner="?")
    return Citation(
        start, end, kind.type, kind.measure_class, "name", cite_id,
        status="unresolved" if "?" in cite_id else "resolved", name=squeeze(source.text[start:end]),
    )  # fmt: skip

"""What the names of measures tell: whose a plan is, of which years, and by which words two names are one."""

import re
from collections import Counter
from dataclasses import dataclass

from loftespor.corpus.rows import Row
from loftespor.extract.citation.slug import slug
from loftespor.extract.stems import stem

PROPOSED = "/proposed"
_NAMED = frozenset({"plan", "plattform", "melding", "ordning", "avtale", "satsing"})  # what an id of a name begins with
_YEARS = re.compile(r"(?:^|-)(?P<first>(?:19|20)\d\d)(?:-(?:til-)?(?P<last>(?:19|20)\d\d))?$")
_BRACKETS = re.compile(r"\((?P<word>[A-ZÆØÅ][\wæøåÆØÅ-]{1,14})\)$")
_SMALL = frozenset(
    ("for", "mot", "i", "om", "og", "til", "av", "på", "den", "det", "de", "med", "fra", "frå", "perioden")
)
_OWNERS = ("kommune", "kommunes", "fylkeskommune", "fylkeskommunes", "fylke")
# Stems of titles that the stemmer does not fold onto those of Bokmål.
_BOKMAL = {
    "vald": "vold", "born": "barn", "heil": "hel", "vatn": "vann", "skul": "skol", "bustad": "bol", "heim": "hjem",
    "hjemm": "hjem", "utjamning": "utjevning", "mjølk": "melk", "fyrst": "først",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A key of a measure, read: `owner` and `years` are None where it does not say them, `years` alike of one year.

    A key with a scope ('…@fjordvik') has that for its owner. `stems` are the words of the name without owner, years
    and small words; () for what has a number.
    """

    key: str
    kind: str
    owner: str | None
    years: tuple[str, str] | None
    stems: tuple[str, ...]
    proposed: bool


def read_name(key: str, surface: str = "") -> Name:
    """The parts of a key; `surface` is the name as written, whose last word in brackets is no part of the words.

    >>> name = read_name("plan/fjordvik/temaplan-for-fjordvik-kommunes-havner-2021-2030")
    >>> name.owner, name.years, name.stems
    ('fjordvik', ('2021', '2030'), ('temaplan', 'havn'))
    """
    plain, _, scope = key.removesuffix(PROPOSED).partition("@")
    parts = plain.split("/")
    kind, owner = parts[0], parts[1] if len(parts) > 2 and parts[1] != "?" else None
    proposed = key.endswith(PROPOSED)
    if kind not in _NAMED:
        return Name(key, kind, owner if _is_place(parts) else None, None, (), proposed)
    words = parts[-1]
    if found := _BRACKETS.search(surface):
        words = words.removesuffix(f"-{slug(found['word'])}")
    years = _YEARS.search(words)
    if years and years.start() > 0:
        words = words[: years.start()]
    span = (years["first"], years["last"] or years["first"]) if years else None
    return Name(key, kind, owner or scope or None, span, _stems(words, owner, kind), proposed)


def _is_place(parts: list[str]) -> bool:
    """Whether the second part of a number's id is a municipality or county: 'byrådssak/fjordvik/12/2019'."""
    return len(parts) == 4 and not parts[1][:1].isdigit()


def _stems(words: str, owner: str | None, kind: str) -> tuple[str, ...]:
    if kind == "avtale" and words.endswith(("ene", "ane")):  # the conventions are not the one
        return (words,)
    own = set(_SMALL) | set(_OWNERS) | ({owner, f"{owner}s"} if owner else set())
    found = (stem(word) for word in words.split("-") if word not in own)
    return tuple(_BOKMAL.get(one, one) for one in found)


def same_number(one: str, other: str) -> bool:
    """Whether two ids of numbers can be one: equal but for what one of them does not say."""
    a, b = one.split("/"), other.split("/")
    return len(a) == len(b) and all(x == y or "?" in (x, y) for x, y in zip(a, b, strict=True))


def same_years(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    """Whether two periods can be of one plan: equal, unsaid, or a year that the other begins with."""
    if one is None or other is None or one == other:
        return True
    return one[0] == other[0] and (one[0] == one[1] or other[0] == other[1])


def most_common(names: Counter[str]) -> list[str]:
    """Names, the most frequent first, of equal ones the longest."""
    return [name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))]


def shown_name(row: Row) -> str:
    """The name of a mention as one writes it."""
    return " ".join((row["name"] or row["text"]).replace('"', "").split())

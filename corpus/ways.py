"""Which way a commitment goes: more or less, new or ended, allowed or forbidden; and whether two go opposite ways."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from loftespor.extract.data_file import compile_pattern
from loftespor.extract.stems import stem

INQUIRE = "inquire"
_WORD = re.compile(r"[^\W\d_]+")
_NEGATIVE = frozenset({"less", "end", "forbid"})


@dataclass(frozen=True, slots=True)
class Way:
    """The ways a clause goes, by ids of ways.toml; `against` says that it turns round what it names."""

    directions: frozenset[str]
    against: bool = False

    def opposes(self, other: "Way") -> bool:
        """Whether the two go opposite ways.

        >>> way_of("innføre fraværsgrense").opposes(way_of("avvikle fraværsgrensen"))
        True
        >>> way_of("si nei til vindkraft i fjellet").opposes(way_of("stanse vindkraft i fjellet"))
        False
        """
        one, two = self.turned(), other.turned()
        if one & two:
            return False
        if any(load_ways().opposites[way] & two for way in one):
            return True
        return self.against != other.against and not ((two if self.against else one) & _NEGATIVE)

    def turned(self) -> frozenset[str]:
        """The ways that it goes when a 'no' is heeded."""
        if not self.against:
            return self.directions
        opposites = (load_ways().opposites[way] for way in self.directions - {INQUIRE})
        return frozenset().union(*opposites) or frozenset({"end"})


@dataclass(frozen=True, slots=True)
class Ways:
    """The content of ways.toml: which direction a stem or phrase tells, and which directions are opposite."""

    of_stem: Mapping[str, str]
    phrases: tuple[tuple[str, re.Pattern[str]], ...]
    opposites: Mapping[str, frozenset[str]]
    against: tuple[re.Pattern[str], ...]
    labels: Mapping[str, str]


@lru_cache(maxsize=1)
def load_ways() -> Ways:
    """The packaged directions; raises RuleFileError for a pattern that is none."""
    data = tomllib.loads(files("loftespor.corpus").joinpath("ways.toml").read_text(encoding="utf-8"))
    rows = data["direction"]
    where = "corpus/ways.toml"
    return Ways(
        {stem(word): row["id"] for row in rows for word in row["words"]},
        tuple(
            (row["id"], compile_pattern(p, where=f"corpus/ways.toml, {row['id']}"))
            for row in rows
            for p in row.get("phrases", ())
        ),
        {row["id"]: frozenset(row["opposite"]) for row in rows},
        tuple(compile_pattern(p, where=f"{where}, against") for p in data["against"]["patterns"]),
        {row["id"]: row["label"] for row in rows},
    )


def way_of(clause: str) -> Way:
    """The way a main clause goes.

    >>> sorted(way_of("redusere støtten og fjerne egenandelen").directions)
    ['end', 'less']
    """
    data = load_ways()
    stems = (stem(word.casefold()) for word in _WORD.findall(clause))
    told = {data.of_stem[s] for s in stems if s in data.of_stem}
    said = {id for id, pattern in data.phrases if pattern.search(clause)}
    return Way(frozenset(told | said), any(pattern.search(clause) for pattern in data.against))

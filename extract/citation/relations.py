"""What acts have to do with each other: which act an amending act changes, under which act a regulation is made.

The facts follow from the titles ('Lov om endringer i sikkerhetsloven', 'Forskrift til vareførselsloven') and are data,
relations.tsv, made by build_relations.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from loftespor.extract.data_file import read_data


@dataclass(frozen=True, slots=True)
class Amended:
    """The acts that an amending act's title names. `open` when the title says that there are others ('mv.')."""

    ids: tuple[str, ...]
    open: bool

    @property
    def one(self) -> str | None:
        """The act that a section without a name belongs to: the only one that the title names."""
        return self.ids[0] if len(self.ids) == 1 else None


@lru_cache(maxsize=1)
def _read() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For 'amends', 'amends+' (and others) and 'under' the ids by the id of the act that has the title."""
    table: dict[str, dict[str, tuple[str, ...]]] = {"amends": {}, "amends+": {}, "under": {}}
    for line in (files(__package__) / "relations.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            act_id, relation, ids = line.split("\t")
            table[relation][act_id] = tuple(ids.split(",")) if ids else ()
    return MappingProxyType(table)


def amended_by(act_id: str) -> Amended | None:
    """The acts that an act changes; None when it is no amending act."""
    for relation in ("amends", "amends+"):
        if (ids := _read()[relation].get(act_id)) is not None:
            return Amended(ids, relation == "amends+")
    return None


def made_under(regulation_id: str) -> str | None:
    """The act that a regulation is made under, where the regulation's title or name says it."""
    ids = _read()["under"].get(regulation_id)
    return ids[0] if ids else None


@lru_cache(maxsize=1)
def _sections() -> Mapping[str, Mapping[str, int]]:
    table: Mapping[str, Mapping[str, int]] = read_data("citation/law_aliases.toml")["sections"]
    return table


def chapters_of(act_id: str) -> int | None:
    """The most chapters that an act counts its sections in ('§ 20-1'); None when it has none or is not known."""
    return _sections().get(act_id, {}).get("chapters")


def may_have(act_id: str, number: str) -> bool | None:
    """Whether an act can have a section, '93' or '20-1', by the way it counts; None when that is not known."""
    known = _sections().get(act_id)
    if known is None:
        return None
    first, dash, _ = number.partition("-")
    if dash and not first.isdigit() and known.get("lettered") == 0:
        return False
    digits = int(re.sub(r"\D.*", "", first) or 0)
    return digits <= known.get("chapters" if dash else "sections", 0)

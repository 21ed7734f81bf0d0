"""The registry of acts and central regulations: from a name, title, abbreviation or date to the act's id.

The names are data, laws.tsv (Lovdata, NLOD 2.0), read at the first look-up. One name may have belonged to several
acts; which one is meant follows from the date of the text.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from loftespor.extract.citation.actname import name_key
from loftespor.extract.citation.grammar import NEVER

# The day the table was made from: without a date of its own a text is read as of this day.
AS_OF = "2026-01-01"


@dataclass(frozen=True, slots=True)
class Act:
    """A row of the table. `in_force` is an ISO date, '' unknown but in force, '-' repealed, NEVER not yet."""

    id: str
    in_force: str
    weight: str

    @property
    def begins(self) -> str:
        """The day from which the name means this act: in force, or given when it is no longer in force."""
        return self.in_force if self.in_force not in ("", "-") else self.id.split("/")[1][:10]


@dataclass(frozen=True, slots=True)
class Choice:
    """The act that is meant, or None with the alternatives between which the text does not decide."""

    id: str | None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """All look-ups. `lengths` gives for the first three words of a title how many words the titles have."""

    names: dict[str, tuple[Act, ...]]
    abbreviations: dict[str, tuple[Act, ...]]
    lengths: dict[str, tuple[int, ...]]
    last_words: dict[str, int]
    by_date: dict[str, tuple[str, ...]]


def _read() -> Registry:
    names: dict[str, list[Act]] = defaultdict(list)
    short: dict[str, list[Act]] = defaultdict(list)
    by_date: dict[str, set[str]] = defaultdict(set)
    for line in (files(__package__) / "laws.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, act_id, in_force, weight = line.split("\t")
        (short if weight == "a" else names)[name].append(Act(act_id, in_force, weight))
        by_date[act_id.split("/")[0] + "/" + act_id.split("/")[1][:10]].add(act_id)
    lengths: dict[str, set[int]] = defaultdict(set)
    last_words: dict[str, int] = defaultdict(int)
    for name in names:
        words = name.split(" ")
        if words[0] in ("lov", "forskrift") and len(words) > 2:
            lengths[" ".join(words[:3])].add(len(words))
        elif len(words) > 1:
            last_words[words[-1]] = max(last_words[words[-1]], len(words))
    return Registry(
        names={name: tuple(acts) for name, acts in names.items()},
        abbreviations={name: tuple(acts) for name, acts in short.items()},
        lengths={head: tuple(sorted(counts, reverse=True)) for head, counts in lengths.items()},
        last_words=dict(last_words),
        by_date={day: tuple(sorted(ids)) for day, ids in by_date.items()},
    )


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The table, read once."""
    return _read()


def choose(acts: tuple[Act, ...], day: str | None) -> Choice:
    """The act that a name meant on a day: the latest that was in force; else the latest that was given."""
    when = day or AS_OF
    living = [act for act in acts if act.in_force not in ("-", NEVER) and act.begins <= when]
    past = [act for act in acts if act.in_force == "-" and act.begins <= when]
    pool = living or past or [act for act in acts if act.in_force != "-"] or list(acts)
    heaviest = max(act.weight for act in pool)
    # An alias from one link weighs less than the title an act gives itself.
    pool = [act for act in pool if act.weight == heaviest] if heaviest >= "8" else pool
    pool.sort(key=_rank, reverse=True)
    if len(pool) > 1 and pool[0].begins == pool[1].begins:
        return Choice(None, tuple(act.id for act in pool))
    return Choice(pool[0].id, tuple(act.id for act in acts if act.id != pool[0].id))


def _rank(act: Act) -> tuple[str, str]:
    return (act.begins, act.id)


@lru_cache(maxsize=8192)
def by_name(name: str, day: str | None) -> Choice | None:
    """The act of a short name or full title; None when no act has it. An s between parts is tried both ways."""
    key = name_key(name)
    table = registry().names
    acts = table.get(key) or table.get(key.replace("sloven", "loven")) or table.get(key.replace("loven", "sloven"))
    return choose(acts, day) if acts else None


@lru_cache(maxsize=2048)
def by_abbreviation(word: str, day: str | None) -> Choice | None:
    """The act of an abbreviation 'pbl.', 'aml', 'FOA'."""
    acts = registry().abbreviations.get(name_key(word))
    return choose(acts, day) if acts else None


def by_date(kind: str, day: str, number: str | None) -> tuple[str, tuple[str, ...]]:
    """The id of an act given by its date and number, with flags.

    An act without number is looked up by its date when only one was given that day. A date that is a day off, with
    number and year of a known act, is repaired and flagged; an id that nobody knows stays as it was written.
    """
    known = registry().by_date
    ids = known.get(f"{kind}/{day}", ())
    if number is None:
        plain = f"{kind}/{day}"
        return (plain, ()) if plain in ids or len(ids) != 1 else (ids[0], ("act_by_date",))
    literal = f"{kind}/{day}-{int(number)}"
    if literal in ids:
        return literal, ()
    repaired = [
        near
        for days in (-1, 1)
        for near in known.get(f"{kind}/{_shift(day, days)}", ())
        if near.endswith(f"-{int(number)}") and near.count("-") == 3 and kind == "lov"
    ]
    return (repaired[0], ("misprint",)) if len(repaired) == 1 else (literal, ())


def _shift(day: str, days: int) -> str:
    year, month, number = (int(part) for part in day.split("-"))
    try:
        return (date(year, month, number) + timedelta(days=days)).isoformat()
    except ValueError:  # 31. februar: the text's own slip, which has no neighbour
        return day

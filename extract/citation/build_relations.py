"""The table of what acts have to do with each other, relations.tsv, made from the titles of acts and regulations.

    python -m loftespor.extract.citation.build_relations FOLDER

Given the folder with `laws.csv` and `central_regulations.csv` (dokid, title, titleShort), writes `relations.tsv` beside
this module; laws.tsv has to be there. Source of the facts: Lovdata's open data (api.lovdata.no), licence NLOD 2.0.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from loftespor.extract.citation.build_laws import listed
from loftespor.extract.citation.context import Context
from loftespor.extract.citation.find import find_citations
from loftespor.extract.citation.registry import by_name

HEADER = (
    "# What acts have to do with each other by their titles: id, relation, ids. 'amends': changes these only,\n"
    "# 'amends+': these and others that the title does not name, 'under': a regulation made under this act.\n"
    "# Source: Lovdata, public data (api.lovdata.no), Norwegian Licence for Open Government Data (NLOD) 2.0.\n"
    "# Made by extract/citation/build_relations.py.\n"
)
AMENDS = re.compile(r"(?:Lov|Forskrift)\s+om\s+endring(?:er|ar)?\s+i\s+(?P<what>.+?)\.?", re.IGNORECASE)
BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]\s*$")
OTHERS = re.compile(r"\b(?:m\.? ?v|m\.? ?m)\b|andre lover|lovverk|lovgivning")
SHORT = re.compile(r"(?:Endr(?:ing(?:er)?)?\.? i|Endrings?forskrift til) (?P<name>.+)", re.IGNORECASE)
UNDER = re.compile(
    r"Forskrift(?:er)? til (?!lov om endring)(?P<act>lov .{6,160}|[\wæøåÆØÅ -]{4,60}lov(?:en|a))(?:$|[ .,(])"
)
SHORT_NAME = re.compile(r"(?P<stem>[\w-]{4,40})forskrift(?:en|a)", re.IGNORECASE)

WORD = re.compile(r"[^\W\d]{6,}")
NOT_TELLING = frozenset({"forskrift", "forskrifter", "gjennomføring", "utfylling"})

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An act or regulation of the lists; `day` is the first on which it was in force, else the one it was given."""

    id: str
    title: str
    short: str
    day: str


def titles(source: Path) -> Iterator[Entry]:
    """Id, title, short title and first day of every act and central regulation."""
    for act_id, row in listed(source):
        day = re.match(r"\d{4}-\d\d-\d\d", row["dateInForce"])
        yield Entry(act_id, row["title"], row["titleShort"], day.group() if day else act_id.split("/")[1][:10])


def cited(text: str, day: str) -> list[str | None]:
    """The acts and regulations that a piece of a title names, as of a day; None for one that is not known."""
    found = [c for c in find_citations(text, context=Context(date=day)) if c.type in ("lov", "forskrift")]
    return [c.id if c.status == "resolved" else None for c in found]


def named(what: str, short: str, day: str) -> str | None:
    """The one regulation that 'endring i …' names: by date, by title, by the name in brackets or the short title."""
    inside = BRACKETS.search(what)
    by_short = SHORT.fullmatch(short)
    if re.match(r"forskrift(?:en)? (?:av )?(?:den )?\d", what):
        return next(iter(cited(what[:60], day)), None)
    for name in (BRACKETS.sub("", what), inside["inside"] if inside else "", by_short["name"] if by_short else ""):
        if name and (choice := by_name(name, day)) and choice.id:
            return choice.id
    return None


def amendment(entry: Entry) -> Row | None:
    """The row of an amending act or regulation, None for any other."""
    found = AMENDS.fullmatch(entry.title)
    if found is None:
        return None
    if entry.id.startswith("forskrift/"):
        target = named(found["what"], entry.short, entry.id.split("/")[1][:10])
        return (entry.id, "amends" if target else "amends+", target or "")
    what = BRACKETS.sub("", found["what"])
    ids = cited(what, entry.day)
    known = list(dict.fromkeys(i for i in ids if i))
    others = OTHERS.search(what) is not None or None in ids or not known
    return (entry.id, "amends+" if others else "amends", ",".join(known))


def enabling(entry: Entry, acts: Mapping[str, str]) -> Row | None:
    """The row of a regulation 'til …loven', or one that has an act's name, 'X-forskriften', and is about the same.

    `acts` are the titles of acts by id.
    """
    if not entry.id.startswith("forskrift/"):
        return None
    if found := UNDER.match(entry.title):
        ids = {i.split("/§")[0] if i else None for i in cited(BRACKETS.sub("", found["act"]), entry.day)}
        act_id = ids.pop() if len(ids) == 1 else None
        if act_id and act_id.startswith("lov/"):
            return (entry.id, "under", act_id)
    name = SHORT_NAME.fullmatch(entry.short.split(" – ")[0])
    choice = by_name(f"{name['stem']}loven", entry.day) if name else None
    if name is None or choice is None or choice.id is None or choice.id not in acts:
        return None
    return (entry.id, "under", choice.id) if about_the_same(entry.title, acts[choice.id], name["stem"]) else None


def about_the_same(title: str, other: str, stem: str) -> bool:
    """Whether two titles share a word, or both have the name's beginning: 'konsesjonsforskriften' is on fisheries."""
    one, two = (BRACKETS.sub("", text).lower() for text in (title, other))
    shared = set(WORD.findall(one)) & set(WORD.findall(two))
    return bool(shared - NOT_TELLING) or all(stem[:4].lower() in text for text in (one, two))


def build(source: Path) -> str:
    """The table as text."""
    entries = list(titles(source))
    acts = {entry.id: entry.title for entry in entries if entry.id.startswith("lov/")}
    rows = [row for entry in entries for row in (amendment(entry), enabling(entry, acts)) if row is not None]
    return HEADER + "".join("\t".join(row) + "\n" for row in sorted(rows))


if __name__ == "__main__":
    Path(__file__).with_name("relations.tsv").write_text(build(Path(sys.argv[1])), encoding="utf-8")

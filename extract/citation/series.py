"""Numbered series of the government and the Storting: 'Meld. St. 5 (2022–2023)', 'Prop. 80 L', 'NOU 2022: 20'.

What the series are called, and what their ids look like, is data: series.toml. The grammar of numbers, letters and
sessions is here. A citation without session gets it from its own list, the rest of the text or the context, later
and only if one remains; until then its id has '?'.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loftespor.extract.citation.grammar import (
    BARE_SESSION,
    DAY_DATE,
    GAP,
    SESSION,
    SPACE,
    YEAR,
    iso_date,
    session_of,
    session_years,
    squeeze,
)  # fmt: skip
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.data_file import read_data
from loftespor.extract.records import Citation

_LETTER = r"(?:(?P<letter>LS|L|S)(?![\wæøåÆØÅ]))?"
_SUPPLEMENT = rf"(?:{GAP},?{GAP}(?:Tillegg|tillegg){GAP}(?:nr\.?)?{GAP}(?P<supplement>\d{{1,2}}))?"
_FORMS = {
    "plain": rf"(?P<number>\d{{1,4}})(?![\d/]|:\d|\.\d){_SUPPLEMENT}",
    "letter": (
        rf"(?:(?P<early>LS|L|S)\.?{GAP}|nr\.?{GAP})?(?P<number>\d{{1,4}})(?![\d/]|:\d|\.\d){GAP}"
        rf"{_LETTER}{_SUPPLEMENT}"
    ),
    "colon": rf"(?P<number>\d{{1,2}}(?:{GAP}:{GAP}\d{{1,4}})?)(?![\d/]|\.\d){GAP}{_LETTER}",
    "year": (
        rf"(?P<year>{YEAR})(?:{GAP}[:\-\u2010-\u2014]{GAP}|{SPACE}nr\.?{GAP})(?P<number>\d{{1,2}})(?!\d)"
        r"(?P<part>[A-Za-z](?![\wæøåÆØÅ])|\s[AB](?=\s*(?:[.,;:)]|$)))?"
    ),
}
_AFTER = re.compile(rf"{GAP},?{GAP}{SESSION}|,{GAP}{BARE_SESSION}")
_DATED = re.compile(rf"(?:{SPACE}av|,){SPACE}{DAY_DATE}", re.IGNORECASE)
_POINT = re.compile(rf"{SPACE}(?:punkt|pkt\.?){SPACE}(?P<point>\d{{1,3}})(?![\d.])")
_MINISTRY = re.compile(
    rf"{SPACE}(?:for|frå|fra){SPACE}(?P<name>[A-ZÆØÅ][a-zæøå]+(?:[-,]?{SPACE}?(?:og{SPACE})?[a-zæøå]+-?){{0,5}}departementet)\b"
)
_ALSO = re.compile(
    rf"(?:,|{GAP}(?:og|eller|samt)){GAP}(?P<nr>nr\.?{GAP})?(?P<number>\d{{1,4}})(?![\d/]|[:.]\d){GAP}{_LETTER}"
    rf"(?=(?:{GAP}{SESSION})|{GAP}(?:,|og|eller|samt){GAP}(?:nr\.?{GAP})?\d{{1,4}}\b)"
)
_BEFORE_STEM = re.compile(rf"(?:\b(?:st|ot)\.?{GAP}|budsjett-{GAP}|stortings)$")
_FIRST_NOU = 1972


@dataclass(frozen=True, slots=True)
class Series:
    """A series as series.toml states it."""

    type: str
    form: str
    template: str
    pattern: re.Pattern[str] | None
    stems: tuple[str, ...]
    first: int
    last: int
    instead: str | None
    url: str | None
    ministry: bool
    dated: bool


def head_pattern(heads: list[str]) -> str:
    """The heads as one pattern: stops may be missing, a space may be any gap."""
    parts = []
    for head in sorted(heads, key=len, reverse=True):
        pieces = re.escape(head).replace(r"\.", r"\.?").split(r"\ ")
        parts.append(GAP.join(pieces))
    return "(?:" + "|".join(parts) + ")"


@lru_cache(maxsize=1)
def all_series() -> tuple[Series, ...]:
    """All series, in the order of the file."""
    return tuple(_series(row) for row in read_data("citation/series.toml")["series"])


def _series(row: dict[str, object]) -> Series:
    heads = [str(head) for head in row["heads"]] if isinstance(row["heads"], list) else []
    flags = "" if row.get("exact") else "(?i:"
    head = head_pattern(heads)
    # One gap between head and number: 'Prop.119', 'Prop.\n1'. A letter right before the number is no head.
    text = (
        f"{head if not flags else f'{flags}{head})'}{GAP}(?<![a-zæøå])"
        if row["form"] == "year"
        else f"(?i:{head}){GAP}"
    )
    pattern = re.compile(text + _FORMS[str(row["form"])]) if heads else None
    stems = row["stems"]
    return Series(
        type=str(row["type"]), form=str(row["form"]), template=str(row["id"]), pattern=pattern,
        stems=tuple(str(stem) for stem in stems) if isinstance(stems, list) else (),
        first=int(str(row.get("from", 0))), last=int(str(row.get("to", 9999))),
        instead=str(row["instead"]) if row.get("instead") else None, url=str(row["url"]) if row.get("url") else None,
        ministry=bool(row.get("ministry")), dated=bool(row.get("dated")),
    )  # fmt: skip


@lru_cache(maxsize=1)
def stems() -> dict[str, tuple[Series, ...]]:
    """The series to try at each stem."""
    table: dict[str, list[Series]] = {}
    for series in all_series():
        for stem in series.stems:
            table.setdefault(stem, []).append(series)
    return {stem: tuple(rows) for stem, rows in table.items()}


@lru_cache(maxsize=1)
def by_type() -> dict[str, Series]:
    """The first series of each type."""
    return {series.type: series for series in reversed(all_series())}


@dataclass(frozen=True, slots=True)
class Numbered:
    """One numbered citation as it was read, its session perhaps still to be found."""

    start: int
    end: int
    series: Series
    number: str
    letter: str = ""
    session: str | None = None
    tail: str = ""  # what follows the number in the id: a ministry, a point
    year: str = ""
    part: str = ""
    flags: tuple[str, ...] = ()


def _starts(source: Source, position: int) -> Iterator[int]:
    """Where a head may begin whose stem stands at a position: there, or a word or two before it."""
    yield position
    if before := _BEFORE_STEM.search(source.low, max(0, position - 20), position):
        yield before.start()


def numbered_at(source: Source, position: int, stem: str) -> list[Numbered]:
    """The numbered citations whose head has its stem at a position: one, or the members of a list."""
    best: re.Match[str] | None = None
    owner: Series | None = None
    for start in _starts(source, position):
        if not begins_word(source.text, start):
            continue
        for series in stems()[stem]:
            found = series.pattern.match(source.text, start) if series.pattern else None
            if found and (best is None or found.end() - found.start() > best.end() - best.start()):
                best, owner = found, series
    if best is None or owner is None:
        return []
    first = _read(source, best, owner)
    if first is None:
        return []
    members = _with_list(source, first)
    certain = first.year or first.tail or members[0].session or _stands_alone(source, best, owner, first.letter)
    return members if certain else []


def _read(source: Source, found: re.Match[str], series: Series) -> Numbered | None:
    groups = found.groupdict()
    letter = (groups.get("letter") or groups.get("early") or "").lower()
    number = re.sub(r"\s", "", found["number"])
    end = (
        found.end("letter")
        if groups.get("letter")
        else found.end(max(("number", "supplement", "part"), key=lambda g: found.end(g) if groups.get(g) else -1))
    )
    if series.form == "year":
        year = int(found["year"])
        if not (_FIRST_NOU <= year <= 2049) or int(number) > 45 or int(number) == 0:
            return None
        return Numbered(
            found.start(),
            end,
            series,
            str(int(number)),
            year=found["year"],
            part=(groups.get("part") or "").strip().lower(),
        )
    tail = ""
    number = _plain_number(number, found.group(), series)
    if groups.get("supplement"):
        number += f"-tillegg-{groups['supplement']}"
    flags: tuple[str, ...] = ()
    session = None
    if point := _POINT.match(source.text, end) if series.dated else None:
        tail, end = f"/punkt/{point['point']}", point.end()
    if after := _AFTER.match(source.text, end):
        years = session_years(after["from"] or after["from2"], after["to"] or after["to2"])
        if years:
            session, end = f"{years[0]}-{years[1]}", after.end()
    elif series.dated and (dated := _DATED.match(source.text, end)):
        day = iso_date(dated["year"], dated["month"], dated["day"])
        if day:
            session, end, flags = session_of(day), dated.end(), ("session_from_date",)
    if series.ministry and letter and (ministry := _MINISTRY.match(source.text, end)):
        tail, end = (
            "/" + squeeze(ministry["name"]).lower().replace(", ", "-").replace("- ", "-").replace(" ", "-"),
            ministry.end(),
        )
    return Numbered(found.start(), end, series, number, letter, session, tail, flags=flags)


def _plain_number(number: str, head: str, series: Series) -> str:
    if series.type == "dok" and head.lower().startswith("rep"):
        return f"8:{int(number)}" if ":" not in number else number
    if ":" in number:
        one, two = number.split(":")
        return f"{int(one)}:{int(two)}"
    return str(int(number))


def _stands_alone(source: Source, found: re.Match[str], series: Series, letter: str) -> bool:
    """Whether a citation without session is still one. 'Dokument 21', 'Vedtak nr. 4', 'prop. 3' may be anything."""
    head = found.group()
    if series.type == "dok":
        return (bool(letter) and ":" in head) or head.lower().startswith("rep")
    if series.type == "stortingsvedtak":
        return head.lower().startswith(("anmodning", "storting"))
    if series.type in ("prop", "innst"):
        return bool(letter) and head[0].isupper()
    return source.text[found.start("number")] != "0"


def _with_list(source: Source, first: Numbered) -> list[Numbered]:
    """The citation with the members that share its head, 'nr. 1232 og 1233 (2024–2025)'; one session serves all."""
    members = [first]
    if first.session or first.series.form == "year" or first.tail:
        return members
    while found := _ALSO.match(source.text, members[-1].end):
        start = found.start("nr") if found["nr"] else found.start("number")
        end = found.end("letter") if found["letter"] else found.end("number")
        session = None
        if after := _AFTER.match(source.text, end):
            years = session_years(after["from"] or after["from2"], after["to"] or after["to2"])
            if years:
                session, end = f"{years[0]}-{years[1]}", after.end()
        members.append(
            Numbered(start, end, first.series, str(int(found["number"])), (found["letter"] or "").lower(), session)
        )
        if session:
            return [m if m.session else _with_session(m, session) for m in members]
    return members


def _with_session(member: Numbered, session: str) -> Numbered:
    return Numbered(member.start, member.end, member.series, member.number, member.letter, session, member.tail)


def right_series(series: Series, session: str) -> Series:
    """The series that was in use in a session: 'stortingsmelding nr. 17 (2016–2017)' is a Meld. St."""
    year = int(session[:4])
    if series.first <= year <= series.last or not series.instead:
        return series
    return by_type()[series.instead]


def citation_of(numbered: Numbered) -> Citation:
    """The citation with its id, class and address."""
    session = numbered.session or "?"
    series = right_series(numbered.series, session) if numbered.session else numbered.series
    cite_id = series.template.format(
        session=session, number=numbered.number, letter=f"-{numbered.letter}" if numbered.letter else "",
        year=numbered.year, part=numbered.part,
    ) + numbered.tail  # fmt: skip
    return Citation(
        numbered.start, numbered.end, series.type, "document", f"series-{series.type}", cite_id,
        status="unresolved" if "?" in cite_id else "resolved", flags=numbered.flags, url=_url(series, numbered),
    )  # fmt: skip


def _url(series: Series, numbered: Numbered) -> str | None:
    if series.url is None or numbered.session is None or not numbered.number.isdigit():
        return None
    start = int(numbered.session[:4])
    # stortinget.no writes the letter in the address from the session 2016–2017 on.
    suffix = numbered.letter if start >= 2016 else ""
    short = f"{start}{(start + 1) % 100:02}"
    return series.url.format(session=numbered.session, short=short, padded=f"{int(numbered.number):03}", suffix=suffix)

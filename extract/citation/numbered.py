"""Reading numbered citations where the head of their series stands: number, letter, session, members of a list.

A citation without session gets it from its own list here; from the rest of the text or the context later, and only if
one remains (sessions.py).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from loftespor.extract.citation.grammar import (
    BARE_SESSION,
    DASH,
    DAY_DATE,
    GAP,
    MONTH,
    SESSION,
    SPACE,
    YEAR,
    iso_date,
    session_of,
    session_years,
    squeeze,
)  # fmt: skip
from loftespor.extract.citation.series import LETTER, SUPPLEMENT, Numbered, Series, before_stem, ministries, stems
from loftespor.extract.citation.source import Source, begins_word

_AFTER = re.compile(rf"{GAP},?{GAP}{SESSION}|(?:{GAP}(?:,|{DASH}))?{SPACE}{BARE_SESSION}")
_DATED = re.compile(rf"(?:{SPACE}av|,){SPACE}{DAY_DATE}", re.IGNORECASE)
_DAY_ONLY = re.compile(rf"(?:{SPACE}av|,){SPACE}(?P<day>\d{{1,2}})\.?{GAP}(?P<month>{MONTH})\b", re.IGNORECASE)
_POINT = re.compile(rf",?{SPACE}(?:punkt|pkt\.?){SPACE}(?P<point>\d{{1,3}})(?![\d.])")
_RANGE = re.compile(rf"{GAP}{DASH}{GAP}(?P<last>\d{{1,4}}){GAP}{LETTER}(?={GAP},?{GAP}{SESSION})")
_LATE_SUPPLEMENT = re.compile(SUPPLEMENT)
_MINISTRY = re.compile(
    rf"(?:,?{SPACE}(?:for|frå|fra|til))?{SPACE}(?:(?:det|Det){SPACE}(?:kongelige|kongelege){SPACE})?"
    rf"(?P<name>[A-ZÆØÅ][a-zæøå]+(?:[-,]?{SPACE}?(?:og{SPACE})?[a-zæøå]+-?){{0,5}}departementet)\b"
    rf"|{SPACE}(?:for|frå|fra){SPACE}(?P<short>[A-Z]{{2,3}})\b"
)
_ALSO = re.compile(
    rf"(?:{GAP},|{GAP},?{GAP}(?:og|eller|samt)){GAP}(?P<nr>nr\.?{GAP})?(?P<number>\d{{1,4}})(?![\d/]|[:.]\d){GAP}{LETTER}"
)
_ALSO_COLON = re.compile(
    rf"(?:{GAP},|{GAP},?{GAP}(?:og|eller|samt)){GAP}(?P<nr>nr\.?{GAP})?(?P<number>\d{{1,2}}:{GAP}\d{{1,4}})(?![\d/]|\.\d){GAP}{LETTER}"
)
_ALSO_YEAR = re.compile(
    rf"(?:,|{GAP}(?:og|samt)){GAP}(?P<year>{YEAR}){GAP}[:]{GAP}(?P<number>\d{{1,2}})(?!\d)(?P<part>[A-Ea-e](?![\wæøåÆØÅ]))?"
)
_ALSO_PART = re.compile(rf"(?:,|{GAP}og){GAP}(?P<part>[B-E])(?![\wæøåÆØÅ])")
_DAY_MONTH = re.compile(rf"\.{GAP}{MONTH}\b", re.IGNORECASE)
_STOP = re.compile(r"\.(?:\s|$)")
_STORTING = re.compile(
    r"storting|representantforslag|\binnst\.|riksrevisjon|grunnlov|skriftlig spørsmål|\bdok(?:ument)? 8|\bprop\."
    r"|departement"
)
_FIRST_NOU, _LAST_YEAR, _MOST_NOU = 1972, 2049, 45


def numbered_at(source: Source, position: int, stem: str) -> list[Numbered]:
    """The numbered citations whose head has its stem at a position: one, or the members of a list."""
    found, series = _longest(source, position, stem)
    if found is None or series is None:
        return []
    if series.form == "year":
        return _yearly(source, found, series)
    first = _read(source, found, series)
    members = _with_list(source, first)
    certain = _session_is_its_own(source, members[0]) if members[0].session else _stands_alone(source, found, first)
    return members if certain else []


def _session_is_its_own(source: Source, one: Numbered) -> bool:
    """Whether a session makes it certain; a date alone does not where a municipality's own decisions may be meant."""
    by_date = one.series.alone == "context" and "session_from_date" in one.flags
    return not (by_date and source.context.municipality) or _storting_near(source, one.start, one.end)


def _longest(source: Source, position: int, stem: str) -> tuple[re.Match[str] | None, Series | None]:
    best: re.Match[str] | None = None
    owner: Series | None = None
    for start in _starts(source, position, stem):
        if not begins_word(source.text, start):
            continue
        for series in stems()[stem]:
            found = series.pattern.match(source.text, start) if series.pattern else None
            if found and (best is None or found.end() - found.start() > best.end() - best.start()):
                best, owner = found, series
    return best, owner


def _starts(source: Source, position: int, stem: str) -> Iterator[int]:
    """Where a head may begin whose stem stands at a position: there, or a word or two before it."""
    yield position
    last, prefix = before_stem().get(stem, (frozenset(), None))
    near = source.low[max(0, position - 12) : position].rstrip()[-1:] if prefix else ""
    if prefix and near in last and (before := prefix.search(source.text, max(0, position - 40), position)):
        yield before.start()


def _yearly(source: Source, found: re.Match[str], series: Series) -> list[Numbered]:
    """'NOU 2022: 20', and what goes on: 'og 2023: 4', 'A og B'. A year before the series began is a slip."""
    number, year = int(found["number"]), int(found["year"])
    if number == 0 or number > _MOST_NOU or year > _LAST_YEAR:
        return []
    end = found.end("part") if found["part"] else found.end("number")
    part = (found["part"] or "").strip().lower()
    flags = () if year >= _FIRST_NOU else ("malformed",)
    first = Numbered(found.start(), end, series, str(number), year=str(year), part=part, flags=flags)
    if flags and not re.match(rf"{GAP}:", source.text[found.end("year") : found.end("year") + 9]):
        return []  # 'NOU 1814-15' is no slip of a title
    members = [first]
    while also := _ALSO_YEAR.match(source.text, members[-1].end) or (
        _ALSO_PART.match(source.text, members[-1].end) if members[-1].part else None
    ):
        groups = also.groupdict()
        part = (groups["part"] or "").lower()
        if groups.get("year"):
            start, member_year, member = also.start("year"), groups["year"], str(int(groups["number"]))
        else:
            start, member_year, member = also.start("part"), members[-1].year, members[-1].number
        members.append(Numbered(start, also.end(), series, member, year=member_year, part=part, flags=("list_member",)))
    return members


def _session_after(source: Source, end: int) -> tuple[str, int] | None:
    """The session that stands at a position, and its end."""
    after = _AFTER.match(source.text, end)
    if after is None:
        return None
    years = session_years(after["from"] or after["from2"], after["to"] or after["to2"])
    return (f"{years[0]}-{years[1]}", after.end()) if years else None


def _read(source: Source, found: re.Match[str], series: Series) -> Numbered:
    groups = found.groupdict()
    letter = (groups.get("letter") or groups.get("early") or "").lower()
    end = max(found.end(group) for group in ("number", "letter", "supplement") if groups.get(group))
    number, tail = _plain_number(found["number"], series), ""
    if groups.get("supplement"):
        tail = f"-tillegg-{groups['supplement']}"
    if series.form != "colon" and (wide := _RANGE.match(source.text, end)) and int(wide["last"]) > int(number):
        end = wide.end("letter") if wide["letter"] else wide.end("last")
        letter = letter or (wide["letter"] or "").lower()
        number = f"{number}..{int(wide['last'])}"
    if series.dated and (point := _POINT.match(source.text, end)):
        tail, end = f"/punkt/{point['point']}", point.end()
    session, end, flags = _own_session(source, series, end)
    late = _LATE_SUPPLEMENT.match(source.text, end) if session and not tail and series.form != "colon" else None
    if late and late["supplement"]:
        tail, end = f"-tillegg-{late['supplement']}", late.end()
    if series.ministry and letter and number == "1":
        ministry, end = _ministry(source, end)
        tail += ministry
    return Numbered(found.start(), end, series, number, letter, session, tail, flags=flags)


def _own_session(
    source: Source, series: Series, end: int, *, year: str | None = None
) -> tuple[str | None, int, tuple[str, ...]]:
    """The session or the date that follows a number, where it ends, and flags; `year` completes a date without one."""
    if after := _session_after(source, end):
        return after[0], after[1], ()
    if not series.dated:
        return None, end, ()
    dated = _DATED.match(source.text, end) or (_DAY_ONLY.match(source.text, end) if year else None)
    day = iso_date(dated.groupdict().get("year") or str(year), dated["month"], dated["day"]) if dated else None
    return (session_of(day), dated.end(), ("session_from_date",)) if dated and day else (None, end, ())


def _ministry(source: Source, end: int) -> tuple[str, int]:
    """The part of the id for the ministry whose budget it is, and where its name ends."""
    found = _MINISTRY.match(source.text, end)
    name = (found["name"] or ministries().get(found["short"] or "")) if found else None
    if found is None or name is None:
        return "", end
    return "/" + squeeze(name).lower().replace(", ", "-").replace("- ", "-").replace(" ", "-"), found.end()


def _plain_number(text: str, series: Series) -> str:
    number = re.sub(r"\s", "", text)
    if ":" in number:
        volume, item = number.split(":")
        return f"{int(volume)}:{int(item)}"
    return f"{series.volume}:{int(number)}" if series.volume else str(int(number))


def _stands_alone(source: Source, found: re.Match[str], one: Numbered) -> bool:
    """Whether a citation without session is still one. 'Dokument 21', 'Vedtak nr. 4', 'prop. 3' may be anything."""
    alone = one.series.alone
    if _DAY_MONTH.match(source.text, found.end("number")):
        return False  # 'anmodningsvedtakene 3. juni'
    if alone == "letter":
        return bool(one.letter) and (found.group()[0].isupper() or len(one.series.stems[0]) > 6)
    if alone == "volume":
        known = one.number.split(":")[0] in one.series.volumes and ":" in one.number
        glued = re.search(r"\d:\d", found["number"]) is not None  # 'Dokument 3: 4 tiltak' is a heading
        return known and (bool(one.letter) or glued or _storting_near(source, found.start(), found.end()))
    if alone == "context":  # 'Formannskapets vedtak 1. Skatten …' is a list
        return not _STOP.match(source.text, one.end) and _storting_near(source, found.start(), found.end())
    return source.text[found.start("number")] != "0"


def _storting_near(source: Source, start: int, end: int) -> bool:
    near = source.low[max(0, start - 120) : start] + "|" + source.low[end : end + 80]
    return _STORTING.search(near) is not None


def _with_list(source: Source, first: Numbered) -> list[Numbered]:
    """The citation with the members that share its head, 'nr. 1232 og 1233 (2024–2025)'; one session serves all.

    Members after the last session are left out: what they are, nothing says.
    """
    members = [first]
    also = _ALSO_COLON if ":" in first.number else _ALSO
    while found := also.match(source.text, members[-1].end):
        members.append(_member(source, found, members[-1]))
    if len(members) == 1:
        return members
    last = max((index for index, member in enumerate(members) if member.session), default=0)
    return _distributed(members[: last + 1])


def _member(source: Source, found: re.Match[str], before: Numbered) -> Numbered:
    series, tail = before.series, ""
    start = found.start("nr") if found["nr"] else found.start("number")
    end = found.end("letter") if found["letter"] else found.end("number")
    if series.dated and (point := _POINT.match(source.text, end)):
        tail, end = f"/punkt/{point['point']}", point.end()
    session, end, flags = _own_session(source, series, end, year=_year_before(source, before))
    letter = (found["letter"] or "").lower()
    number = _plain_number(found["number"], series)
    return Numbered(start, end, series, number, letter, session, tail, flags=("list_member", *flags))


def _year_before(source: Source, one: Numbered) -> str | None:
    """The year of the date that a member before has: 'nr. 632, 2. mai 2023 og nr. 633, 2. mai'."""
    if "session_from_date" not in one.flags:
        return None
    years = re.findall(YEAR, source.text[one.start : one.end])
    return str(years[-1]) if years else None


def _distributed(members: list[Numbered]) -> list[Numbered]:
    """Each member without session gets that of the next with one, and its letter: 'Innst. 10 og 11 S (2019–2020)'."""
    result: list[Numbered] = []
    session, letter = None, ""
    for member in reversed(members):
        if member.session:
            session, letter = member.session, member.letter
            result.append(member)
        elif session:
            result.append(replace(member, session=session, letter=member.letter or letter))
        else:
            result.append(member)
    return result[::-1]

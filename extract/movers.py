"""Who moves what: 'Kari Nes (H) la fram på vegne av H og V følgende endringsforslag i 2 punkt:'.

A mover's span runs from the name to the end of these words; the proposal's own words follow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loftespor.extract.actors import party_code
from loftespor.extract.minutes_forms import MINUTES, compile_form
from loftespor.extract.party_lists import split_parties

_FORMS = MINUTES["mover"]
_VERBS = "|".join(verb.replace(" ", r"\s+") for verb in _FORMS["verbs"])
_NUMBER = r"(?:\d{1,2}|" + "|".join(_FORMS["number_words"]) + ")"

_ANCHOR = compile_form(
    r"(?:\(\s*(?P<party>[A-ZÆØÅa-zæøå][\w .-]{0,24}|[A-ZÆØÅ][\w -]{2,30}|barn og unges representant)\s*\)\s*,?\s*"
    rf"|(?<=[a-zæøå])\s+(?=(?:{_VERBS})\s+på\s+ve[gn]))"
    rf"(?P<verb>{_VERBS})\b",
    where="minutes.toml mover",
)
_HEAD = compile_form(
    rf"\s*,?\s*(?:{_FORMS['behalf']}(?P<behalf>[^:]{{1,150}}?)\s*,?\s+(?=\bf[øo]l|slikt|partiets|forslags?|altern|\w+s\s))?"
    r"(?:(?P<owner>[\wæøå]+(?:ets|ene?s|partiets|ts|lers|nes))\s+)?"
    r"(?:{FOLLOWING}\s+)?"
    rf"(?P<type>(?:[\wæøå-]+\s+){{0,2}}?{_FORMS['kind_word']})"
    r"(?:\s+(?:om|til)\s+(?:nytt\s+)?(?:vedtak(?!spunkt)|innstilling(?!ens)|endring\w*|merknad))?"
    r"(?:\s+til\s+(?P<target>(?:innstillingens\s+|nytt\s+)?(?:vedtaks?)?(?:punkt|pkt\.?|avsnitt|vedtakspunkt|merknad)?\s*(?:nr\.?\s*)?[\d§][\d.§,-]*(?:\s*(?:og|,|-)\s*\d+)*|[^:.]{2,60}?(?=:)))?"
    rf"(?:\s+i\s*{_NUMBER}\s+punkt\w*)?(?:\s*\([^)]{{1,30}}\))?"
    rf"(?:,?\s*(?:{_FORMS['behalf']}|fr[aå]\s+)(?P<behalf_after>[^:]{{1,120}}?)(?=\s*:))?"
    r"(?:,\s*likelydende\s[^:]{1,150})?"
    r"\s*(?P<close>[:.](?=\s|$)|(?=\s(?:\d{1,2}[.)]\s+)?[A-ZÆØÅ«•]))",
    where="minutes.toml mover",
)
_PARTIES_MOVE = compile_form(
    r"(?<![\w(-])(?P<parties>[A-ZÆØÅ][\wæøå]*(?:(?:,\s+|\s+og\s+)[A-ZÆØÅ][\wæøå]*){0,11})"
    r"(?:\s+v/\s*(?P<name>[A-ZÆØÅ][\w-]+(?:\s+[A-ZÆØÅ][\w-]+){0,3}))?"
    rf"\s+(?:{_VERBS})\b(?=\s+(?:{{FOLLOWING}})\s)",
    where="minutes.toml mover",
)
_TITLED = compile_form(
    r"\s*:\s*(?P<title>[^:]{1,120}?)\s+Støttet\s+av\s*:\s*(?P<behalf>[^:]{1,80}?)\s+(?:Forslag|Merknad)\s*:",
    where="minutes.toml mover",
)
_PROPOSED = compile_form(
    r"\s+(?:(?P<to>å\s)|(?:{FOLLOWING}\s[^:.]{2,100}|ekstra\s+vedtakspunkt|nytt\s+[^:.«]{2,60})?\s*(?::|(?=«)))",
    where="minutes.toml mover",
)
_NAME = re.compile(
    r"(?<!\w)(?:(?:[A-ZÆØÅÉÖÄÜ]\.|[A-ZÆØÅÉÖÄÜ][\w’'-]{1,40})[^\S\n]+(?:(?:de|von|van|der|av|af)[^\S\n]+)?){0,5}"
    r"[A-ZÆØÅÉÖÄÜ][\w’'-]{1,40}\s*$"
)
_NAMED = re.compile(r"(?<!\w)(?P<name>(?:[A-ZÆØÅÉ][\w’'.-]{1,40}\s+){1,5})\([A-ZÆØÅa-zæøå]{1,14}\)")
_GENERIC = re.compile(r"\b(?:samtlige|alle)\b")
_BODY_WORD = re.compile(r"(?:råd|utvalg|styre)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mover:
    """A proposal's mover. `type` as printed ('alternative forslag'), `target` the point it would change."""

    start: int
    end: int
    name: str | None
    type: str
    parties: tuple[str, ...]
    target: str | None = None
    title: str | None = None
    number: str | None = None
    statement: bool = False
    council: str | None = None  # the council it is moved for: 'Eldrerådet'


def find_movers(text: str) -> Iterator[Mover]:
    """The movers in a text, in order."""
    known = {" ".join(m["name"].split()) for m in re.finditer(r"[,:]\s+" + _NAMED.pattern, text)}
    for match in _ANCHOR.finditer(text):
        name = _name_before(text, match.start(), known)
        if name is None:
            continue
        mover = _mover(text, match, name)
        if mover is not None:
            yield mover
    yield from _parties_moving(text)


def _parties_moving(text: str) -> Iterator[Mover]:
    """Movers that are parties: 'SV og Rødt fremmet følgende fellesforslag:', 'Rødt v/Kari Nes fremmet …'."""
    for match in _PARTIES_MOVE.finditer(text):
        parties, _ = split_parties(match["parties"])
        head = _HEAD.match(text, match.end(), min(len(text), match.end() + 520))
        if head is None or not all(party_code(party) or len(party) <= 4 for party in parties):
            continue
        kind = " ".join(head["type"].split())
        statement = any(word in kind.lower() for word in _FORMS["statements"])
        name = " ".join(match["name"].split()) if match["name"] else None
        yield Mover(match.start(), head.end(), name, kind, parties, head["target"], statement=statement)


def _name_before(text: str, end: int, known: set[str]) -> tuple[int, str] | None:
    """Where the name before a party's bracket begins, and the name; of known speakers the longest that fits."""
    match = _NAME.search(text, max(0, end - 90), end)
    if match is None:
        return None
    words = [(m.start() + match.start(), m.group()) for m in re.finditer(r"\S+", match.group())]
    for index in range(len(words) - 1):
        if " ".join(word for _, word in words[index:]) in known:
            words = words[index:]
            break
    while len(words) > 1 and words[0][1] in _FORMS["headings"]:
        words = words[1:]
    start = words[0][0]
    while len(words) > 1 and words[0][1].strip(",") in _FORMS["titles"]:
        words = words[1:]
    return start, " ".join(word for _, word in words)


def _mover(text: str, match: re.Match[str], name: tuple[int, str]) -> Mover | None:
    start, who = name
    party = (match["party"].strip(),) if match["party"] else ()
    window = text[match.end() : match.end() + 520]
    if match["verb"] == "foreslo" and (titled := _TITLED.match(window)):
        parties, _ = split_parties(titled["behalf"])
        title = " ".join(titled["title"].split())
        return Mover(start, match.end() + titled.end(), who, "forslag", parties or party, title=title)
    head = _HEAD.match(window)
    if head is None:
        return _proposed(match, window, start, who, party) if match["verb"] == "foreslo" else None
    parties = _parties(head, party)
    council = next(
        (words for words in (head["behalf"], head["behalf_after"], head["owner"]) if _is_council(words)), None
    )
    kind = " ".join(f"{head['owner'] or ''} {head['type']}".split())
    statement = any(word in kind.lower() for word in _FORMS["statements"])
    return Mover(
        start, match.end() + head.end(), who, kind, parties, head["target"], statement=statement, council=council
    )


def _proposed(match: re.Match[str], window: str, start: int, who: str, party: tuple[str, ...]) -> Mover | None:
    """'foreslo å utsette saken.', 'foreslo følgende representanter:'."""
    words = _PROPOSED.match(window)
    return Mover(start, match.end() + words.end(), who, "forslag", party) if words else None


def _is_council(words: str | None) -> bool:
    return words is not None and _BODY_WORD.search(words) is not None


def _parties(head: re.Match[str], own: tuple[str, ...]) -> tuple[str, ...]:
    """The parties it is moved for: those named, none when it is moved for a council, else the mover's own."""
    behalf = head["behalf"] or head["behalf_after"]
    owner = head["owner"] or ""
    if behalf is None:
        return () if _is_council(owner) else own
    if _is_council(behalf):
        return ()
    parties = split_parties(" ".join(behalf.split()))[0]
    if len(parties) == 1 and " " in parties[0]:
        parties = _spaced(parties[0])
    return () if _GENERIC.search(behalf) else parties or own


def _spaced(words: str) -> tuple[str, ...]:
    """'BL Frp' are two parties where a comma is missing; 'By- og Landlista' is one."""
    parts = words.split()
    return tuple(parts) if all(len(part) <= 4 and part[0].isupper() for part in parts) else (words,)


def heading_mover(match: re.Match[str]) -> Mover:
    """The mover in a heading such as 'Forslag nr. 2 fra Kari Nes, SV og Rødt:'."""
    first, by, after = " ".join(match["behalf"].split()).partition(" på vegne av ")
    behalf = after or first
    person = _NAMED.search(behalf)
    name = person["name"].strip() if person else None
    rest = re.sub(_NAMED, " ", behalf) if person else behalf
    parties = () if _BODY_WORD.search(rest) else split_parties(rest)[0]
    if person and not parties:
        parties = split_parties(behalf[person.end("name") + 1 :].split(")")[0])[0]
    if by and name is None and " " in first:
        name = first.partition(" (")[0]
    people = [p for p in parties if re.fullmatch(r"(?:[A-ZÆØÅ][\wæøå-]+\s+){1,4}[A-ZÆØÅ][\wæøå-]+", p)]
    if people and len(parties) > len(people):
        name, parties = ", ".join(people), tuple(p for p in parties if p not in people)
    return Mover(match.start(), match.end(), name, match["type"], parties, match["target"], number=match["nr"])

"""Lead-ins: what the text before a list, or a heading, says about the list's items.

The rows of `lead_ins.toml` are tried in order on the last sentence before a list; the first that fits decides.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from loftespor.extract.actions import infinitive
from loftespor.extract.actors import find_party, is_body, is_own, is_public, opens_sentence
from loftespor.extract.data_file import compile_pattern, read_data
from loftespor.extract.records import CommitmentKind

Effect: TypeAlias = Literal["commit", "own_action", "describe"]

MAX_LEAD_IN = 320  # characters; a longer last sentence is prose, no lead-in
_MAX_WITHOUT_COLON = 14  # words of a lead-in that ends without a colon
_WORD = re.compile(r"[\w/.’-]+")
_PASSIVE_REQUEST = re.compile(r"(?:bes|bedes|oppfordres|anmodes|vert bedt|blir bedt)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A lead-in as found: `text` verbatim; `actor` is who stands beside its verb, as written, or None."""

    text: str
    rule: str
    effect: Effect
    kind: CommitmentKind
    verbal: bool
    actor: str | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    pattern: re.Pattern[str]
    whole: bool
    unless: re.Pattern[str] | None
    effect: Effect
    kind: CommitmentKind
    subject: str
    colon: bool
    place: str


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    data = read_data("lead_ins.toml")
    return tuple(_row(row, data["words"]) for row in data["row"])


def _row(row: dict[str, Any], words: dict[str, str]) -> _Row:
    where = f"extract/lead_ins.toml, row '{row['name']}'"
    unless = compile_pattern(row["unless"], where=where) if "unless" in row else None
    return _Row(
        row["name"], compile_pattern(_pattern(row, words), where=where), "ends" not in row, unless,
        row.get("effect", "commit"), row.get("kind", "demand"), row.get("subject", "none"), row.get("colon", True),
        row.get("place", "any"),
    )  # fmt: skip


def _pattern(row: dict[str, Any], words: dict[str, str]) -> str:
    if "ends" in row:
        return rf"(?:{row['ends']})$"
    if "whole" in row:
        return str(row["whole"])
    owner = words["own"] if row.get("owner") == "own" else f"(?:{words['owner']})?"
    before = rf"(?:\d+(?:\.\d+)*\.? )?{owner}(?:{words['number']})?(?:{words['adjective']}){{0,2}}"
    return rf"{before}(?:{'|'.join(row['nouns'])})(?: våre?| vårt)?(?:{words['after']})?(?: er)?"


def find_lead_in(text: str, *, issuer: str | None = None, heading: bool = False) -> LeadIn | None:
    """What a text says about a list that follows it: a LeadIn, or None where no row knows it.

    `text` is one sentence or heading with or without its colon, at most 320 characters; `issuer` is the document's,
    so that 'Lærarforeininga vil:' is known as the issuer's own word.
    """
    bare = text.strip().rstrip(":–-? ").strip()
    if not bare or len(text) > MAX_LEAD_IN:
        return None
    colon = text.rstrip().endswith((":", ": –", ":-"))
    for row in _rows():
        found = _fit(row, bare, colon=colon, heading=heading)
        if found is not None and _subject_fits(row, found, issuer=issuer):
            lead_in = _lead_in(row, text.strip(), found, issuer=issuer)
            if colon or row.whole or not _says_it_all(found):
                return lead_in
            return replace(lead_in, effect="own_action", verbal=False) if heading else None
    return None


def _fit(row: _Row, bare: str, *, colon: bool, heading: bool) -> re.Match[str] | None:
    if row.place == "heading" and not heading:
        return None
    if not colon and (row.colon or len(bare.split()) > _MAX_WITHOUT_COLON):
        return None
    if row.unless is not None and row.unless.search(bare):
        return None
    return row.pattern.fullmatch(bare) if row.whole else row.pattern.search(bare)


def _says_it_all(found: re.Match[str]) -> bool:
    """Whether a text without a colon is no lead-in but a sentence: 'Vi skal styrke skolen'."""
    words = [word.casefold() for word in _WORD.findall(found.group())]
    return any(infinitive(word) is not None for word in words[1:-1])


def _subject_fits(row: _Row, found: re.Match[str], *, issuer: str | None) -> bool:
    if row.subject == "none":
        return True
    name = _subject(found, issuer=issuer)
    if name is None:
        return False
    return row.subject == "body" or is_own(name) or find_party(name) is not None or name == issuer


def _lead_in(row: _Row, text: str, found: re.Match[str], *, issuer: str | None) -> LeadIn:
    actor = None if row.whole else _subject(found, issuer=issuer)
    addressee = None
    if row.kind in ("demand", "recommendation") and actor is not None and row.subject == "body" and is_public(actor):
        actor, addressee = None, actor
    if row.kind == "request" and _PASSIVE_REQUEST.match(found.group()):
        actor, addressee = None, actor
    elif row.kind == "request":
        addressee = next((w for w in _WORD.findall(found.group()) if is_public(w)), None)
    return LeadIn(text, row.name, row.effect, row.kind, not row.whole and row.effect == "commit", actor, addressee)


def _subject(found: re.Match[str], *, issuer: str | None) -> str | None:
    """Who stands beside the verb: the last actor before it, else the first one after it."""
    before, after = found.string[: found.start()], found.group()
    if issuer and any(_names(part, found.string) for part in issuer.split(",")):
        return issuer
    parties = [p for p in (find_party(before), find_party(after)) if p]
    if parties:
        return parties[0][0]
    words = _WORD.findall(before)
    # 'Vi viser til høringen og har følgende innspill': the sentence's first word may be the subject of its second verb.
    for word in (*reversed(words[-4:]), *_WORD.findall(after)[1:5], *(w for w in words[:1] if is_own(w))):
        if is_own(word) or is_body(word.casefold() if found.string.isupper() else word):
            return _whole_name(before, word)
    return None


def _names(part: str, text: str) -> bool:
    """Whether a text names the issuer, or the first or last part of 'Bydel X, Y kommune'."""
    return bool(part.strip()) and part.strip().casefold() in text.casefold()


def _whole_name(before: str, word: str) -> str:
    """'Fjordvik kommune' for 'kommune': a body's name with the capitalised words in front of it."""
    words = before.split()
    if word not in words or is_own(word):
        return word
    at = len(words) - 1 - words[::-1].index(word)
    first = at
    while first > 0 and words[first - 1][:1].isupper() and not (first == 1 and opens_sentence(words[0])):
        first -= 1
    return " ".join(words[first : at + 1])

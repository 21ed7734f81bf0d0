"""Places bound to their acts: which act a '§ 5' belongs to. Each way of binding has its own rule name.

In order: the act right before ('skatteloven § 10-20'); right after ('§ 27 i veglova'); before, with its title or a
noun in between ('lov … om renter … § 2', 'lovens bestemmelser i § 5'); the act of the list that the place goes on
with ('panteloven § 3-4 og § 4-10'); the text itself; the one act cited before. Otherwise the place stays unresolved.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loftespor.extract.citation.section import Place, Places
from loftespor.extract.citation.source import ActMention, Source
from loftespor.extract.records import Citation

_ADJACENT = re.compile(r"[\s\u00ad]{0,8},?[\s\u00ad]{0,8}(?:sin |sitt |si |særlig |jf\.? )?")
_CLOSED = re.compile(r"[\s\u00ad]{0,8}(?:m\.? ?v\.?|m\.? ?m\.?)?[)»\"\]],?[\s\u00ad]{0,8}(?:m\.? ?v\.?)?[\s,]{0,3}")
_TITLE_BETWEEN = re.compile(
    r"\s*(?:om|for|til|vedkommende|angående|indeholdende|av)\s(?:[^.§]|\.(?!\s+[A-ZÆØÅ])){1,240}"
)
_NOUN_BETWEEN = re.compile(
    r"\s*(?:(?:bestemmelse|regel|regl|føresegn|krav|vilkår|unntak|forbud|plikt|frist|definisjon)\w{0,6}\s+(?:i|etter|om\s\w{1,20})\s+"
    r"|(?:av|fra|frå)\s\d{4}\s+)"
)
_CARRY = re.compile(
    r"(?:[\s,;()]|og\b|eller\b|samt\b|jf\.?|jamfør\b|sammenholdt\b|med\b|til\b|cf\.|nr\.?|henholdsvis\b|følgende\b|flg\.|ff\.|både\b)*"
)
_AFTER = re.compile(r"[\s\u00ad]{1,8}(?:i|av|til|etter)\s{1,8}(?:den\s|gjeldende\s|dagens\s|den\snye\s|ny\s)?")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÆØÅ§(]|\n\s*\n")
_HEADING_END = re.compile(r"\.?\s{1,4}(?:\(|[A-ZÆØÅ])|\.\s")
# What stands between '§ 5' and a title that the registry does not have, or before a '§' as an unknown abbreviation.
_UNKNOWN_AFTER = re.compile(r"\s{1,4}(?:i|av|til|etter)\s{1,4}(?:lov|forskrift)\w{0,2}\s{1,4}(?:om|til|av|\d)")
_UNKNOWN_BEFORE = re.compile(r"(?:\b[a-zæøå]{1,9}l\.|\b[A-ZÆØÅ]{3,8})\s{0,3}$")
_TITLE_BEFORE = re.compile(
    r"\b(?:forskrift|lov)\s(?:om|til)\s[^.,;:§\n]{3,150}(?<!\si)(?<!\better)(?<!\bav)(?<!\bjf)(?<!\bog)(?<!\bse)\s$"
)
_AMENDS = re.compile(r"[^.§]{0,60}?\bskal lyde\b")
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A list of places with its act, and how it was found."""

    places: Places
    act: ActMention | None
    rule: str


def _resolve_word(act: ActMention, source: Source, last: ActMention | None) -> ActMention | None:
    """The act that 'lovens', 'denne lov' or 'samme lov' means; None when the text does not say."""
    if act.rule not in ("own", "enabling", "same"):
        return act
    own, enabling = source.context.own_act, source.context.enabling
    if act.rule == "own" and own and own.startswith(act.type):
        return replace(act, id=own)
    if act.rule == "enabling":
        if len(enabling) == 1 and enabling[0].startswith(act.type):
            return replace(act, id=enabling[0])
        if own and own.startswith(act.type):
            return replace(act, id=own)
    if last is not None and last.id and last.type == act.type:
        return replace(act, id=last.id, flags=("inherited_act",))
    return None


def _fits(act: ActMention, places: Places) -> bool:
    if places.kind == "a":
        return act.type in ("eu", "traktat", "eos") or act.article_base is not None
    if places.kind == "vedlegg":
        return act.type in ("forskrift", "eos", "eu")
    return act.type in ("lov", "forskrift")


def _before(source: Source, act: ActMention, places: Places) -> str | None:
    """The rule by which an act before a place is its act, or None."""
    if places.start - act.end > 260:
        return None
    between = source.text[act.end : places.start]
    if _ADJACENT.fullmatch(between):
        return "adjacent"
    if _CLOSED.fullmatch(between):
        return "closed"
    if act.rule in ("act-by-date", "act-id") and _TITLE_BETWEEN.fullmatch(between):
        return "title-between"
    if _NOUN_BETWEEN.fullmatch(between):
        return "noun-between"
    return None


def _after(source: Source, places: Places, act: ActMention) -> bool:
    gap = source.text[places.end : act.start]
    return act.start >= places.end and len(gap) < 30 and _AFTER.fullmatch(gap) is not None


def _carries(source: Source, before: _Bound | None, places: Places) -> bool:
    if before is None or before.act is None or before.rule == "own":
        return False
    between = source.text[before.places.end : places.start]
    return len(between) < 40 and _CARRY.fullmatch(between) is not None and not between.strip().endswith(")")


def bind(source: Source, acts: list[ActMention], lists: list[Places]) -> Iterator[Citation]:
    """The citations of acts: every named act, and every place with the act it belongs to."""
    merged: dict[int, ActMention] = {}
    bounds: list[_Bound] = []
    position, last = 0, None
    previous: _Bound | None = None
    for places in lists:
        while position < len(acts) and acts[position].end <= places.start:
            last = acts[position] if acts[position].id else last
            position += 1
        previous = _bind_one(source, acts, position, places, previous, last)
        bounds.append(previous)
        if previous.act and _merges(previous):
            merged[previous.act.start] = previous.act
    for act in acts:
        if act.start not in merged and act.rule not in ("own", "enabling", "same"):
            yield _act_citation(act)
    for bound in bounds:
        yield from _place_citations(bound)


def _bind_one(
    source: Source,
    acts: list[ActMention],
    position: int,
    places: Places,
    previous: _Bound | None,
    last: ActMention | None,
) -> _Bound:
    """One list of places with its act. `acts[position]` is the first act that begins after the list's head."""
    nearest = acts[position - 1] if position else None
    if nearest and previous and nearest.start < previous.places.end and previous.rule != "after":
        nearest = nearest if nearest.start >= previous.places.start else None
    if nearest and _fits(nearest, places) and (rule := _before(source, nearest, places)):
        found = _resolve_word(nearest, source, _other(acts, position - 1))
        return _Bound(places, found or nearest, rule)
    following = acts[position] if position < len(acts) else None
    if following and _fits(following, places) and _after(source, places, following):
        return _Bound(places, _resolve_word(following, source, last) or following, "after")
    if _carries(source, previous, places) and previous and previous.act and _fits(previous.act, places):
        return _Bound(places, previous.act, "carried")
    return _without_act(source, places, last)


def _other(acts: list[ActMention], position: int) -> ActMention | None:
    """The last act with an id before a position, for 'samme lov'."""
    for act in reversed(acts[max(0, position - 5) : position]):
        if act.id:
            return act
    return None


def _without_act(source: Source, places: Places, last: ActMention | None) -> _Bound:
    if places.kind == "a":
        return _Bound(places, None, "none")
    own = source.context.own_act
    if places.kind == "§" and _points_elsewhere(source, places):
        return _Bound(places, None, "unknown-act")
    if own and not _is_heading(source, places):
        return _Bound(places, ActMention(places.start, places.start, own.split("/")[0], own, "own"), "own")
    if own or places.kind != "§":
        return _Bound(places, None, "heading" if own else "none")
    known = [i for i in source.context.antecedents if i.startswith(("lov/", "forskrift/"))]
    if len(known) == 1:
        return _Bound(
            places, ActMention(places.start, places.start, known[0].split("/")[0], known[0], "own"), "antecedent"
        )
    if last and _fits(last, places) and not _SENTENCE_END.search(source.text, last.end, places.start):
        return _Bound(places, replace(last, flags=(*last.flags, "inherited_act")), "inherited")
    return _Bound(places, None, "none")


def _points_elsewhere(source: Source, places: Places) -> bool:
    """Whether the words around say that the place is in another act, though not in which."""
    before = _UNKNOWN_BEFORE.search(source.text, max(0, places.start - 14), places.start)
    window = max(0, places.start - 170)
    named = (
        source.low.find("forskrift ", window, places.start) >= 0 or source.low.find("lov ", window, places.start) >= 0
    )
    if named and _TITLE_BEFORE.search(source.low, window, places.start):
        return True
    return bool(before or _UNKNOWN_AFTER.match(source.text, places.end) or _AMENDS.match(source.text, places.end))


def _is_heading(source: Source, places: Places) -> bool:
    """Whether the list is a provision's own heading, '§ 5-6. Filial', at the start of a line."""
    if source.text[places.start - 1 : places.start] not in ("", "\n") or len(places.places) > 1:
        return False
    return _HEADING_END.match(source.text, places.end) is not None


def _act_citation(act: ActMention) -> Citation:
    open_id = act.id is None or "?" in act.id
    ambiguous = act.id is None and bool(act.alternatives)
    return Citation(
        act.start, act.end, act.type, "agreement" if act.type in ("traktat", "eos") else "law", act.rule, act.id,
        status="ambiguous" if ambiguous else "unresolved" if open_id else "resolved",
        name=act.name, flags=act.flags, alternatives=act.alternatives if act.id is None else (), url=law_url(act.id),
    )  # fmt: skip


def law_url(act_id: str | None) -> str | None:
    """The address of an act or a place in it at Lovdata, whose paths are the ids; None for what lies elsewhere."""
    if act_id is None or "?" in act_id:
        return None
    if act_id.startswith(("lov/", "forskrift/")):
        return "https://lovdata.no/" + "/".join(act_id.split("..", 1)[0].split("/", 3)[:3])
    if act_id.startswith("eu/"):
        return f"https://eur-lex.europa.eu/legal-content/NO/TXT/?uri=CELEX:{act_id.split('/')[1].upper()}"
    return None


def _place_id(bound: _Bound, place: Place) -> str | None:
    act = bound.act
    kind = bound.places.kind
    if act is None or act.id is None:
        return None if kind != "§" else f"{act.type if act else 'lov'}/?{place.path}"
    if kind == "a" and act.article_base:
        return act.article_base + place.path[2:]
    if kind == "vedlegg" and act.type == "eos":
        return f"{act.id}-v{arabic(place.path.split('/')[1].removeprefix('vedlegg'))}" + _rest(place.path)
    return act.id + place.path


def _rest(path: str) -> str:
    parts = path.split("/")[2:]
    return "/" + "/".join(parts) if parts else ""


def arabic(number: str) -> str:
    """A Roman number as digits; digits as they are."""
    if number[:1].isdigit():
        return number
    values = [_ROMANS.get(char, 0) for char in number.lower()]
    signed = (-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
    return str(sum(signed))


def _merges(bound: _Bound) -> bool:
    """Whether act and place are one citation. An article 'i forordning (EF) nr. 1/2003' and the regulation are two."""
    if bound.act is None or bound.act.end == bound.act.start:
        return False
    apart = bound.rule == "after" and (bound.act.type in ("eu", "traktat", "eos") or bound.act.rule == "act-title")
    return bound.rule in ("adjacent", "after", "noun-between") and not apart


def _place_citations(bound: _Bound) -> Iterable[Citation]:
    act = bound.act
    merges = act is not None and _merges(bound)
    if bound.rule == "heading":
        return
    for number, place in enumerate(bound.places.places):
        place_id = _place_id(bound, place)
        if place_id is None:
            continue
        start, end = place.start, place.end
        if merges and act and bound.rule == "after" and number == len(bound.places.places) - 1:
            end = act.end
        elif merges and act and bound.rule != "after" and number == 0:
            start = act.start
        yield Citation(
            start, end, act.type if act else "lov", "agreement" if act and act.type in ("traktat", "eos") else "law",
            f"place-{bound.rule}", place_id, status="unresolved" if "?" in place_id else "resolved",
            confidence=0.6 if bound.rule == "inherited" else 1.0, name=act.name if act else None,
            flags=act.flags if act else (), url=law_url(place_id),
        )  # fmt: skip

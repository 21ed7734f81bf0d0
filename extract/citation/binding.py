"""Places bound to their acts: which act a '§ 5' belongs to. Each way of binding has its own rule name.

In order: the act right before ('skatteloven § 10-20'); right after ('§ 27 i veglova'); before, with its title or a
noun in between ('lov … om renter … § 2', 'lovens bestemmelser i § 5'); the act of the list that the place goes on
with ('panteloven § 3-4 og § 4-10'); the text itself; the one act cited before. Otherwise the place stays unresolved.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loftespor.extract.citation.elsewhere import (
    amends,
    has_title,
    is_bill_title,
    is_foreign,
    is_heading,
    names_a_paper,
    of_eea,
    points_elsewhere,
)
from loftespor.extract.citation.european import treaties
from loftespor.extract.citation.relations import Amended, amended_by
from loftespor.extract.citation.repeated import Repeated
from loftespor.extract.citation.section import Place, Places
from loftespor.extract.citation.short_forms import as_defined, by_section, of_short, resolve_word, with_lost_hyphen
from loftespor.extract.citation.source import ActMention, Source
from loftespor.extract.records import Citation

_ADJACENT = re.compile(
    r"[\s\u00ad]{0,8}(?:m\.? ?v\b\.?|m\.? ?m\b\.?)?,?[\s\u00ad]{0,8}(?:sin |sitt |si |særlig |jf\.? |\()?"
)
# 'forvaltningsloven (fvl.) § 41': the abbreviation that the text will use.
_INTRODUCED = re.compile(r"[\s\u00ad]{0,4}\((?P<short>[\w .-]{2,24})\),?[\s\u00ad]{0,4}")
_CLOSED = re.compile(r"[\s\u00ad]{0,8}(?:m\.? ?v\.?|m\.? ?m\.?)?[)»\"\]],?[\s\u00ad]{0,8}(?:m\.? ?v\.?)?[\s,]{0,3}")
_TITLE_BETWEEN = re.compile(
    r"\s*(?:om|for|til|vedkommende|angående|indeholdende|av)\s(?:[^.§]|\.(?!\s+[A-ZÆØÅ])){1,240}"
)
_NOUN_BETWEEN = re.compile(
    r"\s*(?:(?:bestemmelse|regel|regl|føresegn|krav|vilkår|unntak|forbud|plikt|frist|definisjon)\w{0,6}\s+(?:i|etter|om\s\w{1,20})\s+"
    r"|(?:av|fra|frå)\s\d{4}\s+)"
)
_CARRY = re.compile(
    r"(?:[\s,;()]|og\b|eller\b|samt\b|jf\.?|jamfør\b|sammenholdt\b|med\b|til\b|cf\.|nr\.?|henholdsvis\b|følgende\b|flg\.|ff\.|både\b"
    r"|også\b|òg\b|unntatt\b|unnateke\b|med unntak av\b|med unntak for\b|bortsett fra\b)*"
)
# 'forvaltningsloven § 44 for fysiske personer og § 46 for foretak'
_PARALLEL = re.compile(r"\s(?:for|om|ved)\s[^.,;:()§\d]{3,40}\s(?:og|eller|samt)\s")
_AFTER = re.compile(r"[\s\u00ad]{1,8}(?:i|av|til|etter)\s{1,8}(?:den\s|gjeldende\s|dagens\s|den\snye\s|ny\s)?")
_SENTENCE_END = re.compile(r"[.!?][»\"”)]?\s+[«\"“]?[A-ZÆØÅ§(]|(?:\d|\)|\w{5})[.!?]\s*$|\n\s*\n|[•>\uf0b7\u25cf]")
_SAME_SENTENCE = 250
_BACK = 40  # acts before 'loven' that are looked at
_NAMED = frozenset({"adjacent", "closed", "introduced", "after", "title-between", "noun-between", "carried"})
_CONFIDENCE = {"inherited": 0.6, "repeated": 0.8}
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A list of places with its act, and how it was found."""

    places: Places
    act: ActMention | None
    rule: str


def _fits(act: ActMention, places: Places) -> bool:
    if places.kind == "a":
        return act.type in ("eu", "traktat", "eos") or act.article_base is not None
    if places.kind == "vedlegg":
        return act.type in ("forskrift", "eos", "eu")
    return act.type in ("lov", "forskrift")


def _before(source: Source, act: ActMention, places: Places) -> str | None:
    """The rule by which an act before a place is its act, or None."""
    if places.start - act.end > 260 or (places.kind == "kap" and is_bill_title(source, act)):
        return None
    between = source.text[act.end : places.start]
    if _ADJACENT.fullmatch(between):
        return "adjacent"
    if _CLOSED.fullmatch(between):
        return "closed"
    if _INTRODUCED.fullmatch(between):
        return "introduced"
    if act.rule in ("act-by-date", "act-id") and _TITLE_BETWEEN.fullmatch(between):
        return "title-between"
    if _NOUN_BETWEEN.fullmatch(between):
        return "noun-between"
    return None


def _around(source: Source, acts: list[ActMention], places: Places) -> ActMention | None:
    """The act by date whose title, with another act's name in it, stands between it and the place.

    'forskrift 16. desember 2005 nr. 1568 om arbeidsmiljølovens anvendelse for … § 1'
    """
    for act in reversed(acts[:-1]):
        if _fits(act, places) and _before(source, act, places) == "title-between":
            return act
    return None


def _after(source: Source, places: Places, act: ActMention) -> bool:
    gap = source.text[places.end : act.start]
    return act.start >= places.end and len(gap) < 30 and _AFTER.fullmatch(gap) is not None


def _carries(source: Source, before: _Bound | None, places: Places) -> bool:
    if before is None or before.act is None or before.rule == "own":
        return False
    between = source.text[before.places.end : places.start]
    if len(between) >= 60 or between.rstrip().endswith(")"):
        return False
    return _CARRY.fullmatch(between) is not None or _PARALLEL.fullmatch(between) is not None


def bind(source: Source, acts: list[ActMention], lists: list[Places]) -> Iterator[Citation]:
    """The citations of acts: every named act, and every place with the act it belongs to."""
    acts = as_defined(source, acts)
    merged: dict[int, ActMention] = {}
    bounds: list[_Bound] = []
    position, last = 0, None
    previous: _Bound | None = None
    repeated = Repeated()
    for places in lists:
        while position < len(acts) and acts[position].end <= places.start:
            last = acts[position] if acts[position].id else last
            position += 1
        previous = _bind_one(source, acts, position, places, previous)
        previous = previous or _without_act(source, places, last, repeated)
        if previous.act and previous.rule in _NAMED and places.kind == "§":
            repeated.learn(previous.act, places)
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
) -> _Bound | None:
    """One list of places with the act named beside it. `acts[position]` is the first that begins after its head."""
    nearest = acts[position - 1] if position else None
    if nearest and previous and nearest.start < previous.places.end and previous.rule != "after":
        nearest = nearest if nearest.start >= previous.places.start else None
    if nearest and _fits(nearest, places) and (rule := _before(source, nearest, places)):
        return _bound(source, acts[max(0, position - _BACK) : position - 1], nearest, places, rule)
    near = acts[max(0, position - 3) : position]
    if nearest and nearest.rule == "act-name" and (titled := _around(source, near, places)):
        return _Bound(places, titled, "title-between")
    following = acts[position] if position < len(acts) else None
    if following and _fits(following, places) and _after(source, places, following):
        return _bound(source, acts[max(0, position - _BACK) : position], following, places, "after")
    if _carries(source, previous, places) and previous and previous.act and _fits(previous.act, places):
        return _Bound(places, previous.act, "carried")
    return None


def _bound(source: Source, before: list[ActMention], act: ActMention, places: Places, rule: str) -> _Bound:
    """The places with the act that is named beside them. `before` are the acts named before that one."""
    found = resolve_word(act, source, before) or act
    if rule == "introduced" and (short := _INTRODUCED.match(source.text, act.end)):
        found = of_short(found, short["short"], source.context.date)
    return _Bound(places, by_section(found, places) if places.kind == "§" else found, rule)


def _here(places: Places, act_id: str, *flags: str) -> ActMention:
    """An act that is not named where the place stands."""
    return ActMention(places.start, places.start, act_id.split("/")[0], act_id, "own", flags=flags)


def _without_act(source: Source, places: Places, last: ActMention | None, repeated: Repeated) -> _Bound:
    own = source.context.own_act
    if own and places.kind == "vedlegg" and of_eea(source, places):
        agreement = treaties()["eøs-avtalen"]
        return _Bound(places, replace(_here(places, str(agreement["id"])), type="eos"), "eea-annex")
    if places.kind == "a":
        return _Bound(places, None, "none")
    if own and is_heading(source, places) and not amends(source, places):
        return _Bound(places, None, "heading")
    if own and (amended := amended_by(own)) and not is_foreign(source, places):
        return _of_amended(places, amended)
    if points_elsewhere(source, places):
        return _Bound(places, None, "unknown-act")
    if places.kind == "§" and not has_title(source, places) and (known := repeated.act_of(places, own=own is not None)):
        return _Bound(places, known, "repeated")
    if own:
        return _Bound(places, _here(places, own), "own")
    if places.kind != "§":
        return _Bound(places, None, "none")
    cited = [i for i in source.context.antecedents if i.startswith(("lov/", "forskrift/"))]
    if len(cited) == 1:
        return _Bound(places, _here(places, cited[0]), "antecedent")
    if last and _fits(last, places) and _goes_on_from(source, last, places) and not has_title(source, places):
        return _Bound(places, replace(last, flags=(*last.flags, "inherited_act")), "inherited")
    return _Bound(places, None, "none")


def _goes_on_from(source: Source, act: ActMention, places: Places) -> bool:
    """Whether a place stands in the sentence, and not the list or table, in which an act was named shortly before."""
    if places.start - act.end > _SAME_SENTENCE:
        return False
    if names_a_paper(source, act.end, places.start):
        return False
    return _SENTENCE_END.search(source.text, act.end, places.start) is None


def _of_amended(places: Places, amended: Amended) -> _Bound:
    """A place in an amending act is the changed act's; of several changed acts the text does not say which."""
    if amended.one:
        return _Bound(places, _here(places, amended.one, "amended_act"), "amended")
    kind = amended.ids[0].split("/")[0] if amended.ids else "lov"
    open_act = ActMention(places.start, places.start, kind, None, "own", alternatives=amended.ids)
    return _Bound(places, open_act, "amended")


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
    """Whether act and place are one citation. An article of 'forordning (EF) nr. 1/2003' and the regulation are two."""
    if bound.act is None or bound.act.end == bound.act.start:
        return False
    if bound.act.rule in ("eu-number", "eu-celex"):
        return False
    apart = bound.rule == "after" and (bound.act.type in ("eu", "traktat", "eos") or bound.act.rule == "act-title")
    return bound.rule in ("adjacent", "after", "noun-between") and not apart


def _place_citations(bound: _Bound) -> Iterable[Citation]:
    act = bound.act
    merges = act is not None and _merges(bound)
    if bound.rule == "heading":
        return
    for number, place in enumerate(bound.places.places):
        repaired = with_lost_hyphen(act.id, place) if act and act.id and bound.places.kind == "§" else None
        place_id = _place_id(bound, repaired or place)
        if place_id is None:
            continue
        others = tuple(i + place.path for i in act.alternatives) if act and not act.id else ()
        start, end = place.start, place.end
        if merges and act and bound.rule == "after" and number == len(bound.places.places) - 1:
            end = act.end
        elif merges and act and bound.rule != "after" and number == 0:
            start = act.start
        yield Citation(
            start, end, act.type if act else "lov", "agreement" if act and act.type in ("traktat", "eos") else "law",
            f"place-{bound.rule}", place_id,
            status="ambiguous" if others else "unresolved" if "?" in place_id else "resolved",
            confidence=0.8 if repaired else _CONFIDENCE.get(bound.rule, 1.0), name=act.name if act else None,
            flags=(*(act.flags if act else ()), *(("hyphen_lost",) if repaired else ())),
            alternatives=others, url=law_url(place_id),
        )  # fmt: skip

"""Words for an act named elsewhere, 'lovens', 'denne lov', 'samme lov', and names of which the section says which."""

import re
from dataclasses import replace

from loftespor.extract.citation.actname import name_key
from loftespor.extract.citation.registry import by_name
from loftespor.extract.citation.relations import amended_by, chapters_of, made_under, may_have
from loftespor.extract.citation.section import Place, Places
from loftespor.extract.citation.source import ActMention, Source

_NEAR = 600  # characters before 'loven' in which the act is looked for
_SECTION = re.compile(r"/§(?P<number>[^/.]+)")
_INTRODUCES = re.compile(r"[\s\u00ad]{0,4}\((?:heretter\s)?[«\"]?(?P<short>[a-zæøåA-ZÆØÅ]{2,8}\.?)[»\"]?\)")
_RUN_TOGETHER = re.compile(r"/§(?P<digits>\d{3,4})(?=/|$)")


def as_defined(source: Source, acts: list[ActMention]) -> list[ActMention]:
    """The mentions, each name with the act that the text itself has said it means.

    'lov 20. juni 2003 nr. 56 om fagskoleutdanning (fagskoleloven)' says it for the rest of the text, and so does
    'kulturminneloven (kml)' for the abbreviation.
    """
    taught: dict[str, str] = {}
    short: dict[str, str] = {}
    meant: list[ActMention] = []
    for act in acts:
        if act.rule == "act-abbreviation" and (known := short.get(name_key(act.name or ""), act.id)) != act.id:
            meant.append(replace(act, id=known, alternatives=(), flags=(*act.flags, "act_as_defined")))
            continue
        if act.id and (introduced := _INTRODUCES.match(source.text, act.end)):
            short[name_key(introduced["short"])] = act.id
        key = name_key(act.name) if act.name and act.alternatives else ""
        dated = meant[-1] if meant else None
        if key and dated and dated.rule in ("act-by-date", "act-id") and dated.id in act.alternatives:
            between = source.text[dated.end : act.start]
            if len(between) < 200 and between.rstrip(' «"').endswith("(") and between.count("(") == 1:
                taught[key] = dated.id
        if taught.get(key, act.id) in act.alternatives:
            act = replace(act, id=taught[key], alternatives=(), flags=(*act.flags, "act_as_defined"))
        meant.append(act)
    return meant


def resolve_word(act: ActMention, source: Source, before: list[ActMention]) -> ActMention | None:
    """The act that 'lovens', 'denne lov' or 'samme lov' means; None when the text does not say.

    `before` are the acts mentioned before it, in the order of the text.
    """
    if act.rule not in ("own", "enabling", "same"):
        return act
    if act.rule != "same" and (found := _from_context(act, source)):
        return found
    meant = _last(before) if act.rule == "same" else _only_near(act, before)
    if meant is not None and meant.id and meant.type == act.type:
        return replace(act, id=meant.id, flags=("inherited_act",))
    return None


def _from_context(act: ActMention, source: Source) -> ActMention | None:
    """What the text is says which act 'denne lov' and 'lovens' are: itself, the one it amends, the one it is under."""
    own, enabling = source.context.own_act, source.context.enabling
    if own and (amended := amended_by(own)):
        ids = [i for i in amended.ids if i.startswith(act.type)]
        return replace(act, id=ids[0], flags=("amended_act",)) if len(ids) == len(amended.ids) == 1 else None
    if own and own.startswith(act.type):
        return replace(act, id=own)
    if act.rule == "own":
        return None
    under = enabling[0] if len(enabling) == 1 else made_under(own) if own and not enabling else None
    return replace(act, id=under) if under and under.startswith(act.type) else None


def _last(before: list[ActMention]) -> ActMention | None:
    return next((act for act in reversed(before[-5:]) if act.id), None)


def _only_near(act: ActMention, before: list[ActMention]) -> ActMention | None:
    """The act of that kind that is named shortly before, when it is the only one there."""
    near: dict[str, ActMention] = {}
    for other in reversed(before):
        if act.start - other.end > _NEAR:
            break
        if other.type == act.type and other.id:
            near.setdefault(other.id, other)
    return next(iter(near.values())) if len(near) == 1 else None


def of_short(act: ActMention, short: str, day: str | None) -> ActMention:
    """The act of the abbreviation that stands behind a name: 'byggteknisk forskrift (TEK10)' is the one of 2010."""
    choice = by_name(short, day)
    if choice is None or choice.id is None or choice.id == act.id or not choice.id.startswith(act.type):
        return act
    return replace(act, id=choice.id, alternatives=(), flags=(*act.flags, "act_as_defined"))


def by_section(act: ActMention, places: Places) -> ActMention:
    """Of the acts with one name the one that can have the section: '§ 93' is none of an act counted '§ 20-1'."""
    numbers = [found["number"] for place in places.places if (found := _SECTION.match(place.path))]
    if not act.id or not act.alternatives or _can_have(act.id, numbers) is not False:
        return act
    others = [other for other in act.alternatives if amended_by(other) is None]
    known = {other: _can_have(other, numbers) for other in others}
    fitting = [other for other in others if known[other]]
    if len(fitting) != 1 or None in known.values():
        return act
    return replace(act, id=fitting[0], flags=(*act.flags, "act_by_section"))


def _can_have(act_id: str, numbers: list[str]) -> bool | None:
    answers = {may_have(act_id, number) for number in numbers}
    return answers.pop() if len(answers) == 1 else None


def with_lost_hyphen(act_id: str, place: Place) -> Place | None:
    """'§ 647' of an act whose sections are all 'chapter-number' is § 6-47, where only one such reading is possible."""
    found = _RUN_TOGETHER.match(place.path)
    chapters = chapters_of(act_id) if found else None
    if found is None or not chapters:
        return None
    digits = found["digits"]
    readings = [
        (head, tail)
        for head, tail in ((digits[:at], digits[at:]) for at in range(1, len(digits)))
        if int(head) <= chapters and len(tail) <= 2 and not tail.startswith("0")
    ]
    if len(readings) != 1:
        return None
    return replace(place, path=f"/§{readings[0][0]}-{readings[0][1]}{place.path[found.end() :]}")

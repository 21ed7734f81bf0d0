"""Statements: a commitment as a sentence that stands alone, made of its lead-in and its item."""

import re

from loftespor.extract.actions import begins_with_action, says_at
from loftespor.extract.actors import find_party
from loftespor.extract.lead_in import LeadIn

_MODAL_FIRST = re.compile(r"^(?:vil|skal|må|bør)\s+", re.IGNORECASE)
_FINITE = re.compile(
    r"^(?:[\w§«»,/-]+ ){1,14}?(?:skal|må|bør|kan|blir|er|får|har|sikres|gis|innføres)\b", re.IGNORECASE
)
_ANNOUNCES = re.compile(r"\b(?:følgende|følgjande|disse|desse)\b", re.IGNORECASE)
_ENDS_TO = re.compile(r"\b(?:å|at|om|for)$")
_NAME = re.compile(r"^(?:[A-ZÆØÅ]{2,}|[A-ZÆØÅ]\w*[A-ZÆØÅ])")


def make_statement(text: str, lead_in: LeadIn | None) -> str:
    """The words of a commitment as a sentence that stands alone, without the last full stop.

    >>> from loftespor.extract.lead_in import find_lead_in
    >>> make_statement("Bygge flere sykehjem.", find_lead_in("Fjordvik SV vil:"))
    'Fjordvik SV vil bygge flere sykehjem'
    """
    item = text.strip().rstrip(".;, ")
    if lead_in is None:
        return item
    opening = _opening(lead_in)
    if not lead_in.verbal:
        return item[:1].upper() + item[1:] if begins_with_action(item) else item
    if says_at(item):
        return f"{re.sub(r' (?:å|at)$', '', opening)} {_lower(item)}"
    if _ANNOUNCES.search(opening):
        return f"{opening}: {item}"
    return f"{opening} {_joined(item, opening)}"


def _opening(lead_in: LeadIn) -> str:
    words = lead_in.text.strip().rstrip(":–- ").strip()
    if not words.isupper():
        return words
    party = find_party(words)
    return f"{party[0]} {words[len(party[0]) :].strip().casefold()}" if party else words.capitalize()


def _joined(item: str, opening: str) -> str:
    modal = _MODAL_FIRST.match(item)
    if modal and opening.casefold().endswith(modal.group().strip().casefold()):
        return item[modal.end() :]
    if begins_with_action(item) or _ENDS_TO.search(opening):
        return _lower(item)
    return (
        f"at {_lower(item)}" if _FINITE.match(item) and opening.endswith(("vil", "ønsker", "ønskjer")) else _lower(item)
    )


def _lower(item: str) -> str:
    return item if _NAME.match(item) else item[:1].lower() + item[1:]

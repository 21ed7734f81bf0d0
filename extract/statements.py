"""Statements: a commitment as a sentence that stands alone, made of its lead-in and its item."""

import re

from loftespor.extract.actions import begins_with_action, is_clause, is_thing, says_at
from loftespor.extract.actors import find_party
from loftespor.extract.lead_in import LeadIn
from loftespor.extract.sentences import sentence_cuts

_MODAL_FIRST = re.compile(r"^(?:vil|skal|må|bør)\s+", re.IGNORECASE)
# A lead-in that names what follows: the item stands behind a colon.
_ANNOUNCES = re.compile(
    r"\b(?:følgende|følgjande|disse|desse|slikt|slike)\b"
    r"|(?:krav|forslag|framlegg|innspill|innspel|grep|tiltak|endringer|endringar|merknader|merknadar|anbefalinger|punkter)$",
    re.IGNORECASE,
)
_ENDS_TO = re.compile(r"\b(?:å|at|om|for|til|mot|imot)$")
# Verbs that take an 'at' clause; 'vil' and 'skal' take 'ha' before what is no verb, 'si' before a yes or no.
_TAKES_AT = re.compile(
    r"\b(?:vil|ønsker|ønskjer|ynskjer|krever|krev|foreslår|føreslår|anbefaler|anbefalar|tilrår|mener|meiner|forventer|vedtar"
    r"|vedtok|vedtek|lover|lovar|garanterer|ber)(?: (?:derfor|difor|også|òg|særlig|særleg|enstemmig|samrøystes|at))*$"
)
_TAKES_HA = re.compile(
    r"\b(?:vil|skal|må|bør)(?: (?:vi|me|derfor|difor|også|òg|særlig|særleg|\w+(?:en|et|a|ene|ane)))*$"
)
_YES_OR_NO = re.compile(r"(?:ja|nei) til\b", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-ZÆØÅ]{2,}|[A-ZÆØÅ]\w*[A-ZÆØÅ])")
_GOES_ON = re.compile(r"[;,]? +(?:og|eller|samt)$")


def make_statement(text: str, lead_in: LeadIn | None) -> str:
    """The words of a commitment as a sentence that stands alone, without the last full stop.

    >>> from loftespor.extract.lead_in import find_lead_in
    >>> make_statement("Bygge flere sykehjem.", find_lead_in("Fjordvik SV vil:"))
    'Fjordvik SV vil bygge flere sykehjem'
    """
    if lead_in is None:
        return text.strip().rstrip(".;, ")
    item = _item(text)
    if not lead_in.verbal:
        return item[:1].upper() + item[1:]
    opening = _opening(lead_in)
    if says_at(item):
        return f"{re.sub(r' (?:å|at)$', '', opening)} {_lower(item)}"
    return f"{opening}: {item}" if _ANNOUNCES.search(opening) else _joined(item, opening)


def _item(text: str) -> str:
    """The item without what leads on to the next one ('…, og') or to a list below it ('… Dette gjelder:')."""
    item = text.strip()
    if item.endswith(":"):
        sentences = list(sentence_cuts(item))
        item = item[: sentences[-1][0]].strip() if len(sentences) > 1 else item.rstrip(": ")
    item = _GOES_ON.sub("", item.rstrip(".;, ")).rstrip(".;, ")
    return item.capitalize() if item.isupper() and " " in item else item


def _opening(lead_in: LeadIn) -> str:
    words = lead_in.text.strip().rstrip(":–- ").strip()
    if not words.isupper():
        return words
    party = find_party(words)
    return f"{party[0]} {words[len(party[0]) :].strip().casefold()}" if party else words.capitalize()


def _joined(item: str, opening: str) -> str:
    """Lead-in and item as one clause, with the word that Norwegian wants between them."""
    modal = _MODAL_FIRST.match(item)
    if modal and opening.casefold().endswith(modal.group().strip().casefold()):
        return f"{opening} {item[modal.end() :]}"
    if item.casefold().startswith(opening.casefold()):
        return item  # 'Rødt vil: • Rødt vil avvikle …'
    if begins_with_action(item) or _ENDS_TO.search(opening):
        return f"{opening} {_lower(item)}"
    if is_clause(item):
        return f"{opening} at {_lower(item)}" if _TAKES_AT.search(opening) else f"{opening}: {item}"
    if _TAKES_HA.search(opening) and (is_thing(item) or _YES_OR_NO.match(item)):
        return f"{opening} {'si' if _YES_OR_NO.match(item) else 'ha'} {_lower(item)}"
    return f"{opening} {_lower(item)}"


def _lower(item: str) -> str:
    return item if _NAME.match(item) else item[:1].lower() + item[1:]

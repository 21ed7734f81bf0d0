"""Whom a document speaks for: its issuer, or the name that its own words give to 'we'."""

import re
from collections import Counter
from itertools import pairwise

from loftespor.extract.actors import find_party, is_body, is_own, opens_sentence, spoken_name, voices
from loftespor.extract.lead_in import MAX_LEAD_IN
from loftespor.ingest import Document

# 'Bylyset vil:' over a list names who speaks, though no register knows the party.
_OVER_LIST = re.compile(r"(?<![\w-])([A-ZÆØÅ][\w-]{0,60}(?: [\w-]{1,60}){0,4}) (?:vil|VIL):?")
_WE_IN = re.compile(r"(?<!\w)(?:[Vv]i|[Mm]e) i ([A-ZÆØÅ][\w-]{1,40}(?: [A-ZÆØÅ][\w-]{0,40}){0,3})")
_OF_ONE_VOICE = (
    "programme",
    "resolution",
    "memo",
    "consultation_response",
    "speech",
    "plan",
    "proposal",
    "other",
    None,
)
_FEWEST = 2  # times that a name must stand beside a verb of opinion
_SHARE = 0.6  # of all names that do
_BEGINNING = 200_000  # characters that are searched: who speaks says so early


def speaker(document: Document) -> str | None:
    """The name of who says 'we' in a document, or None where nothing tells.

    The issuer where it is known ('Bylysets' gives 'Bylyset'); else the name in 'NAME vil:' over its lists, a party
    that alone wants things, 'vi i NAME', or the body that alone thinks, recommends and proposes in it. Minutes, case
    papers and answers let many speak: there only the issuer counts.
    """
    if document.issuer is not None:
        return _nominative(document.issuer)
    if document.kind not in _OF_ONE_VOICE:
        return None
    return _over_lists(document) or spoken_name(document.text) or _we_in(document.text) or _of_opinions(document.text)


def _nominative(issuer: str) -> str:
    """'Bylyset' for 'Bylysets', as titles have it, where only that is a party."""
    party = find_party(issuer[:-1]) if issuer.endswith("s") and find_party(issuer) is None else None
    return party[0] if party is not None and party[0] == issuer[:-1] else issuer


def _over_lists(document: Document) -> str | None:
    if document.kind not in ("programme", "resolution"):
        return None
    names: Counter[str] = Counter()
    for block, following in pairwise(document.blocks):
        if block.kind == "paragraph" and following.kind == "list_item" and block.end - block.start <= MAX_LEAD_IN:
            found = _OVER_LIST.fullmatch(document.text, block.start, block.end)
            if found and not opens_sentence(found[1].split()[0]) and not is_own(found[1]):
                names[_plain_case(found[1])] += 1
    return names.most_common(1)[0][0] if names else None


def _plain_case(name: str) -> str:
    """'Rødt' for 'RØDT', 'Fjordvik SV' for 'FJORDVIK SV' where it is a party; else as written."""
    party = find_party(name)
    return party[0] if party is not None else name


def _we_in(text: str) -> str | None:
    names = Counter(match[1] for match in _WE_IN.finditer(text, 0, _BEGINNING) if is_body(match[1].split()[-1]))
    return names.most_common(1)[0][0] if names else None


def _of_opinions(text: str) -> str | None:
    """The body beside most verbs of opinion, as first written."""
    names = Counter(name.casefold() for name in voices(text[:_BEGINNING]))
    leading = names.most_common(1)
    if not leading or leading[0][1] < max(_FEWEST, _SHARE * names.total()):
        return None
    return next(name for name in voices(text) if name.casefold() == leading[0][0])

"""Short forms of documents: 'meldingen', 'proposisjonen', 'samme sted', 'ibid.'.

A noun means the one document of its kind that has been cited before it; with two of the kind before it, it means
neither. 'Ibid.' and 'samme sted' mean what was cited last. Where nothing fits there is no citation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loftespor.extract.citation.context import Context
from loftespor.extract.citation.grammar import JOINT
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.records import Citation

STEMS = ("meldinga", "meldingen", "proposisjonen", "innstillingen", "innstillinga", "ibid", "samme sted", "same stad",
         "sst.")  # fmt: skip

_NOUN = re.compile(
    r"(?:(?P<melding>melding(?:en|a))|(?P<proposisjon>proposisjonen)|(?P<innstilling>innstilling(?:en|a)))"
    r"s?(?!\w|\s?(?:nr|\d))"
)
_BEFORE = re.compile(rf"(?:stortings|lov){JOINT}$", re.IGNORECASE)
_IBID = re.compile(r"(?:ibid(?:em)?\.?|samme\s{1,4}sted|same\s{1,4}stad|sst\.)(?!\w)")
_OWN = re.compile(r"\bdenn[ea]\s{1,3}$")
_BEFORE_PLACE = re.compile(r"(?:\bjf\.?|\bse|\()\s{0,3}$")
_PAGE = re.compile(r",?\s{0,3}(?:s\.|side|kap|punkt|pkt|avsnitt|§)")
_TYPES = {
    "melding": ("meld_st", "st_meld"),
    "proposisjon": ("prop", "ot_prp", "st_prp"),
    "innstilling": ("innst", "innst_s", "innst_o"),
}
_PREFIXES = {kind: tuple(f"{type_.replace('_', '-')}/" for type_ in types) for kind, types in _TYPES.items()}
# How far a word of everyday language reaches back; 'proposisjonen' has no other meaning in these texts.
_REACH = {"melding": 800, "innstilling": 1500, "proposisjon": 4000}
_IBID_REACH = 600
_CITABLE = frozenset({"document", "law", "case", "url"})


@dataclass(frozen=True, slots=True)
class Short:
    """A short form as it stands in the text; `kind` is a noun of `_TYPES` or 'ibid', `own`: the text itself."""

    start: int
    end: int
    kind: str
    own: bool = False


def shorts_at(source: Source, position: int, stem: str) -> Iterator[Short]:
    """The short form whose first letters stand at a position."""
    del stem
    before = _BEFORE.search(source.text, max(0, position - 20), position)
    start = before.start() if before else position
    if not begins_word(source.text, start):
        return
    if found := _NOUN.match(source.low, position):
        own = _OWN.search(source.low, max(0, start - 8), start) is not None
        yield Short(start, found.end(), str(found.lastgroup), own)
    elif (found := _IBID.match(source.low, position)) and _cites(source, position, found.end()):
        yield Short(position, found.end(), "ibid")


def _cites(source: Source, start: int, end: int) -> bool:
    """Whether 'samme sted' is said of a text: after 'jf.', before a page, first in a sentence; not 'på samme sted'."""
    if not source.low.startswith("sam", start):
        return True
    before, after = source.low[max(0, start - 8) : start], source.low[end : end + 12]
    return source.text[start] == "S" or _BEFORE_PLACE.search(before) is not None or _PAGE.match(after) is not None


def resolved(shorts: list[Short], citations: list[Citation], context: Context) -> Iterator[Citation]:
    """The citations that short forms are, each with the rule that found what it means."""
    full = sorted((c for c in citations if c.measure_class in _CITABLE and c.id), key=_start)
    seen, index = [], 0
    for short in shorts:
        while index < len(full) and full[index].end <= short.start:
            seen.append(full[index])
            index += 1
        meant = _last(short, seen) if short.kind == "ibid" else _only(short, seen, context)
        if meant is not None:
            rule = "ibid" if short.kind == "ibid" else f"short-{short.kind}"
            yield Citation(
                short.start, short.end, meant.type, meant.measure_class, rule, meant.id, status=meant.status,
                flags=("short", "self") if short.own else ("short",), url=meant.url,
            )  # fmt: skip


def _start(citation: Citation) -> int:
    return citation.start


def _last(short: Short, seen: list[Citation]) -> Citation | None:
    return seen[-1] if seen and short.start - seen[-1].end <= _IBID_REACH else None


def _only(short: Short, seen: list[Citation], context: Context) -> Citation | None:
    """The one document of the kind within reach; one cited before the text began, when the text has none."""
    if short.own:  # 'denne proposisjonen' is the text itself
        own = context.self_id
        return _known(short, own) if own and own.startswith(_PREFIXES[short.kind]) else None
    near: dict[str, Citation] = {}
    for citation in reversed(seen):
        if short.start - citation.end > _REACH[short.kind]:
            break
        if citation.type in _TYPES[short.kind]:
            near[str(citation.id)] = citation
    if near:
        return next(iter(near.values())) if len(near) == 1 else None
    before = {cite_id for cite_id in context.antecedents if cite_id.startswith(_PREFIXES[short.kind])}
    if short.kind == "proposisjon" and len(before) == 1:
        return _known(short, next(iter(before)))
    return None


def _known(short: Short, cite_id: str) -> Citation:
    """A document of which only the id is known."""
    kind = cite_id.split("/")[0].replace("-", "_")
    return Citation(short.start, short.end, kind, "document", f"short-{short.kind}", cite_id)

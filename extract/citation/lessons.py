"""What a document teaches of its measures: titles and names of numbers, acronyms, the short forms it goes on with."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from loftespor.extract.citation.grammar import squeeze
from loftespor.extract.citation.slug import slug
from loftespor.extract.records import Citation

Kind: TypeAlias = Literal["name", "acronym", "work", "variant", "short"]

_NUMBERED = frozenset({"document", "case"})
_NAMED = frozenset({"plan", "plattform", "melding", "ordning", "avtale", "budsjettdok"})
# A scheme or an agreement is not the report whose title speaks of it.
_TITLES = frozenset({"plan", "plattform", "melding"})
# What a plan or a report can be: recommendations, decisions and questions are about one, they are not it.
_WORKS = frozenset({"meld_st", "st_meld", "prop", "st_prp", "ot_prp", "nou"})
_OPENING = re.compile(r"\s{0,4}\(\s?$")
_APPOSITION = re.compile(r"\s{0,4}[–—:-]?\s{0,3}[«\"“]?")
_CAPITALS = re.compile(r"(?:[A-ZÆØÅ0-9–,/-]+\s{1,6}){2,24}$")
_QUOTED = re.compile(r"[«\"“](?P<title>[A-ZÆØÅ0-9][^«»\"“”\n]{3,99})[»\"”]\s?$")
_TITLE_AFTER = re.compile(
    r"\s{0,3}(?:[–—-]\s{1,3}(?P<title>[A-ZÆØÅ][a-zæøå]+(?:\s[\wæøåÆØÅ-]+){1,7})(?=\s[–—-]\s|\.(?:\s|$))"
    r"|:?\s{0,3}[«\"“](?P<quoted>[A-ZÆØÅ][^«»\"“”\n.]{7,99})[»\"”])"
)
_NEXT_ITEM = re.compile(r"\s\d{1,2}$")  # the number of what follows in a list of cases
_SUBTITLE = re.compile(r"\s[-–—]\s|:\s")
# Words in capitals that head any paper; they name no measure.
_HEADINGS = re.compile(
    r"\b(?:saks?|saker|protokoll|møte\w*|vedtak\w*|innstilling|saksfram\w*|vedlegg|innkalling|notat|svar)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\((?P<acronym>[A-ZÆØÅ][\wæøåÆØÅ-]{2,14})\)$")
_CAPITAL_RUN = re.compile(r"[A-ZÆØÅ]{3,}")
_WORKS_ON = ("-arbeidet", "-programmet", "-satsingen", "-satsinga", "-prosjektet", "-planen", "-strategien")
_HEAD = re.compile(
    r"(?P<head>[A-ZÆØÅa-zæøå-]{3,}(?:plan|strategi|program)(?:en|met)?)(?:\s(?:for|mot)\s(?P<about>.+)|(?![\w-]))"
)
_DEFINITE = re.compile(r"(?:(?:(?<=plan)|(?<=tegi))en|(?<=am)met)$")
_INFLECTED = re.compile(r"(?:e|ens?)(?=-|$)")
_ENDINGS = {"plan": ("en", "ens"), "strategi": ("en", "ens"), "program": ("met", "mets")}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A name and the measure that the document says it is.

    `kind`: 'name' a name or title of a numbered measure; 'acronym' of a plan; 'work' on it ('PRIFjord-arbeidet');
    'variant' its name without the preposition: 'opptrappingsplan psykisk helse'; 'short' what the document goes on
    calling it: 'opptrappingsplanen'.
    """

    name: str
    target: Citation
    kind: Kind = "name"


def lessons(text: str, citations: tuple[Citation, ...]) -> Iterator[Lesson]:
    """What the document teaches, in the order of kinds: names of numbers, then acronyms, then short forms."""
    ordered = sorted(citations, key=_start)
    for before, after in itertools.pairwise(ordered):
        gap = text[before.end : after.start]
        if before.type in _WORKS and before.status == "resolved" and is_named(after) and _APPOSITION.fullmatch(gap):
            yield from _names_of(after, before)
        elif is_named(before) and _may_be_named(after) and _OPENING.fullmatch(gap):
            yield from _names_of(before, after)
    for citation in ordered:
        if _has_number(citation):
            for name in (_title_before(text, citation.start), _title_after(text, citation)):
                if name:
                    yield Lesson(name, citation)
    plans = [citation for citation in ordered if citation.type == "plan" and citation.name]
    for citation in plans:
        if acronym := acronym_of(citation.name or ""):
            yield from _acronyms(acronym, citation)
    yield from _short_forms(plans)


def acronym_of(name: str) -> str | None:
    """The acronym in brackets at the end of a plan's name, which begins as the name does; else it is somebody's."""
    found = _ACRONYM.search(name)
    if found is None or found["acronym"][0] != name[:1].upper() or not found["acronym"][:2].isupper():
        return None
    return found["acronym"]


def is_named(citation: Citation) -> bool:
    """Whether a citation knows its plan or report by a name alone, and there is such a one.

    What a name always means ('Nasjonal transportplan') is not made another thing by a number beside it.
    """
    if citation.type not in _TITLES or citation.name is None or "proposed" in citation.flags:
        return False
    return citation.rule != "name" or "?" in (citation.id or "?")


def _names_of(named: Citation, target: Citation) -> Iterator[Lesson]:
    if named.name:
        yield Lesson(named.name, target)


def _may_be_named(citation: Citation) -> bool:
    is_case = citation.measure_class == "case" and citation.type != "arkivsak"  # a folder of papers is no plan
    return _has_number(citation) and (citation.type in _WORKS or is_case)


def _has_number(citation: Citation) -> bool:
    """A numbered document or case; a title in front of it names it, also where its body's place is not known."""
    return citation.measure_class in _NUMBERED and citation.id is not None and citation.type not in _NAMED


def _title_before(text: str, position: int) -> str | None:
    """The title in capitals or quotation marks right before '(Byrådssak 12/19)', without its subtitle."""
    opening = _OPENING.search(text, max(0, position - 8), position)
    if opening is None:
        return None
    window = text[max(0, opening.start() - 240) : opening.start() + 1]
    quoted = _QUOTED.search(window)
    capitals = None if quoted else _CAPITALS.search(window.rstrip() + " ")
    return _as_title(quoted["title"] if quoted else capitals.group() if capitals else "")


def _title_after(text: str, citation: Citation) -> str | None:
    """The title that follows a document's number behind a dash or in quotation marks."""
    if citation.type not in _WORKS or citation.status != "resolved":
        return None
    found = _TITLE_AFTER.match(text, citation.end)
    return _as_title(found["title"] or found["quoted"]) if found else None


def _as_title(words: str) -> str | None:
    head = _NEXT_ITEM.sub("", squeeze(_SUBTITLE.split(words)[0]))
    if len(head.split()) < 2 or len(head) < 8 or _HEADINGS.search(head):
        return None
    return head


def _acronyms(acronym: str, plan: Citation) -> Iterator[Lesson]:
    """The acronym, and the work that is called after it: 'PriO-arbeidet' is that on PRIOslo."""
    yield Lesson(acronym, plan, "acronym")
    run = _CAPITAL_RUN.match(acronym)
    beginnings = [acronym[:length] for length in range(3, len(run.group()) + 1)] if run else []
    for beginning in dict.fromkeys((acronym, *beginnings)):
        for work in _WORKS_ON:
            yield Lesson(beginning + work, plan, "work")


def _short_forms(plans: list[Citation]) -> Iterator[Lesson]:
    """Short forms of the plans that are the only ones of their kind in the document, and names without preposition."""
    kinds: dict[str, dict[tuple[str, bool], Citation]] = defaultdict(dict)
    for plan in plans:
        if found := _HEAD.match(plan.name or ""):
            named = (_INFLECTED.sub("", slug(plan.name or "")), "proposed" in plan.flags)
            kinds[_DEFINITE.sub("", found["head"].lower())].setdefault(named, plan)
            if found["about"]:
                yield Lesson(f"{found['head']} {found['about']}", plan, "variant")
    for kind, known in kinds.items():
        if len(known) == 1:
            (plan,) = known.values()
            for ending in next(endings for word, endings in _ENDINGS.items() if kind.endswith(word)):
                yield Lesson(kind + ending, plan, "short")


def _start(citation: Citation) -> int:
    return citation.start

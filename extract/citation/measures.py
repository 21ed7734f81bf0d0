"""Measures out of mentions: the key that gathers them, and names that a document itself ties to a number."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loftespor.extract.citation.european import as_treaty
from loftespor.extract.citation.grammar import lower_same_length, squeeze
from loftespor.extract.citation.scan import KeyWords
from loftespor.extract.citation.slug import slug
from loftespor.extract.records import Citation

_NUMBERED = frozenset({"document", "case"})
_NAMED = frozenset({"plan", "plattform", "melding", "ordning", "avtale", "budsjettdok"})
_OPENING = re.compile(r"\s{0,4}\(\s?$")
_BETWEEN = re.compile(r"[\s,:]{0,4}[–—-]?\s{0,3}[«\"“]?")
_CAPITALS = re.compile(r"(?:[A-ZÆØÅ0-9–,/-]+\s{1,6}){2,24}$")
_ACRONYM = re.compile(r"\((?P<acronym>[A-ZÆØÅ][\wæøåÆØÅ-]{2,14})\)$")
_SUBTITLE = re.compile(r"\s[-–—]\s|:\s")
# One name for the two languages and both genders of a definite form.
_FORMS = (
    (re.compile(r"inga(?=$|-)"), "ingen"),
    (re.compile(r"(ordning|melding|avtale|erklæring)(?:ane|ene)(?=$|-)"), r"\1en"),
    (re.compile(r"(reform|plattform)a(?=$|-)"), r"\1en"),
    (re.compile(r"avtala(?=$|-)"), "avtalen"),
    (re.compile(r"(?<=lov)a(?=$|-)"), "en"),
    (re.compile(r"(?<=plan|trat)en-for-"), "-for-"),
)
_AT_MOST = 200  # names that one document can teach; a longer list is a register, not a text


@dataclass(frozen=True, slots=True)
class Lesson:
    """A name and the numbered measure that the document says it is."""

    name: str
    target: Citation


def measure_key(citation: Citation) -> str:
    """The id under which mentions of one measure are gathered in a corpus.

    The canonical id; for what only has a name its normalised slug, the same in both languages: 'sykelønnsordninga' and
    'sykelønnsordningen' are one measure. A mention without id or name is a measure of its own type's unknowns.
    """
    if citation.id is not None and not _is_name_id(citation):
        return as_treaty(citation.id)
    prefix, _, name = (citation.id or f"{citation.measure_class}/?/{slug(citation.name or '')}").rpartition("/")
    for form, common in _FORMS:
        name = form.sub(common, name)
    return f"{prefix}/{name}"


def _is_name_id(citation: Citation) -> bool:
    return citation.name is not None and citation.id is not None and "/?/" in citation.id and "§" not in citation.id


def bind_names(text: str, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations of one document with the names that the document itself ties to a number.

    'EN BY FOR ALLE – STRATEGI … (Byrådssak 12/19)' teaches that the name is that case: named citations get its id and
    the flag 'bound_name', and further mentions of the name become citations.
    """
    lessons = list(_lessons(text, citations))[:_AT_MOST]
    if not lessons:
        return citations
    known = {slug(lesson.name): lesson.target for lesson in reversed(lessons)}
    bound = [_bound(citation, known) for citation in citations]
    return _with_mentions(text, bound, lessons)


def _lessons(text: str, citations: tuple[Citation, ...]) -> Iterator[Lesson]:
    """What the document teaches: neighbours name–number and number–name, titles before a number, acronyms."""
    ordered = sorted(citations, key=_start)
    for before, after in itertools.pairwise(ordered):
        gap = text[before.end : after.start]
        if _is_numbered(before) and _is_named(after) and _BETWEEN.fullmatch(gap):
            yield from _names_of(after, before)
        elif _is_named(before) and _is_numbered(after) and _OPENING.fullmatch(gap):
            yield from _names_of(before, after)
    for citation in ordered:
        if _has_number(citation) and (name := _title_before(text, citation.start)):
            yield Lesson(name, citation)
        acronym = _ACRONYM.search(citation.name or "")
        if acronym and citation.type == "plan":
            yield Lesson(acronym["acronym"], citation)


def _names_of(named: Citation, target: Citation) -> Iterator[Lesson]:
    if named.name:
        yield Lesson(named.name, target)


def _is_numbered(citation: Citation) -> bool:
    return _has_number(citation) and citation.status == "resolved"


def _has_number(citation: Citation) -> bool:
    """A numbered document or case; a title in front of it names it, also where its body's place is not known."""
    return citation.measure_class in _NUMBERED and citation.id is not None and citation.type not in _NAMED


def _is_named(citation: Citation) -> bool:
    return citation.type in _NAMED and citation.name is not None and "proposed" not in citation.flags


def _title_before(text: str, position: int) -> str | None:
    """The title in capitals or quotation marks right before '(Byrådssak 12/19)', without its subtitle."""
    opening = _OPENING.search(text, max(0, position - 8), position)
    if opening is None:
        return None
    window = text[max(0, opening.start() - 240) : opening.start() + 1]
    quoted = re.search(r"[«\"“](?P<title>[^«»\"“”\n]{4,100})[»\"”]\s?$", window)
    capitals = None if quoted else _CAPITALS.search(window.rstrip() + " ")
    title = quoted["title"] if quoted else capitals.group() if capitals else ""
    head = squeeze(_SUBTITLE.split(title)[0])
    return head if len(head.split()) >= 2 and len(head) >= 8 else None


def _bound(citation: Citation, known: dict[str, Citation]) -> Citation:
    if not _is_named(citation):
        return citation
    name = re.sub(r"-(?:19|20)\d\d(?:-(?:19|20)\d\d)?$", "", slug(citation.name or ""))
    target = known.get(slug(citation.name or "")) or known.get(name)
    if target is None or target.id == citation.id:
        return citation
    return replace(
        citation,
        id=target.id,
        status=target.status,
        url=target.url,
        rule="bound-name",
        flags=(*citation.flags, "bound_name"),
    )


def _with_mentions(text: str, bound: list[Citation], lessons: list[Lesson]) -> tuple[Citation, ...]:
    """The citations and those further mentions of the learned names that no citation covers."""
    names = {lower_same_length(lesson.name): lesson for lesson in reversed(lessons)}
    taken = sorted(bound, key=_start)
    added: list[Citation] = []
    index = 0
    for start, end, name in KeyWords(names).find(lower_same_length(text)):
        while index < len(taken) and taken[index].end <= start:
            index += 1
        free = index == len(taken) or taken[index].start >= end
        if free and _is_word(text, start, end):
            added.append(_mention(text, start, end, names[name].target))
    return tuple(sorted([*bound, *added], key=_start))


def _mention(text: str, start: int, end: int, target: Citation) -> Citation:
    return replace(
        target, start=start, end=end, type="plan", measure_class="plan", rule="bound-name",
        name=squeeze(text[start:end]), flags=("bound_name",),
    )  # fmt: skip


def _is_word(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() and start) and not text[end : end + 1].isalnum()


def _start(citation: Citation) -> int:
    return citation.start

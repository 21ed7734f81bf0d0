"""Measures out of mentions: the key that gathers them, and what a document itself says that a name means."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from loftespor.extract.citation.european import as_treaty
from loftespor.extract.citation.grammar import lower_same_length, squeeze
from loftespor.extract.citation.lessons import Lesson, is_named, lessons
from loftespor.extract.citation.scan import KeyWords
from loftespor.extract.citation.slug import slug
from loftespor.extract.records import Citation

# One name for the two languages and both genders of a definite form.
_FORMS = (
    (re.compile(r"inga(?=$|-)"), "ingen"),
    (re.compile(r"(ordning|melding|avtale|erklæring)(?:ane|ene)(?=$|-)"), r"\1en"),
    (re.compile(r"(reform|plattform)a(?=$|-)"), r"\1en"),
    (re.compile(r"avtala(?=$|-)"), "avtalen"),
    (re.compile(r"(?<=lov)a(?=$|-)"), "en"),
    (
        re.compile(
            r"(?<=plan)(?:en|a)(?=-(?:for|mot)-)|(?<=strategi)en(?=-(?:for|mot)-)|(?<=program)met(?=-(?:for|mot)-)"
        ),
        "",
    ),
)
_YEARS = re.compile(r"-(?:19|20)\d\d(?:-(?:19|20)\d\d)?$")
_ANOTHER = re.compile(r"\b(?:forrige|førre|gamle|tidligere|tidlegare|første|fyrste|andre)\s$", re.IGNORECASE)
_AT_MOST = 2000  # names that one document can teach; a longer list is a register, not a text


def measure_key(citation: Citation) -> str:
    """The id under which mentions of one measure are gathered in a corpus.

    The canonical id; for what only has a name its normalised slug, the same in both languages: 'sykelønnsordninga' and
    'sykelønnsordningen' are one measure. A name that its document ties to another id keeps the key of the name: what
    ties them is a proposal of the corpus. A mention without id or name is a measure of its own type's unknowns. What is
    only asked for is not what there is: its key ends in '/proposed'.
    """
    if "bound_name" in citation.flags and citation.alternatives:
        return name_key(citation.alternatives[0])
    if citation.id is not None and (citation.name is None or not _is_of_name(citation.id)):
        key = as_treaty(citation.id)
    else:
        key = name_key(citation.id or f"{citation.measure_class}/?/{slug(citation.name or '')}")
    return f"{key}/proposed" if "proposed" in citation.flags else key


def name_key(id: str) -> str:
    """The key of an id: where it is made of a name, the same for both languages; any other id is its own key."""
    if not _is_of_name(id):
        return id
    prefix, _, name = id.rpartition("/")
    for form, common in _FORMS:
        name = form.sub(common, name)
    return f"{prefix}/{name}"


def _is_of_name(id: str) -> bool:
    return "/?/" in id and "§" not in id


def bind_names(text: str, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations of one document with the names that the document itself ties to a measure.

    'EN BY FOR ALLE – STRATEGI … (Byrådssak 12/19)' teaches that the name is that case: named citations get its id and
    the flag 'bound_name', with the id of the name among the alternatives, and further mentions of the name become
    citations. So do acronyms ('… 2020–2024 (PRIHavn)') and short forms ('handlingsplanen') of its plans.
    """
    citations = _still_wanted(citations)
    taught = list(islice(_unlike(lessons(text, citations)), _AT_MOST))
    if not taught:
        return citations
    known = {slug(lesson.name): lesson.target for lesson in reversed(taught) if lesson.kind == "name"}
    bound = [_bound(citation, known) for citation in citations] if known else list(citations)
    return _with_mentions(text, bound, taught)


def _unlike(taught: Iterable[Lesson]) -> Iterator[Lesson]:
    """Each name of a kind once, as it is first taught."""
    seen: set[tuple[str, str]] = set()
    for lesson in taught:
        if (lesson.name, lesson.kind) not in seen:
            seen.add((lesson.name, lesson.kind))
            yield lesson


def _still_wanted(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """A plan that shall be made is still to be made where the text goes on: 'lage en byplan for X. Byplanen for X'."""
    wanted: set[str] = set()
    kept: list[Citation] = []
    for citation in citations:
        if citation.rule in ("plan-name", "plan-proposed") and citation.id is not None:
            key = name_key(citation.id)
            if "proposed" in citation.flags:
                wanted.add(key)
            elif key in wanted and citation.id != key:  # the definite form, which points back
                citation = replace(citation, flags=(*citation.flags, "proposed"))
        kept.append(citation)
    return tuple(kept)


def _bound(citation: Citation, known: dict[str, Citation]) -> Citation:
    if not is_named(citation):
        return citation
    name = slug(citation.name or "")
    target = known.get(name) or known.get(_YEARS.sub("", name))
    if target is None or target.id is None or target.id == citation.id:
        return citation
    return replace(
        citation, id=target.id, status=target.status, url=target.url, rule="bound-name",
        flags=(*citation.flags, "bound_name"), alternatives=(citation.id,) if citation.id else (),
    )  # fmt: skip


def _with_mentions(text: str, bound: list[Citation], taught: Iterable[Lesson]) -> tuple[Citation, ...]:
    """The citations and those further mentions of the learned names that no citation covers."""
    names: dict[str, Lesson] = {}
    for lesson in taught:
        names.setdefault(lower_same_length(lesson.name), lesson)
    taken = sorted(bound, key=_start)
    added: list[Citation] = []
    begun: set[str | None] = set()  # the plans that a name without preposition has spoken of
    index = 0
    for start, end, name in KeyWords(names).find(lower_same_length(text)):
        while index < len(taken) and taken[index].end <= start:
            index += 1
        free = index == len(taken) or taken[index].start >= end
        if not free or not _is_word(text, start, end):
            continue
        lesson = names[name]
        if lesson.kind == "variant":
            begun.add(lesson.target.id)
        if lesson.kind != "short" or _may_be_short(text, start, lesson, begun):
            added.append(_mention(text, start, end, lesson))
    return tuple(sorted([*bound, *added], key=_start))


def _may_be_short(text: str, start: int, lesson: Lesson, begun: set[str | None]) -> bool:
    """Whether a short form stands after the name it is short for, and not for an earlier plan of the kind."""
    if start < lesson.target.start and lesson.target.id not in begun:
        return False
    return _ANOTHER.search(text, max(0, start - 12), start) is None


def _mention(text: str, start: int, end: int, lesson: Lesson) -> Citation:
    """The citation of a learned name; a short form has the name of what it is short for."""
    target, words = lesson.target, squeeze(text[start:end])
    if lesson.kind in ("variant", "short"):
        return replace(target, start=start, end=end, rule="short-name", flags=(*target.flags, "short"))
    return replace(
        target, start=start, end=end, type="plan", measure_class="plan", rule="bound-name", name=words,
        confidence=0.7 if lesson.kind == "work" else target.confidence,
        flags=("bound_name",) if lesson.kind == "name" else ("bound_name", lesson.kind),
        alternatives=(f"plan/?/{slug(words)}",),
    )  # fmt: skip


def _is_word(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() and start) and not text[end : end + 1].isalnum()


def _start(citation: Citation) -> int:
    return citation.start

"""All citations in a text: the one function, and how its steps hang together."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from loftespor.extract.citation import (
    acts,
    budgets,
    cases,
    circulars,
    deadlines,
    european,
    fixed_forms,
    named,
    numbered,
    plans,
    series,
    short_documents,
    values,
    web,
)
from loftespor.extract.citation.binding import bind
from loftespor.extract.citation.context import Context
from loftespor.extract.citation.digits import find_digits
from loftespor.extract.citation.footnotes import footnotes_at, leading_note
from loftespor.extract.citation.glued import (
    flagged,
    glued_marks,
    mark_citations,
    split_known,
    told_by_notes,
    without_marks,
)
from loftespor.extract.citation.scan import KeyWords
from loftespor.extract.citation.section import Places, read_places
from loftespor.extract.citation.series import Numbered
from loftespor.extract.citation.sessions import complete
from loftespor.extract.citation.short_documents import Short
from loftespor.extract.citation.source import ActMention, Source, source_of
from loftespor.extract.records import Citation

Found: TypeAlias = Citation | ActMention | Places | Numbered | Short
Finder: TypeAlias = Callable[[Source, int, str], Iterable[Found]]


def find_citations(text: str, *, context: Context | None = None) -> tuple[Citation, ...]:
    """The citations in a text, in its order, none over another.

    Offsets are half-open, in characters of the text as given. `context` completes what the text leaves open; without
    it an unknown session, body or owner is '?' in the id, and the status is 'unresolved'.

    >>> text = "Byrådssak 12/24 følger opp Meld. St. 5 (2022–2023) innen 2030."
    >>> for citation in find_citations(text, context=Context(municipality="Bergen")):
    ...     print(text[citation.start : citation.end], "=", citation.id)
    Byrådssak 12/24 = byrådssak/bergen/12/2024
    Meld. St. 5 (2022–2023) = meld-st/2022-2023/5
    innen 2030 = deadline/<=2030-12-31
    """
    source = source_of(text, context)
    marks = glued_marks(source, find_citations)
    source = without_marks(source, marks)
    found = _scan(source)
    known, notes = split_known(source, told_by_notes(found.numbered, marks))
    citations = [*found.citations, *mark_citations(marks), *notes, *leading_note(source)]
    citations += [series.citation_of(one, own=source.context.self_id) for one in complete(source, known)]
    citations += bind(source, found.acts, found.places)
    citations += short_documents.resolved(found.shorts, citations, source.context)
    citations = flagged(citations, marks)
    citations += _from_digits(source, sorted(citations, key=_order))
    return _without_overlaps(citations)


class _Findings:
    """What the finders gave, by kind, each in the order of the text."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self.acts: list[ActMention] = []
        self.places: list[Places] = []
        self.numbered: list[Numbered] = []
        self.shorts: list[Short] = []

    def add(self, item: Found) -> None:
        """Sort one finding into its list."""
        if isinstance(item, Citation):
            self.citations.append(item)
        elif isinstance(item, ActMention):
            self.acts.append(item)
        elif isinstance(item, Places):
            self.places.append(item)
        elif isinstance(item, Short):
            self.shorts.append(item)
        else:
            self.numbered.append(item)


def _scan(source: Source) -> _Findings:
    """One pass over the text; a finder is not called again inside what it has found."""
    key_words, table = _triggers()
    found = _Findings()
    done: dict[Finder, int] = {}
    for position, _, stem in key_words.find(source.low):
        for finder, own in table[stem]:
            if position < done.get(finder, 0):
                continue
            for item in finder(source, position, own):
                found.add(item)
                done[finder] = max(done.get(finder, 0), item.end)
    found.acts.sort(key=_start_and_length)
    found.acts = _outermost(found.acts)
    return found


def _start_and_length(item: ActMention) -> tuple[int, int]:
    return item.start, -item.end


def _outermost(mentions: list[ActMention]) -> list[ActMention]:
    kept: list[ActMention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _acts(source: Source, position: int, stem: str) -> Iterator[Found]:
    del stem
    yield from acts.acts_at(source, position)


def _sections(source: Source, position: int, stem: str) -> Iterator[Found]:
    kind = {"§": "§", "art": "a", "ved": "vedlegg"}.get(stem[:3], "kap")
    places = read_places(source.text, position, kind)  # type: ignore[arg-type]  # the four kinds
    if places is None or (kind != "§" and position and source.text[position - 1].isalnum()):
        return
    if kind == "§" and (act := acts.act_before(source, position)):
        yield act
    yield places


def _european(source: Source, position: int, stem: str) -> Iterator[Found]:
    del stem
    yield from european.european_at(source, position)


def _treaties(source: Source, position: int, stem: str) -> Iterator[Found]:
    del stem
    yield from european.treaty_at(source, position)


def _cases(source: Source, position: int, stem: str) -> Iterator[Found]:
    del stem
    yield from cases.cases_at(source, position, cases.kind_before(source, position))


@lru_cache(maxsize=1)
def _triggers() -> tuple[KeyWords, dict[str, tuple[tuple[Finder, str], ...]]]:
    """The automaton of all stems, and the finders to try at each with the stem that is theirs."""
    table: dict[str, list[Finder]] = {}
    groups: list[tuple[Finder, Iterable[str]]] = [
        (web.addresses_at, web.STEMS),
        (numbered.numbered_at, series.stems()),
        (_acts, acts.STEMS),
        (_sections, ("§", "kap", "artik", "art.", "vedlegg")),
        (_european, european.STEMS),
        (_treaties, european.TREATY_STEMS),
        (circulars.circulars_at, circulars.stems()),
        (_cases, cases.STEMS),
        (budgets.budgets_at, budgets.STEMS),
        (fixed_forms.fixed_form_at, fixed_forms.stems()),
        (named.named_at, named.stems()),
        (plans.plans_at, plans.STEMS),
        (short_documents.shorts_at, short_documents.STEMS),
        (deadlines.deadlines_at, deadlines.STEMS),
    ]
    for finder, stems in groups:
        for stem in stems:
            table.setdefault(stem, []).append(finder)
    # A longer stem hides a shorter one at the same place, so it has to call its finders too.
    full = {stem: _with_prefixes(stem, table) for stem in table}
    return KeyWords(table), full


def _with_prefixes(stem: str, table: dict[str, list[Finder]]) -> tuple[tuple[Finder, str], ...]:
    calls: dict[Finder, str] = {}
    for length in range(len(stem), 0, -1):
        for finder in table.get(stem[:length], ()):
            calls.setdefault(finder, stem[:length])
    return tuple(calls.items())


def _from_digits(source: Source, references: list[Citation]) -> Iterator[Citation]:
    """Values and footnote marks: what begins with digits that belong to no reference."""
    done, index = 0, 0
    for start, end in find_digits(source.text):
        while index < len(references) and references[index].start <= start:
            done = max(done, references[index].end)
            index += 1
        if start < done:
            if end > done:  # 'fra 20184': the year is a reference's, the rest a footnote's mark
                yield from footnotes_at(source, start, end)
            continue
        for value in values.values_at(source, start):
            yield value
            done = value.end
        if done <= start:
            yield from footnotes_at(source, start, end)


_LEAST = {"value": 0, "plan": 1, "scheme": 1, "agreement": 1}


def _weight(citation: Citation) -> tuple[int, int]:
    rank = 9 if citation.type == "url" else _LEAST.get(citation.measure_class, 2)
    return rank + (citation.status == "resolved" and rank > 0), citation.end - citation.start


def _without_overlaps(citations: list[Citation]) -> tuple[Citation, ...]:
    """Of citations over the same words the more telling one: an address, then a reference, then a value."""
    kept: list[Citation] = []
    for citation in sorted(citations, key=_order):
        while kept and kept[-1].end > citation.start and _weight(kept[-1]) < _weight(citation):
            kept.pop()
        if not kept or kept[-1].end <= citation.start:
            kept.append(citation)
    return tuple(kept)


def _order(citation: Citation) -> tuple[int, int]:
    return citation.start, -citation.end

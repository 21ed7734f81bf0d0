"""Cases: each passage that is right, of the wrong kind, missed, or found in vain."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from loftespor.corpus.identity import digest
from loftespor.evaluation.gold import Gold, GoldPassage, Unit
from loftespor.evaluation.matching import match, nearest, normalise
from loftespor.extract.records import Commitment
from loftespor.ingest import Document, PageIndex

Result: TypeAlias = Literal["right", "kind", "missed", "false"]


@dataclass(frozen=True, slots=True)
class Found:
    """A commitment as it was found; `page` is where it begins."""

    document: Document
    page: int
    start: int
    end: int
    kind: str
    form: str
    rule: str

    @property
    def text(self) -> str:
        """Its words, verbatim."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Case:
    """One passage and how it was judged. A `kind` case is found, but as another kind than readers say.

    `ratio` is how alike the two texts are (0–100); a missed or false passage has what is nearest to it on the other
    side, if anything is.
    """

    gold_name: str
    unit: Unit
    result: Result
    gold: GoldPassage | None
    found: Found | None
    ratio: float | None = None
    number: int = 0  # among cases of the same words on the same side of a unit

    @property
    def subject(self) -> GoldPassage | Found:
        """The passage that the case is about: the gold's, or what was found in vain."""
        chosen = self.found if self.result == "false" else self.gold
        if chosen is None:
            raise ValueError(f"a case '{self.result}' lacks the passage it is about")
        return chosen

    @property
    def id(self) -> str:
        """The same in each evaluation for the same passage: a hash over gold file, unit, side, words and number."""
        side = "found" if self.result == "false" else "gold"
        return digest("evaluation", self.gold_name, self.unit, side, normalise(self.subject.text), self.number)


def found_in(document: Document, commitments: Iterable[Commitment]) -> list[Found]:
    """The commitments of a document with their pages."""
    index = PageIndex(document)
    return [Found(document, index.page(c.start), c.start, c.end, c.kind, c.form, c.rule) for c in commitments]


def judge(gold: Gold, found: Iterable[Found]) -> list[Case]:
    """The cases of a gold file, unit by unit in the order of names and pages; borderlines give none.

    What was found in other documents or on other pages than the gold's is left out.
    """
    by_unit: dict[Unit, list[Found]] = defaultdict(list)
    for one in found:
        by_unit[gold.unit(one.document.name, one.page)].append(one)
    units = sorted(gold.units, key=_in_order)
    return list(_numbered(case for unit in units for case in _cases(gold, unit, by_unit.get(unit, []))))


def _numbered(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases with their numbers among equal ones, so that no two have one id."""
    seen: Counter[str] = Counter()
    for case in cases:
        first = case.id
        yield replace(case, number=seen[first])
        seen[first] += 1


def _in_order(unit: Unit) -> tuple[str, int]:
    return unit.document, unit.page or 0


def _cases(gold: Gold, unit: Unit, found: Sequence[Found]) -> Iterator[Case]:
    passages = gold.units[unit]
    texts, said = [passage.text for passage in passages], [one.text for one in found]
    taken = match(texts, said)
    for place, passage in enumerate(passages):
        if not passage.required:
            continue
        if place in taken:
            partner, ratio = taken[place]
            yield Case(gold.name, unit, _result(passage, found[partner]), passage, found[partner], ratio)
        else:
            near = nearest(passage.text, said)
            yield Case(gold.name, unit, "missed", passage, found[near[0]] if near else None, near[1] if near else None)
    used = {partner for partner, _ in taken.values()}
    for place, one in enumerate(found):
        if place not in used:
            near = nearest(one.text, texts)
            yield Case(gold.name, unit, "false", passages[near[0]] if near else None, one, near[1] if near else None)


def _result(passage: GoldPassage, found: Found) -> Result:
    return "right" if passage.kind in (None, found.kind) else "kind"

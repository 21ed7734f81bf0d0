"""A gold file evaluated: what the finders give in its documents, judged and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loftespor.errors import GoldFileError
from loftespor.evaluation.cases import Case, found_in, judge
from loftespor.evaluation.gold import Gold, stem
from loftespor.evaluation.places import Places
from loftespor.evaluation.tables import Row, rows_of
from loftespor.extract import Commitment
from loftespor.ingest import Document

# A document and what was found in it, by its name without ending.
SearchedDocuments = Mapping[str, tuple[Document, Sequence[Commitment]]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A gold file's cases and tables; `absent` are its documents that are not there, and do not count."""

    gold: str
    cases: tuple[Case, ...]
    rows: tuple[Row, ...]
    places: Places
    absent: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Case, ...]:
        """The cases that are not right."""
        return tuple(case for case in self.cases if case.result != "right")


def evaluate(gold: Gold, searched: SearchedDocuments) -> Evaluation:
    """The evaluation of a gold file on those of its documents that are there."""
    there = {name: searched[name] for name in sorted(gold.documents) if name in searched}
    known = replace(gold, units={unit: found for unit, found in gold.units.items() if unit.document in there})
    places = Places(document for document, _ in there.values())
    found = [one for document, commitments in there.values() for one in found_in(document, commitments)]
    cases = judge(known, found)
    rows = rows_of(gold.name, cases, {case.id: places.language(case) for case in cases})
    absent = sorted(gold.documents - set(there))
    return Evaluation(gold.name, tuple(cases), tuple(rows), places, tuple(absent))


def by_name(searched: Sequence[tuple[Document, Sequence[Commitment]]]) -> SearchedDocuments:
    """The documents by their names without ending; raises GoldFileError where a name is that of two."""
    named: dict[str, tuple[Document, Sequence[Commitment]]] = {}
    for document, commitments in searched:
        known, _ = named.setdefault(stem(document.name), (document, commitments))
        if known is not document:
            raise GoldFileError(
                f"{known.path} and {document.path} both have the name {stem(document.name)}. Name only one of them."
            )
    return named

"""What was searched: which documents could answer for a commitment on an axis, and up to which date.

A document could answer when it is of the same municipality, of a kind that speaks of the axis, and not older than
the commitment. Where there is none, nobody has looked: `not_assessed`, never `no_evidence`.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from loftespor.corpus.cases import Key
from loftespor.corpus.identity import digest
from loftespor.corpus.material import Material, Source, Stated
from loftespor.corpus.rows import Row, iso, to_json
from loftespor.rules.status import Searched

KINDS = {
    "decision": frozenset({"minutes", "law", "plan"}),
    "funding": frozenset({"budget", "accounts"}),
    "implementation": frozenset({"followup", "annual_report", "answer"}),
}
# Papers that speak of money and of what is done about their own case, though they are neither budgets nor reports.
IN_ITS_CASE = frozenset({"answer", "case_paper"})
# Said to somebody else than the municipality whose papers the corpus holds: those papers cannot answer for it.
ADDRESSED_ELSEWHERE = frozenset({"consultation_response", "speech"})


class Searches:
    """The searches of a corpus; equal ones are kept once."""

    def __init__(self, material: Material) -> None:
        self._by_place: dict[tuple[str, str], list[Source]] = defaultdict(list)
        self._papers: dict[Key, list[Source]] = defaultdict(list)
        for source in material.sources.values():
            for axis, kinds in KINDS.items():
                if source.kind in kinds and source.municipality:
                    self._by_place[source.municipality, axis].append(source)
            case = material.case_of(source) if source.kind in IN_ITS_CASE else None
            if case is not None:
                self._papers[case].append(source)
        self._made: dict[tuple[str, str, date | None, Key | None], tuple[Searched, list[Source]]] = {}

    def of(self, stated: Stated, axis: str) -> Searched:
        """The search for a commitment on an axis; its `search` is None where no document could answer."""
        source = stated.source
        if source.municipality is None or source.kind in ADDRESSED_ELSEWHERE:
            return Searched(axis, None, 0, None)
        case = stated.case if axis != "decision" and stated.case in self._papers else None
        key = (source.municipality, axis, source.date if axis == "decision" else stated.since, case)
        if key not in self._made:
            self._made[key] = self._make(*key)
        searched, documents = self._made[key]
        itself = len(documents) == 1 and documents[0].id == source.id
        return Searched(axis, None, 0, None) if itself else searched

    def _make(
        self, municipality: str, axis: str, since: date | None, case: Key | None
    ) -> tuple[Searched, list[Source]]:
        could_answer = {s.id: s for s in (*self._by_place[municipality, axis], *self._papers.get(case or (), ()))}
        later = [s for s in could_answer.values() if not since or not s.date or s.date >= since]
        if not later:
            return Searched(axis, None, 0, None), []
        until = max((s.date for s in later if s.date), default=None)
        id = digest("search", axis, until, *(s.id for s in later))
        return Searched(axis, id, len(later), until), later

    def rows(self) -> Iterator[Row]:
        """The rows of all searches made, each with its documents' names."""
        for searched, sources in self._made.values():
            if searched.search:
                names = to_json(sorted(s.name for s in sources))
                yield {"id": searched.search, "axis": searched.axis, "documents": names, "until": iso(searched.until)}

"""The line of stations: moved, answered, recommended, adopted, budgeted, begun, done, and where it stopped."""

from collections.abc import Iterable, Sequence

from loftespor.rules.facts import Fact
from loftespor.rules.status import Evidence, Station

_REACHED = {
    "decision": ("adopted", frozenset({"adopted", "partly_adopted"})),
    "funding": ("budgeted", frozenset({"funded", "partly_funded"})),
}
_STOPPED = {
    "decision": ("adopted", frozenset({"rejected", "answered", "shelved", "not_taken_up", "withdrawn"})),
    "funding": ("budgeted", frozenset({"not_funded", "voted_down"})),
    "implementation": ("done", frozenset({"dropped", "stalled"})),
}
_BEGUN = frozenset({"in_progress", "partly_implemented", "implemented"})
ORDER = ("moved", "answered", "recommended", "adopted", "budgeted", "begun", "done")


def stations(role: str | None, facts: Iterable[Fact], evidence: Sequence[Evidence]) -> tuple[Station, ...]:
    """The stations a commitment has reached, or was stopped at, in order."""
    found: dict[str, Station] = {}
    for station in (*_moved(role, facts), *_judged(evidence)):
        found.setdefault(station.station, station)
    return tuple(found[name] for name in ORDER if name in found)


def _moved(role: str | None, facts: Iterable[Fact]) -> Iterable[Station]:
    for fact in facts:
        if fact.fields["fact"] != "decision" or fact.fields["words"] != "own":
            continue
        if fact.fields["role"] == "proposal":
            yield Station("moved", "moved", fact.date, fact.item.source.id)
        if fact.fields["role"] == "recommendation":
            yield Station("recommended", "recommended", fact.date, fact.item.source.id)
    if role == "proposal":
        yield Station("moved", "moved")


def _judged(evidence: Sequence[Evidence]) -> Iterable[Station]:
    for e in evidence:
        for table in (_REACHED, _STOPPED):
            station, values = table.get(e.axis, ("", frozenset()))
            if e.value in values:
                yield Station(station, e.value, e.date, e.document, e.quote)
        if e.axis == "decision" and e.value == "answered":
            yield Station("answered", e.value, e.date, e.document, e.quote)
        if e.axis == "implementation" and e.value in _BEGUN:
            yield Station("begun", e.value, e.date, e.document, e.quote)
        if e.axis == "implementation" and e.value == "implemented":
            yield Station("done", e.value, e.date, e.document, e.quote)


def stopped_at(line: Sequence[Station]) -> str | None:
    """Where it stopped: the station of a refusal, else the last one reached, None when done or not begun."""
    refused = [s.station for s in line if any(s.value in values for _, values in _STOPPED.values())]
    if refused:
        return refused[0]
    return None if not line or line[-1].station == "done" else line[-1].station

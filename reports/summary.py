"""The figures of a report: counts with their denominators, and how many are not assessed.

Values are never added together: 'delvis' has a row of its own, and what was voted down is counted beside what was
dropped, not with it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loftespor.reports.language import Language
from loftespor.reports.line import STATIONS, draw_line
from loftespor.reports.material import Item, Material, Source

VOTED_DOWN = (("decision", "rejected"), ("decision", "answered"), ("decision", "shelved"), ("funding", "voted_down"))
# The mission's three words, and which values each is shown by; the values stay apart.
WORDS = (
    ("funding", ("funded", "partly_funded")),
    ("implementation", ("implemented", "partly_implemented")),
    ("implementation", ("dropped",)),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many commitments have a value, of how many that were assessed on its axis."""

    axis: str
    value: str
    count: int
    assessed: int

    @property
    def target(self) -> str:
        """The address of these rows in the matrix, behind '#'."""
        return f"{self.axis}={self.value}"


@dataclass(frozen=True, slots=True)
class AxisTally:
    """One axis: its values that occur, how many commitments were assessed on it, and how many were not."""

    axis: str
    tallies: tuple[Tally, ...]
    assessed: int
    not_assessed: int


@dataclass(frozen=True, slots=True)
class StationTally:
    """One station: how many commitments reached it, were stopped at it, and were last seen at it."""

    station: str
    reached: int
    refused: int
    last: int


@dataclass(frozen=True, slots=True)
class DocumentTally:
    """One document: its commitments and how many of them have the values the summary names."""

    source: Source
    commitments: int
    counts: tuple[Tally, ...]
    voted_down: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of the report's first page."""

    commitments: int
    unique: int  # the same where passages of one document that say the same count once
    documents: int
    unread: int
    axes: tuple[AxisTally, ...]
    words: tuple[tuple[Tally, ...], ...]
    voted_down: tuple[Tally, ...]
    voted_down_any: int
    stations: tuple[StationTally, ...]
    headlines: tuple[tuple[str, int], ...]
    by_document: tuple[DocumentTally, ...]
    kinds: tuple[tuple[str, int], ...]
    first_date: str | None
    last_date: str | None
    with_evidence: int
    confirmed: int

    def axis(self, axis: str) -> AxisTally:
        """The tallies of an axis."""
        return next(tally for tally in self.axes if tally.axis == axis)


def summarise(material: Material, language: Language) -> Summary:
    """The figures over all commitments of the material."""
    items = material.items
    dates = sorted(source.date for source in material.sources if source.date)
    headlines = Counter(item.headline for item in items)
    return Summary(
        commitments=len(items),
        unique=material.unique,
        documents=len(material.sources),
        unread=len(material.unread),
        axes=tuple(_axis(items, axis.id, [v.id for v in axis.values]) for axis in language.axes.axes),
        words=tuple(_pick(items, axis, values) for axis, values in WORDS),
        voted_down=tuple(t for axis, value in VOTED_DOWN for t in _pick(items, axis, (value,))),
        voted_down_any=sum(map(was_voted_down, items)),
        stations=_stations(items, language),
        headlines=tuple(sorted(headlines.items(), key=_HeadlinePlace(language))),
        by_document=tuple(_document(material, source) for source in material.sources),
        kinds=tuple(Counter(item.kind for item in items).most_common()),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        with_evidence=sum(bool(item.evidence) for item in items),
        confirmed=sum(item.documentation == "confirmed" for item in items),
    )


def was_voted_down(item: Item) -> bool:
    """True where a decision or a budget proposal for the commitment fell."""
    return any(item.value(axis) == value for axis, value in VOTED_DOWN)


def _axis(items: Sequence[Item], axis: str, order: Sequence[str]) -> AxisTally:
    counts = Counter(item.value(axis) for item in items)
    assessed = len(items) - counts["not_assessed"]
    known = [value for value in order if counts[value] and value != "not_assessed"]
    unknown = sorted(value for value in counts if value not in order)
    tallies = tuple(Tally(axis, value, counts[value], assessed) for value in (*known, *unknown))
    return AxisTally(axis, tallies, assessed, counts["not_assessed"])


def _pick(items: Sequence[Item], axis: str, values: Iterable[str]) -> tuple[Tally, ...]:
    counts = Counter(item.value(axis) for item in items)
    assessed = len(items) - counts["not_assessed"]
    return tuple(Tally(axis, value, counts[value], assessed) for value in values)


def _stations(items: Sequence[Item], language: Language) -> tuple[StationTally, ...]:
    counts = Counter((station.station, station.state) for item in items for station in draw_line(item, language))
    return tuple(
        StationTally(id, counts[id, "passed"] + counts[id, "last"], counts[id, "refused"], counts[id, "last"])
        for id in STATIONS
    )


class _HeadlinePlace:
    """The place of a headline: by the headline's rule, values of one axis in the axis' order."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._order = language.axes.headline_order

    def __call__(self, entry: tuple[str, int]) -> tuple[int, int, str]:
        headline = entry[0]
        axis = self._language.headline_axis(headline)
        named = headline if headline in self._order else axis
        values = [value.id for value in self._language.axes.axis(axis).values]
        place = self._order.index(named) if named in self._order else 0
        return place, values.index(headline) if headline in values else 0, headline


def _document(material: Material, source: Source) -> DocumentTally:
    items = material.by_document.get(source.id, ())
    counts = tuple(t for axis, values in WORDS for t in _pick(items, axis, values))
    return DocumentTally(source, len(items), counts, sum(map(was_voted_down, items)))

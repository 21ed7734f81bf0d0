"""The line of stations of one commitment, as it is drawn."""

from dataclasses import dataclass

from loftespor.reports.language import N_, Language
from loftespor.reports.material import Item, Source, Stop
from loftespor.reports.summary import STAGES, passed

NOT_MOVED = N_("Det er ikke funnet at punktet ble fremmet, og derfor heller ikke hvor det stoppet.")
GOES_ON = N_("Linjen stoppet ikke ved noen stasjon i dokumentene som er lest.")


@dataclass(frozen=True, slots=True)
class DrawnStop:
    """A station as it is drawn: `state` is passed, stop or ahead."""

    station: str
    state: str
    label: str
    words: str
    date: str
    source: Source | None
    quote: str | None


def draw_line(item: Item, language: Language) -> tuple[DrawnStop, ...]:
    """All stations in order, those the commitment has not come to as well."""
    stops = {stop.station: stop for stop in item.stations}
    extra = [station for station in stops if station not in STAGES]
    return tuple(_drawn(station, stops.get(station), item, language) for station in (*STAGES, *extra))


def line_note(item: Item, language: Language) -> str:
    """What stands below a line that has no stop."""
    reached = any(passed(stop.station, stop.value, item.stopped_at) for stop in item.stations)
    return language.text(GOES_ON if reached else NOT_MOVED)


def _drawn(station: str, stop: Stop | None, item: Item, language: Language) -> DrawnStop:
    label = language.station(station)
    if stop is None:
        return DrawnStop(station, "stop" if station == item.stopped_at else "ahead", label, "", "", None, None)
    words = language.station_value(station, stop.value)
    state = "passed" if passed(station, stop.value, item.stopped_at) else "ahead"
    return DrawnStop(
        station, "stop" if station == item.stopped_at else state, label, "" if words == label else words,
        language.short_date(stop.date), stop.source, stop.quote,
    )  # fmt: skip

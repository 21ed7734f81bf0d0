"""The line of stations of one commitment, as it is drawn.

`stopped_at` of a status is the station of a refusal, else the last station that was reached. The two are told
apart here: a proposal that was adopted and not heard of since has not been stopped by anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from loftespor.reports.language import N_, Language
from loftespor.reports.material import Item, Source, Stop

STATIONS = ("moved", "answered", "recommended", "adopted", "budgeted", "begun", "done")
NO_STATION = N_("Ingen av stasjonene er funnet i dokumentene som er lest.")
TO_THE_END = N_("Linjen gikk helt fram.")
LAST_SEEN = N_("Her ble det sist sett. Ingen av dokumentene som er lest, sier at det ble stanset.")
# What a refusal stopped at: 'stoppet ved vedtaket', for 'stoppet ved vedtatt' reads as its opposite.
STOPPED_AT: Mapping[str, str] = {
    "moved": N_("framleggingen"),
    "answered": N_("svaret"),
    "recommended": N_("innstillingen"),
    "adopted": N_("vedtaket"),
    "budgeted": N_("bevilgningen"),
    "begun": N_("oppstarten"),
    "done": N_("gjennomføringen"),
}
_SILENT = frozenset({"no_evidence", "not_assessed"})


@dataclass(frozen=True, slots=True)
class DrawnStop:
    """A station as it is drawn.

    `state` is passed, last (seen), refused (the line stopped here), fell (a refusal after it had stopped) or ahead.
    """

    station: str
    state: str
    label: str
    words: str
    date: str
    source: Source | None
    quote: str | None


def draw_line(item: Item, language: Language) -> tuple[DrawnStop, ...]:
    """All stations in order, also those the commitment has not come to."""
    stops = {stop.station: stop for stop in item.stations}
    return tuple(_drawn(station, stops.get(station), item, language) for station in STATIONS)


def stop_key(item: Item, language: Language) -> str:
    """Where the line stopped, as one word: 'adopted' for a refusal, 'after-adopted' for last seen, else 'none'."""
    if item.stopped_at not in STATIONS:
        return "none"
    return item.stopped_at if _is_refused(item, language) else f"after-{item.stopped_at}"


def stop_words(key: str, language: Language) -> str:
    """Where the line stopped, for readers: 'vedtaket', 'sist sett: vedtatt'; empty where it did not."""
    if key in STOPPED_AT:
        return language.text(STOPPED_AT[key])
    if key == "none":
        return ""
    label = language.station(key.removeprefix("after-"))
    return language.text(N_("sist sett: %(station)s")) % {"station": label}


def stop_tone(key: str) -> str:
    """The tone of a stop: 'stopped' for a refusal, none for a line that was only last seen there."""
    return "" if key == "none" or key.startswith("after-") else "stopped"


def line_note(item: Item, language: Language) -> str:
    """What stands below a line that nobody stopped; empty below one that was."""
    if item.stopped_at is None:
        return language.text(TO_THE_END if item.stations else NO_STATION)
    return "" if _is_refused(item, language) else language.text(LAST_SEEN)


def _is_refused(item: Item, language: Language) -> bool:
    stop = next((stop for stop in item.stations if stop.station == item.stopped_at), None)
    return stop is None or stop.value == "not_raised" or language.refuses(stop.station, stop.value)


def _drawn(station: str, stop: Stop | None, item: Item, language: Language) -> DrawnStop:
    label = language.station(station)
    state = _state(station, stop, item, language)
    if stop is None:
        return DrawnStop(station, state, label, "", "", None, None)
    words = language.station_value(station, stop.value)
    quoted = {evidence.quote for evidence in item.evidence}
    return DrawnStop(
        station, state, label, "" if words == label else words, language.short_date(stop.date), stop.source,
        None if stop.quote in quoted else stop.quote,
    )  # fmt: skip


def _state(station: str, stop: Stop | None, item: Item, language: Language) -> str:
    if station == item.stopped_at:
        return "refused" if _is_refused(item, language) else "last"
    if stop is None or stop.value in _SILENT:
        return "ahead"
    return "fell" if language.refuses(station, stop.value) else "passed"

"""The matrix' data: a script file with the rows of all commitments, packed by lists of their values.

A page opened from a file may not fetch anything, so the data comes as a script that sets one global value.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loftespor.reports.language import N_, Language
from loftespor.reports.line import STATIONS, stop_key, stop_tone, stop_words
from loftespor.reports.material import AXES, Item, Material
from loftespor.reports.summary import was_voted_down

WORDS: Mapping[str, str] = {
    "all": N_("alle"),
    "none": N_("Ingen punkter svarer til dette utvalget."),
    "filtered": N_("%(found)s av %(total)s punkter"),
    "every": N_("Alle %(total)s punkter"),
    "page": N_("side %(page)s av %(pages)s"),
    "file": N_("utvalg.csv"),
    "locator": N_("Henvisning"),
    "number": N_("Side"),
    "address": N_("Side i rapporten"),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of the matrix: its id, its title and its values as id, label and tone."""

    id: str
    title: str
    values: tuple[tuple[str, str, str], ...]


def facets(material: Material, language: Language) -> tuple[Facet, ...]:
    """The filters in the order in which the page shows them, each with the values that occur."""
    items = material.items
    axes = [_axis_facet(items, axis, language) for axis in AXES]
    return (_headline_facet(items, language), *axes, _stop_facet(items, language), *_origin_facets(material, language))


def _axis_facet(items: Sequence[Item], axis: str, language: Language) -> Facet:
    used = {item.value(axis) for item in items}
    known = language.axes.axis(axis)
    order = [value.id for value in known.values if value.id in used]
    values = [(id, language.label(axis, id), language.tone(axis, id)) for id in (*order, *sorted(used - set(order)))]
    return Facet(axis, known.labels[language.code].capitalize(), tuple(values))


def _headline_facet(items: Sequence[Item], language: Language) -> Facet:
    used = sorted({item.headline for item in items})
    labels = [(id, language.headline(id, form=None, funding=""), language.headline_tone(id)) for id in used]
    return Facet("headline", language.text(N_("Status")), tuple(sorted(labels, key=_label)))


def _stop_facet(items: Sequence[Item], language: Language) -> Facet:
    used = {stop_key(item, language) for item in items}
    order = [*STATIONS, *(f"after-{station}" for station in STATIONS)]
    named = [(id, stop_words(id, language), stop_tone(id)) for id in order if id in used]
    open_ended = [("none", language.text(N_("stoppet ikke, eller ukjent")), "")] if "none" in used else []
    return Facet("stopped", language.text(N_("Stoppet ved")), (*named, *open_ended))


def _origin_facets(material: Material, language: Language) -> tuple[Facet, ...]:
    items = material.items
    kinds = sorted({item.kind for item in items})
    people = sorted({item.who or "" for item in items}, key=lambda who: (who.casefold(), who))
    evidence = (
        ("with", language.text(N_("med belegg")), "talk"),
        ("without", language.text(N_("uten belegg")), "talk"),
    )
    outvoted = (("yes", language.text(N_("ja")), "talk"), ("no", language.text(N_("nei")), "talk"))
    return (
        Facet("document", language.text(N_("Dokument")), tuple((s.id, s.title, "") for s in material.sources)),
        Facet("who", language.text(N_("Parti eller avsender")), tuple((who_id(p), p or "–", "") for p in people)),
        Facet("kind", language.text(N_("Type")), tuple((k, language.kind(k), "") for k in kinds)),
        Facet("outvoted", language.text(N_("Nedstemt")), outvoted),
        Facet("evidence", language.text(N_("Belegg")), evidence),
    )


def who_id(who: str | None) -> str:
    """A party or actor as a filter's value: a comma parts two values in an address, so 'SV, Ap' has none."""
    return (who or "none").replace(",", ";")


def _label(value: tuple[str, str, str]) -> str:
    return value[1].casefold()


def keys(item: Item, language: Language) -> dict[str, str]:
    """The value ids of a commitment, by facet."""
    return {axis: item.value(axis) for axis in AXES} | {
        "headline": item.headline,
        "stopped": stop_key(item, language),
        "document": item.source.id,
        "who": who_id(item.who),
        "kind": item.kind,
        "outvoted": "yes" if was_voted_down(item) else "no",
        "evidence": "with" if item.evidence else "without",
    }


def script(material: Material, language: Language) -> str:
    """The script file: `loftespor = {words, facets, rows}`.

    A row is [page, statement, locator, page number, language, headline in words, a place for each facet].
    """
    filters = facets(material, language)
    places = {facet.id: {value[0]: place for place, value in enumerate(facet.values)} for facet in filters}
    data = {
        "words": {id: language.text(word) for id, word in WORDS.items()},
        "lang": language.code,
        "facets": [[facet.id, facet.title, facet.values] for facet in filters],
    }
    rows = ",\n".join(script_json(row) for row in _rows(material.items, places, language))
    return f'window.loftespor = {script_json(data)[:-1]},"rows":[\n{rows}\n]}};\n'


def _rows(items: Iterable[Item], places: Mapping[str, Mapping[str, int]], language: Language) -> Iterable[list[Any]]:
    for item in items:
        own = keys(item, language)
        headline = language.headline(item.headline, form=item.decision_form, funding=item.funding)
        fixed = [item.href, item.statement, item.locator, item.page, item.language, headline]
        yield [*fixed, *(places[facet][own[facet]] for facet in places)]


def script_json(value: object) -> str:
    """JSON that may stand in a script, inline or not: no '</', no line separators that end a string."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

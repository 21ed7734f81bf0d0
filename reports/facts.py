"""What stands in lists beside a commitment or a document: facts with their names, and where they were read."""

import re
from collections.abc import Mapping
from typing import Any

from loftespor.reports.language import N_, Language
from loftespor.reports.material import AXES, Item, Material, Search, Source

FIELDS: Mapping[str, str] = {
    "title": N_("Tittel"),
    "kind": N_("Type"),
    "issuer": N_("Utsteder"),
    "date": N_("Dato"),
    "period": N_("Periode"),
    "case": N_("Sak"),
    "municipality": N_("Kommune"),
    "language": N_("Målform"),
    "url": N_("Adresse"),
    "name": N_("Filnavn"),
    "pages": N_("Sider"),
    "sha256": N_("SHA-256"),
    "parser": N_("Lest med"),
}
ORIGINS: Mapping[str, str] = {
    "command line": N_("kommandolinjen"),
    "file name": N_("filnavnet"),
    "metadata": N_("filens egenskaper"),
    "default": N_("standardverdi"),
}
LINK_STATES: Mapping[str, str] = {
    "proposed": N_("foreslått av maskin"),
    "confirmed": N_("bekreftet av en person"),
    "suspect": N_("må kontrolleres"),
}
SAID: Mapping[str, str] = {
    "yes": N_("ja"),
    "no": N_("nei"),
    "for": N_("for"),
    "against": N_("imot"),
    "silent": N_("taus"),
}
_PAGE = re.compile(r"page (\d{1,6})")


def item_facts(item: Item, language: Language) -> tuple[tuple[str, str], ...]:
    """Who is to act, by when, for how much: what the commitment's own words say, nothing else."""
    deadline = str(item.deadline.get("text") or "") if item.deadline else ""
    amounts = ", ".join(str(amount.get("text") or "") for amount in item.amounts)
    targets = ", ".join(str(target.get("text") or "") for target in item.targets)
    named = (
        (N_("Avsender"), item.actor),
        (N_("Parti"), item.party),
        (N_("Mottaker"), item.addressee),
        (N_("Frist"), deadline),
        (N_("Beløp"), amounts),
        (N_("Måltall"), targets),
        (N_("Tema"), language.topics(item.topics)),
        (N_("Etterprøvbarhet"), language.testability(item.testable_reason)),
    )
    return tuple((language.text(name), value) for name, value in named if value)


def metadata(source: Source, language: Language) -> tuple[tuple[str, str, str], ...]:
    """What is known of a document: field, value, and where it was read."""
    shown = {field: getattr(source, field) for field in FIELDS}
    shown |= {"kind": language.document_kind(source.kind), "date": language.long_date(source.date)}
    return tuple(
        (language.text(title), str(shown[field]), origin(source.sources.get(field), language))
        for field, title in FIELDS.items()
        if shown[field]
    )


def origin(place: str | None, language: Language) -> str:
    """Where a field was read, in words: 'corpus.toml', 'side 1', 'filnavnet'."""
    if place is None:
        return ""
    page = _PAGE.fullmatch(place)
    if page:
        return language.text(N_("side %(page)s")) % {"page": page[1]}
    return language.text(ORIGINS[place]) if place in ORIGINS else place


def search_words(search: Search, language: Language) -> str:
    """A search record in words: 'Lette i 12 dokumenter til og med 17.12.2025, fant ikke noe.'"""
    if not search.documents:
        return language.text(N_("Ingen av dokumentene som er lest, kunne gitt svar; det er ikke lett."))
    number = language.count("Lette i ett dokument", "Lette i %(num)s dokumenter", search.documents)
    if not search.until:
        return language.text(N_("%(where)s, fant ikke noe.")) % {"where": number}
    words = {"where": number, "date": language.short_date(search.until)}
    return language.text(N_("%(where)s til og med %(date)s, fant ikke noe.")) % words


def said(value: Any, language: Language) -> str:
    """What a party did, as words: a known word or truth value is translated, other words stand."""
    if value is None or value == "":
        return "–"
    word = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return language.text(SAID[word]) if word in SAID else word


def link_state(state: str, language: Language) -> str:
    """The state of a link in words."""
    return language.text(LINK_STATES[state]) if state in LINK_STATES else state


def searches_of(material: Material) -> dict[str, str]:
    """The axis each stored search was made for, by the search's id."""
    return {
        search.id: search.axis
        for item in material.items
        for search in item.searched
        if search.id and search.axis in AXES
    }

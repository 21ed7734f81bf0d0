"""The rows of a report: one a commitment, the same for the matrix, Excel, CSV and JSON.

`COLUMNS` documents every column; values are text, numbers or None. Ids of values stand beside their words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from loftespor.reports.language import N_, Language
from loftespor.reports.line import stop_key, stop_words
from loftespor.reports.material import Item

Cell: TypeAlias = str | int | None
Row: TypeAlias = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id (CSV, JSON), its title (Excel), what it holds, its width in Excel (0: not shown there)."""

    id: str
    title: str
    meaning: str
    width: int


COLUMNS: tuple[Column, ...] = (
    Column("statement", N_("Punkt"), N_("punktet som en setning som står alene: listeinnledning + ledd"), 60),
    Column("headline", N_("Status"), N_("overskriften, etter regelen som står under «Metode»"), 26),
    Column("decision", N_("Vedtak"), N_("verdien på aksen vedtak, med ord"), 20),
    Column("decision_form", N_("Vedtaksform"), N_("vedtakspunkt, verbalvedtak, merknad, oversendelse …"), 16),
    Column("funding", N_("Finansiering"), N_("verdien på aksen finansiering, med ord"), 20),
    Column("implementation", N_("Gjennomføring"), N_("verdien på aksen gjennomføring, med ord"), 22),
    Column("documentation", N_("Dokumentasjon"), N_("verdien på aksen dokumentasjon, med ord"), 20),
    Column("stopped_at", N_("Stoppet ved"), N_("stasjonen der linjen stoppet eller punktet sist ble sett"), 18),
    Column("kind", N_("Type"), N_("løfte, forslag, krav, anbefaling, anmodning eller vedtak"), 12),
    Column("party", N_("Parti"), N_("partiet som står bak; tomt når teksten ikke sier det"), 12),
    Column("actor", N_("Avsender"), N_("hvem som forplikter seg; tomt når teksten ikke sier det"), 18),
    Column("addressee", N_("Mottaker"), N_("hvem som skal gjøre det; tomt når teksten ikke sier det"), 18),
    Column("deadline", N_("Frist"), N_("fristen, med tekstens egne ord"), 16),
    Column("topics", N_("Tema"), N_("temaene i Los-vokabularet som punktets ord fører til, viktigste først"), 24),
    Column("document_title", N_("Dokument"), N_("dokumentets tittel"), 40),
    Column("document_date", N_("Dato"), N_("dokumentets dato (ISO)"), 12),
    Column("page", N_("Side"), N_("siden i filen der punktet begynner, fra 1"), 7),
    Column("locator", N_("Henvisning"), N_("stedet slik det kan stå i en fotnote"), 28),
    Column("section", N_("Kapittel"), N_("overskriftene over punktet, ytterst først"), 30),
    Column("quote", N_("Sitat"), N_("punktet ordrett, slik det står i dokumentet"), 60),
    Column("evidence_count", N_("Antall belegg"), N_("hvor mange belegg statusen står på"), 10),
    Column("evidence_quote", N_("Belegg"), N_("det nyeste belegget ordrett"), 50),
    Column("evidence_document", N_("Beleggets dokument"), N_("tittelen på dokumentet belegget står i"), 32),
    Column("evidence_page", N_("Beleggets side"), N_("siden belegget står på"), 9),
    Column("evidence_date", N_("Beleggets dato"), N_("beleggets dato (ISO)"), 12),
    Column("id", N_("Id"), N_("punktets id, den samme ved ny lesing"), 18),
    Column("document", N_("Filnavn"), N_("dokumentets filnavn"), 18),
    Column("report_page", N_("Side i rapporten"), N_("punktets side i denne rapporten"), 0),
    Column("document_page", N_("Dokumentets side i rapporten"), N_("dokumentets side i denne rapporten"), 0),
    Column("kind_id", N_("Type (id)"), N_("typen som id"), 0),
    Column("topics_id", N_("Tema (id)"), N_("temaene som id-er, med mellomrom"), 0),
    Column("headline_id", N_("Status (id)"), N_("overskriften som id"), 0),
    Column("decision_id", N_("Vedtak (id)"), N_("vedtaksverdien som id"), 0),
    Column("funding_id", N_("Finansiering (id)"), N_("finansieringsverdien som id"), 0),
    Column("implementation_id", N_("Gjennomføring (id)"), N_("gjennomføringsverdien som id"), 0),
    Column("documentation_id", N_("Dokumentasjon (id)"), N_("dokumentasjonsverdien som id"), 0),
    Column(
        "stopped_at_id",
        N_("Stoppet ved (id)"),
        N_("stasjonen som id; after- foran når punktet bare sist ble sett der"),
        0,
    ),
    Column("start", N_("Start"), N_("første tegn i dokumentets tekst, fra 0"), 0),
    Column("end", N_("Slutt"), N_("tegnet etter det siste, i dokumentets tekst"), 0),
)


def build_rows(items: Iterable[Item], language: Language) -> Iterator[Row]:
    """The rows of the commitments, in their order, with the columns of COLUMNS in theirs."""
    for item in items:
        cells = _words(item, language) | _place(item) | _evidence(item) | _ids(item, language)
        yield {column.id: cells[column.id] for column in COLUMNS}


def _words(item: Item, language: Language) -> Row:
    return {
        "statement": item.statement,
        "headline": language.headline(item.headline, form=item.decision_form, funding=item.funding),
        "decision": language.label("decision", item.decision),
        "decision_form": language.form(item.decision_form) or None,
        "funding": language.label("funding", item.funding),
        "implementation": language.label("implementation", item.implementation),
        "documentation": language.label("documentation", item.documentation),
        "stopped_at": stop_words(stop_key(item, language), language) or None,
        "kind": language.kind(item.kind),
        "topics": language.topics(item.topics) or None,
    }


def _place(item: Item) -> Row:
    return {
        "party": item.party,
        "actor": item.actor,
        "addressee": item.addressee,
        "deadline": str(item.deadline["text"]) if item.deadline and item.deadline.get("text") else None,
        "document_title": item.source.title,
        "document_date": item.source.date,
        "page": item.page,
        "locator": item.locator,
        "section": " › ".join(item.section),
        "quote": item.text,
        "document": item.source.name,
        "report_page": item.href,
        "document_page": item.source.href,
        "start": item.start,
        "end": item.end,
    }


def _evidence(item: Item) -> Row:
    newest = max(item.evidence, key=lambda e: e.date or "", default=None)
    return {
        "evidence_count": len(item.evidence),
        "evidence_quote": newest.quote if newest else None,
        "evidence_document": newest.source.title if newest and newest.source else None,
        "evidence_page": newest.page if newest else None,
        "evidence_date": newest.date if newest else None,
    }


def _ids(item: Item, language: Language) -> Row:
    return {
        "id": item.id,
        "kind_id": item.kind,
        "topics_id": " ".join(item.topics) or None,
        "headline_id": item.headline,
        "decision_id": item.decision,
        "funding_id": item.funding,
        "implementation_id": item.implementation,
        "documentation_id": item.documentation,
        "stopped_at_id": stop_key(item, language),
    }

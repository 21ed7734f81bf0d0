"""How the documents were read as rows: one a document for Excel and JSON, one a page for CSV."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from sqlite_utils import Database

from loftespor.corpus.accounts import accounts_of
from loftespor.ingest.document import RemovedKind
from loftespor.ingest.page_faults import PageFault
from loftespor.reports.language import N_
from loftespor.reports.material import Source
from loftespor.reports.reading import MEANINGS, TAKEN_OUT, Reading
from loftespor.reports.rows import Column, Row

KINDS: tuple[RemovedKind, ...] = get_args(RemovedKind)

COLUMNS: tuple[Column, ...] = (
    Column("document_title", N_("Dokument"), N_("dokumentets tittel"), 40),
    Column("document", N_("Filnavn"), N_("dokumentets filnavn"), 28),
    Column("pages", N_("Sider"), N_("sider med regnskap; tomt der filtypen ikke har sider"), 8),
    Column("characters", N_("Tegn"), N_("tegn som ble funnet på sidene; mellomrom er ikke med"), 12),
    Column("in_text", N_("I teksten"), N_("tegn som står i teksten"), 12),
    *(Column(kind, TAKEN_OUT[kind], MEANINGS[kind], 12) for kind in KINDS),
    Column("lost", N_("Tapt"), N_("tegn som verken står i teksten eller er tatt ut; skal være 0"), 8),
    Column("twice", N_("To ganger"), N_("tegn som står to ganger i teksten; skal være 0"), 8),
    Column("unread_pages", N_("Sider ikke lest"), N_("sider som ikke kunne leses"), 10),
    Column("picture_pages", N_("Bilder uten tekst"), N_("sider som er bilder og ikke er lest"), 10),
    Column("unknown_pages", N_("Ukjente ord"), N_("sider med mest ukjente ord"), 10),
    Column("recognised_pages", N_("Gjenkjent"), N_("sider som er gjenkjent fra bilde (OCR)"), 10),
)
PAGE_COLUMNS = (
    "document", "document_title", "page", "characters", "in_text", *KINDS, "lost", "recognised", "known", "picture",
    "unread",
)  # fmt: skip
FAULTY: Mapping[str, PageFault] = {
    "unread_pages": "unread",
    "picture_pages": "picture",
    "unknown_pages": "unknown_words",
}


def document_rows(sources: Iterable[Source], readings: Mapping[str, Reading]) -> Iterator[Row]:
    """How each document was read, with the columns of COLUMNS."""
    for source in sources:
        totals = readings[source.id].totals
        named: Row = {"document_title": source.title, "document": source.name}
        if not totals.pages:
            yield dict.fromkeys((column.id for column in COLUMNS), None) | named
            continue
        cells: Row = {"pages": totals.pages, "characters": totals.characters, "in_text": totals.in_text}
        cells |= {kind: totals.removed.get(kind, 0) for kind in KINDS}
        cells |= {"lost": totals.lost, "twice": totals.twice, "recognised_pages": len(totals.recognised)}
        cells |= {name: len(totals.faulty.get(fault, ())) for name, fault in FAULTY.items()}
        yield named | {column.id: cells[column.id] for column in COLUMNS[2:]}


def page_rows(db: Database, sources: Mapping[str, Source]) -> Iterator[Row]:
    """The account of each page, with the columns of PAGE_COLUMNS."""
    for document in accounts_of(db, sources):
        for account in document.accounts:
            removed: Row = {kind: account.removed.get(kind, 0) for kind in KINDS}
            known = None if account.known is None else str(account.known)
            yield {
                "document": document.name, "document_title": sources[document.id].title, "page": account.page,
                "characters": account.characters, "in_text": account.in_text, **removed, "lost": account.lost,
                "recognised": int(account.recognised), "known": known, "picture": int(account.picture),
                "unread": account.unread,
            }  # fmt: skip

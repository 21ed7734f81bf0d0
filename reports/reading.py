"""How the documents were read: sums of the accounts of their pages, and the pages to look at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.corpus.accounts import accounts_of
from loftespor.ingest import PageAccount
from loftespor.ingest.document import RemovedKind
from loftespor.ingest.page_faults import (
    FAULTS,
    AccountTotals,
    PageFault,
    faults_of,
    stretches,
    totals_of,
    unread_by_reason,
)
from loftespor.reports.language import N_, Language

TAKEN_OUT: Mapping[RemovedKind, str] = {
    "running": N_("Topp- og bunntekst"),
    "line_number": N_("Linjenumre"),
    "marker": N_("Punkttegn og numre"),
    "note_mark": N_("Notetegn"),
    "hyphen": N_("Delestreker"),
    "repair": N_("Rettede tegn"),
    "unknown": N_("Uleselige tegn"),
}
MEANINGS: Mapping[RemovedKind, str] = {
    "running": N_("Topptekst, bunntekst, sidetall, innholdslister og tabellhoder som gjentas på neste side."),
    "line_number": N_("Numrene i margen som noen resolusjoner har på hver linje."),
    "marker": N_("Kulepunkter, bokstaver og numre foran listeledd og overskrifter. De er lagret ved siden av teksten."),
    "note_mark": N_("Tallene eller tegnene i teksten som viser til en fotnote."),
    "hyphen": N_("Bindestreker som bare deler et ord mellom to linjer."),
    "repair": N_("Tegn som ble feil fordi skriften i filen er skadet. De riktige står i teksten i stedet."),
    "unknown": N_("Tegn som ikke lar seg lese, fordi filen ikke sier hvilke bokstaver de er."),
}  # fmt: skip
FAULT_TITLES: Mapping[PageFault, str] = {
    "unread": N_("Ikke lest"),
    "picture": N_("Bilde uten tekst"),
    "unknown_words": N_("Mest ukjente ord"),
    "lost": N_("Tapte tegn"),
    "twice": N_("Tegn som står to ganger"),
}
RECOGNISED = N_("Gjenkjent fra bilde (OCR)")
# So many places are named for each fault on a document's page; the table of all pages has the rest.
MOST_PLACES = 200
MOST_REASONS = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """How a document was read: the accounts of its pages in one, and the pages that have a fault."""

    totals: AccountTotals
    faulty: tuple[PageAccount, ...]

    @property
    def is_counted(self) -> bool:
        """Whether the document has accounts: some formats have no pages."""
        return self.totals.pages > 0

    @property
    def counts(self) -> dict[PageFault, int]:
        """How many pages have each fault."""
        return {fault: len(numbers) for fault, numbers in self.totals.faulty.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of pages, first and last, with what is said of it ('12 tegn')."""

    first: int
    last: int
    says: str = ""

    @property
    def numbers(self) -> str:
        """The pages as a person writes them."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class PageNote:
    """What is to be said of some pages: a fault or that they were recognised. `reason` is the reader's own, in
    English; `left` counts the places that are not named.
    """

    title: str
    places: tuple[Place, ...]
    reason: str = ""
    left: int = 0


def load_readings(db: Database) -> dict[str, Reading]:
    """How each current document was read, by its id."""
    return {
        document.id: Reading(
            totals_of(document.accounts), tuple(account for account in document.accounts if faults_of(account))
        )
        for document in accounts_of(db)
    }


def taken_out(totals: AccountTotals, language: Language) -> tuple[tuple[str, int], ...]:
    """What was taken out of the text, by kind, in words for within a sentence; the kinds that occur."""
    found = ((language.text(TAKEN_OUT[kind]), totals.removed.get(kind, 0)) for kind in TAKEN_OUT)
    return tuple((title[:1].lower() + title[1:], number) for title, number in found if number)


def meanings(language: Language) -> tuple[tuple[str, str], ...]:
    """What the kinds of what is taken out are."""
    return tuple((language.text(TAKEN_OUT[kind]), language.text(MEANINGS[kind])) for kind in TAKEN_OUT)


def fault_words(counts: Mapping[PageFault, int], language: Language) -> tuple[str, ...]:
    """How many pages have each fault, in words, the gravest first."""
    return tuple(_counted(fault, counts[fault], language) for fault in FAULTS if counts.get(fault))


def _counted(fault: PageFault, number: int, language: Language) -> str:
    match fault:
        case "unread":
            return language.count("én side ikke lest", "%(num)s sider ikke lest", number)
        case "picture":
            return language.count("ett bilde uten tekst", "%(num)s bilder uten tekst", number)
        case "unknown_words":
            return language.count("én side med mest ukjente ord", "%(num)s sider med mest ukjente ord", number)
        case "lost":
            return language.count("én side med tapte tegn", "%(num)s sider med tapte tegn", number)
        case _:
            return language.count(
                "én side med tegn som står to ganger", "%(num)s sider med tegn som står to ganger", number
            )


def page_notes(reading: Reading, language: Language) -> Iterator[PageNote]:
    """What is to be said of a document's pages, the gravest first."""
    for reason, numbers in unread_by_reason(reading.faulty, most=MOST_REASONS):
        yield _note(FAULT_TITLES["unread"], _places(numbers), language, reason=reason)
    for fault, pages in reading.totals.faulty.items():
        if fault == "picture":
            yield _note(FAULT_TITLES[fault], _places(pages), language)
        elif fault != "unread":
            said = [account for account in reading.faulty if fault in faults_of(account)]
            places = [Place(account.page, account.page, _says(fault, account, language)) for account in said]
            yield _note(FAULT_TITLES[fault], places, language)
    if reading.totals.recognised:
        yield _note(RECOGNISED, _places(reading.totals.recognised), language)


def _note(title: str, places: list[Place], language: Language, *, reason: str = "") -> PageNote:
    return PageNote(language.text(title), tuple(places[:MOST_PLACES]), reason, max(0, len(places) - MOST_PLACES))


def _places(numbers: Iterable[int]) -> list[Place]:
    return [Place(first, last) for first, last in stretches(numbers)]


def _says(fault: PageFault, account: PageAccount, language: Language) -> str:
    if fault == "unknown_words":
        share = language.percent(round(1000 * (account.known or 0)), 1000)
        return language.text(N_("%(share)s kjente ord")) % {"share": share}
    return language.count("ett tegn", "%(num)s tegn", abs(account.lost))


@dataclass(frozen=True, slots=True)
class Overall:
    """How the documents of a report were read, all in one; `uncounted` documents have no pages to count."""

    documents: int
    uncounted: int
    pages: int
    characters: int
    in_text: int
    taken: int
    lost: int
    twice: int
    faulty: Mapping[PageFault, int]
    faulty_pages: int
    recognised: int


def overall(readings: Iterable[Reading]) -> Overall:
    """The sums over all documents."""
    every = [reading.totals for reading in readings]
    counted = [totals for totals in every if totals.pages]
    return Overall(
        documents=len(every),
        uncounted=len(every) - len(counted),
        pages=sum(totals.pages for totals in counted),
        characters=sum(totals.characters for totals in counted),
        in_text=sum(totals.in_text for totals in counted),
        taken=sum(totals.taken for totals in counted),
        lost=sum(totals.lost for totals in counted),
        twice=sum(totals.twice for totals in counted),
        faulty={fault: sum(len(totals.faulty.get(fault, ())) for totals in counted) for fault in FAULTS},
        faulty_pages=sum(len(totals.faulty_pages) for totals in counted),
        recognised=sum(len(totals.recognised) for totals in counted),
    )

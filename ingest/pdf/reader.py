"""PDF: pages of words become drafts of blocks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from loftespor.errors import EmptyDocumentError, UnreadableFileError
from loftespor.ingest.accounts import PageRead
from loftespor.ingest.drafts import Assembled, Assembler
from loftespor.ingest.file_read import FileRead
from loftespor.ingest.language import Languages
from loftespor.ingest.ocr.advice import ocr_advice
from loftespor.ingest.ocr.tesseract import find_recogniser
from loftespor.ingest.page_faults import listed
from loftespor.ingest.pdf.asides import with_asides_placed
from loftespor.ingest.pdf.blocks import Composer
from loftespor.ingest.pdf.breaks import Breaks
from loftespor.ingest.pdf.columns import Placed, with_usual_edges
from loftespor.ingest.pdf.flow import Flow, TableHere, with_tables_joined
from loftespor.ingest.pdf.levels import levels_of
from loftespor.ingest.pdf.notes import note_lines
from loftespor.ingest.pdf.opening import open_pdf
from loftespor.ingest.pdf.outline import Bookmark, outlined, read_outline
from loftespor.ingest.pdf.page_flow import part_flow
from loftespor.ingest.pdf.pages import read_pages
from loftespor.ingest.pdf.properties import pdf_properties
from loftespor.ingest.pdf.repair import repaired
from loftespor.ingest.pdf.sheets import Sheet, sheet_of
from loftespor.ingest.pdf.styles import Measurer
from loftespor.ingest.vocabulary import BROKEN_SHARE
from loftespor.ingest.workers.page_log import PageLog

# Pages that are looked at together: enough to know running matter and the usual type.
_PART = 256


def read_pdf(data: bytes, path: Path, *, languages: Languages, log: PageLog | None = None) -> FileRead:
    """A PDF's text with its blocks; the log has the pages that were read before, and gets the others.

    Pages are made to blocks some hundred at a time, so that memory grows by what is made of them alone.

    Raises what `open_pdf` raises, EmptyDocumentError when its pages hold no text (scanned pages), and the error of a
    page where none could be read.
    """
    log = log or PageLog()
    opened = open_pdf(data, path)
    try:
        reading = _Reading(opened.pages, log, read_outline(opened.pdf))
        made = reading.read(map(sheet_of, read_pages(opened.pdf, opened.pages, log)), languages)
        properties = pdf_properties(opened.pdf)
    finally:
        opened.pdf.close()
    read = reading.pages()
    if not any(page.characters for page in read):
        raise _nothing_read(path, log, opened.pages)
    return FileRead(made, opened.pages, (*opened.warnings, *_unread(read, log), *reading.notes), read, properties)


@dataclass(slots=True)
class _Reading:
    """The reading of one document: what is known of its pages so far."""

    count: int
    log: PageLog
    outline: Mapping[int, Sequence[Bookmark]]
    read_pages: dict[int, PageRead] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    measurer: Measurer = field(default_factory=Measurer)

    def read(self, sheets: Iterator[Sheet], languages: Languages) -> Assembled:
        """The text and blocks of all pages."""
        assembler = Assembler(languages)
        composer = Composer(assembler.add)
        composer.compose(with_tables_joined(self._flow(sheets, composer)))
        return assembler.finish(levels_of(composer.headings))

    def _flow(self, sheets: Iterator[Sheet], composer: Composer) -> Iterator[Flow]:
        """The lines and tables of all pages; the composer learns before each part what is usual in it."""
        parts = -(-self.count // _PART)
        size = -(-self.count // parts)
        while part := list(islice(sheets, size)):
            self.log.composes()
            self.read_pages |= {sheet.body.number: sheet.read for sheet in part}
            flow, notes = repaired(part_flow(part, pages=self.count))
            self.notes += notes
            moved = with_usual_edges([piece for piece in flow if isinstance(piece, Placed) and piece.line.text])
            flow = [moved.get(id(piece), piece) for piece in flow] if moved else flow
            lines = [piece for piece in flow if isinstance(piece, Placed)]
            in_tables = [line for piece in flow if isinstance(piece, TableHere) for line in piece.table.lines()]
            styles = self.measurer.measure([placed for placed in lines if placed.line.text], in_tables)
            flow = with_asides_placed(flow, styles)
            composer.breaks = Breaks(styles, note_lines(lines, styles), outlined(lines, self.outline))
            del lines, in_tables
            yield from flow

    def pages(self) -> tuple[PageRead, ...]:
        """What was read of each page, the first page first."""
        failed = {number: PageRead(0, unread=failure.reason) for number, failure in self.log.failed.items()}
        read = self.read_pages | failed
        return tuple(read[number] for number in range(1, self.count + 1))


def _nothing_read(path: Path, log: PageLog, pages: int) -> UnreadableFileError:
    if log.failed:
        number, failure = min(log.failed.items())
        return failure.raised(f"{path}, page {number}")
    return EmptyDocumentError(f"{path}: {pages} pages without text. {_advice(log)}")


def _advice(log: PageLog) -> str:
    """What to do about pages without text."""
    if find_recogniser() is None:
        return ocr_advice()
    return "Read them with --ocr auto." if log.ocr == "off" else "No words were recognised on them."


def _unread(read: Sequence[PageRead], log: PageLog) -> Iterator[str]:
    """What is said of pages that were not read, or read badly."""
    pictures = [number for number, page in enumerate(read, start=1) if page.picture and not page.recognised]
    if pictures:
        yield f"{len(pictures)} pages are pictures without text and were not read: {listed(pictures)}. {_advice(log)}"
    broken = [n for n, page in enumerate(read, start=1) if page.known is not None and page.known < BROKEN_SHARE]
    if broken:
        yield f"{len(broken)} pages hold words that are mostly unknown: {listed(broken)}; try --ocr broken"
    reasons: dict[str, list[int]] = {}
    for number, page in enumerate(read, start=1):
        if page.unread:
            reasons.setdefault(page.unread, []).append(number)
    for reason, numbers in reasons.items():
        yield f"{len(numbers)} pages were not read, because each {reason}: {listed(numbers)}"

"""The summary at the end of a run: what was read, found and left unread."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from loftespor import errors
from loftespor.corpus.accounts import accounts_of, fault_lines
from loftespor.corpus.reading import Progress
from loftespor.corpus.repeats import unique_proposals
from loftespor.errors import LoftesporError, SomeFilesUnreadError, UnreadableFileError
from loftespor.ingest import Unread
from loftespor.ingest.ocr.advice import ocr_advice
from loftespor.ingest.page_faults import faults_of

_UNSEARCHED = "SELECT message FROM findings WHERE \"check\" = 'extract' ORDER BY message"
_MOST_DOCUMENTS = 20  # whose pages are named at the end of a run
_COUNTED = ("commitments", "citations", "decisions", "budget_lines", "followups", "passages", "positions", "links")


@dataclass(frozen=True, slots=True)
class Summary:
    """Files of this run, and what the whole corpus holds now."""

    files: int
    unchanged: int
    read: int
    unread: tuple[Unread, ...]
    unsearched: tuple[str, ...]
    documents: int
    pages: int
    found: dict[str, int]
    unique: int  # proposals: commitments of one document that say the same count once
    headlines: dict[str, int]
    # What is not in order with pages of this run's documents: lines for the first of them, how many of them there are,
    # and how many of their pages are pictures that were not read.
    page_faults: tuple[str, ...] = ()
    faulty: int = 0
    pictures: int = 0

    def as_row(self) -> dict[str, Any]:
        """The summary as the run keeps it."""
        return asdict(self)

    def text(self) -> str:
        """The summary as a person reads it."""
        counts = {name.replace("_", " "): n for name, n in self.found.items()}
        said = {"commitments": f" ({self.unique} proposals, each counted once)"}
        found = ", ".join(f"{n} {name}{said.get(name, '')}" for name, n in counts.items())
        lines = []
        if self.files:
            lines.append(f"Read {self.read} files, {self.unchanged} unchanged, {len(self.unread)} not read.")
        lines += [
            f"The corpus holds {self.documents} documents, {self.pages} pages: {found}.",
        ]
        if self.headlines:
            lines.append("Statuses: " + ", ".join(f"{name} {n}" for name, n in self.headlines.items()) + ".")
        lines += [f"Not read: {unread.reason}" for unread in self.unread]
        lines += [f"Read but not searched: {message}" for message in self.unsearched]
        lines += self._page_lines()
        return "\n".join(lines)

    def _page_lines(self) -> list[str]:
        """Which pages to look at, and how to have pictures read."""
        if not self.faulty:
            return []
        many = "1 document has" if self.faulty == 1 else f"{self.faulty} documents have"
        lines = [f"{many} pages to look at:", *(f"  {line}" for line in self.page_faults)]
        if self.faulty > _MOST_DOCUMENTS:
            lines.append(f"  … and {self.faulty - _MOST_DOCUMENTS} more documents")
        lines.append("`loftespor ingest … --account` lists each such page, `loftespor export accounts` every page.")
        return [*lines, ocr_advice()] if self.pictures else lines


def summary_of(db: Database, done: Iterable[Progress]) -> Summary:
    """The summary of what was done and of the corpus as it is."""
    steps = list(done)
    current = "document IN (SELECT id FROM documents WHERE replaced_by IS NULL)"
    headlines = Counter(dict(db.execute(f"SELECT headline, count(*) FROM statuses WHERE {current} GROUP BY 1")))  # noqa: S608 no outside words
    documents, pages = db.execute("SELECT count(*), total(pages) FROM documents WHERE replaced_by IS NULL").fetchone()
    return Summary(
        files=len(steps),
        unchanged=sum(step.skipped for step in steps),
        read=sum(bool(step.documents) for step in steps),
        unread=tuple(unread for step in steps for unread in step.unread),
        unsearched=tuple(message for (message,) in db.execute(_UNSEARCHED)),
        documents=documents,
        pages=int(pages),
        found={table: db.table(table).count_where(current) for table in _COUNTED},
        unique=unique_proposals(db),
        headlines=dict(headlines.most_common()),
        **_page_faults(db, [id for step in steps for id in step.ids]),
    )


def _page_faults(db: Database, ids: Sequence[str]) -> dict[str, Any]:
    """What is not in order with the pages of these documents, as the summary holds it."""
    lines: list[str] = []
    faulty = pictures = 0
    for document in accounts_of(db, ids) if ids else ():
        pictures += sum("picture" in faults_of(account) for account in document.accounts)
        found = fault_lines(document)
        faulty += bool(found)
        if faulty <= _MOST_DOCUMENTS:
            lines += [f"{document.name}: {line}" for line in found]
    return {"page_faults": tuple(lines), "faulty": faulty, "pictures": pictures}


def ending(summary: Summary) -> LoftesporError | None:
    """The error a run ends with when files could not be read: of their kind if nothing else was read."""
    if not summary.unread:
        return None
    if not summary.read and not summary.unchanged:
        first = summary.unread[0]
        kind = getattr(errors, first.error, UnreadableFileError)
        return kind(first.reason) if len(summary.unread) == 1 else kind("No file could be read.")
    return SomeFilesUnreadError(
        f"{len(summary.unread)} of {summary.files} files could not be read (named above); the rest is finished."
    )

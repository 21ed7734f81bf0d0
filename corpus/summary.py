"""The summary at the end of a run: what was read, found and left unread."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from loftespor import errors
from loftespor.corpus.reading import Progress
from loftespor.errors import LoftesporError, SomeFilesUnreadError, UnreadableFileError
from loftespor.ingest import Unread

_UNSEARCHED = "SELECT message FROM findings WHERE \"check\" = 'extract' ORDER BY message"
_COUNTED = ("commitments", "citations", "decisions", "budget_lines", "followups", "passages", "links")


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
    headlines: dict[str, int]

    def as_row(self) -> dict[str, Any]:
        """The summary as the run keeps it."""
        return asdict(self)

    def text(self) -> str:
        """The summary as a person reads it."""
        found = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in self.found.items())
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
        return "\n".join(lines)


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
        headlines=dict(headlines.most_common()),
    )


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

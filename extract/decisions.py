"""Decisions in council minutes and case papers: each proposal, recommendation and resolution."""

from collections.abc import Iterator

from loftespor.extract.decision_forms import whole_document_rows
from loftespor.extract.decision_rows import plain_rows, rows_of_motion
from loftespor.extract.reading import Reading, read_decisions
from loftespor.extract.records import Decision
from loftespor.extract.same_words import plain_words
from loftespor.ingest.document import Document


def find_decisions(document: Document) -> tuple[Decision, ...]:
    """The decisions, recommendations and proposals in a document, in the order of the text.

    Reads minutes of one case or of a whole meeting, and case papers, where the proposer's points have the outcome
    `not_stated`; a proposal of which nothing is said and that is printed twice is given once.
    """
    reading = read_decisions(document)
    found: dict[object, Decision] = {}
    for row in sorted(_rows(reading), key=lambda row: (row.start, row.end)):
        words = plain_words(document.text[row.start : row.end])
        undecided = row.role == "proposal" and row.outcome == "not_stated"
        if words:
            found.setdefault(words if undecided else (row.start, row.end, row.role), row)
    return tuple(found.values())


def _rows(reading: Reading) -> Iterator[Decision]:
    for number in range(len(reading.motions)):
        yield from rows_of_motion(reading, number)
    for index in range(len(reading.treatments)):
        yield from plain_rows(reading, index)
    yield from whole_document_rows(reading.document.text, reading.treatments, reading.votes, reading.flags)

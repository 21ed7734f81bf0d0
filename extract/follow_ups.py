"""Follow-up lists: the rows in which an administration says what became of decisions."""

import re
from collections.abc import Iterator

from loftespor.extract.follow_up_status import outcome_of
from loftespor.extract.follow_up_table import Columns, ListRow, joined, list_rows, read_date
from loftespor.extract.records import FollowUp
from loftespor.extract.tables import find_tables
from loftespor.ingest.document import Document

# 'Saksprotokoll KST sak 40/24, Nedleggelse av skolen, 20.03.2024'
_PROTOCOL = re.compile(r"^\s*(?:Saksprotokoll|Saksframlegg|Særutskrift|Møtebok)\b[\s:–-]*", re.IGNORECASE)
_CASE = re.compile(r"\b(?:([A-ZÆØÅ]{2,5})[\s-]+)?(?:(?:sak|sak nr\.?|PS)\s+)?(\d{1,4}/\d{2,4})\b")
_TRAILING_DATE = re.compile(r",?\s?\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\s?$")
_TERM = re.compile(r"\s?\([^()]{0,60}\d{4}[^()]{0,60}\)\s?$")  # '(16.10.2019 - 31.10.2027)'
_DATE_AT_END = re.compile(r"\s?\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})\s?$")
_NUMBER = re.compile(r"(?:(?<=\s)|\A)(?:(\d{1,2})[.)]+\s?(?=[A-ZÆØÅ\d«\"(§-])|([a-zæøå])\)\s?(?=\w))")


def find_follow_ups(document: Document) -> tuple[FollowUp, ...]:
    """The rows of the document's follow-up lists; a list is known by the words that head its columns."""
    return tuple(
        _follow_up(document, row) for row in joined(_rows(document)) if row.text("title") or row.text("decision")
    )


def _rows(document: Document) -> Iterator[ListRow]:
    columns: Columns | None = None
    for table in find_tables(document):
        columns, rows = list_rows(table, columns, known=document.kind == "followup")
        yield from rows


def _follow_up(document: Document, row: ListRow) -> FollowUp:
    block = row.row.block
    points = split_points(row.text("decision"))
    outcome = outcome_of(document, row, points)
    title = row.text("title")
    return FollowUp(
        start=block.start,
        end=block.end,
        title=clean_title(title) or row.text("decision"),
        rule="follow_up_row",
        case=case_of(row.text("case")) or case_of(title),
        body=_body(row.text("body")),
        meeting_date=read_date(row.text("date")) or read_date(title),
        points=points,
        status=row.text("status") or None,
        note=row.text("note") or None,
        dated_notes=outcome.notes,
        implementation=outcome.implementation,
        funding=outcome.funding,
        conflicting=outcome.conflicting,
        quote=outcome.quote,
    )


def case_of(text: str) -> str | None:
    """The case a title or number names: 'Saksprotokoll KST sak 40/24, …' → 'KST 40/24', '91/24' → '91/24'."""
    found = _CASE.search(text)
    return " ".join(part for part in found.groups() if part) if found else None


def clean_title(text: str) -> str:
    """A title without the kind of paper and number before it and the date after it."""
    title = _PROTOCOL.sub("", text)
    if title != text:
        title = _CASE.sub("", title, count=1)
    return _TRAILING_DATE.sub("", title).strip(" ,:–-")


def split_points(text: str) -> tuple[str, ...]:
    """The points of a decision: split where '1.', '2)' or 'a)' begin a sequence, else the whole text as one.

    The numbers stay: a note may say 'punkt 2 er gjennomført'. Numbers out of sequence ('8. klasse') split nothing.
    """
    starts = [0]
    wanted: int | None = None
    letters = False
    for found in _NUMBER.finditer(text):
        number = int(found[1]) if found[1] else ord(found[2]) - ord("a") + 1
        begins = wanted is None and number == 1
        if begins or (wanted == number and bool(found[2]) == letters):
            starts.append(found.start())
            wanted, letters = number + 1, bool(found[2])
    parts = (text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    return tuple(part for part in parts if part)


def _body(text: str) -> str | None:
    return _DATE_AT_END.sub("", _TERM.sub("", text)).strip() or None

"""The parts of minutes and case papers: treatments (a body, a meeting, a case) and what stands in each.

One list of openings, in the order of the text; each part's own text runs to the next opening. Works on text
without line breaks as on text of many blocks, since an opening is known by its words.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loftespor.extract.minutes_forms import (
    DATE,
    ELSEWHERE,
    FROM_HEADING,
    ITEM,
    OPENINGS,
    RESULT,
    TREATMENT,
    body_before,
    read_date,
)
from loftespor.extract.movers import Mover, find_movers, heading_mover
from loftespor.ingest.document import Document


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who decides, when, in which case; what the text does not say is None."""

    body: str | None = None
    date: datetime.date | None = None
    case: str | None = None
    case_title: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a treatment: its heading's span and its own text's span. `mover` where somebody moves a proposal."""

    kind: str
    rule: str
    head: tuple[int, int]
    start: int
    end: int
    mover: Mover | None = None


@dataclass(frozen=True, slots=True)
class Treatment:
    """One body's treatment of a case, what stands under a case's heading (`item`), or before any meeting (`none`).

    The other kinds are decision, recommendation, and plain where the heading names no result.
    """

    kind: str
    meeting: Meeting
    head: tuple[int, int]
    end: int
    parts: tuple[Part, ...]
    votes_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """An opening in the text: `start` of its words, `open` where the part's own text begins."""

    start: int
    open: int
    kind: str
    rule: str
    meeting: Meeting | None = None
    mover: Mover | None = None
    body: str | None = None


_EXECUTIVE = re.compile(r"(?:byrådet|kommunedirektøren|rådmannen|administrasjonen)\b", re.IGNORECASE)
_RESULT_KINDS = {"avga": "recommendation", "avgav": "recommendation", "ga": "recommendation"}
_TITLED_BODY = re.compile(
    r"(?:[Pp]rotokoll|PROTOKOLL)\s*(?:[–-]|for|fra\s+møte\s+i|frå\s+møte\s+i)?\s*"
    r"(?P<name>(?:[\wæøåÆØÅ-]+ ){0,4}[\wæøåÆØÅ]*"
    r"(?:[Ss]tyret?|STYRET?|[Uu]tvalg(?:et)?|UTVALG(?:ET)?|[Ss]kap(?:et)?|[Rr]ådet|[Tt]ing(?:et)?))"
)
_MEETING_DATE = re.compile(r"[Mm]øtedato\s*:?\s*(?=\d)")


def find_treatments(document: Document) -> tuple[Treatment, ...]:
    """The treatments of a document in the order of the text; the first holds what stands before any meeting."""
    marks = _without_overlap(_marks(document))
    start = item = _first_meeting(document)
    groups: list[tuple[_Mark, list[_Mark]]] = [(_Mark(0, 0, "none", "start", start), [])]
    for mark in marks:
        if mark.meeting is None:
            if _back_to_the_meeting(mark, groups[-1][0], start):
                meeting = replace(item, body=start.body, date=start.date)
                groups.append((_Mark(mark.start, mark.start, "continued", "continued", meeting), []))
            groups[-1][1].append(mark)
        else:
            item = mark.meeting if mark.kind == "item" else item
            groups.append((replace(mark, meeting=_inherited(mark, groups[-1][0], start)), []))
    ends = [head.start for head, _ in groups[1:]] + [len(document.text)]
    return tuple(_treatment(document.text, head, rest, end) for (head, rest), end in zip(groups, ends, strict=True))


def _back_to_the_meeting(mark: _Mark, current: _Mark, first: Meeting) -> bool:
    """Whether a heading ('Bystyrets behandling') leads back from an earlier body's treatment to the meeting's own."""
    if mark.body is None or first.body is None or current.kind in ("none", "item") or current.meeting is None:
        return False
    return _stem(mark.body) == _stem(first.body) != _stem(current.meeting.body or first.body)


def _stem(body: str) -> str:
    """'bystyr' for 'Lindhavn bystyre', 'Bystyret' and 'bystyrets'."""
    return re.sub(r"(?:ets?|es?|s)$", "", body.split()[-1].casefold())


def _first_meeting(document: Document) -> Meeting:
    """What the document as a whole says of body, date and case; minutes of a meeting name its date at the top."""
    label = _MEETING_DATE.search(document.text, 0, 600)
    found = DATE.match(document.text, label.end()) if label else None
    when = read_date(found.group()) if found else document.date
    body = document.issuer or _titled_body(document.text)
    body = body.capitalize() if body and body.isupper() else body
    return Meeting(body, when, document.case, document.title or _first_line(document))


def _titled_body(text: str) -> str | None:
    """The body in the heading of minutes: 'Protokoll – Fjordvik bystyre', 'MØTEPROTOKOLL FORMANNSKAPET'."""
    found = _TITLED_BODY.search(text, 0, 600)
    if found is None:
        return None
    return found["name"].strip()


def _first_line(document: Document) -> str | None:
    first = document.text[: document.blocks[0].end] if document.blocks else ""
    return " ".join(first.split()) if 0 < len(first) < 400 else None


def _inherited(mark: _Mark, before: _Mark, first: Meeting) -> Meeting:
    """A case's heading takes body and date from the meeting; a treatment takes the case's title from its heading."""
    meeting = mark.meeting or Meeting()
    if mark.kind == "item":
        return replace(meeting, body=first.body, date=first.date)
    title = before.meeting.case_title if before.meeting else None
    return replace(meeting, case_title=title, body=meeting.body or first.body)


def _marks(document: Document) -> Iterator[_Mark]:
    text = document.text
    yield from _meetings(text)
    yield from _items(document)
    for opening in OPENINGS:
        for match in opening.pattern.finditer(text):
            start, name = match.start(), None
            if start == 0:  # the document's own title, as in 'Vedtak'
                continue
            if opening.of:
                body = body_before(text, start)
                if body is None:
                    continue
                start, name = body.start, body.name
            yield _Mark(start, match.start() if opening.keep else match.end(), opening.kind, opening.id, body=name)
    for mover in find_movers(text):
        yield _Mark(mover.start, mover.end, "statement" if mover.statement else "moved", "mover", mover=mover)
    for match in FROM_HEADING.finditer(text):
        kind = _heading_kind(match["behalf"])
        moved = heading_mover(match) if kind == "moved" else None
        yield _Mark(match.start(), match.end(), kind, "from_heading", mover=moved)


def _heading_kind(behalf: str) -> str:
    if "protokollen" in behalf:
        return "statement"
    return "recommendation" if _EXECUTIVE.match(behalf) else "moved"


def _meetings(text: str) -> Iterator[_Mark]:
    for match in TREATMENT.finditer(text):
        body = body_before(text, match.start())
        if body is None:
            continue
        result = RESULT.match(text, match.end())
        if result is None and match.group().split()[:2] == ["har", "i"]:
            continue  # 'Utvalget har i møtet … avgitt innstilling' tells of another meeting
        end, kind = _result(text, match.end(), result)
        case = match["case"]
        meeting = Meeting(body.name, read_date(match["date"]), f"sak {case}" if case else None)
        yield _Mark(body.start, end, kind, "treatment", meeting)


def _result(text: str, after: int, result: re.Match[str] | None) -> tuple[int, str]:
    if result is None:
        colon = re.compile(r"\s*[:.]").match(text, after)
        return (colon.end() if colon else after), "plain"
    return result.end(), _RESULT_KINDS.get(result["verb"], "decision")


def _items(document: Document) -> Iterator[_Mark]:
    if len(document.blocks) < 2:
        return
    for match in ITEM.finditer(document.text):
        title = " ".join(match["title"].split())
        if title[:1].isupper() or not title:
            meeting = Meeting(case=f"sak {match['case']}", case_title=title or None)
            yield _Mark(match.start(), match.end(), "item", "item", meeting)


_RANK = {"treatment": 0, "item": 1, "mover": 2, "from_heading": 4}


def _without_overlap(marks: Iterator[_Mark]) -> list[_Mark]:
    """The marks in the order of the text; of two that overlap, the one that begins first and is most specific."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, _RANK.get(m.rule, 3), -m.open)):
        if kept and mark.start < max(kept[-1].open, kept[-1].start + 1):
            continue
        kept.append(mark)
    return kept


def _treatment(text: str, head: _Mark, marks: Sequence[_Mark], end: int) -> Treatment:
    first = _Mark(head.start, head.open, {"decision": "decision", "recommendation": "recommendation"}.get(
        head.kind, "plain"), head.rule)  # fmt: skip
    chain = _without_empty_results(text, [first, *marks])
    ends = [mark.start for mark in chain[1:]] + [end]
    parts = tuple(
        Part(m.kind, m.rule, (m.start, m.open), m.open, stop, m.mover) for m, stop in zip(chain, ends, strict=True)
    )
    meeting = head.meeting or Meeting()
    return Treatment(head.kind, meeting, (head.start, head.open), end, parts, _elsewhere(text, head.start, end))


def _without_empty_results(text: str, chain: list[_Mark]) -> list[_Mark]:
    """A resolution that opens with another's request ('… rår kommunestyret til å treffe …:') is one part."""
    kept: list[_Mark] = []
    for mark in chain:
        before = kept[-1] if kept else None
        empty = before is not None and before.kind == "decision" and not text[before.open : mark.start].strip()
        if before is not None and empty and mark.rule == "executive_recommends":
            kept[-1] = replace(before, open=mark.open)
        elif empty and mark.kind == "outcome":
            continue
        else:
            kept.append(mark)
    return kept


def _elsewhere(text: str, start: int, end: int) -> bool:
    return ELSEWHERE.search(text, start, end) is not None

"""What a row of a follow-up list says became of its decision: by the note, by the list's own word, by both."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from loftespor.extract.data_file import read_data
from loftespor.extract.follow_up_table import ListRow, full_year
from loftespor.extract.records import DatedNote
from loftespor.extract.sentences import sentence_spans
from loftespor.extract.tables import Cell
from loftespor.ingest.document import Document
from loftespor.rules.judge import PhraseHit, judge
from loftespor.rules.verdicts import Verdict, newest_status, weigh

_ENTRY = re.compile(r"(?:(?<=\s)|\A)(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2}) ?: ?")
_CLOSED = re.compile(
    r"\b(?:saken|saka|oppfølgingen) (?:er|ble|vart) (?:dermed |no |nå )?(?:avsluttet|avslutta|lukket|lukka)\b",
    re.IGNORECASE,
)
_ASK = re.compile(r"\b(?:ber|bes|bedes|anmodes|anmoder|skal komme tilbake)\b", re.IGNORECASE)
_POINT = re.compile(r"\b(?:punkt|pkt\.?|vedtakspunkt)\s*(\d{1,2})", re.IGNORECASE)
_ENDING = re.compile(r"(?:ene|ane|en|et|a)\Z")
_REFUSED = re.compile(
    r"\b(?:avslås|avslåast|avslår|ikke innvilges|innvilges ikke|ikkje innvilga|godkjenner ikke|godkjennes ikke)\b"
    r"|\bingen\b[^.]{0,60}\binnvilges\b",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(r"\s*(\d{1,2})[.)]")
_WORD = re.compile(r"[^\W\d_]{5,}")
# Stems of words that stand in every decision, so that sharing them says nothing.
_GENERAL = ("kommun", "utvalg", "utvale", "bystyr", "byråde", "admini", "vedtak", "vedtat", "arbeid")
_STEM = 6  # characters in which inflected forms of a word agree: 'veileder', 'veilederen'
_SHORTEST = 3
_INQUIRY_STEM = 5  # 'utrede' and 'utredningen', 'kartlegge' and 'kartleggingen'


@dataclass(frozen=True, slots=True)
class StatusWord:
    """What a list's own status word says: whether the case is still open, and of implementation, if anything."""

    phase: str
    value: str | None


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """One dated entry of a note, as it stands in the document: `document.text[start:end]`."""

    date: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row says became of its decision; `quote` is the span of the sentence that says it."""

    implementation: str
    funding: str
    conflicting: bool
    quote: tuple[int, int] | None
    notes: tuple[DatedNote, ...]


def _status_words() -> Mapping[str, StatusWord]:
    rows = read_data("follow_ups.toml")["status"]
    return {word: StatusWord(row["phase"], row.get("value")) for row in rows for word in row["words"]}


_STATUS_WORDS = _status_words()


def outcome_of(document: Document, row: ListRow, points: Sequence[str]) -> Outcome:
    """What became of the decision of a row, from its newest firm note, else from the list's own status word."""
    entries = [entry for cell in row.cells.get("note", ()) for entry in note_entries(cell)]
    entries = _carried_dates(entries)
    texts = [document.text[entry.start : entry.end] for entry in entries]
    word = _STATUS_WORDS.get(row.text("status").casefold().strip(" ."))
    verdict, quote = _from_notes(entries, texts, points)
    if word and word.value and (verdict is None or verdict.hit.reach in ("weak", "step")):
        cell = row.cells["status"][0]
        verdict, quote = None, (cell.start, cell.end)
        value = word.value
    else:
        value = verdict.value if verdict else "no_evidence"
    return Outcome(
        implementation=value,
        funding=_funding(points, texts),
        conflicting=word is not None and _conflicting(word, verdict, texts),
        quote=quote,
        notes=tuple(DatedNote(entry.date, text) for entry, text in zip(entries, texts, strict=True)),
    )


def note_entries(cell: Cell) -> tuple[NoteEntry, ...]:
    """The dated entries of a note cell: '05.07.2022: Saken er … 11.01.2023: Saken holdes …'.

    What stands before the first date is an entry without one.
    """
    marks = list(_ENTRY.finditer(cell.text))
    begins = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(cell.text)]
    dates = [None, *(_entry_date(mark) for mark in marks)]
    entries = []
    for when, begin, end in zip(dates, begins, ends, strict=True):
        text = cell.text[begin:end]
        if text.strip():
            start = begin + len(text) - len(text.lstrip())
            entries.append(NoteEntry(when, cell.start + start, cell.start + begin + len(text.rstrip())))
    return tuple(entries)


def _entry_date(mark: re.Match[str]) -> date | None:
    try:
        return date(full_year(mark[3]), int(mark[2]), int(mark[1]))
    except ValueError:  # '31.02.2024' is a slip of the list: the entry counts as undated
        return None


def _carried_dates(entries: Sequence[NoteEntry]) -> list[NoteEntry]:
    """The entries of a note that runs on over a page: what has no date goes on from the dated entry above."""
    carried: list[NoteEntry] = []
    for entry in entries:
        last = carried[-1].date if carried else None
        carried.append(entry if entry.date or last is None else replace(entry, date=last))
    return carried


def _from_notes(
    entries: Sequence[NoteEntry], texts: Sequence[str], points: Sequence[str]
) -> tuple[Verdict | None, tuple[int, int] | None]:
    newest = newest_status([(entry.date, text) for entry, text in zip(entries, texts, strict=True)])
    if newest is None:
        return None, None
    text, offset = texts[newest.note], entries[newest.note].start
    verdict = _asked_step(Verdict(newest.value, newest.hit), text, points)
    start, end = _sentence(text, verdict.hit)
    if verdict.value == "implemented" and verdict.hit.reach != "whole" and _remains(points, text[start:end]):
        verdict = Verdict("partly_implemented", verdict.hit)
    return verdict, (offset + start, offset + end)


def _sentence(text: str, hit: PhraseHit) -> tuple[int, int]:
    """The sentence that holds the hit, in offsets of the entry."""
    spans = [(start, end) for start, end in sentence_spans(text) if start <= hit.start < end]
    return spans[0] if spans and spans[0][1] >= hit.end else (hit.start, hit.end)


def _asked_step(verdict: Verdict, text: str, points: Sequence[str]) -> Verdict:
    """Where the decision asked for that very step ('utrede', 'inngå avtale') and nothing is open, it is all."""
    if verdict.hit.rule == "informed" and any(map(_REFUSED.search, points)):
        return Verdict("implemented", replace(verdict.hit, reach="part"))  # a refusal is done when it is told
    hits = [hit for hit in judge(text) if hit.axis == "implementation"]
    steps = [hit for hit in hits if hit.reach == "step" and hit.step and _asked_for(hit.step, points)]
    if verdict.hit.reach != "step" or not steps or any(hit.reach == "part" for hit in hits):
        return verdict
    return Verdict("implemented", replace(steps[-1], reach="part"))


def _asked_for(step: str, points: Sequence[str]) -> bool:
    """Whether the decision names the step: by its stem, or where that is short ('sak', 'plan') as a word."""
    stem = _ENDING.sub("", step.casefold())
    if len(stem) >= _INQUIRY_STEM:
        return any(stem[:_INQUIRY_STEM] in point.casefold() for point in points)
    word = re.compile(rf"\b{re.escape(stem)}(?:en|a|er|et)?\b", re.IGNORECASE)
    return len(stem) >= _SHORTEST and any(map(word.search, points))


def _remains(points: Sequence[str], sentence: str) -> bool:
    """Whether the decision also asks for something that the sentence does not speak of: then only a part is done."""
    said = _stems(sentence)
    named = {found[1] for found in _POINT.finditer(sentence)}
    parts = [(point, point[start:end]) for point in points for start, end in sentence_spans(point)]
    return len(parts) > 1 and any(
        _ASK.search(part) and not (said & _stems(part) or _is_named(point, named)) for point, part in parts
    )


def _is_named(point: str, named: set[str]) -> bool:
    number = _OWN_NUMBER.match(point)
    return number is not None and number[1] in named


def _stems(text: str) -> frozenset[str]:
    stems = {word[:_STEM].casefold() for word in _WORD.findall(text)}
    return frozenset(stem for stem in stems if not stem.startswith(_GENERAL))


def _funding(points: Sequence[str], notes: Sequence[str]) -> str:
    """What the note says of money, else what the decision itself says: its points are adopted, so 'bevilges' funds."""
    if verdict := weigh(judge("\n".join(notes)), axis="funding"):
        return verdict.value
    hits = [
        replace(hit, value="funded") if hit.rule == "appropriates" else hit
        for hit in judge("\n".join(points))
        if hit.axis == "funding"
    ]
    verdict = weigh(hits, axis="funding")
    return verdict.value if verdict else "no_evidence"


def _conflicting(word: StatusWord, verdict: Verdict | None, notes: Sequence[str]) -> bool:
    """Whether the list's own word and the note disagree on whether the matter is finished."""
    if word.phase == "open":
        return (verdict is not None and verdict.value == "implemented") or any(map(_CLOSED.search, notes))
    if verdict is None or verdict.hit.reach in ("weak", "step"):
        return False
    unfinished = {"in_progress", "planned", "stalled"}
    return verdict.value in (
        unfinished | {"partly_implemented", "dropped"} if word.value == "implemented" else unfinished
    )

"""Footnote marks glued to what they follow: 'Meld. St. 516' with note 16 on Meld. St. 5, 'byrådssak 44/223'.

A mark is believed where its note repeats the citation it is glued to, or where what remains is a document that the text
cites elsewhere and the whole is not. A mark of the first kind is blanked out before the text is read, so that every
grammar sees the citation as it was meant; offsets stay true.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from loftespor.extract.citation.footnotes import note_mark
from loftespor.extract.citation.grammar import DASH, GAP
from loftespor.extract.citation.series import Numbered
from loftespor.extract.citation.sessions import known_sessions, session_in
from loftespor.extract.citation.source import Source, source_of
from loftespor.extract.records import Citation

_DIGITS = re.compile(r"\d+")
_SESSION_AT_END = re.compile(rf"{GAP},?{GAP}\(?{GAP}(?:1[89]|20)\d\d{GAP}{DASH}{GAP}\d{{2,4}}{GAP}\)?$")
_LAST_DIGITS = re.compile(r"\d*$")
_PIECE = re.compile(rf"\s+|{DASH}|\w+|.")
_LONGEST = 200  # no citation with its gaps is longer


@dataclass(frozen=True, slots=True)
class Mark:
    """A glued mark, where it stands, and the id that its note gives for the citation before it."""

    start: int
    end: int
    number: str
    id: str | None


def glued_marks(source: Source, cite: Callable[[str], Iterable[Citation]]) -> tuple[Mark, ...]:
    """The marks glued to a citation that their own note repeats. `cite` finds the citations of a note."""
    table: dict[str, list[tuple[re.Pattern[str], str, str | None]]] = {}
    for number, note in source.context.footnotes.items():
        for citation in cite(note):
            if citation.measure_class == "value":
                continue
            for surface in _surfaces(note[citation.start : citation.end]):
                last = _LAST_DIGITS.search(surface)
                row = (_pattern(surface), number, citation.id)
                table.setdefault((last.group() if last else "") + number, []).append(row)
    if not table:
        return ()
    marks = []
    for digits in _DIGITS.finditer(source.text):
        for pattern, number, cite_id in table.get(digits.group(), ()):
            start = digits.end() - len(number)
            if pattern.search(source.text, max(0, start - _LONGEST), start):
                marks.append(Mark(start, digits.end(), number, cite_id))
                break
    return tuple(marks)


def _surfaces(surface: str) -> set[str]:
    """A citation as its note writes it, and without its session, as the text may have it."""
    return {surface, _SESSION_AT_END.sub("", surface)}


def _pattern(surface: str) -> re.Pattern[str]:
    pieces = [
        "" if piece.isspace() else DASH if re.fullmatch(DASH, piece) else re.escape(piece)
        for piece in _PIECE.findall(surface)
    ]
    return re.compile(rf"(?<!\w){GAP.join(piece for piece in pieces if piece)}$", re.IGNORECASE)


def without_marks(source: Source, marks: tuple[Mark, ...]) -> Source:
    """The text with each mark blanked out, character for character."""
    if not marks:
        return source
    text, end = [], 0
    for mark in marks:
        text += [source.text[end : mark.start], " " * (mark.end - mark.start)]
        end = mark.end
    return source_of("".join(text) + source.text[end:], source.context)


def mark_citations(marks: tuple[Mark, ...]) -> list[Citation]:
    """The marks as footnote citations."""
    return [note_mark(mark.start, mark.end, mark.number) for mark in marks]


def told_by_notes(found: list[Numbered], marks: tuple[Mark, ...]) -> list[Numbered]:
    """The citations before a mark with the session that its note gives."""
    by_start = {mark.start: mark for mark in marks}
    return [_told(one, by_start.get(one.end)) for one in found]


def _told(one: Numbered, mark: Mark | None) -> Numbered:
    entry = session_in(mark.id) if mark and mark.id and not one.session and not one.year else None
    if entry is None:
        return one
    return replace(one, session=entry[1][1], letter=one.letter or entry[1][0])


def flagged(citations: list[Citation], marks: tuple[Mark, ...]) -> list[Citation]:
    """The citations, those right before a glued mark with a flag that says so."""
    starts = {mark.start for mark in marks}
    return [
        replace(c, flags=(*c.flags, "glued_footnote")) if c.end in starts and c.type != "footnote" else c
        for c in citations
    ]


def split_known(source: Source, found: list[Numbered]) -> tuple[list[Numbered], list[Citation]]:
    """Numbers that are a document cited elsewhere with the mark of a note that exists: 'Meld. St. 516'."""
    notes = source.context.footnotes
    if not notes:
        return found, []
    known = {key[1] for key in known_sessions(source, found)}
    numbered: list[Numbered] = []
    marks: list[Citation] = []
    for one in found:
        mark = next((n for n in notes if one.number.endswith(n) and one.number.removesuffix(n) in known), None)
        if one.session or one.year or mark is None or one.number in known:
            numbered.append(one)
            continue
        end = one.end - len(mark)
        if source.text[end : one.end] != mark:
            numbered.append(one)
            continue
        flags = (*one.flags, "glued_footnote")
        numbered.append(replace(one, end=end, number=one.number.removesuffix(mark), flags=flags))
        marks.append(note_mark(end, one.end, mark))
    return numbered, marks

"""A footnote mark glued to a document's number: 'Meld. St. 516' with note 16 on Meld. St. 5."""

from dataclasses import replace

from loftespor.extract.citation.series import Numbered, numbered_at, stems
from loftespor.extract.citation.source import Source, source_of
from loftespor.extract.records import Citation


def split_glued(source: Source, found: list[Numbered]) -> tuple[list[Numbered], list[Citation]]:
    """The citations with glued marks taken off, and the marks. A mark is believed only when its note cites the rest."""
    if not source.context.footnotes:
        return found, []
    numbered: list[Numbered] = []
    marks: list[Citation] = []
    for one in found:
        split = None if one.session else _split(source, one)
        if split is None:
            numbered.append(one)
            continue
        mark, session = split
        end = one.end - len(mark)
        number = one.number.removesuffix(mark)
        numbered.append(replace(one, end=end, number=number, session=session, flags=("glued_footnote",)))
        marks.append(Citation(end, one.end, "footnote", "value", "footnote-mark", f"fn/{mark}"))
    return numbered, marks


def _split(source: Source, one: Numbered) -> tuple[str, str] | None:
    """The mark at the end of a number and the session that its note gives for what remains."""
    for mark, note in source.context.footnotes.items():
        if one.number.endswith(mark) and one.number != mark:
            session = _session(note, one.series.type, one.number.removesuffix(mark))
            if session:
                return mark, session
    return None


def _session(note: str, series_type: str, number: str) -> str | None:
    """The session with which a note cites a document."""
    inner = source_of(note, None)
    for stem in stems():
        position = inner.low.find(stem)
        cited = numbered_at(inner, position, stem) if position >= 0 else []
        for found in cited:
            if found.series.type == series_type and found.number == number:
                return found.session
    return None

"""The form of a decision (vedtakspunkt, merknad …) and the whole documents that one vote adopts or fells."""

import re
from collections.abc import Iterator, Mapping, Sequence

from loftespor.extract.minutes_sections import Treatment
from loftespor.extract.records import Decision, Role
from loftespor.extract.vote_binding import Votes

_NAMED = (
    r"(?:(?:[Aa]lternativ\w*|[Rr]evidert\w*)\s+(?:\w+\s+)?)?(?:\w*[Bb]udsjett\w*|\w*økonomiplan\w*|[Hh]andlings-?\s*og\s+økonomiplan"
    r"|[Hh]andlingsprogram\w*|[Kk]ommuneplan\w*|[Tt]illeggsinnstilling\w*|[Bb]udsjettavtale\w*)(?:\s+for)?(?:\s+\d{4}(?:\s*[-–]\s*\d{4})?)?"
)
_ADOPTED_WHOLE = re.compile(
    rf"^(?P<name>(?:[\wæøåÆØÅ]+\s+){{0,4}}?(?:forslag\s+til\s+)?{_NAMED}(?:\s+og\s+{_NAMED})?)\s+"
    r"(?:for\s+[\w ]{2,30}\s+)?(?:(?:vedtas|vert\s+vedteke|godkjennes|legges\s+til\s+grunn)\b)"
)
_BODY_ADOPTS_WHOLE = re.compile(
    rf"^(?:[A-ZÆØÅ][\wæøå]+\s+){{1,3}}(?:vedtar|vedtek|godkjenner)\s+(?P<name>(?:[\wæøåÆØÅ]+\s+){{0,3}}?{_NAMED}(?:\s+\([^)]{{1,20}}\))?)"
)
_VOTED_WHOLE = re.compile(
    rf"(?P<name>{_NAMED}(?:forslag)?(?:\s+fr[aå]\s+[A-ZÆØÅ][\w]*(?:(?:,\s*|\s+og\s+)[A-ZÆØÅ]\w*)*)?)"
)
_LONGEST_NAME = 200
_REQUEST = re.compile(r"^(?:Stortinget|Fylkestinget|Sametinget)\s+(?:ber|oppmodar|anmoder)\b")


def form_of(words: str, kind: str, moved_as: str, outcome: str) -> str:
    """The form of a decision: merknad, verbalvedtak, oversendelse, anmodningsvedtak, else vedtakspunkt."""
    moved = moved_as.lower()
    if kind == "remark" or moved.startswith("merknad"):
        return "merknad"
    if kind == "verbal" or moved.startswith("verbal"):
        return "verbalvedtak"
    if outcome == "referred" or "oversend" in moved:
        return "oversendelse"
    return "anmodningsvedtak" if _REQUEST.match(words) else "vedtakspunkt"


def whole_document_in(words: str) -> str | None:
    """The document that a resolution's words adopt as a whole: 'Byrådets forslag til budsjett 2025 vedtas …'."""
    match = _ADOPTED_WHOLE.match(words[:300]) or _BODY_ADOPTS_WHOLE.match(words[:300])
    return " ".join(match["name"].split()) if match else None


def whole_document_rows(
    text: str, treatments: Sequence[Treatment], votes: Votes, flags: Mapping[int, tuple[str, ...]]
) -> Iterator[Decision]:
    """Votes on a document whose words stand elsewhere: 'Alternativt budsjett fra X fikk 12 stemmer og falt'."""
    for index, vote, subject in votes.unbound:
        start, end = vote.start, vote.start + len(text[vote.start : vote.verb].rstrip(" ,\n"))
        named = _VOTED_WHOLE.search(text, start, min(end, start + _LONGEST_NAME))
        if named is None or subject.numbers or end - start > _LONGEST_NAME:
            continue
        meeting = treatments[index].meeting
        role: Role = "recommendation" if subject.kind == "recommendation" else "proposal"
        yield Decision(
            start, end, role, vote.outcome, f"vote.{vote.rule}", evidence=(vote.start, vote.end),
            decision_form="vedtakspunkt", proposer=subject.mover, parties=subject.parties, votes_for=vote.votes_for,
            votes_against=vote.votes_against, parties_for=vote.parties_for, unanimous=vote.unanimous,
            body=meeting.body, date=meeting.date, case=meeting.case, case_title=meeting.case_title,
            whole_document=" ".join(text[start:end].split()), flags=flags.get(vote.start, ()),
        )  # fmt: skip

"""The motions in a document: what was moved in a meeting, recommended, brought with the case, resolved.

A motion has the words somebody put forward, split into points; its outcome is found by the votes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loftespor.extract.minutes_points import Item, points_of, same_as_other, trimmed
from loftespor.extract.minutes_sections import Part, Treatment
from loftespor.extract.movers import Mover
from loftespor.extract.party_lists import split_parties
from loftespor.extract.records import Role
from loftespor.extract.resolutions import resolved
from loftespor.ingest.document import Document


@dataclass(frozen=True, slots=True)
class Motion:
    """Words put forward or resolved. `source`: moved, recommendation, case, resolution, past (a note
    of an earlier meeting), document (moved by reference), case_alias (the case's own words moved), handed_over.

    `same` when the text only says that it reads as another; then there are no items. `group` is the case within the
    document, `treatment` and `part` its place.
    """

    role: Role
    source: str
    group: int
    treatment: int
    part: Part
    items: tuple[Item, ...]
    same: bool = False
    mover: Mover | None = None
    proposer: str | None = None
    parties: tuple[str, ...] = ()

    @property
    def own_words(self) -> bool:
        """Whether somebody moves the words that came with the case: 'forslagsstillers forslag til vedtak'."""
        return self.mover is not None and _OWN_WORDS.search(self.mover.type) is not None

    @property
    def start(self) -> int:
        """Where its words begin, or its heading where it has none."""
        return self.items[0].start if self.items else self.part.start


_SOURCES = {"decision": "resolution", "recommendation": "recommendation", "moved": "moved", "case": "case"}
_ROLES: dict[str, Role] = {"resolution": "decision", "recommendation": "recommendation", "past": "decision"}
_PAST_NOTE = re.compile(r"\btok\s+(?:saken|saka|meldingen|orienteringen)\s+til\s+(?:orientering|etterretning)\.?$")
_PRIVATE = re.compile(
    r"(?:[Rr]epresentantfor(?:s)?lag|[Ii]nterpellasjon|[Pp]rivat\s+forslag(?:\s+av\s+[\d.]+)?|[Ii]nnbyggerforslag)"
    r"(?:\s+nr\.?\s*\d+)?(?:\s*\([^)]{1,40}\))?\s+(?:fr[aå]\s+)?(?P<names>[A-ZÆØÅÉ](?:[^.:;\n]|(?<=\b[A-ZÆØÅ])\.|\.(?=\S)){3,300})"
)
_NAMES_END = re.compile(r"\s+(?:om\b|ved[rk]\b|vedrørende|vedkomande|[-–—]\s|på\s|til\s|for\s)")
_IS_PRIVATE = re.compile(r"representantfor|interpellasjon|privat\s+forslag|innbyggerforslag", re.IGNORECASE)
_HANDED = re.compile(
    r"(?:(?:Representantforslag|Privat\s+forslag|Innbyggerforslag)(?:\s+av\s+[\d.]+)?\s+fr[aå]\s+)?"
    r"(?P<names>[A-ZÆØÅÉ](?:(?!\.\s)[^:;]){3,400}?\))\s+(?P<words>(?:om|vedrørende|vedr\.)\s(?:(?!\.\s)[^:;]){3,400}\.?)"
)
_HANDING_OVER = re.compile(r"[Oo]verlevering\s+av\s+(?:representant|innbygger|private\s+)forslag")
_READ_ELSEWHERE = re.compile(r"For\s+å\s+lese|[Ss]e\s+vedlegg|følger\s+(?:som|vedlagt)|trykt\s+i|vedlagt")
_OWN_WORDS = re.compile(r"forslags?stiller|representantforslag", re.IGNORECASE)


def is_private(title: str | None) -> bool:
    """Whether a case is a member's or citizen's own: representantforslag, interpellasjon, privat forslag."""
    return title is not None and _IS_PRIVATE.search(title) is not None


def find_motions(document: Document, treatments: Sequence[Treatment]) -> tuple[Motion, ...]:
    """The motions of a document in the order of the text."""
    motions: list[Motion] = []
    group = 0
    for index, treatment in enumerate(treatments):
        if treatment.kind == "item":
            group += 1
        if treatment.kind == "plain" and _HANDING_OVER.search(treatment.meeting.case_title or ""):
            motions += _handed_over(document, treatment.parts[0], group, index)
        for part in treatment.parts:
            if part.kind == "handed_over":
                motions += _handed_over(document, part, group, index)
            elif part.kind in _SOURCES and not (treatment.kind == "item" and part.rule == "item"):
                motion = _motion(document, treatment, part, group, index)
                refers = _only_refers(document, motion)
                motions.append(replace(motion, source="document", items=()) if refers else motion)
    return tuple(motions)


def _only_refers(document: Document, motion: Motion) -> bool:
    """Whether a motion only says where the document moved can be read; the vote on it names that document."""
    if motion.mover is None or "budsjett" not in motion.mover.type.lower() or not motion.items:
        return False
    words = document.text[motion.items[0].start : motion.items[0].end]
    return _READ_ELSEWHERE.search(words[:300]) is not None


def _motion(document: Document, treatment: Treatment, part: Part, group: int, index: int) -> Motion:
    text, source = document.text, _SOURCES[part.kind]
    same = source != "moved" and same_as_other(text, *trimmed(text, part.start, part.end))
    items = () if same else points_of(document, part.start, part.end)
    title = treatment.meeting.case_title
    role: Role = _ROLES.get(source, "proposal")
    proposer: str | None = None
    parties: tuple[str, ...] = ()
    if source == "recommendation" and len(items) == 1 and _PAST_NOTE.search(text[items[0].start : items[0].end]):
        source, role = "past", "decision"
    elif part.mover is not None:
        proposer, parties = part.mover.name, part.mover.parties
        if not items and _OWN_WORDS.search(part.mover.type):
            source = "case_alias"
    elif source == "case" and is_private(title):
        first = resolved(text[items[0].start : items[0].end]) if items else None
        if first is not None and first.outcome == "referred":
            source, role = "recommendation", "recommendation"
        else:
            proposer, parties = proposers_of(title or "")
    return Motion(role, source, group, index, part, items, same, part.mover, proposer, parties)


def proposers_of(title: str) -> tuple[str | None, tuple[str, ...]]:
    """The persons and parties in 'Representantforslag fra Kari Nes (A) og Ola Vik (SV) om …'; None and () without."""
    match = _PRIVATE.search(title)
    if match is None:
        return None, ()
    stop = _NAMES_END.search(match["names"])
    return people_and_parties(match["names"][: stop.start()] if stop else match["names"])


def people_and_parties(words: str) -> tuple[str | None, tuple[str, ...]]:
    """Persons, joined with commas, and the parties in their brackets."""
    parties: list[str] = []
    for inner in re.findall(r"\(([^()]{1,40})\)", words):
        parties += [party for party in split_parties(inner)[0] if party not in parties]
    bare = re.sub(r"\([^()]*\)", " ", words)
    names = [" ".join(name.split()).strip(" .-–") for name in re.split(r",|\s+og\s+", bare)]
    people = [name for name in names if re.match(r"[A-ZÆØÅÉ]", name) and len(name) < 60]
    return ", ".join(people) or None, tuple(parties)


def _handed_over(document: Document, part: Part, group: int, index: int) -> Iterator[Motion]:
    """The proposals in a list of those handed over: their subject is all that is known of them."""
    for match in _HANDED.finditer(document.text, part.start, part.end):
        proposer, parties = people_and_parties(match["names"])
        start, end = trimmed(document.text, match.start("words"), match.end("words"))
        item = Item("whole", None, start, end)
        yield Motion("proposal", "handed_over", group, index, part, (item,), proposer=proposer, parties=parties)

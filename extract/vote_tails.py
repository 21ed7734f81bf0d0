"""What follows a vote's verb: counts, lists of parties for and against, the verdict."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loftespor.extract.party_lists import PartyList, bracketed_parties

if TYPE_CHECKING:
    from loftespor.extract.votes import Vote

_WITH = re.compile(
    r"(?:\s*\.\s+[Vv]edtaket\s+(?:ble|blei|vart)\s+(?:fattet|gjort|fatta))?\s*,?\s*med\s+(?P<for>\d{1,3})"
    r"(?:\s+mot\s+(?P<against>\d{1,3}))?\s+(?:stemmer?|røyster?|stemmar)"
)
_UNANIMOUS = re.compile(r"\s*\.\s+[Vv]edtaket\s+(?:var|er)\s+(?:enstemmig|samrøystes)")
_AGAINST = re.compile(r"\s*,?\s*(?:og\s+)?(?:mot\s+)?(?P<n>\d{1,3})\s*(?:stemmer?|røyster?)?\s*(?=\(|stemte|mot|\.|$)")
_FOR = re.compile(r"\s*,?\s*og\s+(?P<n>\d{1,3})\s*(?=\()")
_FOR_PHRASE = re.compile(r"\s*stemte\s+for")
_AGAINST_PHRASE = re.compile(r"\s*stemte\s+(?:i)?mot")
_VERDICT = re.compile(
    r"\s*,?\s*og\s+(?:(?:var|er|har|ble|blei|vart|hadde)\s+)?(?:(?:dermed|derfor|således|såleis|med\s+dette)\s+)?"
    r"(?P<word>falt|fall|falle|vedtatt|vedteke)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands after the words of the outcome; `end` is after it."""

    end: int
    parties_for: tuple[str, ...] = ()
    parties_against: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    count_for: int | None = None
    count_against: int | None = None
    verdict: str | None = None
    unanimous: bool = False

    @classmethod
    def read(cls, text: str, at: int, end: int, *, listed: str | None = None, against_first: bool = False) -> "Tail":
        """The tail that begins at `at`. `listed` is a list of parties already matched before it; with `against_first`
        the list that follows is of those against ('vedtatt mot 12 stemmer (R og SV)').
        """
        tail = cls(at)
        counted = _WITH.match(text, at, end)
        if counted is not None and not against_first:
            against = counted["against"]
            tail = cls(counted.end(), count_for=int(counted["for"]), count_against=int(against) if against else None)
        tail = _with_list(text, tail, end, listed, against_first=against_first)
        if not against_first and (rest := _AGAINST.match(text, tail.end, end)) is not None:
            tail = _with_against(text, tail, rest, end)
        if against_first and (rest := _FOR.match(text, tail.end, end)) is not None:
            tail = _with_for(text, tail, rest, end)
        if (verdict := _VERDICT.match(text, tail.end, end)) is not None:
            tail = replace(tail, end=verdict.end(), verdict=verdict["word"].lower())
        if (all_of_them := _UNANIMOUS.match(text, tail.end, end)) is not None:
            tail = replace(tail, end=all_of_them.end(), unanimous=True)
        return tail

    def counts(self, vote: "Vote") -> "Vote":
        """The vote with this tail's counts and parties; counts the vote already has stay where the tail has none."""
        return replace(
            vote,
            votes_for=vote.votes_for if self.count_for is None else self.count_for,
            votes_against=vote.votes_against if self.count_against is None else self.count_against,
            parties_for=self.parties_for, parties_against=self.parties_against, split=self.split,
            unanimous=vote.unanimous or self.unanimous,
        )  # fmt: skip


def _with_list(text: str, tail: Tail, end: int, listed: str | None, *, against_first: bool) -> Tail:
    found = _matched_list(listed, tail.end) if listed else bracketed_parties(text, tail.end, end)
    if found is None:
        return tail
    if against_first or (tail.count_against is not None and tail.count_for is not None):
        # '30 mot 27 stemmer (A, SV)': the list after the last count is of those against.
        return replace(tail, end=found.end, parties_against=found.parties)
    return replace(tail, end=found.end, parties_for=found.parties, split=found.split)


def _matched_list(listed: str, end: int) -> PartyList:
    closed = listed if listed.endswith(")") else listed + ")"
    found = bracketed_parties(closed, 0, len(closed))
    return PartyList(found.parties, found.split, end) if found else PartyList((), (), end)


def _with_for(text: str, tail: Tail, counted: re.Match[str], end: int) -> Tail:
    """'Flertallet voterte mot: 30 (…) og 4 (A) stemte for': the second list is of those for."""
    listed = bracketed_parties(text, counted.end(), end)
    phrase = _FOR_PHRASE.match(text, listed.end, end) if listed else None
    if listed is None or phrase is None:
        return tail
    return replace(
        tail, end=phrase.end(), parties_for=listed.parties, split=listed.split, count_for=int(counted["n"])
    )  # fmt: skip


def _with_against(text: str, tail: Tail, counted: re.Match[str], end: int) -> Tail:
    listed = bracketed_parties(text, counted.end(), end)
    after = listed.end if listed else counted.end()
    phrase = _AGAINST_PHRASE.match(text, after, end)
    if "mot" not in counted.group() and phrase is None:
        return tail
    return replace(
        tail, end=phrase.end() if phrase else after, parties_against=listed.parties if listed else (),
        count_against=int(counted["n"]),
    )  # fmt: skip

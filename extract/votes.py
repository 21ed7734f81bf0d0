"""The votes in minutes: what was voted on, in the text's own words, with outcome, counts and parties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from loftespor.extract.party_lists import PartyList, bracketed_parties, split_parties
from loftespor.extract.records import Outcome
from loftespor.extract.resolutions import VOTES, OutcomePattern, number_of


@dataclass(frozen=True, slots=True)
class Subject:
    """What a vote is on. `kind`: recommendation, case, remark, moved, meeting (the case itself).

    `numbers` are the points named ('punkt 1-3' gives 1, 2, 3); `of_recommendation` for 'merknad 2 fra innstillingen';
    `origin` the words after 'fra'.
    """

    kind: str
    type: str
    numbers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    mover: str | None = None
    target: str | None = None
    of_recommendation: bool = False
    words: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote: span from the subject to the last word, outcome, counts, parties for and against."""

    start: int
    end: int
    outcome: Outcome
    rule: str
    subjects: tuple[Subject, ...]
    votes_for: int | None = None
    votes_against: int | None = None
    parties_for: tuple[str, ...] = ()
    parties_against: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    unanimous: bool = False
    objection: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    match: re.Match[str]
    pattern: OutcomePattern


_AGAINST = re.compile(r"\s*,?\s*(?:og\s+)?(?:mot\s+)?(?P<n>\d{1,3})\s*(?:stemmer?|røyster?)?\s*(?=\(|stemte|mot|\.|$)")
_VERDICT = re.compile(
    r"\s*,?\s*og\s+(?:(?:var|er|har|ble|blei|vart|hadde)\s+)?(?:(?:dermed|derfor|således|såleis|med\s+dette)\s+)?"
    r"(?P<word>falt|fall|falle|vedtatt|vedteke)\b",
    re.IGNORECASE,
)
_AGAINST_PHRASE = re.compile(r"\s*stemte\s+(?:i)?mot")


def find_votes(text: str, start: int, end: int) -> tuple[Vote, ...]:
    """The votes between two offsets, in the order of the text."""
    votes: list[Vote] = []
    before = start
    for found in _in_order(text, start, end):
        if found.match.start() < before:
            continue
        vote = _vote(text, before, found, end)
        votes.append(vote)
        before = vote.end
    return tuple(votes)


def _in_order(text: str, start: int, end: int) -> list[_Found]:
    """All matches by place; at one place the pattern that says most, then the one listed first."""
    found = [
        (match.start(), -(match.end() - match.start()), rank, _Found(match, row))
        for rank, row in enumerate(VOTES)
        for match in row.pattern.finditer(text, start, end)
        if match.group().strip()
    ]
    return [item[-1] for item in sorted(found, key=lambda item: item[:3])]


def _vote(text: str, before: int, found: _Found, end: int) -> Vote:
    match, groups = found.match, found.match.groupdict()
    outcome = found.pattern.outcome
    votes_for = number_of(groups.get("for") or groups.get("for2") or groups.get("for3"))
    votes_against = number_of(groups.get("against") or groups.get("against2"))
    tail = _Tail.read(text, match, end, against_first=votes_against is not None and votes_for is None)
    if tail.verdict is not None and found.pattern.id == "got_votes":
        outcome = "adopted" if tail.verdict.startswith("ved") else "rejected"
    start = _subject_start(text, before, match.start())
    vote = Vote(
        start, tail.end, outcome, found.pattern.id,
        subjects_of(text[start : match.start()]),
        votes_for, tail.count_against if tail.count_against is not None else votes_against,
        tail.parties_for, tail.parties_against, tail.split,
        unanimous=bool(groups.get("unanimous") or groups.get("unanimous2")),
    )  # fmt: skip
    if groups.get("objectors"):
        return replace(vote, votes_for=None, votes_against=None, parties_for=(), parties_against=(), objection=True)
    return vote


def _subject_start(text: str, before: int, at: int) -> int:
    """Where the sentence of the vote begins: after the vote before it, without page numbers and closing marks."""
    start = before
    while start < at and (text[start].isspace() or text[start] in ".,;:)0123456789"):
        if text[start].isdigit() and not re.match(r"\d{1,2}[\s.)]", text[start:at]):
            break
        start += 1
    return start


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows the counted votes: lists of parties, votes against, the verdict."""

    end: int
    parties_for: tuple[str, ...] = ()
    parties_against: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    count_against: int | None = None
    verdict: str | None = None

    @classmethod
    def read(cls, text: str, match: re.Match[str], end: int, *, against_first: bool) -> "_Tail":
        at, first = match.end(), match.groupdict().get("list")
        if first:
            inner = split_parties_of(first)
            listed: PartyList | None = PartyList(inner.parties, inner.split, at)
        else:
            listed = bracketed_parties(text, at, end)
        tail = cls(at)
        if listed is not None:
            at = listed.end
            tail = cls(at, parties_against=listed.parties) if against_first else cls(
                at, listed.parties, split=listed.split)  # fmt: skip
        counted = None if against_first else _AGAINST.match(text, at, end)
        if counted is not None:
            tail = _with_against(text, tail, counted, end)
        verdict = _VERDICT.match(text, tail.end, end)
        return replace(tail, end=verdict.end(), verdict=verdict["word"].lower()) if verdict else tail


def _with_against(text: str, tail: _Tail, counted: re.Match[str], end: int) -> _Tail:
    listed = bracketed_parties(text, counted.end(), end)
    after = listed.end if listed else counted.end()
    phrase = _AGAINST_PHRASE.match(text, after, end)
    if "mot" not in counted.group() and phrase is None:
        return tail
    parties = listed.parties if listed else ()
    return replace(
        tail, end=phrase.end() if phrase else after, parties_against=parties, count_against=int(counted["n"])
    )


def split_parties_of(bracketed: str) -> PartyList:
    """The parties in a bracketed list that was matched as a whole: '(A, SV(2))'."""
    found = bracketed_parties(bracketed if bracketed.endswith(")") else bracketed + ")", 0, len(bracketed) + 1)
    return found or PartyList((), (), len(bracketed))


_HEAD = re.compile(
    r"(?P<case>(?:for)?slags?stiller\w*\s+forslag|alternativ(?=\s+\d)|forslag(?:et)?\s+til\s+(?:vedtak|uttalelse|vedtakspunkt)|(?:sekretariatets|"
    r"kommunedirektørens|rådmannens|administrasjonens)\s+forslag)"
    r"|(?P<recommendation>innstil+ing\w*|tilrådin\w*)"
    r"|(?P<remark>merknad\w*)"
    r"|(?P<moved>(?:alternativ\w*\s+|nytt\s+|felles\s+|subsidiært\s+|subsidiære\s+)?[\w]*(?:forslag|framlegg)\w*|verbalvedtak\w*"
    r"|budsjettavtale\w*|alternativt\s+budsjett\w*)"
    r"|(?P<meeting>redegjørelse\w*|\bsaken\b|\bsaka\b)",
    re.IGNORECASE,
)  # fmt: skip
_LIST = r"\d{1,3}[a-zæøå]?(?:\s*(?:-|–|—|,|og|samt|til)\s*(?:punkt\s+)?\d{1,3}[a-zæøå]?)*"
_NUMBERS = re.compile(
    r"(?<!til )(?<!til innstillingens )(?:punkt(?:ene|a|et)?|pkt\.?|vedtakspunkt|avsnitt|nr\.?|"
    rf"merknad(?:er|ene)?|\w*forslag|alternativ|verbalvedtak|innstilling(?:en|ens|a)?|til\s+vedtak)\s+(?:nr\.?\s*)?(?P<list>{_LIST})\b(?!\.\d)",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\btil\s+(?:innstillingens\s+|nytt\s+|ny\s+)?(?P<target>(?:punkt|pkt\.?|avsnitt|vedtakspunkt|merknad|§)\s*(?:nr\.?\s*)?[\d§.,\s-]*\d)"
)
_FROM = re.compile(r"\b(?:fr[aå]|av)\s+(?P<from>(?:[A-ZÆØÅ][\w’'./-]*|og|,|\s|\(\d+\)|By- )+)")
_MOVED_BY = re.compile(
    r"(?:fr?emsatt|framsatt|fremmet|framsett|fremja|sett\s+fram)\s+(?:av|a)\s+(?:[Uu]tvalgsleder\s+|[Vv]araordfører\s+|[Oo]rdfører\s+)?"
    r"(?P<name>[A-ZÆØÅÉ][\w.’'-]*(?:\s+[A-ZÆØÅÉ][\w.’'-]*)*)"
)
_PERSON = re.compile(r"(?P<name>[A-ZÆØÅÉ][\w’'-]+(?:\s+[A-ZÆØÅÉ][\w.’'-]+){0,4})\s*\((?P<party>[^()]{1,24})\)")
_OWNER = re.compile(
    r"(?P<name>[A-ZÆØÅÉ][\w’'-]+(?:\s+[A-ZÆØÅÉ][\w.’'-]+){0,4})s\s+(?:\((?P<party>[^()]{1,24})\)\s+)?(?=\w*(?:forslag|merknad))"
)


def subjects_of(words: str) -> tuple[Subject, ...]:
    """What the words before a vote's verb name, one subject for each thing voted on together.

    >>> [s.numbers for s in subjects_of("Tilleggsforslag punkt 1-3 fra V fremsatt av Kari Nes (V), ")]
    [('1', '2', '3')]
    """
    line = _last_sentence(" ".join(words.split()))
    starts = [m.start() for m in _HEAD.finditer(line)]
    if not starts:
        return (Subject("unknown", "", words=line),)
    cuts = [0] + [m.start(1) for m in _AND_ANOTHER.finditer(line)] + [len(line)]
    return tuple(_subject(line[a:b]) for a, b in pairwise(cuts) if line[a:b].strip())


_OFFICES = (
    "innstil",
    "tilråding",
    "byråd",
    "utvalg",
    "forslag",
    "sekretariat",
    "kommunedirektør",
    "administrasjon",
    "rådmann",
)
_SENTENCE = re.compile(r"(?<=[a-zæøå)\d])\.\s+(?=[A-ZÆØÅ])")
_COUNCIL = re.compile(r"\bfr[aå]\s+(?P<origin>[^,.]{2,90}?)(?=\s+fremsatt|,|\s*$|\s+om\s)")
_AND_ANOTHER = re.compile(
    r"\s(?:og|samt|,)\s+((?:innstillingens\s+)?(?:merknad\w*|innstilling\w*|tilleggsforslag\w*|alternativt\s+forslag)\b(?!\s+er\b))",
    re.IGNORECASE,
)


def _subject(line: str) -> Subject:
    heads = list(_HEAD.finditer(line))
    head = heads[0] if heads else None
    kind = head.lastgroup if head else "unknown"
    of_recommendation = False
    if kind == "recommendation" and len(heads) > 1 and heads[1].lastgroup == "remark":
        kind, of_recommendation = "remark", True
    elif kind in ("remark", "moved") and re.search(r"\bfr[aå]\s+(?:\w+\s+)?innstilling", line, re.IGNORECASE):
        of_recommendation = True
        kind = "remark" if kind == "remark" else "recommendation"
    parties, mover = _who(line)
    if kind == "case" and (parties or mover) and not (head and "stiller" in head.group().lower()):
        kind = "moved"
    target = _TARGET.search(line)
    return Subject(
        kind or "unknown", head.group() if head else "", numbers_of(line), parties, mover,
        " ".join(target["target"].split()) if target else None, of_recommendation, line,
        origin["origin"] if (origin := _COUNCIL.search(line)) else None,
    )  # fmt: skip


def _last_sentence(line: str) -> str:
    """The last sentence that names something to vote on; what is said before it is not voted on."""
    for match in reversed(list(_SENTENCE.finditer(line))):
        if _HEAD.search(line, match.end()):
            return line[match.end() :]
    return line


def numbers_of(line: str) -> tuple[str, ...]:
    """The point numbers a subject names, ranges written out; those after 'til punkt' are its target."""
    found: list[str] = []
    clear = _TARGET.sub(" ", line)
    for match in _NUMBERS.finditer(clear):
        found += [number for number in _written_out(match["list"]) if number not in found]
    return tuple(found)


def _written_out(words: str) -> Iterator[str]:
    previous: int | None = None
    ranged = False
    for token in re.findall(r"\d+[a-zæøå]?|[-–—]|til", words):
        if not token[0].isdigit():
            ranged = True
            continue
        value = int(re.sub(r"\D", "", token))
        if ranged and previous is not None and previous < value <= previous + 200:
            yield from (str(number) for number in range(previous + 1, value + 1))
        else:
            yield token
        previous, ranged = value, False


def _who(line: str) -> tuple[tuple[str, ...], str | None]:
    """Parties and mover that a subject names: 'fra A og R fremsatt av Kari Nes (A)', 'Nes' forslag'."""
    moved = _MOVED_BY.search(line)
    mover = moved["name"] if moved else None
    before = line[: moved.start()] if moved else line
    origin = _FROM.search(before)
    parties: tuple[str, ...] = ()
    if origin:
        person = _PERSON.match(before, origin.start("from"))
        if person:
            mover, parties = mover or person["name"], split_parties(person["party"])[0]
        else:
            parties = split_parties(origin["from"])[0]
            people = [party for party in parties if len(party.split()) > 1 and "-" not in party[:4]]
            mover, parties = mover or (people[0] if people else None), tuple(p for p in parties if p not in people)
    owner = _OWNER.search(before) if mover is None else None
    if owner and not owner["name"].lower().startswith(_OFFICES):
        mover, parties = owner["name"], parties or (split_parties(owner["party"])[0] if owner["party"] else ())
    return parties, mover

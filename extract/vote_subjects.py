"""What a vote is on, read from the words before its verb: 'Tilleggsforslag punkt 1-3 fra V'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loftespor.extract.actors import party_code
from loftespor.extract.party_lists import split_parties


@dataclass(frozen=True, slots=True)
class Subject:
    """What a vote is on. `kind`: recommendation, case, remark, moved, meeting (the case itself).

    `numbers` are the points named ('punkt 1-3' gives 1, 2, 3); `of_recommendation` for 'merknad 2 fra innstillingen';
    `origin` the words after 'fra'; `excepted` the points left out ('med unntak av punkt 12').
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
    excepted: tuple[str, ...] = ()


_HEAD = re.compile(
    r"(?P<case>(?:for)?slags?stiller\w*\s+forslag|private\s+forslag\w*|alternativ(?=\s+\d)|forslag(?:et)?\s+til\s+(?:vedtak|uttalelse|vedtakspunkt)|(?:sekretariatets|"
    r"kommunedirektørens|rådmannens|administrasjonens)\s+forslag)"
    r"|(?P<recommendation>innstil+ing\w*|tilrådin\w*)"
    r"|(?P<remark>merknad\w*)"
    r"|(?P<moved>(?:alternativ\w*\s+|nytt\s+|felles\s+|subsidiært\s+|subsidiære\s+)?(?<!\w)\w*(?:forslag|framlegg)\w*|verbalvedtak\w*"
    r"|budsjettavtale\w*|alternativt\s+budsjett\w*)"
    r"|(?P<meeting>redegjørelse\w*|\bsaken\b|\bsaka\b)",
    re.IGNORECASE,
)  # fmt: skip
_LIST = r"\d{1,3}[a-zæøå]?(?:\s*(?:-|–|—|,|og|samt|til)\s*(?:punkt\s+)?\d{1,3}[a-zæøå]?)*"
_NUMBERS = re.compile(
    r"(?<!til )(?<!til innstillingens )(?:punkt(?:ene|a|et)?|pkt\.?|vedtakspunkt|avsnitt|nr\.?|"
    rf"merknad(?:er|ene)?|\w{{0,40}}forslag|alternativ|verbalvedtak|innstilling(?:en|ens|a)?|til\s+vedtak)\s+(?:nr\.?\s*)?(?P<list>{_LIST})\b(?!\.\d)",
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
_PERSON = re.compile(
    r"(?<![\w’'-])(?P<name>[A-ZÆØÅÉ][\w’'-]{1,40}(?:\s+[A-ZÆØÅÉ][\w.’'-]{1,40}){0,4})\s*\((?P<party>[^()]{1,24})\)"
)
_OWNER = re.compile(
    r"(?<![\w’'-])(?P<name>[A-ZÆØÅÉ][\w’'-]{0,40}?(?:\s+[A-ZÆØÅÉ][\w.’'-]{1,40}?){0,4})(?:s|['’])\s+(?:\((?P<party>[^()]{1,24})\)\s+)?"
    r"(?=(?:[a-zæøå]{1,40}\s+){0,2}\w{0,60}?(?:forslag|merknad|framlegg))"
)


def subjects_of(words: str) -> tuple[Subject, ...]:
    """What the words before a vote's verb name, one subject for each thing voted on together.

    >>> [s.numbers for s in subjects_of("Tilleggsforslag punkt 1-3 fra V fremsatt av Kari Nes (V), ")]
    [('1', '2', '3')]
    """
    line = " ".join(words.split())
    line = line[last_sentence(line) :]
    starts = [m.start() for m in _HEAD.finditer(line)]
    if not starts:
        numbers = numbers_of(line) if _ONLY_POINTS.match(line) else ()
        return (Subject("points" if numbers else "unknown", "", numbers, words=line),)
    cuts = [0] + [m.start(1) for m in _AND_ANOTHER.finditer(line)] + [len(line)]
    same = _SAME_AS.search(line)
    also = (_subject(same["other"]),) if same else ()
    return (*(_subject(line[a:b]) for a, b in pairwise(cuts) if line[a:b].strip()), *also)


_EXECUTIVE = re.compile(r"(?:Byrådets|Kommunedirektørens|Rådmannens|Administrasjonens|Formannskapets)\s", re.IGNORECASE)
_EXCEPT = re.compile(
    rf"(?:med\s+unntak\s+av|unntatt|minus|utenom|bortsett\s+fra)\s+(?:vedtaks)?punkt\w*\s+(?P<list>{_LIST})",
    re.IGNORECASE,
)
_SAME_AS = re.compile(r"\bsom\s+er\s+likelydende\s+med\s+(?P<other>[^,.]{3,80})")
_OWN = re.compile(r"stiller|private", re.IGNORECASE)
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
_ONLY_POINTS = re.compile(r"^(?:Votering\s*:\s*)?(?:og\s+)?(?:[Pp]unkt(?:ene|a|et)?|[Pp]kt\.?)\s+\d")
_SENTENCE = re.compile(r"(?<=[a-zæøå)\d])\.\s+(?=[A-ZÆØÅ])|:\s+(?=[A-ZÆØÅ])|\n")
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
    if kind == "moved" and _EXECUTIVE.match(line):
        kind = "recommendation"
    parties, mover = _who(line)
    if kind == "case" and (parties or mover) and not (head and _OWN.search(head.group())):
        kind = "moved"
    target = _TARGET.search(line)
    left_out = _EXCEPT.search(line)
    line = _EXCEPT.sub(" ", line)
    return Subject(
        kind or "unknown", head.group() if head else "", numbers_of(line), parties, mover,
        " ".join(target["target"].split()) if target else None, of_recommendation, line,
        origin["origin"] if (origin := _COUNCIL.search(line)) else None,
        tuple(_written_out(left_out["list"])) if left_out else (),
    )  # fmt: skip


def last_sentence(words: str) -> int:
    """Where the last sentence begins that names something to vote on; what is said before it is not voted on."""
    for match in reversed(list(_SENTENCE.finditer(words))):
        if _HEAD.search(words, match.end()) or _ONLY_POINTS.match(words[match.end() :]):
            return match.end()
    return 0


def numbers_of(line: str) -> tuple[str, ...]:
    """The point numbers a subject names, ranges written out; those after 'til punkt' are its target."""
    found: list[str] = []
    clear = _TARGET.sub(" ", line.partition(" om at ")[0].partition(", som er likelydende")[0])
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
        if party_code(owner["name"]) is not None:
            return parties or (owner["name"],), mover
        mover, parties = owner["name"], parties or (split_parties(owner["party"])[0] if owner["party"] else ())
    return parties, mover


def person_of(words: str) -> tuple[str | None, tuple[str, ...]]:
    """The last person in the words with the parties in the bracket: 'Kari Nes (A)'."""
    people = list(_PERSON.finditer(words))
    if not people:
        return None, ()
    return " ".join(people[-1]["name"].split()), split_parties(people[-1]["party"])[0]

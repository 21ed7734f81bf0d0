"""Who acts: parties, their local branches, public bodies and organisations, as texts name them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from loftespor.extract.data_file import read_data

_ACTORS = read_data("actors.toml")
OWN = frozenset(_ACTORS["own"])
ADVERBS = frozenset(_ACTORS["adverbs"])
PREPOSITIONS = frozenset(_ACTORS["prepositions"])
_BODIES = frozenset(_ACTORS["bodies"])
_ENDINGS = tuple(_ACTORS["endings"])
_PUBLIC = frozenset(_ACTORS["public"])
_PUBLIC_ENDINGS = tuple(_ACTORS["public_endings"])
_PLACE = r"[A-ZÆØÅ][\wæøå-]+"
_GENITIVE = re.compile(r"(?:s|’s|'s)$")


@dataclass(frozen=True, slots=True)
class Party:
    """A party with the code that is exported and the name reports print."""

    code: str
    name: str


def _party_names() -> dict[str, Party]:
    names: dict[str, Party] = {}
    for row in read_data("parties.toml")["party"]:
        party = Party(row["code"], row["name"])
        names |= dict.fromkeys((*row["names"], *(n.upper() for n in row["names"]), *row["exact"]), party)
    return names


_PARTY_BY_NAME = _party_names()
_NAMES = "|".join(re.escape(name) for name in sorted(_PARTY_BY_NAME, key=lambda name: (-len(name), name)))
_PARTY = re.compile(
    rf"(?<![\w-])(?:(?P<place>{_PLACE}(?: og {_PLACE})?) )?(?P<name>{_NAMES})(?P<in> i {_PLACE})?(?![\w-])"
)


def find_party(text: str) -> tuple[str, Party] | None:
    """The first party named in a text, as ('Fjordvik SV', Party), or None."""
    match = _PARTY.search(text)
    if match is None:
        return None
    party = _PARTY_BY_NAME[match["name"]]
    return _spoken_name(match, party), party


def _spoken_name(match: re.Match[str], party: Party) -> str:
    name = party.name if match["name"].isupper() and len(match["name"]) > 3 else match["name"]
    if match["place"] and not opens_sentence(match["place"]):
        name = f"{match['place']} {name}"
    return name + (match["in"] or "")


_WILL = "vil|VIL|ønsker|ønskjer|ynskjer|krever|krev|går inn for|skal|arbeider for"
_PARTY_WILL = re.compile(rf"(?<![\w-])(?P<place>{_PLACE} )?(?P<name>{_NAMES}) (?:{_WILL})(?!\w)")
_FEWEST = 2
_SHARE = 0.8
_BRANCH = 4  # of so many times that a party speaks, its branch speaks once where the text is the branch's
_OPENERS = frozenset(_ACTORS["openers"])


def opens_sentence(word: str) -> bool:
    """Whether a word has its capital letter from the sentence it begins: 'Derfor', 'Samtidig'."""
    return word.casefold() in _OPENERS or word.casefold() in ADVERBS


def speaking_party(text: str) -> Party | None:
    """The party that a text speaks for: the one that 'vil', 'krever', 'ønsker' … at least twice, and nearly alone."""
    counts = Counter(_PARTY_BY_NAME[match["name"]] for match in _PARTY_WILL.finditer(text))
    leading = counts.most_common(1)
    if not leading or leading[0][1] < _FEWEST or leading[0][1] < _SHARE * counts.total():
        return None
    return leading[0][0]


def spoken_name(text: str) -> str | None:
    """How the party that a text speaks for names itself, its branch before the whole: 'Fjordvik SV'; else None."""
    party = speaking_party(text)
    if party is None:
        return None
    found = (match for match in _PARTY_WILL.finditer(text) if _PARTY_BY_NAME[match["name"]] == party)
    names = Counter(name[0] for match in found if (name := find_party(match.group())) is not None)
    return max(names, key=lambda name: (" " in name and names[name] * _BRANCH >= names.total(), names[name]))


def party_code(name: str | None) -> str | None:
    """The code of the party an actor is, or None when it is none."""
    found = find_party(name) if name else None
    return found[1].code if found else None


_OPINIONS = "|".join(_ACTORS["opinion"])
_OPINION = re.compile(
    rf"(?<!\w)(?:(?P<before>\w[\w-]{{1,40}}) )?(?:{_OPINIONS})(?: (?P<after>\w[\w-]{{1,40}}))?(?!\w)", re.IGNORECASE
)


def is_body(word: str) -> bool:
    """Whether a single word names a body: 'kommunen', 'Bymiljøetaten', 'Lærarforeininga'."""
    low = word.casefold()
    return (
        low in _BODIES
        or low.endswith(_ENDINGS)
        or (len(word) > 1 and word.isupper() and word.isalpha() and len(word) < 7)
    )


def voices(text: str) -> Iterator[str]:
    """The bodies that stand beside verbs of opinion: 'Etaten foreslår', 'mener Lærerforeningen'."""
    for match in _OPINION.finditer(text):
        yield from (word for word in match.group("before", "after") if word and is_body(word) and not is_own(word))


def is_public(name: str) -> bool:
    """Whether a name is a public body that others turn to: only such is an addressee."""
    low = name.casefold()
    return low in _PUBLIC or low.split()[-1].endswith(_PUBLIC_ENDINGS)


def is_own(word: str) -> bool:
    """Whether a word stands for the document's issuer: 'vi', 'partiet'."""
    return word.casefold() in OWN

"""Numbers of a commitment beside its amounts and deadlines: which grew, shrank, came and went between two wordings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loftespor.extract.stems import stem
from loftespor.rules.strength_rules import Shift, load_strength, shift

_DIGITS = r"\d{1,3}(?:[ \u00a0.]\d{3})+(?!\d)|\d+(?:,\d+)?"
_NEXT_WORD = re.compile(r"\W{0,3}([^\W\d_]{2,})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDING = 2  # letters that a short word's ending may have
_BEFORE = 90  # characters before a number that tell whether it is a limit


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its words, the stem of the word that follows, and whether it is a limit not to be passed."""

    value: float
    words: str
    unit: str
    limit: bool

    @property
    def year(self) -> bool:
        """Whether it is a year."""
        return _YEAR.fullmatch(self.words) is not None

    def compares_with(self, other: "Number") -> bool:
        """Whether the two are years, or count the same: short words keep their endings ('uke', 'uker')."""
        if self.year or other.year:
            return self.year and other.year
        shorter, longer = sorted((self.unit, other.unit), key=len)
        return longer.startswith(shorter) and len(longer) - len(shorter) <= _ENDING * bool(shorter)


def numbers_of(text: str, *, without: tuple[str, ...] = ()) -> list[Number]:
    """The numbers of a text in order; those within the passages `without` are left out.

    >>> [(n.words, n.value, n.unit, n.limit) for n in numbers_of("ingen skal vente mer enn fire uker")]
    [('fire', 4.0, 'uker', True)]
    """
    for passage in filter(None, without):
        text = text.replace(passage, " " * len(passage), 1)
    return [_number(text, hit) for hit in _pattern().finditer(text)]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(load_strength().number_words, key=len, reverse=True))
    # '3. trinn' is a name, no number.
    return re.compile(
        rf"(?<![\w,./-])(?:(?:{_DIGITS})(?!\.\s(?-i:[a-zæøå]))|(?:{words})\b)(?![\w/-]|\.\d)", re.IGNORECASE
    )


def _number(text: str, hit: re.Match[str]) -> Number:
    rules = load_strength()
    plain = re.sub(r"[ \u00a0.]", "", hit[0]).replace(",", ".")
    value = float(plain) if plain[0].isdigit() else float(rules.number_words[hit[0].casefold()])
    after = _NEXT_WORD.match(text, hit.end())
    limit = rules.ceiling.search(text[max(0, hit.start() - _BEFORE) : hit.start()])
    return Number(value, hit[0], stem(after[1].casefold()) if after else "", limit is not None)


def number_shifts(old: list[Number], new: list[Number]) -> Iterator[Shift]:
    """What changed: numbers of the same unit are compared in their order, the others came or went."""
    lost, gained = _without(old, new), _without(new, old)
    for one in list(lost):
        two = next((n for n in gained if n.compares_with(one)), None)
        if two is not None:
            lost.remove(one)
            gained.remove(two)
            yield _changed(one, two)
    if gained:
        yield shift("number.gained", None, "more", "", _told(gained))
    if lost:
        yield shift("number.lost", None, "less", _told(lost), "")


def _without(numbers: list[Number], others: list[Number]) -> list[Number]:
    """The numbers that the other text does not have, or not so often."""
    left = Counter(n.value for n in others)
    kept = []
    for number in numbers:
        if left[number.value]:
            left[number.value] -= 1
        else:
            kept.append(number)
    return kept


def _changed(one: Number, two: Number) -> Shift:
    grew = two.value > one.value
    if one.year:
        rule = "deadline.later" if grew else "deadline.earlier"
    elif one.limit or two.limit:
        rule = "ceiling.raised" if grew else "ceiling.lowered"
    else:
        rule = "number.larger" if grew else "number.smaller"
    stronger = rule in ("deadline.earlier", "ceiling.lowered", "number.larger")
    return shift(rule, "stronger" if stronger else "weaker", None, one.words, two.words)


def _told(numbers: list[Number]) -> str:
    return ", ".join(n.words for n in numbers)

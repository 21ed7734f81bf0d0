"""The word forms of Norwegian policy documents: which strings are words.

The list (`words.txt.xz`, built by `make words`) holds forms of Bokmål and Nynorsk in small letters, and forms that keep
a hyphen ('e-post'). It says what is a word, never what a word means.
"""

import lzma
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# The parts of a compound: shorter ones are found in nearly every string of letters.
_LEAST_HEAD, _LEAST_TAIL = 3, 4
# Longer than any compound in the texts of a city; what is longer is not looked into.
_LONGEST = 45
_BINDING = ("s", "e")
# A word in small letters, whatever a damaged font put into it; no address.
_PLAIN = re.compile(r"[«“\"'(]*([^\W\d_A-ZÆØÅ][^\s\d./@_]{3,}?)[.,;:!?)»”\"']*")
_CAPITALS = re.compile(r"([A-ZÆØÅ]{4,})[.,;:!?)]*")
_SAMI = re.compile(r"[áčđŋšŧžïäö]")
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf0a6]")
_SAMPLE = 60
# Fewer words say nothing of a page: a title page, a table of numbers, a list of names.
_LEAST_SAMPLE = 20
# Pages of five programmes, of budgets and of follow-up lists have .86 and more, also in Nynorsk; English prose has
# about .65, a text layer with shifted letters 0, one that lost a common letter .3.
BROKEN_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known forms, in small letters."""

    forms: frozenset[str]

    def holds(self, word: str) -> bool:
        """Whether the list has the word as it stands, whatever its capitals."""
        return word in self.forms or word.lower() in self.forms

    def knows(self, word: str) -> bool:
        """Whether the list has the word, or both parts of it: 'parkdekning' of 'park' and 'dekning', with or without
        a binding s or e.
        """
        low = word.lower()
        return low in self.forms or self.parts(low) is not None

    def parts(self, word: str) -> tuple[str, str] | None:
        """The two known parts of a compound in small letters, the head without a binding letter where it is a word
        without it, and the shortest tail there is; None for what is no compound.

        >>> read_vocabulary().parts("tiltakskatalogen")
        ('tiltak', 'katalogen')
        """
        if len(word) > _LONGEST:
            return None
        for place in range(len(word) - _LEAST_TAIL, _LEAST_HEAD - 1, -1):
            if word[place:] not in self.forms:
                continue
            head = word[:place]
            if head[-1] in _BINDING and len(head) > _LEAST_HEAD and head[:-1] in self.forms:
                return head[:-1], word[place:]
            if head in self.forms:
                return head, word[place:]
        return None


@cache
def read_vocabulary() -> Vocabulary:
    """The shipped list; read once, by whoever needs it first (12 ms, 6 MB)."""
    packed = files("loftespor.ingest").joinpath("words.txt.xz").read_bytes()
    return Vocabulary(frozenset(lzma.decompress(packed).decode("utf-8").split("\n")))


def known_share(words: Sequence[str]) -> float | None:
    """The share of a page's words that the list knows, from a sample of them; None where they say nothing.

    Only words of four letters or more in small letters count: names, numbers and abbreviations are no sign of anything.
    Where there are none, words all in capitals do: a font whose letters are shifted gives 'DUEHLGVSODVV'. Nothing is
    said of a page with few words, and of a page in Sami.
    """
    sample = words[:: len(words) // _SAMPLE + 1]
    plain = [found[1] for word in sample if (found := _PLAIN.fullmatch(word))]
    if len(plain) < _LEAST_SAMPLE:
        plain = [found[1] for word in sample if (found := _CAPITALS.fullmatch(word))]
        odd = sum(1 for word in sample if _UNREADABLE.search(word))
        if odd >= _LEAST_SAMPLE and odd > len(sample) / 2:
            return 0.0
    if len(plain) < _LEAST_SAMPLE or len(_SAMI.findall(" ".join(plain))) > len(plain) / 8:
        return None
    vocabulary = read_vocabulary()
    return round(sum(vocabulary.knows(word.rpartition("-")[2] or word) for word in plain) / len(plain), 3)

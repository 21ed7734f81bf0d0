"""Cases: which documents and decisions belong to one case, from proposal over committee to council.

A case is known by its title (without the words that say which paper of the case this is) and by its number in a
body. Both are read, never guessed: papers with neither stand alone.
"""

import re
from collections.abc import Hashable, Iterable
from functools import lru_cache

from loftespor.corpus.identity import normalise
from loftespor.corpus.stems import stems
from loftespor.extract.stems import stem

# 'Saksprotokoll Bystyret, 10042024, Sak 103/24, Title' – what a protocol's file name puts before the case's title.
_PROTOCOL = re.compile(r"^saksprotokoll\b[^,]*,\s*(?:\d{8},\s*)?(?:sak\s+)?\d+/\d+,\s*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:sak|byrådssak|bystyresak|ps|pol\.?\s*sak)\s*(?:nr\.?\s*)?\d+/\d+\s*[:.–-]?\s*", re.IGNORECASE
)
_PAPER = re.compile(
    r"^(?:byrådets\s+|byrådens\s+)?(?:svar|notat|uttalelse|merknader|saksframstilling|innstilling|saksutredning|vedtak)\s+"
    r"(?:på|til|om|over|i|vedrørende|vedr\.?)\s+",
    re.IGNORECASE,
)
# Who moved it and when is written in some papers of a case and left out in others; what it is about stands in all.
_MOVED = re.compile(
    r"^((?:privat\s+forslag|representantforslag|innbyggerforslag|interpellasjon|skriftlig\s+spørsmål|spørsmål))\s+"
    r"(?:(?!om\b|vedr)[^\s]+\s+){1,24}?(?=(?:om|vedrørende|vedr\.?)\s)",
    re.IGNORECASE,
)
# A committee sends all proposals of a meeting on under one number: 'Representantforslagene oversendes byrådet.'
_SEVERAL = re.compile(
    r"\W*(?:(?:dei?|alle)\s+)?(?:representant|innbygg[ae]r|private?\s+)?(?:forslag|framlegg)(?:ene|a)\b|\W*sak(?:ene|ane)\b",
    re.IGNORECASE,
)
# '… – bystyret 31.01.2024': the meeting in which it was moved, which some papers of a case add to its title.
_MEETING = re.compile(r"\s+[-–]\s+[^\W\d]{2,30}\s+\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\W*$")
_LETTERS_LEAST = 30
_NUMBER = re.compile(r"(\d{1,4})/(\d{2,4})")
Key = tuple[Hashable, ...]


@lru_cache(maxsize=10_000)
def title_key(municipality: str | None, title: str | None) -> Key | None:
    """The key of a case's title: its words, whatever paper of the case it stands on; None when it says too little."""
    bare = _bare(title)
    # A short subject ('om kjernekraft') says too little alone; then the mover is part of the key.
    for title in (_MOVED.sub(r"\1 ", bare), bare):
        words = frozenset(stems(title))
        if len(words) >= 3:
            return ("title", place_of(municipality), words)
    return None


@lru_cache(maxsize=10_000)
def letters_key(municipality: str | None, title: str | None) -> Key | None:
    """The key of a case's title by its letters alone: 'norskopplæring' and 'norsk-opplæring' are one."""
    letters = "".join(filter(str.isalnum, _bare(title).casefold()))
    return ("letters", place_of(municipality), letters) if len(letters) >= _LETTERS_LEAST else None


def _bare(title: str | None) -> str:
    """A title without what tells which paper of the case it stands on, and from which meeting."""
    bare = title or ""
    for around in (_MEETING, _PROTOCOL, _NUMBERED, _PAPER, _NUMBERED):
        bare = around.sub("", bare.strip())
    return bare


@lru_cache(maxsize=1_000)
def place_of(municipality: str | None) -> str | None:
    """A municipality by its place alone: one document says 'Lindhavn kommune', another 'Lindhavn'.

    >>> place_of("Lindhavn kommune")
    'lindhavn'
    """
    return municipality.casefold().removesuffix(" kommune").strip() if municipality else None


def number_key(municipality: str | None, body: str | None, case: str | None) -> Key | None:
    """The key of a case's number in a body: 'Bergen bystyre', 'sak 103/24'. Numbers of other bodies are others."""
    found = _NUMBER.search(case or "")
    if not found or not body:
        return None
    year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
    return ("number", place_of(municipality), body_words(municipality, body), int(found[1]), year)


def is_of_several(resolution: str) -> bool:
    """Whether a resolution speaks of several cases; its number then names none of them.

    >>> is_of_several("Representantforslagene slik de går fram av saken oversendes byrådet.")
    True
    >>> is_of_several("Forslaget oversendes byrådet.")
    False
    """
    return _SEVERAL.match(resolution) is not None


def body_words(municipality: str | None, body: str) -> frozenset[str]:
    """A body by its words alone: 'Bergen bystyre', 'bystyret' and 'Bystyret i Bergen' are one.

    >>> sorted(body_words("Lindhavn kommune", "Lindhavn bystyre"))
    ['bystyr']
    """
    place = {*normalise(municipality or "").split(), "i", "for", "og", "kommune"}
    return frozenset(stem(word) for word in normalise(body).split() if word not in place)


class Cases:
    """Which keys name the same case: keys given together belong together, directly or over others."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}

    def join(self, keys: Iterable[Key | None]) -> None:
        """Say that these keys name one case."""
        present = [key for key in keys if key is not None]
        for key in present:
            self._parent.setdefault(key, key)
        for key in present[1:]:
            self._parent[self.case(key)] = self.case(present[0])

    def case(self, key: Key) -> Key:
        """The case a key belongs to, named by one of its keys."""
        root = key
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        while self._parent.get(key, key) != root:
            self._parent[key], key = root, self._parent[key]
        return root

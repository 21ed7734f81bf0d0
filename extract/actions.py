"""Verbs of action: whether an item says an action of its own, and which."""

import re

from loftespor.extract.data_file import read_data

_DATA = read_data("actions.toml")
VERBS = frozenset(_DATA["verbs"].split())
_OPENERS = frozenset(_DATA["openers"])
_WISHES = frozenset(_DATA["wishes"])
_FINITE = frozenset(_DATA["finite"])
_WORD = re.compile(r"[\w-]+")
_END = re.compile(r"[.!?]")
_MODALS = frozenset({"skal", "må", "bør", "vil", "kan"})
_REACH = 9  # words before an item's first verb: 'i samarbeid med partene i arbeidslivet sørge for'
_NOT_VERBS = frozenset(
    {"bedre", "betre", "ha", "være", "vere", "bli", "få", "la", "si", "seie", "rekke", "virke", "kople"}
)


def first_action(text: str) -> str | None:
    """The first verb of action in a text as an infinitive ('styrkes' gives 'styrke'), or None."""
    words = [word.casefold() for word in _WORD.findall(text[:400])]
    weak = None
    for word in words:
        verb = infinitive(word)
        if verb is not None and verb not in _NOT_VERBS:
            return verb
        weak = weak or verb
    return weak


def infinitive(word: str) -> str | None:
    """The infinitive of a verb of action in its plain or passive form, or None: 'sikres', 'sikrast' give 'sikre'."""
    if word in VERBS:
        return word
    if word.endswith("s") and word[:-1] in VERBS:
        return word[:-1]
    if word.endswith("ast"):
        return next((word[:-3] + end for end in ("e", "a", "je") if word[:-3] + end in VERBS), None)
    return None


def is_finite(word: str) -> bool:
    """Whether a word in lower case is a common verb in the present or past, or a modal verb."""
    return word in _FINITE or word in _MODALS


def begins_with_action(text: str) -> bool:
    """Whether an item begins with an infinitive, also after 'å', an adverb or 'sammen med X'."""
    words = [word.casefold() for word in _WORD.findall(text[:120])]
    if not words:
        return False
    if words[0] in VERBS or (words[0] == "å" and len(words) > 1):
        return True
    if words[0] in _OPENERS:
        return any(word in VERBS and word not in _NOT_VERBS for word in words[1:_REACH])
    return len(words) > 1 and words[0].endswith("t") and words[1] in VERBS


def is_wish(text: str) -> bool:
    """Whether an item's first sentence is a fragment that asks for something: 'Flere helsesykepleiere i skolen'."""
    first = _WORD.search(text[:60])
    return first is not None and first.group().casefold() in _WISHES and is_fragment(text)


def is_fragment(text: str) -> bool:
    """Whether an item's first sentence has none of the common verbs: 'Trygdebasert finansiering av svømming'."""
    return not any(is_finite(word.casefold()) for word in _WORD.findall(_END.split(text[:300], 1)[0]))


def says_at(text: str) -> bool:
    """Whether an item is an 'at' clause: 'at kommunen bygger flere boliger'."""
    return text[:3].casefold() == "at "

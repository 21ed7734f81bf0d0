"""Verbs of action: whether an item says an action of its own, and which."""

import re
from itertools import takewhile

from loftespor.extract.data_file import read_data

_DATA = read_data("actions.toml")
VERBS = frozenset(_DATA["verbs"].split())
_OPENERS = frozenset(_DATA["openers"])
_WISHES = frozenset(_DATA["wishes"])
_FINITE = frozenset(_DATA["finite"])
_WORD = re.compile(r"[\w-]+")
_END = re.compile(r"[.!?]")
_MODALS = frozenset({"skal", "må", "bør", "vil", "kan"})
_RELATIVES = frozenset({"som", "der", "når", "hvis", "dersom", "fordi", "at"})
_PREPOSITIONS = frozenset(_DATA["prepositions"])
_ASKS = _MODALS - {"kan"} | frozenset(_DATA["asks"])
_DETERMINERS = frozenset({"en", "ei", "et", "ein", "eit", "ingen", "inga", "alle", "ny", "nytt", "én", "ett", "null"})
_ADVERBS = frozenset(
    {"ikke", "ikkje", "aldri", "permanent", "alltid", "så", "som", "når", "dersom", "også", "òg", "heller", "nei", "ja"}
)
_BEING = frozenset(_DATA["being"])
_REACH = 9  # words before an item's first verb: 'i samarbeid med partene i arbeidslivet sørge for'
_NOMINAL = re.compile(r"(?:\w+ ){0,3}?\w{3,}(?:ing|else|sjon|sjoner|inger) av\b")
_NOT_IMPERATIVE = frozenset(_DATA["not_imperative"])
_CLAUSE_REACH = 15  # words of a sentence in which its main verb stands
_PASSIVE_REACH = 10  # words before the verb of 'stillingene i hjemmetjenesten lyses ut'
_NOT_VERBS = frozenset(
    {"bedre", "betre", "ha", "være", "vere", "bli", "få", "la", "si", "seie", "rekke", "virke", "kople"}
)

_PLAIN_VERBS = frozenset({"ha", "være", "vere", "bli", "få", "la", "si", "seie"})


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


def opens_with_infinitive(text: str) -> bool:
    """Whether a paragraph's first word is an infinitive or 'at', as an item's is where the markers are missing."""
    first = _WORD.search(text[:60])
    word = first.group().casefold() if first else ""
    if says_at(text):
        return True
    return (
        word in VERBS
        and word not in _WISHES
        and (word not in _NOT_VERBS or word in _PLAIN_VERBS)
        and not states_fact(text)
    )


def is_wish(text: str) -> bool:
    """Whether an item's first sentence is a fragment that asks for something: 'Flere helsesykepleiere i skolen'."""
    first = _WORD.search(text[:60])
    return first is not None and first.group().casefold() in _WISHES and is_fragment(text)


def is_nominal(text: str) -> bool:
    """Whether an item opens with the name of an action: 'Statlig finansiering av svømming'."""
    return _NOMINAL.match(text[:120]) is not None


def is_imperative(text: str) -> bool:
    """Whether a title orders: 'Flytt rådhuset', 'Lovfest retten til læreplass'; not 'Bruk av midlene'."""
    words = [word.casefold() for word in _WORD.findall(text[:120])]
    if len(words) < 2 or words[0] in _NOT_IMPERATIVE or words[1] in _PREPOSITIONS:
        return False
    return any(words[0] + end in VERBS for end in ("e", "a", "je")) or (words[0] in VERBS and words[0][-1] not in "ea")


def is_passive(text: str) -> bool:
    """Whether an item's main clause says what is done: 'Stillingene lyses ut innen 2027'."""
    words = [word.casefold() for word in _WORD.findall(_END.split(text[:300], 1)[0])][:_PASSIVE_REACH]
    for word in words:
        if word in _RELATIVES:
            return False
        if _is_passive_verb(word):
            return True
    return False


def _is_passive_verb(word: str) -> bool:
    return word.endswith(("s", "ast")) and word not in VERBS and infinitive(word) is not None


def is_clause(text: str) -> bool:
    """Whether an item's first sentence has a main verb: 'Det innføres boplikt', 'Elever som strever skal få hjelp'.

    What stands in a relative clause is none: 'Fortau langs veien som er farlig'.
    """
    words = [word.casefold() for word in _WORD.findall(_END.split(text[:300], 1)[0])]
    verbs, relative = 0, None
    for place, word in enumerate(words[:_CLAUSE_REACH]):
        if word in _RELATIVES:
            verbs, relative = 0, place
        elif place and (is_finite(word) or _is_passive_verb(word)):
            verbs += 1
            if relative is None or verbs > 1 or (word in _MODALS and place - relative > 1):
                return True
    return words[:1] == ["det"]


def is_thing(text: str) -> bool:
    """Whether an item surely begins with what is wanted, not with a verb: 'Nytt ridesenter', 'Flere lærere', '500 hus'.

    An infinitive ends in a vowel; what looks like an imperative is left alone.
    """
    words = [word.casefold() for word in _WORD.findall(text[:120])]
    if not words or any(word in VERBS for word in words[:4]):
        return False
    first = words[0]
    if first in _WISHES or first in _DETERMINERS or first.isdigit():
        return True
    if first[-1] in "aeiouyæøå" or first in _OPENERS or first in _PREPOSITIONS or first in _ADVERBS:
        return False
    imperative = any(first + end in VERBS for end in ("e", "a", "je"))
    return not imperative and not (first.endswith("t") and len(words) > 1 and words[1][-1] in "ea")


def states_fact(text: str) -> bool:
    """Whether an item's first sentence tells how things are: 'Det er for få plasser', 'Kaia har fått nytt dekke'."""
    words = [word.casefold() for word in _WORD.findall(_END.split(text[:300], 1)[0])]
    if any(word in _ASKS for word in words):
        return False
    main = takewhile(lambda word: word not in _RELATIVES, words[:_PASSIVE_REACH])
    return any(word in _BEING for word in main)


def is_fragment(text: str) -> bool:
    """Whether an item's first sentence has none of the common verbs: 'Trygdebasert finansiering av svømming'."""
    return not any(is_finite(word.casefold()) for word in _WORD.findall(_END.split(text[:300], 1)[0]))


def says_at(text: str) -> bool:
    """Whether an item is an 'at' clause: 'at kommunen bygger flere boliger'."""
    return text[:3].casefold() == "at "

"""Target group: the people a commitment is for, as written: 'unge voksne', 'personer med nedsatt hørsel'."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from loftespor.extract.data_file import read_data
from loftespor.extract.frame.deeds import Deed
from loftespor.extract.frame.noun_phrases import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DATA = read_data("frame/people.toml")
_GROUPS = frozenset(_DATA["groups"])
_PREPOSITIONS = frozenset(_DATA["prepositions"])
_ENDINGS = tuple(word for word in _DATA["groups"] if len(word) > 4)
_RECEIVED = frozenset({"iobj", "nsubj"})
_NOT_NOUNS = frozenset({"VERB", "AUX", "ADP", "ADV", "PRON"})


def find_target_group(doc: "Doc", deed: Deed | None, *, begin: int) -> str | None:
    """The first group named behind 'for', 'til' …, else the one that receives or has; None where no group is named.

    Words before the character `begin` are the lead-in's and do not count.
    """
    groups = [token for token in doc if token.idx >= begin and _is_group(token)]
    behind = next((token for token in groups if _preposition(token) in _PREPOSITIONS), None)
    chosen = behind or next(_affected(groups, deed), None)
    return noun_phrase(chosen) if chosen is not None else None


def _affected(groups: list["Token"], deed: Deed | None) -> Iterator["Token"]:
    objects = frozenset(noun.i for noun in deed.objects) if deed is not None else frozenset()
    yield from (token for token in groups if token.dep_ in _RECEIVED or token.i in objects)


def _is_group(token: "Token") -> bool:
    if token.pos_ in _NOT_NOUNS or (token.pos_ == "ADJ" and token.dep_ in ("amod", "xcomp")):
        return False
    lemma = token.lemma_.casefold()
    return lemma in _GROUPS or token.lower_ in _GROUPS or (len(lemma) > 8 and lemma.endswith(_ENDINGS))


def _preposition(token: "Token") -> str | None:
    """The preposition a noun hangs on, also as the second of two: 'for barn og unge'."""
    head = token.head
    while head.dep_ == "conj" or token.dep_ == "conj":
        token, head = head, head.head
        if token is head:
            break
    return head.lower_ if head.pos_ == "ADP" else None

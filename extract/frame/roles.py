"""Who commits and who is to act, by the syntax of a sentence: never more than the text says."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loftespor.extract.actors import find_party, is_body, is_own, is_public
from loftespor.extract.frame.deeds import Deed, is_passive, is_saying
from loftespor.extract.frame.noun_phrases import name_of, names_of

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Roles:
    """`sayer` is who says, wants or asks; `asked` a body that is to act; both as written, None where none is named."""

    sayer: str | None
    asked: str | None


NOBODY = Roles(None, None)


def find_roles(deed: Deed | None, *, since: int = 0) -> Roles:
    """Who stands as the subject of the deed's verbs of saying, and which body is asked or obliged.

    Words before the character `since` do not count.
    """
    if deed is None:
        return NOBODY
    sayer = next((name for token in deed.way if (name := _sayer(token, since=since))), None)
    asked = _body(deed.asked)
    return Roles(sayer, None if asked is not None and asked == sayer else asked)


def _sayer(verb: "Token", *, since: int) -> str | None:
    """The subject of 'foreslår', 'mener', 'ber' and 'vil' where it is somebody: 'vi', a party, a body."""
    if is_passive(verb) or not is_saying(verb):
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.idx < since:
        return None
    name = names_of(subject)
    last = name.split()[-1]
    return name if is_own(name) or find_party(name) is not None or is_body(last) else None


def _body(token: "Token | None") -> str | None:
    """The name of a token where it is a public body, or an organisation with a name of its own."""
    if token is None:
        return None
    name = name_of(token)
    named = token.ent_type_ == "ORG" and name[:1].isupper() and is_body(name.split()[-1])
    return name if is_public(name) or named else None

"""Deeds: what a sentence wants done and who is to do it, read from its syntax.

'Bystyret ber byrådet arbeide for å innføre gratis skolefrokost': the deed is 'innføre', its object 'gratis
skolefrokost', and 'byrådet' is who is asked. The way there leads through verbs of saying, modal verbs and trying.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loftespor.extract.actions import infinitive
from loftespor.extract.data_file import read_data
from loftespor.extract.frame.noun_phrases import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DATA = read_data("frame/deeds.toml")
_MODALS = frozenset(_DATA["modals"])
_DUTIES = frozenset(_DATA["duties"])
_SAYING = frozenset(_DATA["saying"])
_ASKING = frozenset(_DATA["asking"])
_TRYING = frozenset(_DATA["trying"])
_PARTICLES = frozenset(_DATA["particles"])
_BEING = frozenset({"bli", "verte", "være", "vere"})
_FIXED = frozenset({"rette", "gang"})  # 'legge til rette for', 'sette i gang med': what follows is the object
_STEPS = 10  # of a way through a sentence; deeper ones are no sentences
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})
_CLAUSES = frozenset({"obj", "csubj", "nsubj", "xcomp", "nmod", "dep", "obj:pot", "xcomp:pot"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb that says what is to be done, with the words around it.

    `asked` is the noun that names who is to act, of whatever kind; `objects` are the nouns that it is done to;
    `way` the verbs gone through, the deed last. Tokens hold only as long as their Doc.
    """

    verb: "Token"
    particle: str | None
    objects: tuple["Token", ...]
    asked: "Token | None"
    way: tuple["Token", ...]
    negated: bool


def find_deed(doc: "Doc") -> Deed | None:
    """The deed of the first sentence that has a verb, or None: 'Flere lærere i skolen' has none."""
    for sentence in doc.sents:
        deed = deed_at(sentence.root)
        if deed is not None:
            return deed
    return None


def action_of(deed: Deed | None) -> str | None:
    """The lemma of a deed's verb, or None where it only says or is something: then the words decide."""
    if deed is None or deed.verb.pos_ != "VERB" or deed.verb.lemma_ in _SAYING or deed.verb.lower_ in _MODALS:
        return None
    return deed.verb.lemma_


def object_of(deed: Deed | None) -> str | None:
    """What a deed is done to, as written, without a verb or fixed words at its beginning ('rette for', as in 'legge til
    rette for fjernvarme').
    """
    if deed is None or not deed.objects:
        return None
    words = noun_phrase(deed.objects[0]).split(" ")
    while len(words) > 1 and (words[0] in _FIXED or infinitive(words[0]) == words[0]):
        words = words[2:] if words[0] in _FIXED else words[1:]
    return " ".join(words) or None


def deed_at(root: "Token") -> Deed | None:
    """The deed that the clause of a verb leads to, or None where the word is no verb."""
    if root.pos_ not in ("VERB", "AUX") and root.lower_ != "å":
        return None
    way = [root]
    asked: Token | None = None
    for _ in range(_STEPS):
        asked = _asked(way[-1]) or asked
        following = _next(way[-1])
        if following is None:
            break
        way.append(following)
    verbs = tuple(token for token in way if token.lower_ != "å")
    verb = verbs[-1] if verbs else root
    if verb.lower_ in _MODALS and len(verbs) < 2:
        return Deed(verb, None, _objects(verbs), asked, verbs, negated=False)
    return Deed(verb, _particle(verb), _objects(verbs), asked, verbs, _negated(way))


def _next(token: "Token") -> "Token | None":
    """The verb that a modal verb, 'å', a verb of saying or of trying leads to."""
    auxiliary = next((child for child in token.children if child.dep_ == "aux:verb"), None)
    if token.lower_ == "å" or token.lower_ in _MODALS:
        return auxiliary or _clause(token)
    if token.lemma_ in _SAYING:
        return auxiliary or _clause(token) or _behind_preposition(token)
    if token.lemma_ in _TRYING:
        return _behind_preposition(token, finite=False)
    return None


def _clause(token: "Token") -> "Token | None":
    """The clause that a verb has for its object or subject: with 'at' or 'å'; a bare one only with its own subject,
    or where the verb asks somebody: 'ber byrådet jobbe'.
    """
    for child in token.children:
        if child.dep_ not in _CLAUSES or _is_relative(child):
            continue
        bare = child.pos_ in ("VERB", "AUX") and child.i > token.i and (token.lemma_ in _ASKING or _has_subject(child))
        if child.lower_ == "å" or _is_that_clause(child) or bare:
            return child
    return None


def _has_subject(token: "Token") -> bool:
    return any(child.dep_ in ("nsubj", "expl") for child in token.children)


def _behind_preposition(token: "Token", *, finite: bool = True) -> "Token | None":
    """The clause behind 'om', 'for' or 'til', also where that hangs on a noun: 'ber etatene om å'."""
    for preposition in _prepositions(token):
        for child in preposition.children:
            if child.lower_ == "å" or (finite and child.pos_ in ("VERB", "AUX") and not _is_relative(child)):
                return child
    return None


def _prepositions(token: "Token") -> Iterator["Token"]:
    for child in token.rights:
        if child.pos_ == "ADP" and child.lower_ in ("om", "for", "til", "med", "på"):
            yield child
        elif child.pos_ in _NOUNS and child.dep_ in ("obj", "iobj"):
            yield from (below for below in child.rights if below.lower_ in ("om", "til", "for"))


def _is_relative(token: "Token") -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("som", "hvis", "dersom", "når") for child in token.children)


def _asked(token: "Token") -> "Token | None":
    """Who is to act by this verb: the object of 'ber', the subject of 'bes', 'må' and of an 'at' clause."""
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if token.lemma_ in _ASKING and token.lower_ not in _MODALS:
        if is_passive(token):
            return subject
        objects = [c for c in token.rights if c.dep_ in ("iobj", "obj") and c.pos_ in _NOUNS and c.lower_ != "om"]
        return objects[0] if objects else None
    if token.lower_ in _DUTIES or _is_that_clause(token):
        return subject
    return None


def _is_that_clause(token: "Token") -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "at" for child in token.children)


def is_saying(token: "Token") -> bool:
    """Whether a verb says what somebody wants: 'foreslår', 'mener', 'ber', 'vil'."""
    return token.lower_ in ("vil", "skal") or (token.lemma_ in _SAYING and token.lemma_ not in _BEING)


def is_passive(token: "Token") -> bool:
    """Whether a verb is passive by its ending: 'styrkes', 'styrkjast', 'bes'."""
    return "Voice=Pass" in str(token.morph) or (token.lower_.endswith(("es", "ast")) and token.lower_ != token.lemma_)


def _objects(verbs: tuple["Token", ...]) -> tuple["Token", ...]:
    """The nouns the last verb is done to: its objects; of a passive one the subject, which may stand beside a modal
    verb before it ('Tilbudet må styrkes'); else, as in 'legge til rette for', the noun behind its preposition.
    """
    verb = verbs[-1]
    found = [child for child in verb.rights if child.dep_ in ("obj", "obj:pot") and _is_noun(child)]
    if not found and is_passive(verb):
        found = [c for v in reversed(verbs) for c in v.children if c.dep_ == "nsubj" and _is_noun(c)][:1]
    if not found:
        found = [c for p in verb.rights if p.pos_ == "ADP" for c in p.children if c.dep_ == "nmod" and _is_noun(c)][:1]
    return tuple(found)


def _is_noun(token: "Token") -> bool:
    return token.pos_ in _NOUNS and token.lower_ not in ("seg", "det", "dette")


def _particle(verb: "Token") -> str | None:
    following = next((child for child in verb.rights if child.dep_ == "advmod" and child.pos_ == "ADP"), None)
    if following is None or following.lower_ not in _PARTICLES or any(following.children):
        return None
    return following.lower_


def _negated(way: list["Token"]) -> bool:
    return any(child.lower_ in ("ikke", "ikkje", "aldri") for token in way for child in token.children)

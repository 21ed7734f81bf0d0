"""Noun phrases as written: the words of a noun with what belongs to it, up to the clause that explains it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 24  # words of a phrase; what is longer is a sentence
_VERBS = ("VERB", "AUX")
_BREAKS = ("PUNCT", "SCONJ", "PART")


def noun_phrase(noun: "Token") -> str:
    """A noun with its determiners, adjectives and prepositional phrases, without clauses: 'gratis skolefrokost'.

    Of 'en katalog som gir oversikt' it gives 'en katalog'.
    """
    first = noun.i
    for child in noun.lefts:
        if child.dep_ in ("det", "amod", "nmod", "flat") and child.pos_ not in _VERBS:
            first = min(first, child.left_edge.i)
    last = _last(noun)
    return noun.doc[first : min(last, first + _LONGEST - 1) + 1].text.strip(" ,;.")


def _last(noun: "Token") -> int:
    """The last word of the phrase: right branches up to the first clause, comma or 'å'."""
    last = noun.i
    for child in noun.rights:
        if child.dep_ not in ("cc", "conj") and (child.pos_ in (*_VERBS, *_BREAKS) or child.left_edge.i > last + 1):
            break
        edge = child.right_edge.i
        clause = next((token.i for token in noun.doc[child.i : edge + 1] if _opens_clause(token)), None)
        if clause is not None:
            return max(last, _before(noun, clause))
        last = edge
    return last


def _before(noun: "Token", clause: int) -> int:
    """The last word before a clause that is no preposition or comma left hanging."""
    at = clause - 1
    while at > noun.i and noun.doc[at].pos_ in ("ADP", "PUNCT", "CCONJ", "DET"):
        at -= 1
    return at


def _opens_clause(token: "Token") -> bool:
    return token.pos_ in ("SCONJ", "PART", "AUX") or (token.pos_ == "VERB" and token.dep_ != "amod")


def name_of(noun: "Token") -> str:
    """A body's name as written: the whole of a named entity, else the noun with the names beside it."""
    if noun.ent_type_ in ("ORG", "GPE"):
        return next(entity.text for entity in noun.doc.ents if entity.start <= noun.i < entity.end)
    flat = [noun, *(child for child in noun.children if child.dep_ == "flat")]
    return noun.doc[min(t.i for t in flat) : max(t.i for t in flat) + 1].text


def names_of(noun: "Token") -> str:
    """The name of a subject with those that are coordinated with it: 'Bylyset og Solidarisk By'."""
    others = [child for child in noun.rights if child.dep_ == "conj" and child.pos_ == "PROPN"]
    if not others or noun.pos_ != "PROPN":
        return name_of(noun)
    last = next((e for e in noun.doc.ents if e.start <= others[-1].i < e.end), others[-1])
    end = last.end if hasattr(last, "end") else others[-1].i + 1
    return noun.doc[noun.left_edge.i : end].text

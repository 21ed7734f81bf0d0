"""Clues: what speaks for or against a sentence of running text being a commitment, as names that weights are given to.

A clue is a short string: 'rule:advice:må', 'root:be', 'verb:skal|noun', 'word:handlingsplan', 'after:numbered'. They
come from the rows of `modals.toml` that fit, the syntax, the words, and where the sentence stands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from loftespor.extract.actions import begins_with_action, is_finite
from loftespor.extract.actors import find_party, is_body, is_own, is_public
from loftespor.extract.data_file import read_data
from loftespor.extract.frame.deeds import Deed, find_deed, is_passive
from loftespor.extract.frame.noun_phrases import name_of
from loftespor.extract.frame.roles import find_roles
from loftespor.extract.modal_rows import Tier
from loftespor.extract.modals import Finding, excepted_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DATA = read_data("judge/clues.toml")
_VERBS = frozenset(_DATA["verbs"])
_COMPANY = ("expl", "advmod", "mark")  # what stands beside a root and changes what it says
_SHAPES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _DATA["shapes"].items()}
_PLACES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _DATA["places"].items()}
_DECISION = re.compile(_DATA["decision"], re.IGNORECASE)
_NEAR = 12  # characters before a sentence in which its marker stands
_REACH = 500  # characters before a sentence in which the title of a decision stands
_OPENING = 8  # words in which the verb of a sentence stands that begins with an infinitive


# What the rules say of a sentence, by tier.
Findings: TypeAlias = Mapping[Tier, Finding | None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text that precedes a sentence in its document, and the findings of the sentences right beside it."""

    before: str
    previous: Findings
    following: Findings


def find_clues(doc: "Doc", *, findings: Findings, surroundings: Surroundings) -> frozenset[str]:
    """The clues of a sentence as the language model reads it."""
    return frozenset(
        (
            *_rules(findings),
            *_exceptions(doc.text),
            *_syntax(doc),
            *_words(doc),
            *_shape(doc.text),
            *_place(surroundings.before),
            *_beside(surroundings),
        )
    )


def _rules(findings: Findings) -> Iterator[str]:
    for tier, finding in findings.items():
        if finding is not None:
            yield f"rule:{tier}"
            yield f"rule:{tier}:{finding.rule}"
            yield f"rule:{tier}:{'own' if finding.own else 'other'}"


def _exceptions(text: str) -> Iterator[str]:
    verbs = excepted_verbs(text, tier="advice")
    if verbs:
        yield "excepted"
        yield from (f"excepted:{verb}" for verb in verbs)


def _syntax(doc: "Doc") -> Iterator[str]:
    sentence = next(iter(doc.sents), None)
    if sentence is None:
        return
    yield from _root(sentence.root)
    deed = find_deed(doc)
    if deed is not None:
        yield from _deed(deed)
    for token in doc:
        if token.lower_ in _VERBS:
            yield from _verb(token)


def _root(root: "Token") -> Iterator[str]:
    yield f"root:{root.lemma_}"
    yield f"root-form:{root.pos_} {root.morph}"
    yield f"root-subject:{_who(_subject(root))}"
    yield f"root:{root.lemma_}|{_who(_subject(root))}"
    yield from (f"root:{root.lemma_}-{tense}" for tense in root.morph.get("Tense", []))
    if is_passive(root):
        yield "root-passive"
    for child in root.children:
        if child.dep_ in _COMPANY:
            yield f"beside-root:{child.dep_}:{child.lemma_}"


def _deed(deed: Deed) -> Iterator[str]:
    way = [token.lower_ if token.pos_ == "AUX" else token.lemma_ for token in deed.way]
    yield f"deed:{deed.verb.lemma_}"
    yield f"way:{'>'.join(way[:-1])}"
    yield f"way-length:{len(way)}"
    yield f"way-begins:{deed.way[0].lemma_}|{_who(_subject(deed.way[0]))}"
    yield f"asked:{_who(deed.asked)}"
    roles = find_roles(deed)
    yield from (name for name, given in (("sayer", roles.sayer), ("asked-body", roles.asked)) if given)
    yield from (n for n, holds in (("negated", deed.negated), ("deed-passive", is_passive(deed.verb))) if holds)


def _verb(verb: "Token") -> Iterator[str]:
    """The clues of a verb that often commits: its subject, what it governs and what governs it."""
    name = f"verb:{verb.lower_}"
    yield name
    yield f"{name}|{_who(_subject(verb))}"
    yield f"{name}-{verb.dep_}"
    if verb.head is not verb:
        yield f"{name}<{verb.head.lemma_}"
    for child in verb.children:
        if child.dep_ == "aux:verb":
            yield f"{name}>{child.lemma_}"
            yield f"{name}>{'passive' if is_passive(child) else 'active'}"
        elif child.dep_ == "mark":
            yield f"{name}-mark:{child.lower_}"


def _subject(verb: "Token") -> "Token | None":
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)


def _who(token: "Token | None") -> str:
    """What sort of actor a noun names."""
    if token is None:
        return "none"
    if token.pos_ == "PRON" and not is_own(token.text):
        return token.lower_
    name = name_of(token)
    if is_own(name):
        return "own"
    if find_party(name):
        return "party"
    if is_public(name):
        return "public"
    return "body" if is_body(name.split()[-1]) else "noun"


def _words(doc: "Doc") -> Iterator[str]:
    for token in doc:
        if not token.is_punct and not token.is_digit:
            yield f"word:{token.lemma_.casefold()}"


def _shape(text: str) -> Iterator[str]:
    yield from (f"shape:{name}" for name, pattern in _SHAPES.items() if pattern.search(text))
    if begins_with_action(text):
        yield "shape:infinitive"
        if not any(is_finite(word.casefold()) for word in text.split()[:_OPENING]):
            yield "shape:bare infinitive"


def _place(before: str) -> Iterator[str]:
    near = before[-_NEAR:]
    yield from (f"after:{name}" for name, pattern in _PLACES.items() if pattern.search(near))
    titles = _DECISION.findall(before[-_REACH:])
    if titles:
        yield "below:decision"
        yield f"below:{titles[-1].casefold()}"


def _beside(surroundings: Surroundings) -> Iterator[str]:
    for name, findings in (("previous", surroundings.previous), ("following", surroundings.following)):
        yield from (f"{name}:{tier}" for tier, finding in findings.items() if finding is not None)

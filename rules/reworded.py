"""Whether a decision of the same case gives a commitment in other words: adopted in another form, or fallen anew.

The points of a case are often worded alike ('bygge gangvei i Solvik', 'bygge gangvei i Moen'): what was adopted must
name everything that was asked for, and nothing that makes another action of it. What fell may differ more: a proposal
that is moved again in fewer or other words and falls has fallen, whatever the case ended with.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from loftespor.corpus.clauses import main_clause
from loftespor.corpus.stems import stem_of_words, stems
from loftespor.corpus.ways import way_of
from loftespor.extract.actions import VERBS
from loftespor.extract.data_file import compile_pattern
from loftespor.extract.resolutions import resolved
from loftespor.extract.same_words import plain_words
from loftespor.extract.sentences import sentence_spans
from loftespor.extract.stems import stem
from loftespor.rules.numbers import number_shifts, numbers_of
from loftespor.rules.sameness import is_near, negations, same_kind, thresholds
from loftespor.rules.strength import modal_shifts, sign_shifts
from loftespor.rules.strength_rules import load_strength

# Rows of strength.toml that take something of what was asked for away.
_WEAKENS = frozenset({
    "modal", "inquiry", "effort", "condition", "trial", "number.smaller", "number.lost", "ceiling.raised",
    "deadline.later",
})  # fmt: skip
_AFTER = 40  # characters that white space and marks may add to a text that reads the same
_NAMES = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][\w-]+")  # capital letters inside a sentence
_RESPELLED = 88  # percent of the letters
_RESPELLED_LEAST = 8  # letters
_NAME = re.compile(r"(?:[A-ZÆØÅ][\w.-]*\s*)+")
_LAST_NAME_LEAST = 4  # letters


def stands_in(commitment: str, decision: str) -> bool:
    """Whether the words of a commitment begin a sentence of the decision, and nothing after them takes any of it back.

    >>> stands_in("Bystyret ber om flere benker.", "Bystyret ber om flere benker, og om at de blir vedlikeholdt.")
    True
    >>> stands_in("plante trær i Parkveien", "Byrådet bes vurdere å plante trær i Parkveien.")
    False
    """
    words = plain_words(commitment)
    if len(words.split()) < thresholds()["contained"]["words"] or is_weaker(commitment, decision):
        return False
    reach = len(commitment) + _AFTER
    return any(
        f"{plain_words(decision[start : start + reach])} ".startswith(f"{words} ")
        for start, _ in sentence_spans(decision)
    )


def is_weaker(commitment: str, decision: str) -> bool:
    """Whether a decision has a reservation, a mere effort, a trial, a weaker verb or number that was not asked for.

    >>> is_weaker("etablere en ny park", "legge til rette for at det etableres en ny park")
    True
    """
    shifts = (
        *modal_shifts(commitment, decision),
        *sign_shifts(commitment, decision),
        *number_shifts(numbers_of(commitment), numbers_of(decision)),
    )
    return any(shift.rule in _WEAKENS and shift.strength != "stronger" for shift in shifts)


def is_own_form(commitment: str, decision: str, *, link: Mapping[str, Any]) -> bool:
    """Whether a decision that is near to the commitment asks for no less, and for nothing else."""
    return is_near(link) and not is_weaker(commitment, decision) and not missing(commitment, decision)


def is_changed_form(commitment: str, decision: str, *, link: Mapping[str, Any]) -> bool:
    """Whether a decision of the same case has what the commitment asks for in a weaker or otherwise changed form."""
    if not link["same_case"] or not _is_same_sense(commitment, decision):
        return False
    least = thresholds()["changed"]
    alike = is_near(link) or (link["cover"] >= least["cover"] and link["score"] >= least["likeness"])
    whole = alike and not _missing_object(commitment, decision) and not _changes_number(commitment, decision)
    return whole or gives_same_name(commitment, decision)


def _missing_object(commitment: str, decision: str) -> frozenset[str]:
    """What of the main clause a decision leaves out, apart from the verb that an effort stands for."""
    asked = commitment[slice(*main_clause(commitment))]
    left_out = missing(asked, decision)
    if _efforts(decision) and not _efforts(asked):
        return frozenset(word for word in left_out if stem(word) not in _verb_stems())
    return left_out


def _changes_number(commitment: str, decision: str) -> bool:
    """Whether a number asked for is another or none: 'inntil 800 sykler' is no form of 'inntil 2 000 sykler'."""
    shifts = number_shifts(numbers_of(commitment), numbers_of(decision))
    return any(shift.rule != "number.gained" for shift in shifts)


def missing(commitment: str, decision: str) -> frozenset[str]:
    """The content words of a commitment that the decision has in no form; words of mere effort are none.

    >>> sorted(missing("bygge gangvei i Solvik", "Bystyret ber byrådet bygge gangvei i Moen."))
    ['solvik']
    >>> sorted(missing("legge til rette for gangveier i Moen", "Bystyret ber om gangvei i Moen."))
    []
    """
    there = set(stems(decision))
    effort = {word for words in _efforts(commitment) for word in words.casefold().split()}
    names = {word.casefold() for word in _NAMES.findall(commitment)}
    words = [(s, w) for s, w in stem_of_words(commitment) if s not in there and w not in effort]
    return frozenset(word for s, word in words if word in names or not _is_respelled(s, there))


def _is_respelled(one: str, others: Iterable[str]) -> bool:
    """Whether a long word stands there with another letter or ending: 'forflyttningshemmede'."""
    long = len(one) >= _RESPELLED_LEAST
    return long and process.extractOne(one, others, scorer=fuzz.ratio, score_cutoff=_RESPELLED) is not None


def _efforts(text: str) -> list[str]:
    """The words of a text that promise an effort and no result ('legge til rette for')."""
    effort = next(sign for sign in load_strength().signs if sign.id == "effort")
    return [found[0] for found in effort.pattern.finditer(text)]


@lru_cache(maxsize=1)
def _verb_stems() -> frozenset[str]:
    return frozenset(map(stem, VERBS))


def _is_same_sense(commitment: str, decision: str) -> bool:
    """Whether both ask for something of the same kind, and neither denies what the other asks for."""
    return (
        resolved(commitment) is None
        and resolved(decision) is None
        and same_kind(commitment, decision)
        and negations(commitment) == negations(decision)
        and not _opposes(commitment, decision)
    )


def gives_same_name(commitment: str, decision: str) -> bool:
    """Whether both name something after the same person or place: the last name asked for stands in the name given.

    >>> gives_same_name("kalle opp en gate etter Kari Nesbø", "Gata får navnet Nesbøs gate.")
    True
    """
    wanted, given = _name_given(commitment), _name_given(decision)
    if not wanted or not given or len(wanted[-1]) < _LAST_NAME_LEAST:
        return False
    return any(word in (wanted[-1], f"{wanted[-1]}s") for word in given)


def _name_given(text: str) -> list[str]:
    """The words of the name that a text gives to something; none where it names nothing."""
    way, given = _naming()
    at = given.search(text) if way.search(text) else None
    name = _NAME.match(text, at.end()) if at else None
    return [word.strip(".") for word in name[0].split()] if name else []


@lru_cache(maxsize=1)
def _naming() -> tuple[re.Pattern[str], re.Pattern[str]]:
    row, where = thresholds()["naming"], "rules/sameness.toml, naming"
    # Names are told by their capital letters, ways of naming in any.
    return compile_pattern(row["way"], where=where), compile_pattern(row["given"], where=where)


def is_moved_again(link: Mapping[str, Any]) -> bool:
    """Whether a proposal of the same case is the commitment again, in longer, shorter or other words."""
    least = thresholds()["moved_again"]
    return bool(link["same_case"] and (link["cover"] >= least["cover"] or link["score"] >= least["likeness"]))


def _opposes(commitment: str, decision: str) -> bool:
    one, two = (way_of(text[slice(*main_clause(text))]) for text in (commitment, decision))
    return one.opposes(two)

"""What a position is about: the words after the verb that say it, as written, and whether they name a proposal."""

import re
from dataclasses import dataclass

from loftespor.extract.actors import ADVERBS, PREPOSITIONS
from loftespor.extract.position_clause import Clause, Sentence
from loftespor.extract.position_rows import Row, endings_of, words_of

_HEDGES = tuple(tuple(hedge.split()) for hedge in sorted(words_of("hedges"), key=len, reverse=True))
_SKIPPED = (ADVERBS - {"og", "i", "både", "blant", "annet", "mellom", "anna"}) | words_of("negations")
_PROPOSALS = endings_of("proposals")
_ACTIONS = endings_of("actions")
_OWNED = words_of("owned")
_PRONOUNS = words_of("pronouns")
_PROPOSERS = endings_of("proposers")
_ENDS = words_of("ends")
_ENDS_AFTER_COMMA = words_of("ends_after_comma")
_ENDS_TWO = frozenset(tuple(words.split()) for words in words_of("ends_two"))
_CONDITIONS = tuple(re.escape(words) for words in sorted(words_of("conditions"), key=len, reverse=True))
_CONDITION = re.compile(rf"\b(?:{'|'.join(_CONDITIONS)})\b", re.IGNORECASE)
_STOP = re.compile(r"[;!?(]|:\s|\s[–-]\s")
_IFS = frozenset({"dersom", "hvis", "viss"})
_UNSAID = words_of("unsaid")
_PHRASE_ENDS = PREPOSITIONS | {"i", "for", "som", "at", "å", "men", "til", "ved", "der"}
_NO_OBJECT = frozenset({"og", "eller", "men", "tross", "opp"})  # 'positiv til og støtter', 'støtter opp under'
_DUTIES = frozenset({"bør", "må", "skal", "burde", "måtte", "skulle"})
_LONGEST_PHRASE = 9  # words up to the noun a phrase is about
_LONGEST = 45  # words of a target
_CLAUSE_REACH = 30  # words of a clause in which a proposal or duty is looked for
_OPENING = 5  # words of a clause in which its subject is looked for
_PAYS_REACH = 8  # words after 'støtter' in which money is looked for
_CLOSE_REACH = 25  # words up to the word that closes a target


@dataclass(frozen=True, slots=True)
class Target:
    """The target's words from number `first` up to `last`; `text` is None for 'dette' alone."""

    first: int
    last: int
    text: str | None


def target_after(sentence: Sentence, row: Row, number: int) -> Target | None:
    """The target that begins at a word or behind the adverbs there; None where the row's objects do not fit."""
    first = skip_adverbs(sentence, number)
    if first >= len(sentence.low) or (first and sentence.gap(first).strip(" «\"“”'’")):
        return None
    last = _close(sentence, row, first) if row.closes else _end(sentence, first)
    if last is None or last <= first or not _fits(sentence, row, first, last):
        return None
    return Target(first, last, _text(sentence, first, last))


def target_before(sentence: Sentence, row: Row, clause: Clause) -> Target | None:
    """The target that is the verb's subject: 'Forslaget om nattbuss støttes', 'Dette støtter vi'."""
    first, last = clause.start, clause.first
    if (
        first >= last
        or sentence.low[last - 1] in _DUTIES | _UNSAID
        or sentence.low[first] in _UNSAID
        or not _fits(sentence, row, first, last)
    ):
        return None
    return Target(first, last, _text(sentence, first, last))


def skip_adverbs(sentence: Sentence, number: int) -> int:
    """The number of the first word from here on that is no adverb, negation or hedge ('i all hovedsak')."""
    while number < len(sentence.low):
        hedge = next((h for h in _HEDGES if sentence.low[number : number + len(h)] == h), None)
        if hedge is None and sentence.low[number] not in _SKIPPED:
            break
        number += len(hedge) if hedge else 1
    return number


def is_conditional(sentence: Sentence, target: Target) -> bool:
    """Whether a condition follows the target: 'støtter forslaget under forutsetning av at …'."""
    return target.last < len(sentence.spans) and bool(_CONDITION.match(sentence.text, sentence.spans[target.last][0]))


def pays(sentence: Sentence, row: Row, target: Target) -> bool:
    """Whether 'støtter' means money here: 'støtter tiltaket økonomisk'."""
    soon = sentence.low[target.first : target.first + _PAYS_REACH]
    return bool(row.unless.intersection(soon)) and not any(word.endswith(_PROPOSERS) for word in soon)


def _close(sentence: Sentence, row: Row, first: int) -> int | None:
    words = range(first, min(first + _CLOSE_REACH, len(sentence.low)))
    return next((number for number in words if sentence.low[number] in row.closes), None)


def _end(sentence: Sentence, first: int) -> int:
    for number in range(first + 1, min(first + _LONGEST, len(sentence.low))):
        gap, low = sentence.gap(number), sentence.low[number]
        if _STOP.search(gap) or sentence.low[number : number + 2] in _ENDS_TWO:
            return number
        if "»" in gap and "«" not in sentence.text[sentence.spans[first][0] : sentence.spans[number][0]]:
            return number
        if low in _ENDS and not (low in _IFS and _holds_clause(sentence, first, number)):
            return number
        if "," in gap and low in _ENDS_AFTER_COMMA:
            return number
    return min(first + _LONGEST, len(sentence.low))


def _holds_clause(sentence: Sentence, first: int, number: int) -> bool:
    """Whether a phrase has a clause inside, to which a condition then belongs: 'forslaget om å gi adgang dersom …'."""
    return sentence.low[first] not in ("at", "å") and not {"at", "å"}.isdisjoint(sentence.low[first:number])


def _text(sentence: Sentence, first: int, last: int) -> str | None:
    if last - first == 1 and sentence.low[first] in _PRONOUNS:
        return None
    start, end = sentence.spans[first][0], sentence.spans[last - 1][1]
    quoted = sentence.text.count("«", start, end) > sentence.text.count("»", start, end)
    return sentence.text[start : end + 1 if quoted and sentence.text[end : end + 1] == "»" else end]


def _fits(sentence: Sentence, row: Row, first: int, last: int) -> bool:
    words = sentence.low[first:last]
    if words[0] in _NO_OBJECT:
        return False
    if "anything" in row.objects:
        return True
    if words[0] in ("at", "å"):
        return "clause" in row.objects or _fits_clause(row, words)
    return ("proposal" in row.objects and _names_proposal(sentence, first, last)) or (
        "about" in row.objects and _is_about(words)
    )


def _fits_clause(row: Row, words: tuple[str, ...]) -> bool:
    if "about" in row.objects and _is_about(words):
        return True
    if words[1:3] in (("det", "er"), ("det", "var")):  # 'enig i at det er viktig at …' is agreement on how things are
        return False
    return "duty" in row.objects and bool(_DUTIES.intersection(words[:_CLAUSE_REACH]))


def _is_about(words: tuple[str, ...]) -> bool:
    """Whether a proposal, who proposes, or at the beginning an action with its object is named."""
    if any(word.endswith(_PROPOSERS) for word in words[:_CLAUSE_REACH]):
        return True
    return any(word.endswith(_ACTIONS) and words[n + 1 : n + 2] == ("av",) for n, word in enumerate(words[:_OPENING]))


def _owns(word: str) -> bool:
    return word in ("sin", "si", "sitt", "sine") or (len(word) > 2 and word.endswith("s"))


def _names_proposal(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the noun phrase at first names a proposal, or an action with what it is done to."""
    for number in range(first, min(last, first + _LONGEST_PHRASE)):
        low = sentence.low[number]
        if low in _PHRASE_ENDS or (number > first and sentence.gap(number).strip(" «\"“”'’")):
            return False
        if low in _PRONOUNS and (number + 1 >= last or sentence.low[number + 1] in _PHRASE_ENDS):
            return number == first
        if low.endswith(_PROPOSALS) or (low in _OWNED and number > first and _owns(sentence.low[number - 1])):
            return True
        following = sentence.low[number + 1] if number + 1 < last else ""
        if following in ("av", "om", "til", "på") and low.endswith(_ACTIONS):
            return True
    return False

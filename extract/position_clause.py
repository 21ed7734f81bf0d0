"""The clause in which a position is said: its words, whether it is said at all, and whether it is denied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loftespor.extract.actions import is_finite
from loftespor.extract.actors import is_own
from loftespor.extract.position_rows import endings_of, words_of

_WORD = re.compile(r"[\w§]+(?:[-/.’'][\w]+)*")
_NEGATIONS = words_of("negations")
_PARTLY = words_of("partly")
_ONLY = words_of("only")
_UNSAID = words_of("unsaid")
_PROPOSALS = endings_of("proposals")
_SAYS = words_of("says")
_CLOSING = frozenset({"gjelder", "gjeld", "angår", "bor", "foreslås", "føreslås"})
_SAID_BEFORE = frozenset({"nevnt", "nemnt", "kjent", "vist", "sagt", "påpekt", "beskrevet", "omtalt"})
_JOINS = frozenset({"og", "men", "samt"})
_LONGEST_CLAUSE = 16  # words before the verb that are looked at
_GOVERNOR_REACH = 14  # words before 'at' in which its verb stands


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the spans of its words and the words in lower case."""

    text: str
    spans: tuple[tuple[int, int], ...]
    low: tuple[str, ...]

    def word(self, number: int) -> str:
        """A word as written."""
        start, end = self.spans[number]
        return self.text[start:end]

    def words(self, first: int, last: int) -> list[str]:
        """The words from first up to last, as written."""
        return [self.word(number) for number in range(first, min(last, len(self.spans)))]

    def gap(self, number: int) -> str:
        """What stands between the word before and this word: spaces and punctuation."""
        return self.text[self.spans[number - 1][1] : self.spans[number][0]] if number else ""

    def number_at(self, offset: int) -> int:
        """The number of the first word that begins at or after an offset."""
        return next((number for number, (start, _) in enumerate(self.spans) if start >= offset), len(self.spans))


def read_sentence(text: str) -> Sentence:
    """The sentence with its words."""
    spans = tuple(match.span() for match in _WORD.finditer(text))
    return Sentence(text, spans, tuple(text[start:end].casefold() for start, end in spans))


@dataclass(frozen=True, slots=True)
class Clause:
    """Where the words of a row stand: `start` is the clause's first word, `first` and `last` the words of the match.

    `reported` where a verb of saying governs the clause ('KS skriver at de støtter …'), `joined` where it leans on the
    subject of the clause before ('…, og slutter seg til').
    """

    start: int
    first: int
    last: int
    reported: bool = False
    joined: bool = False


def clause_of(sentence: Sentence, first: int, last: int) -> Clause | None:
    """The clause of a match, or None where its subject says nothing: conditions, questions, relative clauses."""
    clause = _clause_before(sentence, first, last)
    if clause is None and last < len(sentence.low) and is_own(sentence.low[last]):
        return Clause(
            first, first, last
        )  # 'Når det gjelder …, forutsetter vi at': its subject behind it, a main clause
    return clause


def _clause_before(sentence: Sentence, first: int, last: int) -> Clause | None:
    start = first
    while start > 0 and first - start < _LONGEST_CLAUSE and not sentence.gap(start).strip(" «»\"“”'’"):
        before = sentence.low[start - 1]
        if before == "at":
            return _reported(sentence, Clause(start, first, last))
        if before in _JOINS and start == first:
            return Clause(start, first, last, joined=True)
        if before in _UNSAID and not _opens_nothing(sentence, start - 1) and not _closed(sentence, start, first):
            return None
        if before in _JOINS and _begins_clause(sentence, start, first):
            return Clause(start, first, last)
        start -= 1
    return Clause(start, first, last)


def subject_of(sentence: Sentence, first: int, last: int) -> Clause:
    """The stretch before a passive verb that is its subject, from the mark or 'og' before: 'Forslaget om X støttes'."""
    start = first
    while start > 0 and not sentence.gap(start).strip(" «»\"“”'’") and sentence.low[start - 1] not in _JOINS:
        start -= 1
    return Clause(start, first, last)


def _reported(sentence: Sentence, clause: Clause) -> Clause | None:
    """An 'at' clause reports what somebody holds where a verb of saying governs it."""
    governors = sentence.low[max(0, clause.start - 1 - _GOVERNOR_REACH) : clause.start - 1]
    if not any(word in _SAYS for word in governors):
        return None
    return Clause(clause.start, clause.first, clause.last, reported=True)


def _opens_nothing(sentence: Sentence, number: int) -> bool:
    """Whether such a word opens no clause: 'forslaget om nattbuss støttes', 'som nevnt er bydelen kritisk til'."""
    if sentence.low[number] == "som":
        return sentence.low[number + 1] in _SAID_BEFORE
    return sentence.low[number] == "om" and number > 0 and sentence.low[number - 1].endswith(_PROPOSALS)


def _closed(sentence: Sentence, start: int, first: int) -> bool:
    """Whether the clause that a subordinator opens has its own verb: 'når det gjelder nattbuss støtter bydelen'."""
    between = sentence.low[start : first - 1]
    return any(is_finite(word) or word in _CLOSING for word in between)


def _begins_clause(sentence: Sentence, start: int, first: int) -> bool:
    """Whether 'og' and 'men' join clauses here: the words up to the verb hold a subject of their own."""
    return sentence.low[start - 1] == "men" or sentence.word(start)[:1].isupper() or first - start <= 2


def denied(sentence: Sentence, clause: Clause, inside: Sequence[str], after: Sequence[str]) -> str | None:
    """'all' where the words are denied, 'part' for 'ikke fullt ut', None where they stand."""
    words = [*sentence.low[max(clause.start, clause.first - 3) : clause.first], *inside, *after]
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else ""
        if word in _NEGATIONS and following not in _ONLY:
            return "part" if following in _PARTLY else "all"
    return None

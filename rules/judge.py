"""What a text says became of something, by the phrase rules."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loftespor.rules.phrase_pattern import Pattern
from loftespor.rules.phrases import Axis, Phrase, PhraseBook, Reach, Scope, phrase_book

_WORD = re.compile(r"[\wæøåÆØÅ-]+")
STEP_RULE = "step_taken"

_STATEMENT_END = re.compile(r"(?:\A|(?:[!?;:]|(?<!\s\d)(?<!\s\d\d)\.)(?=\s)|\n)\s*")
_SENTENCE_END = re.compile(r"(?:[!?]|(?<!\s\d)(?<!\s\d\d)\.)(?=\s|$)|\n")  # not the stop of '2. juni'
_RUN_OF_WORDS = re.compile(r"(?:\s+[\wæøåÆØÅ-]+){1,8}")
# A comma ends a subordinate clause where a finite verb or a conjunction follows: 'Når X er åpnet, er Y …'.
_CLAUSE_END = re.compile(
    r"[!?;]|(?::|(?<!\s\d)(?<!\s\d\d)\.)(?=\s|$)|\n|\s[–-]\s|,\s+(?=(?:er|har|ble|blei|vart|skal|vil|må|kan|blir|kommer|kjem|så|men|mens|medan|og)\b)",
    re.IGNORECASE,
)
_NARROW_END = re.compile(r",\s|\s(?:og|men|fordi|som|at|mens|medan|eller)\s", re.IGNORECASE)
_PREPOSITIONS = frozenset(
    {"av", "for", "om", "til", "i", "på", "med", "fra", "frå", "ved", "under", "etter", "hos", "mot", "over", "gjennom"}
    | {"innen", "innan", "uten", "utan", "mellom", "per", "pr"}
)
_FORMAL = frozenset({"det", "der", "dette", "vi", "no", "nå", "har", "også", "òg", "man", "en", "ein"})


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """Words of a text that state a value: `text[start:end]`, half-open in Python characters into the judged text.

    `reach` says what they speak of: a part, the whole decision, a step of the work ('weak' counts where nothing
    firmer is said); `step` is that step's word in lower case.
    """

    axis: Axis
    value: str
    rule: str
    start: int
    end: int
    reach: Reach = "part"
    step: str | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its words and the places where a clause ends, found once for all its phrases."""

    text: str
    words: tuple[str, ...]  # in lower case
    starts: tuple[int, ...]
    clause_ends: tuple[int, ...]
    narrow_ends: tuple[int, ...]
    sentence_ends: tuple[int, ...]
    scopes: tuple[tuple[int, Scope], ...]  # where the words of a scope begin

    def words_between(self, start: int, end: int) -> tuple[str, ...]:
        """The words that begin from start up to end."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def clause_start(self, offset: int) -> int:
        """Where the clause with the character at offset begins."""
        return _last_before(self.clause_ends, offset)

    def narrow_start(self, offset: int) -> int:
        """Where the innermost clause or conjunct with the character at offset begins."""
        return max(self.clause_start(offset), _last_before(self.narrow_ends, offset))

    def is_asked(self, offset: int) -> bool:
        """Whether the sentence that goes on at offset ends in a question mark."""
        number = bisect_left(self.sentence_ends, offset)
        return number < len(self.sentence_ends) and self.text[self.sentence_ends[number]] == "?"

    def clause_end(self, offset: int) -> int:
        """Where the clause that goes on at offset ends."""
        number = bisect_right(self.clause_ends, offset)
        return self.clause_ends[number] if number < len(self.clause_ends) else len(self.text)

    def scopes_between(self, start: int, end: int) -> tuple[Scope, ...]:
        """The scopes whose words begin from start up to end."""
        low = bisect_left(self.scopes, start, key=_place)
        return tuple(scope for _, scope in self.scopes[low : bisect_left(self.scopes, end, key=_place)])


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase found in a text, not yet asked whether something near it takes it away."""

    phrase: Phrase
    pattern: Pattern
    start: int
    end: int


def judge(text: str) -> tuple[PhraseHit, ...]:
    """What the text states about implementation and funding, in the order of the text.

    Negated, conditional, wished-for and asked-for statements give nothing: 'Dersom skolen er åpnet …' is no
    statement that it is. A hit inside a longer one of the same axis is left out.
    """
    book = phrase_book()
    read = _read(text, book)
    return _longest(_hit(read, book, found) for found in _candidates(read, book) if _stands(read, book, found))


def _last_before(ends: Sequence[int], offset: int) -> int:
    number = bisect_right(ends, offset)
    return ends[number - 1] if number else 0


def _place(scope: tuple[int, Scope]) -> int:
    return scope[0]


def _read(text: str, book: PhraseBook) -> _Text:
    found = list(_WORD.finditer(text))
    words = tuple(word[0].lower() for word in found)
    starts = tuple(word.start() for word in found)
    scopes = [
        (start, scope)
        for start, word in zip(starts, words, strict=True)
        for scope, pattern in book.scope_by_word.get(word, ())
        if pattern.regex.match(text, start)
    ]
    return _Text(
        text,
        words,
        starts,
        clause_ends=tuple(end.end() for end in _CLAUSE_END.finditer(text)),
        narrow_ends=tuple(end.end() for end in _NARROW_END.finditer(text)),
        sentence_ends=tuple(end.start() for end in _SENTENCE_END.finditer(text)),
        scopes=tuple(scopes),
    )


def _candidates(read: _Text, book: PhraseBook) -> Iterator[_Candidate]:
    known = frozenset(read.words)
    for start, word in zip(read.starts, read.words, strict=True):
        if rows := book.by_word.get("#" if word[0].isdigit() else word):
            yield from _matches(read.text, start, rows, known)
    for found in _STATEMENT_END.finditer(read.text):
        yield from _matches(read.text, found.end(), book.at_start, known)


def _matches(
    text: str, start: int, rows: Iterable[tuple[Phrase, Pattern]], known: frozenset[str]
) -> Iterator[_Candidate]:
    for phrase, pattern in rows:
        if pattern.last and pattern.last.isdisjoint(known):  # most patterns: their last word is not in the text
            continue
        if match := pattern.regex.match(text, start):
            yield _Candidate(phrase, pattern, start, match.end())


def _stands(read: _Text, book: PhraseBook, found: _Candidate) -> bool:
    """Whether nothing in or near the phrase takes away what it says."""
    inside = set(read.words_between(found.start, found.end)) - found.pattern.words
    return not (
        inside & book.inside
        or _denied(read, book, found)
        or _scoped(read, found)
        or read.is_asked(found.end)
        or _other_sense(read, found)
    )


def _denied(read: _Text, book: PhraseBook, found: _Candidate) -> bool:
    if found.pattern.words & (book.before | book.subject):  # 'videreføres ikke' brings its own negation
        return False
    before = read.words_between(_last_before(read.sentence_ends, found.start), found.start)
    narrow = read.words_between(read.narrow_start(found.start), found.start)
    after = _next_words(read, found.end, 2)
    return bool(book.subject & set(before) or book.before & (set(narrow) | set(after)))


def _next_words(read: _Text, offset: int, count: int) -> tuple[str, ...]:
    """The words that follow with nothing but spaces between."""
    following = _RUN_OF_WORDS.match(read.text, offset)
    return tuple(following[0].lower().split()[:count]) if following else ()


def _scoped(read: _Text, found: _Candidate) -> bool:
    clause, sentence = read.clause_start(found.start), _last_before(read.sentence_ends, found.start)
    near = {scope.id: scope for scope in read.scopes_between(clause, found.start) if scope.where == "before"}
    wide = {scope.id: scope for scope in read.scopes_between(sentence, found.start) if scope.sentence}
    after = read.scopes_between(found.end, read.clause_end(found.end))
    scopes = (*near.values(), *wide.values(), *(scope for scope in after if scope.where == "after"))
    return any(scope.covers(found.phrase) for scope in scopes)


def _other_sense(read: _Text, found: _Candidate) -> bool:
    phrase = found.phrase
    if phrase.not_before & set(_next_words(read, found.end, 1)):
        return True
    return bool(phrase.not_nouns) and any(word.endswith(phrase.not_nouns) for word in _spoken_of(read, found))


def _hit(read: _Text, book: PhraseBook, found: _Candidate) -> PhraseHit:
    phrase = found.phrase
    step = _step(read, book, found) if phrase.steps else None
    if step:  # the meeting was held, not the measure carried out
        return PhraseHit(phrase.axis, "in_progress", STEP_RULE, found.start, found.end, "step", step)
    if phrase.reach == "step":
        first_word = read.words_between(found.start, found.end)[0]
        step = next(reversed(_spoken_of(read, found)), first_word)
        return PhraseHit(phrase.axis, phrase.value, phrase.id, found.start, found.end, "step", step)
    afterwards = phrase.value == "planned" and any(w.endswith(book.afterwards) for w in _spoken_of(read, found))
    reach: Reach = "weak" if afterwards else phrase.reach
    return PhraseHit(phrase.axis, phrase.value, phrase.id, found.start, found.end, reach)


def _step(read: _Text, book: PhraseBook, found: _Candidate) -> str | None:
    steps = tuple(form for name in found.phrase.steps for form in book.steps[name])
    return next((word for word in _spoken_of(read, found) if word.endswith(steps)), None)


def _spoken_of(read: _Text, found: _Candidate) -> tuple[str, ...]:
    """The words of what the phrase speaks of: 'Det er etablert en arbeidsgruppe' → ('en', 'arbeidsgruppe').

    Norwegian puts it before the verb, or inside ('I mai ble brukermøtet avholdt') or after it where the place before
    is taken by a formal 'det', by an adverbial, or by the one who acts ('Kommunen har gjennomført møter').
    """
    before = read.words_between(read.narrow_start(found.start), found.start)
    inside = tuple(w for w in read.words_between(found.start, found.end) if w not in found.pattern.words)
    after = _head(_next_words(read, found.end, 6))
    first = read.text[found.start : found.end].split()[0].lower()
    if first in {"har", "hadde"} and "blitt" not in inside:
        return _head(inside) + after
    if not before or before[0] in _FORMAL or before[0] in _PREPOSITIONS:
        return _head(inside) + after
    return _head(before) + inside


def _head(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words up to the first preposition: what stands after it is not the head of the phrase."""
    end = next((number for number, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    return words[:end]


def _span(hit: PhraseHit) -> tuple[int, int]:
    return hit.start, -hit.end


def _longest(hits: Iterable[PhraseHit]) -> tuple[PhraseHit, ...]:
    """The hits without those that lie inside, or run into, a hit of the same axis that began before them."""
    kept: list[PhraseHit] = []
    reached = {"implementation": -1, "funding": -1}
    for hit in sorted(hits, key=_span):
        if hit.start >= reached[hit.axis]:
            kept.append(hit)
            reached[hit.axis] = hit.end
    return tuple(kept)

"""Positions: who supports, opposes or reserves themselves towards a proposal, sentence by sentence.

The words are rows of `positions.toml`. A condition, a question, a relative clause or a request says nobody's position;
what a body adopts in its minutes is a decision, and read by `find_decisions`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from loftespor.extract.position_clause import Clause, Sentence, clause_of, denied, read_sentence, subject_of
from loftespor.extract.position_holder import Holder, find_holder, holder_by, is_thing
from loftespor.extract.position_rows import Row, rows_by_word
from loftespor.extract.position_target import Target, is_conditional, pays, skip_adverbs, target_after, target_before
from loftespor.extract.records import Decision, Position, Stance
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest.document import Document
from loftespor.rules.phrase_pattern import Pattern

# Papers in which somebody takes a stand on what others propose; in programmes and plans the same words are own pledges.
_KINDS = frozenset(
    {None, "consultation_response", "answer", "speech", "memo", "minutes", "case_paper", "resolution", "other"}
)
_TEXT_BLOCKS = ("paragraph", "list_item", "footnote")
_CLAUSE_WORDS = frozenset({"at", "som"})
_LONGEST = 1_500  # characters; what is longer is a table or a text without punctuation


@dataclass(frozen=True, slots=True)
class Stand:
    """What a sentence says of a proposal; `last` is the number of the word after the words that say it."""

    row: Row
    stance: Stance
    holder: str | None
    target_text: str | None
    last: int


def find_positions(document: Document, *, decisions: Sequence[Decision] = ()) -> tuple[Position, ...]:
    """The positions of a document: at most one of each stance for a sentence. `decisions` are those found in it."""
    if document.kind not in _KINDS:
        return ()
    decided = _Decided(decisions)
    return tuple(
        Position(
            start, end, stance=stand.stance, rule=stand.row.name, holder=stand.holder, target_text=stand.target_text
        )
        for start, end in _sentences(document)
        if not decided.holds(start, end)
        for stand in find_stands(document.text[start:end], issuer=document.issuer)
    )


class _Decided:
    """The stretches of a document that are put to the vote; a remark ('merknad') is somebody's opinion."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        spans = sorted((d.start, d.end) for d in decisions if d.decision_form != "merknad")
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch begins at or before start and some of those ends at or after end."""
        number = bisect_right(self._starts, start)
        return number > 0 and self._ends[number - 1] >= end


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        if block.kind in _TEXT_BLOCKS:
            for start, end in sentence_spans(document.text[block.start : block.end]):
                if end - start <= _LONGEST:
                    yield block.start + start, block.start + end


def find_stands(text: str, *, issuer: str | None = None) -> Iterator[Stand]:
    """What a sentence says of proposals, the first of each stance.

    >>> [(s.stance, s.target_text) for s in find_stands("Bydelen støtter forslaget om nattbuss.")]
    [('support', 'forslaget om nattbuss')]
    """
    if text.rstrip(' "”»)').endswith("?"):
        return
    sentence = read_sentence(text)
    said: set[Stance] = set()
    number = 0
    while number < len(sentence.low):
        stand = _stand_at(sentence, number, issuer=issuer)
        number = number + 1 if stand is None else max(number + 1, stand.last)
        if stand is not None and stand.stance not in said:
            said.add(stand.stance)
            yield stand


def _stand_at(sentence: Sentence, number: int, *, issuer: str | None) -> Stand | None:
    """What the words from a word on say, by the first row that fits."""
    for row, pattern in rows_by_word().get(sentence.low[number], ()):
        if pattern.last and pattern.last.isdisjoint(sentence.low[number:]):
            continue
        match = pattern.regex.match(sentence.text, sentence.spans[number][0])
        if match is None:
            continue
        last = sentence.number_at(match.end())
        clause = subject_of(sentence, number, last) if row.target == "before" else clause_of(sentence, number, last)
        if clause is not None and (stand := _stand(sentence, row, pattern, clause, issuer=issuer)):
            return stand
    return None


def _stand(sentence: Sentence, row: Row, pattern: Pattern, clause: Clause, *, issuer: str | None) -> Stand | None:
    inside = [word for word in sentence.words(clause.first, clause.last) if word.casefold() not in pattern.words]
    if row.target == "after" and not _CLAUSE_WORDS.isdisjoint(word.casefold() for word in inside):
        return None  # the match runs into a clause of its own: 'anbefaler at kommunen ikke …'
    holder = _holder(sentence, row, clause, inside, issuer=issuer)
    if holder is None:
        return None
    after = skip_adverbs(sentence, clause.last) + holder.after
    target = _target(sentence, row, clause, after)
    stance = _stance(sentence, row, clause, inside, target) if target else None
    if target is None or stance is None or pays(sentence, row, target):
        return None
    return Stand(row, stance, holder.name, target.text, max(clause.last, target.last))


def _holder(
    sentence: Sentence, row: Row, clause: Clause, inside: Sequence[str], *, issuer: str | None
) -> Holder | None:
    """Who holds it; nobody for words that say it of no one ('det er positivt at'); None where it is no position."""
    if row.target == "before":
        return holder_by(sentence, clause.last, issuer=issuer)
    found = find_holder(sentence, clause, inside, issuer=issuer)
    if not row.impersonal and is_thing(sentence, clause) and not (found and found.behind):
        return None
    return Holder(None) if found is None and row.impersonal else found


def _target(sentence: Sentence, row: Row, clause: Clause, after: int) -> Target | None:
    if row.target == "before":  # else 'Generelt støttes endringene'
        return target_before(sentence, row, clause) or target_after(sentence, row, clause.last)
    if row.target == "inside":
        between = range(clause.first + 1, clause.last)
        return target_after(sentence, row, next((n for n in between if sentence.low[n] == "at"), clause.first + 1))
    found = target_after(sentence, row, after)
    if found is None and (after >= len(sentence.low) or sentence.gap(after).strip()):  # 'Dette støtter vi.'
        found = target_before(sentence, row, clause)
    return found


def _stance(sentence: Sentence, row: Row, clause: Clause, inside: Sequence[str], target: Target) -> Stance | None:
    """The row's stance; its opposite where it is denied; a reservation where it is held on a condition."""
    end = target.first + 1 if target.first >= clause.last else clause.last + 2
    after = sentence.low[clause.last : end] if row.target != "inside" else ()
    denial = denied(sentence, clause, [word.casefold() for word in inside], after)
    if denial == "part":
        return "reserve"
    if denial == "all":
        return row.negated
    return "reserve" if row.stance == "support" and is_conditional(sentence, target) else row.stance

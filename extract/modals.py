"""Sentences that commit somebody: the rows of `modals.toml`, tried at each verb of a sentence.

Bounded work: a sentence is read in windows of a few words around each verb, never as a whole by a searching pattern.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from loftespor.extract.actions import first_action, is_finite
from loftespor.extract.actors import ADVERBS, find_party, is_own, is_public
from loftespor.extract.modal_rows import (
    HOPES,
    OPINION,
    REPORTS,
    SUBORDINATORS,
    Row,
    RowException,
    Tier,
    exceptions_by_verb,
    rows_by_verb,
)
from loftespor.extract.records import CommitmentKind
from loftespor.extract.subjects import find_subject

Clause: TypeAlias = Literal["main", "opinion", "reported", "subordinate"]

MAX_SENTENCE = 1_500  # characters; what is longer is a table or a text without punctuation
_WINDOW = 160  # characters on each side of a verb that rows and exceptions look at
_WORD = re.compile(r"[\w§]+(?:[-/.’'][\w]+)*")
_QUOTED = re.compile(r"«[^»]{0,800}»|“[^”]{0,800}”|\"[^\"]{0,800}\"")
_CONJUNCTIONS = frozenset({"og", "men", "samt"})  # 'Rådet viser til saken, og ber om svar'
_DUTIES = frozenset({"skal", "må", "bør"})  # verbs whose subject is who is to act
_HOLDER_REACH = 22  # words between 'mener' and the verb of its clause
_PRONOUNS = frozenset({"de", "dei", "den", "det", "vi", "me", "man", "en", "ein", "du", "hun", "ho", "han"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sentence says: the kind, the row that found it, who acts, who is to act, and the verb."""

    kind: CommitmentKind
    rule: str
    actor: str | None
    addressee: str | None
    action: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A verb in its sentence: the words before it in its clause and after it, and the windows of characters.

    `opening` are the sentence's first words where the verb's clause leans on them ('…, og ber om svar'); `holder` the
    words before the verb of opinion that the verb's clause stands below ('Utvalget mener at …').
    """

    sentence: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    before: str
    after: str
    clause: Clause
    opening: tuple[str, ...]
    holder: tuple[str, ...] = ()


def judge_sentence(sentence: str, *, tier: Tier, issuer: str | None = None) -> Finding | None:
    """What a sentence commits somebody to, or None, as for questions, lead-ins, predictions and quotes of others."""
    if tier == "silent" or len(sentence) > MAX_SENTENCE or sentence.rstrip(' "”»)').endswith(("?", ":")):
        return None
    for verb, place in _places(sentence, keep_quotes=tier == "programme"):
        for row in rows_by_verb()[verb]:
            if tier in row.tiers:
                finding = _judge(row, verb, place, tier=tier, issuer=issuer)
                if finding is not None:
                    return finding
    return None


def excepted_verbs(sentence: str, *, tier: Tier) -> frozenset[str]:
    """The verbs of a sentence of which an exception says that they commit nobody here, whoever stands beside them."""
    if len(sentence) > MAX_SENTENCE:
        return frozenset()
    return frozenset(
        verb
        for verb, place in _places(sentence, keep_quotes=tier == "programme")
        if any(_excepted(exception, place, tier=tier, own=False) for exception in exceptions_by_verb().get(verb, ()))
    )


def _places(sentence: str, *, keep_quotes: bool) -> Iterator[tuple[str, _Place]]:
    quoted = [] if keep_quotes else [match.span() for match in _QUOTED.finditer(sentence)]
    words = [match.span() for match in _WORD.finditer(sentence)]
    low = [sentence[a:b].casefold() for a, b in words]
    for i, verb in enumerate(low):
        if verb in rows_by_verb() and not any(a < words[i][0] < b for a, b in quoted):
            yield verb, _place(sentence, words, low, i)


def _place(sentence: str, words: list[tuple[int, int]], low: list[str], i: int) -> _Place:
    start, end = words[i]
    first = i
    while first > 0 and i - first < 14 and not sentence[words[first - 1][1] : words[first][0]].strip(" '’"):
        first -= 1
    left = tuple(sentence[a:b] for a, b in words[first:i])
    right = tuple(sentence[a:b] for a, b in words[i + 1 : i + 9])
    before, after = sentence[max(0, start - _WINDOW) : start], sentence[end : end + _WINDOW].lstrip()
    joined = first > 0 and low[first] in _CONJUNCTIONS and set(low[first:i]) <= ADVERBS | _CONJUNCTIONS
    opening = tuple(sentence[a:b] for a, b in words[:4]) if joined else ()
    holder = next((k for k in range(i - 1, max(-1, i - _HOLDER_REACH), -1) if low[k] in OPINION), 0)
    held = tuple(sentence[a:b] for a, b in words[max(0, holder - 6) : holder])
    return _Place(sentence, left, right, before, after, _clause(low, first, i), opening, held)


def _clause(low: list[str], first: int, i: int) -> Clause:
    """In what clause the verb at i stands: a main one, below 'at' (of an opinion or not), or below 'som', 'når' …"""
    if i == 0 and is_finite(low[0]):
        return "subordinate"  # 'Skal vi lykkes, trenger vi …' is a condition
    for back in range(i - 1, first - 1, -1):
        word = low[back]
        if word in HOPES:
            return "subordinate"
        if word == "at":
            return _below_at(low[max(0, back - 14) : back])
        if word in SUBORDINATORS and i - back <= _reach(low, back, first) and not _is_closed(low, back, i):
            return "subordinate"
    return "opinion" if first > 0 and "mener" in low[first:i] else "main"


def _below_at(before: list[str]) -> Clause:
    """What an 'at' clause is by the verb it stands below: 'mener', 'viser', or another."""
    if any(word in OPINION for word in before):
        return "opinion"
    return "subordinate" if any(word in REPORTS for word in before[-6:]) else "reported"


def _reach(low: list[str], back: int, first: int) -> int:
    """How many words after it a subordinator's clause is taken to run: 'om' and 'der' are often prepositions."""
    if low[back] not in ("om", "der", "siden", "sidan", "mens", "enn", "før", "slik") or low[back + 1] in _PRONOUNS:
        return 13
    return 6 if back == first else 1


def _is_closed(low: list[str], back: int, i: int) -> bool:
    """Whether the clause a subordinator opens has its own verb before the verb at i: 'de som er rammet må få hjelp'."""
    between = [word for word in low[back + 1 : i] if word not in ADVERBS]
    return any(is_finite(word) for word in between) or any(w.endswith(("er", "es", "ar")) for w in between[:1])


def _judge(row: Row, verb: str, place: _Place, *, tier: Tier, issuer: str | None) -> Finding | None:
    if _is_open_end(place.right) or not _clause_fits(row, place.clause, tier=tier):
        return None
    if row.action and first_action(" ".join(place.right[:6])) is None:
        return None
    if row.before is not None and not row.before.search(place.before):
        return None
    if row.after is not None and not row.after.match(place.after):
        return None
    actor = find_subject((), place.opening, issuer=issuer) or find_subject(place.left, place.right, issuer=issuer)
    own = actor is not None and (is_own(actor) or actor == issuer or find_party(actor) is not None)
    if (row.subject == "own" and not own) or (row.subject == "body" and actor is None):
        return None
    if any(_excepted(exception, place, tier=tier, own=own) for exception in exceptions_by_verb().get(verb, ())):
        return None
    return _finding(row, place, actor, own=own, duty=verb in _DUTIES)


def _is_open_end(right: tuple[str, ...]) -> bool:
    """Whether a sentence ends with its verb and at most a small word: 'SV vil' and 'Vi krever at' are lead-ins."""
    return not right or (len(right) == 1 and not right[0].endswith(("e", "es", "ast", "a")))


def _clause_fits(row: Row, clause: Clause, *, tier: Tier) -> bool:
    if row.clause == "any" or clause == "main":
        return row.clause != "opinion"
    return clause == "opinion" or (clause == "reported" and tier == "programme")


def _excepted(exception: RowException, place: _Place, *, tier: Tier, own: bool) -> bool:
    if tier not in exception.tiers:
        return False
    if exception.unless is not None and exception.unless.search(place.sentence):
        return False
    if own and exception.unless_own is not None and exception.unless_own.search(" ".join(place.right[:3])):
        return False
    return (
        (exception.before is None or exception.before.search(place.before) is not None)
        and (exception.after is None or exception.after.match(place.after) is not None)
        and (exception.sentence is None or exception.sentence.search(place.sentence) is not None)
    )


def _finding(row: Row, place: _Place, actor: str | None, *, own: bool, duty: bool) -> Finding:
    kind = row.kind_own if own else row.kind
    addressee = actor if duty and actor and not own and is_public(actor) else None
    if kind == "request":
        addressee = next((word for word in place.right[:6] if is_public(word)), None)
    said = None if addressee is not None and addressee == actor else actor
    if place.clause in ("opinion", "reported"):
        said = find_subject(place.holder, ()) or said
    return Finding(kind, row.name, said, addressee, first_action(" ".join(place.right)), own)

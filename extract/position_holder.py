"""Who holds a position: the subject of the words that say it, as written; 'vi' is the document's issuer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from loftespor.extract.actions import is_finite
from loftespor.extract.actors import ADVERBS, PREPOSITIONS, find_party, is_body, is_own, opens_sentence
from loftespor.extract.position_clause import Clause, Sentence
from loftespor.extract.position_rows import endings_of, words_of
from loftespor.extract.subjects import find_subject

_THINGS = words_of("things")
_PROPOSALS = endings_of("proposals")
_PEOPLE = words_of("people")
_SPEAKER = frozenset({"jeg", "eg", "undertegnede", "underteikna"})
_PRONOUNS = frozenset({"de", "dei", "han", "hun", "ho"})
_FIELD = frozenset({"i", "for", "ved", "av", "på"})  # 'Etat for skole', 'flertallet i utvalget'
_NOT_FIRST = PREPOSITIONS | {
    "i",
    "for",
    "etter",
    "under",
    "ut",
    "uten",
    "utan",
    "som",
    "når",
    "å",
    "at",
    "ikke",
    "utover",
}
_LONGEST = 4  # words of a name that no list knows
_LONGEST_FIELD = 8


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a position; `name` is None where it is 'vi' of an unknown issuer, 'de', or left out.

    `after` is how many words of the name follow the match; `behind` says that it stands behind the finite verb.
    """

    name: str | None
    after: int = 0
    behind: bool = False


def find_holder(sentence: Sentence, clause: Clause, inside: Sequence[str], *, issuer: str | None) -> Holder | None:
    """The holder before the verb, else between its words or after them; None where none is named."""
    if clause.joined:
        first = _opening(sentence.words(0, 6), issuer=issuer)
        if first is None and sentence.low[0] not in _PRONOUNS:
            return None
        return Holder(_resolved(first, issuer=issuer) if first else None)
    left = _without_adverbs(sentence.words(clause.start, clause.first))
    if (name := _ending(left, issuer=issuer)) is not None:
        return Holder(_resolved(name, issuer=issuer))
    if (name := _opening(_behind_adverbs(inside), issuer=issuer)) is not None:
        return Holder(_resolved(name, issuer=issuer), behind=True)
    if len(left) > 1 and clause.start == 0 and all(word[:1].isupper() for word in left) and not opens_sentence(left[0]):
        return Holder(" ".join(left))
    if (name := _opening(sentence.words(clause.last, clause.last + 8), issuer=issuer)) is not None:
        return Holder(_resolved(name, issuer=issuer), after=len(name.split()), behind=True)
    return _unlisted(sentence, clause, left, issuer=issuer)


def holder_by(sentence: Sentence, number: int, *, issuer: str | None) -> Holder:
    """The holder behind 'av' where a passive verb ends or soon after: 'støttes av Eldrerådet'."""
    by = next((n for n in range(number - 1, min(number + 3, len(sentence.low))) if sentence.low[n] == "av"), None)
    if by is None:
        return Holder(None)
    name = _opening(sentence.words(by + 1, by + 7), issuer=issuer) or _name_at(sentence, by + 1)
    return Holder(_resolved(name, issuer=issuer) if name else None)


def is_thing(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject before the verb is something written or done: 'planen forutsetter at'."""
    left = _without_adverbs(sentence.words(clause.start, clause.first))
    return bool(left) and (left[0].casefold() in _THINGS or left[-1].casefold() in _THINGS)


def _without_adverbs(words: list[str]) -> list[str]:
    while words and words[-1].casefold() in ADVERBS:
        words.pop()
    return words


def _behind_adverbs(words: Sequence[str]) -> list[str]:
    return list(dropwhile(_is_adverb, words))


def _is_adverb(word: str) -> bool:
    return word.casefold() in ADVERBS


def _resolved(name: str, *, issuer: str | None) -> str | None:
    return issuer if is_own(name) or name.casefold() in _SPEAKER else name


def _ending(words: list[str], *, issuer: str | None) -> str | None:
    """The holder that the words before the verb end with, where a list or a form of names knows it."""
    if not words:
        return None
    if words[-1].casefold() in _SPEAKER:
        return words[-1]
    if _is_holder(words[0]) and 2 < len(words) <= _LONGEST_FIELD and words[1].casefold() in _FIELD:
        return " ".join(words)
    named = find_subject(words, (), issuer=issuer)
    if named is not None:
        return named
    before = words[-2].casefold() if len(words) > 1 else ""
    if words[-1].casefold() in _PEOPLE and before not in _NOT_FIRST:
        return _with_names(words)
    return None


def _with_names(words: list[str]) -> str:
    at = len(words) - 1
    while at > 0 and (words[at - 1][:1].isupper() or words[at - 1].casefold() in ("de", "dei")):
        at -= 1
    return " ".join(words[at:])


def _opening(words: list[str], *, issuer: str | None) -> str | None:
    """The holder that words begin with: 'vi', 'bydelen', 'Fjordvik kommune', 'Bydel Tangen'."""
    if not words or words[0].casefold().endswith(_PROPOSALS):  # 'forslaget' ends like 'laget'
        return None
    if words[0].casefold() in _SPEAKER | _PEOPLE:
        return words[0]
    if words[0] == "Bydel" and words[1:2] and words[1][:1].isupper():
        return " ".join(words[:2])
    if (party := find_party(" ".join(words[:4]))) is not None and " ".join(words).startswith(party[0]):
        return party[0]
    named = find_subject((), words, issuer=issuer)
    return named if named is not None and " ".join(words).casefold().startswith(named.casefold()) else None


def _is_holder(word: str) -> bool:
    low = word.casefold()
    return low in _PEOPLE or is_body(word) or low in ("etat", "seksjon", "avdeling", "råd", "utvalg")


def _unlisted(sentence: Sentence, clause: Clause, left: list[str], *, issuer: str | None) -> Holder | None:
    """A subject that no list knows, as written; nobody in the style of a telegram ('Støtter forslaget.')."""
    if not left:
        return Holder(None) if clause.first == 0 else None
    if left[-1].casefold() in _PRONOUNS and len(left) == 1:
        first = _opening(sentence.words(0, 6), issuer=issuer) if clause.reported else None
        return Holder(_resolved(first, issuer=issuer) if first else None)
    if _follows(sentence, clause):  # 'Heldigvis støtter Duepatruljen forslaget'
        name = _name_at(sentence, clause.last)
        return Holder(name, after=len(name.split()), behind=True)
    return Holder(" ".join(left)) if _is_phrase(clause, left) else None


def _follows(sentence: Sentence, clause: Clause) -> bool:
    return bool(_name_at(sentence, clause.last)) and not sentence.gap(clause.last).strip()


def _name_at(sentence: Sentence, number: int) -> str:
    """The run of capitalised words at a number; empty where the last is a genitive ('Miljødirektoratets')."""
    end = number
    while end < min(len(sentence.low), number + _LONGEST) and sentence.word(end)[:1].isupper():
        end += 1
    words = sentence.words(number, end)
    return "" if not words or words[-1].endswith("s") else " ".join(words)


def _is_phrase(clause: Clause, left: list[str]) -> bool:
    """Whether these words before the verb can be a subject: a short phrase that opens the sentence or is a name."""
    first = left[0].casefold()
    if len(left) > _LONGEST or first in _NOT_FIRST or first in _THINGS or left[-1].casefold() in _THINGS:
        return False
    if opens_sentence(left[0]) or any(is_finite(word.casefold()) for word in left):
        return False
    return left[0][:1].isupper() and (clause.start == 0 or clause.reported or left[-1][:1].isupper())

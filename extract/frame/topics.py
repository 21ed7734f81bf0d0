"""Topics of commitments: themes of the Los vocabulary, found by the words of the statement and the headings above it.

`topics.tsv` has the themes and the words of Los that lead to them (build_topics.py), `topics.toml` what policy texts
need besides. Words are compared by their stems; a compound counts by its first or its last part ('sykehjemsplasser').
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from loftespor.extract.data_file import read_data
from loftespor.extract.stems import stem

_WORD = re.compile(r"[^\W_]+(?:[-/&][^\W_]+)*")
_MAKES_WORDS = re.compile(r"e?l[ei]g|e?ig|els|[es]?lov|hetslov")
# A committee's name tells who treats a matter, not what it is about.
_COMMITTEE = re.compile(
    r"\butval(?:g|get|et)?\s+for\s+\w{1,30}(?:,\s\w{1,30}){0,3}(?:\s+og\s+\w{1,30})?", re.IGNORECASE
)
_LANGUAGES = ("nb", "nn", "en")
_MOST = 3
_LEAST_PART = 4  # letters of the part of a compound by which it counts
_LEAST_REST = 3  # letters of the rest of it: 'politisk' is not about the police
_LONGEST = 4  # words of a term
_LONGEST_WORD = 60  # letters; longer is no word
_PHRASE, _WHOLE, _PART = 3.0, 2.0, 1.5
_HEADINGS = (0.5, 0.25)  # what a word of the innermost heading and of that above it weighs
_LEAST = 1.0  # a word of the innermost heading alone is enough
_NEAR = 0.5  # of the best topic's weight, for another to be named too


@dataclass(slots=True)
class _Lexicon:
    """The themes' names, and the terms: by the stems of their words, and by the stems that parts of compounds have."""

    names: dict[str, Mapping[str, str]] = field(default_factory=dict)
    terms: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    firsts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lasts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    openers: set[str] = field(default_factory=set)
    never: re.Pattern[str] = re.compile(r"(?!)")


def find_topics(text: str, *, headings: Sequence[str] = ()) -> tuple[str, ...]:
    """The ids of at most three topics of a text, best first: 'familie-og-barn/barnehage', 'skole-og-utdanning'.

    The innermost of the `headings` above it counts half, the next a quarter. A topic below another that was
    found takes its place.
    """
    weights: dict[str, float] = defaultdict(float)
    above = zip(reversed(headings), _HEADINGS, strict=False)
    for part, factor in ((text, 1.0), *above):
        for weight, ids in _matches(part):
            for id in ids:
                weights[id] += factor * weight / len(ids)
    weights = _merged(weights)
    best = sorted(weights, key=lambda id: (-weights[id], id))
    return tuple(id for id in best[:_MOST] if weights[id] >= max(_LEAST, _NEAR * weights[best[0]]))


def topic_ids() -> tuple[str, ...]:
    """The ids of all topics, in alphabetical order."""
    return tuple(_lexicon().names)


def topic_name(id: str, language: str) -> str:
    """The name of a topic in 'nb', 'nn' or 'en'; raises KeyError for what is no topic or language.

    >>> topic_name("familie-og-barn/barnehage", "en")
    'Kindergarten'
    """
    return _lexicon().names[id][language]


def _merged(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights with those of a parent given to its children, where any were found."""
    merged = dict(weights)
    for id, weight in weights.items():
        children = [child for child in weights if child.startswith(f"{id}/")]
        if children:
            merged.pop(id)
            for child in children:
                merged[child] += weight / len(children)
    return merged


def _matches(text: str) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The terms in a text with what they weigh; the longest at each place, and each once."""
    lexicon = _lexicon()
    words = (word.casefold() for word in _WORD.findall(_COMMITTEE.sub(" ", text)))
    keys = ["" if lexicon.never.fullmatch(word) else _key(word) for word in words]
    seen: set[tuple[str, ...]] = set()
    place = 0
    while place < len(keys):
        term = _longest_term(lexicon, keys, place)
        found = lexicon.terms.get(term) if term else _of_compound(lexicon, keys[place])
        if found and (term or (keys[place],)) not in seen:
            seen.add(term or (keys[place],))
            yield (_PHRASE if len(term) > 1 else _WHOLE if term else _PART), found
        place += max(1, len(term))


def _longest_term(lexicon: _Lexicon, keys: Sequence[str], place: int) -> tuple[str, ...]:
    if keys[place] not in lexicon.openers:
        return ()
    for length in range(min(_LONGEST, len(keys) - place), 0, -1):
        term = tuple(keys[place : place + length])
        if term in lexicon.terms:
            return term
    return ()


def _of_compound(lexicon: _Lexicon, key: str) -> tuple[str, ...] | None:
    """The topics of a compound by the longest first part that is a term, else by its last part."""
    if len(key) > _LONGEST_WORD:
        return None
    for length in range(len(key) - _LEAST_REST, _LEAST_PART - 2, -1):
        if found := lexicon.firsts.get(key[:length]):
            return found
    for start in range(2, len(key) - _LEAST_PART + 1):
        if found := lexicon.lasts.get(key[start:]):
            return found
    return None


@cache
def _key(word: str) -> str:
    """The stem of a word in lower case without a doubled last letter, so that 'hjem' and 'hjemmene' are one.

    Endings that make another word stay: the stemmer takes 'fastlege' to 'fast' and 'grunnlov' to 'grunn'.
    """
    found = stem(word)
    if made := _MAKES_WORDS.match(word, len(found)):
        return found + made.group()
    return found[:-1] if len(found) > _LEAST_PART and found[-1] == found[-2] else found


def _words_of(term: str) -> tuple[str, ...]:
    return tuple(_key(word.casefold()) for word in _WORD.findall(term))


@cache
def _lexicon() -> _Lexicon:
    lexicon, data = _Lexicon(), read_data("frame/topics.toml")
    never = {_words_of(word) for word in data["never"]["labels"].split()}
    lexicon.never = re.compile("|".join(word.replace("*", r"\w*") for word in data["never"]["words"].split()))
    table = files("loftespor.extract").joinpath("frame/topics.tsv").read_text(encoding="utf-8")
    for row in (line.split("\t") for line in table.splitlines() if not line.startswith("#")):
        if row[0] == "theme":
            lexicon.names[row[1]] = dict(zip(_LANGUAGES, row[2:], strict=True))
        elif (term := _words_of(row[1])) not in never:
            _add(lexicon, term, row[2].split(), first=len(term) == 1 and len(row[1]) > _LEAST_PART + 2)
    own: dict[str, list[str]] = defaultdict(list)
    for id, words in data["words"].items():
        for word in words:
            own[word].append(id)
    for word, ids in own.items():
        term = _words_of(word)
        _add(lexicon, term, ids, first=word.endswith("*"))
        if word.startswith("*"):
            lexicon.lasts[term[0]] = tuple(ids)
    return lexicon


def _add(lexicon: _Lexicon, term: tuple[str, ...], ids: Iterable[str], *, first: bool) -> None:
    if not term:
        return
    lexicon.terms[term] = tuple(ids)
    lexicon.openers.add(term[0])
    if first:
        lexicon.firsts[term[0]] = tuple(ids)

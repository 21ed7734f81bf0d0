"""Sentences of Norwegian official prose, by rule: abbreviations, ordinals, initials, quotes, labels, inline bullets.

Spans are half-open, in characters of the string that was given. The rules need no trained model; `language` sets
the same boundaries on a spaCy `Doc`.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from loftespor.extract.data_file import read_data
from loftespor.extract.openings import OPENING, opens_unmarked

Span: TypeAlias = tuple[int, int]

_DATA = read_data("abbreviations.toml")
_INSIDE = frozenset(_DATA["inside"])
_OPEN = frozenset(_DATA["open"])
_UNITS = frozenset(_DATA["units"])
_COUNTED = frozenset(_DATA["counted"])

# What may end a sentence: full stops with closing quotes, a line feed, a bullet in running text, the colon of a label
# or before a list, or nothing but the white space before what begins the next: a number, a dash, a capital letter.
_CANDIDATE = re.compile(
    r"[.!?…]{1,3}[\"”»’')\]]{0,2}(?=\s|$)|\n+|\s(?=[•▪●◦‣·]\s|o\s[A-ZÆØÅ])"
    r"|:(?=\s+(?P<listed>(?:[–−-]|\(?\d{1,2}[.)])\s+)?[\"«“(]?[A-ZÆØÅ])"
    rf"|(?P<marker>\s(?=(?:(?P<dash>[–−-])\s|\(?(?P<number>\d{{1,2}})[.)]\s?)[A-ZÆØÅ][a-zæøå]))|(?P<opening>{OPENING})"
)
_LAST_WORD = re.compile(r"[^\s(«\"“]{1,30}$")
_LETTERED = re.compile(r"\s+[a-zæøå]\)\s+[A-ZÆØÅ]")
_NEXT = re.compile(r"\s*([•▪●◦‣·–−—-]\s+)?[\"«“”(\[]?(\S)")
_MARKER = re.compile(
    r"(?:[•▪●◦‣·*]|(?P<dash>[–−-])(?=\s[\"«“(]?[A-ZÆØÅ0-9])|o(?=\s[A-ZÆØÅ])"
    r"|\(?(?:(?P<number>\d{1,2})|[a-zæøå])[.)](?=\s+[\"«“(]?[A-ZÆØÅ0-9]))\s+"
    r"|(?P<glued>\d{1,2})[.)](?=[A-ZÆØÅ][a-zæøå])"
)
_MARKED = re.compile(rf"\s{{0,8}}(?:{_MARKER.pattern})")
# What a decision or proposal is called, before the colon or number that it begins with.
_DRAFT = re.compile(
    r"(?:innstilling|vedtak|forslag|framlegg|tilråding|anbefaling|merknad|uttal(?:els)?e)(?:en|a|et)?$", re.IGNORECASE
)
_LABEL_WORDS = 6
_LONGEST_LABEL = 400  # characters
_LONGEST_MARKER = 20
_LEADING = re.compile(r"\bfølg[ej]nd[eo]\b|\bslik[et]?\b", re.IGNORECASE)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The spans of the sentences of a text, without the white space around them and without list markers.

    >>> [text[a:b] for text in ["Se kap. 4. Vi vil bygge."] for a, b in sentence_spans(text)]
    ['Se kap. 4.', 'Vi vil bygge.']
    """
    return tuple(without_marker(text, span) for span in sentence_cuts(text))


def sentence_cuts(text: str) -> Iterator[Span]:
    """The sentences as `sentence_spans` gives them, but with the markers ('1.', '•') some begin with."""
    start, last = 0, _marker_at(text, 0, None)
    for match in _CANDIDATE.finditer(text):
        if match.start() >= start and _ends_sentence(text, start, match, last):
            yield from _trimmed(text, start, match.end())
            start = match.end()
            last = _marker_at(text, start, last)
    yield from _trimmed(text, start, len(text))


def _marker_at(text: str, start: int, last: str | None) -> str | None:
    """The number or dash that the sentence after `start` begins with, else that of the item it belongs to."""
    marker = _MARKED.match(text, start)
    return (marker["number"] or marker["glued"] or marker["dash"] or last) if marker else last


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def without_marker(text: str, span: Span) -> Span:
    """A span as `sentence_cuts` gives it, without the list marker it begins with."""
    marker = _MARKER.match(text, span[0], span[1])
    return (marker.end(), span[1]) if marker and marker.end() < span[1] else span


def _ends_sentence(text: str, start: int, match: re.Match[str], last: str | None) -> bool:
    """Whether a sentence ends at a candidate; `last` is the number or dash of the item it belongs to, if any."""
    mark = match.group()
    if match["marker"]:
        return _goes_on(text, match, last)
    if match["opening"]:
        return opens_unmarked(text, start, match.start())
    if not mark.strip() or match.end() == len(text):
        return True
    if mark == ":":
        short = match.start() - start < _LONGEST_LABEL
        return short and (match["listed"] is not None or _is_label(text[start : match.start()]))
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    if _LETTERED.match(text, match.end()):
        return True
    if mark[0] in "!?" and not following[2].islower():
        return True
    return not following[2].islower() and _full_stop_ends(text, start, match)


def _is_label(words: str) -> bool:
    return len(words.split()) <= _LABEL_WORDS or _LEADING.search(words) is not None or _DRAFT.search(words) is not None


def _goes_on(text: str, match: re.Match[str], last: str | None) -> bool:
    """Whether the next item of a list begins, though no mark ends the last: '1. Saken utsettes 2. Planen sendes …'."""
    word = _word_before(text, match.start())
    if match["dash"]:
        return last == match["dash"] and word[-1:].islower()
    if match["number"] == "1":
        return _DRAFT.search(word) is not None
    goes_on = last is not None and last.isdigit() and int(match["number"]) == int(last) + 1
    return goes_on and word not in _COUNTED


def _word_before(text: str, at: int) -> str:
    """The word that ends at a place, in lower case."""
    return text[max(0, at - _LONGEST_MARKER) : at].rpartition(" ")[2].casefold()


def _full_stop_ends(text: str, start: int, match: re.Match[str]) -> bool:
    last = _LAST_WORD.search(text, max(start, match.start() - 30), match.start())
    if last is None or match.group()[0] != ".":
        return True
    word = last.group().casefold()
    upcoming = text[match.end() : match.end() + 3].strip()[:1]
    if word in _OPEN:
        return upcoming.isalpha()
    if word in _UNITS:
        return not upcoming.isdigit()
    if word in _INSIDE:
        return False
    return not (_is_initial(last.group()) or (_is_number(word) and _is_marker(text, start, last.start())))


def _is_initial(word: str) -> bool:
    """Whether a word ends as an initial does: 'A', 'v/A'."""
    return word[-1].isupper() and not word[-2:-1].isalnum()


def _is_number(word: str) -> bool:
    return word.isdigit() and len(word) <= 2


def _is_marker(text: str, start: int, at: int) -> bool:
    """Whether a number is the first word of its sentence: '2. Kommunen skal …'."""
    return at - start < _LONGEST_MARKER and not text[start:at].strip()

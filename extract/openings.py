"""Sentences that begin where no mark ends the text before: behind headings set into the line, or a missing full stop.

The words that show it stand in `openings.toml`.
"""

import re

from loftespor.extract.actions import is_finite
from loftespor.extract.actors import is_body
from loftespor.extract.data_file import read_data

_DATA = read_data("openings.toml")
_WORDS = frozenset(_DATA["words"])
_BINDING = frozenset(_DATA["binding"])
_WORKS = tuple(_DATA["works"])
_NAMES = frozenset(_DATA["names"])
_NUMERALS = frozenset(_DATA["numerals"])
_VERBS = frozenset(_DATA["verbs"])

# White space before a word with a capital letter that a word in small letters follows.
OPENING = r"(?<=[a-zæøå0-9)])\s(?=[A-ZÆØÅ][\wæøå-]{0,40}\s[a-zæøå])"
# The last word before an opening, the bracket behind it, and the number of a heading, page or note.
_BEFORE = re.compile(r"(?<!\w)(?P<last>[^\W\d_](?:-?[^\W\d_]){0,40})(?P<closed>\))?(?P<number> ?\d{1,3})?$")
_FOLLOWING = re.compile(r"\s(?P<first>[\w-]+)\s(?P<second>\w+)(?:\s(?P<third>\w+))?")
_WORD = re.compile(r"[\w-]+")
_DEFINITE = ("en", "et", "a", "ene", "ane")
_REACH = 50  # characters that hold the word before an opening and a number behind it
_LONGEST_HEADING = 160  # characters


def opens_unmarked(text: str, start: int, at: int) -> bool:
    """Whether a sentence begins behind the white space at `at`, where `OPENING` fits; the one before begins at `start`.

    >>> opens_unmarked("Bakgrunn Vi viser til saken.", 0, 8)
    True
    """
    before = _BEFORE.search(text, max(start, at - _REACH), at)
    following = _FOLLOWING.match(text, at)
    if before is None or following is None or not _may_end(before):
        return False
    if following["first"] in _WORDS:
        return not _is_name(following["first"], following["second"].casefold())
    return at - start <= _LONGEST_HEADING and _is_subject(following) and _is_heading(text[start:at], before)


def _may_end(before: re.Match[str]) -> bool:
    """Whether a text may end in a word: it wants no other behind it, as prepositions and 'strategien' do."""
    last = before["last"].casefold()
    if len(last) < 2 or last in _BINDING or last.endswith(_WORKS):
        return False
    return before["number"] is None or before["closed"] is not None or before["last"].islower()


def _is_name(first: str, second: str) -> bool:
    """Whether a word that may begin a sentence begins a name ('Den norske kirke') or is a number ('Del I er')."""
    return (first in ("Den", "Det") and second in _NAMES) or (first == "I" and second in _NUMERALS)


def _is_subject(following: re.Match[str]) -> bool:
    """Whether a body and its verb follow: 'Byrådet vil', 'Fjordvik kommune mener'; no name ('hele Norge har')."""
    first, second, third = following.group("first", "second", "third")
    if is_body(second):
        return third is not None and _is_verb(third)
    return first.endswith(_DEFINITE) and is_body(first) and _is_verb(second)


def _is_heading(text: str, before: re.Match[str]) -> bool:
    """Whether a text has no verb, and does not end in a name that the word behind it could belong to."""
    if not (before["last"].islower() or before["last"] == text.strip()):
        return False
    return not any(_is_verb(word.casefold()) for word in _WORD.findall(text))


def _is_verb(word: str) -> bool:
    return is_finite(word) or word in _VERBS

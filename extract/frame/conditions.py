"""What makes a quantity no target: it says of whom or when something holds, how things are, or is a name."""

import re

from loftespor.extract.data_file import read_data
from loftespor.extract.quantities.signs import any_of

_DATA = read_data("frame/targets.toml")
_NOT_BEFORE = re.compile(rf"\b{any_of(_DATA['none']['before'])}\s$", re.IGNORECASE)
_CLAUSE = re.compile(rf"(?:^|[\s,(]){any_of(_DATA['none']['conditions'])}\s(?P<rest>[^,;]{{0,120}})$", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:skal|må|bør|vil)\b", re.IGNORECASE)
_TELLS = re.compile(rf"\b{any_of(_DATA['none']['tells'])}", re.IGNORECASE)
_NAMED = re.compile(rf"\b{any_of(_DATA['counted']['named'])}\.?\s(?:\d+\s?(?:og|[–-])\s)?$", re.IGNORECASE)
_LONGEST = 14  # words of a condition's clause before its number


def is_condition(before: str) -> bool:
    """Whether a number after these words stands in a clause of condition: 'alle som har minst 80 prosent'."""
    match = _CLAUSE.search(before)
    return match is not None and _MODAL.search(match["rest"]) is None and len(match["rest"].split()) <= _LONGEST


def is_named(before: str) -> bool:
    """Whether a number after these words is a name: 'punkt 2', 'klasse 1'."""
    return _NAMED.search(before) is not None


def is_given(before: str) -> bool:
    """Whether the words directly before a number make it one that is there already: 'frå 70 prosent', 'dei fem'."""
    return _NOT_BEFORE.search(before) is not None


def tells_how_it_is(sentence: str) -> bool:
    """Whether a sentence tells how things are rather than how they are to be."""
    return _TELLS.search(sentence) is not None

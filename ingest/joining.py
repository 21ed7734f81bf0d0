"""How the lines of a block join: hyphens at line ends and addresses broken over two lines."""

import re
from collections.abc import Iterable
from dataclasses import replace

from loftespor.ingest.lines import Line
from loftespor.ingest.vocabulary import read_vocabulary

# A hyphen that is not a line break's: 'barne- og ungdomsskole', 'helse-, sosial- eller skolesaker'.
_COORDINATION = frozenset({
    "og", "eller", "samt", "men", "til", "såvel", "både", "enn", "eventuelt", "evt", "henholdsvis", "inkludert", "mot",
    "respektive", "snarere", "ikke", "ikkje", "kontra", "versus", "pluss", "anten", "enten", "åt",
})  # fmt: skip
# U+2010 and U+2011 are hyphens; '¬' is how some programs write a soft one.
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]+)([-\u2010\u2011¬])$")
_FIRST_WORD = re.compile(r"([^\W\d_]+)(-[^\W\d_])?")
_CHAIN = re.compile(r"[a-zæøå]-$")
_INSIDE = re.compile(r"[^\s.:!?]\s*$")  # a word after it does not begin the sentence
_ADDRESS_END = re.compile(r"(?<![\w./])(?:https?://|www\.)\S*$")
_ADDRESS_PART = re.compile(r"(?<!\S)(?=[^\s/%?&=_.-]*[/%?&=_.-])[\w%/?&=#.~+:,;-]*$|(?<!\S)[\w-]+$")
_APART = frozenset({"ikke", "ikkje", "non"})
# The second part of a name's compound is this long; 'Sand-nes' and 'Granvin-fjorden' are names.
_LONG_TAIL = 8
_COMPASS = frozenset({"nord", "sør", "syd", "øst", "aust", "vest"})


def join_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of one block with line-end hyphens resolved; what was cut is remembered as 'hyphen'.

    'opp-' + 'følging' is 'oppfølging', but 'barne-' + 'og ungdomsskole' keeps hyphen and space, and 'FN-' +
    'sambandet' keeps the hyphen. An address broken over two lines is joined as it stands.
    """
    done: list[Line] = []
    last: int | None = None
    for line in lines:
        if last is not None and line.text and not line.glued:
            done[last], line = _joined_pair(done[last], line)
        done.append(line)
        if line.text:
            last = len(done) - 1
    return tuple(done)


def _joined_pair(before: Line, after: Line) -> tuple[Line, Line]:
    text = before.text
    if text[-1].isalnum() and not before.taken and "//" not in text and "www." not in text:
        return before, after  # nearly every line
    address = _ADDRESS_END.search(text)
    first = after.text.split(" ", 1)[0]
    if address and _is_address_part(text, first):
        return before, replace(after, glued=True)
    if _ends_softly(before) and first[:1].isalpha():
        return before, replace(after, glued=True)
    hyphen = _LAST_WORD.search(text)
    if not hyphen:
        return before, after
    if first[:1].isdigit() or (first[:1] == "/" and first[1:2].isalpha()):  # 'covid-' + '19', 'skole-' + '/barnehage'
        return before, replace(after, glued=True)
    word = _FIRST_WORD.match(after.text)
    if not word or stays_apart(hyphen[1], word[1]):
        return before, after
    above = before.text[: hyphen.start()]
    chained = word[2] is not None or bool(_CHAIN.search(above))
    if hyphen[2] != "¬" and keeps_hyphen(hyphen[1], word[1], chained=chained, inside=bool(_INSIDE.search(above))):
        return before, replace(after, glued=True)
    end = len(before.text)
    return before.cut(end - 1, end, "hyphen"), replace(after, glued=True)


def _ends_softly(line: Line) -> bool:
    """Whether a soft hyphen stood at the end of a line."""
    return any(taken.kind == "hyphen" and taken.at == len(line.text) for taken in line.taken) and line.text[-1] != "-"


def _is_address_part(text: str, first: str) -> bool:
    """Whether the first word of the next line carries on an address: the break stands after a separator, or it
    looks like a path.
    """
    if "://" in first:
        return False
    if text[-1] in "-/_=&?%.":
        return bool(_ADDRESS_PART.match(first))
    return "/" in first and bool(_ADDRESS_PART.match(first))


def stays_apart(before: str, after: str) -> bool:
    """Whether a part with a hyphen and the word after it are two words: 'barne-' + 'og', but not 'sam-' + 'men'."""
    return after in _COORDINATION and not (before.islower() and read_vocabulary().holds(before + after))


def keeps_hyphen(before: str, after: str, *, chained: bool = False, inside: bool = False) -> bool:
    """Whether the hyphen between two parts of a word is the word's own, not the line break's.

    The word list decides first: it has 'e-post' and 'oppfølging'. Where it has neither, a hyphen stays after an
    abbreviation, a number, one letter ('T-bane'), 'ikke' or a name `inside` a sentence that a long word follows
    ('Elvestad-erklæringen'), before a capital ('Nord-Norge'), between two directions and two adjectives of the same
    build ('nord-sør', 'norsk-svensk'), and where the word has a further one (`chained`: 'skole-hjem-samarbeid').
    Elsewhere it is the line break's.
    """
    if before[-1].isdigit():
        return True
    if after[0].isupper():
        return not (before.isupper() and after.isupper() and len(before) > 1 and _is_word(before + after))
    if len(before) == 1 or before.isupper():
        return True
    vocabulary = read_vocabulary()
    first, second = before.lower(), after.lower()
    if vocabulary.holds(f"{first}-{second}"):
        return True
    if vocabulary.holds(first + second):
        return False
    return (
        first in _APART
        or (first in _COMPASS and any(second.startswith(direction) for direction in _COMPASS))
        or (first.endswith("isk") and len(first) > 5)
        or (first.endswith("sk") and second.rstrip("e").endswith("sk") and vocabulary.holds(first))
        or (chained and vocabulary.holds(first) and vocabulary.holds(second))
        or (inside and before[0].isupper() and _is_name(first) and len(second) >= _LONG_TAIL and _is_word(second))
    )


def _is_name(word: str) -> bool:
    """Whether a word with a capital can be a name before a hyphen; 'Integrerings-' is the first part of a compound."""
    return len(word) > 2 and word[-1] != "s" and not read_vocabulary().holds(word)


def _is_word(word: str) -> bool:
    return read_vocabulary().knows(word)

"""Which of the encodings with one byte a character a Norwegian text is written in: told by its letters, its signs and
the word list.

The encodings differ in few bytes of a Norwegian text: æ ø å Æ Ø Å « » – ’ § and some accents. Each stretch of letters
that holds such a byte is read in every encoding and gets points: known words, words of a plausible form, signs where
signs may stand.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from loftespor.ingest.vocabulary import Vocabulary, read_vocabulary

# In this order when two fit equally well.
ENCODINGS = {
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "mac_roman": "MacRoman",
    "cp850": "CP850 (DOS)",
    "cp865": "CP865 (DOS)",
}
# The same as Windows-1252 where it has no bytes from 80 to 9F; one of them, 85, ends lines on some large computers.
_LATIN_1 = ("iso8859-1", "ISO 8859-1")
# Runs of letters and bytes above 7F, from a run's beginning; what is longer is no word.
_RUN = re.compile(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]{0,40}[\x80-\xff][A-Za-z\x80-\xff]{0,40}")
_OTHER_THAN_85 = re.compile(rb"[\n\r\x80-\x84\x86-\x9f]")
_NEXT_LINE = re.compile(rb"(?<!\s)\x85+(?![\sa-z])")
_SAMPLE = 2000  # different runs; their points are clear after some ten
_LOOKED_AT = 100_000
_LETTERS = frozenset(c for c in map(chr, range(0x180)) if unicodedata.category(c) in ("Lu", "Ll") and c not in "µıſ")
# Letters of unknown words; á ï š ž stand in Sami names. ò is left out: few words have it, and the list has those.
_USUAL = frozenset("abcdefghijklmnopqrstuvwxyzæøåéèêôüöäçáïšž")
_NORWEGIAN = frozenset("æøå")
_ALONE = frozenset("åÅéàÀ")
# Where signs stand. Digits are not in the runs: the sign of '2½' is by itself.
_QUOTES = frozenset("«»“”")
_BEFORE_WORDS = frozenset("«»“„‘‹§–—•·£€±×…°©\u00a0\u00ad")
_AFTER_WORDS = frozenset("«»”’›°²³¹…–—®™€£§•·\u00a0\u00ad")
_IN_WORDS = frozenset("’–—\u00a0\u00ad")
_BY_THEMSELVES = _BEFORE_WORDS | _AFTER_WORDS | frozenset("½¼¾÷■¶")
_WEAK = frozenset("®™©‹›¶")
_WORD = re.compile(r"[^\W\d_]+")
_DOS_SIGNS = str.maketrans({"\x14": "¶", "\x15": "§"})  # what DOS printed for these control characters


class EightBit(NamedTuple):
    """A text, the name of the encoding it was read in, and whether that fits: nearly all of its letters and signs stand
    as they should.
    """

    text: str
    encoding: str
    fits: bool


class _Points(NamedTuple):
    """How well runs read in an encoding: points, and how many runs hold nothing that is odd."""

    points: float
    sound: int


def read_eight_bit(data: bytes) -> EightBit:
    """The text of bytes that are no UTF-8, in the encoding that fits it best. Bytes without a meaning in it become
    U+FFFD.
    """
    if _ends_lines_with_85(data):
        return EightBit(data.decode(_LATIN_1[0]), _LATIN_1[1], fits=True)
    runs = list(_runs(data))
    found = {name: _points(runs, name) for name in ENCODINGS}
    best = max(found, key=lambda name: found[name].points)
    text = data.decode(best, "replace")
    if best in ("cp850", "cp865"):
        text = text.translate(_DOS_SIGNS)
    return EightBit(text, ENCODINGS[best], fits=found[best].sound >= 0.8 * len(runs))


def _ends_lines_with_85(data: bytes) -> bool:
    """Whether byte 85 parts lines, and is not the '…' of Windows-1252: a capital or the like follows it directly."""
    if b"\x85" not in data or _OTHER_THAN_85.search(data):
        return False
    ends = list(_NEXT_LINE.finditer(data))
    return ends[:1] != [] and ends[0].end() < len(data) and sum(len(e[0]) for e in ends) == data.count(b"\x85")


def _runs(data: bytes) -> Iterator[bytes]:
    """Different runs of letters that hold a byte above 7F."""
    seen = dict.fromkeys(found[0] for found in islice(_RUN.finditer(data), _LOOKED_AT))
    return islice(seen, _SAMPLE)


def _points(runs: list[bytes], encoding: str) -> _Points:
    vocabulary = read_vocabulary()
    single = [_points_of(run.decode(encoding, "replace"), vocabulary) for run in runs]
    return _Points(sum(points for points, _ in single), sum(sound for _, sound in single))


def _points_of(run: str, vocabulary: Vocabulary) -> tuple[float, bool]:
    """The points of a run as an encoding reads it, and whether nothing in it is odd."""
    found = _WORD.findall(run)
    signs = [_sign_points(run, place) for place, char in enumerate(run) if char not in _LETTERS]
    words = [_word_points(word, vocabulary, whole=len(found) == 1) for word in found]
    return sum(signs) + sum(words), all(points >= 0 for points in (*signs, *words))


def _sign_points(run: str, place: int) -> float:
    """Points for a sign: some where signs of its kind stand before, after, in or between words; else it loses three."""
    sign = run[place]
    before = place > 0 and run[place - 1] in _LETTERS
    after = place + 1 < len(run) and run[place + 1] in _LETTERS
    if "\u2500" <= sign <= "\u259f":  # the lines of tables in DOS
        return -3 if before and after else 0
    allowed = _IN_WORDS if before and after else _AFTER_WORDS if before else _BEFORE_WORDS if after else _BY_THEMSELVES
    if sign not in allowed:
        return -3
    if sign in _WEAK or (before and after) or (sign, before, after) in (("»", False, True), ("«", True, False)):
        return 0
    # '§' of MacRoman is '€' in ISO 8859-15: the first is much more common.
    return 1 if sign in _QUOTES or (sign == "§" and not before) else 0.5


def _word_points(word: str, vocabulary: Vocabulary, *, whole: bool) -> float:
    """Points for a word of a run: three for a known one, minus three for one of a form that no word has."""
    if not word.islower() and not word.isupper() and not (word[0].isupper() and word[1:].islower()):
        return -3
    if len(word) == 1:
        return 0 if word.isascii() else 1 if word in _ALONE else -2
    low = word.lower()
    if low.isascii():
        return 1 if whole and vocabulary.knows(low) else 0
    if vocabulary.knows(low):
        return 3
    letters = set(low)
    if not letters <= _USUAL or sum(not c.isascii() for c in low) * 2 > len(low):
        return -1
    return 1 if letters & _NORWEGIAN else 0

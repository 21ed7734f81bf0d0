"""What a document's text layer gets wrong again and again: letters that its fonts map to others, or to none.

A font that gives 'W' for its ligature 'ff' ('oWentlig'), or nothing ('o entlig', 'ofentlig'), bytes read in the wrong
encoding ('kommunestyremÃ¸te'). Found by the word list, in the document as a whole: one odd word is no damage.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from loftespor.ingest.vocabulary import Vocabulary, read_vocabulary

# What stands between the pieces of a text that the word list is asked about.
PIECE = re.compile(r"[^\s.,:;()«»“”\"/–—-]+")
_SMALL = "a-zæøåéèêóòôäöüáàçñčšžđŧŋïë"
# What no word has between two small letters: capitals, signs, letters of other alphabets.
_SYMBOL = rf"[^\s{_SMALL}0-9.,:;()«»“”\"'’‘/–—…&%+-]{{1,3}}"
_INSIDE = re.compile(rf"(?<=[{_SMALL}]){_SYMBOL}(?=[{_SMALL}])")
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "fj", "ft", "tt", "ti", "tj")
_LETTERS = ("å", "ø", "æ", "é", "ö", "ä", "ü", "ó", "ò", "ô")
# Written in the first, read as the second: what a capital looks like where the small letter was found.
_ENCODINGS = (
    ("utf-8", "cp1252"), ("utf-8", "mac_roman"), ("mac_roman", "cp1252"), ("cp1252", "mac_roman"), ("cp850", "cp1252"),
)  # fmt: skip
# How often at least a sound text has them in 10 000 characters (five programmes, two budgets, minutes; both languages).
_USUAL = {"ff": 3.0, "fi": 4.0, "fl": 3.0, "ft": 4.0, "tt": 35.0, "ti": 55.0}
_MISSING = 0.25  # of what is usual: the text has lost them
_LEAST_USUAL = 3.0  # a shorter text says nothing
_LEAST_SITES, _LEAST_WORDS = 3, 2
_LEAST_LENGTH = 5  # 'kWh' is no evidence,
_LEAST_LETTERS = 3  # and is left as it is, while 'tøWe' is repaired though the list may not have 'tøffe'
_LONGEST = 80  # what is longer is no word, and would have as many readings as letters
_LONG = 9  # letters from which a compound proves a repair
_MOST = 200_000  # pieces of a document that are looked at


class Repair(NamedTuple):
    """A piece of text as it should be: `put` instead of the characters from start to end of the damaged piece."""

    start: int
    end: int
    put: str


class Damage(NamedTuple):
    """The damaged pieces of a document, each with its repairs from left to right, and what was found in words.

    A piece with a space in it is two pieces that follow one another.
    """

    pieces: Mapping[str, tuple[Repair, ...]]
    notes: tuple[str, ...]


def find_damage(texts: Iterable[str]) -> Damage | None:
    """The damage of a document whose lines these are; None where it is sound, which costs two searches."""
    lines = list(texts)
    whole = "\n".join(lines)
    symbols = {s: n for s, n in Counter(_INSIDE.findall(whole)).items() if n >= _LEAST_SITES}
    missing = _missing(whole)
    if not symbols and not missing:
        return None
    pieces = Counter(_pieces(whole))
    vocabulary = read_vocabulary()
    found: dict[str, tuple[Repair, ...]] = {}
    notes: list[str] = []
    for symbol in sorted(symbols, key=lambda s: (-symbols[s], s)):
        repairs = _of_symbol(symbol, pieces, vocabulary)
        if repairs:
            read = Counter(r.put for p, several in repairs.items() for r in several if p[r.start : r.end] == symbol)
            notes.append(_note(symbol, read.most_common(1)[0][0], sum(pieces[piece] for piece in repairs)))
            found.update(_together(found, repairs))
    if missing:
        lost = _lost(lines, pieces, missing, vocabulary)
        found.update({piece: repairs for piece, (_, repairs) in lost.items() if piece not in found})
        notes += [
            f"the text layer has lost {ligature!r}: {number} different words were repaired"
            for ligature, number in Counter(ligature for ligature, _ in lost.values()).most_common()
        ]
    return Damage(found, tuple(notes)) if found else None


def _note(symbol: str, put: str, number: int) -> str:
    shown = symbol if symbol.isprintable() else "+".join(f"U+{ord(char):04X}" for char in symbol)
    return f"the text layer has {shown!r} for {put!r}: {number} words were repaired"


def _pieces(text: str) -> Sequence[str]:
    return [found[0] for found in islice(PIECE.finditer(text), _MOST)]


def _missing(text: str) -> tuple[str, ...]:
    """The ligatures that the text should have and has far too seldom."""
    size = len(text) / 10_000
    return tuple(
        ligature
        for ligature, usual in _USUAL.items()
        if usual * size >= _LEAST_USUAL and text.count(ligature) < _MISSING * usual * size
    )


def _of_symbol(symbol: str, pieces: Mapping[str, int], vocabulary: Vocabulary) -> dict[str, tuple[Repair, ...]]:
    """The repairs of the pieces with a symbol: one reading for all, where one makes words of most of them; else the
    one reading that makes a word of each.
    """
    having = [piece for piece in pieces if symbol in piece and not vocabulary.knows(piece)]
    evidence = [p for p in having if len(p) >= _LEAST_LENGTH and (not symbol.isalpha() or _is_inside(symbol, p))]
    readings = {p: [c for c in (*_LIGATURES, *_LETTERS) if vocabulary.knows(p.replace(symbol, c))] for p in evidence}
    words = {piece: found for piece, found in readings.items() if found}
    inside = [piece for piece in evidence if _is_inside(symbol, piece)]
    sure = [piece for piece in words if _is_inside(symbol, piece)]
    if len(words) < _LEAST_WORDS or sum(pieces[p] for p in having) < _LEAST_SITES or len(sure) < 0.6 * len(inside):
        return {}
    votes = Counter(reading for found in words.values() for reading in found)
    (best, number), *others = votes.most_common()
    if number >= 0.8 * len(words) and (not others or others[0][1] <= 0.5 * number):
        small = {p: _replaced(p, symbol, best) for p in having if _is_damaged(p, symbol, best, vocabulary)}
        return _family(symbol, best, pieces, vocabulary) | small
    chosen = {piece: _whole_words(piece, symbol, found, vocabulary) for piece, found in words.items()}
    return {p: _replaced(p, symbol, found[0]) for p, found in chosen.items() if len(found) == 1}


def _is_inside(symbol: str, piece: str) -> bool:
    return any(found[0] == symbol for found in _INSIDE.finditer(piece))


def _is_damaged(piece: str, symbol: str, put: str, vocabulary: Vocabulary) -> bool:
    """Whether a piece is repaired: inside a word always, at its ends where that makes a word of what is none."""
    if _is_inside(symbol, piece) and len(piece) - len(symbol) >= _LEAST_LETTERS:
        return True
    sentence_end = symbol in "!?" and vocabulary.knows(piece.replace(symbol, ""))
    return vocabulary.knows(piece.replace(symbol, put)) and not sentence_end


def _family(
    symbol: str, letter: str, pieces: Mapping[str, int], vocabulary: Vocabulary
) -> dict[str, tuple[Repair, ...]]:
    """The repairs of the words with the other Norwegian letters, where an encoding explains the symbol."""
    found: dict[str, tuple[Repair, ...]] = {}
    for written, read in _ENCODINGS:
        if letter not in _LETTERS or letter.encode(written, "replace").decode(read, "replace") != symbol:
            continue
        for other in "åøæÅØÆ":
            seen = other.encode(written, "replace").decode(read, "replace")
            for piece in pieces:
                if seen in piece and vocabulary.knows(piece.replace(seen, other)):
                    found[piece] = _replaced(piece, seen, other)
    return found


def _whole_words(piece: str, symbol: str, readings: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    whole = [reading for reading in readings if vocabulary.holds(piece.replace(symbol, reading))]
    return whole or list(readings)


def _replaced(piece: str, symbol: str, put: str) -> tuple[Repair, ...]:
    return tuple(Repair(found.start(), found.end(), put) for found in re.finditer(re.escape(symbol), piece))


def _together(
    found: Mapping[str, tuple[Repair, ...]], more: Mapping[str, tuple[Repair, ...]]
) -> dict[str, tuple[Repair, ...]]:
    """The repairs of two symbols of one piece, from left to right."""
    return {piece: tuple(sorted({*found.get(piece, ()), *repairs})) for piece, repairs in more.items()}


_Lost = dict[str, tuple[str, tuple[Repair, ...]]]


def _lost(lines: Sequence[str], pieces: Mapping[str, int], missing: Sequence[str], vocabulary: Vocabulary) -> _Lost:
    """The pieces that are words with one lost ligature put in: nothing, a space or its first letter is left of it.

    Only ligatures of which as many come back as a sound text would have; only where one word fits.
    """
    found: _Lost = {}
    for piece in pieces:
        if (
            _LEAST_LENGTH - 1 <= len(piece) <= _LONGEST
            and piece.isalpha()
            and piece.islower()
            and not vocabulary.knows(piece)
        ):
            repair = _only_reading(_with_ligature(piece, missing), piece, vocabulary)
            if repair:
                found[piece] = repair
    for pair in _pairs(lines, vocabulary):
        at = pair.index(" ")
        readings = [(ligature, Repair(at, at + 1, ligature)) for ligature in _wider(missing)]
        repair = _only_reading(readings, pair, vocabulary)
        if repair:
            found[pair] = repair
    counted: Counter[str] = Counter()
    for piece, (ligature, _) in found.items():
        counted[_base(ligature, missing)] += pieces.get(piece, 1)
    size = sum(map(len, lines)) / 10_000
    proven = {lig for lig in missing if counted[lig] >= max(_LEAST_SITES, 0.3 * _USUAL[lig] * size)}
    return {piece: repair for piece, repair in found.items() if _base(repair[0], missing) in proven}


def _base(ligature: str, missing: Sequence[str]) -> str:
    """The missing ligature that a wider one counts for."""
    return ligature if ligature in missing else next((part for part in missing if part in ligature), ligature)


def _wider(missing: Sequence[str]) -> tuple[str, ...]:
    """The ligatures that are lost with the missing ones: 'ffi' with 'ff'."""
    more = [lig for lig in ("ffi", "ffl", "fj", "tti") if any(part in lig for part in missing) or lig == "fj"]
    return (*missing, *more)


def _with_ligature(piece: str, missing: Sequence[str]) -> Iterable[tuple[str, Repair]]:
    for ligature in _wider(missing):
        for place in range(len(piece) + 1):
            # A repair replaces something: what stood there is shown with it.
            yield (
                ligature,
                Repair(place - 1, place, piece[place - 1] + ligature) if place else Repair(0, 1, ligature + piece[0]),
            )
            if piece.startswith(ligature[0], place):
                yield ligature, Repair(place, place + 1, ligature)


def _only_reading(
    readings: Iterable[tuple[str, Repair]], piece: str, vocabulary: Vocabulary
) -> tuple[str, tuple[Repair, ...]] | None:
    """The repair that makes a word of the list, where all that do make the same one."""
    fitting = {piece[: r.start] + r.put + piece[r.end :]: (ligature, (r,)) for ligature, r in readings}
    words = [word for word in fitting if vocabulary.holds(word)]
    if not words and len(piece) >= _LONG and piece.isalpha():
        words = [word for word in fitting if vocabulary.knows(word)]
    return fitting[words[0]] if len(words) == 1 else None


def _pairs(lines: Sequence[str], vocabulary: Vocabulary) -> set[str]:
    """Two pieces with a space between them of which one at least is no word."""
    return {
        pair
        for line in lines
        for first, second, pair in neighbours(line)
        if first.isalpha() and second.isalpha() and second.islower()
        if len(pair) <= _LONGEST and (len(first) == 1 or not vocabulary.holds(first) or not vocabulary.holds(second))
    }


def neighbours(line: str) -> Iterator[tuple[str, str, str]]:
    """Each two pieces of a line with nothing but a space between them, and both with the space."""
    found = list(PIECE.finditer(line))
    for first, second in pairwise(found):
        if second.start() == first.end() + 1 and line[first.end()] == " ":
            yield first[0], second[0], f"{first[0]} {second[0]}"

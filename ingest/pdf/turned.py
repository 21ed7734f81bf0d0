"""Words that run up or down the page, as in the narrow columns of a table's head: their characters made words again.

pdfium gives each character of turned text a place of its own, so that every one looks like a word.
"""

from collections.abc import Sequence
from itertools import pairwise

from loftespor.ingest.pdf.words import Word, Words, words_of

_SAME = 0.3
_SPACE, _FARTHEST = 0.12, 0.7  # in sizes: a space between two words, and the widest one
_LEAST = 3


def with_turned(words: Words) -> Words:
    """The words of a page with each run of turned characters as one word, with fixed spaces in it."""
    if not ((words.base > words.y1 - _SAME) | (words.base < words.y0 + _SAME)).any():
        return words
    rows = list(words)
    done: list[Word] = []
    place = 0
    while place < len(rows):
        end = _run_to(rows, place)
        if end - place >= _LEAST:
            done.append(_joined(rows[place:end]))
            place = end
        else:
            done.append(rows[place])
            place += 1
    return words_of(done) if len(done) < len(rows) else words


def _run_to(words: Sequence[Word], start: int) -> int:
    """Where the run ends that goes up or down from a word; at once where its baseline is that of level text."""
    first = words[start]
    up = abs(first.base - first.y1) < _SAME
    if not up and abs(first.base - first.y0) >= _SAME:
        return start
    end = start + 1
    while end < len(words):
        before, word = words[end - 1], words[end]
        gap = before.y0 - word.y1 if up else word.y0 - before.y1
        if abs(word.x0 - first.x0) > _SAME or abs(word.x1 - first.x1) > _SAME or word.size != first.size:
            break
        if not -_SAME <= gap < _FARTHEST * first.size:
            break
        end += 1
    return end


def _joined(run: Sequence[Word]) -> Word:
    text = run[0].text
    for before, word in pairwise(run):
        gap = max(before.y0 - word.y1, word.y0 - before.y1)
        # A word holds no space, so it is one that does not part words; clean lines have it as a space.
        text += f"\u00a0{word.text}" if gap > _SPACE * word.size else word.text
    top, bottom = min(word.y0 for word in run), max(word.y1 for word in run)
    return run[0]._replace(text=text, y0=top, y1=bottom, base=bottom, glued=False)

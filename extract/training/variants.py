"""The treebank's sentences as official documents write them: list items, headings in capitals, other dashes, quotes.

The treebank is of newspapers, blogs and debates. What they lack is made of what they have, at random by a given seed.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from loftespor.extract.training.documents import HEADING_MARK, LINE_FEED, Words
from loftespor.extract.training.tags import Word

# How many of a hundred sentences are changed in each way.
_UPPER, _BARE, _ITEM, _DASH, _LOWER = 0.02, 0.06, 0.12, 0.5, 0.02
_QUOTE = 0.3
_LONGEST_HEADING = 12
_SHORTEST_ITEM, _LONGEST_ITEM = 3, 25
_INFINITIVE = "VerbForm=Inf"
_LIST_MARKS = ("•", "–", "-", "▪", "")


def varied(sentence: Words, random: Random) -> Iterator[Words]:
    """A sentence, perhaps changed, and perhaps the list item that is made of it."""
    if random.random() < _ITEM:
        item = list_item(sentence, random)
        if item:
            yield item
    changed = _with_marks(sentence, random)
    if changed[-1].form == HEADING_MARK:
        changed = _heading(changed, random)
    elif random.random() < _BARE:
        changed = bare(changed)
    if random.random() < _UPPER and len(changed) <= _LONGEST_HEADING:
        changed = tuple(replace(word, form=word.form.upper()) for word in changed)
    elif random.random() < _LOWER and changed[0].pos != "PROPN":
        changed = (_lower(changed[0]), *changed[1:])
    yield changed


def _heading(sentence: Words, random: Random) -> Words:
    """A heading with a line feed instead of the treebank's mark, or as it is: the mark parts the cells of tables."""
    if random.random() < 0.5 or len(sentence) == 1 or any(word.head == len(sentence) - 1 for word in sentence):
        return sentence
    return (*sentence[:-1], LINE_FEED)


def bare(sentence: Words) -> Words:
    """A sentence with a line feed instead of its full stop; as it is where that is impossible."""
    last = len(sentence) - 1
    if last < 1 or sentence[-1].form != "." or any(word.head == last for word in sentence):
        return sentence
    return (*sentence[:-1], LINE_FEED)


def _with_marks(sentence: Words, random: Random) -> Words:
    """A sentence with other dashes and quotation marks."""
    dash = "–" if random.random() < _DASH else "-"
    quotes = random.choice((("«", "»"), ("“", "”"), ("”", "”"))) if random.random() < _QUOTE else None
    changed: list[Word] = []
    open_quote = False
    for word in sentence:
        form = word.form
        if form == "-" and word.pos == "PUNCT":
            form = dash
        elif form == '"' and quotes:
            form, open_quote = quotes[open_quote], not open_quote
        changed.append(word if form == word.form else replace(word, form=form, lemma=form))
    return tuple(changed)


def list_item(sentence: Words, random: Random) -> Words | None:
    """An infinitive of the sentence with all that depends on it, as an item below 'Partiet vil:'; None without one."""
    places = [place for place, word in enumerate(sentence) if word.features == _INFINITIVE and word.head != place]
    for place in random.sample(places, len(places)):
        span = _subtree(sentence, place)
        if span and span[0] == place and _SHORTEST_ITEM <= len(span) <= _LONGEST_ITEM:
            return _item([sentence[member] for member in span], span[0], random)
    return None


def _subtree(sentence: Words, root: int) -> list[int]:
    """The places of a word and all below it, in order; empty where other words stand between."""
    members = {root}
    size = 0
    while len(members) > size:
        size = len(members)
        members |= {place for place, word in enumerate(sentence) if word.head in members}
    span = sorted(members)
    return span if span[-1] - span[0] + 1 == len(span) else []


def _item(words: list[Word], start: int, random: Random) -> Words:
    mark = random.choice(_LIST_MARKS) if random.random() < 0.3 else ""
    shift = start - (1 if mark else 0)
    item = [replace(word, head=word.head - shift) for word in words]
    first = item[0]
    item[0] = replace(first, head=1 if mark else 0, relation="ROOT")
    if random.random() < 0.6:
        item[0] = replace(item[0], form=first.form[:1].upper() + first.form[1:])
    if mark:
        item.insert(0, Word(mark, mark, "PUNCT", "", 1, "punct", "O"))
    if item[-1].pos != "PUNCT":
        full_stop = Word(".", ".", "PUNCT", "", 1 if mark else 0, "punct", "O")
        item.append(full_stop if random.random() < 0.3 else LINE_FEED)
    return tuple(item)


def _lower(word: Word) -> Word:
    return replace(word, form=word.form[:1].lower() + word.form[1:])

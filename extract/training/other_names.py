"""Sentences with other people's, places' and bodies' names in them, so that names are known by where they stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import TypeAlias

from loftespor.extract.training.documents import Words

# Kind of entity, number of words, whether it is a genitive ('Stortingets').
_Shape: TypeAlias = tuple[str, int, bool]
_PERSON = "PER"
_LONGEST = 4
_SHARE = 0.3


class Names:
    """The names of texts by kind and length; a sentence's names can be changed for others of the same shape."""

    def __init__(self, texts: Iterable[tuple[Words, ...]]) -> None:
        found: dict[_Shape, dict[tuple[str, ...], None]] = defaultdict(dict)
        for text in texts:
            for sentence in text:
                for start, end in _spans(sentence):
                    found[_shape(sentence, start, end)][tuple(word.form for word in sentence[start:end])] = None
        self._by_shape = {shape: tuple(forms) for shape, forms in found.items()}

    def changed(self, sentence: Words, random: Random) -> Words:
        """The sentence with each of its names changed for another, in some of the cases; the same words otherwise."""
        words = list(sentence)
        for start, end in _spans(sentence):
            if end - start <= _LONGEST and random.random() < _SHARE:
                forms = self._other(_shape(sentence, start, end), random)
                words[start:end] = [
                    replace(word, form=form) for word, form in zip(words[start:end], forms, strict=True)
                ]
        return tuple(words)

    def _other(self, shape: _Shape, random: Random) -> tuple[str, ...]:
        """A name of this shape; a person's is put together of two people's."""
        forms = random.choice(self._by_shape[shape])
        if shape[0] == _PERSON and len(forms) > 1:
            return (*random.choice(self._by_shape[shape])[:-1], forms[-1])
        return forms


def _spans(sentence: Words) -> list[tuple[int, int]]:
    """The names of a sentence: first word, word after the last."""
    starts = [place for place, word in enumerate(sentence) if word.entity.startswith("B-")]
    spans: list[tuple[int, int]] = []
    for start in starts:
        end = start + 1
        while end < len(sentence) and sentence[end].entity.startswith("I-"):
            end += 1
        spans.append((start, end))
    return spans


def _shape(sentence: Words, start: int, end: int) -> _Shape:
    return sentence[start].entity[2:], end - start, "Case=Gen" in sentence[end - 1].features

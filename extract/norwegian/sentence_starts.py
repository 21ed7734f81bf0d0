"""Where no sentence may begin, and where one must: rules that the parser has to keep. They play no part in training."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "sentence_starts"
# Marks that close what was said: no sentence begins with one.
_CLOSING = frozenset([")", "]", "»", "”", ",", ";", "."])


class SentenceStarts:
    """A component before the parser: a sentence begins after a line feed and none after an abbreviation that goes on.

    A small letter after a line feed begins a list item or goes on a line: that the parser tells.

    `last` are abbreviations that may end a sentence ('osv.', 'm.m.'): it ends before a capital letter; before a number
    or a mark the parser decides.
    """

    def __init__(self, last: Sequence[str]) -> None:
        self.last = frozenset(last)

    def __call__(self, doc: Doc) -> Doc:
        """The document with those beginnings set that are sure."""
        for before, token in pairwise(doc):
            text = before.text
            if token.is_space or token.text in _CLOSING or token.text in self.last:
                token.is_sent_start = False
            elif before.is_space and "\n" in text:
                if not token.text[0].islower():
                    token.is_sent_start = True
            elif text == ":" and token.text[0].isdigit():
                token.is_sent_start = False
            elif len(text) > 1 and text[-1] == ".":
                self._after_abbreviation(text, token)
        return doc

    def _after_abbreviation(self, text: str, following: Token) -> None:
        """Say whether the word after an abbreviation or ordinal begins a sentence, where that is sure."""
        if text.lower() not in self.last or following.text[0].islower():
            following.is_sent_start = False
        elif following.text[0].isupper():
            following.is_sent_start = True

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Nothing: all is in the pipeline's configuration."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> "SentenceStarts":  # noqa: ARG002
        """The component as it is."""
        return self


def make_sentence_starts(nlp: Language, name: str, last: list[str]) -> SentenceStarts:  # noqa: ARG001  spaCy's signature
    """The component, for spaCy's pipelines."""
    return SentenceStarts(last)


if not Language.has_factory(NAME):  # the model's own distribution brings the same
    Language.factory(NAME, assigns=["token.is_sent_start"], default_config={"last": []}, func=make_sentence_starts)

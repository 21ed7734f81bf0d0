"""Where no sentence may begin, and where one must: rules that the parser has to keep."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

NAME = "sentence_starts"
# Marks that close what was said: no sentence begins with one.
_CLOSING = frozenset([")", "]", "»", "”", ",", ";", "."])


class SentenceStarts:
    """A component before the parser: a sentence begins after a line feed and none after an abbreviation that goes on.

    A small letter after a line feed begins a list item or goes on a line: that the parser tells.

    `last` are abbreviations that may end a sentence ('osv.', 'm.m.'): after them the parser decides.
    """

    def __init__(self, last: Sequence[str]) -> None:
        self.last = frozenset(last)

    def __call__(self, doc: Doc) -> Doc:
        """The document with those beginnings set that are sure."""
        for before, token in pairwise(doc):
            text = before.text
            if token.is_space or token.text in _CLOSING:
                token.is_sent_start = False
            elif before.is_space and "\n" in text:
                if not token.text[0].islower():
                    token.is_sent_start = True
            elif len(text) > 1 and text[-1] == "." and self._goes_on(text, token.text):
                token.is_sent_start = False
        return doc

    def _goes_on(self, text: str, following: str) -> bool:
        """Whether what follows an abbreviation or ordinal goes on its sentence."""
        return text.lower() not in self.last or following[:1].islower()

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Nothing: all is in the pipeline's configuration."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> "SentenceStarts":  # noqa: ARG002
        """The component as it is."""
        return self


@Language.factory(NAME, assigns=["token.is_sent_start"], default_config={"last": []})
def make_sentence_starts(nlp: Language, name: str, last: list[str]) -> SentenceStarts:  # noqa: ARG001  spaCy's signature
    """The component, for spaCy's pipelines."""
    return SentenceStarts(last)

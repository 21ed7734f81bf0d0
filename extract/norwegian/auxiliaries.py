"""Auxiliaries by the parse: 'har' is one in 'har bygget' and none in 'har en plan'.

The word classes are guessed word by word; the parser sees what each verb governs.
"""

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "auxiliaries"


class Auxiliaries:
    """A component after the parser that says of each verb whether it is an auxiliary.

    Verbs with the lemmas `always` are; those with the lemmas `of_verb` are where a word of `relation` depends on them.
    """

    def __init__(self, always: Sequence[str], of_verb: Sequence[str], relation: str) -> None:
        self.always, self.of_verb, self.relation = frozenset(always), frozenset(of_verb), relation

    def __call__(self, doc: Doc) -> Doc:
        """The document with AUX and VERB as its parse has them."""
        for token in doc:
            if token.pos_ in ("AUX", "VERB"):
                token.pos_ = "AUX" if self._is_auxiliary(token) else "VERB"
        return doc

    def _is_auxiliary(self, token: Token) -> bool:
        if token.lemma_ in self.always:
            return True
        return token.lemma_ in self.of_verb and any(child.dep_ == self.relation for child in token.children)

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Nothing: all is in the pipeline's configuration."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> "Auxiliaries":  # noqa: ARG002
        """The component as it is."""
        return self


def make_auxiliaries(
    nlp: Language,  # noqa: ARG001  spaCy's signature
    name: str,  # noqa: ARG001
    always: list[str],
    of_verb: list[str],
    relation: str,
) -> Auxiliaries:
    """The component, for spaCy's pipelines."""
    return Auxiliaries(always, of_verb, relation)


if not Language.has_factory(NAME):  # the model's own distribution brings the same
    Language.factory(
        NAME,
        assigns=["token.pos"],
        requires=["token.pos", "token.lemma", "token.dep"],
        default_config={"always": [], "of_verb": [], "relation": "aux:verb"},
        func=make_auxiliaries,
    )

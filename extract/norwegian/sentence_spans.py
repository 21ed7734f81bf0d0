"""What the classifiers judge: the sentences of a document, or those among them that another classifier has marked."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Ops, get_current_ops
from thinc.types import Ragged

Suggester: TypeAlias = Callable[..., Ragged]
Pair: TypeAlias = tuple[int, int]

COMMITMENTS = "commitments"


@registry.misc("loftespor.SentenceSpans.v1")
def sentence_suggester() -> Suggester:
    """A function that gives the spans of all sentences of some documents, as (first word, word after the last)."""

    def suggest(docs: Iterable[Doc], *, ops: Ops | None = None) -> Ragged:
        return _ragged([[(sentence.start, sentence.end) for sentence in doc.sents] for doc in docs], ops)

    return suggest


@registry.misc("loftespor.MarkedSpans.v1")
def marked_suggester(key: str) -> Suggester:
    """A function that gives the spans that documents have under a key, each once."""

    def suggest(docs: Iterable[Doc], *, ops: Ops | None = None) -> Ragged:
        return _ragged([sorted({(span.start, span.end) for span in doc.spans.get(key, ())}) for doc in docs], ops)

    return suggest


def _ragged(spans: Sequence[Sequence[Pair]], ops: Ops | None) -> Ragged:
    ops = ops or get_current_ops()
    lengths = ops.asarray1i([len(of_doc) for of_doc in spans])
    flat = [span for of_doc in spans for span in of_doc]
    return Ragged(ops.asarray2i(flat) if flat else ops.xp.zeros((0, 2), dtype="i"), lengths)

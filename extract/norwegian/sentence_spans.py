"""The sentences of a document as what a classifier of spans judges."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Ops, get_current_ops
from thinc.types import Ragged

Suggester: TypeAlias = Callable[..., Ragged]


@registry.misc("loftespor.SentenceSpans.v1")
def make_suggester() -> Suggester:
    """A function that gives the spans of all sentences of some documents, as (first word, word after the last)."""

    def suggest(docs: Iterable[Doc], *, ops: Ops | None = None) -> Ragged:
        ops = ops or get_current_ops()
        spans = [[(sentence.start, sentence.end) for sentence in doc.sents] for doc in docs]
        lengths = ops.asarray1i([len(of_doc) for of_doc in spans])
        flat = [span for of_doc in spans for span in of_doc]
        return Ragged(ops.asarray2i(flat) if flat else ops.xp.zeros((0, 2), dtype="i"), lengths)

    return suggest

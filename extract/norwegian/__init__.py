"""What the language model is made of beside spaCy's own parts: tokenizer, sentence rules, vectors in half precision.

Importing this tells spaCy of them. The modules need spaCy alone, so that they can be packed with the model for people
who have no loftespor.
"""

from loftespor.extract.norwegian import (
    auxiliaries,
    half_vectors,
    half_weights,
    same_names,
    sentence_spans,
    sentence_starts,
    tokenizer,
)

__all__ = [
    "auxiliaries",
    "half_vectors",
    "half_weights",
    "same_names",
    "sentence_spans",
    "sentence_starts",
    "tokenizer",
]

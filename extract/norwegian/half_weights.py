"""Trained weights that lie on disk in half precision, and are single in memory as the layers need them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

NAME = "half_weights"
_FILE = "model"


class HalfWeights:
    """The last component, which changes no document: it halves what the others wrote, and doubles what they read."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """The document as it is."""
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002  spaCy's signature
        """Halve the weights that the components before this one have just written beside its folder."""
        for name, _ in self._models():
            file = Path(path).parent / name / _FILE
            if file.is_file():
                file.write_bytes(halved(file.read_bytes()))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "HalfWeights":  # noqa: ARG002
        """Make the weights single that the components before this one have just read."""
        for _, model in self._models():
            for node in model.walk():
                for param in node.param_names:
                    if node.has_param(param):
                        weights: Any = node.get_param(param)
                        node.set_param(param, weights.astype(np.float32))
        return self

    def _models(self) -> Iterator[tuple[str, Model[Any, Any]]]:
        for name, pipe in self._nlp.pipeline:
            model = getattr(pipe, "model", None)
            if isinstance(model, Model):
                yield name, model


def halved(model: bytes) -> bytes:
    """A model as thinc writes it, with its weights in half precision."""
    message = srsly.msgpack_loads(model)
    for params in message["params"]:
        for name, values in params.items():
            if values is not None:
                params[name] = values.astype(np.float16)
    return bytes(srsly.msgpack_dumps(message))


def make_half_weights(nlp: Language, name: str) -> HalfWeights:  # noqa: ARG001  spaCy's signature
    """The component, for spaCy's pipelines."""
    return HalfWeights(nlp)


if not Language.has_factory(NAME):  # the model's own distribution brings the same
    Language.factory(NAME, func=make_half_weights)

"""The pipeline before it is trained: what `pipeline.cfg` says, our tokenizer's words and the vectors."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.util import load_model_from_config
from thinc.api import Config

from loftespor.extract.data_file import read_data
from loftespor.extract.norwegian.half_vectors import floret_vectors


def untrained(components: Sequence[str], *, settings: dict[str, Any], rows: npt.NDArray[np.float32]) -> Language:
    """A pipeline of these components of `pipeline.cfg` with these vectors, before training."""
    nlp = load_model_from_config(configuration(components), auto_fill=True)
    nlp.vocab.vectors = floret_vectors(nlp.vocab, settings, rows)
    return nlp


def add_untrained(nlp: Language, name: str) -> None:
    """Add a component of `pipeline.cfg` at the end of a pipeline, before it is trained."""
    config = dict(configuration((name,))["components"][name])
    nlp.add_pipe(config.pop("factory"), name=name, config=config)


def configuration(components: Sequence[str]) -> Config:
    """What `pipeline.cfg` says of these components, with our tokenizer's words."""
    text = files("loftespor.extract.training").joinpath("pipeline.cfg").read_text(encoding="utf-8")
    config = Config().from_str(text, interpolate=False)
    config["nlp"]["pipeline"] = list(components)
    config["components"] = {name: config["components"][name] for name in components}
    words = read_data("abbreviations.toml")
    spaced = {word for kind in ("inside", "open", "units") for word in words[kind] if " " in word}
    config["nlp"]["tokenizer"]["abbreviations"] = sorted({*words["inside"], *words["open"], *words["units"]} - spaced)
    config["nlp"]["tokenizer"]["ordinary"] = sorted(words["ordinary"])
    if "sentence_starts" in components:
        last = {*words["open"], *words["units"]}
        config["components"]["sentence_starts"]["last"] = sorted(f"{word}." for word in last)
    return config

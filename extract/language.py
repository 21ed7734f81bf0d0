"""The language model of this package: one function that gives the spaCy pipeline for Norwegian."""

import json
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from spacy.language import Language


def model_name() -> str:
    """The name and version of the model, as 'nb_loftespor 1.0.0', without loading it."""
    stated = json.loads(_folder().joinpath("meta.json").read_text(encoding="utf-8"))
    return f"{stated['lang']}_{stated['name']} {stated['version']}"


@lru_cache(maxsize=1)
def load_language() -> "Language":
    """The pipeline for Bokmål and Nynorsk that lies in this package; loaded once."""
    import spacy  # it takes a second, and most runs need no language model

    import loftespor.extract.norwegian  # noqa: F401  tells spaCy of our components

    with as_file(_folder()) as path:
        return spacy.load(path)


def _folder() -> "Traversable":
    return files("loftespor.extract").joinpath("model")

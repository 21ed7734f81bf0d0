"""The seam for the language model: one function that gives the spaCy pipeline the finders use.

A trained model lies in the folder `model` of this package. Where there is none, a blank pipeline with our own
tokenizer exceptions and sentence rules takes its place, so that everything else works without it.
"""

import json
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from loftespor.extract.data_file import read_data
from loftespor.extract.sentences import sentence_cuts

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from spacy.language import Language
    from spacy.tokens import Doc

BLANK_NAME = "blank-nb"
SENTENCE_COMPONENT = "norwegian_sentence_rules"


def set_sentence_starts(doc: "Doc") -> "Doc":
    """The document with the sentence boundaries of `loftespor.extract.sentences`."""
    starts = {start for start, _ in sentence_cuts(doc.text)}
    for token in doc:
        token.is_sent_start = token.idx in starts
    return doc


def model_name() -> str:
    """The name of the model in its meta.json ('nb_loftespor'), or 'blank-nb' where the package holds none."""
    meta = _model_folder().joinpath("meta.json")
    if not meta.is_file():
        return BLANK_NAME
    stated = json.loads(meta.read_text(encoding="utf-8"))
    return f"{stated['lang']}_{stated['name']}"


@lru_cache(maxsize=1)
def load_language() -> "Language":
    """The project's own model if the package holds one, else a blank Norwegian pipeline with our rules."""
    folder = _model_folder()
    if not folder.joinpath("meta.json").is_file():
        return blank_language()
    import spacy  # it takes seconds, and most runs need no language model

    _register_sentence_rules()
    with as_file(folder) as path:
        return spacy.load(path)


def blank_language() -> "Language":
    """A Norwegian tokenizer that keeps 'bl.a.', 'mrd.' and 'Meld.' whole, and sentences by rule."""
    import spacy  # it takes seconds, and most runs need no language model

    _register_sentence_rules()
    language = spacy.blank("nb")
    data = read_data("abbreviations.toml")
    for word in [*data["inside"], *data["open"], *data["units"]]:
        if " " not in word:
            _keep_whole(language, f"{word}.")
            _keep_whole(language, f"{word.capitalize()}.")
    language.add_pipe(SENTENCE_COMPONENT)
    return language


def _model_folder() -> "Traversable":
    return files("loftespor.extract").joinpath("model")


def _register_sentence_rules() -> None:
    """Tell spaCy of the component; naming the same function again is allowed."""
    from spacy.language import Language  # it takes seconds, and most runs need no language model

    Language.component(SENTENCE_COMPONENT, assigns=["token.is_sent_start"], func=set_sentence_starts)


def _keep_whole(language: "Language", form: str) -> None:
    tokenizer: Any = language.tokenizer  # spaCy has no types for its compiled tokenizer
    tokenizer.add_special_case(form, [{"ORTH": form}])

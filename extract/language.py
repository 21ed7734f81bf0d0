"""The seam for the language model: one function that gives the spaCy pipeline the finders use.

A trained model lies in the folder `model` of this package. Where there is none, a blank pipeline with our own
tokenizer exceptions and sentence rules takes its place, so that everything else works without it.
"""

from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from loftespor.extract.data_file import read_data
from loftespor.extract.sentences import sentence_cuts

SENTENCE_COMPONENT = "norwegian_sentence_rules"


@Language.component(SENTENCE_COMPONENT, assigns=["token.is_sent_start"])
def set_sentence_starts(doc: Doc) -> Doc:
    """The document with the sentence boundaries of `loftespor.extract.sentences`."""
    starts = {start for start, _ in sentence_cuts(doc.text)}
    for token in doc:
        token.is_sent_start = token.idx in starts
    return doc


@lru_cache(maxsize=1)
def load_language() -> Language:
    """The project's own model if the package holds one, else a blank Norwegian pipeline with our rules."""
    folder = files("loftespor.extract").joinpath("model")
    if folder.joinpath("meta.json").is_file():
        with as_file(folder) as path:
            return spacy.load(path)
    return blank_language()


def blank_language() -> Language:
    """A Norwegian tokenizer that keeps 'bl.a.', 'mrd.' and 'Meld.' whole, and sentences by rule."""
    language = spacy.blank("nb")
    data = read_data("abbreviations.toml")
    for word in [*data["inside"], *data["open"], *data["units"]]:
        if " " not in word:
            _keep_whole(language, f"{word}.")
            _keep_whole(language, f"{word.capitalize()}.")
    language.add_pipe(SENTENCE_COMPONENT)
    return language


def _keep_whole(language: Language, form: str) -> None:
    tokenizer: Any = language.tokenizer  # spaCy has no types for its compiled tokenizer
    tokenizer.add_special_case(form, [{"ORTH": form}])

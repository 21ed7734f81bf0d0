"""The parts of the pipeline put together and written into the package, or into a distribution of their own."""

import shutil
from pathlib import Path
from typing import Any

from spacy.language import Language

from loftespor.extract.data_file import read_data
from loftespor.extract.norwegian import auxiliaries, half_vectors, half_weights, same_names
from loftespor.extract.training.build import trained

LANGUAGE, NAME, VERSION = "nb", "loftespor", "1.0.0"
_META: dict[str, Any] = {
    "lang": LANGUAGE,
    "name": NAME,
    "version": VERSION,
    "description": "Norwegian Bokmål and Nynorsk for official prose: words, forms, syntax, names, commitments.",
    "author": "loftespor",
    "license": "MIT",
    "sources": [
        {
            "name": "Norwegian Dependency Treebank with NorNE's entities",
            "license": "CC0 1.0 (annotation)",
            "author": "National Library of Norway; University of Oslo",
        },
    ],
}


def assembled(work: Path) -> Language:
    """The whole pipeline of the parts that `work` holds."""
    nlp = trained(work, "sentences")
    nlp.add_pipe(auxiliaries.NAME, after="parser", config=_auxiliaries())
    nlp.add_pipe("ner", source=trained(work, "names"), after=auxiliaries.NAME)
    nlp.add_pipe(same_names.NAME, after="ner")
    nlp.add_pipe(half_vectors.NAME, first=True)
    nlp.add_pipe(half_weights.NAME, last=True)
    nlp.meta.update(_META)
    return nlp


def _auxiliaries() -> dict[str, Any]:
    """What the training says of auxiliaries, in the words of the pipeline."""
    tags = read_data("training/tags.toml")
    said = tags["auxiliaries"]
    relation = tags["relations"][said["verb_relation"]]
    return {"always": said["always"], "of_verb": said["of_verb"], "relation": relation}


def pack(nlp: Language, folder: Path) -> int:
    """Write a pipeline where the package looks for it, in place of one that lies there; gives its size in bytes."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh, exclude=["vectors"])
    shutil.rmtree(folder, ignore_errors=True)
    fresh.replace(folder)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

"""The parts of the pipeline put together and written into the package, or into a distribution of their own."""

import shutil
from pathlib import Path
from typing import Any

from spacy.language import Language

from loftespor.extract.norwegian import half_vectors
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
    nlp = trained(work, "syntax")
    names = trained(work, "names")
    nlp.add_pipe("ner", source=names)
    nlp.add_pipe(half_vectors.NAME, first=True)
    nlp.meta.update(_META)
    return nlp


def pack(nlp: Language, folder: Path) -> int:
    """Write a pipeline where the package looks for it, in place of one that lies there; gives its size in bytes."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh, exclude=["vectors"])
    shutil.rmtree(folder, ignore_errors=True)
    fresh.replace(folder)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

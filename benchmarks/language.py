"""What the language model costs: `make bench-language SHARED=../shared`.

Prints the words a second of the whole pipeline and of the same pipeline without vectors and classifiers, alternating,
the best of five, and their ratio; then how much memory annotating needs on the first megabytes of municipal text.
Read the ratio: seconds are this machine's.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import load_model_from_config

from loftespor.extract.annotation import annotate
from loftespor.extract.language import load_language
from loftespor.ingest import Block, Document
from loftespor.ingest.build_words import document_lines

_ROUNDS, _TEXTS, _CHARACTERS = 5, 150, 2_000
_CLASSIFIERS = ("commitments", "testability")
_VECTORS = ("half_vectors", "half_weights")


def municipal(shared: Path) -> Iterator[str]:
    """The texts of the municipal documents, one a line."""
    yield from (line.rstrip("\n") for line in document_lines(shared / "text" / "municipal.txt.xz"))


def plain(whole: Language) -> Language:
    """The same trained pipeline without vectors and without the classifiers."""
    config = whole.config.copy()
    left = [name for name in whole.pipe_names if name not in (*_CLASSIFIERS, *_VECTORS)]
    config["nlp"]["pipeline"] = left
    config["components"] = {name: config["components"][name] for name in left}
    for name in ("tok2vec", "ner"):
        model = config["components"][name]["model"]
        (model if name == "tok2vec" else model["tok2vec"])["embed"]["include_static_vectors"] = False
    nlp = load_model_from_config(config, auto_fill=True)
    doc = whole("Vi vil bygge nye skoler i Sollia.")
    for name in ("tok2vec", "morphologizer", "trainable_lemmatizer", "parser", "ner"):
        source: Any = whole.get_pipe(name)
        target: Any = nlp.get_pipe(name)
        labels = {} if name == "tok2vec" else {"labels": source.label_data}
        target.initialize(lambda: [Example(nlp.make_doc(doc.text), doc)], nlp=nlp, **labels)
        _copy_weights(source, target)
    return nlp


def _copy_weights(source: Any, target: Any) -> None:
    """Give a component the weights of another that has vectors too: its mixing layer comes without their part."""
    in_order = [[n for n in pipe.model.walk(order="dfs_pre") if n.param_names] for pipe in (source, target)]
    without_vectors = [node for node in in_order[0] if node.name != "static_vectors"]
    for old, new in zip(without_vectors, in_order[1], strict=True):
        for name in new.param_names:
            values = old.get_param(name)
            wanted = new.get_param(name).shape
            new.set_param(name, values[tuple(slice(size) for size in wanted)].copy())


def words_a_second(nlp: Language, texts: list[str]) -> float:
    """How many words a pipeline annotates in a second of this process' own time."""
    begun = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - begun)


def compare(shared: Path) -> None:
    """Print the speed of both pipelines and their ratio."""
    texts = [text[:_CHARACTERS] for text in islice(municipal(shared), _TEXTS)]
    pipelines = {"whole": load_language(), "plain": plain(load_language())}
    best = dict.fromkeys(pipelines, 0.0)
    for _ in range(_ROUNDS):
        for name, nlp in pipelines.items():
            best[name] = max(best[name], words_a_second(nlp, texts))
    print(f"all components                  {best['whole']:8.0f} words a second")
    print(f"without vectors and classifiers {best['plain']:8.0f} words a second")
    print(f"ratio                           {best['whole'] / best['plain']:8.2f}  (should be at least .75)")


def documents(shared: Path, size: int) -> Iterator[Document]:
    """The first documents of the municipal text, up to so many bytes, each as one paragraph."""
    for number, text in enumerate(municipal(shared)):
        size -= len(text.encode())
        if size < 0:
            return
        block = Block(0, "paragraph", 0, len(text), 1)
        yield Document(f"{number}.txt", "", f"{number}", text, 1, sha256="", parser="", blocks=(block,))


def memory(shared: Path, megabytes: int) -> None:
    """Print the peak memory of this process after annotating so much text."""
    begun = time.perf_counter()
    words = sum(len(found.doc) for found in annotate(documents(shared, megabytes * 1_000_000)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = time.perf_counter() - begun
    print(f"{megabytes:3d} MB: {words} words, {words / seconds:.0f} a second, peak {peak:.0f} MB", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds text/")
    parser.add_argument("--megabytes", type=int, help="only measure the memory, on so much text")
    args = parser.parse_args()
    if args.megabytes:
        memory(args.shared, args.megabytes)
    else:
        compare(args.shared)
        for size in (2, 20):
            command = [sys.executable, __file__, str(args.shared), "--megabytes", str(size)]
            subprocess.run(command, check=True)

"""`make model-evaluate`: measures the packed pipeline and writes its model card."""

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import spacy

from loftespor.extract.training import figures
from loftespor.extract.training.cards import render
from loftespor.extract.training.measuring import SCORES, words_a_second
from loftespor.extract.training.packing import NAME, VERSION
from loftespor.ingest.build_words import document_lines

_TEMPLATE = "model_card.md"
_TEXTS, _CHARACTERS = 200, 2_000  # of municipal text, for the speed
_HIDDEN = ("entities P", "entities R")


def evaluate(model: Path, shared: Path, work: Path, *, tell: Callable[[str], None]) -> str:
    """The model card of the pipeline in a folder; `work` is where its parts were built."""
    begun = time.perf_counter()
    nlp = spacy.load(model)
    seconds = time.perf_counter() - begun
    by_language, by_genre = figures.treebank_figures(nlp, shared)
    for row in by_language:
        tell(f"{row.name}: " + ", ".join(f"{SCORES[key]} {value:.4f}" for key, value in row.scores.items()))
    speed = words_a_second(nlp, _municipal(shared))
    tell(f"{speed:.0f} words a second, loaded in {seconds:.2f} s")
    return render(
        _TEMPLATE,
        name=f"nb_{NAME}",
        version=VERSION,
        megabytes=sum(path.stat().st_size for path in model.rglob("*") if path.is_file()) / 1e6,
        columns=[(key, title) for key, title in SCORES.items() if title not in _HIDDEN],
        by_language=by_language,
        by_genre=by_genre,
        kinds=sorted({kind for row in by_language for kind in row.entities}),
        comparisons=[*figures.comparisons(nlp, shared), *figures.left_out(work, shared, tell=tell)],
        hand=figures.hand_agreement(nlp, shared),
        bands=figures.calibration(nlp, shared),
        testability=figures.testability(work, shared),
        speed=f"{speed:.0f}",
        seconds=seconds,
    )


def _municipal(shared: Path) -> list[str]:
    return [line[:_CHARACTERS] for line in islice(document_lines(shared / "text" / "municipal.txt.xz"), _TEXTS)]

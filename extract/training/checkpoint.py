"""The state of a training between two epochs on disk: weights, what the optimizer knows of each, and where it is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, Optimizer

_STATE, _ARRAYS = "state.json", "arrays.npz"


def save(nlp: Language, optimizer: Optimizer, folder: Path, *, epochs: int, steps: int) -> None:
    """Keep the state after so many epochs; an interruption leaves the state before it."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {}
    updates: dict[str, int] = {}
    for label, node, name in parameters(nlp):
        key = (node.id, name)
        arrays[f"{label} weight"] = node.get_param(name)
        if key in optimizer.nr_update:
            updates[label] = optimizer.nr_update[key]
            arrays |= {f"{label} {kind}": values[key] for kind, values in _moments(optimizer).items()}
    written = folder / f"{epochs}.{_ARRAYS}"
    with written.open("wb") as file:
        np.savez(file, **arrays)
    state = {"epochs": epochs, "steps": steps, "arrays": written.name, "updates": updates}
    before = _state(folder)
    fresh = folder / f"{_STATE}.new"
    fresh.write_text(json.dumps(state), encoding="utf-8")
    fresh.replace(folder / _STATE)
    if before and before["arrays"] != written.name:
        (folder / before["arrays"]).unlink(missing_ok=True)


def load(nlp: Language, optimizer: Optimizer, folder: Path) -> tuple[int, int]:
    """Put back what was kept in a folder, and give how many epochs and steps it is after; 0 and 0 for nothing."""
    state = _state(folder)
    if not state:
        return 0, 0
    with np.load(folder / state["arrays"], allow_pickle=False) as arrays:
        for label, node, name in parameters(nlp):
            node.set_param(name, arrays[f"{label} weight"])
            if label in state["updates"]:
                key = (node.id, name)
                optimizer.nr_update[key] = state["updates"][label]
                for kind, values in _moments(optimizer).items():
                    values[key] = arrays[f"{label} {kind}"]
    return int(state["epochs"]), int(state["steps"])


def _state(folder: Path) -> dict[str, Any]:
    path = folder / _STATE
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _moments(optimizer: Optimizer) -> dict[str, dict[Any, Any]]:
    averages = {} if optimizer.averages is None else {"average": optimizer.averages}
    return {"mom1": optimizer.mom1, "mom2": optimizer.mom2, **averages}


def parameters(nlp: Language) -> Iterator[tuple[str, Model[Any, Any], str]]:
    """All weights of a pipeline with a name for each that is the same whenever the pipeline is made."""
    for pipe_name, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for place, node in enumerate(model.walk() if model is not None else ()):
            for name in node.param_names:
                if node.has_param(name):
                    yield f"{pipe_name} {place} {name}", node, name

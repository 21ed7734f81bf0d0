"""Word vectors that lie on disk in half precision, and are single in memory as spaCy needs them.

The vectors are floret's: rows that the pieces of a word are hashed to, so that any word has a vector.
"""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vectors import Mode, Vectors

NAME = "half_vectors"
_REMEMBERED = 50_000  # words; 13 MB
_SETTINGS = ("minn", "maxn", "hash_count", "hash_seed", "bow", "eow")


class HalfVectors:
    """A component that changes no document: it keeps the vectors of the pipeline's vocabulary in half precision."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        """The document as it is."""
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002  spaCy's signature
        """Write the vectors and how words are hashed to them into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        settings, rows = self._halved()
        (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        np.save(folder / "vectors.npy", rows, allow_pickle=False)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "HalfVectors":  # noqa: ARG002
        """Read what `to_disk` wrote into the vocabulary."""
        folder = Path(path)
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        return self._take(settings, np.load(folder / "vectors.npy", allow_pickle=False))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """The same as `to_disk` in one string: a line of settings, then the vectors."""
        settings, rows = self._halved()
        out = io.BytesIO()
        np.save(out, rows, allow_pickle=False)
        return json.dumps(settings).encode() + b"\n" + out.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "HalfVectors":  # noqa: ARG002
        """Read what `to_bytes` gave into the vocabulary."""
        settings, _, rows = data.partition(b"\n")
        return self._take(json.loads(settings), np.load(io.BytesIO(rows), allow_pickle=False))

    def _halved(self) -> tuple[dict[str, Any], npt.NDArray[np.float16]]:
        vectors = self.vocab.vectors
        return {name: getattr(vectors, name) for name in _SETTINGS}, vectors.data.astype(np.float16)

    def _take(self, settings: dict[str, Any], rows: npt.NDArray[np.float16]) -> "HalfVectors":
        self.vocab.vectors = floret_vectors(self.vocab, settings, rows.astype(np.float32))
        return self


class RememberingVectors(Vectors):
    """Vectors that remember those of the words they were last asked for: to put one together takes a while."""

    def get_batch(self, keys: Iterable[int]) -> Any:
        """The vectors of words by their keys: shape (keys, width)."""
        if not hasattr(self, "_places") or len(self._places) > _REMEMBERED:
            self._places: dict[int, int] = {}
            self._known: npt.NDArray[np.float32] = np.zeros((0, self.data.shape[1]), dtype=np.float32)
        asked, inverse = np.unique(np.asarray(keys, dtype=np.uint64), return_inverse=True)
        new = [key for key in asked.tolist() if key not in self._places]
        if new:
            self._places |= {key: len(self._known) + place for place, key in enumerate(new)}
            self._known = np.concatenate([self._known, super().get_batch(new)]).astype(np.float32)
        return self._known[[self._places[key] for key in asked.tolist()]][inverse]


def floret_vectors(vocab: Any, settings: dict[str, Any], rows: npt.NDArray[np.float32]) -> Vectors:
    """Vectors whose rows words are hashed to; `settings` say how."""
    return RememberingVectors(
        strings=vocab.strings, data=rows, mode=Mode.floret, **{name: settings[name] for name in _SETTINGS}
    )


def make_half_vectors(nlp: Language, name: str) -> HalfVectors:  # noqa: ARG001  spaCy's signature
    """The component, for spaCy's pipelines."""
    return HalfVectors(nlp)


if not Language.has_factory(NAME):  # the model's own distribution brings the same
    Language.factory(NAME, func=make_half_vectors)

"""Word vectors by floret: from the texts beside the checkout to the rows that the pipeline reads."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from loftespor.errors import UnreadableFileError
from loftespor.extract.training.treebank import Source
from loftespor.ingest.build_words import document_lines

# 50 000 rows of 64 numbers are 6.4 MB in half precision. More numbers a row gained nothing (docs/model.md).
ROWS, WIDTH, EPOCHS = 50_000, 64, 5
_WORD = re.compile(r"\w+(?:[-.'/]\w+)*|[^\w\s]")
# Words of one line of training text; a text that begins as one before it, as forms and letters do, is left out.
_LINE, _BEGINNING = 200, 200
_FIELDS = ("minn", "maxn", "hash_count", "hash_seed", "bow", "eow")
_LETTERS = ("bow", "eow")


def write_text(shared: Path, sources: Iterable[Source], out: Path) -> int:
    """Write the text that vectors are learned from, words apart, and give the number of its lines.

    It is the municipal text and the treebank's part for training.
    """
    lines = 0
    with out.open("w", encoding="utf-8") as text:
        for line in _municipal(shared / "text" / "municipal.txt.xz"):
            text.write(f"{line}\n")
            lines += 1
        for source in sources:
            if source.part == "train":
                text.writelines(" ".join(row.form for row in sentence) + "\n" for sentence in source.sentences)
                lines += len(source.sentences)
    return lines


def _municipal(path: Path) -> Iterator[str]:
    seen: set[bytes] = set()
    for document in document_lines(path):
        words = _WORD.findall(document)
        for start in range(0, len(words), _LINE):
            line = " ".join(words[start : start + _LINE])
            key = hashlib.blake2b(line[:_BEGINNING].encode(), digest_size=8).digest()
            if key not in seen:
                seen.add(key)
                yield line


def train_vectors(text: Path, out: Path) -> None:
    """Learn vectors from a text. floret's seed is fixed; in one thread the same text gives the same vectors."""
    import floret  # an extra that only builders of the model need

    model = floret.train_unsupervised(
        str(text), model="skipgram", mode="floret", hashCount=2, bucket=ROWS, dim=WIDTH, minn=3, maxn=5, minCount=5,
        epoch=EPOCHS, neg=5, lr=0.05, thread=1, verbose=0,
    )  # fmt: skip
    model.save_floret_vectors(str(out))


def read_vectors(path: Path) -> tuple[dict[str, Any], npt.NDArray[np.float32]]:
    """How words are hashed, and the rows: shape (ROWS, WIDTH), of mean length 1, exact in half precision.

    Raises UnreadableFileError for a file that is no table of floret's.
    """
    with path.open(encoding="utf-8") as lines:
        head = lines.readline().split()
        if len(head) != 2 + len(_FIELDS):
            raise UnreadableFileError(f"{path}: is no table of vectors. Remove it and build anew.")
        rows = np.zeros((int(head[0]), int(head[1])), dtype=np.float32)
        for place, line in enumerate(lines):
            rows[place] = np.array(line.split(" ")[1 : 1 + rows.shape[1]], dtype=np.float32)
    values = zip(_FIELDS, head[2:], strict=True)
    settings = {name: value if name in _LETTERS else int(value) for name, value in values}
    scaled = rows / np.linalg.norm(rows, axis=1).mean()
    return settings, scaled.astype(np.float16).astype(np.float32)

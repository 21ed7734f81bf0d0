"""Stretches of municipal papers that readers annotated, looked up in the papers by place and hash."""

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loftespor.errors import MissingPathError
from loftespor.extract.records import CommitmentForm, CommitmentKind
from loftespor.extract.sentences import Span

MUNICIPAL = "municipal"  # the file of papers that are known by their number; others are by their id


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that readers marked, in characters of its stretch; where they disagreed it is not `required`."""

    start: int
    end: int
    required: bool
    kind: CommitmentKind
    form: CommitmentForm


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paper with single spaces between its words."""

    name: str
    text: str
    passages: tuple[Passage, ...]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_papers(shared: Path, wanted: set[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """The papers named, as ((file, number or id), text with single spaces)."""
    with lzma.open(shared / "text" / "municipal.txt.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if (MUNICIPAL, str(number)) in wanted:
                yield (MUNICIPAL, str(number)), " ".join(line.split())
    for path in sorted((shared / "evidence" / "bergen").glob("*.jsonl.gz")):
        kind = path.name.removesuffix(".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for paper in map(json.loads, lines):
                if (kind, paper["dokument_id"]) in wanted:
                    yield (kind, paper["dokument_id"]), " ".join(paper["tekst"].split())


def read_stretches(annotated: Path, shared: Path) -> tuple[Stretch, ...]:
    """The stretches of the file `annotated`, in its order; raises MissingPathError for one that is not as annotated."""
    rows = read_rows(annotated)
    texts = dict(read_papers(shared, {(row["file"], row["source"]) for row in rows}))
    return tuple(_stretch(row, texts, shared) for row in rows)


def _stretch(row: dict[str, Any], texts: dict[tuple[str, str], str], shared: Path) -> Stretch:
    text = texts.get((row["file"], row["source"]), "")[row["start"] : row["end"]]
    if hashlib.sha256(text.encode()).hexdigest()[:12] != row["hash"]:
        paper = f"{row['file']} {row['source']}"
        raise MissingPathError(f"{shared}: {paper}, annotated as {row['name']}, is missing or another; fetch it again")
    return Stretch(row["name"], text, tuple(Passage(*passage) for passage in row["passages"]))


def write_gold(stretches: Sequence[Stretch], folder: Path) -> Path:
    """Write each stretch as a text file and the passages in them as a gold file, whose path is given."""
    lines: list[dict[str, Any]] = []
    for stretch in stretches:
        name = f"{stretch.name}.txt"
        (folder / name).write_text(stretch.text + "\n", encoding="utf-8")
        lines += [
            {"doc": name, "text": stretch.text[p.start : p.end], "required": p.required, "kind": p.kind, "form": p.form}
            for p in stretch.passages
        ] or [{"doc": name, "text": "", "kind": None, "form": "sentence", "required": False, "empty": True}]
    gold = folder / "gold.json-lines"
    gold.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return gold


def overlap(first: Span, second: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))

"""How well sentences are told apart on documents that people have annotated, counted by the script beside them."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from loftespor.errors import UnreadableFileError
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest import Document, PageIndex, read_file

# Which of these sentences are commitments?
Judge: TypeAlias = Callable[[Sequence[str]], Sequence[bool]]

_LAST_LINE = re.compile(r"precision [\d.]+ recall [\d.]+ f1 [\d.]+ \(tp (\d+) fp (\d+) fn (\d+)\)")
_SCRIPT = "score.py"
_SHORTEST = 4  # words


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found of what should be, what was found in vain, what was missed."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.false) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of what should be found that was."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (2 * self.right + self.false + self.missed) if self.right else 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of running text and where it stands."""

    document: str
    page: int
    text: str


def sentences_of(path: Path) -> list[Said]:
    """The sentences of a document's paragraphs, not those of its lists and headings, nor what leads in to a list."""
    document = read_file(path)
    index = PageIndex(document)
    return [
        Said(document.name, index.page(start), document.text[start:end])
        for start, end in _paragraph_sentences(document)
    ]


def _paragraph_sentences(document: Document) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.kind == "paragraph":
            text = document.text[block.start : block.end]
            found = (span for span in sentence_spans(text) if _whole(text[slice(*span)]))
            spans.extend((block.start + a, block.start + b) for a, b in found)
    return spans


def _whole(sentence: str) -> bool:
    return len(sentence.split()) >= _SHORTEST and not sentence.endswith(":")


def score(gold: Path, documents: Sequence[Path], judge: Judge) -> Counts:
    """How a judge of sentences fares on the sentences of documents that a gold file annotates.

    Items of lists and headings of the gold are neither asked for nor counted as false.
    """
    said = [one for path in documents for one in sentences_of(path)]
    judged = judge([one.text for one in said])
    found = [
        {"document": one.document, "page": one.page, "text": one.text, "form": "sentence"}
        for one, holds in zip(said, judged, strict=True)
        if holds
    ]
    names = {path.name for path in documents}
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    asked = [{**row, "required": row["required"] and row["form"] == "sentence"} for row in rows if row["doc"] in names]
    return _counted(gold.with_name(_SCRIPT), asked, found)


def _counted(script: Path, gold: Sequence[object], found: Sequence[object]) -> Counts:
    with tempfile.TemporaryDirectory() as scratch:
        paths = [Path(scratch) / name for name in ("gold.jsonl", "found.jsonl")]
        for path, rows in zip(paths, (gold, found), strict=True):
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(script), *map(str, paths)]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    last = _LAST_LINE.search(printed)
    if last is None:
        raise UnreadableFileError(f"{script}: printed no counts. Look whether it is the script for commitments.")
    return Counts(*map(int, last.groups()))

"""What finding commitments costs beside the language model: `make bench-extract SHARED=../shared`.

Prints, for the five programmes and for a megabyte of municipal text, how many words a second go from blocks to
commitments with their frames, and how many the language model annotates of the same blocks; alternating, the best of
five, in this process' own time. Read the ratio: seconds are this machine's. The bar: at least .70.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from loftespor.extract import annotate
from loftespor.extract.commitments import find_commitments
from loftespor.extract.decisions import find_decisions
from loftespor.extract.frame import frame_commitments
from loftespor.extract.language import load_language
from loftespor.extract.records import Decision
from loftespor.ingest import Document, read_file
from loftespor.ingest.build_words import document_lines

_ROUNDS, _BYTES = 5, 1_000_000
_BAR = 0.7


def municipal(shared: Path) -> list[Document]:
    """The first megabyte of the municipal texts, each read as a text file."""
    documents: list[Document] = []
    left = _BYTES
    with tempfile.TemporaryDirectory() as scratch:
        for number, line in enumerate(document_lines(shared / "text" / "municipal.txt.xz")):
            left -= len(line.encode())
            if left < 0:
                break
            path = Path(scratch) / f"{number}.txt"
            path.write_text(line, encoding="utf-8")
            documents.append(read_file(path))
    return documents


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes, in this process' own time."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def report(name: str, documents: Sequence[Document], *, rounds: int) -> None:
    """Print the two speeds on some documents and their ratio."""
    words = sum(len(document.text.split()) for document in documents)
    decided = [(document, find_decisions(document)) for document in documents]
    finding: list[float] = []
    annotating: list[float] = []
    for _ in range(rounds):
        finding.append(seconds(lambda: [_commitments(*one) for one in decided]))
        annotating.append(seconds(lambda: sum(len(found.doc) for found in annotate(documents))))
    ours, model = words / min(finding), words / min(annotating)
    print(f"{name:12} {words:8} words; commitments {ours:8.0f} words/s, language model {model:8.0f}", end="")
    print(f"; ratio {ours / model:5.2f}  (should be at least {_BAR})", flush=True)


def _commitments(document: Document, decisions: Sequence[Decision]) -> object:
    """The commitments of a document, as `extract` finds them."""
    return frame_commitments(document, find_commitments(document, decisions=decisions))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds programmes/ and text/")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    args = parser.parse_args()
    load_language()
    report("programmes", [read_file(path) for path in sorted(args.shared.glob("programmes/*.pdf"))], rounds=args.rounds)
    report("municipal", municipal(args.shared), rounds=args.rounds)

"""The folder of evaluation data: which gold file is about which documents, and what scores it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loftespor.errors import MissingPathError
from loftespor.evaluation.gold import Gold, read_gold


@dataclass(frozen=True, slots=True)
class CommitmentGold:
    """A gold file of commitments, and the folder of its documents."""

    file: str
    documents: str


@dataclass(frozen=True, slots=True)
class TableGold:
    """A gold file of another table: its documents, the exported table, and the script beside it that scores it."""

    file: str
    documents: str
    table: str
    script: str


@dataclass(frozen=True, slots=True)
class CitationGold:
    """A gold file of single texts with their citations, which `loftespor cite --jsonl` reads."""

    file: str
    script: str = "score_citations.py"


COMMITMENTS = (
    CommitmentGold("seed_commitments.jsonl", "seeds"),
    CommitmentGold("programme_commitments.jsonl", "programmes"),
    CommitmentGold("prose_commitments.jsonl", "evidence/prose"),
)
TABLES = (
    TableGold("programme_measures.jsonl", "programmes", "citations", "score_measures.py"),
    TableGold("minutes_decisions.jsonl", "evidence/minutes", "decisions", "score_minutes.py"),
    TableGold("chains.jsonl", "evidence/chains", "statuses", "score_chains.py"),
    TableGold("followup.jsonl", "evidence/followup", "followups", "score_followup.py"),
    TableGold("budget_lines.jsonl", "budget/gul_bok_2026_pages_87_106.pdf", "budget_lines", "score_budget.py"),
)
CITATIONS = (CitationGold("citation_cases.jsonl"), CitationGold("law_links.jsonl"))


def is_layout(path: Path) -> bool:
    """Whether a folder is one of evaluation data: it holds gold/."""
    return (path / "gold").is_dir()


def gold_of(paths: Sequence[Path], own: Sequence[Gold]) -> Iterator[Gold]:
    """The gold of commitments: files of the user's own where there are any, else those of the folders.

    Raises MissingPathError for a folder without gold/. A gold file whose documents are not there is left out.
    """
    if own:
        yield from own
        return
    for path in paths:
        if not is_layout(path):
            raise MissingPathError(
                f"{path} holds no gold/ folder. Name one that does, or your annotations with --gold."
            )
        for task in COMMITMENTS:
            if (path / "gold" / task.file).is_file() and (path / task.documents).exists():
                yield read_gold(path / "gold" / task.file)


def documents_below(paths: Sequence[Path]) -> Iterator[Path]:
    """The paths to documents: of a folder of evaluation data those with annotated commitments, others as they are."""
    for path in paths:
        if is_layout(path):
            yield from (path / task.documents for task in COMMITMENTS if (path / task.documents).exists())
        else:
            yield path

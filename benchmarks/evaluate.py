"""Score every finder on the annotated documents beside the checkout: `make evaluate SHARED=../shared`.

Each gold file is scored on a database of its own folder, with the script that lies beside it. What is printed are
the scripts' last lines; --errors prints all of them.
"""

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Task:
    """Documents, the table that is scored, the gold file and its script."""

    paths: tuple[str, ...]
    table: str
    gold: str
    script: str


TASKS = (
    Task(("seeds",), "commitments", "seed_commitments.jsonl", "score.py"),
    Task(("programmes",), "commitments", "programme_commitments.jsonl", "score.py"),
    Task(("evidence/prose",), "commitments", "prose_commitments.jsonl", "score.py"),
    Task(("programmes",), "citations", "programme_measures.jsonl", "score_measures.py"),
    Task(("evidence/minutes",), "decisions", "minutes_decisions.jsonl", "score_minutes.py"),
    Task(("evidence/chains",), "statuses", "chains.jsonl", "score_chains.py"),
    Task(("evidence/followup",), "followups", "followup.jsonl", "score_followup.py"),
    Task(("budget/gul_bok_2026_pages_87_106.pdf",), "budget_lines", "budget_lines.jsonl", "score_budget.py"),
)
CITED = ("citation_cases.jsonl", "law_links.jsonl")


def loftespor(*args: str, stdin: Path | None = None) -> str:
    """What a command of loftespor prints."""
    command = [sys.executable, "-m", "loftespor", *args]
    source = stdin.open("rb") if stdin else None
    try:
        done = subprocess.run(command, stdin=source, capture_output=True, check=False)
    finally:
        if source:
            source.close()
    if done.returncode not in (0, 15):
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()}")
    return done.stdout.decode()


def score(gold: Path, script: Path, predicted: Path, *, errors: bool) -> str:
    """The last lines of a score script."""
    command = [sys.executable, str(script), str(gold), str(predicted), *(["--errors"] if errors else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.strip().splitlines()
    return "\n".join(f"    {line}" for line in (lines if errors else lines[-6:]))


def evaluate(shared: Path, *, errors: bool, only: str | None) -> None:
    """Run and score every task."""
    with tempfile.TemporaryDirectory() as scratch:
        made: dict[tuple[str, ...], Path] = {}
        for task in TASKS:
            if only and only not in task.gold:
                continue
            if task.paths not in made:
                made[task.paths] = Path(scratch) / f"{len(made)}.db"
                paths = [str(shared / path) for path in task.paths]
                loftespor("run", *paths, "--db", str(made[task.paths]), "--no-report", "--today", "2026-03-01")
            predicted = Path(scratch) / "predicted.jsonl"
            predicted.write_text(loftespor("export", task.table, "--db", str(made[task.paths])), encoding="utf-8")
            gold = shared / "gold" / task.gold
            print(f"{task.gold}\n{score(gold, shared / 'gold' / task.script, predicted, errors=errors)}", flush=True)
        for name in CITED:
            if only and only not in name:
                continue
            predicted = Path(scratch) / "cited.jsonl"
            predicted.write_text(loftespor("cite", "--jsonl", stdin=shared / "gold" / name), encoding="utf-8")
            script = shared / "gold" / "score_citations.py"
            print(f"{name}\n{score(shared / 'gold' / name, script, predicted, errors=errors)}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds gold/ and the documents")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", help="a part of the gold file's name")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        raise SystemExit(f"{args.shared} has no gold/ folder. Name the folder with the annotated documents.")
    evaluate(args.shared, errors=args.errors, only=args.only)

"""The gold of other tables (citations, decisions, statuses …): scripts that lie beside it score what is exported."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from loftespor.corpus.export import export
from loftespor.corpus.linking import link
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.errors import GoldFileError
from loftespor.evaluation.gold import json_lines
from loftespor.evaluation.layout import CITATIONS, TABLES, CitationGold, TableGold
from loftespor.extract.citation import cite_json
from loftespor.ingest import find_inputs
from loftespor.rules.assess import assess

TODAY = date(2026, 3, 1)  # statuses depend on the day; the annotated ones are for this
_LAST_LINES = 6  # of what a script says: its figures; before them may stand a long table


@dataclass(frozen=True, slots=True)
class Printed:
    """What the script of a gold file says: its last lines, or all with the errors; one of `total` that are scored."""

    name: str
    lines: tuple[str, ...]
    total: int


def score_tables(
    folder: Path, scratch: Path, *, only: str = "", errors: bool = False, jobs: int = 1
) -> Iterator[Printed]:
    """What the scripts say of each gold file of a folder of evaluation data whose name holds `only`.

    Documents are read into new databases in `scratch`, one for each gold file. A gold file or script that is not there
    is left out.
    """
    tasks: list[TableGold | CitationGold] = [task for task in TABLES if (folder / task.documents).exists()]
    tasks += CITATIONS
    chosen = [task for task in tasks if only in task.file and _is_there(folder, task.file, task.script)]
    for task in chosen:
        gold = folder / "gold" / task.file
        rows = _exported(folder, task, scratch, jobs=jobs) if isinstance(task, TableGold) else _cited(gold)
        predicted = scratch / task.file
        predicted.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
        lines = _run(gold.with_name(task.script), gold, predicted, errors=errors)
        yield Printed(task.file, lines if errors else lines[-_LAST_LINES:], len(chosen))


def _is_there(folder: Path, *names: str) -> bool:
    return all((folder / "gold" / name).is_file() for name in names)


def _exported(folder: Path, task: TableGold, scratch: Path, *, jobs: int) -> Iterator[dict[str, Any]]:
    with closing(open_database(scratch / f"{task.table}.db")) as db:
        run = start_run(db, command="evaluate", today=TODAY, inputs=(task.documents,))
        steps: tuple[Iterable[object], ...] = (
            ingest(db, find_inputs([folder / task.documents]), run=run, jobs=jobs),
            extract_new(db, run=run, jobs=jobs),
            link(db, run=run),
            assess(db, today=TODAY, run=run),
        )
        for step in steps:
            for _ in step:
                pass
        yield from export(db, task.table)


def _cited(gold: Path) -> Iterator[dict[str, Any]]:
    for _, row in json_lines(gold):
        yield cite_json(row)


def _run(script: Path, gold: Path, predicted: Path, *, errors: bool) -> tuple[str, ...]:
    command = [sys.executable, str(script), str(gold), str(predicted), *(["--errors"] if errors else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise GoldFileError(f"{script} could not score {gold.name}: {last}. Look whether the two belong together.")
    return tuple(done.stdout.rstrip().splitlines())

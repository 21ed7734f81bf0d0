"""Scoring the finders on annotated documents, with everything that was wrong."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from loftespor.cli.options import jobs_option
from loftespor.cli.progress import shown
from loftespor.errors import NothingToReadError, SomeFilesUnreadError
from loftespor.evaluation import comparison, frames, tables
from loftespor.evaluation.cases import Case
from loftespor.evaluation.comparison import Changes
from loftespor.evaluation.documents import inputs_of, search
from loftespor.evaluation.evaluation import Evaluation, SearchedDocuments, by_name
from loftespor.evaluation.evaluation import evaluate as evaluate_gold
from loftespor.evaluation.gold import Gold, read_gold
from loftespor.evaluation.layout import documents_below, gold_of
from loftespor.evaluation.scripts import Printed, score_tables
from loftespor.ingest import Unread
from loftespor.reports.evaluation import write_evaluation

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog="Example: loftespor evaluate ../shared --only programme --save before.jsonl")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--gold", "gold_files", type=_FILE, multiple=True, help="Annotated commitments of your own documents.")
@click.option("--frames", "frame_file", type=_FILE, help="Annotated frames (actor, deadline …), scored instead.")
@click.option("--only", default="", help="Only gold files whose name holds this.")
@click.option("--out", type=_FILE, default="evaluation.html", show_default=True, help="The page with the errors.")
@click.option("--no-page", is_flag=True, help="Write no page.")
@click.option("--lang", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True, help="Of the page.")
@click.option("--errors", is_flag=True, help="Print the errors too, and all that the score scripts say.")
@click.option("--save", "save_to", type=_FILE, help="Keep the results as JSON lines, to compare with later.")
@click.option("--compare", "earlier", type=_FILE, help="Show gains and losses since the results of this file.")
@click.option("--jsonl", is_flag=True, help="Print one JSON object a line.")
@jobs_option
def evaluate(
    paths: tuple[Path, ...], gold_files: tuple[Path, ...], frame_file: Path | None, only: str, out: Path,
    no_page: bool, lang: str, errors: bool, save_to: Path | None, earlier: Path | None, jsonl: bool, jobs: int,
) -> None:  # fmt: skip
    """Score the finders on annotated documents, and write every error in its context as a page.

    PATHS is a folder of evaluation data: gold/ and the documents it is about. Its commitments are scored, then the
    scripts in gold/ are run on what is found for the other tables. With --gold or --frames, PATHS are the documents of
    your own annotations. How the figures are computed: docs/evaluation.md.
    """
    before = comparison.read_saved(earlier) if earlier else None
    if frame_file:
        _score_frames(frame_file, paths, jsonl=jsonl, jobs=jobs)
        return
    golds = [gold for gold in gold_of(paths, [read_gold(path) for path in gold_files]) if only in gold.name]
    searched, unread = _search(paths, golds, jobs=jobs)
    evaluations = [evaluate_gold(gold, searched) for gold in golds]
    cases = [case for evaluation in evaluations for case in evaluation.cases]
    changes = None if before is None else comparison.compare(before, [comparison.saved(case) for case in cases])
    _tell(_objects(evaluations, changes) if jsonl else _lines(evaluations, changes, errors=errors))
    if save_to:
        comparison.save(cases, save_to)
    if evaluations and not no_page:
        click.echo(f"The errors in their context: {write_evaluation(out, evaluations, changes, lang=lang)}", err=True)
    others = 0 if gold_files else _score_others(paths, only, jsonl=jsonl, errors=errors, jobs=jobs)
    if not evaluations and not others:
        raise NothingToReadError(
            f"No gold file with '{only}' in its name and its documents are there. Try without --only."
        )
    _end(unread)


def _search(paths: Sequence[Path], golds: Sequence[Gold], *, jobs: int) -> tuple[SearchedDocuments, list[Unread]]:
    """The documents of the gold that are there, with what is found in them, and what could not be read."""
    names = frozenset(name for gold in golds for name in gold.documents)
    return _search_named(paths, names, jobs=jobs) if golds else ({}, [])


def _search_named(paths: Sequence[Path], names: frozenset[str], *, jobs: int) -> tuple[SearchedDocuments, list[Unread]]:
    inputs = inputs_of(documents_below(paths), names)
    done = shown(search(inputs, names, jobs=jobs), "reading")
    unread = [one.read for one in done if isinstance(one.read, Unread)]
    found = by_name([(one.read, one.commitments) for one in done if not isinstance(one.read, Unread)])
    if not found:
        raise NothingToReadError(
            f"{', '.join(map(str, paths))}: no annotated document is there: {', '.join(sorted(names)[:5])} …; "
            "name the folder that holds them"
        )
    return found, unread


def _score_frames(file: Path, paths: Sequence[Path], *, jsonl: bool, jobs: int) -> None:
    annotated = frames.read_frames(file)
    names = frozenset(frame.unit.document for frame in annotated)
    searched, unread = _search_named(paths, names, jobs=jobs)
    scores = frames.score_frames(annotated, searched)
    _tell((_json(asdict(case)) for case in scores.cases) if jsonl else frames.text_of(scores))
    _end(unread)


def _score_others(paths: Sequence[Path], only: str, *, jsonl: bool, errors: bool, jobs: int) -> int:
    """Say what the scripts beside the gold of other tables say of what is found, and give how many they are."""
    count = 0
    for folder in paths:
        with tempfile.TemporaryDirectory() as scratch:
            for printed in shown(score_tables(folder, Path(scratch), only=only, errors=errors, jobs=jobs), "scoring"):
                _tell(_printed(printed, jsonl=jsonl))
                count += 1
    return count


def _printed(printed: Printed, *, jsonl: bool) -> Iterator[str]:
    if jsonl:
        yield _json({"gold": printed.name, "lines": printed.lines})
        return
    yield f"\n{printed.name}"
    yield from (f"    {line}" for line in printed.lines)


def _lines(evaluations: Sequence[Evaluation], changes: Changes | None, *, errors: bool) -> Iterator[str]:
    for evaluation in evaluations:
        yield from tables.text_of(evaluation.rows)
        if evaluation.absent:
            yield f"documents that are not there, and do not count: {', '.join(evaluation.absent)}"
        if errors:
            yield from map(_error, evaluation.errors)
        yield ""
    if changes is not None:
        yield from comparison.text_of(changes)


def _error(case: Case) -> str:
    rule = case.found.rule if case.found and case.result != "missed" else "-"
    said = f" found as {case.found.kind}" if case.found and case.result == "kind" else ""
    subject = case.subject
    return f"{case.result.upper():6} {case.unit} {subject.form} {subject.kind}{said} [{rule}] {subject.text}"


def _objects(evaluations: Sequence[Evaluation], changes: Changes | None) -> Iterator[str]:
    yield from (_json(row.as_object()) for evaluation in evaluations for row in evaluation.rows)
    if changes is not None:
        yield from (_json({"change": name} | asdict(case)) for name, _, cases in changes.parts() for case in cases)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _end(unread: Sequence[Unread]) -> None:
    """Fail when a document could not be read, after all else is done."""
    for one in unread:
        click.echo(f"Not read: {one.reason}", err=True)
    if unread:
        raise SomeFilesUnreadError(f"{len(unread)} annotated documents could not be read (named above): not counted.")

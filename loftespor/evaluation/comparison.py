"""An evaluation against an earlier one: which passages are newly found or lost, which errors are new or gone."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from loftespor.errors import GoldFileError
from loftespor.evaluation.cases import Case, Result
from loftespor.evaluation.gold import Unit, json_lines

_FOUND: frozenset[Result] = frozenset({"right", "kind"})


@dataclass(frozen=True, slots=True)
class SavedCase:
    """A case as an evaluation saves it; `id` is the same in both for the same passage."""

    id: str
    gold: str
    document: str
    page: int | None
    result: Result
    kind: str | None
    form: str
    rule: str | None
    text: str

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return str(Unit(self.document, self.page))


@dataclass(frozen=True, slots=True)
class Changes:
    """What became otherwise since the earlier evaluation. `kind_gained` and `kind_lost` were found both times."""

    newly_found: tuple[SavedCase, ...]
    lost: tuple[SavedCase, ...]
    newly_false: tuple[SavedCase, ...]
    no_longer_false: tuple[SavedCase, ...]
    kind_gained: tuple[SavedCase, ...]
    kind_lost: tuple[SavedCase, ...]
    not_compared: tuple[str, ...] = ()  # gold files that only one of the two evaluations has

    def parts(self) -> Iterator[tuple[str, bool, tuple[SavedCase, ...]]]:
        """The name of each list, whether it is a gain, and its cases."""
        yield "newly found", True, self.newly_found
        yield "lost", False, self.lost
        yield "no longer found in vain", True, self.no_longer_false
        yield "newly found in vain", False, self.newly_false
        yield "now of the right kind", True, self.kind_gained
        yield "now of a wrong kind", False, self.kind_lost


def saved(case: Case) -> SavedCase:
    """A case as it is saved and compared."""
    subject, rule = case.subject, case.found.rule if case.found and case.result != "missed" else None
    return SavedCase(
        case.id, case.gold_name, case.unit.document, case.unit.page, case.result, subject.kind, subject.form, rule,
        subject.text,
    )  # fmt: skip


def save(cases: Iterable[Case], path: Path) -> None:
    """Write the cases as JSON lines, for `read_saved`."""
    rows = (saved(case) for case in cases)
    lines = [json.dumps({name: getattr(row, name) for name in SavedCase.__slots__}, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_saved(path: Path) -> list[SavedCase]:
    """The cases of an earlier evaluation; raises GoldFileError where the file is none."""
    return [_saved_case(row, path, number) for number, row in json_lines(path)]


def _saved_case(row: dict[str, Any], path: Path, number: int) -> SavedCase:
    if set(row) != set(SavedCase.__slots__) or row["result"] not in get_args(Result):
        raise GoldFileError(f"{path}, line {number}: no case of an evaluation. Give a file that --save FILE wrote.")
    return SavedCase(**row)


def compare(earlier: Sequence[SavedCase], now: Sequence[SavedCase]) -> Changes:
    """The changes between two evaluations of the same gold files, in the order of the cases.

    A passage of the gold that only one of them knows (the gold was changed) is no change.
    """
    files = {case.gold for case in earlier} & {case.gold for case in now}
    apart = sorted(({case.gold for case in earlier} | {case.gold for case in now}) - files)
    before, after = ({case.id: case for case in cases if case.gold in files} for cases in (earlier, now))
    both = [(before[id], after[id]) for id in after if id in before]
    return Changes(
        newly_found=tuple(new for old, new in both if old.result == "missed" and new.result in _FOUND),
        lost=tuple(new for old, new in both if old.result in _FOUND and new.result == "missed"),
        newly_false=tuple(new for id, new in after.items() if new.result == "false" and id not in before),
        no_longer_false=tuple(old for id, old in before.items() if old.result == "false" and id not in after),
        kind_gained=tuple(new for old, new in both if (old.result, new.result) == ("kind", "right")),
        kind_lost=tuple(new for old, new in both if (old.result, new.result) == ("right", "kind")),
        not_compared=tuple(apart),
    )


def text_of(changes: Changes) -> Iterator[str]:
    """The changes as lines, gains marked with '+' and losses with '-'; texts whole."""
    for name, gain, cases in changes.parts():
        yield f"{name}: {len(cases)}"
        for case in cases:
            yield f"  {'+' if gain else '-'} {case.place} [{case.rule or case.form}] {case.text}"
    if changes.not_compared:
        yield f"in one of the two only, and not compared: {', '.join(changes.not_compared)}"

"""Tables of an evaluation: counts by form, kind, language, document and rule."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from loftespor.evaluation.cases import Case, Result
from loftespor.evaluation.counts import NOTHING, Counts, Share, wilson

By: TypeAlias = Literal["all", "form", "kind", "language", "document", "rule"]

_WIDTH, _SHARE = 23, 18  # of the first column, and of a share with its interval: a line has at most 100 characters
_HEAD = f"{'':{_WIDTH}} {'right':>5} {'false':>5} {'missed':>6}  {'precision':{_SHARE}} {'recall':{_SHARE}} F1"


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one group of passages: those of a form, a kind …; `by` 'all' is the whole gold file.

    `kind_right` of the right ones have the kind that readers say, of `kind_judged` for which they say one.
    """

    gold: str
    by: By
    group: str
    counts: Counts
    kind_right: int
    kind_judged: int

    def as_object(self) -> dict[str, object]:
        """The row for other programs; a share is [value, low, high] or null."""
        counts = self.counts
        return {
            "gold": self.gold, "by": self.by, "group": self.group, "right": counts.right, "false": counts.false,
            "missed": counts.missed, "precision": counts.precision_share,
            "recall": None if self.by == "rule" else counts.recall_share,
            "f1": None if self.by == "rule" else counts.f1_share,
            "kind": wilson(self.kind_right, self.kind_judged),
        }  # fmt: skip


def rows_of(gold: str, cases: Sequence[Case], languages: Mapping[str, str]) -> Iterator[Row]:
    """The rows of the cases of the gold file of this name; `languages` gives each case's language by its id.

    A pair counts where its gold stands, what was found in vain where the finder put it, so the groups of a table sum
    up to the whole. By rule, missed passages have no place: of a rule only precision is known.
    """
    groups: Mapping[By, Callable[[Case], str | None]] = {
        "all": _everything,
        "form": _form,
        "kind": _kind,
        "language": lambda case: languages[case.id],
        "document": _document,
        "rule": _rule,
    }
    for by in get_args(By):
        yield from _grouped(gold, cases, by, groups[by])


def _grouped(gold: str, cases: Sequence[Case], by: By, group_of: Callable[[Case], str | None]) -> Iterator[Row]:
    members: dict[str, list[Case]] = defaultdict(list, {"all": []} if by == "all" else {})
    for case in cases:
        group = group_of(case)
        if group is not None:
            members[group].append(case)
    for group in sorted(members):
        judged = [case for case in members[group] if case.gold and case.gold.kind and case.result in ("right", "kind")]
        right = sum(case.result == "right" for case in judged)
        yield Row(gold, by, group, counts_of(members[group]), right, len(judged))


def counts_of(cases: Iterable[Case]) -> Counts:
    """How many are right, false and missed; one of another kind is found."""
    return sum((_ONE[case.result] for case in cases), NOTHING)


_ONE: Mapping[Result, Counts] = {
    "right": Counts(1, 0, 0), "kind": Counts(1, 0, 0), "missed": Counts(0, 0, 1), "false": Counts(0, 1, 0),
}  # fmt: skip


def _everything(_case: Case) -> str:
    return "all"


def _form(case: Case) -> str:
    return case.subject.form


def _kind(case: Case) -> str:
    return case.subject.kind or "not said"


def _document(case: Case) -> str:
    return case.unit.document


def _rule(case: Case) -> str | None:
    return case.found.rule if case.found is not None and case.result != "missed" else None


def text_of(rows: Sequence[Row]) -> Iterator[str]:
    """The rows of one gold file as lines of at most 100 characters."""
    whole = rows[0]
    yield f"{whole.gold}: shares in per cent, with 95 % intervals"
    yield _HEAD
    before: By = "all"
    for row in rows:
        if row.by != before:
            yield f"by {row.by}"
            before = row.by
        yield from _lines(row)
    kinds = share_text(wilson(whole.kind_right, whole.kind_judged)).strip()
    yield f"kind right among the found: {whole.kind_right} of {whole.kind_judged}: {kinds}"


def _lines(row: Row) -> Iterator[str]:
    """The line of a group; a long name has a line of its own, so that nothing of it is cut off."""
    name = row.group if row.by == "all" else f"  {row.group}"
    if len(name) > _WIDTH:
        yield name
        name = ""
    counts, of_rule = row.counts, row.by == "rule"
    shares = [counts.precision_share] if of_rule else [counts.precision_share, counts.recall_share, counts.f1_share]
    numbers = f"{counts.right:>5} {counts.false:>5} {'' if of_rule else counts.missed:>6}"
    yield f"{name:{_WIDTH}} {numbers}  {' '.join(f'{share_text(share):{_SHARE}}' for share in shares)}".rstrip()


def share_text(share: Share | None) -> str:
    """A share in per cent with its interval: ' 97.6 (91.6–99.3)'."""
    if share is None:
        return "    –"
    return f"{100 * share.value:5.1f} ({100 * share.low:.1f}–{100 * share.high:.1f})"

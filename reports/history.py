"""What became of statuses from run to run, and why, as lines for people to read."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from textwrap import shorten
from typing import Any

from loftespor.corpus.status_history import AXES, StatusChange
from loftespor.reports.language import N_, Language
from loftespor.reports.method import sentence
from loftespor.reports.reviews import ACTIONS, LINK_ACTIONS
from loftespor.rules.rule import load_rules

_SHOWN = 160  # characters of a quote
_REASONS: Mapping[str, str] = {
    "searches": N_("det er lett i andre dokumenter"),
    "links": N_("andre koblinger, eller dagen"),
    "text_changed": N_("teksten som en person vurderte, er endret"),
}
_STAGES: Mapping[str, str] = {
    "ingest": N_("lesingen"),
    "extract": N_("finnerne"),
    "rules": N_("reglene"),
}


def change_lines(changes: Iterable[StatusChange], language: Language) -> Iterator[str]:
    """For each run a heading with the counts, then what changed; new and gone statuses are only counted."""
    for (run, today), group in groupby(changes, key=_run):
        of_run = list(group)
        changed = [change for change in of_run if change.before and change.after]
        counts = (len(changed), sum(not c.before for c in of_run), sum(not c.after for c in of_run))
        words = language.text(N_("Kjøring %(run)s, %(day)s: %(changed)s endret, %(new)s nye, %(gone)s borte"))
        figures = dict(zip(("changed", "new", "gone"), map(language.number, counts), strict=True))
        yield words % {"run": run, "day": language.long_date(today), **figures}
        for change in changed:
            yield from _change(change, language)


def _run(change: StatusChange) -> tuple[int, str]:
    return change.run, change.today


def _change(change: StatusChange, language: Language) -> Iterator[str]:
    before, after = change.before or {}, change.after or {}
    yield f"{change.commitment}  {change.document}, {change.locator or '–'}"
    yield f"    {change.text or ''}"
    for axis in AXES:
        if before[axis] != after[axis]:
            name = language.axes.axis(axis).labels[language.code]
            yield f"    {name}: {language.label(axis, before[axis])} → {language.label(axis, after[axis])}"
    yield from (f"    – {_reason(reason, language)}" for reason in change.reasons)


def _reason(reason: Mapping[str, Any], language: Language) -> str:
    kind = reason["kind"]
    if kind == "review":
        actions = LINK_ACTIONS if reason["of"] == "links" else ACTIONS
        return f"{reason['by']} {language.text(actions[reason['action']])}: {reason['reason']}"
    if kind == "versions":
        stages = ", ".join(language.text(_STAGES[stage]) for stage in reason["stages"])
        return language.text(N_("ny utgave av %(stages)s")) % {"stages": stages}
    if kind in _REASONS:
        return language.text(_REASONS[kind])
    came = N_("nytt belegg") if kind == "evidence_came" else N_("belegg borte")
    rule = next((sentence(rule.sentence, language) for rule in load_rules() if rule.id == reason["rule"]), "")
    quote = shorten(reason["quote"], _SHOWN, placeholder=" …")
    page = language.text(N_("s. %(page)s")) % {"page": reason["page"]}
    return f"{language.text(came)}: «{quote}» ({reason['document']}, {page}). {rule} [{reason['rule']}]"

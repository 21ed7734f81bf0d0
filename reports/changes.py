"""What changed between two editions, as lines for people to read."""

from collections import Counter
from collections.abc import Iterator, Sequence

from loftespor.corpus.edition_changes import SURE, Change, Kind
from loftespor.corpus.editions import Edition
from loftespor.reports.language import N_, Language
from loftespor.rules.strength import how_testable, strength

_HEADINGS = {
    "reworded": N_("Omformulert"),
    "kept": N_("Uendret"),
    "new": N_("Nytt"),
    "gone": N_("Ikke funnet igjen"),
}
_ORDER: tuple[Kind, ...] = ("kept", "reworded", "new", "gone")
_SIGNS = {"reworded": "~", "kept": "=", "new": "+", "gone": "-"}
_STRENGTHS = {
    "weaker": N_("svakere"),
    "stronger": N_("sterkere"),
    "mixed": N_("både svakere og sterkere"),
    "turned": N_("motsatt vei"),
}
_TESTS = {
    "more": N_("lettere å etterprøve"),
    "less": N_("vanskeligere å etterprøve"),
    "mixed": N_("både lettere og vanskeligere å etterprøve"),
}
_UNSURE = N_("kanskje et annet punkt")


def change_lines(
    changes: Sequence[Change], old: Edition, new: Edition, language: Language, *, kept: bool = False
) -> Iterator[str]:
    """The counts, then what was worded anew, is new, was not found again.

    What has the same words is listed where it is asked for, or where its lead-in made it weaker or stronger.
    """
    yield f"{old.title or old.name} → {new.title or new.name}"
    yield _counts(changes, language)
    for kind in ("reworded", "kept", "new", "gone"):
        of_kind = [c for c in changes if c.kind == kind and (kind != "kept" or kept or c.shifts)]
        if of_kind:
            yield ""
            yield language.text(_HEADINGS[kind])
        for change in of_kind:
            yield from _change(change, language)


def _counts(changes: Sequence[Change], language: Language) -> str:
    """'uendret 58 · omformulert 22 (svakere 15, sterkere 2) · nytt 7 · ikke funnet igjen 109'."""
    parts = []
    for kind in _ORDER:
        of_kind = [change for change in changes if change.kind == kind]
        ways = Counter(str(strength(change.shifts)) for change in of_kind)
        told = ", ".join(f"{language.text(label)} {ways[way]}" for way, label in _STRENGTHS.items() if ways[way])
        parts.append(f"{language.text(_HEADINGS[kind]).lower()} {len(of_kind)}" + (f" ({told})" if told else ""))
    return " · ".join(parts)


def _change(change: Change, language: Language) -> Iterator[str]:
    places = " → ".join(row["locator"] for row in (change.old, change.new) if row)
    marks = "; ".join(map(language.text, _marks(change)))
    yield f"{_SIGNS[change.kind]} {places}" + (f"  [{marks}]" if marks else "")
    row = change.new or change.old
    yield f"    {change.words or (row['text'] if row else '')}"
    yield from (f"    – {shift.sentence(language.code)}" for shift in change.shifts)


def _marks(change: Change) -> Iterator[str]:
    """What a reader is told of a change before its words."""
    how, tested = strength(change.shifts), how_testable(change.shifts)
    if how in _STRENGTHS:
        yield _STRENGTHS[how]
    if tested in _TESTS:
        yield _TESTS[tested]
    if change.score is not None and change.score < SURE:
        yield _UNSURE

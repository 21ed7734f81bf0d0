"""A measure as text for a terminal: its names, where it is mentioned, what was merged and why."""

from collections.abc import Iterator
from typing import Any

from loftespor.reports.language import N_, Language
from loftespor.reports.link_reasons import link_reason

_OTHER_NAMES, _MENTIONS = N_("andre navn"), N_("omtaler")
_STATES = {"proposed": N_("foreslått"), "confirmed": N_("bekreftet"), "rejected": N_("avvist")}


def measure_lines(row: dict[str, Any], language: Language) -> Iterator[str]:
    """The lines of a measure (a row of `measure_rows`)."""
    yield f"{row['id']}  {row['name']} ({row['class']})"
    if row["aliases"]:
        yield f"  {language.text(_OTHER_NAMES)}: {'; '.join(row['aliases'])}"
    if row["url"]:
        yield f"  {row['url']}"
    yield f"  {language.text(_MENTIONS)}: {row['mentions']}"
    yield from (f"    {count:4}  {name}" for name, count in row["documents"].items())
    for merge in row["merges"]:
        yield f"  {merge['measure']} = {merge['target']}"
        yield from _why(merge, language)
    for link in row["asked_for"]:
        yield f"  {link['measure']} → {link['target']}"
        yield from _why(link, language)


def _why(merge: dict[str, Any], language: Language) -> Iterator[str]:
    by = f", {merge['by']} {merge['at'][:10]}" if merge["by"] else ""
    state = language.text(_STATES[merge["state"]])
    yield f"    {merge['score']:.2f}, {state}{by} [{merge['id']}]"
    yield from (f"      {link_reason(reason, language)}" for reason in merge["reasons"])

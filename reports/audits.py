"""What people found who judged random samples of statuses, for the method page."""

from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.corpus.audits import Result, results
from loftespor.reports.language import N_, Language

_PARTS = 1_000_000  # a share as whole parts: rounded once, when it is printed


@dataclass(frozen=True, slots=True)
class AuditLine:
    """The share right on one axis, or of whole statuses: its name, right of judged, the share with its interval."""

    name: str
    right: str
    share: str


@dataclass(frozen=True, slots=True)
class AuditText:
    """One person's judgement of one sample, ready to print."""

    heading: str
    lines: tuple[AuditLine, ...]


def audit_texts(db: Database, language: Language) -> tuple[AuditText, ...]:
    """All samples that were judged, the latest first."""
    return tuple(_text(result, language) for result in reversed(results(db)))


def _text(result: Result, language: Language) -> AuditText:
    words = N_("%(drawn)s trukket av %(population)s statuser, vurdert av %(by)s %(day)s")
    if result.of == "stated":
        words = N_("%(drawn)s trukket av %(population)s statuser med belegg, vurdert av %(by)s %(day)s")
    heading = language.text(words) % {
        "drawn": language.number(result.drawn), "population": language.number(result.population), "by": result.by,
        "day": language.long_date(result.day),
    }  # fmt: skip
    return AuditText(heading, tuple(_line(result, axis, language) for axis in result.counts))


def _line(result: Result, axis: str, language: Language) -> AuditLine:
    right, judged = result.counts[axis]
    name = language.text(N_("hele statusen")) if axis == "all" else language.axes.axis(axis).labels[language.code]
    told = language.text(N_("%(right)s av %(judged)s rette")) % {"right": right, "judged": judged}
    share = result.share(axis)
    if share is None:
        return AuditLine(name, told, language.text(N_("ikke vurdert")))
    ends = tuple(language.percent(round(_PARTS * end), _PARTS) for end in share)
    interval = language.text(N_("%(share)s (95 prosents intervall: %(low)s til %(high)s)"))
    return AuditLine(name, told, interval % dict(zip(("share", "low", "high"), ends, strict=True)))

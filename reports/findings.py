"""What `check` and the finders leave to a person, for the front page: each kind with its findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from loftespor.reports.language import N_, Language

LABELS: Mapping[str, str] = {
    "extract": N_("Lest, men ikke gjennomsøkt"),
    "suspect": N_("Må kontrolleres: teksten er endret siden en person vurderte den"),
    "contradiction": N_("Motstridende"),
    "disputed": N_("Omstridt: uenige personer, eller tilsvar fra den som lovet"),
    "dangling": N_("Viser til noe som ikke lenger finnes her"),
    "forgotten": N_("Uteglemt: vedtatt, men uten linje i den senere oppfølgingslista"),
    "overdue": N_("Fristen er ute, og ingenting sier at det er gjort"),
    "unquoted": N_("Satt av en person uten sitat"),
}


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """One kind of finding: its label, and the findings' places and words."""

    label: str
    messages: tuple[str, ...]


def finding_groups(findings: Iterable[Mapping[str, Any]], language: Language) -> tuple[FindingGroup, ...]:
    """The findings by kind, in the order of LABELS; a kind that is not known stands last under its id."""
    order = {name: number for number, name in enumerate(LABELS)}

    def key(finding: Mapping[str, Any]) -> tuple[int, str]:
        return order.get(finding["check"], len(order)), finding["check"]

    grouped = groupby(sorted(findings, key=key), key=key)
    return tuple(
        FindingGroup(language.text(LABELS.get(name, name)), tuple(finding["message"] for finding in found))
        for (_, name), found in grouped
    )

"""What the method page prints: the values, the rules with their sentences, the versions."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from loftespor.reports.language import N_, Language
from loftespor.reports.material import Material

GROUNDS: Mapping[str, str] = {
    "stated": N_("uttalt"),
    "silent": N_("taus"),
    "reviewed": N_("satt av en person"),
    "unsearched": N_("ikke søkt"),
}
VERSIONS: Mapping[str, str] = {
    "program": N_("Program"),
    "ingest": N_("Lesing"),
    "extract": N_("Finnere"),
    "rules": N_("Regler"),
    "model": N_("Språkmodell"),
}
HEADLINE_AXES: Mapping[str, str] = {
    "decision": N_("et uttalt vedtak, med vedtaksformen og finansieringen i parentes"),
    "funding": N_("en uttalt finansiering"),
}


@dataclass(frozen=True, slots=True)
class UsedRule:
    """A rule with its sentence, and how many pieces of evidence it gave in this report."""

    id: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class ValueText:
    """A value of an axis as the method page prints it."""

    id: str
    ground: str
    counts: str


@dataclass(frozen=True, slots=True)
class AxisText:
    """An axis with its values as the method page prints them."""

    id: str
    label: str
    question: str
    values: tuple[ValueText, ...]


def axis_texts(language: Language) -> tuple[AxisText, ...]:
    """The axes with the definitions of their values."""
    return tuple(
        AxisText(
            axis.id, axis.labels[language.code], axis.question[language.code],
            tuple(ValueText(v.id, language.text(GROUNDS[v.ground]), v.counts[language.code]) for v in axis.values),
        )
        for axis in language.axes.axes
    )  # fmt: skip


def headline_order(language: Language) -> tuple[str, ...]:
    """The rule of the headline, in words, in its order."""
    return tuple(_headline(step, language) for step in language.axes.headline_order)


def _headline(step: str, language: Language) -> str:
    if step in HEADLINE_AXES:
        return language.text(HEADLINE_AXES[step])
    return language.headline(step, form=None, funding="").lower()


def used_rules(material: Material, language: Language) -> tuple[UsedRule, ...]:
    """The rules that gave the evidence of this report, by id."""
    counts: Counter[str] = Counter()
    sentences: dict[str, str] = {}
    for item in material.items:
        for evidence in item.evidence:
            counts[evidence.rule] += 1
            sentences.setdefault(evidence.rule, sentence(evidence.sentence, language))
    return tuple(UsedRule(rule, sentences[rule], counts[rule]) for rule in sorted(counts))


def other_rules(used: tuple[UsedRule, ...], language: Language) -> tuple[UsedRule, ...]:
    """The rules of the rule files with a sentence that gave nothing in this report, by id."""
    names = {rule.id for rule in used}
    known: dict[str, str] = {}
    for entry in sorted(files("loftespor.rules").iterdir(), key=str):
        if entry.name.endswith(".toml"):
            known |= dict(_sentences(tomllib.loads(entry.read_text(encoding="utf-8")), language))
    return tuple(UsedRule(id, text, 0) for id, text in sorted(known.items()) if id not in names)


def sentence(sentences: Mapping[str, str], language: Language) -> str:
    """A rule's sentence in the report's language, else in Bokmål."""
    return sentences.get(language.code) or sentences.get("nb") or ""


def _sentences(data: Any, language: Language) -> Iterator[tuple[str, str]]:
    """Every entry of a rule file that has an id and a sentence, wherever it stands."""
    if isinstance(data, Mapping):
        if isinstance(data.get("id"), str) and isinstance(data.get("sentence"), Mapping):
            yield data["id"], sentence(data["sentence"], language)
        for entry in data.values():
            yield from _sentences(entry, language)
    elif isinstance(data, list):
        for entry in data:
            yield from _sentences(entry, language)


def versions(material: Material, today: str, language: Language) -> tuple[tuple[str, str], ...]:
    """The report's date and the versions of the last run; clock times are left out, so that reports can be compared."""
    run = material.run or {}
    named = [(language.text(title), str(run[field])) for field, title in VERSIONS.items() if run.get(field)]
    dated = [(language.text(N_("Kjøringens dato")), language.long_date(run["today"]))] if run.get("today") else []
    return ((language.text(N_("Rapportens dato")), today), *dated, *named)

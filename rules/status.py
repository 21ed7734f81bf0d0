"""A commitment's status: four axes, the evidence of each value, and the line of stations.

The values are those of `rules/axes.toml`; docs/status.md says what each means and what counts for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that gives a value on an axis: `quote` is the document's text from start to end, to the letter.

    `rule` is the rule's id and `sentence` its explanation, ready to print in the report's language (a mapping from
    'nb', 'nn', 'en').
    """

    axis: str
    value: str
    document: str  # the document's id
    page: int
    start: int
    end: int
    quote: str
    date: date | None
    rule: str
    sentence: dict[str, str]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through for a silent value: how many documents, and up to which date."""

    axis: str
    search: str | None  # id of the list of documents; None where the corpus holds no document that could answer
    documents: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the line 'hvor stoppet det?': moved, answered, recommended, adopted, budgeted, begun, done."""

    station: str
    value: str
    date: date | None = None
    document: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a commitment as it stands in one document, with the evidence of every stated value."""

    commitment: str
    document: str
    decision: str = "not_assessed"
    decision_form: str | None = None
    funding: str = "not_assessed"
    implementation: str = "not_assessed"
    documentation: str = "proposed"
    headline: str = "not_assessed"
    evidence: tuple[Evidence, ...] = ()
    searched: tuple[Searched, ...] = ()
    stations: tuple[Station, ...] = ()
    stopped_at: str | None = None

"""What the finders give: commitments, citations, decisions, budget lines, follow-up rows, passages.

Every record has `start` and `end`, half-open in Python characters into the document's text, and its words are
`document.text[start:end]` to the letter. Ids are not given here: identity is the corpus' work.
"""

import datetime
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

CommitmentKind: TypeAlias = Literal["pledge", "proposal", "demand", "recommendation", "request", "decision"]
CommitmentForm: TypeAlias = Literal["list", "sentence", "heading"]
Role: TypeAlias = Literal["decision", "recommendation", "proposal"]
Outcome: TypeAlias = Literal[
    "adopted", "partly_adopted", "rejected", "answered", "referred", "noted", "shelved", "not_taken_up",
    "postponed", "withdrawn", "not_stated",
]  # fmt: skip
Direction: TypeAlias = Literal["more", "less", "new", "keep", "end", "inquire"]
Comparison: TypeAlias = Literal["at_least", "at_most", "over", "under", "exactly", "more", "less"]
Stance: TypeAlias = Literal["support", "oppose", "reserve"]
BudgetStage: TypeAlias = Literal["accounts", "adopted", "revised", "proposed", "alternative", "plan"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A stated deadline: `text` verbatim, the days it allows, and how precise it is.

    `precision` is day, month, year or period (quarter, season, week, term); 'unstated' where the text has a deadline
    that cannot be dated ('snarest'). `first` without `last` is when it is to be in force ('fra 2027').
    """

    text: str
    first: datetime.date | None
    last: datetime.date | None
    precision: str


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money with the words it was read from; `value` is in whole kroner where the unit is NOK.

    The unit is NOK, another currency (EUR, USD, SEK, DKK), or G, the base amount of the national insurance.
    """

    text: str
    value: float  # an int where it is whole
    unit: str = "NOK"
    direction: str | None = None  # 'more', 'less' where the text says so


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity other than money that is to be reached: 'under 2 uker' is 2, 'uker', under.

    `comparison` says how the state is to lie to the number; more and less say that the number is the change itself
    ('1 200 nye plasser').
    """

    text: str
    quantity: float
    unit: str
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One action of a commitment that coordinates several; `rule` says what split it.

    >>> Part(8, 22, "Vi vil bygge skoler", "coordinated verbs", action="bygge", object="skoler").action
    'bygge'
    """

    start: int
    end: int
    statement: str
    rule: str
    action: str | None = None
    object: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A passage in which somebody says what will or should be done.

    `statement` is the commitment as a sentence that stands alone: lead-in + item. `actor` and `addressee` are
    empty when the text does not say. `action` is a lemma, `object` what is done something to, as written;
    `topics` are ids of the vocabulary. `testable` is None where nobody judged it, else `testable_reason` says why.
    `rule` names the rule that found it; `score` is its confidence from 0 to 1.
    """

    start: int
    end: int
    kind: CommitmentKind
    form: CommitmentForm
    rule: str
    statement: str
    lead_in: str | None = None
    actor: str | None = None
    party: str | None = None
    addressee: str | None = None
    action: str | None = None
    object: str | None = None
    direction: Direction | None = None
    target_group: str | None = None
    place: str | None = None
    deadline: Deadline | None = None
    amounts: tuple[Amount, ...] = ()
    targets: tuple[Target, ...] = ()
    topics: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    testable: bool | None = None
    testable_reason: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a measure. `type` and `id` follow docs/citations; `id` is None or holds '?' when unknown.

    `measure_class` is one of law, document, case, plan, scheme, agreement, budget, url, value.
    """

    start: int
    end: int
    type: str
    measure_class: str
    rule: str
    id: str | None = None
    status: str = "resolved"  # resolved, unresolved, ambiguous, malformed
    confidence: float = 1.0
    name: str | None = None  # the name the measure is known by, where the text gives one
    flags: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point of a proposal or decision, with an outcome of its own where the text gives one."""

    number: str | None
    start: int
    end: int
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One proposal, or one point of a resolution or recommendation, in minutes or case papers.

    `evidence` is the span of the words that give the outcome (the vote, the resolution's heading), None where the
    outcome is not stated. `decision_form`: vedtakspunkt, verbalvedtak, merknad, oversendelse, anmodningsvedtak.
    """

    start: int
    end: int
    role: Role
    outcome: Outcome
    rule: str
    evidence: tuple[int, int] | None = None
    points: tuple[Point, ...] = ()
    decision_form: str | None = None
    proposer: str | None = None
    parties: tuple[str, ...] = ()
    votes_for: int | None = None
    votes_against: int | None = None
    parties_for: tuple[str, ...] = ()
    unanimous: bool = False
    body: str | None = None
    date: datetime.date | None = None
    case: str | None = None
    case_title: str | None = None
    whole_document: str | None = None  # the named document a vote adopts or fells as a whole
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One amount of a budget: whole kroner, with the unit as printed. `year` is the year the amount is for."""

    start: int
    end: int
    name: str
    amount: int
    unit: str
    stage: BudgetStage
    rule: str
    chapter: str | None = None
    post: str | None = None
    service: str | None = None
    year: int | None = None
    kind: str | None = None  # operations, investment
    owner: str | None = None
    previous: int | None = None  # the year before, whole kroner, where the same row gives it


@dataclass(frozen=True, slots=True)
class DatedNote:
    """One dated entry of a follow-up note."""

    date: datetime.date | None
    text: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A row of a follow-up list. `status` is the list's own word; the other values are STATUS.md's."""

    start: int
    end: int
    title: str
    rule: str
    case: str | None = None
    body: str | None = None
    meeting_date: datetime.date | None = None
    points: tuple[str, ...] = ()
    status: str | None = None
    note: str | None = None
    dated_notes: tuple[DatedNote, ...] = ()
    implementation: str = "no_evidence"
    funding: str = "no_evidence"
    conflicting: bool = False
    quote: tuple[int, int] | None = None  # the span of the words that give the value


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report, answer or case paper that says what became of something.

    `axis` and `value` are what its words say in general (rules/phrases.toml); what it is about is for linking.
    """

    start: int
    end: int
    axis: str
    value: str
    rule: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A sentence in which a body supports, opposes or reserves itself towards a proposal of another document.

    `target_text` are the words that say what it is about, as written; which commitment that is, is for linking.
    """

    start: int
    end: int
    stance: Stance
    rule: str
    holder: str | None = None
    target_text: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document, each list in the order of the text."""

    commitments: tuple[Commitment, ...] = ()
    citations: tuple[Citation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    passages: tuple[Passage, ...] = ()
    positions: tuple[Position, ...] = ()
    warnings: tuple[str, ...] = field(default=())

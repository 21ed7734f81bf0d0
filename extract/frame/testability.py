"""Testability: whether somebody could later tell if a commitment was kept, and the reason in words."""

from dataclasses import dataclass
from functools import lru_cache

from loftespor.extract.data_file import read_data
from loftespor.extract.records import Commitment


@dataclass(frozen=True, slots=True)
class Reason:
    """A row of `testability.toml`: what it asks for, what it says, and its sentence in three languages (nb, nn, en)."""

    id: str
    testable: bool
    says: str | None
    verbs: frozenset[str]
    direction: frozenset[str]
    sentence: dict[str, str]


@lru_cache(maxsize=1)
def reasons() -> tuple[Reason, ...]:
    """The rows in the order in which they are tried; the last one asks for nothing."""
    return tuple(
        Reason(
            row["id"], row["testable"], row.get("says"), frozenset(row.get("verbs", ())),
            frozenset(row.get("direction", ())), {"nb": row["nb"], "nn": row["nn"], "en": row["en"]},
        )
        for row in read_data("frame/testability.toml")["row"]
    )  # fmt: skip


def find_reason(commitment: Commitment) -> Reason:
    """Why a commitment with the rest of its frame filled in can be tested, or cannot."""
    return next(reason for reason in reasons() if _fits(reason, commitment))


def translated(sentence: str, language: str) -> str:
    """A reason's Bokmål sentence, as stored, in another language; other texts unchanged."""
    return next((r.sentence[language] for r in reasons() if r.sentence["nb"] == sentence), sentence)


def _fits(reason: Reason, commitment: Commitment) -> bool:
    if reason.says is not None:
        return bool(getattr(commitment, reason.says))
    if reason.verbs:
        return commitment.action in reason.verbs
    return not reason.direction or commitment.direction in reason.direction

"""What people decided about a commitment: who, when, what and why. Machine suggestions are no part of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.reports.language import N_, Language
from loftespor.reports.material import AXES

ACTIONS: Mapping[str, str] = {
    "confirm": N_("bekreftet statusen"),
    "reject": N_("forkastet belegget"),
    "set": N_("satte verdien"),
    "reply": N_("ga tilsvar"),
    "withdraw": N_("trakk sin vurdering"),
}


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of a person: `what` in words, `day` as ISO date, `reason` in the person's own words."""

    by: str
    day: str
    what: str
    reason: str


def load_reviews(db: Database, language: Language) -> dict[str, tuple[Review, ...]]:
    """The reviews of commitments and their statuses, by commitment, in the order in which they were made."""
    found: dict[str, list[Review]] = defaultdict(list)
    query = (
        'SELECT subject, action, field, value, "by", at, reason FROM reviews '
        "WHERE subject_table IN ('commitments', 'statuses') ORDER BY id"
    )
    for subject, action, field, value, by, at, reason in db.execute(query):
        words = [language.text(ACTIONS[action]) if action in ACTIONS else action or ""]
        if value and field in AXES:
            words.append(f"«{language.label(field, value)}»")
        found[subject].append(Review(by or "", (at or "")[:10], " ".join(filter(None, words)), reason or ""))
    return {subject: tuple(reviews) for subject, reviews in found.items()}

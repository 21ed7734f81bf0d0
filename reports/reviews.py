"""What people decided about a commitment: who, when, what and why. Machine suggestions are no part of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.corpus.reviews import Review as Kept
from loftespor.corpus.reviews import all_reviews
from loftespor.reports.language import N_, Language

ACTIONS: Mapping[str, str] = {
    "confirm": N_("bekreftet statusen"),
    "reject": N_("forkastet belegget"),
    "set": N_("satte verdien"),
    "reply": N_("ga tilsvar"),
    "withdraw": N_("trakk sin vurdering"),
}
LINK_ACTIONS: Mapping[str, str] = {
    "confirm": N_("bekreftet en kobling"),
    "reject": N_("forkastet en kobling"),
}
_CORRECTING = ("set", "reject", "reply")


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of a person: `what` in words, `day` as ISO date, `reason` in the person's own words.

    `text` is the commitment it is about. `taken_back` is true where its maker took it back later.
    """

    by: str
    day: str
    what: str
    reason: str
    text: str = ""
    taken_back: bool = False


def load_reviews(db: Database, language: Language) -> dict[str, tuple[Review, ...]]:
    """The reviews of commitments, their statuses and links, by commitment, in the order in which they were made."""
    found: dict[str, list[Review]] = defaultdict(list)
    for commitment, _, review in _reviews(db, language):
        found[commitment].append(review)
    return {subject: tuple(reviews) for subject, reviews in found.items()}


def load_corrections(db: Database, language: Language) -> tuple[Review, ...]:
    """The log of corrections and replies: what people changed of what rules found, and what the promisers answered."""
    return tuple(review for _, action, review in _reviews(db, language) if action in _CORRECTING)


def _reviews(db: Database, language: Language) -> Iterator[tuple[str, str, Review]]:
    """Every review that says something of a commitment: the commitment's id, the action, and the review in words."""
    kept = all_reviews(db)
    taken_back = {review.subject for review in kept if review.action == "withdraw"}
    for review in kept:
        if review.action != "withdraw":
            commitment = review.seen.get("commitment") or review.subject
            yield commitment, review.action, Review(
                review.by, review.at[:10], _what(review, language), review.reason,
                review.seen.get("commitment_text") or "", review.uid in taken_back,
            )  # fmt: skip


def _what(review: Kept, language: Language) -> str:
    actions = LINK_ACTIONS if review.subject_table == "links" else ACTIONS
    words = [language.text(actions[review.action]) if review.action in actions else review.action]
    if review.value and review.axis:
        before = review.seen.get("values", {}).get(review.axis) if review.action == "set" else None
        name = language.axes.axis(review.axis).labels[language.code]
        change = f"«{language.label(review.axis, before)}» → " if before and before != review.value else ""
        words.append(f"{change}«{language.label(review.axis, review.value)}» ({name})")
    return " ".join(words)

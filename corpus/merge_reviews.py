"""What reviews make of merges: confirmed, or rejected, so that the measure is split again and stays so."""

from collections import defaultdict

from sqlite_utils import Database

from loftespor.corpus.reviews import Review, all_reviews, standing
from loftespor.corpus.rows import Row, to_json

_STATES = {"confirm": "confirmed", "reject": "rejected"}


def apply_to_merges(db: Database) -> bool:
    """Give every merge the state that people's reviews give it; whether any changed: measures must then be made anew.

    Where people disagree, or took back what they said, it is a proposal. A judged merge that is proposed no more stays.
    """
    given = _judged(db)
    before = {row["id"]: row["state"] for row in db.query("SELECT id, state FROM merges WHERE state != 'proposed'")}
    db.execute("UPDATE merges SET state = 'proposed', \"by\" = NULL, at = NULL WHERE state != 'proposed'")
    db.table("merges").upsert_all(given.values(), pk="id")
    return before != {id: row["state"] for id, row in given.items()}


def _judged(db: Database) -> dict[str, Row]:
    """The rows of the merges on which people agree, by id."""
    said: dict[str, list[Review]] = defaultdict(list)
    for word in standing(review for review in all_reviews(db) if review.subject_table in ("merges", "reviews")):
        said[word.review.subject].append(word.review)
    return {id: _row(reviews[-1]) for id, reviews in said.items() if len({review.action for review in reviews}) == 1}


def _row(review: Review) -> Row:
    seen = {name: review.seen[name] for name in ("kind", "measure", "target", "score")}
    made = {"id": review.subject, "state": _STATES[review.action], "by": review.by, "at": review.at}
    return seen | made | {"reasons": to_json(review.seen["reasons"])}

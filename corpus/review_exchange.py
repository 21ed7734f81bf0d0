"""Reviews as JSON lines, so that what people did in two databases can be put together. Importing twice adds nothing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, get_args

from sqlite_utils import Database

from loftespor.corpus.review_places import Places
from loftespor.corpus.reviews import Action, Review, add, all_reviews
from loftespor.corpus.rows import Row
from loftespor.errors import ReviewFileError

_TEXTS = ("subject_table", "subject", "document", "action", "by", "at", "reason")
_SUBJECTS = ("links", "statuses", "reviews")
_MUST_SEE = {"links": ("kind", "commitment", "target_table", "target"), "statuses": ("values", "evidence")}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many reviews a file held, how many were new here, and how many are of documents this database has not."""

    given: int
    added: int
    elsewhere: int


def export_lines(db: Database) -> Iterator[str]:
    """Every review as a line of JSON, in the order in which they were made."""
    for review in all_reviews(db):
        yield json.dumps({"uid": review.uid} | asdict(review), ensure_ascii=False, sort_keys=True)


def import_lines(db: Database, lines: Iterable[str], *, name: str) -> Imported:
    """Add the reviews of a file, all or none.

    A review of something that this database does not hold is kept and has no effect until its document is read. Raises
    ReviewFileError, with the line, for what is no review or was changed after it was exported.
    """
    reviews = [_review(line, f"{name}, line {number}") for number, line in enumerate(lines, start=1) if line.strip()]
    added = add(db, reviews)
    places = Places(db)
    of_subjects = [review for review in reviews if review.action != "withdraw"]
    elsewhere = sum(places.commitment(review).state == "gone" for review in of_subjects)
    return Imported(len(reviews), added, elsewhere)


def _review(line: str, where: str) -> Review:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ReviewFileError(
            f"{where} is no JSON ({error}). Give the file that `loftespor review export` wrote."
        ) from error
    _check(row, where)
    review = Review(
        **{name: row[name] for name in _TEXTS}, axis=row["axis"], value=row["value"], seen=row["seen"]
    )  # fmt: skip
    if review.uid != row["uid"]:
        raise ReviewFileError(
            f"{where} was changed after it was exported (its id is {review.uid} now). Export it again."
        )
    return review


def _check(row: Any, where: str) -> None:
    """Raise ReviewFileError unless a line has all that a review has."""
    if not isinstance(row, dict):
        raise ReviewFileError(f"{where} is no object. Give the file that `loftespor review export` wrote.")
    wrong = [name for name in ("uid", *_TEXTS) if not isinstance(row.get(name), str)]
    wrong += [name for name in ("axis", "value") if not isinstance(row.get(name, 0), str | None)]
    wrong += ["action"] if row.get("action") not in get_args(Action) else []
    wrong += ["subject_table"] if row.get("subject_table") not in _SUBJECTS else []
    wrong += ["by"] if not str(row.get("by") or "").strip() else []
    wrong += [] if _is_seen(row) else ["seen"]
    if wrong:
        raise ReviewFileError(f"{where}: {', '.join(dict.fromkeys(wrong))} is missing or wrong. Nothing was imported.")


def _is_seen(row: Row) -> bool:
    seen = row.get("seen")
    if not isinstance(seen, dict):
        return False
    if not all(isinstance(seen.get(name, ""), str | None) for name in ("commitment_text", "target_text", "work")):
        return False
    for name in _MUST_SEE.get(row["subject_table"], ()) if isinstance(row.get("subject_table"), str) else ():
        if name not in seen:
            return False
    quotes = [*_listed(seen.get("evidence", [])), *([seen["quote"]] if "quote" in seen else [])]
    whole = all(isinstance(q, dict) and isinstance(q.get("quote"), str) and "document" in q for q in quotes)
    return whole and isinstance(seen.get("values", {}), dict) and isinstance(seen.get("evidence", []), list)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

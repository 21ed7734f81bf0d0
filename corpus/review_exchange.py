"""Reviews as JSON lines, so that what people did in two databases can be put together. Importing twice adds nothing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields

from sqlite_utils import Database

from loftespor.corpus.review_form import faults
from loftespor.corpus.review_places import Places
from loftespor.corpus.reviews import Review, add, all_reviews
from loftespor.errors import ReviewFileError

_FIELDS = tuple(field.name for field in fields(Review))


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
    of_subjects = [review for review in reviews if review.subject_table in ("links", "statuses")]
    elsewhere = sum(places.commitment(review).state == "gone" for review in of_subjects)
    return Imported(len(reviews), added, elsewhere)


def _review(line: str, where: str) -> Review:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ReviewFileError(f"{where} is no JSON ({error}). Give what `loftespor review export` wrote.") from error
    if wrong := list(dict.fromkeys(faults(row))):
        raise ReviewFileError(f"{where}: {', '.join(wrong)} is missing or wrong. Nothing was imported.")
    review = Review(**{name: row[name] for name in _FIELDS})
    if review.uid != row["uid"]:
        raise ReviewFileError(f"{where} was changed after its export (now its id is {review.uid}). Export it again.")
    return review

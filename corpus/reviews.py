"""Reviews: what people decided of links and statuses, with name, time and reason. Rows are only ever added.

A later review of the same person about the same thing takes the place of the earlier one in what counts, never in
the table. Each keeps what was seen: the texts and values, so that it can be read and held against later editions.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from sqlite_utils import Database

from loftespor.corpus.identity import digest
from loftespor.corpus.rows import Row

Action = Literal["confirm", "reject", "set", "reply", "withdraw"]
ACTIONS: tuple[Action, ...] = ("confirm", "reject", "set", "reply", "withdraw")
JUDGED_AXES = ("decision", "funding", "implementation")
# Signs that change a number are part of what was read; other punctuation is layout.
_NOT_READ = re.compile(r"[^\w%§+-]+")
_DASHES = str.maketrans("\N{EN DASH}\N{MINUS SIGN}", "--")


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of a person.

    `subject` is the id of a link, of a merge of measures, or of the commitment whose status it is; `document` the id of
    the document that the commitment stands in, empty for a merge. `axis` is None where the review is of a link, a merge
    or the whole status. `at` is UTC, ISO.
    """

    subject_table: str
    subject: str
    document: str
    action: Action
    by: str
    at: str
    reason: str
    axis: str | None = None
    value: str | None = None
    seen: Mapping[str, Any] = field(default_factory=dict)

    @property
    def uid(self) -> str:
        """The id that is the same in every database: a hash over all that the person said and saw."""
        return digest(
            "review", self.subject_table, self.subject, self.document, self.action, self.axis or "", self.value or "",
            self.by, self.at, self.reason, canonical(self.seen),
        )  # fmt: skip

    @property
    def text_hash(self) -> str:
        """The hash of the texts it was judged against."""
        quotes = [quote["quote"] for quote in self.seen.get("evidence", ())]
        texts = (self.seen.get("commitment_text"), self.seen.get("target_text"), *quotes)
        return digest("seen", *(read_alike(text or "") for text in texts))


def read_alike(text: str) -> str:
    """The text without layout, letter case and punctuation, but with the signs of numbers.

    >>> read_alike("«Kutt: −50 000 kr.»") == read_alike("kutt -50 000 kr")
    True
    >>> read_alike("−50 000 kr") == read_alike("50 000 kr")
    False
    """
    return _NOT_READ.sub(" ", unicodedata.normalize("NFC", text).translate(_DASHES).casefold()).strip()


def canonical(seen: Mapping[str, Any]) -> str:
    """What was seen as JSON that is the same whatever the order in which it was written down."""
    return json.dumps(seen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def now() -> str:
    """The time of a review: UTC, to the microsecond, so that two in one second keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def add(db: Database, reviews: Iterable[Review]) -> int:
    """Keep those that are not kept yet, in one transaction, and give how many they were."""
    rows = [_row(review) for review in reviews]
    with db.atomic():
        before = db.table("reviews").count
        db.table("reviews").insert_all(rows, ignore=True)
        return int(db.table("reviews").count - before)


def _row(review: Review) -> Row:
    return {
        "uid": review.uid, "subject_table": review.subject_table, "subject": review.subject,
        "document": review.document, "action": review.action, "field": review.axis, "value": review.value,
        "by": review.by, "at": review.at, "reason": review.reason, "text_hash": review.text_hash,
        "seen": canonical(review.seen),
    }  # fmt: skip


def review_from_row(row: Mapping[str, Any]) -> Review:
    """The review of a row."""
    return Review(
        row["subject_table"], row["subject"], row["document"] or "", row["action"], row["by"] or "", row["at"] or "",
        row["reason"] or "", row["field"], row["value"], json.loads(row["seen"] or "{}"),
    )  # fmt: skip


def all_reviews(db: Database) -> list[Review]:
    """Every review in the order in which they were made, in whichever database."""
    return [review_from_row(row) for row in db.query("SELECT * FROM reviews ORDER BY at, uid, id")]


@dataclass(frozen=True, slots=True)
class Word:
    """A review that counts, and the axis it counts on (None: of a link, or a reply)."""

    axis: str | None
    review: Review


def standing(reviews: Iterable[Review]) -> list[Word]:
    """What counts, in order: of each person about each thing the last; nothing of what its maker took back."""
    given = list(reviews)
    taken_back = {review.subject for review in given if review.action == "withdraw"}
    last: dict[tuple[str | None, ...], Word] = {}
    for review in given:
        if review.action != "withdraw" and review.uid not in taken_back:
            for axis in axes_of(review):
                key = (*_about(review), axis)
                last.pop(key, None)  # so that the order is that of the last word
                last[key] = Word(axis, review)
    return list(last.values())


def _about(review: Review) -> tuple[str, ...]:
    """What a review speaks of, and who speaks: a reply stands beside a judgement."""
    kind = "reply" if review.action == "reply" else "judgement"
    return (review.subject_table, review.subject, review.document, review.by, kind)


def axes_of(review: Review) -> tuple[str | None, ...]:
    """The axes that a review speaks of: of a whole status the three that evidence gives."""
    if review.subject_table != "statuses" or review.action == "reply" or review.axis:
        return (review.axis,)
    return JUDGED_AXES

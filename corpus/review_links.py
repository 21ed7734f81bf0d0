"""What reviews make of links: confirmed, rejected, or suspect since a text they were judged against changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.corpus.identity import digest
from loftespor.corpus.review_places import Place, Places
from loftespor.corpus.reviews import Review, all_reviews, standing
from loftespor.corpus.rows import Row, to_json

_OF_OLD_EDITIONS = """
DELETE FROM links WHERE state != 'proposed' AND EXISTS (
  SELECT 1 FROM documents d WHERE d.id IN (links.document, links.target_document) AND d.replaced_by IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A review of a link, with both ends as they stand now."""

    review: Review
    commitment: Place
    target: Place

    @property
    def unchanged(self) -> bool:
        """Whether both texts are those that were judged."""
        return self.commitment.state == self.target.state == "stands"

    @property
    def key(self) -> tuple[str | None, ...]:
        """What makes it the same link as another now."""
        ends = (self.commitment.id, self.commitment.document, self.target.id, self.target.document)
        return (self.review.seen.get("kind"), self.review.seen.get("target_table"), *ends)


def judged_links(db: Database, places: Places) -> list[JudgedLink]:
    """The reviews of links that count, in order; of those whose text changed only what nobody has judged since."""
    words = standing(review for review in all_reviews(db) if review.subject_table in ("links", "reviews"))
    links = [JudgedLink(w.review, places.commitment(w.review), places.target(w.review)) for w in words]
    newest = {link.key: link.review.at for link in links if link.unchanged}
    return [link for link in links if link.unchanged or newest.get(link.key, "") < link.review.at]


def apply_to_links(db: Database, links: Iterable[JudgedLink]) -> None:
    """Give every link the state that people's reviews give it; a judged link that is proposed no more comes back."""
    by_key: dict[tuple[str | None, ...], list[JudgedLink]] = defaultdict(list)
    for link in links:
        if "gone" not in (link.commitment.state, link.target.state):
            by_key[link.key].append(link)
    with db.atomic():
        db.execute(_OF_OLD_EDITIONS)
        db.execute("UPDATE links SET state = 'proposed', \"by\" = NULL, at = NULL WHERE state != 'proposed'")
        for same in by_key.values():
            state = link_state(same)
            id = _current_id(db, same[-1])
            last = same[-1].review
            db.table("links").update(id, {"state": state, "by": last.by, "at": last.at})


def link_state(same: Sequence[JudgedLink]) -> str:
    """The state that the reviews of one link give; where people disagree it stays a proposal."""
    actions = {link.review.action for link in same if link.unchanged}
    if any(not link.unchanged and link.review.action == "confirm" for link in same):
        return "suspect"
    if len(actions) != 1:
        return "proposed"
    return "confirmed" if actions == {"confirm"} else "rejected"


def disputed(same: Iterable[JudgedLink]) -> bool:
    """Whether people disagree on one link."""
    return {"confirm", "reject"} <= {link.review.action for link in same if link.unchanged}


def by_commitment(links: Iterable[JudgedLink]) -> dict[tuple[str, str], list[JudgedLink]]:
    """The judged links by the commitment and document they are of now; those of commitments that are gone left out."""
    found: dict[tuple[str, str], list[JudgedLink]] = defaultdict(list)
    for link in links:
        if link.commitment.id and link.commitment.document:
            found[link.commitment.id, link.commitment.document].append(link)
    return found


def _current_id(db: Database, link: JudgedLink) -> str:
    """The id of the link between two ends, which is made again where nothing proposes it any more."""
    kind, table, commitment, document, target, target_document = link.key
    row = db.execute(
        "SELECT id FROM links WHERE commitment = ? AND document = ? AND kind = ? AND target_table = ? AND target = ? "
        "AND coalesce(target_document, '') = ? ORDER BY id",
        [commitment, document, kind, table, target, target_document or ""],
    ).fetchone()
    if row:
        return str(row[0])
    within = (target_document,) if kind == "carried_forward" else ()  # the ids that linking and tracing give
    id = digest("link", commitment, document, kind, *within, table, target)
    db.table("links").insert(_again(link) | {"id": id}, replace=True)
    return id


def _again(link: JudgedLink) -> Row:
    """The row of a link as it was seen, between the ends as they are now."""
    seen = link.review.seen
    kind, table, commitment, document, target, target_document = link.key
    kept = {name: seen.get(name) for name in ("score", "wording", "cover", "same_case", "point")}
    return kept | {
        "commitment": commitment, "document": document, "kind": kind, "target_table": table, "target": target,
        "target_document": target_document, "reasons": to_json(seen.get("reasons", [])),
    }  # fmt: skip

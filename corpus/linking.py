"""Linking: proposes what belongs together, each proposal with its score and reasons. Nothing is decided here.

Candidates come from the full-text indexes (at most a few dozen for a commitment) and from the commitment's own
case; scores weigh shared word stems by rarity. The cost is linear in the number of commitments.
"""

import hashlib
from collections import defaultdict
from collections.abc import Generator, Hashable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from sqlite_utils import Database

from loftespor.corpus.alike import Alike
from loftespor.corpus.candidates import QUERY_STEMS, Candidates, index_evidence
from loftespor.corpus.compare import Comparer, Proposal
from loftespor.corpus.identity import digest
from loftespor.corpus.material import Item, Material, Stated
from loftespor.corpus.measures import cited_measures, gather_measures, measure_links
from loftespor.corpus.reading import Progress
from loftespor.corpus.rows import Row, to_json
from loftespor.corpus.runs import is_done, mark_done
from loftespor.corpus.same import Pair, best_pairs, same_proposals
from loftespor.corpus.stances import link_positions
from loftespor.corpus.versions import stage_version

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST_EVIDENCE = 40  # candidates asked for; the best are kept
MOST_ALIKE = 12


def link(db: Database, *, run: int) -> Generator[Progress]:
    """Propose links for the whole corpus, unless nothing they depend on has changed."""
    version = linking_version(db)
    if is_done(db, "*", "link", version):
        return
    with db.atomic():
        index_evidence(db)
        gather_measures(db)
        material = Material(db)
        db.execute("DELETE FROM links WHERE state = 'proposed' AND kind != 'carried_forward'")
        compare = Comparer(material)
        measures = dict(db.execute("SELECT id, name FROM measures"))
        alike = Alike(compare.weights, cited=cited_measures(db), names=measures)
        proposed: list[Proposal] = []
        pairs: list[Pair] = []
        for stated, evidence, near in _candidates(db, material, compare):
            proposed += compare.with_evidence(stated, *evidence)
            pairs += best_pairs(stated, near, alike)
            yield Progress(stated.source.name, len(material.commitments))
        db.table("links").insert_all(map(_row, chain(proposed, same_proposals(pairs, alike))), ignore=True)
        db.table("links").insert_all(measure_links(db, material), ignore=True)
        link_positions(db, material)
        mark_done(db, "*", "link", version, run=run)


def linking_version(db: Database) -> str:
    """What links depend on: the linking code, what was found in which documents, and what people said of merges."""
    seen = hashlib.sha256(stage_version("corpus", "extract", "rules").encode())
    for row in db.execute(
        "SELECT d.id, s.version FROM documents d JOIN steps s ON s.document = d.id AND s.step = 'extract' "
        "WHERE d.replaced_by IS NULL ORDER BY d.id"
    ):
        seen.update(repr(row).encode())
    for row in db.execute("SELECT id, state FROM merges WHERE state != 'proposed' ORDER BY id"):
        seen.update(repr(row).encode())
    return seen.hexdigest()[:16]


def _candidates(
    db: Database, material: Material, compare: Comparer
) -> Iterator[tuple[Stated, tuple[list[Item], list[Item]], list[Stated]]]:
    """Every commitment with the evidence worth comparing, found and of its case, and other commitments."""
    candidates = Candidates(db)
    places = {(c.id, c.source.id): c for c in material.commitments}
    by_case: dict[object, list[Item]] = defaultdict(list)
    for item in material.evidence.values():
        if item.case is not None:
            by_case[item.case].append(item)
    for stated in material.commitments:
        rarest = compare.weights.rarest(stated.stems, most=QUERY_STEMS)
        found = _known(material.evidence, candidates.evidence(rarest, most=MOST_EVIDENCE))
        in_case = by_case.get(stated.case, []) if stated.case is not None else []
        near = _known(places, candidates.commitments(rarest, most=MOST_ALIKE))
        yield stated, (found, in_case), near


def _known(values: dict[K, V], keys: Iterable[K]) -> list[V]:
    return [values[key] for key in keys if key in values]


def _row(proposal: Proposal) -> Row:
    stated = proposal.commitment
    return {
        "id": digest("link", stated.id, stated.source.id, proposal.kind, proposal.table, proposal.target),
        "commitment": stated.id, "document": stated.source.id, "kind": proposal.kind,
        "target_table": proposal.table, "target": proposal.target, "target_document": proposal.document,
        "score": round(proposal.score, 4), "reasons": to_json(proposal.reasons),
        "wording": round(proposal.wording, 4), "cover": round(proposal.cover, 4),
        "same_case": int(proposal.same_case), "point": proposal.point,
        "state": "proposed",
    }  # fmt: skip

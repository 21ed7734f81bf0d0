"""What a later document says, to be found by rare words: its commitments, and the sentences that are none."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from sqlite_utils import Database

from loftespor.corpus.candidates import QUERY_STEMS
from loftespor.corpus.stems import stems
from loftespor.corpus.store import load_document
from loftespor.corpus.weights import Stems, Weights
from loftespor.extract.sentences import sentence_spans
from loftespor.ingest import Document, PageIndex

MOST = 12  # passages compared with a proposal
_REPEATING = frozenset({"minutes", "answer", "case_paper"})  # papers that repeat what others moved
_CARRIED = frozenset({"adopted", "partly_adopted"})
_TEXT = ("paragraph", "list_item", "footnote", "table_row")
_LEAST_STEMS = 3  # a sentence of fewer says nothing that could take a proposal up


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a later document. `table` and `target` name it as links do: a commitment, or a stretch of the text.

    `role` and `outcome` are those of the decision it belongs to, where it belongs to one. `only_moved` where minutes
    and answers repeat a proposal that nobody adopted: it stands there, but is not taken up.
    """

    table: str
    target: str
    document: str
    start: int
    end: int
    text: str
    locator: str
    stems: Stems
    role: str | None = None
    outcome: str | None = None
    only_moved: bool = False


def read_passages(db: Database, id: str) -> list[Passage]:
    """The passages of a document in the order of the text."""
    document = load_document(db, id)
    stated = list(_commitments(db, id, repeats=document.kind in _REPEATING))
    return sorted((*stated, *_sentences(id, document, stated)), key=_place)


def _place(passage: Passage) -> tuple[int, int, str]:
    return passage.start, passage.end, passage.target


def _commitments(db: Database, id: str, *, repeats: bool) -> Iterator[Passage]:
    fates = fates_of(db, id)
    for row in db.table("commitments").rows_where("document = ?", [id], order_by="start, id"):
        role, outcome = fates.get(row["id"], (None, None))
        yield Passage(
            "commitments", row["id"], id, row["start"], row["end"], row["text"], row["locator"],
            frozenset(row["stems"].split()), role, outcome,
            only_moved=repeats and role == "proposal" and outcome not in _CARRIED,
        )  # fmt: skip


def fates_of(db: Database, id: str) -> dict[str, tuple[str, str]]:
    """The role and outcome of the decision a commitment belongs to; the point's own outcome where it has one."""
    fates: dict[str, tuple[str, str]] = {}
    places = {c: (a, b) for c, a, b in db.execute('SELECT id, start, "end" FROM commitments WHERE document = ?', [id])}
    for row in db.table("decisions").rows_where("document = ?", [id], order_by="start, id"):
        points = json.loads(row["points"])
        for commitment in json.loads(row["commitments"]):
            start, end = places.get(commitment, (-1, -1))
            own = next((p["outcome"] for p in points if p["start"] <= start and end <= p["end"]), None)
            fates[commitment] = (row["role"], own or row["outcome"])
    return fates


def _sentences(id: str, document: Document, stated: list[Passage]) -> Iterator[Passage]:
    """The sentences that no commitment stands in."""
    pages = PageIndex(document)
    taken = sorted((passage.start, passage.end) for passage in stated)
    starts, ends = [start for start, _ in taken], list(accumulate((end for _, end in taken), max))
    for block in document.blocks:
        if block.kind not in _TEXT:
            continue
        section = f"«{block.section[-1]}», " if block.section else ""
        for a, b in sentence_spans(document.text[block.start : block.end]):
            start, end = block.start + a, block.start + b
            number = bisect_right(starts, end - 1)
            words = frozenset(stems(document.text[start:end]))
            leads = document.text[end - 1] == ":"  # 'Bystyret fattet følgende vedtak:'
            if len(words) >= _LEAST_STEMS and not leads and (number == 0 or ends[number - 1] <= start):
                where = f"{section}s. {pages.page(start)}"
                yield Passage("texts", f"{start}-{end}", id, start, end, document.text[start:end], where, words)


class PassageIndex:
    """Finds the passages of a document that share a proposal's rarest words."""

    def __init__(self, passages: list[Passage], weights: Weights) -> None:
        self._passages = passages
        self._weights = weights
        self._named = {(passage.table, passage.target): passage for passage in passages}
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(passages):
            for stem in sorted(passage.stems):
                self._holding[stem].append(number)

    def named(self, key: tuple[str, str]) -> Passage | None:
        """The passage that links name so: (table, target)."""
        return self._named.get(key)

    def near(self, words: Stems) -> list[Passage]:
        """The passages that share most of the rarest stems, by weight, at most `MOST`."""
        shared: dict[int, float] = defaultdict(float)
        rarest = sorted((s for s in words if s in self._holding), key=self._rarity)[:QUERY_STEMS]
        for stem in rarest:
            for number in self._holding[stem]:
                shared[number] += self._weights.weight(stem)
        best = sorted(shared, key=lambda number: (-shared[number], number))[:MOST]
        return [self._passages[number] for number in best]

    def _rarity(self, stem: str) -> tuple[int, str]:
        return len(self._holding[stem]), stem

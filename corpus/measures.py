"""Measures: all mentions of one named thing, over all documents, and the commitments that cite it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlite_utils import Database

from loftespor.corpus.identity import digest
from loftespor.corpus.material import Material
from loftespor.corpus.measure_names import most_common, same_number, shown_name
from loftespor.corpus.measure_scope import scope
from loftespor.corpus.merge_proposals import Merge, asked_for, nodes_of, propose
from loftespor.corpus.merge_reviews import apply_to_merges
from loftespor.corpus.merging import Merging
from loftespor.corpus.notes import Notes
from loftespor.corpus.rows import Row, to_json
from loftespor.corpus.taught_names import find_taught_names
from loftespor.extract.citation import name_key

MOST_MENTIONS = 30  # a measure that is mentioned everywhere (a law, a year's budget) ties no two passages together
_CITED = """
SELECT c.id, c.document, c.start, c.end, c.text, c.class, c.own_measure, c.measure, c.canonical, c.name, c.flags, c.url,
       d.name AS document_name, d.municipality,
       d.date AS document_date
FROM citations c JOIN documents d ON d.id = c.document AND d.replaced_by IS NULL
WHERE c.measure IS NOT NULL AND c.class != 'value' ORDER BY d.name, c.document, c.start, c.id
"""


def gather_measures(db: Database) -> None:
    """Make measures anew from all citations: names found everywhere, merges proposed, and what people decided obeyed.

    A name that one document ties to a number ('EN BY FOR ALLE (Byrådssak 12/19)') is that measure in all documents,
    unless documents tie it to different ones.
    """
    apply_to_merges(db)
    find_taught_names(db)
    cited = scope(list(db.query(_CITED)))
    nodes = nodes_of(cited)
    judged = {row["id"]: row for row in db.query("SELECT * FROM merges WHERE state != 'proposed' ORDER BY id")}
    apart = {(row["measure"], row["target"]) for row in judged.values() if _is(row, "same", "rejected")}
    merging = Merging(nodes, apart)
    for row in judged.values():
        if _is(row, "same", "confirmed"):
            merging.join(Merge("same", row["measure"], row["target"], 1.0, ()), confirmed=True)
    merges = [merge for merge in propose(nodes, cited) if merge.id not in judged and merging.join(merge)]
    called = merging.called()
    merges += [merge for merge in asked_for(nodes, called) if merge.id not in judged]
    db.table("merges").delete_where("state = 'proposed'")
    db.table("merges").insert_all(map(_merge_row, merges))
    _store(db, cited, _measures_of(cited, called, apart))


def _is(row: Row, kind: str, state: str) -> bool:
    return bool(row["kind"] == kind and row["state"] == state)


def _measures_of(cited: Iterable[Row], called: Mapping[str, str], apart: set[tuple[str, str]]) -> dict[int, str]:
    """The measure of each citation: of its own key, or where that is several things what its document says it is."""
    measures: dict[int, str] = {}
    for row in cited:
        own = row["own_measure"]
        target = name_key(row["canonical"]) if "bound_name" in row["flags"] else own
        by_name = (own, target) in apart or target not in called or _is_fuller(called[own], target)
        measures[row["id"]] = called[own if by_name else target]
    return measures


def _is_fuller(measure: str, target: str) -> bool:
    """Whether a measure is the number that a document gives in part: 'Meld. St. 5' of 'Meld. St. 5 (2022–2023)'."""
    return "?" in target and "?" not in measure and same_number(measure, target)


def _store(db: Database, cited: list[Row], measures: Mapping[int, str]) -> None:
    mentions: dict[str, list[Row]] = defaultdict(list)
    for row in cited:
        mentions[measures[row["id"]]].append(row)
    changed = ((measures[row["id"]], row["id"]) for row in cited if row["measure"] != measures[row["id"]])
    db.conn.executemany("UPDATE citations SET measure = ? WHERE id = ?", changed)
    confirmed = {
        key
        for pair in db.execute("SELECT measure, target FROM merges WHERE kind = 'same' AND state = 'confirmed'")
        for key in pair
    }
    db.table("measures").delete_where("1 = 1")
    rows = (_measure(id, found, confirmed) for id, found in sorted(mentions.items()))
    db.table("measures").insert_all(rows, replace=True)


def _measure(id: str, mentions: list[Row], confirmed: set[str]) -> Row:
    ordered = most_common(Counter(map(shown_name, mentions)))
    merged = sorted({row["own_measure"] for row in mentions} - {id})
    sure = bool(merged) and all(key in confirmed for key in merged)
    own = next((row for row in mentions if row["own_measure"] == id), mentions[0])
    return {
        "id": id, "class": own["class"], "name": ordered[0], "aliases": to_json(ordered[1:]),
        "url": next((row["url"] for row in mentions if row["url"]), None), "mentions": len(mentions),
        "merged_from": to_json(merged) if merged else None, "state": "confirmed" if sure else "proposed",
    }  # fmt: skip


def _merge_row(merge: Merge) -> Row:
    return {
        "id": merge.id, "kind": merge.kind, "measure": merge.measure, "target": merge.target,
        "score": round(merge.score, 4), "reasons": to_json(merge.reasons), "state": "proposed",
    }  # fmt: skip


def measure_links(db: Database, material: Material) -> Iterator[Row]:
    """Links from commitments to the measures they cite, and to what other documents say of a rarely cited one."""
    citing: dict[str, list[tuple[str, str, Row]]] = defaultdict(list)
    mentions: dict[str, list[Row]] = defaultdict(list)
    for row, holding in _citing(db):
        mentions[row["measure"]].append(row)
        citing[row["measure"]] += [(id, row["document"], row) for id in holding]
    for measure, commitments in sorted(citing.items()):
        few = mentions[measure] if len(mentions[measure]) <= MOST_MENTIONS else []
        for id, document, row in commitments:
            yield _link(id, document, "measures", measure, None, 1.0, f"viser til {row['text']}")
            for mention in few:
                if mention["document"] != document and mention["document"] in material.sources:
                    reason = f"omtaler det samme: {mention['text']}"
                    yield _link(id, document, "citations", str(mention["id"]), mention["document"], 0.7, reason)


def cited_measures(db: Database) -> dict[tuple[str, str], frozenset[str]]:
    """The ids of the measures that each commitment cites, by (id, document)."""
    cited: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row, commitments in _citing(db):
        for id in commitments:
            cited[id, row["document"]].add(row["measure"])
    return {key: frozenset(measures) for key, measures in cited.items()}


def _citing(db: Database) -> Iterator[tuple[Row, list[str]]]:
    """Every citation with the ids of the commitments that hold it, or that carry the mark of the note it stands in."""
    holding = _holding(db)
    for row in db.query(_CITED):
        yield row, holding.get(row["id"], [])


def _holding(db: Database) -> dict[int, list[str]]:
    """The commitments of each citation: those around it, and those with the mark of its footnote."""
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for id, document, start, end in db.execute(
        "SELECT id, document, start, \"end\" FROM citations WHERE class != 'value' ORDER BY document, start"
    ):
        places[document].append((start, end, id))
    notes = Notes(db)
    holding: dict[int, list[str]] = defaultdict(list)
    commitments = db.execute('SELECT id, document, start, "end" FROM commitments ORDER BY document, start, "end" DESC')
    for id, document, start, end in commitments:
        cited = places.get(document, [])
        for a, b in ((start, end), *notes.of(document, start, end)):
            for _, last, citation in cited[bisect_left(cited, (a,)) : bisect_left(cited, (b,))]:
                if last <= b and id not in holding[citation]:
                    holding[citation].append(id)
    return holding


def _link(id: str, document: str, table: str, target: str, where: str | None, score: float, reason: str) -> Row:
    return {
        "id": digest("link", id, document, "cites", table, target), "commitment": id, "document": document,
        "kind": "cites", "target_table": table, "target": target, "target_document": where, "score": score,
        "reasons": to_json([reason]), "state": "proposed",
    }  # fmt: skip

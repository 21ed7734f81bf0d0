"""Measures: all mentions of one named thing, over all documents, and the commitments that cite it."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlite_utils import Database

from loftespor.corpus.identity import digest
from loftespor.corpus.material import Material
from loftespor.corpus.rows import Row, to_json
from loftespor.extract.citation.slug import slug

MOST_MENTIONS = 30  # a measure that is mentioned everywhere (a law, a year's budget) ties no two passages together
_YEARS = re.compile(r"(?:-(?:19|20)\d\d){1,2}$")
NESTED = 4  # so deep may commitments hold each other
_CITED = """
SELECT c.id, c.document, c.start, c.end, c.text, c.class, c.own_measure, c.measure, c.name, c.flags, c.url
FROM citations c JOIN documents d ON d.id = c.document AND d.replaced_by IS NULL
WHERE c.measure IS NOT NULL AND c.class != 'value' ORDER BY d.name, c.document, c.start, c.id
"""


def gather_measures(db: Database) -> None:
    """Make the table of measures anew from all citations.

    A name that one document ties to a number ('EN BY FOR ALLE (Byrådssak 12/19)') is that measure in all documents,
    unless documents tie it to different ones.
    """
    cited = list(db.query(_CITED))
    known = _taught(cited)
    merged: dict[str, set[str]] = defaultdict(set)
    mentions: dict[str, list[Row]] = defaultdict(list)
    db.execute("UPDATE citations SET measure = own_measure WHERE measure IS NOT own_measure")
    for row in cited:
        target = known.get(_bare(row["name"])) if row["name"] else None
        if target and target != row["own_measure"]:
            merged[target].add(row["own_measure"])
            db.execute("UPDATE citations SET measure = ? WHERE id = ?", [target, row["id"]])
        mentions[target or row["own_measure"]].append(row)
    db.table("measures").delete_where("1 = 1")
    rows = (_measure(id, found, sorted(merged.get(id, ()))) for id, found in sorted(mentions.items()))
    db.table("measures").insert_all(rows, replace=True)


def _taught(cited: list[Row]) -> dict[str, str]:
    """Names and the one measure that documents tie each to."""
    taught: dict[str, set[str]] = defaultdict(set)
    for row in cited:
        if row["name"] and "bound_name" in row["flags"]:
            taught[_bare(row["name"])].add(row["own_measure"])
    return {name: min(measures) for name, measures in taught.items() if len(measures) == 1}


def _bare(name: str) -> str:
    """A name without its years, as an id has it."""
    return _YEARS.sub("", slug(name))


def _measure(id: str, mentions: list[Row], merged: list[str]) -> Row:
    names = Counter(" ".join((row["name"] or row["text"]).replace('"', "").split()) for row in mentions)
    ordered = [name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))]
    return {
        "id": id, "class": mentions[0]["class"], "name": ordered[0], "aliases": to_json(ordered[1:]),
        "url": next((row["url"] for row in mentions if row["url"]), None), "mentions": len(mentions),
        "merged_from": to_json(merged) if merged else None, "state": "proposed",
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
    """Every citation with the ids of the commitments that hold it."""
    spans = _spans(db)
    for row in db.query(_CITED):
        yield row, _around(spans.get(row["document"], []), row)


def _spans(db: Database) -> dict[str, list[tuple[int, int, str]]]:
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for id, document, start, end in db.execute("SELECT id, document, start, end FROM commitments ORDER BY start, end"):
        spans[document].append((start, end, id))
    return spans


def _around(spans: list[tuple[int, int, str]], row: Row) -> list[str]:
    """The commitments that hold a citation: the last ones that begin before it (an item and its nested items)."""
    after = bisect_right(spans, (row["start"], 10**12))
    return [
        id for start, end, id in spans[max(0, after - NESTED) : after] if start <= row["start"] and row["end"] <= end
    ]


def _link(id: str, document: str, table: str, target: str, where: str | None, score: float, reason: str) -> Row:
    return {
        "id": digest("link", id, document, "cites", table, target), "commitment": id, "document": document,
        "kind": "cites", "target_table": table, "target": target, "target_document": where, "score": score,
        "reasons": to_json([reason]), "state": "proposed",
    }  # fmt: skip

"""Names that one document teaches, found in all the others: what is called PRIFjord in one paper is so in the next."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from loftespor.corpus.rows import Row, to_json
from loftespor.corpus.store import load_document
from loftespor.extract.citation import name_key
from loftespor.extract.citation.grammar import lower_same_length, squeeze
from loftespor.extract.citation.lessons import acronym_of
from loftespor.extract.citation.scan import KeyWords
from loftespor.extract.citation.slug import slug
from loftespor.ingest import PageIndex

RULE = "taught-name"
_TEACHING = """
SELECT c.text, c.name, c.canonical, c.own_measure, c.flags, c.url, c.type
FROM citations c JOIN documents d ON d.id = c.document AND d.replaced_by IS NULL
WHERE c.class NOT IN ('value', 'url') AND c.rule != 'taught-name' AND c.name IS NOT NULL
  AND (c.flags LIKE '%"bound_name"%' OR (c.type = 'plan' AND c.name LIKE '%)'))
ORDER BY d.name, c.start, c.id
"""
_LONG, _SHORT = 3, 2  # words of a title: three say enough, two only where they are set off
_LEAST_ACRONYM = 4  # letters; a shorter one is many things
_SET_OFF = re.compile(r"[«\"“]$|[a-zæøå,]\s$")


@dataclass(frozen=True, slots=True)
class _Taught:
    """A name, the key of its own, and the id of what documents say it is; `flags` say how."""

    name: str
    key: str
    target: str
    flags: tuple[str, ...]
    url: str | None

    @property
    def is_acronym(self) -> bool:
        """Whether the name is an acronym, not a title."""
        return "acronym" in self.flags


def find_taught_names(db: Database) -> None:
    """Store the mentions of taught names that no citation covers, in place of those found before."""
    db.table("citations").delete_where("rule = ?", [RULE])
    taught = _taught(db)
    if not taught:
        return
    words = KeyWords(taught)
    covered = _covered(db)
    documents = db.execute("SELECT id, text FROM documents WHERE replaced_by IS NULL ORDER BY name, id")
    for id, text in documents.fetchall():
        found = [
            (start, end, taught[name])
            for start, end, name in words.find(lower_same_length(text))
            if _is_mention(text, start, end, taught[name]) and not _is_covered(covered.get(id, []), start, end)
        ]
        if found:
            pages = PageIndex(load_document(db, id))
            db.table("citations").insert_all(_row(id, text, pages.page(a), a, b, one) for a, b, one in found)


def _taught(db: Database) -> dict[str, _Taught]:
    """The names by their small letters: titles and acronyms that are taught for one thing only."""
    taught: dict[str, dict[str, _Taught]] = defaultdict(dict)
    for one in _lessons(db):
        taught[lower_same_length(one.name)].setdefault(name_key(one.target), one)
    return {name: next(iter(targets.values())) for name, targets in sorted(taught.items()) if len(targets) == 1}


def _lessons(db: Database) -> Iterator[_Taught]:
    for row in db.query(_TEACHING):
        acronym = acronym_of(row["name"]) if row["type"] == "plan" else None
        if '"bound_name"' not in row["flags"]:
            if acronym and len(acronym) >= _LEAST_ACRONYM:
                yield _Taught(acronym, f"plan/?/{slug(acronym)}", row["canonical"], ("acronym",), None)
        elif '"acronym"' not in row["flags"] and '"work"' not in row["flags"] and " " in row["name"]:
            yield _Taught(row["name"], row["own_measure"], row["canonical"], (), row["url"])


def _covered(db: Database) -> dict[str, list[tuple[int, int]]]:
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    rows = db.execute("SELECT document, start, \"end\" FROM citations WHERE class != 'value' ORDER BY start")
    for document, start, end in rows:
        covered[document].append((start, end))
    return covered


def _is_covered(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a citation stands over any of the words."""
    before = bisect_right(spans, (end, -1)) - 1
    return before >= 0 and spans[before][1] > start


def _is_mention(text: str, start: int, end: int, taught: _Taught) -> bool:
    """Whether words that are the same letters are the name: whole words with its capitals, and not a common phrase."""
    if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum() or not text[start].isupper():
        return False
    if taught.is_acronym:
        return sum(letter.isupper() for letter in text[start:end]) > 1
    words = len(taught.name.split())
    return words >= _LONG or (words >= _SHORT and _SET_OFF.search(text[max(0, start - 2) : start]) is not None)


def _row(document: str, text: str, page: int, start: int, end: int, taught: _Taught) -> Row:
    return {
        "document": document, "page": page, "start": start, "end": end, "text": text[start:end], "type": "plan",
        "class": "plan", "canonical": taught.target, "own_measure": taught.key, "measure": taught.key,
        "status": "unresolved" if "?" in taught.target else "resolved", "confidence": 0.8, "rule": RULE,
        "name": squeeze(text[start:end]), "flags": to_json(["bound_name", "taught_name", *taught.flags]),
        "alternatives": to_json([]), "url": taught.url,
    }  # fmt: skip

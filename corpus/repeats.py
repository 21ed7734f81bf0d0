"""Proposals that say the same within one document: they count once, however often they stand there.

'17 forslag, 23 steder': links of the kind `same` with a high score tie passages of a document together, directly or
over others; what a person rejected ties nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

SAME_PROPOSAL = 0.8  # score from which two passages of one document count as one proposal
_TIES = """
SELECT document, commitment, target FROM links
WHERE kind = 'same' AND target_document = document AND (state = 'confirmed' OR (state != 'rejected' AND score >= ?))
ORDER BY document, commitment, target
"""


def repeated(db: Database) -> dict[str, dict[str, str]]:
    """By document, each commitment that says the same as another of it → the one that stands for them all."""
    ties: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document, one, other in db.execute(_TIES, [SAME_PROPOSAL]):
        ties[document].append((one, other))
    return {document: joined(pairs) for document, pairs in ties.items()}


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each member of a group → the group's first member, for groups that pairs tie together.

    >>> joined([("b", "c"), ("a", "b")]) == {"a": "a", "b": "a", "c": "a"}
    True
    """
    parent: dict[str, str] = {}
    for one, other in pairs:
        first, second = _root(parent, one), _root(parent, other)
        parent[max(first, second)] = min(first, second)
    return {member: _root(parent, member) for member in sorted(parent)}


def _root(parent: dict[str, str], member: str) -> str:
    parent.setdefault(member, member)
    root = member
    while parent[root] != root:
        root = parent[root]
    while parent[member] != root:
        parent[member], member = root, parent[member]
    return root


def unique(ids: Sequence[str], groups: dict[str, str]) -> int:
    """How many proposals the passages with these ids say, each counted once."""
    return len({groups.get(id, id) for id in ids})


def unique_proposals(db: Database) -> int:
    """How many proposals all current documents hold, each counted once in each document."""
    groups = repeated(db)
    held: dict[str, list[str]] = defaultdict(list)
    rows = db.execute(
        "SELECT document, id FROM commitments WHERE document IN (SELECT id FROM documents WHERE replaced_by IS NULL)"
    )
    for document, id in rows:
        held[document].append(id)
    return sum(unique(ids, groups.get(document, {})) for document, ids in held.items())

"""Identity: what makes two documents, commitments or evidence rows the same over runs and revisions."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_NOT_WORD = re.compile(r"[^\w]+")


def normalise(text: str) -> str:
    """Words in lower case with single spaces: what is left when layout, case and punctuation change."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()


def digest(*parts: object) -> str:
    """A stable id of 16 hexadecimal digits over the parts, in their order."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def document_id(name: str, text: str) -> str:
    """The id of a document: its name and its normalised text, the first line (a title) apart."""
    first, _, rest = text.partition("\n")
    return digest("document", name, normalise(rest or first))


def commitment_ids(work: str, texts: Iterable[str]) -> list[str]:
    """The ids of a document's commitments, in order.

    The claim is: work, normalised text, number among equal texts. Page, offsets, kind and rule are no part of
    it, so a better extractor keeps ids and what people decided about them.
    """
    seen: Counter[str] = Counter()
    ids = []
    for text in map(normalise, texts):
        ids.append(digest("commitment", work, text, seen[text]))
        seen[text] += 1
    return ids


def evidence_ids(table: str, document: str, texts: Iterable[str]) -> list[str]:
    """The ids of evidence rows: table, document, normalised text, number among equal texts."""
    seen: Counter[str] = Counter()
    ids = []
    for text in map(normalise, texts):
        ids.append(digest(table, document, text, seen[text]))
        seen[text] += 1
    return ids

"""Documents annotated a batch at a time: every block of text, in order, long ones in parts, and nothing kept."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
import spacy
from spacy.language import Language

from loftespor.extract import annotation
from loftespor.extract.annotation import annotate
from loftespor.ingest import Block, Document
from loftespor.ingest.document import BlockKind


@pytest.fixture(scope="module")
def language() -> Language:
    return spacy.blank("nb")


def document(*texts: str, kind: BlockKind = "paragraph") -> Document:
    blocks: list[Block] = []
    at = 0
    for number, text in enumerate(texts):
        blocks.append(Block(number, kind, at, at + len(text), 1))
        at += len(text) + 2
    return Document("a.txt", "a.txt", "a", "\n\n".join(texts), 1, sha256="", parser="", blocks=tuple(blocks))


def test_blocks_come_in_order_with_their_places(language: Language) -> None:
    documents = [document("Vi vil bygge.", "Vi vil rive."), document("Alt er bra.")]
    found = [
        (one.document, one.block.number, one.start, one.doc.text) for one in annotate(documents, language=language)
    ]
    assert found == [
        (documents[0], 0, 0, "Vi vil bygge."),
        (documents[0], 1, 15, "Vi vil rive."),
        (documents[1], 0, 0, "Alt er bra."),
    ]


def test_rows_of_tables_are_not_read(language: Language) -> None:
    assert list(annotate([document("1 2 3", kind="table_row")], language=language)) == []


@pytest.mark.parametrize("sentence", ["Vi vil bygge flere skoler. ", "ord"], ids=["sentences", "no sentences"])
def test_long_blocks_are_parted_and_whole_together(language: Language, sentence: str) -> None:
    text = (sentence * 30_000)[:95_000].strip()
    parts = [(one.start, one.doc.text) for one in annotate([document(text)], language=language)]
    assert "".join(part for _, part in parts) == text
    assert all(start + len(part) == following for (start, part), (following, _) in pairwise(parts))
    assert max(len(part) for _, part in parts) <= 10_000
    if " " in sentence:
        assert all(part.rstrip().endswith(".") for _, part in parts[:-1])


def test_documents_are_taken_when_they_are_needed(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation, "_BATCH", 30)
    taken: list[int] = []

    def documents() -> Iterator[Document]:
        for number in range(10):
            taken.append(number)
            yield document("Vi vil bygge flere skoler.")

    next(annotate(documents(), language=language))
    assert taken == [0, 1]


def test_words_of_earlier_batches_are_let_go(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation, "_BATCH", 30)
    before = len(language.vocab.strings)
    for number, _ in enumerate(
        annotate([document(f"Nyord{place}a nyord{place}b.") for place in range(200)], language=language)
    ):
        assert len(language.vocab.strings) < before + 100, number

"""Documents as the language model reads them: words, syntax, names and likely commitments, a batch at a time."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loftespor.extract.language import load_language
from loftespor.extract.sentences import sentence_cuts
from loftespor.ingest import Block, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Characters that are annotated at a time, and of one piece of a block: the layers need some 8 KB for a character.
_BATCH, _PIECE = 12_000, 10_000
_TEXT_KINDS = frozenset({"heading", "paragraph", "list_item", "footnote"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """A piece of a block as the model reads it: `doc.text` stands at `start` in the text of the document."""

    document: Document
    block: Block
    start: int
    doc: "Doc"


@dataclass(frozen=True, slots=True)
class _Piece:
    document: Document
    block: Block
    start: int
    end: int


def annotate(documents: Iterable[Document], *, language: "Language | None" = None) -> Iterator[Annotated]:
    """The headings, paragraphs, list items and notes of documents, annotated, in the order of the text.

    Blocks come whole, but for those of more than 10 000 characters, which are parted between sentences. Documents are
    taken one after the other and annotated some pages at a time: memory does not grow with their number or length.
    So a `doc` holds only until the next is asked for; keep what you need of it, not itself.

    >>> from loftespor.ingest import Block, Document
    >>> text = "Vi vil bygge skoler."
    >>> block = Block(0, "paragraph", 0, len(text), 1)
    >>> document = Document("a.txt", "a.txt", "a", text, 1, sha256="", parser="", blocks=(block,))
    >>> [[word.lemma_ for word in found.doc] for found in annotate([document])]
    [['vi', 'ville', 'bygge', 'skole', '.']]
    """
    language = language or load_language()
    for batch in _batches(documents):
        with language.memory_zone():
            texts = ((piece.document.text[piece.start : piece.end], piece) for piece in batch)
            for doc, piece in language.pipe(texts, as_tuples=True):
                yield Annotated(piece.document, piece.block, piece.start, doc)


def _batches(documents: Iterable[Document]) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
    size = 0
    for document in documents:
        for piece in _pieces(document):
            batch.append(piece)
            size += piece.end - piece.start
            if size >= _BATCH:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _pieces(document: Document) -> Iterator[_Piece]:
    """The blocks of text of a document, long ones parted between sentences where they have any."""
    for block in document.blocks:
        if block.kind in _TEXT_KINDS:
            for start, end in _parts(document.text, block.start, block.end):
                yield _Piece(document, block, start, end)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start > _PIECE:
        cuts = [start + last for _, last in sentence_cuts(text[start:end])]
        while end - start > _PIECE:
            place = bisect_right(cuts, start + _PIECE) - 1
            last = cuts[place] if place >= 0 and cuts[place] > start else start + _PIECE
            yield start, last
            start = last
    yield start, end

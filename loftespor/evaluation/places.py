"""Where a passage stands: the sentences around it, its headings, page and language."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from loftespor.evaluation.cases import Case
from loftespor.evaluation.gold import Unit, stem
from loftespor.extract.sentences import Span, sentence_spans
from loftespor.ingest import Document, PageIndex

_LEAST_ALIKE = 75  # where no stretch of its page is more like a passage, it does not stand there as it was read
_SENTENCES = 2  # shown on either side
_REACH = 900  # characters in which they are looked for: items of lists and rows of tables may be long


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in its surroundings: `before` + `said` + `after` is a stretch of the text, a line for each block."""

    before: str
    said: str
    after: str
    page: int
    section: tuple[str, ...]
    language: str


class Places:
    """Finds the places of passages in documents; build it once for many look-ups."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {stem(document.name): document for document in documents}
        self._indices = {name: PageIndex(document) for name, document in self._documents.items()}

    def language(self, case: Case) -> str:
        """The language of the block where a case's passage stands; the document's where it stands in none."""
        span = self._span(case)
        if span is None:
            return self._documents[case.unit.document].language
        return self._indices[case.unit.document].block(span[0]).language

    def place(self, case: Case) -> Place | None:
        """Where a case's passage stands; None where the document as it was read does not have it."""
        span = self._span(case)
        if span is None:
            return None
        index, text = self._indices[case.unit.document], self._documents[case.unit.document].text
        start, end = span
        block = index.block(start)
        return Place(
            text[_sentences_before(text, start) : start],
            text[start:end],
            text[end : _sentences_after(text, end)],
            index.page(start),
            block.section,
            block.language,
        )

    def _span(self, case: Case) -> Span | None:
        """What was found stands where it was found; what was missed, where its words are or the most like them."""
        if case.result != "missed" and case.found is not None:
            return case.found.start, case.found.end
        start, end = self._stretch(case.unit)
        # Blocks are parted by line feeds; a reader's text has single spaces throughout.
        text = self._documents[case.unit.document].text[start:end].replace("\n", " ")
        words = case.subject.text
        at = text.find(words)
        if at >= 0:
            return start + at, start + at + len(words)
        found = fuzz.partial_ratio_alignment(words, text, score_cutoff=_LEAST_ALIKE)
        if found is None or found.dest_end <= found.dest_start:
            return None
        first, last = _whole_words(text, found.dest_start, found.dest_end)
        return start + first, start + last

    def _stretch(self, unit: Unit) -> Span:
        """The text of a unit: of a document all, of a page from its first character to its last."""
        document = self._documents[unit.document]
        if unit.page is None:
            return 0, len(document.text)
        leaves = [block for block in document.blocks if block.kind != "footnote"]
        spans = [(f.start, f.end) for block in leaves for f in block.fragments if f.page == unit.page]
        return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else (0, 0)


def _whole_words(text: str, start: int, end: int) -> Span:
    """A stretch without half words at its ends."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _sentences_before(text: str, start: int) -> int:
    """Where the two sentences before a place begin."""
    window = max(0, start - _REACH)
    spans = sentence_spans(text[window:start])[-_SENTENCES:]
    return window + spans[0][0] if spans else start


def _sentences_after(text: str, end: int) -> int:
    """Where the two sentences after a place end."""
    spans = sentence_spans(text[end : end + _REACH])[:_SENTENCES]
    return end + spans[-1][1] if spans else end

from loftespor.extract import Extraction, extract
from loftespor.ingest import Block, Document


def test_extract_calls_the_finders_and_every_span_lies_in_the_text() -> None:
    lines = [
        ("heading", "Forslag til skolepolitikk"),
        ("paragraph", "Fjordvik SV viser til Meld. St. 6 (2019–2020). Fjordvik SV vil:"),
        ("list_item", "bygge to skoler innen 2027 for 300 millioner kroner"),
    ]
    text = "\n".join(words for _, words in lines)
    blocks = []
    for number, (kind, words) in enumerate(lines):
        start = text.index(words)
        level = None if kind == "paragraph" else 1
        blocks.append(Block(number, kind, start, start + len(words), 1, level))  # type: ignore[arg-type]
    found = extract(Document("d.txt", "d.txt", "d", text, 1, "0", "text", tuple(blocks)))
    assert [text[c.start : c.end] for c in found.commitments] == ["bygge to skoler innen 2027 for 300 millioner kroner"]
    assert "meld-st/2019-2020/6" in [citation.id for citation in found.citations]
    spans = [(c.start, c.end) for c in found.commitments] + [(c.start, c.end) for c in found.citations]
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_an_empty_document_gives_nothing() -> None:
    found = extract(Document("d.txt", "d.txt", "d", "", 0, "0", "text"))
    assert found == Extraction()

"""What holds for every document that is read."""

from itertools import pairwise

from loftespor.ingest import Document, PageIndex


def assert_sound(document: Document) -> None:
    """Blocks cover the text in order, fragments lie in their blocks, every character knows its page, none is lost."""
    text = document.text
    leaves = [block for block in document.blocks if block.kind != "table"]
    assert text == "\n".join(text[b.start : b.end] for b in leaves)
    for number, block in enumerate(document.blocks):
        words = text[block.start : block.end]
        assert block.number == number
        assert words
        assert words == words.strip()
        assert "  " not in words
        assert block.kind == "table" or "\n" not in words
        assert block.parent is None or block.parent < number
        for fragment in block.fragments:
            assert block.start <= fragment.start < fragment.end <= block.end
            assert text[fragment.start : fragment.end].strip()
            assert 1 <= fragment.page <= document.pages
        for start, end in block.cells:
            assert block.start <= start <= end <= block.end
        for note in block.notes:
            assert block.start <= note.offset <= block.end
    for first, second in pairwise(leaves):
        assert first.end < second.start
    for removed in document.removed:
        assert 0 <= removed.offset <= len(text)
        assert removed.original
    assert [account.page for account in document.accounts if account.lost] == []
    index = PageIndex(document)
    for offset in range(0, len(text), max(1, len(text) // 200)):
        assert 1 <= index.page(offset) <= document.pages

"""From a character of the text to its place: page, box, margin line, printed page."""

from bisect import bisect_right

from loftespor.ingest.document import Block, Box, Document, Fragment


class PageIndex:
    """Finds the place of characters of one document fast; build it once for many look-ups."""

    def __init__(self, document: Document) -> None:
        self._document = document
        fragments = {(f.start, f.end): f for b in document.blocks if b.kind != "table" for f in b.fragments}
        self._fragments: list[Fragment] = [fragments[key] for key in sorted(fragments)]
        self._starts = [f.start for f in self._fragments]
        self._leaves: list[Block] = [b for b in document.blocks if b.kind != "table"]
        self._block_starts = [b.start for b in self._leaves]

    def page(self, offset: int) -> int:
        """The page of the character at offset, from 1; raises ValueError outside the text."""
        return self._fragment(offset).page

    def line(self, offset: int) -> int | None:
        """The line number printed in the margin beside the character, where the document has them."""
        return self._fragment(offset).line

    def printed_page(self, offset: int) -> str | None:
        """The page number printed on the character's page, where one was found."""
        page = self.page(offset)
        block = self._leaves[max(0, bisect_right(self._block_starts, offset) - 1)]
        if block.page == page:
            return block.printed_page
        later = bisect_right(self._block_starts, offset)
        printed = next((b.printed_page for b in self._leaves[later:] if b.page == page), None)
        if printed is None and block.printed_page is not None and block.printed_page.isdigit():
            return str(int(block.printed_page) + page - block.page)
        return printed

    def block(self, offset: int) -> Block:
        """The heading, paragraph, list item, row or footnote that holds the character; raises ValueError."""
        self._check(offset)
        place = bisect_right(self._block_starts, offset) - 1
        if place < 0 or offset >= self._leaves[place].end:
            raise ValueError(f"{self._document.name}: no block holds character {offset}")
        return self._leaves[place]

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes of the lines that hold the characters from start to end; none for files without layout."""
        self._check(start)
        self._check(end - 1)
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end - 1)
        found = [f for f in self._fragments[first:last] if f.end > start]
        return tuple(f.box for f in found if f.box is not None)

    def _fragment(self, offset: int) -> Fragment:
        """The fragment of a character; an inserted space or separator counts to the words before it in its block.

        The separator that begins a row whose first cell is empty counts to the words after it.
        """
        self._check(offset)
        place = bisect_right(self._starts, offset) - 1
        block = bisect_right(self._block_starts, offset) - 1
        if place < 0 or self._starts[place] < self._block_starts[block]:
            place += 1
        if block < 0 or place >= len(self._fragments):
            raise ValueError(f"{self._document.name}: character {offset} stands on no page")
        return self._fragments[place]

    def _check(self, offset: int) -> None:
        if not 0 <= offset < len(self._document.text):
            length = len(self._document.text)
            raise ValueError(f"{self._document.name}: character {offset} is outside the text of {length} characters")

"""Where a block of a PDF ends: whether a line goes on with the one before it or begins something new."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from loftespor.ingest.document import BlockKind
from loftespor.ingest.lines import Line, joined
from loftespor.ingest.markers import Marker, find_marker, leads_in, open_ends
from loftespor.ingest.pdf.columns import Placed
from loftespor.ingest.pdf.lists import NEAR, OpenItems
from loftespor.ingest.pdf.margins import CAPTION
from loftespor.ingest.pdf.outline import NO_OUTLINE, Outlined
from loftespor.ingest.pdf.styles import NO_STYLES, Styles, style_of

SENTENCE_END = (".", "!", "?", ":", ";", ".»", ".”", '."')
_GAP = 1.28
_SMALL = 0.92
_FAR = 2  # pages over which a block waits for its rest
_BULLETS_IN_TEXT = "–—-·*»"


@dataclass(slots=True)
class OpenBlock:
    """The block being grown."""

    kind: BlockKind
    lines: list[Line]
    first: Placed
    last: Placed
    marker: Marker | None = None
    level: int | None = None
    parent: int | None = None
    bookmark: int | None = None

    def add(self, placed: Placed) -> None:
        """Go on with a line."""
        self.lines.append(placed.line)
        self.last = placed

    @property
    def ended(self) -> bool:
        """Whether its last line ends a sentence."""
        return self.last.line.text.endswith(SENTENCE_END)


@dataclass(slots=True)
class Breaks:
    """What is usual in the document, by which lines are told to go on or to begin."""

    styles: Styles = NO_STYLES
    # The lines that belong to footnotes, by their ids, with the markers of those that begin one.
    notes: Mapping[int, Marker | None] = field(default_factory=dict)
    outline: Outlined = NO_OUTLINE

    def marker(self, block: OpenBlock | None, placed: Placed, items: OpenItems) -> Marker | None:
        """The list marker of a line, where it can be one there."""
        marker = find_marker(placed.line.text)
        if marker is None or (marker.end >= len(placed.line.text) and marker.style != "bullet"):
            return None
        return marker if self._plausible(marker, block, placed, items) else None

    def _plausible(self, marker: Marker, block: OpenBlock | None, placed: Placed, items: OpenItems) -> bool:
        if block is None or not joined(block.lines) or not self.flows(block, placed):
            return marker.style != "decimal" or self.styles.looks_heading(placed) or block is None
        if (marker.style == "bullet" and marker.text not in _BULLETS_IN_TEXT) or items.goes_on(marker):
            return True
        if marker.style == "number" and marker.value != 1 and placed.line.text[marker.end : marker.end + 1].islower():
            return self.gap(block, placed) or block.ended
        return self._rests(block, placed) or placed.x0 > block.last.x0 + NEAR

    def _rests(self, block: OpenBlock, placed: Placed) -> bool:
        """Whether the text before a line has come to rest: a gap, a full stop, a short line."""
        return block.ended or self.short(block.last, placed) or self.gap(block, placed) or block.kind == "heading"

    def flows(self, block: OpenBlock, placed: Placed) -> bool:
        """Whether a line stands below the last one in the same column."""
        last = block.last
        if last.page != placed.page or placed.base <= last.base:
            return False
        # A line that crosses the gutter ends the columns above it; what stands directly below it still flows on.
        directly = abs(placed.x0 - last.x0) < NEAR and placed.base - last.base < _GAP * 1.2 * self.styles.pitch(last)
        return not placed.begins or directly

    def gap(self, block: OpenBlock, placed: Placed) -> bool:
        """Whether more than the usual space is above a line."""
        if not self.flows(block, placed):
            return False
        pitch = max(self.styles.pitch(placed), self.styles.pitch(block.last))
        return placed.base - block.last.base > _GAP * pitch

    def short(self, last: Placed, placed: Placed) -> bool:
        """Whether the last line ended before it was full: the next word would have fitted."""
        words = placed.line.text.split(" ", 1)
        word = len(words[0]) / max(1, len(placed.line.text)) * (placed.x1 - placed.x0)
        right = self.styles.right(last)
        return right - last.x1 > word + 0.06 * (right - last.left)

    def starts(self, block: OpenBlock, placed: Placed, marker: Marker | None, items: OpenItems) -> bool:
        """Whether a line starts a new block."""
        if placed.aside != block.last.aside:
            return True
        if id(placed) in self.outline.levels:
            return True
        if id(placed) in self.outline.further:
            return False
        if marker is not None or block.bookmark is not None:
            return True
        if is_caption(placed) and (self.gap(block, placed) or style_of(placed) != style_of(block.last)):
            return True
        if block.kind == "heading" or self._heads(block, placed):
            return self._starts_after_heading(block, placed)
        smaller = abs(placed.line.size - block.last.line.size) > 0.12 * block.last.line.size
        if smaller and (not placed.line.text[:1].islower() or self.gap(block, placed)):
            return True
        if not self.flows(block, placed):
            return is_caption(block.first) or not self._carries_over(block, placed, items)
        return self.gap(block, placed) or self._leaves(block, placed) or self._new_paragraph(block, placed)

    def starts_after_note(self, note: OpenBlock, placed: Placed) -> bool:
        """Whether a line that begins with no mark does not go on with a note."""
        if not self.flows(note, placed) or (id(placed) in self.notes) != (id(note.first) in self.notes):
            return True
        # A note below a table: the next paragraph or source may be of the same type.
        foot = id(placed) in self.notes
        return not foot and (self.gap(note, placed) or placed.line.size != note.first.line.size or is_caption(placed))

    def interrupts(self, block: OpenBlock, placed: Placed) -> bool:
        """Whether a line stands between a block and its rest: in a box beside it, a caption, or smaller type."""
        if placed.aside != block.last.aside:
            return bool(placed.aside)
        return is_caption(placed) or placed.line.size < _SMALL * block.last.line.size

    def unfinished(self, block: OpenBlock) -> bool:
        """Whether a block breaks off: no full stop, and its last line is full."""
        if block.kind not in ("paragraph", "list_item") or block.ended:
            return False
        right = self.styles.right(block.last)
        return right - block.last.x1 < 0.2 * (right - block.last.left)

    def resumes(self, block: OpenBlock, placed: Placed) -> bool:
        """Whether a line is the rest of a block that broke off before a table, a figure or the like."""
        if (
            placed.aside != block.last.aside
            or abs(placed.line.size - block.last.line.size) > 0.1 * block.last.line.size
        ):
            return False
        if placed.line.bold != block.last.line.bold or placed.page - block.last.page > _FAR:
            return False
        return placed.line.text[:1].islower() or block.last.line.text.rsplit(" ", 1)[-1] in open_ends()

    def _heads(self, block: OpenBlock, placed: Placed) -> bool:
        """Whether a line looks like a heading and is not the bold beginning of an item going on."""
        if not self.styles.looks_heading(placed):
            return False
        if placed.line.text[:1].islower() and self.flows(block, placed) and not self.gap(block, placed):
            return False
        alike = block.last.line.bold and style_of(placed) == style_of(block.last)
        return not (alike and self.flows(block, placed) and not self.gap(block, placed))

    def _starts_after_heading(self, block: OpenBlock, placed: Placed) -> bool:
        if style_of(placed) != style_of(block.last) or block.kind != "heading" or not self.flows(block, placed):
            return True
        roomy = 1.5 * max(placed.line.size, self.styles.pitch(placed) / _GAP)
        if placed.base - block.last.base > roomy:
            return True
        # 'Vi vil' leads in a list; a chapter's first words in large type may have a line that ends so.
        within = len(block.lines) > 1 and placed.line.text[:1].islower()
        return not within and leads_in(joined(block.lines))

    def _carries_over(self, block: OpenBlock, placed: Placed, items: OpenItems) -> bool:
        """Whether a block goes on in the next column or on the next page."""
        if placed.line.text[:1].islower():
            return not joined(block.lines).endswith(":")
        if block.ended or self.short(block.last, placed):
            return False
        return block.kind != "list_item" or items.last is None or placed.x0 - placed.left > items.last.x + NEAR

    def _leaves(self, block: OpenBlock, placed: Placed) -> bool:
        """Whether a line after an item stands left of the item's text and begins anew."""
        if block.kind != "list_item" or placed.line.text[:1].islower():
            return False
        marker_x = block.first.x0
        text_x = block.last.x0 if block.last is not block.first else marker_x + NEAR
        return (
            placed.x0 < text_x - 2 and placed.x0 <= marker_x + NEAR and (block.ended or self.short(block.last, placed))
        )

    def _new_paragraph(self, block: OpenBlock, placed: Placed) -> bool:
        if placed.line.text[:1].islower():
            return False
        if block.ended and block.kind == "paragraph" and placed.x0 > block.last.x0 + 1.2 * NEAR:
            return True
        return self.short(block.last, placed) and (block.ended or leads_in(block.last.line.text))


def is_caption(placed: Placed) -> bool:
    """Whether a line says what a figure or table shows, or where it is from."""
    return bool(CAPTION.match(placed.line.text))

"""Lists of a Word file: where each item lies among the items that are still open."""

from dataclasses import dataclass, field
from typing import NamedTuple

from loftespor.ingest.markers import MarkerStyle
from loftespor.ingest.word.entries import Entry
from loftespor.ingest.word.numbering import Number

# Marks that stand this much apart (twips; 2 mm) are on two levels, and words that begin this near are on one.
_NEAR = 115
_DEEPEST = 20


class Item(NamedTuple):
    """An item: its list, its level there, where its mark and its words begin (twips), and the kind of its mark."""

    list: str
    level: int
    mark: int
    words: int
    style: MarkerStyle


class _Open(NamedTuple):
    item: Item
    draft: int


def counted_item(entry: Entry, number: Number) -> Item:
    """An item whose mark Word counts."""
    style: MarkerStyle = "bullet" if number.bullet else "number"
    return Item(number.list, number.level, entry.first, entry.left, style)


def typed_item(entry: Entry, style: MarkerStyle) -> Item:
    """An item whose mark was typed; its list are the items with marks of the same kind."""
    return Item(f"typed {style}", 0, entry.first, max(entry.left, entry.first), style)


@dataclass(slots=True)
class OpenItems:
    """The items of a story that further ones may lie below, outermost first."""

    items: list[_Open] = field(default_factory=list)
    flow: int = 0  # where the words of the paragraph before the list begin

    def add(self, item: Item, draft: int) -> tuple[int, int | None]:
        """The level of a new item, from 1, and the draft of the item that holds it."""
        while self.items and not _holds(self.items[-1].item, item, known=self._lies_further_out(item)):
            self.items.pop()
        del self.items[_DEEPEST - 1 :]
        parent = self.items[-1].draft if self.items else None
        self.items.append(_Open(item, draft))
        return len(self.items), parent

    def _lies_further_out(self, item: Item) -> bool:
        """Whether the item's list is open outside the innermost open item."""
        return any(one.item.list == item.list for one in self.items[:-1])

    def holder(self, entry: Entry, *, continued: bool) -> int | None:
        """The draft of the item that a paragraph without a mark goes on with: the one whose words begin where it does.

        None where it stands as far out as the text before the list.
        """
        if not self.items or not (continued or entry.left > self.flow + _NEAR):
            return None
        inside = [one for one in self.items if one.item.words <= entry.left + _NEAR]
        if not inside and not continued:
            return None
        chosen = inside[-1] if inside else self.items[-1]
        while self.items[-1] is not chosen:
            self.items.pop()
        return chosen.draft

    def close(self, left: int = 0) -> None:
        """The lists end; the text goes on at `left`."""
        self.items.clear()
        self.flow = left


def _holds(outer: Item, inner: Item, *, known: bool) -> bool:
    """Whether an item lies below another: on a deeper level of its list, or further right in another list.

    Marks typed at one edge: letters and bullets lie below numbers, bullets below letters. What goes on with a list
    that is open further out (`known`) lies below none of the items between.
    """
    typed = inner.list.startswith("typed")
    if outer.list == inner.list and not (typed and abs(outer.mark - inner.mark) > _NEAR):
        return outer.level < inner.level
    if outer.list != inner.list and known and not typed:
        return False
    if abs(outer.mark - inner.mark) > _NEAR:
        return outer.mark < inner.mark
    if not typed or known:
        return False
    return (outer.style, inner.style) in {("number", "letter"), ("number", "bullet"), ("letter", "bullet")}

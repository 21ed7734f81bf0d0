"""Which list item of a PDF lies below which: by where their markers stand and what these are."""

from dataclasses import dataclass, field

from loftespor.ingest.markers import Marker

NEAR = 4.0  # points; markers of one list stand so near one another


@dataclass(slots=True)
class Item:
    """A list item that later ones may lie below: where its marker stood from its column's edge, where the further lines
    of its text begin, and the place of its draft.
    """

    x: float
    marker: Marker
    text_x: float
    draft: int = -1


@dataclass(slots=True)
class OpenItems:
    """The items that the next one may lie below, outermost first."""

    items: list[Item] = field(default_factory=list)

    def clear(self) -> None:
        """Nothing goes on: a heading or a paragraph ended the list."""
        self.items.clear()

    @property
    def last(self) -> Item | None:
        """The innermost item."""
        return self.items[-1] if self.items else None

    def begin(self, x: float, marker: Marker) -> tuple[int | None, int]:
        """Take in an item, and give the draft it lies below and its level."""
        self._unwind(x, marker)
        parent = self.items[-1].draft if self.items else None
        self.items.append(Item(x, marker, x + NEAR))
        return parent, len(self.items)

    def goes_on(self, marker: Marker) -> bool:
        """Whether a marker carries on one of the lists: the next number, or the same bullet."""
        if marker.style == "bullet":
            return any(item.marker.text == marker.text for item in self.items)
        return marker.style != "decimal" and any(counts_on(item.marker, marker) for item in self.items)

    def _unwind(self, x: float, marker: Marker) -> None:
        """Leave only the items that this one lies below."""
        for depth in range(len(self.items) - 1, -1, -1):
            item = self.items[depth]
            follows = marker.value is None or marker.value != 1
            near = abs(item.x - x) <= NEAR
            if _alike(item.marker, marker) and follows and (near or counts_on(item.marker, marker)):
                del self.items[depth:]
                return
        while self.items and not _below(self.items[-1], x, marker):
            self.items.pop()


def _alike(a: Marker, b: Marker) -> bool:
    return a.style == b.style and (a.style != "bullet" or a.text == b.text)


def _below(item: Item, x: float, marker: Marker) -> bool:
    """Whether an item lies below another: its marker stands further in, or begins a list of letters below a number
    whose own text comes out as far.
    """
    if x > item.x + NEAR:
        return True
    begins = marker.value in (None, 1) and marker.style in ("letter", "bullet")
    return begins and item.marker.style == "number" and x >= min(item.x, item.text_x) - NEAR


def counts_on(before: Marker, marker: Marker) -> bool:
    """Whether a marker is the next after another: 3. after 2., d) after c)."""
    return (
        marker.value is not None
        and before.value is not None
        and before.style == marker.style
        and before.text[-1] == marker.text[-1]
        and marker.value == before.value + 1
    )

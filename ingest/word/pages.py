"""The page on which each part of a Word file stands, counted by the breaks it was saved with."""

from dataclasses import dataclass


@dataclass(slots=True)
class Row:
    """A row of a table: on which page its cells begin, and how far they reach."""

    start: int
    empty: bool
    outer: "tuple[bool, int | None]"
    last: int
    inked: bool = False


@dataclass(slots=True)
class Pages:
    """Counts pages while a file is read in order.

    Word notes where a page began when it last laid the text out, also behind a break that somebody put in: both are
    one break. A program that lays nothing out gives only the latter.
    """

    number: int = 1
    empty: bool = True  # nothing stands on the page yet
    clean: bool = True  # nothing stands in the cell yet
    led_to: int | None = None  # the page that began before anything of the cell

    def break_page(self) -> None:
        """A break that somebody put in."""
        self.number += 1
        self.empty = True

    def begin_anew(self) -> None:
        """A paragraph or section that begins a page: no break where a page has just begun."""
        if not self.empty:
            self.break_page()

    def note_break(self) -> None:
        """A page began here when the file was saved."""
        self.begin_anew()
        if self.clean:
            self.led_to = self.number

    def ink(self) -> None:
        """Something stands on the page."""
        self.empty = self.clean = False

    def begin_row(self) -> Row:
        """A row of a table begins here: so do all its cells."""
        return Row(self.number, self.empty, (self.clean, self.led_to), self.number)

    def begin_cell(self, row: Row) -> None:
        """A cell begins; where the one before began a page, this one stands on it too."""
        self.number, self.empty, self.clean, self.led_to = row.start, row.empty, True, None

    def end_cell(self, row: Row) -> None:
        """A cell ends."""
        row.last = max(row.last, self.number)
        row.inked = row.inked or not self.empty
        if self.led_to is not None:
            row.start, row.empty = self.led_to, True

    def end_row(self, row: Row) -> None:
        """The row ends on the last page that one of its cells reaches."""
        self.number, self.empty = row.last, row.empty and not row.inked
        clean, self.led_to = row.outer
        self.clean = clean and not row.inked

"""Drafts of blocks, and how they become a document's text: the one place where offsets are made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from loftespor.ingest.document import Block, BlockKind, Fragment, Hyperlink, NoteMark, Removed
from loftespor.ingest.language import Languages
from loftespor.ingest.lines import Line, Taken
from loftespor.ingest.note_binding import bind_notes, note_numbers


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has a place in the text.

    `parent` is the place of the holding draft in the same list. A table has no lines of its own; a row has
    `cells`, each with its lines, and `level` 1 where it belongs to the table's head. A draft without words
    (running matter) gives no block. `aside` says that it stands in a box beside the text.
    """

    kind: BlockKind
    lines: tuple[Line, ...] = ()
    marker: str | None = None
    level: int | None = None
    parent: int | None = None
    cells: tuple[tuple[Line, ...], ...] = ()
    printed_page: str | None = None
    aside: bool = False


@dataclass(slots=True)
class _Text:
    """The text being written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    removed: list[Removed] = field(default_factory=list)
    hyperlinks: list[Hyperlink] = field(default_factory=list)

    def add(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


@dataclass(slots=True)
class _Written:
    """What writing one draft gave."""

    start: int
    fragments: list[Fragment] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The text of a document with its blocks, what was taken out, and its links."""

    text: str
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]
    hyperlinks: tuple[Hyperlink, ...]
    language: str


def assemble(drafts: Iterable[Draft], *, languages: Languages) -> Assembled:
    """The document's text and blocks from drafts in reading order; footnotes go after the body."""
    assembler = Assembler(languages)
    for draft in drafts:
        assembler.add(draft)
    return assembler.finish()


@dataclass(slots=True)
class Assembler:
    """Writes a document's text draft by draft, so that a draft need not be kept when it is written."""

    languages: Languages
    count: int = 0
    _text: _Text = field(default_factory=_Text)
    _blocks: list[Block] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)  # of the blocks that drafts became, by the drafts' places
    _notes: list[tuple[int, Draft]] = field(default_factory=list)

    def add(self, draft: Draft) -> int:
        """Take the next draft and give its place."""
        place = self.count
        self.count += 1
        if draft.kind == "footnote":
            self._notes.append((place, draft))
        else:
            self._write(place, draft)
        return place

    def finish(self, levels: Sequence[int] = ()) -> Assembled:
        """The whole; where there are `levels`, the level of a heading is its place among them."""
        for place, draft in self._notes:
            self._write(place, draft)
        if levels:
            self._blocks = [
                replace(b, level=levels[b.level]) if b.kind == "heading" and b.level is not None else b
                for b in self._blocks
            ]
        whole = "".join(self._text.parts)
        blocks = bind_notes(with_sections(span_tables(self._blocks), whole), whole)
        blocks, language = self.languages.tagged(whole, blocks)
        return Assembled(whole, tuple(blocks), tuple(self._text.removed), tuple(self._text.hyperlinks), language)

    def _write(self, place: int, draft: Draft) -> None:
        text, blocks = self._text, self._blocks
        parent = self._numbers.get(draft.parent) if draft.parent is not None else None
        if draft.kind == "table":
            self._numbers[place] = len(blocks)
            blocks.append(Block(len(blocks), "table", text.length, text.length, 1, parent=parent))
            return
        if not _has_words(draft):
            _write_lines(draft.lines, text, _Written(text.length))
            return
        if text.length:
            text.add("\n")
        written = _Written(text.length)
        if draft.cells:
            _write_cells(draft.cells, text, written)
        else:
            _write_lines(draft.lines, text, written)
        self._numbers[place] = len(blocks)
        blocks.append(_block(draft, len(blocks), parent, written, text.length))


def _has_words(draft: Draft) -> bool:
    lines = [line for cell in draft.cells for line in cell] if draft.cells else draft.lines
    return any(line.text for line in lines)


def _block(draft: Draft, number: int, parent: int | None, written: _Written, end: int) -> Block:
    first = written.fragments[0]
    return Block(
        number=number, kind=draft.kind, start=written.start, end=end, page=first.page, level=draft.level,
        marker=draft.marker, parent=parent, fragments=tuple(written.fragments), printed_page=draft.printed_page,
        line=first.line, notes=tuple(written.notes), cells=tuple(written.cells), aside=draft.aside,
    )  # fmt: skip


def _write_lines(lines: Iterable[Line], text: _Text, written: _Written) -> None:
    """Write the lines of a block or cell, a space between two unless the later is glued to the former."""
    begun = False
    for line in lines:
        if line.text and begun and not line.glued:
            text.add(" ")
        start = text.length
        text.add(line.text)
        begun = begun or bool(line.text)
        if line.text:
            written.fragments.append(Fragment(start, text.length, line.page, line.box, line.number))
        for taken in line.taken:
            _write_taken(taken, line, start, text, written)
        for anchor in line.anchors:
            text.hyperlinks.append(Hyperlink(start + anchor.start, start + anchor.end, anchor.address))


def _write_taken(taken: Taken, line: Line, start: int, text: _Text, written: _Written) -> None:
    offset = start + taken.at
    text.removed.append(Removed(taken.kind, taken.original, offset, line.page, line.box, taken.put))
    if taken.kind == "note_mark":
        written.notes += [NoteMark(number, offset, None) for number in note_numbers(taken.original)]


def _write_cells(cells: Sequence[tuple[Line, ...]], text: _Text, written: _Written) -> None:
    """Write the cells of a row joined by ' | '; an empty cell leaves 'a | | c' or '| b', never two spaces.

    A cell that stands there twice in a row (the same object) covers several columns: it is written once, and each
    of its columns has its span.
    """
    for number, cell in enumerate(cells):
        if number and cell and cell is cells[number - 1]:
            written.cells.append(written.cells[-1])
            continue
        if number:
            text.add("|" if text.length == written.start else " |")
            text.add(" " if any(line.text for line in cell) else "")
        start = text.length
        _write_lines(cell, text, written)
        written.cells.append((start, text.length))


def span_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every table spanning its rows; a table without rows is dropped with nothing lost."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind == "table_row" and block.parent is not None:
            rows.setdefault(block.parent, []).append(block)
    spanned = []
    for block in blocks:
        if block.kind == "table":
            held = rows[block.number]
            fragments = tuple(f for row in held for f in row.fragments)
            block = replace(
                block, start=held[0].start, end=held[-1].end, page=held[0].page, fragments=fragments,
                printed_page=held[0].printed_page,
            )  # fmt: skip
        spanned.append(block)
    return spanned


def with_sections(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks with the headings above each, outermost first. Those of a box hold for the box alone."""
    above: list[tuple[int, str]] = []
    around: list[tuple[int, str]] | None = None
    found = []
    for block in blocks:
        if block.kind == "footnote":
            found.append(block)
            continue
        if block.aside and around is None:
            around = list(above)
        elif not block.aside and around is not None:
            above, around = around, None
        level = block.level or 1
        if block.kind == "heading":
            while above and above[-1][0] >= level:
                above.pop()
        found.append(replace(block, section=tuple(title for _, title in above)))
        if block.kind == "heading":
            above.append((level, text[block.start : block.end]))
    return found

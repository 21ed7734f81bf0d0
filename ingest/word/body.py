"""The body of a Word file in reading order: its paragraphs and tables, with the text boxes anchored in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress

from lxml import etree

from loftespor.ingest.accounts import counted
from loftespor.ingest.lines import Line, clean_line
from loftespor.ingest.spreadsheet.sheets import Budget
from loftespor.ingest.word.entries import Entry
from loftespor.ingest.word.numbering import Number, Numbering
from loftespor.ingest.word.shown import shown
from loftespor.ingest.word.styles import Indent, NumPr, Style, indent_of, numbering_of, outline_of
from loftespor.ingest.word.tables import GridRow, grid_of, table_rows
from loftespor.ingest.word.text import Passage, Story, is_joined
from loftespor.ingest.word.xml import attribute, child, flag, full_names, name_of, value

# What stands among blocks; a formula or run may, though Word itself puts them in paragraphs.
_BLOCKS = frozenset({"w:p", "w:tbl", "w:r", "m:oMath", "m:oMathPara"})
_DEEPEST_HEADING = 9
_STEP = 360  # twips from one level of a list to the next, where the file says nothing
_MARGINS = frozenset({"default", "first", "even"})
_CONTENTS = "Table of Contents"


@dataclass(slots=True)
class Body:
    """Reads blocks in order; `sections` are the properties of the file's sections, the first one's first."""

    numbering: Numbering
    budget: Budget
    sections: Sequence[etree._Element] = ()
    entries: list[Entry] = field(default_factory=list)
    stories: int = 0
    section: int = 0
    contents: int = 0  # how many tables of contents are open around a block

    def read(self, root: etree._Element, story: Story, number: int = 0) -> None:
        """Read what stands in the body, in a text box or in a cell that holds text like a page."""
        waiting: etree._Element | None = None
        for begins, name, element in shown(root, _BLOCKS, story.findings):
            if name == "w:sdt":
                self.contents += (1 if begins else -1) if _is_contents(element) else 0
            if not begins or name not in _BLOCKS:
                continue
            if name == "w:tbl":
                self._finish(waiting, story, number)
                waiting = None
                self._table(element, story, number)
                continue
            self._add(element, story)
            waiting = element
            if not is_joined(element):
                self._finish(element, story, number)
                waiting = None
        self._finish(waiting, story, number)

    def _add(self, paragraph: etree._Element, story: Story) -> Style:
        properties = child(paragraph, "w:pPr")
        style = story.styles.paragraph(value(properties, "w:pStyle"))
        begins = flag(properties, "w:pageBreakBefore")
        if begins or (begins is None and style.new_page):
            story.pages.begin_anew()
        story.add(paragraph, style)
        return style

    def _finish(self, paragraph: etree._Element | None, story: Story, number: int) -> None:
        """Make an entry of what was read, with the properties of its last paragraph; then read its text boxes."""
        if paragraph is None:
            return
        properties = child(paragraph, "w:pPr")
        style = story.styles.paragraph(value(properties, "w:pStyle"))
        passage = story.take()
        found = self._number(properties, style, passage)
        if passage.lines:
            self.entries.append(self._entry(properties, style, passage, found, number))
        for box in passage.boxes:
            self.stories += 1
            self.read(box, story.inner(box), self.stories)
        if number == 0 and child(properties, "w:sectPr") is not None:
            self._begin_section(story)

    def _begin_section(self, story: Story) -> None:
        self.section += 1
        if self.section < len(self.sections):
            section = self.sections[self.section]
            if (value(section, "w:type") or "nextPage") not in ("continuous", "nextColumn"):
                story.pages.begin_anew()
            if story.notes is not None:
                story.notes.begin_section(section)

    def _number(self, properties: etree._Element | None, style: Style, passage: Passage) -> Number | None:
        """The number of a paragraph. One without words has a number too, unless its mark is hidden or deleted."""
        own = numbering_of(properties)
        wanted = NumPr(own.num or style.numbering.num, own.level)
        if own.level is None and own.num is None:
            wanted = style.numbering
        mark = child(properties, "w:rPr")
        if wanted.num is None or (not passage.lines and (flag(mark, "w:vanish") or child(mark, "w:del") is not None)):
            return None
        return self.numbering.number(wanted, style.numbered_by)

    def _entry(
        self, properties: etree._Element | None, style: Style, passage: Passage, found: Number | None, story: int
    ) -> Entry:
        outline = outline_of(properties)
        level = style.level if outline is None else outline if outline <= _DEEPEST_HEADING else None
        running = passage.contents or style.role == "contents" or self.contents > 0
        left, first = _indents(indent_of(properties), numbering_of(properties), style, found)
        return Entry(
            passage.lines, "running" if running else "paragraph", level, style.role, found, left, first, story
        )  # fmt: skip

    def _table(self, table: etree._Element, story: Story, number: int) -> None:
        grid = [row for row in grid_of(table, story.findings) if row.cells]
        if _is_layout(grid):
            for row in grid:
                self._lay_out(row, story, number)
            return
        nested: list[etree._Element] = []
        contents = [self._row(row, story, nested) for row in grid]
        self._add_table(grid, contents, number)
        for inner in nested:
            self._table(inner, story, number)

    def _lay_out(self, row: GridRow, story: Story, number: int) -> None:
        """Read the cells of a row one after another, as text."""
        place = story.pages.begin_row()
        for cell in row.cells:
            story.pages.begin_cell(place)
            self.read(cell.element, story, number)
            story.pages.end_cell(place)
        story.pages.end_row(place)

    def _row(self, row: GridRow, story: Story, nested: list[etree._Element]) -> list[tuple[Line, ...]]:
        """The lines of a row's cells; the tables inside them are read afterwards."""
        contents = []
        place = story.pages.begin_row()
        for cell in row.cells:
            story.pages.begin_cell(place)
            contents.append(tuple(self.lines(cell.element, story, nested)))
            story.pages.end_cell(place)
        story.pages.end_row(place)
        return contents

    def lines(self, root: etree._Element, story: Story, nested: list[etree._Element] | None = None) -> Iterator[Line]:
        """The lines of a cell, note or header; a table inside is left to the caller, or gives its lines."""
        for begins, name, element in shown(root, _BLOCKS, story.findings):
            if not begins or name not in _BLOCKS:
                continue
            if name == "w:tbl":
                if nested is not None:
                    nested.append(element)
                else:
                    yield from self._table_lines(element, story)
                continue
            style = self._add(element, story)
            if not is_joined(element):
                yield from self._cell_lines(child(element, "w:pPr"), style, story)
        if story.segments:
            yield from self._cell_lines(None, Style(), story)

    def _table_lines(self, table: etree._Element, story: Story) -> Iterator[Line]:
        for row in grid_of(table, story.findings):
            for cell in row.cells:
                yield from self.lines(cell.element, story)

    def _cell_lines(self, properties: etree._Element | None, style: Style, story: Story) -> Iterator[Line]:
        """The lines of a paragraph; a number that Word counts stands before its words, as a typed one does."""
        page = story.pages.number
        passage = story.take()
        found = self._number(properties, style, passage)
        if found is not None and not found.bullet:
            first = passage.flat[0] if passage.lines else None
            line = clean_line(found.marker, page=first.page if first else page)
            story.findings.read[line.page] += counted(line.text)
            yield line
        yield from passage.flat
        for box in passage.boxes:
            yield from self.lines(box, story.inner(box))

    def _add_table(self, grid: Sequence[GridRow], contents: Sequence[Sequence[tuple[Line, ...]]], number: int) -> None:
        """Add a table of the rows that have words; what was taken out of the others is kept."""
        worded = [any(line.text for cell in row for line in cell) for row in contents]
        rest = [line for row, has in zip(contents, worded, strict=True) if not has for cell in row for line in cell]
        rows = table_rows(list(compress(grid, worded)), list(compress(contents, worded)), self.budget)
        if rows:
            self.entries.append(Entry(kind="table", rows=tuple(rows), story=number))
        if rest:
            self.entries.append(Entry((tuple(rest),), story=number))


def _is_contents(element: etree._Element) -> bool:
    gallery = child(child(element, "w:sdtPr"), "w:docPartObj")
    return value(gallery, "w:docPartGallery") == _CONTENTS


def _is_layout(grid: Sequence[GridRow]) -> bool:
    """Whether a table only puts text in its place: one cell a row, or one row whose cells hold lists or tables."""
    if all(len(row.cells) == 1 for row in grid):
        return True
    return len(grid) == 1 and any(_holds_blocks(cell.element) for cell in grid[0].cells)


def _holds_blocks(cell: etree._Element) -> bool:
    return any(name_of(inner) == "w:tbl" or child(child(inner, "w:pPr"), "w:numPr") is not None for inner in cell)


def _indents(own: Indent, listed: NumPr, style: Style, found: Number | None) -> tuple[int, int]:
    """Where a paragraph's words and its first line begin; its own indents go before its list's and its style's."""
    if found is None:
        indent = own.over(style.indent)
    elif listed.num is None:  # the style is in the list, and may move it
        indent = own.over(style.indent).over(found.indent)
    else:
        indent = own.over(found.indent).over(style.indent)
    usual = _STEP * (found.level + 1) if found is not None else 0
    left = indent.left if indent.left is not None else usual
    return left, left + (indent.first or 0)


def section_properties(body: etree._Element) -> list[etree._Element]:
    """The properties of a file's sections in their order; those of the last stand at the end of the body."""
    holders = ("w:pPr", "w:body")
    return [s for s in body.iter(*full_names("w:sectPr")) if (p := s.getparent()) is not None and name_of(p) in holders]


def margin_parts(section: etree._Element) -> Iterator[tuple[tuple[str, str], str]]:
    """The headers and footers that a section names: for which pages (default, first, even), and their relations."""
    for name in ("w:headerReference", "w:footerReference"):
        for inner in section.iterchildren(*full_names(name)):
            kind = attribute(inner, "w:type") or "default"
            if kind in _MARGINS:
                yield (name, kind), attribute(inner, "r:id") or ""

"""The words of a Word file's paragraphs: runs, fields, links, note marks, line breaks, symbols."""

from collections import Counter
from dataclasses import dataclass, field, replace

from lxml import etree

from loftespor.ingest.accounts import counted
from loftespor.ingest.inline import Piece, line_of_pieces
from loftespor.ingest.lines import Line
from loftespor.ingest.word.fields import Fields, fields_of, form_value
from loftespor.ingest.word.notes import NoteKind, Notes
from loftespor.ingest.word.pages import Pages
from loftespor.ingest.word.parts import Relation
from loftespor.ingest.word.shown import Event, Findings, shown
from loftespor.ingest.word.styles import Style, Styles, Type
from loftespor.ingest.word.symbols import shown_in, symbol
from loftespor.ingest.word.xml import attribute, child, solid, text_of

# A text box is read after the paragraph it is anchored in.
_STOPS = frozenset({"w:txbxContent"})
_CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad"}
_NOTES: dict[str, NoteKind] = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_BREAKS = frozenset({"w:br", "w:cr"})
_INKED = frozenset({"w:drawing", "w:pict", "w:object"})


@dataclass(slots=True)
class Segment:
    """Words of a paragraph on one page up to a line break; `new` says that a line begins with it."""

    page: int
    new: bool
    parts: list[tuple[list[str], str, bool]] = field(default_factory=list)  # words, address, whether a note mark
    bold: int = 0
    sizes: Counter[float] = field(default_factory=Counter)

    def add(self, text: str, address: str, *, mark: bool) -> None:
        """Add words; those of one kind that follow one another are one piece."""
        if not mark and self.parts and self.parts[-1][1:] == (address, False):
            self.parts[-1][0].append(text)
        else:
            self.parts.append(([text], address, mark))

    @property
    def pieces(self) -> list[Piece]:
        """The pieces of a line."""
        return [Piece("".join(words), address, mark) for words, address, mark in self.parts]

    def begins_or_ends_spaced(self, place: int) -> bool:
        """Whether white space stands at its beginning (place 0) or end (place -1)."""
        text = "".join(self.parts[place][0]) if self.parts else ""
        return not text or text[place].isspace()


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a paragraph: for each of its lines what stands on each page; the text boxes anchored in it."""

    lines: tuple[tuple[Line, ...], ...]
    boxes: tuple[etree._Element, ...] = ()
    contents: bool = False

    @property
    def flat(self) -> tuple[Line, ...]:
        """Its lines, one after another."""
        return tuple(line for lines in self.lines for line in lines)


@dataclass(slots=True)
class Story:
    """Reads the paragraphs of one story (the body, a header, a note, a text box) in their order."""

    styles: Styles
    pages: Pages
    findings: Findings
    relations: dict[str, Relation]
    fields: Fields
    notes: Notes | None = None  # those that marks in it lead to
    main: bool = False  # it stands in the main part, whose characters are counted twice over
    running: bool = False  # it is a header or footer, where the number of the page is no text
    segments: list[Segment] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    custom: tuple[NoteKind, str] | None = None  # the note whose mark its author wrote behind the reference
    style: Style = field(default_factory=Style)
    type: Type = field(default_factory=Type)
    base: Type = field(default_factory=Type)  # the type of the paragraph
    in_contents: bool = True

    def inner(self, root: etree._Element) -> "Story":
        """A story inside this one: a text box, whose fields are its own."""
        fields = fields_of(root, self.findings)
        story = Story(self.styles, self.pages, self.findings, self.relations, fields)
        story.notes, story.main, story.running = self.notes, self.main, self.running
        return story

    def add(self, paragraph: etree._Element, style: Style) -> None:
        """Read a paragraph; its words are joined to what was not taken yet."""
        self.style = style
        self.type = self.styles.type(style, None)
        self.base = self.type
        if not self.segments:
            self.in_contents = True
            self.segments.append(Segment(self.pages.number, new=True))
        elif self.segments[-1].page != self.pages.number:
            self.segments.append(Segment(self.pages.number, new=False))
        for event in shown(paragraph, _STOPS, self.findings):
            if event.begins:
                self._begin(event)
            else:
                self._end(event)
        self.fields.end_instructions()

    def take(self) -> Passage:
        """What was read since the last time."""
        lines: list[list[Line]] = []
        before: Segment | None = None
        for segment in self.segments:
            line = self._line(segment, before)
            if segment.new or not lines:
                lines.append([])
            if line.text or line.taken:
                lines[-1].append(line)
            before = segment if segment.parts else before
        any_words = any(segment.parts for segment in self.segments)
        found = Passage(
            tuple(tuple(line) for line in lines if line), tuple(self.boxes), contents=any_words and self.in_contents
        )
        self.segments, self.boxes = [], []
        return found

    def _line(self, segment: Segment, before: Segment | None) -> Line:
        for piece in segment.pieces:
            self.findings.read[segment.page] += counted(piece.text)
        line = line_of_pieces(segment.pieces, page=segment.page)
        spaced = before is None or before.begins_or_ends_spaced(-1) or segment.begins_or_ends_spaced(0)
        size = segment.sizes.most_common(1)[0][0] if segment.sizes else 0.0
        bold = bool(line.text) and segment.bold == segment.sizes.total()
        return replace(line, bold=bold, size=size, glued=not segment.new and not spaced)

    def _begin(self, event: Event) -> None:
        name, element = event.name, event.element
        if name in ("w:t", "m:t"):
            self._write(element)
        elif name == "w:r":
            properties = child(element, "w:rPr")
            self.type = self.base if properties is None else self.styles.type(self.style, properties)
        elif name in _BREAKS:
            self._break(attribute(element, "w:type"))
        elif name == "w:lastRenderedPageBreak":
            self._page(noted=True)
        elif name in _NOTES:
            self._refer(_NOTES[name], element)
        elif name == "w:fldChar":
            self._add(form_value(element))
            self.fields.mark(element)
        elif name == "w:instrText":
            self.fields.instruct(text_of(element))
        elif name == "w:fldSimple":
            self.fields.begin_simple(element)
        elif name == "w:hyperlink":
            self.links.append(self._target(element))
        elif name == "w:txbxContent":
            self.boxes.append(element)
        elif name in _INKED:
            self.pages.ink()
        else:
            self._add(_character(name, element))

    def _end(self, event: Event) -> None:
        if event.name == "w:r":
            self.custom = None
            self.type = self.base
        elif event.name == "w:fldSimple":
            self.fields.end_simple()
        elif event.name == "w:hyperlink":
            self.links.pop()

    def _write(self, element: etree._Element) -> None:
        text = text_of(element)
        if self.main:
            self.findings.passed += solid(text)
        if self.fields.hides or (self.running and self.fields.is_page_number):
            return
        if self.type.hidden:
            self.findings.hidden += solid(text)
            return
        self._add(shown_in(text, self.type.font))

    def _add(self, text: str) -> None:
        if not text or self.fields.hides or self.type.hidden:
            return
        if text.strip() and (self.custom is not None or self.fields.is_note_mark):
            self._mark_own(text.strip())
            return
        segment = self.segments[-1]
        address = self.links[-1] if self.links else self.fields.address
        segment.add(text, address, mark=False)
        letters = solid(text)
        if letters:
            self.pages.ink()
            segment.sizes[self.type.size or 0.0] += letters
            segment.bold += letters if self.type.bold else 0
            self.in_contents = self.in_contents and self.fields.is_contents

    def _refer(self, kind: NoteKind, element: etree._Element) -> None:
        if self.notes is None or self.fields.hides or self.type.hidden:
            return
        if (attribute(element, "w:customMarkFollows") or "0") in ("1", "true", "on"):
            self.custom = (kind, attribute(element, "w:id") or "")
            return
        self._mark(self.notes.refer(kind, element, self.pages.number))

    def _mark_own(self, mark: str) -> None:
        if self.notes is not None and self.custom is not None:
            self.notes.name(*self.custom, mark, self.pages.number)
        self._mark(mark)

    def _mark(self, mark: str) -> None:
        if mark:
            self.pages.ink()
            self.segments[-1].add(mark, "", mark=True)

    def _break(self, kind: str | None) -> None:
        if self.fields.hides:
            return
        if kind == "page":
            self._page(noted=False)
        self.segments.append(Segment(self.pages.number, new=True))

    def _page(self, *, noted: bool) -> None:
        if noted:
            self.pages.note_break()
        else:
            self.pages.break_page()
        if self.segments and self.segments[-1].page != self.pages.number:
            self.segments.append(Segment(self.pages.number, new=False))

    def _target(self, element: etree._Element) -> str:
        relation = self.relations.get(attribute(element, "r:id") or "")
        anchor = attribute(element, "w:anchor")
        if relation is None or not relation.external:
            return ""
        return f"{relation.target}#{anchor}" if anchor and "#" not in relation.target else relation.target


def _character(name: str, element: etree._Element) -> str:
    """What an element shows that is a character, or words drawn as a picture (a watermark)."""
    if name == "w:sym":
        return symbol(attribute(element, "w:font"), attribute(element, "w:char"))
    if name == "v:textpath":
        return f" {element.get('string') or ''} "
    return _CHARACTERS.get(name, "")


def is_joined(paragraph: etree._Element) -> bool:
    """Whether a paragraph runs on in the next one: its mark was deleted or moved away, or it is a drop cap."""
    properties = child(paragraph, "w:pPr")
    mark = child(properties, "w:rPr")
    if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
        return True
    frame = child(properties, "w:framePr")
    return frame is not None and (attribute(frame, "w:dropCap") or "none") != "none"

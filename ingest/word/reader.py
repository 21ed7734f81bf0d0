"""Word files (.docx, .docm, .dotx): the text as it stands when tracked changes are accepted.

Read from the XML itself (ECMA-376): python-docx gives neither insertions nor notes, fields, text boxes or numbers.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from loftespor.ingest.drafts import Draft
from loftespor.ingest.file_read import Drafted
from loftespor.ingest.spreadsheet.sheets import Budget
from loftespor.ingest.word.blocks import drafts_of
from loftespor.ingest.word.body import Body, margin_parts, section_properties
from loftespor.ingest.word.entries import Entry
from loftespor.ingest.word.fields import fields_of
from loftespor.ingest.word.notes import read_notes
from loftespor.ingest.word.numbering import read_numbering
from loftespor.ingest.word.pages import Pages
from loftespor.ingest.word.parts import Package, opened_word, relations_of
from loftespor.ingest.word.properties import properties_of
from loftespor.ingest.word.shown import Findings
from loftespor.ingest.word.styles import Styles
from loftespor.ingest.word.text import Story
from loftespor.ingest.word.xml import characters_in, flag


def read_word(data: bytes, path: Path) -> Drafted:
    """The drafts of a Word file, with its pages counted by the page breaks it was saved with.

    Raises UnknownTypeError for another format under its name, EncryptedFileError, TooLargeError for a file that
    unpacks to more than 400 MB, and UnreadableFileError for one that is damaged or no Word document.
    """
    with opened_word(data, path) as package:
        return _Reader(package, path).read()


class _Reader:
    """Reads one file: what its parts say is looked up once."""

    def __init__(self, package: Package, path: Path) -> None:
        self.package = package
        self.relations = {package.main: package.relations}
        self.findings = Findings()
        self.pages = Pages()
        self.styles = Styles(package.root("styles"))
        self.settings = package.root("settings")
        footnotes, endnotes = package.root("footnotes"), package.root("endnotes")
        self.notes = read_notes(footnotes, endnotes, self.settings)
        self.sections = section_properties(package.body)
        self.body = Body(read_numbering(package.root("numbering"), self.styles), Budget(path), self.sections)
        for root in (package.body, footnotes, endnotes):
            if root is not None:
                self.findings.look_over(root)

    def read(self) -> Drafted:
        """Headers and footers, body, notes."""
        body = self.package.body
        if self.sections:
            self.notes.begin_section(self.sections[0])
        self._read_margins()
        story = self._story(body, self.package.main, self.pages)
        story.notes, story.main = self.notes, True
        self.body.read(body, story)
        drafts = [*drafts_of(self.body.entries), *self._footnotes()]
        self._count_what_is_left()
        read = self.findings.pages(self.pages.number, body)
        properties = tuple(properties_of(self.package, drafts))
        return Drafted(drafts, self.pages.number, tuple(self.findings.warnings()), read, properties)

    def _story(self, root: etree._Element, part: str, pages: Pages) -> Story:
        if part not in self.relations:
            self.relations[part] = relations_of(self.package.parts, part)
        return Story(self.styles, pages, self.findings, self.relations[part], fields_of(root, self.findings))

    def _read_margins(self) -> None:
        """The headers and footers that are printed, each once, on the first page."""
        for part in dict.fromkeys(self._margins()):
            root = self.package.parts.root(part)
            if root is None:
                continue
            story = self._story(root, part, Pages())
            story.running = True
            self.body.entries += [Entry(((line,),), "running") for line in self.body.lines(root, story)]

    def _margins(self) -> Iterator[str]:
        even = flag(self.settings, "w:evenAndOddHeaders")
        current: dict[tuple[str, str], str] = {}  # a section without a header has that of the one before
        for section in self.sections:
            current.update(margin_parts(section))
            printed = {"default", "first" if flag(section, "w:titlePg") else "", "even" if even else ""}
            for (_, kind), key in current.items():
                relation = self.package.relations.get(key)
                if kind in printed and relation is not None and not relation.external:
                    yield relation.target

    def _footnotes(self) -> Iterator[Draft]:
        """The notes that are referred to: footnotes on the page of their mark, endnotes on the last one."""
        for kind in ("footnote", "endnote"):
            part = self.package.part(f"{kind}s") or ""
            for note in (one for one in self.notes.found if one.kind == kind):
                page = note.page if kind == "footnote" else self.pages.number
                story = self._story(note.element, part, Pages(page))
                lines = tuple(self.body.lines(note.element, story))
                if note.own and lines and lines[0].text.startswith(note.mark):
                    lines = (lines[0].cut(0, len(note.mark), "marker"), *lines[1:])
                yield Draft("footnote", lines, note.mark)

    def _count_what_is_left(self) -> None:
        self.findings.loose_notes = sum(1 for note in self.notes.loose() if characters_in(note))
        comments = self.package.root("comments")
        self.findings.comments = sum(1 for _ in comments) if comments is not None else 0

"""Footnotes and endnotes of a Word file: their marks as printed, and the notes that are referred to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from loftespor.ingest.word.numbering import written
from loftespor.ingest.word.xml import attribute, child, full_names, integer, value

NoteKind: TypeAlias = Literal["footnote", "endnote"]

_FORMS: dict[NoteKind, str] = {"footnote": "decimal", "endnote": "lowerRoman"}


class Note(NamedTuple):
    """A note that is referred to: its mark, where it was referred to, and its words."""

    kind: NoteKind
    mark: str
    page: int
    element: etree._Element
    own: bool = False  # its author wrote the mark, which then stands before its words too


@dataclass(slots=True)
class _Counter:
    """How the marks of one kind are counted (w:footnotePr, w:endnotePr)."""

    form: str
    start: int = 1
    restart: str = "continuous"
    count: int = 0
    page: int = 0

    def set(self, properties: etree._Element | None) -> None:
        self.form = value(properties, "w:numFmt") or self.form
        start = integer(value(properties, "w:numStart"))
        self.start = start if start is not None else self.start
        self.restart = value(properties, "w:numRestart") or self.restart

    def next(self, page: int) -> str:
        if self.restart == "eachPage" and page != self.page:
            self.count = 0
        self.page = page
        self.count += 1
        return written(self.start + self.count - 1, self.form)


@dataclass(slots=True)
class Notes:
    """The notes of a file; marks are counted in the order of their references."""

    elements: dict[NoteKind, dict[str, etree._Element]]
    counters: dict[NoteKind, _Counter]
    found: list[Note] = field(default_factory=list)
    marks: dict[tuple[NoteKind, str], str] = field(default_factory=dict)

    def begin_section(self, properties: etree._Element | None) -> None:
        """A section of the text begins, which may count and write its marks in a way of its own."""
        for kind, counter in self.counters.items():
            counter.set(child(properties, f"w:{kind}Pr"))
            if counter.restart == "eachSect":
                counter.count = 0

    def refer(self, kind: NoteKind, element: etree._Element, page: int) -> str:
        """The mark of a reference; a second one to the same note has the same mark. Empty where there is no note."""
        key = attribute(element, "w:id") or ""
        if (kind, key) in self.marks:
            return self.marks[kind, key]
        mark = self.counters[kind].next(page)
        self._bind(kind, key, mark, page, own=False)
        return mark

    def name(self, kind: NoteKind, key: str, mark: str, page: int) -> None:
        """Give a note the mark that its author wrote."""
        self._bind(kind, key, mark, page, own=True)

    def _bind(self, kind: NoteKind, key: str, mark: str, page: int, *, own: bool) -> None:
        note = self.elements[kind].get(key)
        if note is not None and (kind, key) not in self.marks:
            self.marks[kind, key] = mark
            self.found.append(Note(kind, mark, page, note, own))

    def loose(self) -> Iterator[etree._Element]:
        """The notes that nothing refers to."""
        for kind, elements in self.elements.items():
            yield from (element for key, element in elements.items() if (kind, key) not in self.marks)


def read_notes(
    footnotes: etree._Element | None, endnotes: etree._Element | None, settings: etree._Element | None
) -> Notes:
    """The notes of a file, none of them referred to yet; the separators that Word keeps beside them are none."""
    elements: dict[NoteKind, dict[str, etree._Element]] = {
        "footnote": dict(_elements(footnotes, "w:footnote")),
        "endnote": dict(_elements(endnotes, "w:endnote")),
    }
    counters = {kind: _Counter(form) for kind, form in _FORMS.items()}
    for kind, counter in counters.items():
        counter.set(child(settings, f"w:{kind}Pr"))
    return Notes(elements, counters)


def _elements(root: etree._Element | None, name: str) -> Iterator[tuple[str, etree._Element]]:
    for element in root.iterchildren(*full_names(name)) if root is not None else ():
        if (attribute(element, "w:type") or "normal") == "normal":
            yield attribute(element, "w:id") or "", element

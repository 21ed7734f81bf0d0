"""Fields of a Word file (TOC, HYPERLINK, PAGE …): which are open where, and what they make of their words."""

import re
from dataclasses import dataclass, field

from lxml import etree

from loftespor.ingest.word.shown import Findings, is_shown
from loftespor.ingest.word.xml import attribute, child, flag, full_names, integer, value

_CONTENTS = frozenset({"TOC", "INDEX", "TOA"})
_PAGE_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_KIND = re.compile(r"\s*([A-Za-z]{1,20})")
# The words of an instruction: a switch with its argument, or an argument. '\l', '\o' and '\t' have one.
_ARGUMENT = re.compile(r'\\([lot])\s*(?:"([^"]*)"|(\S+))|\\\S+|"([^"]*)"|(\S+)')
_MOST = 10_000  # characters of an instruction
_DEEPEST = 20


@dataclass(slots=True)
class Field:
    """A field whose end has not come yet; its words are shown once its instruction is over."""

    instruction: str = ""
    is_shown: bool = False
    kind: str = ""
    address: str = ""

    def show(self) -> None:
        """The instruction is over; what follows is the field's result."""
        found = _KIND.match(self.instruction)
        self.kind = found[1].upper() if found else ""
        self.address = _address(self.instruction[found.end() :]) if found and self.kind == "HYPERLINK" else ""
        self.is_shown = True


@dataclass(slots=True)
class Fields:
    """The open fields of a story, outermost first. One without an end is none, lest it swallow the text behind it."""

    paired: frozenset[etree._Element]
    open: list[Field] = field(default_factory=list)

    def mark(self, element: etree._Element) -> None:
        """A sign (w:fldChar) that begins a field, its result, or ends it."""
        kind = attribute(element, "w:fldCharType")
        if element not in self.paired:
            return
        if kind == "begin":
            self.open.append(Field())
        elif kind == "separate" and self.open:
            self.open[-1].show()
        elif kind == "end" and self.open:
            self.open.pop()

    def begin_simple(self, element: etree._Element) -> None:
        """A field whose instruction is an attribute (w:fldSimple)."""
        found = Field((attribute(element, "w:instr") or "")[:_MOST])
        found.show()
        self.open.append(found)

    def end_simple(self) -> None:
        """The end of such a field."""
        if self.open:
            self.open.pop()

    def instruct(self, text: str) -> None:
        """Words of an instruction."""
        if self.open and not self.open[-1].is_shown and len(self.open[-1].instruction) < _MOST:
            self.open[-1].instruction += text

    def end_instructions(self) -> None:
        """A paragraph ends, and with it the instructions that stand in it."""
        for one in self.open:
            if not one.is_shown:
                one.show()

    @property
    def hides(self) -> bool:
        """Whether words stand in an instruction, not in a result."""
        return any(not one.is_shown for one in self.open)

    @property
    def is_contents(self) -> bool:
        """Whether words stand in a table of contents or an index."""
        return any(one.kind in _CONTENTS for one in self.open)

    @property
    def is_page_number(self) -> bool:
        """Whether words are the number of a page."""
        return any(one.kind in _PAGE_NUMBERS for one in self.open)

    @property
    def is_note_mark(self) -> bool:
        """Whether words repeat the mark of a note."""
        return any(one.kind in ("NOTEREF", "FTNREF") for one in self.open)

    @property
    def address(self) -> str:
        """Where words lead to."""
        return next((one.address for one in reversed(self.open) if one.address), "")


def _address(arguments: str) -> str:
    r"""The address of a HYPERLINK: 'https://by.example/plan' \l "side2"."""
    address = anchor = ""
    for found in _ARGUMENT.finditer(arguments):
        if found[1] == "l":
            anchor = found[2] or found[3] or ""
        elif not found[1] and not address:
            address = found[4] or found[5] or ""
    return f"{address}#{anchor}" if address and anchor else address


def form_value(element: etree._Element) -> str:
    """What a field of a form shows that has no words: the box that is ticked, the entry that was chosen."""
    form = child(element, "w:ffData")
    box = child(form, "w:checkBox")
    if box is not None:
        ticked = flag(box, "w:checked")
        return "☒" if ticked or (ticked is None and flag(box, "w:default")) else "☐"
    choices = child(form, "w:ddList")
    if choices is None:
        return ""
    entries = [attribute(entry, "w:val") or "" for entry in choices.iterchildren(*full_names("w:listEntry"))]
    chosen = integer(value(choices, "w:result")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def fields_of(root: etree._Element, findings: Findings) -> Fields:
    """The fields of a story, none of them open yet: the signs that have their partners, and are not nested too deep."""
    open_: list[list[etree._Element]] = []
    paired: set[etree._Element] = set()
    for element in root.iter(*full_names("w:fldChar")):
        if not is_shown(element, root, findings):
            continue
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            open_.append([element])
        elif open_:
            open_[-1].append(element)
            if kind == "end":
                signs = open_.pop()
                if len(open_) < _DEEPEST:
                    paired.update(signs)
    return Fields(frozenset(paired))

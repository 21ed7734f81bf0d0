"""What of a Word file's XML is shown when its tracked changes are accepted, and the count of what is not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from loftespor.ingest.accounts import PageRead
from loftespor.ingest.word.xml import characters_in, child, flag, full_names, name_of

# Properties, and what stands beside the text or was deleted from it.
_SILENT = frozenset({
    "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tblPrEx", "w:trPr", "w:tcPr", "w:tblGrid", "w:sdtPr", "w:sdtEndPr",
    "w:customXmlPr", "w:smartTagPr", "w:rubyPr", "w:delText", "w:delInstrText", "w:fldData", "w:ffData",
    "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr",
})  # fmt: skip
_DELETED = frozenset({"w:del", "w:moveFrom"})
_FORMS = frozenset({"mc:Choice", "mc:Fallback"})  # of one thing, for newer and older programs
_READING_AID = "w:rt"  # beside words of Asian scripts
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:cellIns", "w:cellDel", "w:cellMerge")
_OBJECTS = ("c:chart", "dgm:relIds", "o:OLEObject", "w:altChunk", "w:subDoc")


class Event(NamedTuple):
    """An element begins or ends."""

    begins: bool
    name: str
    element: etree._Element


@dataclass(slots=True)
class Findings:
    """What is to be said of a file beside its text, and how many characters were read of each page.

    `passed` and `left_out` count the characters of the main part's words as its XML has them.
    """

    changes: int = 0
    comments: int = 0
    objects: int = 0
    hidden: int = 0
    unfilled: int = 0
    loose_notes: int = 0
    read: Counter[int] = field(default_factory=Counter)
    passed: int = 0
    left_out: int = 0
    forms: dict[etree._Element, etree._Element | None] = field(default_factory=dict)

    def look_over(self, root: etree._Element) -> None:
        """Count the tracked changes of a part, and what in it is no text."""
        self.changes += sum(1 for tag in _CHANGES for _ in root.iter(*full_names(tag)))
        self.objects += sum(1 for tag in _OBJECTS for _ in root.iter(*full_names(tag)))

    def leave_out(self, element: etree._Element) -> int:
        """Count the words of an element that are not shown."""
        count = characters_in(element)
        self.left_out += count
        return count

    def chosen(self, alternatives: etree._Element | None) -> etree._Element | None:
        """Of the forms in which something is given the first that has words, else the first: all say the same."""
        if alternatives is None:
            return None
        if alternatives not in self.forms:
            forms = [form for form in alternatives if name_of(form) in _FORMS]
            words = (form for form in forms if next(form.iter(*full_names("w:t")), None) is not None)
            self.forms[alternatives] = next(words, forms[0] if forms else None)
        return self.forms[alternatives]

    def pages(self, pages: int, main: etree._Element) -> tuple[PageRead, ...]:
        """What was read of each page.

        Words of the main part that no reader came by are counted on page 1, where the account then shows them lost.
        """
        missed = characters_in(main) - self.passed - self.left_out
        return tuple(PageRead(self.read[page] + (missed if page == 1 else 0)) for page in range(1, pages + 1))

    def warnings(self) -> Iterator[str]:
        """The findings in words."""
        for count, words in (
            (self.changes, "tracked change* %s read as accepted"),
            (self.comments, "comment* %s left out"),
            (self.hidden, "character* of hidden text %s left out"),
            (self.unfilled, "form field* that nobody filled in %s left out"),
            (self.loose_notes, "note* to which no mark leads %s left out"),
            (
                self.objects,
                "chart*, diagram* or embedded file* %s not read; save what matters of them in a file of its own",
            ),
        ):
            if count:
                one = count == 1
                yield f"{count} {words.replace('*', '' if one else 's') % ('was' if one else 'were')}"


def shown(root: etree._Element, stops: frozenset[str], findings: Findings) -> Iterator[Event]:
    """The elements inside root that are shown, as they begin and end; of a stop only the beginning, not its inside.

    Left out are deleted and moved words, form fields nobody filled in, and of alternatives all but one.
    """
    walker = etree.iterwalk(root, events=("start", "end"))
    next(walker)
    passed_over: etree._Element | None = None
    for event, element in walker:
        if event == "end":
            if element is passed_over:
                passed_over = None
            elif element is not root:
                yield Event(False, name_of(element), element)
            continue
        name = name_of(element)
        if name in _SILENT or _is_left_out(name, element, findings):
            walker.skip_subtree()
            passed_over = element
            continue
        yield Event(True, name, element)
        if name in stops:
            walker.skip_subtree()
            passed_over = element


def _is_left_out(name: str, element: etree._Element, findings: Findings) -> bool:
    if name == "w:sdt":
        if not flag(child(element, "w:sdtPr"), "w:showingPlcHdr"):
            return False
        findings.unfilled += 1
    elif name in _FORMS:
        if element is findings.chosen(element.getparent()):
            return False
    elif name not in _DELETED and name != _READING_AID:
        return False
    findings.leave_out(element)
    return True


def is_shown(element: etree._Element, root: etree._Element, findings: Findings) -> bool:
    """Whether an element below root is part of its own text: neither deleted, nor another form, nor in a text box."""
    for above in element.iterancestors():
        if above is root:
            return True
        name = name_of(above)
        if name in _DELETED or name == "w:txbxContent":
            return False
        if name in _FORMS and above is not findings.chosen(above.getparent()):
            return False
    return True

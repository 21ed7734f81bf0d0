"""Write a source as a Word document with real styles, always the same bytes."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from examples.markup import NOTE_MARK, Block, Source, plain

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
UNUSED = ("/stylesWithEffects", "/thumbnail")
LIST_STYLES = {"-": ("List Bullet", "List Bullet 2"), "1": ("List Number", "List Number 2")}


def render(source: Source) -> bytes:
    """The Word file of the source."""
    document = docx.Document()
    _drop_unused_parts(document)
    _core_properties(document, source.meta)
    _page_style(document, source.meta)
    marks: list[str] = []
    for block in source.blocks:
        _add(document, block, marks)
    if marks:
        _add_notes(document, [source.notes[mark] for mark in marks])
    out = BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _drop_unused_parts(document: Document) -> None:
    """Leave out the template's thumbnail and its second style sheet, three quarters of the file."""
    for holder in (document.part, document.part.package):
        unused = [key for key, rel in holder.rels.items() if rel.reltype.endswith(UNUSED)]
        for key in unused:
            del holder.rels[key]


def _core_properties(document: Document, meta: dict[str, str]) -> None:
    properties, date = document.core_properties, datetime.fromisoformat(meta["date"])
    properties.author = properties.last_modified_by = meta["issuer"]
    properties.title, properties.language = meta["title"], meta.get("language", "nb") + "-NO"
    properties.comments = ""
    properties.created = properties.modified = date


def _page_style(document: Document, meta: dict[str, str]) -> None:
    font = document.styles["Normal"].font
    font.name, font.size = "Arial", Pt(10.5)
    section = document.sections[0]
    section.header.paragraphs[0].text = meta.get("header", meta["issuer"])
    section.footer.paragraphs[0].text = meta.get("footer", "")


def _add(document: Document, block: Block, marks: list[str]) -> None:
    match block.kind:
        case "heading":
            document.add_heading(plain(block.text), block.level)
        case "item":
            key = "-" if block.marker == "-" else "1"
            style = LIST_STYLES[key][min(block.level, 1)]
            _write(document.add_paragraph(style=style), block.text, marks)
        case "table":
            _table(document, block)
        case _:
            _write(document.add_paragraph(), block.text, marks)


def _table(document: Document, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(text)


def _write(paragraph: Paragraph, text: str, marks: list[str]) -> None:
    """Add the text in runs: bold, italic, footnote marks and line breaks."""
    for part in re.split(r"(\*\*.+?\*\*|\*.+?\*|\[\^\w+\])", text):
        note = NOTE_MARK.fullmatch(part)
        if note:
            marks.append(note[1])
            _write_mark(paragraph, number=len(marks))
        elif part:
            run = paragraph.add_run(part.strip("*"))
            run.bold = part.startswith("**") or None
            run.italic = (part.startswith("*") and not part.startswith("**")) or None


def _write_mark(paragraph: Paragraph, *, number: int) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(parse_xml(f'<w:footnoteReference xmlns:w="{WORDS}" w:id="{number}"/>'))


def _add_notes(document: Document, notes: list[str]) -> None:
    body = "".join(_note_xml(number, text) for number, text in enumerate(notes, start=1))
    separators = "".join(_separator_xml(number, kind) for number, kind in SEPARATORS)
    xml = f'<w:footnotes xmlns:w="{WORDS}">{separators}{body}</w:footnotes>'
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}'.encode()
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def _separator_xml(number: int, kind: str) -> str:
    return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'


def _note_xml(number: int, text: str) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    words = f'<w:r><w:t xml:space="preserve"> {escape(plain(text))}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{words}</w:p></w:footnote>'


def _repacked(data: bytes) -> bytes:
    """The same archive with fixed times, its parts in order of name."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=_content_types_first):
            new.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), ZIP_DEFLATED)
    return out.getvalue()


def _content_types_first(name: str) -> tuple[bool, str]:
    return name != "[Content_Types].xml", name

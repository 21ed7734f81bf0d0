"""Pages and margins of Word files, tables of contents, properties; files of other kinds and makers."""

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from docx.enum.text import WD_BREAK

from loftespor.ingest.word.properties import is_title
from tests.ingest.word_files import (
    box,
    docx,
    field,
    mark,
    notes,
    p,
    r,
    read,
    row,
    running,
    sdt,
    section,
    shape,
    sign,
    style,
    table,
)  # fmt: skip

TAB, PAGE, NOTED = "<w:r><w:tab/></w:r>", '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"
GALLERY = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
WATERMARK = '<w:r><w:pict><v:textpath string="UTKAST"/></w:pict></w:r>'
STYLES = style("Overskrift1", "heading 1") + style("INNH1", "toc 1")
TOC = p(sign("begin"), "<w:r><w:instrText>TOC \\o</w:instrText></w:r>", sign("separate"), "1 Skole", TAB, "3")


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        (TOC + p("2 Helse", TAB, "5") + p(sign("end")), ["1 Skole 3", "2 Helse 5"]),
        (
            sdt(p("Innhold"), p("Skole 3"), properties=GALLERY),
            ["Innhold", "Skole 3"],
        ),
        (p("Skole 3", style="INNH1"), ["Skole 3"]),
        # one that never ends takes nothing with it
        (TOC, []),
    ],
)
def test_tables_of_contents_are_running_matter(tmp_path: Path, body: str, taken: list[str]) -> None:
    document = read(tmp_path, docx(body + p("Skole", style="Overskrift1") + p("Byen vil."), styles=STYLES))
    assert running(document) == taken
    assert shape(document)[-2:] == ["h1 Skole", "p Byen vil."]


def test_headers_and_footers_are_read_once(tmp_path: Path) -> None:
    def margin(kind: str, key: str, pages: str = "default") -> str:
        return f'<w:{kind}Reference w:type="{pages}" r:id="{key}"/>'

    first = section(
        more=margin("header", "header1") + margin("footer", "footer1") + margin("header", "header2", "even")
    )
    parts = {
        "word/header1.xml": f"<w:hdr>{p('Fjellvik kommune')}{table(row('Sak', '12/25'))}</w:hdr>",
        "word/header2.xml": f"<w:hdr>{p('Bare på sider som ikke trykkes')}</w:hdr>",
        "word/header3.xml": f"<w:hdr>{p('Vedlegg', WATERMARK)}</w:hdr>",
        "word/footer1.xml": f"<w:ftr>{p('Side ', field('PAGE', '3'), ' av ', field('NUMPAGES', '12'))}</w:ftr>",
    }
    body = p("Byen vil.", properties=first) + p("Slutt.") + section(more=margin("header", "header3"))
    document = read(tmp_path, docx(body, parts=parts))
    assert running(document) == ["Fjellvik kommune", "Sak", "12/25", "Side av", "Vedlegg UTKAST"]
    assert {removed.page for removed in document.removed} == {1}
    assert document.text == "Byen vil.\nSlutt."


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (p("a") + p("b"), [1, 1]),
        (p("a", PAGE) + p("b"), [1, 2]),
        (p("a") + p("b", properties="<w:pageBreakBefore/>"), [1, 2]),
        (p("a") + p("b", style="Side") + p("c", style="Side", properties='<w:pageBreakBefore w:val="0"/>'), [1, 2, 2]),
        # Word notes the page that begins behind a break: one page, not two
        (p("a", PAGE) + p(NOTED, "b"), [1, 2]),
        (p("a", properties=section()) + p(NOTED, "b") + section(), [1, 2]),
        (p("a") + p(NOTED, "b", properties="<w:pageBreakBefore/>"), [1, 2]),
        (p("a") + p(NOTED, "b") + p(NOTED, "c"), [1, 2, 3]),
        # two breaks, and an empty page between them
        (p("a", PAGE) + p(NOTED, PAGE) + p(NOTED, "b"), [1, 3]),
        # a page that holds only a picture
        (p("<w:r><w:drawing/></w:r>") + p(NOTED, "a"), [2]),
        # sections that begin on the same page, and on the next
        (p("a", properties=section()) + p("b") + section("continuous"), [1, 1]),
        (p("a", properties=section("continuous")) + p("b") + section("oddPage"), [1, 2]),
        # in a table: each cell begins where the row does, and the row ends on the last page that one reaches
        (table(row("a", "b"), row(p("c", NOTED, "d"), p("e", NOTED, "f")), row("g", "h")) + p("i"), [1, 1, 2, 2]),
        (table(row("a", "b"), row(p(NOTED, "c"), "d")) + p("e"), [1, 2, 2]),
        (table(row("a", "b"), row(p(NOTED, "c"), p(NOTED, "d"))) + p("e"), [1, 2, 2]),
    ],
)
def test_pages(tmp_path: Path, body: str, pages: list[int]) -> None:
    document = read(tmp_path, docx(body, styles=STYLES + style("Side", "Side", properties="<w:pageBreakBefore/>")))
    assert [block.page for block in document.blocks if block.kind != "table"] == pages


def test_a_word_over_a_page_break_stays_one(tmp_path: Path) -> None:
    document = read(tmp_path, docx(p("Byen vil ", NOTED, "plante man", NOTED, "ge trær")))
    assert document.text == "Byen vil plante mange trær"
    assert [(document.text[f.start : f.end], f.page) for f in document.blocks[0].fragments] == [
        ("Byen vil", 1),
        ("plante man", 2),
        ("ge trær", 3),
    ]
    assert [account.characters for account in document.accounts] == [7, 9, 6]


def core(title: str, language: str = "") -> dict[str, str]:
    return {
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>Ola Mal</dc:creator><dc:language>{language}</dc:language>"
        "</cp:coreProperties>"
    }


def test_properties(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        docx(
            p("Her er svaret vårt om nye takster for bussen. Vi vil ikkje vente."),
            parts=core("Svar om nye takster for bussen", "nb-NO"),
        ),
    )
    assert (document.title, document.sources["title"]) == ("Svar om nye takster for bussen", "Word properties")
    assert document.language == "nn"  # the template's language is not that of the words
    assert (document.issuer, document.date) == (None, None)
    stated = read(tmp_path, docx(p("Plan 2025"), parts=core("Microsoft Word - plan.doc", "nn-NO")))
    assert (stated.title, stated.language, stated.sources["language"]) == (None, "nn", "Word properties")


@pytest.mark.parametrize(
    ("title", "real"),
    [
        ("Handlingsprogram 2025–2029", True),
        ("Høring – ny malingsforskrift", True),
        ("Dokumentasjon av tilbudet", True),
        ("Microsoft Word - hoering_v3.doc", False),
        ("Dokument1", False),
        ("Brevmal", False),
        ("a" * 301, False),
    ],
)
def test_titles(title: str, real: bool) -> None:
    assert is_title(title) is real


def test_strict_files_are_read(tmp_path: Path) -> None:
    data = docx(
        p("Skole", style="Overskrift1") + p("Byen vil.", mark(1)),
        styles=STYLES,
        parts={"word/footnotes.xml": notes("footnote", "Note.")},
    )
    document = read(tmp_path, strict(data))
    assert shape(document) == ["h1 Skole", "p Byen vil.", "note [1] Note."]


def strict(data: bytes) -> bytes:
    """The file in the strict form of the standard, whose namespaces are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(
                name,
                text.replace(
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    "http://purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            )
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.dotm", "a.doc", "A.DOCX"])
def test_other_names(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, docx(p("Byen vil.")), name).text == "Byen vil."


def test_files_of_python_docx(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_heading("Program", 0)
    made.add_heading("Skole", 1)
    made.add_paragraph("Partiet vil:").runs[0].bold = True
    for words, look in (
        ("ansette", "List Bullet"),
        ("lærere", "List Bullet 2"),
        ("bygge", "List Bullet"),
        ("først", "List Number"),
    ):
        made.add_paragraph(words, style=look)
    made.add_paragraph("Og mer.", style="List Continue")
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("Slutt.", style="Intense Quote")
    out = io.BytesIO()
    made.save(out)
    document = read(tmp_path, out.getvalue())
    assert shape(document) == [
        "h1 Program",
        "h1 Skole",
        "p Partiet vil:",
        "i1 [•] ansette",
        "i2 [•] lærere",
        "i1 [•] bygge",
        "i1 [1.] først",
        "p Og mer.",
        "p Slutt.",
    ]
    assert (document.blocks[7].parent, document.blocks[8].page) == (6, 2)


def test_python_docx_loses_words(tmp_path: Path) -> None:
    """Why the XML is read directly (docs/decisions.md). When this fails, the question may be asked again."""
    body = "".join(
        [
            p("Byen ", '<w:ins w:id="2">' + r("alltid ") + "</w:ins>", "vil", mark(1)),
            p(box(p("Ramme"))),
            f"<w:sdt><w:sdtContent>{p('Felt')}</w:sdtContent></w:sdt>",
            p('<w:fldSimple w:instr="REF x">' + r("kapittel 2") + "</w:fldSimple>"),
            table(row("a", "b"), row("c", "d", properties='<w:del w:id="3"/>')),
        ]
    )
    data = docx(body, parts={"word/footnotes.xml": notes("footnote", "Note.")})
    theirs = python_docx.Document(io.BytesIO(data))
    assert [paragraph.text for paragraph in theirs.paragraphs] == ["Byen vil", "", ""]
    assert len(theirs.tables[0].rows) == 2  # one of them was deleted
    assert read(tmp_path, data).text == "Byen alltid vil\nRamme\nFelt\nkapittel 2\na | b\nNote."

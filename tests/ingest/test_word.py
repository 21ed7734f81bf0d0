"""The text of Word files: tracked changes, fields, links, notes, text boxes, what is hidden, pages, properties."""

from pathlib import Path

import pytest

from tests.ingest.word_files import (
    bold,
    box,
    docx,
    field,
    forms,
    indent,
    mark,
    notes,
    p,
    r,
    read,
    row,
    sdt,
    section,
    shape,
    sign,
    style,
    t,
    table,
)

BR, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
PAGE, NOTED = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"
GONE, CAME = '<w:del w:id="1">{}</w:del>', '<w:ins w:id="2">{}</w:ins>'
DELETED = "<w:r><w:delText>ikke </w:delText></w:r>"
GALLERY = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
WATERMARK = '<w:r><w:pict><v:textpath string="UTKAST"/></w:pict></w:r>'
FORM = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
ENTRIES = '<w:listEntry w:val="Ja"/><w:listEntry w:val="Delvis"/>'
MARK_GONE = '<w:rPr><w:del w:id="3"/></w:rPr>'

CASES = [
    (p("Byen ", r("vil", "<w:b/>"), " plante"), ["p Byen vil plante"]),
    # words that Word parts anywhere, and characters that are elements
    (p("Fjell", "vik", TAB, "2025"), ["p Fjellvik 2025"]),
    (
        p(r(t("e") + "<w:noBreakHyphen/>" + t("post")), r(t(" sam") + "<w:softHyphen/>" + t("arbeid"))),
        ["p e-post samarbeid"],
    ),
    (p("Nord-", BR, "Norge og opp-", BR, "følging"), ["p Nord-Norge og oppfølging"]),
    (p(r('<w:sym w:font="Wingdings" w:char="F0E0"/>'), " mål"), ["p → mål"]),
    (p(r("à", '<w:rFonts w:ascii="Wingdings"/>'), " mål"), ["p → mål"]),
    (p(r("skolen", "<w:caps/>")), ["p skolen"]),  # as written, not as shown
    (p("<w:r><w:t>By<!-- x -->en</w:t></w:r>"), ["p Byen"]),
    (p("H", "<m:oMath><m:r><m:t>2</m:t></m:r></m:oMath>", "O"), ["p H2O"]),
    ("<m:oMathPara><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></m:oMathPara>", ["p a=b"]),
    (p(f"<w:r><w:ruby><w:rt>{r('les')}</w:rt><w:rubyBase>{r('Ord')}</w:rubyBase></w:ruby></w:r>"), ["p Ord"]),
    # containers, at every level
    (sdt(p("Byen")), ["p Byen"]),
    (p(sdt(r("Byen")), " vil"), ["p Byen vil"]),
    (f"<w:customXml>{p('<w:smartTag>' + r('Byen') + '</w:smartTag>')}</w:customXml>", ["p Byen"]),
    (p(f"<w:bdo w:val='ltr'><w:dir w:val='ltr'>{r('Byen')}</w:dir></w:bdo>"), ["p Byen"]),
    (p(f"<w:nyttElement>{r('Byen')}</w:nyttElement>"), ["p Byen"]),
    (forms(p("Byen"), p("Byen")), ["p Byen"]),
    # only the older form has words
    (p(f"<w:r>{forms('<w:drawing/>', t('Byen'))}</w:r>"), ["p Byen"]),
    # tracked changes as accepted
    (p("Byen skal ", GONE.format(DELETED), CAME.format(r("alltid ")), "plante"), ["p Byen skal alltid plante"]),
    (
        p("Byen", '<w:moveFrom w:id="1"><w:r><w:t> vil</w:t></w:r></w:moveFrom>')
        + p('<w:moveTo w:id="2"><w:r><w:t>vil</w:t></w:r></w:moveTo>'),
        ["p Byen", "p vil"],
    ),
    (p(CAME.format(GONE.format(DELETED)), "Byen"), ["p Byen"]),
    # a deleted paragraph mark joins two paragraphs, which have the properties of the second
    (
        p("Byen ", properties=MARK_GONE) + p("vil ", properties=MARK_GONE) + p("plante", style="Overskrift1"),
        ["h1 Byen vil plante"],
    ),
    (p("Byen", properties=MARK_GONE) + table(row("a", "b")), ["p Byen", "row a | b"]),
    (p(GONE.format(DELETED), properties=MARK_GONE) + p("Byen"), ["p Byen"]),
    (p("Byen", properties=MARK_GONE), ["p Byen"]),
    # a large first letter is a paragraph of its own
    (p("K", properties='<w:framePr w:dropCap="drop"/>') + p("ommunen vil."), ["p Kommunen vil."]),
    # fields: their results, not their instructions
    (p("Sjå side ", field("PAGEREF _Ref1 \\h", "4"), "."), ["p Sjå side 4."]),
    (p('<w:fldSimple w:instr=" REF _Ref2 "><w:r><w:t>kapittel 2</w:t></w:r></w:fldSimple>'), ["p kapittel 2"]),
    (p(field('IF "', "ja"), "."), ["p ja."]),
    # a field inside the instruction of another is no text
    (
        p(
            sign("begin"),
            "<w:r><w:instrText>IF </w:instrText></w:r>",
            field("DOCPROPERTY x", "skjult"),
            sign("separate"),
            "vist",
            sign("end"),
        ),
        ["p vist"],
    ),
    # what a field of a form shows without words
    (p("Godkjent: ", FORM.format("<w:checkBox><w:checked/></w:checkBox>"), " ja"), ["p Godkjent: ☒ ja"]),
    (p(FORM.format('<w:checkBox><w:default w:val="0"/></w:checkBox>'), " nei"), ["p ☐ nei"]),
    (p(FORM.format(f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>')), ["p Delvis"]),
    (p(FORM.format(f"<w:ddList>{ENTRIES}</w:ddList>"), " nå"), ["p Ja nå"]),
    # a field without an end swallows nothing
    (p(sign("begin"), "Byen") + p("vil"), ["p Byen", "p vil"]),
    (p(sign("end"), sign("separate"), "Byen"), ["p Byen"]),
    (p(sign("begin"), "<w:r><w:instrText>XE</w:instrText></w:r>", sign("end"), "Byen"), ["p Byen"]),
    # text boxes: once, after their paragraph, whatever forms they have
    (
        p("Byen ", box(p("Fakta"), p("200 trær")), "vil.") + p("Slutt."),
        ["p Byen vil.", "p Fakta", "p 200 trær", "p Slutt."],
    ),
    (p(box(p("Fakta", box(p("Inni"))))), ["p Fakta", "p Inni"]),
    (
        p(
            "<w:r><w:pict><v:textbox><w:txbxContent>"
            + p("Gammel ramme")
            + "</w:txbxContent></v:textbox></w:pict></w:r>"
        ),
        ["p Gammel ramme"],
    ),
    # a bold line in a box heads nothing in the text around it, and the list goes on behind it
    (
        p("– a") + p("– b", box(bold("Fakta"), p("Om b."))) + p("– c", properties=indent(0)),
        ["i1 [–] a", "i1 [–] b", "p Fakta", "p Om b.", "i1 [–] c"],
    ),
]
STYLES = style("Overskrift1", "heading 1") + style("INNH1", "toc 1") + style("Skjult", "Skjult", run="<w:vanish/>")


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_text(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert shape(read(tmp_path, docx(body, styles=STYLES))) == expected


@pytest.mark.parametrize(
    ("body", "warning"),
    [
        (p("Byen ", GONE.format(DELETED), CAME.format(r("vil"))), "2 tracked changes were read as accepted"),
        (
            p("Byen") + table(row("a", "b"), row("c", "d", properties='<w:del w:id="1"/>')),
            "1 tracked change was read as accepted",
        ),
        (p("Byen", r(" internt", "<w:vanish/>")), "7 characters of hidden text were left out"),
        (p("Byen") + p("internt", style="Skjult"), "7 characters of hidden text were left out"),
        (
            p("Byen ", sdt(r("Klikk her"), properties="<w:showingPlcHdr/>")),
            "1 form field that nobody filled in was left out",
        ),
        (
            p("Byen") + '<w:altChunk r:id="x"/>',
            "1 chart, diagram or embedded file was not read; save what matters of them in a file of its own",
        ),
        (
            p("Byen", "<w:r><w:object><o:OLEObject/></w:object></w:r>", "<w:r><w:drawing><c:chart/></w:drawing></w:r>"),
            "2 charts, diagrams or embedded files were not read; save what matters of them in a file of its own",
        ),
    ],
)
def test_what_is_left_out_is_said(tmp_path: Path, body: str, warning: str) -> None:
    document = read(tmp_path, docx(body, styles=STYLES))
    assert document.warnings == (warning,)
    assert document.text.startswith("Byen")
    assert not {"internt", "ikke", "Klikk", "c"} & set(document.text.split())


def test_comments_are_left_out(tmp_path: Path) -> None:
    comments = f'<w:comments><w:comment w:id="1">{p("Er det rett?")}</w:comment></w:comments>'
    document = read(
        tmp_path,
        docx(p("Byen vil", "<w:r><w:commentReference w:id='1'/></w:r>"), parts={"word/comments.xml": comments}),
    )
    assert (document.text, document.warnings) == ("Byen vil", ("1 comment was left out",))


@pytest.mark.parametrize(
    ("body", "links"),
    [
        (
            p("Se ", f'<w:hyperlink r:id="L1">{r("hele ")}{r("planen", "<w:b/>")}</w:hyperlink>', "."),
            [("hele planen", "https://by.example/plan")],
        ),
        (
            p(f'<w:hyperlink r:id="L1" w:anchor="mål">{r("planen")}</w:hyperlink>'),
            [("planen", "https://by.example/plan#mål")],
        ),
        (
            p(field('HYPERLINK "https://by.example/kart" \\o "Kart"', "kartet"), " her"),
            [("kartet", "https://by.example/kart")],
        ),
        (
            p(field('HYPERLINK "https://by.example/kart" \\l "nord"', "kartet")),
            [("kartet", "https://by.example/kart#nord")],
        ),
        (
            p('<w:fldSimple w:instr="HYPERLINK mailto:post@by.example"><w:r><w:t>post</w:t></w:r></w:fldSimple>'),
            [("post", "mailto:post@by.example")],
        ),
        # inside the document, to a file or a program: no address
        (p(f'<w:hyperlink w:anchor="mål">{r("mål")}</w:hyperlink>'), []),
        (p(field('HYPERLINK \\l "mål"', "mål")), []),
        (
            p(f'<w:hyperlink r:id="L2">{r("fil")}</w:hyperlink>', f'<w:hyperlink r:id="nei">{r("her")}</w:hyperlink>'),
            [],
        ),
    ],
)
def test_links(tmp_path: Path, body: str, links: list[tuple[str, str]]) -> None:
    document = read(tmp_path, docx(body, links={"L1": "https://by.example/plan", "L2": "file:///etc/passwd"}))
    assert [(document.text[h.start : h.end], h.address) for h in document.hyperlinks] == links


def noted(body: str, *, settings: str = "") -> bytes:
    return docx(
        body,
        styles=STYLES,
        settings=settings,
        parts={
            "word/footnotes.xml": notes(
                "footnote", "Lov om skole.", p(r("<w:footnoteRef/>"), " Først.") + p("Så."), p("* Tall fra 2024.")
            ),
            "word/endnotes.xml": notes("endnote", "Meld. St. 4."),
        },
    )


@pytest.mark.parametrize(
    ("body", "settings", "marks", "texts"),
    [
        # counted in the order of the references, whatever the notes' numbers in the file
        (p("a", mark(2), " b", mark(1)), "", ["1", "2"], ["Først. Så.", "Lov om skole."]),
        # endnotes after footnotes, in Roman numerals
        (p("a", mark(1, "endnote"), " b", mark(1)), "", ["i", "1"], ["Lov om skole.", "Meld. St. 4."]),
        (
            p("a", mark(1), mark(1, "endnote")),
            '<w:endnotePr><w:numFmt w:val="upperLetter"/></w:endnotePr>',
            ["1", "A"],
            ["Lov om skole.", "Meld. St. 4."],
        ),
        (
            p("a", mark(1), " b", mark(2)),
            '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>',
            ["*", "†"],
            ["Lov om skole.", "Først. Så."],
        ),
        (p("a", mark(1)), '<w:footnotePr><w:numStart w:val="7"/></w:footnotePr>', ["7"], ["Lov om skole."]),
        # an author's own mark is not counted
        (p("a", mark(3, own="*"), " b", mark(1)), "", ["*", "1"], ["Tall fra 2024.", "Lov om skole."]),
        # a mark that is repeated
        (p("a", mark(1), " b", field("NOTEREF _Ref1 \\h", "1")), "", ["1", "1"], ["Lov om skole."]),
        # marks that start anew on each page, and in each section
        (
            p("a", mark(1), PAGE, "b", mark(2)),
            '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>',
            ["1", "1"],
            ["Lov om skole.", "Først. Så."],
        ),
        (
            p("a", mark(1), properties=section()) + p("b", mark(2)) + section(),
            '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>',
            ["1", "1"],
            ["Lov om skole.", "Først. Så."],
        ),
        # in a heading and in a table
        (
            p("Skole", mark(1), style="Overskrift1") + table(row("a", p("b", mark(2)))),
            "",
            ["1", "2"],
            ["Lov om skole.", "Først. Så."],
        ),
        # the reference to a note that is not there
        (p("a", mark(9), " b", mark(1)), "", ["1", "2"], ["Lov om skole."]),
    ],
)
def test_notes(tmp_path: Path, body: str, settings: str, marks: list[str], texts: list[str]) -> None:
    document = read(tmp_path, noted(body, settings=settings))
    assert [m.mark for block in document.blocks for m in block.notes] == marks
    blocks = {
        block.number: document.text[block.start : block.end] for block in document.blocks if block.kind == "footnote"
    }
    assert list(blocks.values()) == texts
    bound = [(m.mark, blocks[m.block]) for block in document.blocks for m in block.notes if m.block is not None]
    assert {text for _, text in bound} == set(texts)
    assert all(document.blocks[m.block].marker == m.mark for b in document.blocks for m in b.notes if m.block)


def test_notes_without_a_mark_are_counted(tmp_path: Path) -> None:
    assert read(tmp_path, noted(p("a", mark(1), mark(1, "endnote")))).warnings == (
        "2 notes to which no mark leads were left out",
    )

"""Lists of Word files: what Word shows before each item, which item lies below which, items typed by hand."""

from pathlib import Path

import pytest

from loftespor.ingest.word.numbering import written
from loftespor.ingest.word.symbols import shown_in, symbol
from tests.ingest.word_files import abstract, docx, indent, level, num, p, r, read, shape, style

BR = "<w:r><w:br/></w:r>"


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (12, "decimalZero", "12"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (2, "ordinal", "2."),
        (5, "none", ""),
        (5, "chicago", "**"),
        (7, "custom 3", "007"),
        (7, "aiueo", "7"),  # a form that no Norwegian document has
        (0, "lowerRoman", "0"),
        (999_999_999, "lowerLetter", "999999999"),  # not a gigabyte of letters
    ],
)
def test_written(count: int, form: str, shown: str) -> None:
    assert written(count, form) == shown


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0fc", "Wingdings", "✓"),
        ("ü", "Wingdings", "✓"),  # the same character outside the private area
        ("\uf0a7", "wingdings", "▪"),
        ("a + b", "Symbol", "α + β"),
        ("\uf0a3", "Wingdings 2", "□"),
        ("\uf001", "Wingdings", "\uf001"),  # nobody knows what it shows
        ("ü", "Arial", "ü"),
        ("à", None, "à"),
    ],
)
def test_symbol_fonts(text: str, font: str | None, shown: str) -> None:
    assert shown_in(text, font) == shown


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Wingdings", "F0E0", "→"), ("Symbol", "00B3", "≥"), ("Arial", "2013", "–"), ("Arial", "x", ""), (None, None, "")],
)
def test_symbols(font: str | None, code: str | None, shown: str) -> None:
    assert symbol(font, code) == shown


FONT = '<w:rPr><w:rFonts w:ascii="{}" w:hAnsi="{}"/></w:rPr>'
BULLETS = abstract(
    1,
    level(0, "bullet", "\uf0b7", FONT.format("Symbol", "Symbol")),
    level(1, "bullet", "o"),
    level(2, "bullet", "\uf0a7"),
)
NUMBERS = abstract(2, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%3."))
LEGAL = abstract(
    3,
    level(0, "upperRoman", "%1"),
    level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    level(2, "decimal", "%1.%2.%3", '<w:lvlRestart w:val="0"/>'),
)
LISTS = "".join(
    [
        BULLETS,
        NUMBERS,
        LEGAL,
        abstract(4, more='<w:numStyleLink w:val="Liste"/>'),
        abstract(5, level(0, "decimal", "§ %1"), more='<w:styleLink w:val="Liste"/>'),
        abstract(6, more='<w:numStyleLink w:val="Rundt"/>'),
        abstract(7, level(0, "none", ""), level(1, "decimal", "%2:", left=720)),
        num(1, 1),
        num(2, 2),
        num(3, 3),
        num(4, 4),
        num(5, 5),
        num(6, 6),
        num(7, 7),
        num(8, 99),
        num(12, 2),
        num(22, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        num(32, 2, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'),
    ]
)
STYLES = "".join(
    [
        style("Liste", "Paragrafliste", kind="numbering", properties='<w:numPr><w:numId w:val="5"/></w:numPr>'),
        style("Rundt", "Rundt", kind="numbering", properties='<w:numPr><w:numId w:val="6"/></w:numPr>'),
        style("Punkt", "List Bullet", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        style("Punkt2", "List Bullet 2", based="Punkt", properties='<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
        style("Avsnitt", "List Paragraph", properties=indent(720)),
        style("Forts", "List Continue", properties=indent(283)),
    ]
)

CASES = [
    (
        [p("verne", num="1"), p("i nord", num="1/1"), p("i sør", num="1/1"), p("bygge", num="1")],
        ["i1 [•] verne", "i2 [◦] i nord", "i2 [◦] i sør", "i1 [•] bygge"],
    ),
    (
        [p("a", num="2"), p("b", num="2/1"), p("c", num="2/2"), p("d", num="2/1"), p("e", num="2"), p("f", num="2/1")],
        ["i1 [1.] a", "i2 [a)] b", "i3 [i.] c", "i2 [b)] d", "i1 [2.] e", "i2 [a)] f"],
    ),
    # numbers go on over paragraphs, and in another list upon the same definition
    (
        [p("a", num="2"), p("Mellom."), p("b", num="2"), p("c", num="12")],
        ["i1 [1.] a", "p Mellom.", "i1 [2.] b", "i1 [3.] c"],
    ),
    # a list that starts anew says where; once
    (
        [p("a", num="2"), p("b", num="22"), p("c", num="22"), p("d", num="2")],
        ["i1 [1.] a", "i1 [5.] b", "i1 [6.] c", "i1 [7.] d"],
    ),
    # a list that changes the form of a level
    ([p("a", num="32"), p("b", num="32")], ["i1 [A)] a", "i1 [B)] b"]),
    # numbers of all levels in digits; a level that nothing restarts; a level that was skipped
    (
        [p("a", num="3"), p("b", num="3/1"), p("c", num="3/2"), p("d", num="3/1"), p("e", num="3/2")],
        ["i1 [I] a", "i2 [1.1] b", "i3 [I.1.1] c", "i2 [1.2] d", "i3 [I.2.2] e"],
    ),
    ([p("a", num="3/1"), p("b", num="3")], ["i1 [1.1] a", "i1 [II] b"]),
    # a definition that stands in a style of lists; one that goes round in a circle; a list that does not exist
    ([p("a", num="4"), p("b", num="4")], ["i1 [§ 1] a", "i1 [§ 2] b"]),
    ([p("Ein", num="6"), p("To", num="8"), p("Tre", num="77")], ["p Ein", "p To", "p Tre"]),
    # an empty paragraph has a number too; one whose mark is hidden has none
    ([p("a", num="2"), p(num="2"), p("b", num="2")], ["i1 [1.] a", "i1 [3.] b"]),
    (
        [p("a", num="2"), p(num="2", properties="<w:rPr><w:vanish/></w:rPr>"), p("b", num="2")],
        ["i1 [1.] a", "i1 [2.] b"],
    ),
    # a level that shows nothing makes no item, but its own further paragraph
    (
        [p("a", num="7/1"), p("Meir om a.", num="7", properties=indent(720)), p("b", num="7/1")],
        ["i1 [1:] a", "p Meir om a.", "i1 [1:] b"],
    ),
    # lists by style; number 0 takes a paragraph out of it
    (
        [p("a", style="Punkt"), p("b", style="Punkt2"), p("Ute.", style="Punkt", num="0")],
        ["i1 [•] a", "i2 [◦] b", "p Ute."],
    ),
    # two lists: what stands further right lies below
    (
        [p("a", num="2"), p("b", num="1", properties=indent(1080, 360)), p("c", num="2")],
        ["i1 [1.] a", "i2 [•] b", "i1 [2.] c"],
    ),
    ([p("a", num="2"), p("b", num="1")], ["i1 [1.] a", "i1 [•] b"]),
    # a level beyond the ninth
    ([p("a", num="2/40")], ["p a"]),
    # typed by hand
    (
        [p("Partiet vil:"), p("– verne skogen"), p("– byggje skule")],
        ["p Partiet vil:", "i1 [–] verne skogen", "i1 [–] byggje skule"],
    ),
    (
        [p("1. Skole"), p("a) flere lærere"), p("b) mindre klasser"), p("2. Helse")],
        ["i1 [1.] Skole", "i2 [a)] flere lærere", "i2 [b)] mindre klasser", "i1 [2.] Helse"],
    ),
    ([p("1) Skole"), p("– flere lærere"), p("2) Helse")], ["i1 [1)] Skole", "i2 [–] flere lærere", "i1 [2)] Helse"]),
    (
        [p("• Skole"), p("• flere lærere", properties=indent(720)), p("• Helse")],
        ["i1 [•] Skole", "i2 [•] flere lærere", "i1 [•] Helse"],
    ),
    ([p("Skole", num="2"), p("– flere lærere", style="Avsnitt")], ["i1 [1.] Skole", "i2 [–] flere lærere"]),
    ([p("•", "<w:r><w:tab/></w:r>", "verne skogen")], ["i1 [•] verne skogen"]),
    ([p("8. september ble planen vedtatt.")], ["p 8. september ble planen vedtatt."]),
    ([p("4.2 Øke bemanningen i skolen")], ["p 4.2 Øke bemanningen i skolen"]),
    # a list that line breaks part in one paragraph
    (
        [p("Partiet vil:", BR, "– verne", BR, "– bygge", BR, "mer")],
        ["p Partiet vil:", "i1 [–] verne", "i1 [–] bygge mer"],
    ),
    ([p("– verne", BR, "– bygge")], ["i1 [–] verne", "i1 [–] bygge"]),
    ([p("Møtet var i Fjellvik", BR, "– et lite sted.")], ["p Møtet var i Fjellvik – et lite sted."]),
    # a line break inside an item begins no block
    ([p("verne", BR, "skogen", num="1"), p("bygge", num="1")], ["i1 [•] verne skogen", "i1 [•] bygge"]),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_lists(tmp_path: Path, body: list[str], expected: list[str]) -> None:
    assert shape(read(tmp_path, docx("".join(body), styles=STYLES, numbering=LISTS))) == expected


@pytest.mark.parametrize(
    ("body", "parents"),
    [
        # nested items know the item that holds them
        ([p("a", num="1"), p("b", num="1/1"), p("c", num="1/2"), p("d", num="1/1")], [None, 0, 1, 0]),
        # further paragraphs of an item: by their style, or where its words begin
        ([p("a", num="1"), p("Meir.", style="Forts"), p("b", num="1")], [None, 0, None]),
        ([p("Vi vil:"), p("a", num="1"), p("Meir.", style="Avsnitt"), p("b", num="1/1")], [None, None, 1, 1]),
        ([p("a", num="1"), p("b", num="1/1"), p("Om a.", properties=indent(720)), p("c", num="1/1")], [None, 0, 0, 0]),
        # not where the text before the list is indented as much
        ([p("Vi vil:", style="Avsnitt"), p("a", num="1"), p("Slik er det.", style="Avsnitt")], [None, None, None]),
        # a paragraph at the margin ends the list
        ([p("a", num="1"), p("Slik er det."), p("b", num="1/1")], [None, None, None]),
    ],
)
def test_what_holds_a_block(tmp_path: Path, body: list[str], parents: list[int | None]) -> None:
    document = read(tmp_path, docx("".join(body), styles=STYLES, numbering=LISTS))
    assert [block.parent for block in document.blocks] == parents


def test_numbered_headings(tmp_path: Path) -> None:
    def heading(place: int) -> str:
        return style(f"Overskrift{place}", f"heading {place}", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')

    def linked(place: int, text: str) -> str:
        return level(place, "decimal", text, f'<w:pStyle w:val="Overskrift{place + 1}"/>')

    body = "".join(
        [
            p("Skole", style="Overskrift1"),
            p("Lærere", style="Overskrift2"),
            p("Elever", style="Eigen"),
            p("Helse", style="Overskrift1"),
            p("Forord", style="Overskrift1", num="0"),
            p("Lege", style="Overskrift2"),
        ]
    )
    styles = heading(1) + heading(2) + style("Eigen", "Eigen", based="Overskrift2")
    numbering = abstract(1, linked(0, "Kapittel %1"), linked(1, "%1.%2.")) + num(1, 1)
    assert shape(read(tmp_path, docx(body, styles=styles, numbering=numbering))) == [
        "h1 [Kapittel 1] Skole",
        "h2 [1.1] Lærere",
        "h2 [1.2] Elever",
        "h1 [Kapittel 2] Helse",
        "h1 Forord",
        "h2 [2.1] Lege",
    ]


def test_bold_numbered_paragraphs_that_stand_alone_are_headings(tmp_path: Path) -> None:
    text = p("Kommunen skal gi alle barn en god skole, og ingen skal måtte vente på hjelp.")
    alone = p(r("Skole", "<w:b/>"), num="2") + text + p(r("Helse", "<w:b/>"), num="2") + text
    together = p(r("Skole", "<w:b/>"), num="2") + p(r("Helse", "<w:b/>"), num="2") + text
    for body, kinds in ((alone, ["h", "p", "h", "p"]), (together, ["i", "i", "p"])):
        document = read(tmp_path, docx(body, numbering=LISTS))
        assert [line[0] for line in shape(document)] == kinds
        assert [block.marker for block in document.blocks if block.marker] == ["1.", "2."]


def test_lists_of_another_program(tmp_path: Path) -> None:
    """LibreOffice writes a definition for each list, w:start for the indent, and a name of its own for the style."""
    numbering = abstract(1, level(0, "bullet", "•").replace("w:left", "w:start")) + num(1, 1)
    body = p("verne", style="Textbody", num="1") + p("Meir.", style="Textbody", properties='<w:ind w:start="720"/>')
    document = read(tmp_path, docx(body, styles=style("Textbody", "Text Body"), numbering=numbering))
    assert shape(document) == ["i1 [•] verne", "p Meir."]
    assert document.blocks[1].parent == 0

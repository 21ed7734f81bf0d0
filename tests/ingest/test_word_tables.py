"""Tables of Word files: merged cells, heads, tables inside tables, tables that only put text in its place."""

from pathlib import Path

import pytest

from loftespor import errors
from loftespor.ingest import read_file
from loftespor.ingest.word.pages import Pages
from tests.ingest.word_files import (
    abstract,
    box,
    docx,
    level,
    mark,
    merged,
    notes,
    num,
    p,
    r,
    read,
    row,
    sdt,
    shape,
    spanned,
    style,
    table,
    tc,
)

HEAD = "<w:tblHeader/>"
HIDDEN_MERGE = '<w:tcPr><w:hMerge w:val="{}"/></w:tcPr>{}'
GONE = '<w:del w:id="1"/>'

CASES = [
    (table(row("Tiltak", "Sum"), row("Skole", "100")), ["row1 Tiltak | Sum", "row Skole | 100"]),
    # a cell of the head over several columns stands in each of them, below it in its first one
    (
        table(row("Tiltak", spanned("Kostnad", 2)), row("Skole", "2025", "100"), row(spanned("Sum", 2), "100")),
        ["row1 Tiltak | Kostnad", "row Skole | 2025 | 100", "row Sum | | 100"],
    ),
    (
        table(row(HIDDEN_MERGE.format("restart", p("Alt")), HIDDEN_MERGE.format("continue", p())), row("a", "b")),
        ["row1 Alt", "row a | b"],
    ),
    # a cell over several rows stands in its first one
    (
        table(
            row("Tiltak", "År", "Sum"), row(merged("Skole", begins=True), "2025", "100"), row(merged(), "2026", "200")
        ),
        ["row1 Tiltak | År | Sum", "row Skole | 2025 | 100", "row | 2026 | 200"],
    ),
    # rows that the file repeats on each page are the head, whatever stands in them
    (
        table(row("Nr", "Budsjett", properties=HEAD), row("1", "2", properties=HEAD), row("Skole", "100")),
        ["row1 Nr | Budsjett", "row1 1 | 2", "row Skole | 100"],
    ),
    (table(row("a", "b", properties=HEAD), row("c", "", properties=HEAD)), ["row1 a | b", "row c |"]),
    # columns and rows in which nothing stands
    (table(row("a", "", "b"), row("c", "", "d"), row("", "", "")), ["row1 a | b", "row c | d"]),
    (
        table(row("b", "c", properties='<w:gridBefore w:val="1"/>'), row("a", "b", "c")),
        ["row | b | c", "row a | b | c"],
    ),
    # rows and cells that were deleted
    (table(row("a", "b"), row("c", "d", properties=GONE), row("e", "f")), ["row1 a | b", "row e | f"]),
    (
        table(row("a", f"<w:tcPr><w:cellDel w:id='1'/></w:tcPr>{p('x')}", "b"), row("c", "d")),
        ["row1 a | b", "row c | d"],
    ),
    (table(row("a", "b"), row("c", "d", properties="<w:hidden/>")), ["row a | b"]),
    # content controls around rows and cells
    (
        f"<w:tbl>{sdt(row('a', 'b'))}<w:tr>{sdt(tc('c'))}{tc('d')}</w:tr></w:tbl>",
        ["row1 a | b", "row c | d"],
    ),
    # several paragraphs in a cell; a number that Word counts is what a reader sees there
    (table(row(p("a") + p("b"), "c"), row(p(num="2"), p("Skole", num="2"))), ["row1 a b | c", "row 1. | 2. Skole"]),
    (table(row("a", p("Skole", num="1")), row("b", "c")), ["row1 a | Skole", "row b | c"]),
    # a text box in a cell
    (table(row("a", p("b", box(p("Ramme")))), row("c", "d")), ["row1 a | b Ramme", "row c | d"]),
    # a table inside a cell comes after the one that holds it
    (
        table(row("a", p("b") + table(row("c", "100"), row("d", "200")) + p("e")), row("f", "g")),
        ["row1 a | b e", "row f | g", "row c | 100", "row d | 200"],
    ),
    # one cell a row: text in a frame
    (
        table(row(p("Fakta", style="Overskrift2") + p("Byen har trær.") + p("– a"))),
        ["h2 Fakta", "p Byen har trær.", "i1 [–] a"],
    ),
    (table(row(p("a") + table(row("b", "100"), row("c", "200")))), ["p a", "row b | 100", "row c | 200"]),
    # one row whose cells hold lists: columns of text
    (
        table(row(p("Vi vil:") + p("verne", num="1"), p("Og:") + p("bygge", num="1"))),
        ["p Vi vil:", "i1 [•] verne", "p Og:", "i1 [•] bygge"],
    ),
    (table(row("Sak 12/25", "Arkiv 614")), ["row Sak 12/25 | Arkiv 614"]),
    (table(), []),
]
LISTS = abstract(1, level(0, "bullet", "•")) + abstract(2, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 2)


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_tables(tmp_path: Path, body: str, expected: list[str]) -> None:
    data = docx(body + p("Slutt."), styles=style("Overskrift2", "heading 2"), numbering=LISTS)
    assert shape(read(tmp_path, data)) == [*expected, "p Slutt."]


def test_head_over_two_columns_has_a_span_in_each(tmp_path: Path) -> None:
    document = read(tmp_path, docx(table(row("Tiltak", spanned("Kostnad", 2)), row("Skole", "2025", "100"))))
    head, below = (block for block in document.blocks if block.kind == "table_row")
    assert head.cells[1] == head.cells[2]
    assert [document.text[a:b] for a, b in head.cells] == ["Tiltak", "Kostnad", "Kostnad"]
    assert [document.text[a:b] for a, b in below.cells] == ["Skole", "2025", "100"]


def test_marks_and_links_in_cells(tmp_path: Path) -> None:
    link = f'<w:hyperlink r:id="L1">{r("planen")}</w:hyperlink>'
    body = table(row("Tiltak", "Kjelde"), row(p("Skule", mark(1)), p("Sjå ", link)))
    parts = {"word/footnotes.xml": notes("footnote", table(row("Note", "her")))}
    document = read(tmp_path, docx(body, parts=parts, links={"L1": "https://by.example/plan"}))
    assert shape(document) == ["row1 Tiltak | Kjelde", "row Skule | Sjå planen", "note [1] Note her"]
    assert [(document.text[h.start : h.end], h.address) for h in document.hyperlinks] == [
        ("planen", "https://by.example/plan")
    ]


def test_deep_tables_are_read(tmp_path: Path) -> None:
    inner = p("Innerst")
    for _ in range(30):
        inner = table(row(inner, "ved sida", properties=""), row("a", "b"))
    document = read(tmp_path, docx(inner))
    assert "Innerst" in document.text


def test_a_table_with_more_cells_than_a_file_may_have(tmp_path: Path) -> None:
    rows = "".join(
        f'<w:tr><w:trPr><w:gridBefore w:val="{place}"/></w:trPr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>'
        for place in range(1, 1001)
    )
    path = tmp_path / "a.docx"
    path.write_bytes(docx(f"<w:tbl><w:tr>{tc('a')}{tc('b')}</w:tr>{rows}{'<w:tr/>' * 10}{rows}</w:tbl>"))
    with pytest.raises(errors.TooLargeError, match="cells"):
        read_file(path)


def test_pages_of_a_row() -> None:
    pages = Pages()
    pages.ink()
    line = pages.begin_row()
    for breaks in (1, 3, 0):
        pages.begin_cell(line)
        for _ in range(breaks):
            pages.ink()
            pages.note_break()
        pages.ink()
        pages.end_cell(line)
    pages.end_row(line)
    assert (pages.number, pages.empty) == (4, False)

"""Lines, markers and joining: string in, words out."""

import pytest

from loftespor.ingest.drafts import Draft, assemble
from loftespor.ingest.language import read_languages
from loftespor.ingest.lines import Line, clean_line
from loftespor.ingest.markers import find_marker, is_labelled, leads_in


@pytest.mark.parametrize(
    ("raw", "text", "taken"),
    [
        ("  to   ord ", "to ord", []),
        ("sam\u00adarbeid", "samarbeid", [("hyphen", "\u00ad", 3)]),
        ("ka\u0308re", "käre", []),  # NFC
        ("e\ufb00ektiv", "effektiv", []),  # a ligature character
        ("\uf0b7 styrke", "• styrke", []),  # a bullet of the Symbol font
        ("et\x07ord", "et ord", []),  # control characters are spaces
        ("a\ue123b", "ab", [("unknown", "U+E123", 1)]),
        ("null\u200bbredde", "nullbredde", []),
        ("", "", []),
    ],
)
def test_clean_line(raw: str, text: str, taken: list[tuple[str, str, int]]) -> None:
    line = clean_line(raw)
    assert line.text == text
    assert [(t.kind, t.original, t.at) for t in line.taken] == taken


def test_cut_moves_what_was_taken_before() -> None:
    line = clean_line("• sam\u00adarbeid1 med byen")
    at = line.text.index("1")
    line = line.cut(at, at + 1, "note_mark").cut(0, 2, "marker")
    assert line.text == "samarbeid med byen"
    assert {(t.kind, t.original, t.at) for t in line.taken} == {
        ("hyphen", "\u00ad", 3),
        ("note_mark", "1", 9),
        ("marker", "• ", 0),
    }


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("• plante trær", "•"),
        ("•plante trær", "•"),
        ("– plante trær", "–"),
        ("· plante trær", "·"),
        ("* plante trær", "*"),
        ("1. Plante trær", "1."),
        ("2) plante trær", "2)"),
        ("(3) plante trær", "(3)"),
        ("a) plante trær", "a)"),
        ("aa) plante trær", "aa)"),
        ("ii) plante trær", "ii)"),
        ("4.2 Plante trær", "4.2"),
        ("8. september feirer byen", None),  # a date
        ("3. klasse får tilbud", None),  # an ordinal
        ("–plante", None),  # a dash without space is a sign in the text
        ("2025. Da skal byen", None),
        ("10,5 millioner", None),
        ("av byen", None),
    ],
)
def test_find_marker(text: str, marker: str | None) -> None:
    found = find_marker(text)
    assert (found.text if found else None) == marker


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Byen vil:", True), ("Vi går inn for å", True), ("Byen vil", True), ("En grønn by", False)],
)
def test_leads_in(text: str, *, expected: bool) -> None:
    assert leads_in(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Møtedato: 13.03.2025", True), ("U9: Flere trær", False), ("Dato", False)]
)
def test_is_labelled(text: str, *, expected: bool) -> None:
    assert is_labelled(text) is expected


def test_assemble_orders_and_binds() -> None:
    marked = clean_line("Byen vil plante trær1 i parken.")
    marked = marked.cut(20, 21, "note_mark")
    drafts = [
        Draft("heading", (Line("Parker", page=1),), level=1),
        Draft("footnote", (Line("Se treplanen.", page=1),), marker="1"),
        Draft("paragraph", (Line("", taken=()), marked)),
        Draft("table"),
        Draft("table_row", parent=3, cells=((Line("Park"),), (), (Line("12 000"),))),
        Draft("table_row", parent=3, cells=((), (Line("Sum"),), (Line("12 000"),))),
    ]
    made = assemble(drafts, languages=read_languages())
    assert made.text == "Parker\nByen vil plante trær i parken.\nPark | | 12 000\n| Sum | 12 000\nSe treplanen."
    kinds = [block.kind for block in made.blocks]
    assert kinds == ["heading", "paragraph", "table", "table_row", "table_row", "footnote"]
    paragraph, table = made.blocks[1], made.blocks[2]
    assert (paragraph.notes[0].mark, paragraph.notes[0].block) == ("1", 5)
    assert made.text[paragraph.notes[0].offset - 4 : paragraph.notes[0].offset] == "trær"
    assert paragraph.section == ("Parker",)
    assert made.text[table.start : table.end] == "Park | | 12 000\n| Sum | 12 000"
    assert [made.text[a:b] for a, b in made.blocks[3].cells] == ["Park", "", "12 000"]
    assert [made.text[a:b] for a, b in made.blocks[4].cells] == ["", "Sum", "12 000"]
    assert made.blocks[4].parent == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Byen vil ikke gjøre noe uten å høre innbyggerne.", "nb"),
        ("Byen vil ikkje gjere noko utan å høyre innbyggjarane.", "nn"),
    ],
)
def test_language(text: str, language: str) -> None:
    made = assemble([Draft("paragraph", (Line(text),))], languages=read_languages())
    assert made.blocks[0].language == language
    assert made.language == language

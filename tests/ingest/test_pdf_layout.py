"""Where things stand on the pages of a PDF: columns, boxes, spreads, bullets, bookmarks, links, what interrupts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loftespor.ingest import Document, read_file
from loftespor.ingest.pdf.levels import Heading, levels_of
from tests.ingest.drawing import HEIGHT, Pen, pdf
from tests.ingest.invariants import assert_sound

LEFT = 60.0
PROSE = (
    "Sollia skal ha gode skoler i alle bygder, og derfor bygger",
    "vi ut samarbeidet mellom skolene og lar elevene møtes på",
    "tvers av bygdene flere ganger i året, både på fjellet og",
    "ved vannet. Lærerne skal ha tid til hver elev, og ingen",
    "skal reise lenger enn en time til skolen sin om morgenen.",
)
NARROW = (
    "Bussen skal gå hver time fra",
    "morgen til kveld, også i helgene",
    "og i feriene. Kommunen skal gi",
    "tilskudd til drosje der bussen",
    "ikke går, og barn reiser gratis",
    "hele året i alle bygdene.",
)


def read(tmp_path: Path, *pages: Callable[[Pen], None], size: tuple[float, float] = (595, HEIGHT)) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(*pages, size=size))
    document = read_file(path)
    assert_sound(document)
    return document


def texts(document: Document, kind: str | None = None) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind)]


def test_columns_below_a_table_and_beside_a_chart(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for n, (name, first, second) in enumerate(
            (("Skole", "1 200", "1 300"), ("Helse", "90", "95"), ("Vei", "7", "9"))
        ):
            pen.text(LEFT, 80 + 14 * n, name)
            pen.text(300, 80 + 14 * n, first, right=True)
            pen.text(530, 80 + 14 * n, second, right=True)
        pen.lines(LEFT, 160, *NARROW)
        pen.lines(320, 160, *(line.replace("Bussen", "Båten").replace("bussen", "båten") for line in NARROW))
        for n in range(6):  # the labels of a chart at the right column's edge
            pen.text(330, 300 + 11 * n, str(10 * n), size=6)
            pen.text(450, 300 + 11 * n, str(10 * n), size=6)

    document = read(tmp_path, page)
    prose = " ".join(NARROW)
    assert texts(document, "paragraph")[:2] == [prose, prose.replace("Bussen", "Båten").replace("bussen", "båten")]
    assert len(texts(document, "table_row")) == 3


def test_three_columns(tmp_path: Path) -> None:
    names = ("Bussen", "Båten", "Toget")

    def page(pen: Pen) -> None:
        pen.text(
            LEFT,
            60,
            "Sollia skal ha gode reiser i alle bygder og mellom dem, hele året og for alle som bor her",
            size=11,
        )
        for n, name in enumerate(names):
            pen.lines(
                40 + 185 * n, 100, *(line.replace("Bussen", name).replace("bussen", name.lower()) for line in NARROW)
            )

    document = read(tmp_path, page)
    assert [text.split()[0] for text in texts(document)] == ["Sollia", *names]


def test_columns_end_at_a_rule_over_both(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.box(50, 60, 545, 180)
        pen.lines(LEFT, 80, *NARROW)
        pen.lines(320, 80, *NARROW)
        pen.lines(LEFT, 210, *(line.replace("Bussen", "Båten") for line in NARROW))
        pen.lines(320, 210, *(line.replace("Bussen", "Toget") for line in NARROW))

    document = read(tmp_path, page)
    assert [text.split()[0] for text in texts(document)] == ["Bussen", "Bussen", "Båten", "Toget"]


@pytest.mark.parametrize("shade", [None, 0.9])
def test_box_beside_the_text_comes_at_the_end_of_its_section(tmp_path: Path, shade: float | None) -> None:
    def page(pen: Pen) -> None:
        pen.text(LEFT, 60, "Skole", size=16, bold=True)
        pen.box(380, 70, 540, 150, shade=shade)
        pen.text(390, 85, "Visste du at", size=9, bold=True)
        pen.lines(390, 97, "Sollia har fire skoler og ett", "bibliotek for 900 elever.", size=9, pitch=12)
        y = pen.lines(LEFT, 85, *PROSE)
        pen.lines(
            LEFT,
            y,
            "Sollialista vil derfor at alle de fire skolene blir, og at kommunen bygger en ny svømmehall.",
            size=10,
        )
        pen.text(LEFT, 200, "Helse", size=16, bold=True)
        pen.lines(LEFT, 225, *PROSE[:2])

    document = read(tmp_path, page)
    assert [(document.text[b.start : b.start + 6], b.aside, b.section) for b in document.blocks] == [
        ("Skole\n", False, ()),
        ("Sollia", False, ("Skole",)),
        ("Visste", True, ("Skole",)),
        ("Helse\n", False, ()),
        ("Sollia", False, ("Helse",)),
    ]  # fmt: skip


def test_box_that_fills_its_column_is_read_where_it_stands(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.text(LEFT, 60, "Skole", size=16, bold=True)
        pen.lines(LEFT, 85, *PROSE[:3])
        pen.text(LEFT, 130, "Sollialista vil:")
        pen.box(50, 140, 545, 185, shade=0.9)
        pen.lines(LEFT + 10, 155, "• bygge ut leirskolen", "• gi alle barn svømmeopplæring", pitch=16)
        pen.lines(LEFT, 210, *PROSE[:2])

    document = read(tmp_path, page)
    assert [b.kind for b in document.blocks] == [
        "heading",
        "paragraph",
        "paragraph",
        "list_item",
        "list_item",
        "paragraph",
    ]


@pytest.mark.parametrize("numbers", [True, False])
def test_two_printed_pages_on_one(tmp_path: Path, numbers: bool) -> None:
    def spread(first: int) -> Callable[[Pen], None]:
        def draw(pen: Pen) -> None:
            for half in (0, 1):
                x = 40 + 420 * half
                pen.text(x, 30, "Program for Sollia 2026–2029", size=8)
                y = pen.lines(x, 80, f"Kapittel {first + half}", *PROSE, *PROSE[:3], "og det er slik vi vil ha det.")
                pen.text(x, y + 20, f"• bygge leirskole nummer {first + half}")
                if numbers:
                    pen.text(x + 150, 570, str(first + half))

        return draw

    document = read(tmp_path, *map(spread, (6, 8, 10)), size=(842, 595))
    assert [(b.page, b.printed_page) for b in document.blocks if b.kind == "list_item"] == [
        (1 + n // 2, str(6 + n) if numbers else None) for n in range(6)
    ]
    assert texts(document, "list_item") == [f"bygge leirskole nummer {n}" for n in range(6, 12)]


def test_landscape_page_of_a_table_is_no_spread(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.grid([40, 300, 560, 800], [80, 100, 120, 140])
        for n, row in enumerate(
            (("Sak", "Vedtak", "Status"), ("12/25", "Bygge skole", "Pågår"), ("13/25", "Kjøpe buss", "Ferdig"))
        ):
            for x, text in zip((44, 304, 564), row, strict=True):
                pen.text(x, 94 + 20 * n, text)
        pen.text(40, 40, "Oppfølging av vedtak")
        pen.text(700, 40, "Side 1 av 1")

    assert texts(read(tmp_path, page, size=(842, 595)), "table_row")[1] == "12/25 | Bygge skole | Pågår"


def test_drawn_bullets(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.text(LEFT, 60, "Sollialista vil:")
        for n, word in enumerate(("leirskole", "svømmehall", "bibliotek")):
            pen.disc(LEFT + 12, 80 + 16 * n - 3.5)
            pen.text(LEFT + 22, 80 + 16 * n, f"bygge ut tilbudet om {word} for alle")
        pen.lines(LEFT, 160, *PROSE)

    document = read(tmp_path, page)
    assert [(b.kind, b.marker) for b in document.blocks][1:4] == [("list_item", "•")] * 3
    assert document.accounts[0].removed["marker"] == 3


def test_key_of_a_chart_is_no_list(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 60, *PROSE)
        for n, word in enumerate(("Skole", "Helse", "Vei")):
            pen.disc(LEFT + 4, 180 + 12 * n - 3, shade=0.3 * n)
            pen.text(LEFT + 12, 180 + 12 * n, word, size=7)

    assert texts(read(tmp_path, page), "list_item") == []


def test_qr_code_is_no_list(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        for row in range(20):
            pen.text(LEFT + 60, 81.5 + 3 * row, "Sollia kommune, Fjellveien 1, 9999 Sollia") if row % 5 == 0 else None
            for column in range(20):
                if (row * 7 + column * 5) % 3:
                    pen.box(LEFT + 2.5 * column, 75 + 2.5 * row, LEFT + 2.5 * column + 2.5, 77.5 + 2.5 * row, shade=0)

    assert texts(read(tmp_path, page), "list_item") == []


def test_bookmarks_make_headings_and_say_how_deep_they_lie(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.bookmark("Del 1 Hverdagen", 0)
        pen.bookmark("Skole og barnehage i hele Sollia og på fjellet", 1)
        pen.bookmark("Vedlegg.pdf", 0)
        pen.text(LEFT, 60, "Del 1 Hverdagen", size=12)
        pen.text(LEFT, 90, "Skole og barnehage i hele Sollia", bold=True)
        pen.text(LEFT, 103, "og på fjellet", bold=True)
        pen.lines(LEFT, 130, *PROSE)
        pen.text(LEFT, 210, "Mer om bussen", bold=True)
        pen.lines(LEFT, 235, *PROSE)

    document = read(tmp_path, page)
    headings = [(document.text[b.start : b.end], b.level) for b in document.blocks if b.kind == "heading"]
    assert headings == [
        ("Del 1 Hverdagen", 1),
        ("Skole og barnehage i hele Sollia og på fjellet", 2),
        ("Mer om bussen", 2),
    ]


BIG, MIDDLE, SMALL = (20.0, True), (14.0, True), (11.0, True)


@pytest.mark.parametrize(
    ("headings", "levels"),
    [
        # a title in two types, then chapters and sections
        ([Heading((30.0, True)), Heading((24.0, False)), *([Heading(BIG), Heading(SMALL)] * 2)], [1, 1, 2, 3, 2, 3]),
        ([Heading(BIG), Heading(SMALL), Heading(BIG), Heading(MIDDLE), Heading(SMALL)], [1, 2, 1, 2, 2]),
        # a number says more than the type
        ([Heading(BIG, "1"), Heading(SMALL, "1.1"), Heading(SMALL, "1.1.1"), Heading(BIG, "2")], [1, 2, 3, 1]),
        # bookmarks say it; a type that has none lies below the next larger one
        ([Heading(BIG, bookmark=1), Heading(MIDDLE, bookmark=2), Heading(SMALL), Heading(SMALL)], [1, 2, 3, 3]),
        # the heading of a box lies below the section it stands beside
        ([Heading(BIG), Heading(BIG), Heading((16.0, True), aside=True), *[Heading(SMALL)] * 2], [1, 1, 2, 2, 2]),
    ],
)  # fmt: skip
def test_levels(headings: list[Heading], levels: list[int]) -> None:
    assert levels_of(headings) == levels


def test_links(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 80, "Les mer i planen for skolene og på nettsiden vår.", *PROSE[1:])
        x = LEFT + pen.drawn.stringWidth("Les mer i ", "Helvetica", 10)
        end = x + pen.drawn.stringWidth("planen for skolene", "Helvetica", 10)
        pen.link(x, 70, end, 83, "https://sollia.example/plan")
        pen.link(300, 70, 330, 83, "javascript:alert(1)")

    document = read(tmp_path, page)
    assert [(document.text[h.start : h.end], h.address) for h in document.hyperlinks] == [
        ("planen for skolene", "https://sollia.example/plan")
    ]


def test_type_made_bold_by_a_line_around_its_letters(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.stroked(LEFT, 80, "Skole og barnehage", width=0.3)
        pen.lines(LEFT, 100, *PROSE)
        pen.stroked(LEFT, 200, "Fin linje om bokstavene", width=0.05)
        pen.lines(LEFT, 220, *PROSE)

    assert texts(read(tmp_path, page), "heading") == ["Skole og barnehage"]


def test_a_line_of_large_type_may_end_in_skal(tmp_path: Path) -> None:
    words = (
        "Sollia skal ha gode skoler i alle bygder.",
        "Kommunen vil verne om skogen, og alle barna skal",
        "ha sin egen.",
    )

    def page(pen: Pen) -> None:
        pen.text(LEFT, 80, "SKOLE", size=20)
        for n, line in enumerate(words):
            pen.text(LEFT, 110 + 18 * n, line, size=12)
        pen.lines(LEFT, 200, *PROSE * 4)

    assert texts(read(tmp_path, page), "paragraph")[0] == " ".join(words)


def test_text_runs_on_past_a_table_and_footnotes(tmp_path: Path) -> None:
    def first(pen: Pen) -> None:
        y = 80.0
        for _ in range(6):
            y = pen.lines(LEFT, y, *PROSE) + 13
        pen.lines(LEFT, y, *PROSE[:3])
        pen.lines(
            LEFT, 740, "1 Rapport om skoler i fjellbygdene, Sollia kommune, 2024, og om hva de koster.", size=7, pitch=9
        )

    def second(pen: Pen) -> None:
        pen.text(LEFT, 60, "Tabell 1.2 Elever i Sollia", size=8)
        pen.grid([60, 200, 300, 400], [70, 90, 110, 130])
        for n, row in enumerate((("Skole", "2024", "2025"), ("Fjell", "120", "118"), ("Vik", "90", "95"))):
            for x, text in zip((64, 204, 304), row, strict=True):
                pen.text(x, 84 + 20 * n, text)
        pen.text(LEFT, 142, "Kilde: Sollia kommune.", size=8)
        y = pen.lines(LEFT, 170, *PROSE[3:])
        pen.lines(LEFT, y + 13, *PROSE)

    document = read(tmp_path, first, second)
    assert texts(document, "paragraph") == [" ".join(PROSE)] * 7 + [
        "Tabell 1.2 Elever i Sollia",
        "Kilde: Sollia kommune.",
        " ".join(PROSE),
    ]
    assert texts(document, "footnote") == [
        "Rapport om skoler i fjellbygdene, Sollia kommune, 2024, og om hva de koster."
    ]


def test_notes_below_a_table_are_bound_to_their_marks(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.lines(LEFT, 60, *PROSE)
        x = pen.text(LEFT, 150, "Tabell 2.1 Elever i Sollia")
        pen.text(x, 146, "1", size=6)
        pen.text(LEFT, 170, "1", size=5)
        pen.lines(
            LEFT + 8,
            173,
            "Tallene gjelder grunnskolen, og ikke de som går på skole i",
            "nabokommunen.",
            size=8,
            pitch=10,
        )
        pen.lines(LEFT, 210, *PROSE)

    document = read(tmp_path, page)
    [(mark, note)] = [(n.mark, n.block) for b in document.blocks for n in b.notes]
    assert mark == "1"
    assert note is not None
    block = document.blocks[note]
    assert (
        document.text[block.start : block.end]
        == "Tallene gjelder grunnskolen, og ikke de som går på skole i nabokommunen."
    )


def test_letters_that_hang_left_of_an_indented_number_lie_below_it(tmp_path: Path) -> None:
    def page(pen: Pen) -> None:
        pen.text(LEFT, 60, "§ 4 skal lyde:")
        pen.lines(LEFT + 20, 80, "(1) Kommunen skal ha en skole i hver bygd, og gi tilskudd til den")
        pen.lines(
            LEFT,
            93,
            "som driver den. Tilskuddet gis for summen av",
            "a. det skolen betaler i leie og lønn",
            "b. det skolen bruker på bøker",
        )
        pen.lines(LEFT + 20, 132, "(2) Tilskuddet kan ikke være høyere enn det skolen trenger.")

    document = read(tmp_path, page)
    assert [(b.marker, b.level, b.parent) for b in document.blocks if b.kind == "list_item"] == [
        ("(1)", 1, None),
        ("a.", 2, 1),
        ("b.", 2, 1),
        ("(2)", 1, None),
    ]


def test_page_labels_say_the_printed_page_where_none_is_printed(tmp_path: Path) -> None:
    def page(place: str) -> Callable[[Pen], None]:
        return lambda pen: pen.drawn.drawString(LEFT, 400, f"Sollia skal ha skole og bibliotek {place}.")

    path = tmp_path / "a.pdf"
    labels = b"/PageLabels <</Nums [0 <</S/r>> 1 <</S/D/St 12>>]>> /Type /Catalog"
    path.write_bytes(pdf(*map(page, ("på fjellet", "ved vannet", "i byen"))).replace(b"/Type /Catalog", labels))
    assert [block.printed_page for block in read_file(path).blocks] == ["i", "12", "13"]

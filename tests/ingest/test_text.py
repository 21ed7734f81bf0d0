"""Plain text: tables of text and the blocks it gives."""

from pathlib import Path

import pytest

from loftespor.ingest import Document, read_file
from tests.ingest.invariants import assert_sound

DOUBLE_SPACED = """ Flere trær i byen \n
Byen trenger trær som gir skygge, renere luft og rom for fugler og insekter i alle de \n
bydelene som i dag har få grønne lunger og mye asfalt. \n
 \n
1.2 Problemstilling \n
Notatet ser på hvordan byen kan plante flere trær i gater, skolegårder og på plasser der \n
det i dag bare er harde flater. Parkplanen (2021)1 er en \n
rettesnor som går lenger enn Meld. St. 52 og de tidligere planene for byens grønne rom. \n
 \n
1 Parkplanen, vedtatt av bystyret \n
2 Jf. https://by.example/rapporter/gronn-plan-for-byen-\ndel-to\n
 \n
Byen vil: \n
• plante tusen trær i gatene før 2030, og sørge for at de får vann og stell i de første \n
årene etter planting \n
 • verne gamle trær \n
"""
NEED = (
    "Byen trenger trær som gir skygge, renere luft og rom for fugler og insekter i alle de bydelene som i dag har få "
    "grønne lunger og mye asfalt."
)
QUESTION = (
    "Notatet ser på hvordan byen kan plante flere trær i gater, skolegårder og på plasser der det i dag bare er harde "
    "flater. Parkplanen (2021) er en rettesnor som går lenger enn Meld. St. 5 og de tidligere planene for byens grønne "
    "rom."
)
PLANT = "plante tusen trær i gatene før 2030, og sørge for at de får vann og stell i de første årene etter planting"
NUMBERED = [
    "Byen har for få trær i gatene, og det merkes best om sommeren når varmen",
    "ligger mellom husene. Oslo er ikke alene om det.",
    "Byen vil:",
    "▪ plante trær i alle gater som er brede nok til det, og i skolegårder",
    "som i dag er asfaltert",
    "▪ verne gamle trær",
]


def read(tmp_path: Path, text: str | bytes, name: str = "a.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    document = read_file(path)
    assert_sound(document)
    return document


def blocks(document: Document) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.marker, document.text[b.start : b.end]) for b in document.blocks]


def test_double_spaced_text_with_notes(tmp_path: Path) -> None:
    document = read(tmp_path, DOUBLE_SPACED)
    assert blocks(document) == [
        ("heading", None, "Flere trær i byen"),
        ("paragraph", None, NEED),
        ("heading", "1.2", "Problemstilling"),
        ("paragraph", None, QUESTION),
        ("paragraph", None, "Byen vil:"),
        ("list_item", "•", PLANT),
        ("list_item", "•", "verne gamle trær"),
        ("footnote", "1", "Parkplanen, vedtatt av bystyret"),
        ("footnote", "2", "Jf. https://by.example/rapporter/gronn-plan-for-byen-del-to"),
    ]  # fmt: skip
    marks = [(n.mark, n.block) for b in document.blocks for n in b.notes]
    assert marks == [("1", 7), ("2", 8)]


def test_line_numbers_at_line_ends(tmp_path: Path) -> None:
    document = read(tmp_path, "\n".join(f"{line} {n}" for n, line in enumerate(NUMBERED, start=1)))
    assert blocks(document)[-2:] == [
        (
            "list_item",
            "▪",
            "plante trær i alle gater som er brede nok til det, og i skolegårder som i dag er asfaltert",
        ),
        ("list_item", "▪", "verne gamle trær"),
    ]
    assert [b.line for b in document.blocks] == [1, 3, 4, 6]
    assert [r.original for r in document.removed if r.kind == "line_number"] == ["1", "2", "3", "4", "5", "6"]


def test_line_numbers_of_a_short_text(tmp_path: Path) -> None:
    document = read(tmp_path, "U9: Flere trær 1\n\nByen vil: 2\n\n▪ plante trær innen 2030 3\n")
    assert [(document.text[b.start : b.end], b.line) for b in document.blocks] == [
        ("U9: Flere trær", 1),
        ("Byen vil:", 2),
        ("plante trær innen 2030", 3),
    ]


@pytest.mark.parametrize("title", ["TITTEL: Saksprotokoll", "Saksprotokoll"])
def test_unwrapped_text_stays_to_the_letter(tmp_path: Path, title: str) -> None:
    body = "Byutvalget behandlet saken og fattet følgende vedtak: 1. Byen planter trær. 2. Byen verner trær1. " * 20
    document = read(tmp_path, f"{title}\n\n{body}\n")
    assert document.text == f"Saksprotokoll\n{body.strip()}"
    assert [b.kind for b in document.blocks] == ["heading", "paragraph"]
    assert document.title == "Saksprotokoll"


def test_form_feeds_are_pages(tmp_path: Path) -> None:
    document = read(tmp_path, "Første side er kort.\fAndre side er kort.")
    assert document.pages == 2
    assert [b.page for b in document.blocks] == [1, 2]


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        ("Blå båter på Åsvannet.".encode(), False),
        ("Blå båter på Åsvannet.".encode("utf-8-sig"), False),
        ("Blå båter på Åsvannet.".encode("utf-16"), True),
        ("Blå båter på Åsvannet.".encode("cp1252"), True),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, *, warned: bool) -> None:
    document = read(tmp_path, data)
    assert document.text == "Blå båter på Åsvannet."
    assert bool(document.warnings) is warned


def test_labels_are_no_headings(tmp_path: Path) -> None:
    text = "PROTOKOLL\n\nMøtested: Rådhuset\nMøtedato: 13.03.2025\n\nByen planter trær i alle gater som er brede nok.\n"
    document = read(tmp_path, text)
    assert [b.kind for b in document.blocks] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_a_year_is_no_note_mark(tmp_path: Path) -> None:
    text = "I 2021 ble parken åpnet, og siden har byen plantet trær der.\n\n1 Se parkplanen\n"
    document = read(tmp_path, text)
    assert "I 2021 ble" in document.text


def test_markdown(tmp_path: Path) -> None:
    text = """# Flere **trær**

Byen vil[^1]:

- plante *mange* trær
  i gatene
  1. nær skoler
- verne [gamle trær](https://by.example/tre)

| Post | Kroner |
| --- | ---: |
| Trær | 1 200 |

Under
-----
2 * 3 er 6.

[^1]: Se planen.
"""
    document = read(tmp_path, text, "a.md")
    assert blocks(document) == [
        ("heading", None, "Flere trær"),
        ("paragraph", None, "Byen vil:"),
        ("list_item", "-", "plante mange trær i gatene"),
        ("list_item", "1.", "nær skoler"),
        ("list_item", "-", "verne gamle trær"),
        ("table", None, "Post | Kroner\nTrær | 1 200"),
        ("table_row", None, "Post | Kroner"),
        ("table_row", None, "Trær | 1 200"),
        ("heading", None, "Under"),
        ("paragraph", None, "2 * 3 er 6."),
        ("footnote", "1", "Se planen."),
    ]
    assert [(b.level, b.parent) for b in document.blocks if b.kind == "list_item"] == [(1, None), (2, 2), (1, None)]
    assert document.blocks[1].notes[0].block == 10

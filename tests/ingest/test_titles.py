"""Which heading is a document's title."""

from pathlib import Path

import pytest

from loftespor.ingest import read_file
from loftespor.ingest.metadata.titles import given_title, is_generic, is_title
from tests.ingest.drawing import Pen, pdf

PROSE = [
    "Kommunen har de siste årene brukt stadig mer av midlene til vedlikehold av kaier og",
    "brygger langs elva, og behovet er fortsatt stort. Det er mange som bruker området til",
    "daglig, og flere har pekt på at belysningen er for dårlig om vinteren. Derfor bør det",
    "arbeides videre med planene. Alle som har uttalt seg, er enige om at tiltakene haster.",
]


def title(tmp_path: Path, lines: list[tuple[float, float, str]]) -> str | None:
    """The title of a page of lines (y, size, words); a line without words is running text."""

    def page(pen: Pen) -> None:
        for y, size, words in lines:
            if words:
                pen.text(60, y, words, size=size, bold=size > 11)
            else:
                pen.lines(60, y, *PROSE)

    path = tmp_path / "dokument.pdf"
    path.write_bytes(pdf(page))
    return read_file(path).title


ADDRESS = [(90, 10, "Lillevik kommune"), (103, 10, "Rådhuset"), (116, 10, "4999 LILLEVIK")]


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (
            [(60, 20, "Elvestad kommune"), (120, 14, "Ny gangvei langs elva"), (160, 10, "")],
            "Ny gangvei langs elva",
            "a letterhead in larger type",
        ),
        (
            [(300, 30, "Trygge kaier i"), (336, 30, "Elvestad"), (400, 16, "En plan for havna"), (500, 10, "")],
            "Trygge kaier i Elvestad",
            "a title over two lines",
        ),
        (
            [(60, 44, "NÆR DEG"), (110, 44, "HELE LIVET"), (200, 18, "Partiprogram 2025–2029"), (300, 10, "")],
            "NÆR DEG HELE LIVET",
            "capitals over two lines",
        ),
        (
            [(60, 20, "Innhold"), (100, 14, "Kaiene i Lillevik"), (160, 10, "")],
            "Kaiene i Lillevik",
            "a list of contents in larger type",
        ),
        (
            [(60, 20, "Møteprotokoll"), (120, 14, "Sak 12/24 Ny gangvei"), (160, 10, "")],
            "Møteprotokoll",
            "a case of the meeting is not the title of its minutes",
        ),
        (
            [(60, 20, "SAKSFRAMLEGG"), (120, 14, "Ny gangvei langs elva"), (160, 10, "")],
            "Ny gangvei langs elva",
            "the kind of paper in larger type",
        ),
        ([(60, 10, ""), (160, 14, "Økonomiske vurderinger"), (200, 10, "")], None, "a heading below running text"),
        (
            [(60, 18, "Lillevik lærerlag"), *ADDRESS, (160, 12, "Uttalelse til forslag om ny skole"), (200, 10, "")],
            "Uttalelse til forslag om ny skole",
            "a letter's title stands below the address",
        ),
    ],
)  # fmt: skip
def test_title_of_a_page(lines: list[tuple[float, float, str]], expected: str | None, why: str, tmp_path: Path) -> None:
    assert title(tmp_path, lines) == expected, why


@pytest.mark.parametrize(
    "words",
    [
        "Elvestad kommune", "VESTVIK FYLKESKOMMUNE", "Innhold", "Innholdsfortegnelse", "Formannskapet", "Elvestad SV",
        "Dato: 12.03.2024", "Lillevik, 3. mars 2025", "Vedtatt på årsmøtet 3. mars 2025", "lillevik.no/program",
        "27/24 Formannskapet 12.03.2024", "Ifølge liste", "Bakgrunn", "Innledning", "SV", "12", "Torsdag 20. juni 2024",
        "Til skolene i Elvestad", "Fra: Kari Nes", "Utvalg: Formannskapet",
        "Oppvekstavdelinga", "4999 LILLEVIK", "Til stede: Kari Nes", "Byrådsavdeling for havn og næring",
    ],
)  # fmt: skip
def test_no_title(words: str) -> None:
    assert not is_title(words)


@pytest.mark.parametrize(
    "words",
    [
        "Saksprotokoll Bystyret, 06032024, Sak 87/24, Eventuelt bystyret 06.03.2024", "Kommuneplanens arealdel",
        "Fra ord til handling – plan for trær", "2024 Årsrapport", "Utvalg for framtida – sluttrapport",
        "R7: Trær der folk bor", "Budsjett 2025", "Utvalgenes arbeid", "Tilstanden i havna", "En by for alle",
    ],
)  # fmt: skip
def test_a_title(words: str) -> None:
    assert is_title(words)
    assert not is_generic(words)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("  Temaplan\n for trær ", "Temaplan for trær"),
        ("Meld. St. 5 (2022–2023)", "Meld. St. 5 (2022–2023)"),
        ("Microsoft Word - Møteprotokoll.docx", None),
        ("Prop7LS-ABC.book", None),
        ("program_2025_endelig", None),
        ("untitled", None),
        ("Uten navn 3", None),
        ("PowerPoint-presentasjon", None),
        ("Layout 1", None),
        ("Skannet dokument", None),
        ("Mal for saksframlegg", None),
        ("20240312104532", None),
        ("Notat", None),
        ("Lillevik kommune", None),
        ("Trær\x07 i byen", None),
    ],
)
def test_title_that_a_file_gives_itself(given: str, title: str | None) -> None:
    assert given_title(given) == title

"""Accounts: every character of a page stands in the text or was taken out, and what is lost is counted."""

from pathlib import Path

import pytest

from loftespor.ingest import Block, Document, Fragment, PageAccount, Removed, read_file
from loftespor.ingest.accounts import PageRead, counted, page_accounts
from tests.conftest import EXAMPLES
from tests.ingest.drawing import Pen, pdf

PDFS = sorted(EXAMPLES.rglob("*.pdf"))
TEXTS = sorted(EXAMPLES.rglob("*.txt"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vi vil\r\nbygge  tog.", 14),  # white space of any kind is no character
        ("\u00a0\u2009tog\x00", 3),  # nor are wide, narrow and empty ones
        ("o\ufb00entlig", 9),  # a ligature is the letters it stands for, as in the text
        ("ska\u030ale", 5),  # a letter and its ring are one letter
        ("opp\ufffe", 4),  # pdfium's mark of a line-end hyphen is that hyphen
        ("opp\x02", 4),
        ("bok\u00adbuss", 8),  # a soft hyphen is taken out as a hyphen
        ("\uf0b7 bygge", 6),  # a bullet from the private area
        ("\u200bbygge\ufeff", 5),  # marks without width take no ink
        ("2\u2212\u2153", 3),
    ],
)
def test_what_is_counted(words: str, expected: int) -> None:
    assert counted(words) == expected


@pytest.mark.parametrize(
    ("text", "removed", "characters", "account"),
    [
        ("bygge tog", (), 8, PageAccount(1, 8, 8)),
        ("bygge tog", (Removed("marker", "• ", 0, 1),), 9, PageAccount(1, 9, 8, {"marker": 1})),
        # 'W' stood on the page, 'ff' stands in the text
        ("offentlig", (Removed("repair", "W", 1, 1, None, "ff"),), 8, PageAccount(1, 8, 7, {"repair": 1})),
        # a character that nobody can read is one character, though its name is longer
        ("bygge", (Removed("unknown", "U+F8FF", 0, 1),), 6, PageAccount(1, 6, 5, {"unknown": 1})),
        # the number in the margin stands beside the lines of both columns, but once on the page
        (
            "bygge tog",
            (Removed("line_number", "12", 0, 1), Removed("line_number", "12", 6, 1)),
            10,
            PageAccount(1, 10, 8, {"line_number": 2}),
        ),
    ],
)
def test_an_account_balances(text: str, removed: tuple[Removed, ...], characters: int, account: PageAccount) -> None:
    block = Block(0, "paragraph", 0, len(text), 1, fragments=(Fragment(0, len(text), 1),))
    [made] = page_accounts([PageRead(characters)], [block], removed, text)
    assert made == account
    assert made.lost == 0


def test_a_dropped_word_is_counted_as_lost_on_its_page() -> None:
    block = Block(0, "paragraph", 0, 5, 2, fragments=(Fragment(0, 5, 2),))
    first, second = page_accounts([PageRead(3), PageRead(8)], [block], (), "bygge")
    assert (first.lost, second.lost) == (3, 3)


def test_a_pdf_with_all_that_is_taken_out(tmp_path: Path) -> None:
    def page(number: int) -> "object":
        def draw(pen: Pen) -> None:
            pen.text(60, 40, "Sollia programmet 2026", size=8)
            pen.text(60, 120, "Skole", size=18, bold=True)
            y = pen.lines(60, 150, "Sollia skal ha gode skoler i alle bygder, og derfor bygger vi sam-", "arbeidet ut.")
            for word in ("skolebuss", "leirskole", "svømmehall"):
                pen.text(60, y + 10, "•")
                pen.text(75, y + 10, f"bygge ut tilbudet om {word} for alle")
                y += 16
            pen.text(290, 810, str(number))

        return draw

    path = tmp_path / "program.pdf"
    path.write_bytes(pdf(*(page(number) for number in (1, 2, 3))))  # type: ignore[arg-type]  # drawn by closures
    document = read_file(path)
    assert [account.lost for account in document.accounts] == [0, 0, 0]
    assert {"marker", "running", "hyphen"} <= document.accounts[1].removed.keys()


@pytest.mark.parametrize("path", [*PDFS, *TEXTS], ids=lambda path: path.name)
def test_nothing_of_the_example_documents_is_lost(path: Path) -> None:
    document = read_file(path)
    assert len(document.accounts) == document.pages
    assert [account for account in document.accounts if account.lost] == []


def test_a_reader_that_cannot_tell_gives_no_account(tmp_path: Path) -> None:
    path = tmp_path / "notat.md"
    path.write_text("# Skole\n\nVi vil bygge en **ny** skole.\n", encoding="utf-8")
    document: Document = read_file(path)
    assert document.accounts == ()

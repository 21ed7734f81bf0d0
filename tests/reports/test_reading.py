"""How the documents were read: the page of accounts, the documents' own pages, and the same as data."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from sqlite_utils import Database

from loftespor.ingest import PageAccount
from loftespor.ingest.page_faults import faults_of, totals_of
from loftespor.reports.current import keep_report
from loftespor.reports.language import Language
from loftespor.reports.reading import MOST_PLACES, PageNote, Place, Reading, fault_words, page_notes, taken_out
from loftespor.reports.reading_rows import COLUMNS, PAGE_COLUMNS
from tests.reports.conftest import TODAY
from tests.reports.test_pages import Page, words

Write = Callable[..., Path]


def reading(*accounts: PageAccount) -> Reading:
    return Reading(totals_of(accounts), tuple(account for account in accounts if faults_of(account)))


def notes(*accounts: PageAccount) -> list[PageNote]:
    return list(page_notes(reading(*accounts), Language("nb")))


def test_the_page_says_what_an_account_is_and_gives_the_sums(report: Path) -> None:
    text = words(Page(report / "lesing.html"))
    assert "Hver side har et regnskap: Hvert tegn som ble funnet på siden, står enten i teksten" in text
    assert (
        "På 9 sider er det funnet 4 180 tegn. 4 043 av dem (97 %) står i teksten, 128 er tatt ut. "
        "12 tegn er tapt. 3 tegn står to ganger."
    ) in text
    assert (
        "5 sider bør ses på: én side ikke lest, ett bilde uten tekst, én side med mest ukjente ord, "
        "én side med tapte tegn, én side med tegn som står to ganger."
    ) in text
    assert "Én fil er ikke lest i det hele tatt" in text
    assert "7 777" not in text, "an older edition is left out"


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        pytest.param(
            "Lillevik SV: Program 2023–2027",
            "program.txt 3 3 000 96 % 120 topp- og bunntekst 90, punkttegn og numre 30 0",
            id="all in order",
        ),
        pytest.param(
            "Møtebok kommunestyret",
            "protokoll.txt 3 1 000 98 % 8 notetegn 8 12 ett bilde uten tekst én side med tapte tegn",
            id="what is lost, and a picture",
        ),
        pytest.param(
            "Budsjett 2025",
            "budsjett.txt 3 180 102 % 0 0 én side ikke lest én side med mest ukjente ord "
            "én side med tegn som står to ganger én side gjenkjent fra bilde",
            id="words that stand there twice are not lost",
        ),
        pytest.param(
            "Oppfølging <b>2025</b>",
            "rapport.txt Filtypen har ikke sider, og derfor ikke noe regnskap.",
            id="no pages to count",
        ),
    ],
)
def test_each_document_has_a_line(report: Path, title: str, cells: str) -> None:
    text = words(Page(report / "lesing.html"))
    assert f"{title} {cells}" in text


def test_a_document_shows_the_pages_to_look_at_and_its_warnings(report: Path) -> None:
    text = words(Page(report / "dokument/protokoll.html"))
    assert "Slik er dokumentet lest: ett bilde uten tekst, én side med tapte tegn" in text
    assert "Bilde uten tekst s. 3 Tapte tegn s. 2 (12 tegn)" in text
    assert "Merknader fra lesingen Side 3 er et bilde uten tekst." in text
    budget = words(Page(report / "dokument/budsjett.html"))
    assert "Ikke lest s. 2 took more than 10 seconds Mest ukjente ord s. 3 (31 % kjente ord)" in budget


def test_what_is_not_in_order_is_open_and_what_is_stays_folded(report: Path) -> None:
    def is_open(name: str) -> bool:
        tags = Page(report / f"dokument/{name}.html").tags
        return next("open" in attributes for tag, attributes in tags if attributes.get("id") == "lesing")

    assert [is_open(name) for name in ("protokoll", "program")] == [True, False]


def test_pages_of_a_pdf_are_links_into_it(write: Write, db: Database, tmp_path: Path) -> None:
    pdf = tmp_path / "kilder" / "protokoll.pdf"
    shutil.copy(tmp_path / "kilder" / "protokoll.txt", pdf)
    db.table("documents").update("protokoll", {"name": "protokoll.pdf", "path": str(pdf)})
    page = Page(write() / "dokument/protokoll.html")
    links = [str(a["href"]) for tag, a in page.tags if tag == "a" and "#page=" in str(a.get("href"))]
    assert [link.rpartition("protokoll.pdf")[2] for link in links] == ["#page=3", "#page=2"]


def test_the_first_page_and_the_method_lead_to_it(report: Path, write: Write, db: Database) -> None:
    for name in ("index.html", "metode.html"):
        assert "lesing.html" in [a.get("href") for tag, a in Page(report / name).tags if tag == "a"]
    assert "5 sider bør ses på: én side ikke lest" in words(Page(report / "index.html"))
    db.execute("DELETE FROM accounts WHERE document != 'program'")
    assert "Hvert tegn på de 3 sidene er gjort rede for." in words(Page(write() / "index.html"))


def test_without_any_account_nothing_is_claimed(write: Write, db: Database) -> None:
    db.execute("DELETE FROM accounts")
    out = write()
    assert "gjort rede for." not in words(Page(out / "index.html")), "nobody counted"
    assert "er det funnet" not in words(Page(out / "lesing.html"))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nn", "Kvar side har ein rekneskap"),
        ("en", "Every page has an account"),
    ],
)
def test_it_is_translated(write: Write, lang: str, said: str) -> None:
    text = words(Page(write(lang=lang) / "lesing.html"))
    assert said in text
    assert "Hver side har" not in text


def test_one_and_many_are_told_apart() -> None:
    assert fault_words({"picture": 1, "unread": 2}, Language("nb")) == ("2 sider ikke lest", "ett bilde uten tekst")
    assert fault_words({"picture": 2}, Language("en")) == ("2 pictures without text",)
    assert fault_words({}, Language("nn")) == ()


def test_what_is_taken_out_is_named_in_one_order() -> None:
    totals = totals_of([PageAccount(1, 9, 4, {"hyphen": 2, "running": 3, "unknown": 0})])
    assert taken_out(totals, Language("nb")) == (("topp- og bunntekst", 3), ("delestreker", 2))


def test_pages_side_by_side_are_one_place() -> None:
    pictures = [PageAccount(n, 0, 0, picture=True) for n in (3, 4, 5, 9)]
    assert notes(*pictures) == [PageNote("Bilde uten tekst", (Place(3, 5), Place(9, 9)))]
    assert [place.numbers for place in notes(*pictures)[0].places] == ["3–5", "9"]


def test_a_recognised_page_is_named_though_nothing_is_wrong_with_it() -> None:
    [note] = notes(PageAccount(1, 9, 9), PageAccount(2, 9, 9, picture=True, recognised=True, known=0.9))
    assert (note.title, note.places) == ("Gjenkjent fra bilde (OCR)", (Place(2, 2),))


def test_a_document_of_many_bad_pages_stays_short() -> None:
    lossy = [PageAccount(n, 9, 8) for n in range(1, 1001)]
    [note] = notes(*lossy)
    assert (len(note.places), note.left) == (MOST_PLACES, 1000 - MOST_PLACES)
    assert len(notes(*(PageAccount(n, 0, 0, unread=f"took {n} seconds") for n in range(1, 1001)))) == 11


def test_every_page_stands_in_the_csv(report: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((report / "data/lesing.csv").read_text(encoding="utf-8"), newline="")))
    assert tuple(rows[0]) == PAGE_COLUMNS
    assert [(row["document"], row["page"], row["lost"]) for row in rows] == [
        ("budsjett.txt", "1", "-3"), ("budsjett.txt", "2", "0"), ("budsjett.txt", "3", "0"),
        ("program.txt", "1", "0"), ("program.txt", "2", "0"), ("program.txt", "3", "0"),
        ("protokoll.txt", "1", "0"), ("protokoll.txt", "2", "12"), ("protokoll.txt", "3", "0"),
    ]  # fmt: skip
    assert (rows[2]["known"], rows[2]["recognised"], rows[1]["unread"]) == ("0.31", "1", "took more than 10 seconds")


def test_json_and_excel_say_how_each_document_was_read(report: Path) -> None:
    data = json.loads((report / "punkter.json").read_text(encoding="utf-8"))["reading"]
    assert set(data["columns"]) == set(data["rows"][0]) == {column.id for column in COLUMNS}
    by_name = {row["document"]: row for row in data["rows"]}
    assert (by_name["protokoll.txt"]["lost"], by_name["protokoll.txt"]["picture_pages"]) == (12, 1)
    assert (by_name["budsjett.txt"]["lost"], by_name["budsjett.txt"]["twice"]) == (0, 3)
    assert by_name["rapport.txt"]["characters"] is None
    book = openpyxl.load_workbook(report / "punkter.xlsx")
    assert book.sheetnames == ["Punkter", "Lesing", "Kolonner"]
    assert [row[1].value for row in book["Lesing"].iter_rows(min_row=2)] == [row["document"] for row in data["rows"]]
    meant = {(row[0].value, row[1].value) for row in book["Kolonner"].iter_rows(min_row=2)}
    assert {("Punkter", "Sitat"), ("Lesing", "Tapt")} <= meant


def test_a_report_is_written_anew_when_an_account_changed(db: Database, tmp_path: Path) -> None:
    out = tmp_path / "rapport"
    for lost, said in ((0, "12 tegn er tapt"), (5, "17 tegn er tapt")):
        db.execute("UPDATE accounts SET in_text = in_text - ? WHERE document = 'protokoll' AND page = 1", [lost])
        assert said in words(Page(keep_report(db, out, today=TODAY, lang="nb", run=1).with_name("lesing.html")))

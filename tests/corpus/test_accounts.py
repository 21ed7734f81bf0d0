"""Accounts of documents in the database: what is said of their pages, the table, and the summary of a run."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.account_table import COLUMNS, account_lines
from loftespor.corpus.accounts import DocumentAccounts, accounts_of, fault_lines
from loftespor.corpus.export import export
from loftespor.corpus.reading import Progress, ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.store import store_document
from loftespor.corpus.summary import summary_of
from loftespor.ingest import PageAccount, Unread, find_inputs, read_file

Keep = Callable[..., str]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_database(tmp_path / "corpus.db")
    yield db
    db.close()


@pytest.fixture
def keep(db: Database, tmp_path: Path) -> Keep:
    """Stores a document of a name with the accounts given, and gives its id."""

    def kept(name: str, *accounts: PageAccount, folder: str = "plan") -> str:
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Plan for skolen\n\nSollia vil bygge ny skole ({folder}).\n", encoding="utf-8")
        return store_document(db, replace(read_file(path), accounts=accounts), run=1)

    return kept


def held(*accounts: PageAccount, name: str = "plan.pdf") -> DocumentAccounts:
    return DocumentAccounts("d1", name, f"sollia/{name}", "pdfium", accounts)


def cells(*documents: DocumentAccounts, unread: tuple[Unread, ...] = (), every_page: bool = False) -> list[list[str]]:
    """The table's lines without its head."""
    head, *lines = account_lines(documents, unread, every_page=every_page)
    assert head == "\t".join(COLUMNS)
    rows = [line.split("\t") for line in lines]
    assert all(len(row) == len(COLUMNS) for row in rows)
    return rows


ORDERLY = PageAccount(1, 100, 88, {"running": 8, "marker": 4}, known=0.93)


def test_documents_come_by_name_each_with_its_pages(db: Database, keep: Keep) -> None:
    second = keep("b.txt", ORDERLY, replace(ORDERLY, page=2, unread="is damaged"))
    first = keep("a.txt")
    found = list(accounts_of(db))
    assert [(document.id, document.name) for document in found] == [(first, "a.txt"), (second, "b.txt")]
    assert found[0].accounts == ()
    assert found[1].accounts == (ORDERLY, replace(ORDERLY, page=2, unread="is damaged"))
    assert [document.id for document in accounts_of(db, [second])] == [second]
    assert list(accounts_of(db, [])) == []


@pytest.mark.parametrize(
    ("accounts", "lines"),
    [
        pytest.param((ORDERLY,), [], id="all in order"),
        pytest.param((), [], id="no pages to count"),
        pytest.param(
            tuple(PageAccount(n, 0, 0, picture=True) for n in (3, 4, 5, 12)),
            ["pictures without text: pages 3–5, 12"],
            id="pictures",
        ),
        pytest.param((PageAccount(3, 0, 0, picture=True, recognised=True),), [], id="a picture that was recognised"),
        pytest.param(
            (PageAccount(2, 9, 9, known=0.1), PageAccount(7, 9, 4), PageAccount(8, 9, 10)),
            [
                "mostly words that the word list does not know: page 2",
                "lost characters (5): page 7",
                "characters that stand twice in the text (1): page 8",
            ],
            id="one of each",
        ),
        pytest.param(
            tuple(PageAccount(n, 0, 0, unread=f"took {n} seconds") for n in (1, 2, 3, 4, 6)),
            [
                "not read (took 1 seconds): page 1",
                "not read (took 2 seconds): page 2",
                "not read (took 3 seconds): page 3",
                "not read (for other reasons): pages 4, 6",
            ],
            id="many reasons stay four lines",
        ),
        pytest.param(
            (PageAccount(1, 0, 0, unread="is damaged\n" + "x" * 5000),),
            [f"not read (is damaged {'x' * 189} …): page 1"],
            id="a reason of a stranger's length is cut",
        ),
    ],
)
def test_what_is_said_of_the_pages(accounts: tuple[PageAccount, ...], lines: list[str]) -> None:
    assert fault_lines(held(*accounts)) == lines


def test_the_table_has_totals_and_the_pages_that_are_not_in_order() -> None:
    lost = PageAccount(2, 50, 40, {"hyphen": 1})
    rows = cells(held(ORDERLY, lost))
    assert rows == [
        ["plan.pdf", "all", "150", "128", "8", "0", "4", "0", "1", "0", "0", "9", "lost (9): 2"],
        ["plan.pdf", "2", "50", "40", "0", "0", "0", "0", "1", "0", "0", "9", "lost"],
    ]
    assert [row[1] for row in cells(held(ORDERLY, lost), every_page=True)] == ["all", "1", "2"]


def test_less_than_nothing_is_shown_as_such_and_told_apart_in_the_totals() -> None:
    rows = cells(held(PageAccount(1, 50, 45), PageAccount(2, 50, 55)))
    assert [row[-2:] for row in rows] == [
        ["0", "lost (5): 1; twice in the text (5): 2"],
        ["5", "lost"],
        ["-5", "twice in the text"],
    ]


@pytest.mark.parametrize(
    ("account", "note"),
    [
        (PageAccount(1, 0, 0, picture=True), "picture"),
        (PageAccount(1, 9, 9, picture=True, recognised=True), "recognised"),
        (PageAccount(1, 9, 9, recognised=True, known=0.308), "few known words 0.31; recognised"),
        (PageAccount(1, 0, 0, unread="took more CPU time than it may"), "not read: took more CPU time than it may"),
        # What a stranger's file says of itself begins no cell and no line, and steers no terminal.
        (PageAccount(1, 0, 0, unread="is damaged\t(\x1b[31m)\nall"), "not read: is damaged ( [31m) all"),
    ],
)
def test_notes(account: PageAccount, note: str) -> None:
    assert cells(held(account), every_page=True)[1][-1] == note


def test_a_document_without_pages_says_so_in_one_line() -> None:
    rows = cells(DocumentAccounts("d1", "notat.md", "notat.md", "markdown", ()), every_page=True)
    assert rows == [["notat.md", "all", *[""] * 10, "no account: markdown files have no pages to count"]]


def test_documents_of_one_name_are_told_apart_by_their_paths() -> None:
    here, there = held(ORDERLY), replace(held(ORDERLY), path="heia/plan.pdf")
    assert [row[0] for row in cells(here, there)] == ["sollia/plan.pdf", "heia/plan.pdf"]


def test_a_file_that_was_not_read_has_a_line() -> None:
    unread = Unread("skadet.pdf", "UnreadableFileError", "skadet.pdf: not a readable PDF", 5)
    [row] = cells(unread=(unread,))
    assert (row[0], row[1], row[-1]) == ("skadet.pdf", "all", "not read: skadet.pdf: not a readable PDF")


def test_the_table_adds_up_as_the_export_does(example_database: Database) -> None:
    rows = cells(*accounts_of(example_database), every_page=True)
    for row in rows:
        characters, in_text, *taken, lost = map(int, row[2:-1])
        assert characters == in_text + sum(taken) + lost
    exported = [(row["document"], str(row["page"])) for row in export(example_database, "accounts")]
    assert sorted((row[0], row[1]) for row in rows if row[1] != "all") == sorted(exported)


def test_the_summary_names_the_pages_to_look_at(db: Database, keep: Keep) -> None:
    plan = keep("plan.txt", ORDERLY, PageAccount(2, 0, 0, picture=True), PageAccount(3, 9, 4))
    other = keep("notat.txt", ORDERLY)
    text = summary_of(db, [Progress("plan.txt", 2, ids=(plan,)), Progress("notat.txt", 2, ids=(other,))]).text()
    assert "1 document has pages to look at:\n  plan.txt: pictures without text: page 2\n" in text
    assert "  plan.txt: lost characters (5): page 3\n" in text
    assert "notat.txt:" not in text
    assert "tesseract-ocr-nor" in text, "how to have pictures read"


def test_the_summary_is_silent_where_all_is_in_order_and_gives_no_advice_that_is_not_needed(
    db: Database, keep: Keep
) -> None:
    orderly, lossy = keep("a.txt", ORDERLY), keep("b.txt", PageAccount(1, 9, 4))
    assert "pages to look at" not in summary_of(db, [Progress("a.txt", 1, ids=(orderly,))]).text()
    assert "tesseract" not in summary_of(db, [Progress("b.txt", 1, ids=(lossy,))]).text()
    assert "pages to look at" not in summary_of(db, ()).text(), "a step that reads nothing speaks of no pages"


def test_the_summary_stays_short(db: Database, keep: Keep) -> None:
    steps = [
        Progress("d", 25, ids=(keep(f"{n}.txt", PageAccount(1, 0, 0, picture=True), folder=f"mappe{n}"),))
        for n in range(10, 35)
    ]
    summary = summary_of(db, steps)
    assert (summary.faulty, summary.pictures, len(summary.page_faults)) == (25, 25, 20)
    assert "25 documents have pages to look at:\n  10.txt: pictures" in summary.text()
    assert "… and 5 more documents" in summary.text()


def test_a_file_that_is_left_alone_still_names_its_documents(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Sollia vil bygge ny skole.", encoding="utf-8")
    run = start_run(db, command="test", today=date(2026, 3, 1), inputs=())
    [first] = ingest(db, find_inputs([path]), run=run)
    [second] = ingest(db, find_inputs([path]), run=run)
    assert (first.skipped, second.skipped) == (False, True)
    assert first.ids == second.ids
    assert [document.name for document in accounts_of(db, second.ids)] == ["plan.txt"]

"""What is not in order with a page, sums over pages, and page numbers as a person writes them."""

import pytest

from loftespor.ingest import PageAccount
from loftespor.ingest.ocr.advice import ocr_advice
from loftespor.ingest.page_faults import faults_of, listed, stretches, totals_of
from loftespor.ingest.vocabulary import BROKEN_SHARE


@pytest.mark.parametrize(
    ("account", "faults"),
    [
        pytest.param(PageAccount(1, 60, 55, {"running": 5}, known=0.9), (), id="all accounted for"),
        pytest.param(PageAccount(1, 0, 0), (), id="an empty page lacks nothing"),
        pytest.param(PageAccount(1, 60, 55), ("lost",), id="five characters are in neither"),
        pytest.param(PageAccount(1, 60, 66, {"marker": 1}), ("twice",), id="words that stand there twice"),
        pytest.param(PageAccount(1, 0, 0, picture=True), ("picture",), id="nobody read the picture"),
        pytest.param(PageAccount(1, 9, 9, picture=True, recognised=True), (), id="its words were recognised"),
        pytest.param(PageAccount(1, 0, 0, unread="is damaged"), ("unread",), id="not read"),
        pytest.param(PageAccount(1, 9, 9, known=BROKEN_SHARE), (), id="just enough known words"),
        pytest.param(PageAccount(1, 9, 9, known=0.0), ("unknown_words",), id="no word is known"),
        pytest.param(
            PageAccount(1, 9, 4, recognised=True, known=0.31), ("unknown_words", "lost"), id="recognised badly"
        ),
    ],
)
def test_what_is_not_in_order(account: PageAccount, faults: tuple[str, ...]) -> None:
    assert faults_of(account) == faults


def test_what_is_lost_on_one_page_is_not_made_up_for_on_another() -> None:
    totals = totals_of(
        [
            PageAccount(1, 100, 90, {"running": 4, "marker": 1}),
            PageAccount(2, 50, 55, {"running": 4}),
            PageAccount(3, 0, 0, picture=True),
            PageAccount(4, 20, 20, recognised=True),
        ]
    )
    assert (totals.pages, totals.characters, totals.in_text, totals.taken) == (4, 170, 165, 9)
    assert (totals.lost, totals.twice) == (5, 9)
    assert totals.removed == {"running": 8, "marker": 1}
    assert list(totals.faulty.items()) == [("picture", (3,)), ("lost", (1,)), ("twice", (2,))], "the gravest first"
    assert totals.faulty_pages == (1, 2, 3)
    assert totals.recognised == (4,)


def test_no_pages_have_no_totals() -> None:
    totals = totals_of(())
    assert (totals.pages, totals.taken, totals.faulty_pages) == (0, 0, ())


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([4], "4"),
        ([3, 4], "3–4"),
        ([3, 4, 5, 12], "3–5, 12"),
        ([1, 3, 5, 7, 9, 11, 13, 15], "1, 3, 5, 7, 9, 11, 13, 15"),
        ([1, 3, 5, 7, 9, 11, 13, 15, 17, 18], "1, 3, 5, 7, 9, 11, 13, 15 … (10 pages)"),  # however many there are
    ],
)
def test_page_numbers_as_a_person_writes_them(numbers: list[int], words: str) -> None:
    assert listed(numbers) == words


def test_stretches_hold_every_number_once() -> None:
    numbers = [1, 2, 3, 7, 9, 10]
    assert [n for first, last in stretches(numbers) for n in range(first, last + 1)] == numbers


def test_the_advice_names_what_to_install_on_each_system() -> None:
    assert "'apt install tesseract-ocr tesseract-ocr-nor'" in ocr_advice()
    assert all(system in ocr_advice() for system in ("Debian", "macOS", "Windows"))

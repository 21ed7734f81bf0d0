"""Files made to hang, to swallow memory or to lead astray: each ends soon with its own kind of error."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loftespor.ingest import Document, Input, Limits, Unread, find_inputs, ingest_files
from loftespor.ingest.limits import limits_available
from tests.ingest import hostile
from tests.ingest.drawing import Pen, pdf

pytestmark = pytest.mark.skipif(not limits_available(), reason="the system cannot limit a process")
LITTLE_MEMORY = Limits(memory=700_000_000, page_seconds=5)
LITTLE_TIME = Limits(page_seconds=1)
SOUND = "Byen vil plante trær."


def words(pen: Pen) -> None:
    pen.text(60, 80, SOUND)


def cut_off() -> bytes:
    data = pdf(words)
    return data[: data.rindex(b"xref\n") - 4]


# The name of a file, what makes it, and the kind of error it ends with.
UNREAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("takes all memory.pdf", lambda: hostile.form_bomb(b"0 0 1 1 re f "), "MemoryLimitError"),
    ("unpacks.pdf", lambda: hostile.flate_bomb(1_500_000_000), "MemoryLimitError"),
    ("pages.pdf", lambda: hostile.many_pages(50_000), "TooLargeError"),
    ("characters.pdf", lambda: hostile.many_characters(2_000_000), "TooLargeError"),
    ("circle.pdf", hostile.circular_pages, "UnreadableFileError"),
    ("password.pdf", lambda: pdf(words, password="hemmelig"), "EncryptedFileError"),  # noqa: S106
    ("no pages.pdf", lambda: hostile.many_pages(0), "EmptyDocumentError"),
    ("nothing.pdf", lambda: b"", "EmptyDocumentError"),
    ("no pdf.pdf", lambda: b"<html>ikke funnet</html>", "UnreadableFileError"),
    ("early cut.pdf", lambda: pdf(words)[:150], "UnreadableFileError"),
]
# And those that can be read all the same, with what is read.
READ: list[tuple[str, Callable[[], bytes], str]] = [
    ("late cut.pdf", cut_off, SOUND),
    ("strokes.pdf", lambda: hostile.many_segments(3_000_000), "Kart over byen"),
    ("brackets.pdf", lambda: hostile.deep_nesting(1_000_000), "Byen"),
    ("sound.txt", lambda: SOUND.encode(), SOUND),
]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document | Unread]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, make, _ in [*UNREAD, *READ]:
        (folder / name).write_bytes(make())
    found = ingest_files(find_inputs([folder]), jobs=2, limits=LITTLE_MEMORY)
    return {Path(result.path).name: result for result in found}


@pytest.mark.parametrize(("name", "error"), [(name, error) for name, _, error in UNREAD])
def test_each_has_its_own_kind_of_error(results: dict[str, Document | Unread], name: str, error: str) -> None:
    result = results[name]
    assert isinstance(result, Unread)
    assert result.error == error
    assert name in result.reason


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, _, text in READ])
def test_what_can_be_read_is(results: dict[str, Document | Unread], name: str, text: str) -> None:
    result = results[name]
    assert isinstance(result, Document)
    assert result.text == text


@pytest.mark.parametrize(
    ("drawing", "limits", "reason"),
    [(b"n ", LITTLE_TIME, "took more CPU time"), (b"0 0 1 1 re f ", LITTLE_MEMORY, "700 MB of memory")],
)
def test_a_page_that_ends_its_reader_costs_no_other_page(
    tmp_path: Path, drawing: bytes, limits: Limits, reason: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.form_bomb(drawing, before=2, after=3))
    (document,) = ingest_files([Input(path)], limits=limits)
    assert isinstance(document, Document)
    assert document.text.split("\n") == [f"Side {n} handler om skole." for n in (1, 2, 4, 5, 6)]
    assert [account.page for account in document.accounts if account.unread] == [3]
    assert any(reason in warning and warning.endswith(": 3") for warning in document.warnings)


def test_a_page_that_takes_for_ever_is_the_files_error_where_it_is_the_only_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.form_bomb(b"n "))
    (found,) = ingest_files([Input(path)], limits=LITTLE_TIME)
    assert isinstance(found, Unread)
    assert found.error == "TimeLimitError"


def test_after_some_bad_pages_the_rest_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.form_bomb(b"n ", before=1, after=2))
    (document,) = ingest_files([Input(path)], limits=Limits(page_seconds=1, failed_pages=1))
    assert isinstance(document, Document)
    assert document.text == "Side 1 handler om skole."
    assert [account.page for account in document.accounts if account.unread] == [2, 3, 4]

"""Files made to hang, to swallow memory or to lead astray: each ends soon with its own kind of error."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from loftespor.ingest import Document, Input, Limits, Unread, find_inputs, ingest_files
from loftespor.ingest.workers.limits import limits_available
from tests.ingest import hostile
from tests.ingest.drawing import Pen, pdf
from tests.ingest.word_files import SPACES, zipped

pytestmark = pytest.mark.skipif(not limits_available(), reason="the system cannot limit a process")
LITTLE_MEMORY = Limits(memory=700_000_000, page_seconds=5)
LITTLE_TIME = Limits(page_seconds=1)
SOUND = "Byen vil plante trær."
BOMB = 1_500_000_000
LAUGHING = f"<w:document {SPACES}><w:body><w:p><w:r><w:t>Byen HERE vil.</w:t></w:r></w:p></w:body></w:document>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>' + LAUGHING.replace(
    "HERE vil", "vil plante&out; trær"
)


def words(pen: Pen) -> None:
    pen.text(60, 80, SOUND)


def sparse(path: Path, start: bytes, size: int) -> None:
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size)


def many_bombs(count: int, size: int) -> list[hostile.Entry]:
    packed = hostile.much_of_nothing(size)
    return [hostile.Entry(b"%d.txt" % n, packed=packed, size=size, crc=0) for n in range(count)]


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
    ("bomb.docx", lambda: hostile.zip_bomb("word/document.xml", BOMB), "TooLargeError"),
    ("bomb.xlsx", lambda: hostile.zip_bomb("xl/worksheets/sheet1.xml", BOMB), "TooLargeError"),
    # Their directories say that they are small.
    ("lies.docx", lambda: hostile.zip_bomb("word/document.xml", BOMB, said=1000), "UnreadableFileError"),
    ("lies.xlsx", lambda: hostile.zip_bomb("xl/workbook.xml", BOMB, said=1000), "UnreadableFileError"),
    ("lies.zip", lambda: hostile.zip_bomb("lies.txt", BOMB, said=1000), "UnreadableFileError"),
    ("laughs.docx", lambda: zipped({"word/document.xml": hostile.laughs(LAUGHING)}), "UnreadableFileError"),
    ("laughs.xlsx", lambda: zipped({"xl/workbook.xml": hostile.laughs("<x>HERE</x>")}), "UnreadableFileError"),
    ("bomb.zip", lambda: hostile.zip_bomb("a.txt", BOMB), "TooLargeError"),
    ("together.zip", lambda: hostile.raw_zip(*many_bombs(210, 19_000_000)), "TooLargeError"),
    ("nested.zip", lambda: hostile.nested_zip(3), "NothingToReadError"),
    ("overlaps.zip", lambda: hostile.overlapping_zip(5000), "UnreadableFileError"),
    ("many.zip", lambda: hostile.raw_zip(*many_bombs(20_001, 0)), "TooLargeError"),
    ("names.zip", lambda: hostile.raw_zip(hostile.Entry(b"../../names.txt", b"x")), "UnsafePathError"),
    ("link.zip", lambda: hostile.raw_zip(hostile.Entry(b"l.txt", b"/etc/passwd", mode=0o120777)), "UnsafePathError"),
    ("spaces.jsonl.gz", lambda: hostile.gzip_bomb(b" " * 1_000_000, BOMB), "TooLargeError"),
    ("empty lines.jsonl.gz", lambda: hostile.gzip_bomb(b"\n" * 1_000_000, BOMB), "TooLargeError"),
    ("bad lines.jsonl.gz", lambda: hostile.gzip_bomb(b"1\n" * 500_000, BOMB), "TooLargeError"),
    ("brackets.jsonl", lambda: b"[" * 5_000_000, "UnreadableFileError"),
]
# What takes no place on the disk, though it says to be so large, or is no file: how it is made.
ON_DISK: list[tuple[str, Callable[[Path], None], str]] = [
    ("large.txt", lambda path: sparse(path, b"Byen vil.", 600_000_000), "TooLargeError"),
    ("one line.jsonl", lambda path: sparse(path, b'{"tekst": "', 300_000_000), "TooLargeError"),
    ("pipe.txt", lambda path: os.mkfifo(path), "UnknownTypeError"),
    ("device.txt", lambda path: path.symlink_to("/dev/zero"), "UnsafePathError"),
    ("link.txt", lambda path: path.symlink_to("/etc/passwd"), "UnsafePathError"),
    ("folder.txt", lambda path: path.symlink_to("/etc"), "UnsafePathError"),
]
# And those that can be read all the same, with what is read.
READ: list[tuple[str, Callable[[], bytes], str]] = [
    ("late cut.pdf", cut_off, SOUND),
    ("strokes.pdf", lambda: hostile.many_segments(3_000_000), "Kart over byen"),
    ("brackets.pdf", lambda: hostile.deep_nesting(1_000_000), "Byen"),
    ("sound.txt", lambda: SOUND.encode(), SOUND),
    ("outside.docx", lambda: zipped({"word/document.xml": OUTSIDE}), "Byen vil plante trær."),
    ("packed.zip", lambda: zipped({"a.txt": SOUND}), SOUND),
]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document | Unread]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, make, _ in [*UNREAD, *READ]:
        (folder / name).write_bytes(make())
    for name, put, _ in ON_DISK:
        put(folder / name)
    found = ingest_files(find_inputs([folder]), jobs=2, limits=LITTLE_MEMORY)
    return {Path(result.path).relative_to(folder).parts[0]: result for result in found}


@pytest.mark.parametrize(("name", "error"), [(name, error) for name, _, error in [*UNREAD, *ON_DISK]])
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

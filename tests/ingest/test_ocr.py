"""Pages that are pictures: what Tesseract finds goes through the same structure code, and what is said where it is not
there.
"""

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from loftespor.corpus.reading import ingest
from loftespor.corpus.schema import open_database
from loftespor.errors import EmptyDocumentError
from loftespor.ingest import Document, Input, ingest_files, read_file
from loftespor.ingest.ocr.tesseract import OcrMode, find_recogniser
from loftespor.ingest.workers.page_log import PageLog
from tests.conftest import EXAMPLES
from tests.ingest.drawing import Pen, pdf
from tests.ingest.invariants import assert_sound

PROGRAMME = EXAMPLES / "handlingsprogram-2024-2025.pdf"
# What Tesseract writes of a page at 200 dots an inch; heights are those of the ink.
FOUND = (
    (1, 170, 170, 55, "Skole"),
    (2, 170, 300, 20, "Sollia"), (2, 270, 300, 20, "skal"), (2, 340, 300, 26, "bygge"), (2, 450, 300, 20, "skole."),
    (3, 170, 340, 20, "Det"), (3, 230, 340, 20, "skal"), (3, 300, 340, 26, "begynne"), (3, 420, 340, 20, "i"),
    (4, 170, 380, 20, "2026."),
    (5, 170, 440, 20, "Sollialista"), (5, 330, 440, 20, "vil:"),
    (6, 170, 480, 12, "•"), (6, 190, 480, 20, "bevare"), (6, 290, 480, 26, "skolene"),
    (7, 170, 520, 12, "•"), (7, 190, 520, 20, "lage"), (7, 250, 520, 26, "svømmehall"),
)  # fmt: skip
HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")


def pictured(source: Path, target: Path, *pages: int, dpi: int = 200) -> Path:
    """A PDF with the pictures of some pages of another, as a scanner makes it."""
    old, new = pdfium.PdfDocument(source), pdfium.PdfDocument.new()
    for number in pages:
        width, height = old[number - 1].get_size()
        picture = pdfium.PdfImage.new(new)
        picture.set_bitmap(old[number - 1].render(scale=dpi / 72, grayscale=True))
        picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
        page = new.new_page(width, height)
        page.insert_obj(picture)
        page.gen_content()
    new.save(target)
    return target


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    find_recogniser.cache_clear()
    yield
    find_recogniser.cache_clear()


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program that answers like Tesseract, whatever the picture."""
    rows = [
        f"5\t1\t1\t1\t{line}\t1\t{x}\t{y}\t{len(text) * 12}\t{high}\t96\t{text}" for line, x, y, high, text in FOUND
    ]
    specks = ["5\t1\t1\t1\t9\t1\t900\t900\t3\t3\t4\t~", "4\t1\t1\t1\t9\t0\t900\t900\t3\t3\t-1\t"]
    (tmp_path / "found.tsv").write_text("\n".join([HEAD, *rows, *specks]), encoding="utf-8")
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "if '--list-langs' in sys.argv: print('List of languages (2):\\neng\\nnor')\n"
        "elif '--version' in sys.argv: print('tesseract 9.9.1')\n"
        "else:\n    assert sys.stdin.buffer.read(2) == b'P5' and 'nor' in sys.argv and '4' in sys.argv\n"
        "    sys.stdout.buffer.write(pathlib.Path(__file__).with_name('found.tsv').read_bytes())\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    find_recogniser.cache_clear()
    yield program
    find_recogniser.cache_clear()


def first(pen: Pen) -> None:
    pen.text(60, 80, "Forord til programmet for Sollia.")


def second(pen: Pen) -> None:
    """What the words above stand on: the ink is looked at too."""
    for _, x, y, high, text in FOUND:
        pen.drawn.rect(x * 0.36, pen.height - (y + high) * 0.36, len(text) * 12 * 0.36, high * 0.36, stroke=0, fill=1)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    source = tmp_path / "source.pdf"
    source.write_bytes(pdf(second))
    return pictured(source, tmp_path / "scan.pdf", 1)


def with_a_page_before(scan: Path, path: Path) -> Path:
    """A PDF with a page of text and then the scan."""
    both = pdfium.PdfDocument.new()
    both.import_pages(pdfium.PdfDocument(pdf(first)))
    both.import_pages(pdfium.PdfDocument(scan))
    both.save(path)
    return path


@pytest.mark.usefixtures("tesseract")
def test_words_of_a_picture_become_blocks(scan: Path) -> None:
    document = read_file(scan, log=PageLog(ocr="auto"))
    assert_sound(document)
    assert [(b.kind, b.marker, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", None, "Skole"),
        ("paragraph", None, "Sollia skal bygge skole. Det skal begynne i 2026."),
        ("paragraph", None, "Sollialista vil:"),
        ("list_item", "•", "bevare skolene"),
        ("list_item", "•", "lage svømmehall"),
    ]
    assert document.parser == "pdfium, tesseract 9.9.1"
    [account] = document.accounts
    assert (account.picture, account.recognised, account.lost) == (True, True, 0)
    [box] = document.blocks[0].boxes
    assert (round(box.x0), round(box.y1)) == (61, 87)


@pytest.mark.usefixtures("tesseract")
def test_a_scan_that_is_a_picture_file(scan: Path) -> None:
    path = scan.with_suffix(".jpg")
    pdfium.PdfDocument(scan)[0].render(scale=200 / 72).to_pil().save(path, dpi=(200, 200))
    document = read_file(path, log=PageLog(ocr="auto"))
    assert_sound(document)
    assert document.text == read_file(scan, log=PageLog(ocr="auto")).text


def test_pages_with_text_are_left_alone(tmp_path: Path, tesseract: Path) -> None:
    tesseract.with_name("found.tsv").unlink()  # it would fail
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(first))
    assert read_file(path, log=PageLog(ocr="auto")).parser == "pdfium"


@pytest.mark.usefixtures("no_tesseract")
def test_what_to_do_without_tesseract(scan: Path, tmp_path: Path) -> None:
    with pytest.raises(EmptyDocumentError, match="tesseract-ocr-nor"):
        read_file(scan, log=PageLog(ocr="auto"))
    path = with_a_page_before(scan, tmp_path / "a.pdf")
    document = read_file(path, log=PageLog(ocr="auto"))
    assert document.text == "Forord til programmet for Sollia."
    [warning] = document.warnings
    assert re.search(r"1 pages are pictures .*: 2\. .*tesseract-ocr-nor", warning)


def test_a_recogniser_that_fails_is_the_pages_failure(scan: Path, tesseract: Path) -> None:
    tesseract.with_name("found.tsv").unlink()
    with pytest.raises(Exception, match="page 1: is not recognised by Tesseract"):
        read_file(scan, log=PageLog(ocr="auto"))


@pytest.mark.ocr
def test_a_page_of_the_example_corpus_as_a_picture(tmp_path: Path) -> None:
    find_recogniser.cache_clear()
    path = pictured(PROGRAMME, tmp_path / "scan.pdf", 4, 5)
    (scanned,) = ingest_files([Input(path)])
    assert isinstance(scanned, Document)
    assert scanned.parser.startswith("pdfium, tesseract ")
    written = read_file(PROGRAMME)
    expected = Counter(
        word for b in written.blocks if b.page in (4, 5) for word in written.text[b.start : b.end].split()
    )
    found = Counter(scanned.text.split())
    assert (expected & found).total() > 0.95 * expected.total()
    items = [written.text[b.start : b.end] for b in written.blocks if b.kind == "list_item" and b.page in (4, 5)]
    recognised = [scanned.text[b.start : b.end] for b in scanned.blocks if b.kind == "list_item"]
    # Some short marks are not seen, and 'a t' may be read for 'at'.
    assert 0.85 * len(items) < len(recognised) <= len(items)
    letters = [{"".join(filter(str.isalnum, item)).casefold() for item in found} for found in (items, recognised)]
    assert len(letters[0] & letters[1]) > 0.7 * len(items)


def test_a_text_layer_of_unknown_words_is_recognised_where_that_is_asked_for(tmp_path: Path, tesseract: Path) -> None:
    def shifted(pen: Pen) -> None:
        second(pen)
        words = "".join(chr(ord(c) + 3) if c.isalpha() else c for c in "skal bygge skolen og veien nord i bygda")
        for n in range(12):
            pen.text(60, 300 + 14 * n, words)

    assert tesseract.exists()
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(shifted))
    as_it_is = read_file(path, log=PageLog(ocr="auto"))
    assert "vndo e|jjh" in as_it_is.text
    assert any("mostly unknown: 1; try --ocr broken" in warning for warning in as_it_is.warnings)
    read = read_file(path, log=PageLog(ocr="broken"))
    assert "Sollialista vil:" in read.text
    assert read.accounts[0].recognised


def test_what_waits_for_tesseract_is_read_again_when_it_is_there(
    scan: Path, tmp_path: Path, tesseract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_a_page_before(scan, tmp_path / "a.pdf")
    db = open_database(tmp_path / "a.db")

    def skipped(mode: OcrMode) -> bool:
        find_recogniser.cache_clear()
        [step] = ingest(db, [Input(path)], run=1, ocr=mode)
        return step.skipped

    present = os.environ["PATH"]
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert [skipped("auto"), skipped("auto")] == [False, True]
    monkeypatch.setenv("PATH", present)
    assert tesseract.exists()
    assert [skipped("off"), skipped("auto"), skipped("auto"), skipped("broken")] == [True, False, True, True]
    [text] = [row["text"] for row in db.query("SELECT text FROM documents WHERE replaced_by IS NULL")]
    assert "Sollialista vil:" in text

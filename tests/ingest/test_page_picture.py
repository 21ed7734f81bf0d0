"""Pictures of pages: of the right size, with each block's edges in its colour, and soon even of a hostile page."""

from pathlib import Path

import pytest

from loftespor.errors import TimeLimitError, UnreadableFileError
from loftespor.ingest import Limits, read_file
from loftespor.ingest.page_picture import draw_page, page_picture, with_blocks
from loftespor.ingest.workers.alone import done_alone
from loftespor.ingest.workers.limits import limits_available
from tests.ingest import hostile
from tests.ingest.drawing import HEIGHT, Pen, pdf


def page(pen: Pen) -> None:
    pen.text(60, 80, "Skole", size=18, bold=True)
    pen.lines(60, 120, "Sollia skal ha gode skoler i alle bygder.", "Derfor bygger vi nye.")
    pen.text(60, 170, "• bygge ut leirskolen")


def cover(pen: Pen) -> None:
    pen.text(200, 400, "Program for Sollia", size=30, bold=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "program.pdf"
    made.write_bytes(pdf(cover, page))
    return made


def test_a_page_with_its_blocks(path: Path) -> None:
    document = read_file(path)
    plain = page_picture(path, 2, dpi=72)
    assert plain.size == (595, int(HEIGHT))
    drawn = with_blocks(plain, document, 2, dpi=72)
    assert plain.tobytes() != drawn.tobytes()
    for block in document.blocks:
        for box in block.boxes:
            left, middle = int(box.x0 - 1), int((box.y0 + box.y1) / 2)
            assert (drawn.getpixel((left, middle)) != plain.convert("RGB").getpixel((left, middle))) == (box.page == 2)


def test_a_page_that_is_not_there_and_a_file_without_pages(path: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="2 pages, and no page 3"):
        page_picture(path, 3)
    text = tmp_path / "notat.txt"
    text.write_text("Byen vil plante trær.")
    with pytest.raises(UnreadableFileError, match="only pages of a PDF"):
        page_picture(text, 1)


def test_a_large_page_is_drawn_smaller(path: Path) -> None:
    assert page_picture(path, 1, dpi=2000).width < 40_000_000 / HEIGHT


@pytest.mark.skipif(not limits_available(), reason="the system cannot limit a process")
def test_a_hostile_page_is_given_up(tmp_path: Path) -> None:
    bomb = tmp_path / "a.pdf"
    bomb.write_bytes(hostile.form_bomb(b"n "))
    with pytest.raises(TimeLimitError, match="page 1"):
        done_alone(draw_page, bomb, 1, 1.0, limits=Limits(page_seconds=1))

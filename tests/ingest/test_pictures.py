"""Scans that are picture files: pages of the right size, upright, in grey, and what is refused."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from loftespor import errors
from loftespor.ingest import read_file
from loftespor.ingest.ocr import pictures
from loftespor.ingest.ocr.pictures import pdf_of
from loftespor.ingest.page_picture import page_picture

HERE = Path("skann.png")


def drawn(mode: str = "L", size: tuple[int, int] = (1654, 2339)) -> Image.Image:
    """A page of A4 at 200 dots an inch with a black field in its top left corner."""
    picture = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="black")
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def pages(data: bytes) -> list[tuple[int, int, str]]:
    """Width, height and the dark corners of each page."""
    seen = []
    pdf = pdfium.PdfDocument(pdf_of(data, HERE))
    for page in pdf:
        picture = page.render(scale=0.2, grayscale=True).to_pil()
        right, below = picture.width - 3, picture.height - 3
        corners = {"top left": (2, 2), "top right": (right, 2), "left": (2, below), "right": (right, below)}
        dark = " ".join(name for name, place in corners.items() if picture.getpixel(place) < 100)
        seen.append((round(page.get_width()), round(page.get_height()), dark))
    pdf.close()
    return seen


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (saved(drawn(), "PNG", dpi=(200, 200)), (595, 842)),
        (saved(drawn("RGB"), "JPEG", dpi=(300, 300)), (397, 561)),
        (saved(drawn("1"), "TIFF", dpi=(200, 200), compression="group4"), (595, 842)),
        (saved(drawn("RGBA"), "PNG"), (595, 841)),  # transparent paper; no resolution: as wide as A4
        (saved(drawn(size=(4000, 3000)), "JPEG", dpi=(72, 72)), (595, 446)),  # a photo
    ],
)
def test_a_page_is_as_large_as_it_was_scanned(data: bytes, size: tuple[int, int]) -> None:
    assert pages(data) == [(*size, "top left")]


def test_a_file_of_several_pictures() -> None:
    data = saved(
        drawn(), "TIFF", save_all=True, append_images=[drawn(size=(2339, 1654))], dpi=(200, 200), compression="tiff_lzw"
    )
    assert pages(data) == [(595, 842, "top left"), (842, 595, "top left")]


def test_a_picture_that_lies_on_its_side() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    assert pages(saved(drawn(), "JPEG", dpi=(200, 200), exif=exif)) == [(842, 595, "top right")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.7", errors.UnreadableFileError),
        (b"GIF89a" + bytes(100), errors.UnreadableFileError),
        (saved(drawn(), "JPEG")[:300], errors.UnreadableFileError),
        (saved(drawn(), "PNG")[:120], errors.UnreadableFileError),
        (saved(drawn(), "TIFF", compression="tiff_lzw")[:900], errors.UnreadableFileError),
        (saved(Image.new("1", (30_000, 10_000)), "PNG"), errors.TooLargeError),
        (saved(Image.new("1", (300_000, 10_000)), "TIFF", compression="group4"), errors.TooLargeError),
    ],
)
def test_what_is_refused(data: bytes, error: type[errors.LoftesporError]) -> None:
    with pytest.raises(error, match=r"skann\.png"):
        pdf_of(data, HERE)


def test_too_many_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST_PAGES", 1)
    small = Image.new("1", (20, 20))
    with pytest.raises(errors.TooLargeError, match="split it"):
        pdf_of(saved(small, "TIFF", save_all=True, append_images=[small]), HERE)


def test_a_scan_without_recognition_says_so(tmp_path: Path) -> None:
    path = tmp_path / "skann.PNG"
    path.write_bytes(saved(drawn(), "PNG", dpi=(200, 200)))
    with pytest.raises(errors.EmptyDocumentError, match=r"--ocr auto|tesseract-ocr-nor"):
        read_file(path)
    assert page_picture(path, 1, dpi=72).size == (596, 843)

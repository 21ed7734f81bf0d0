"""Scans that are picture files: a PDF with a page for each picture is made of one, and read as any other."""

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from loftespor.errors import TooLargeError, UnreadableFileError
from loftespor.ingest.formats import PICTURES

_FORMATS = ("JPEG", "PNG", "TIFF")
_MOST_DOTS = 100_000_000  # a page of A2 at 300 dots an inch has 35 million
_MOST_PAGES = 1000
_QUALITY = 90
# What a scanner may be set to; a picture that says otherwise (a photo says 72) is taken for one as wide as A4.
_LEAST_DPI, _MOST_DPI = 100, 1200
_A4_POINTS = 595.0


def is_picture(path: Path) -> bool:
    """Whether a file is named as a picture."""
    return path.suffix.lower() in PICTURES


def pdf_of(data: bytes, path: Path) -> bytes:
    """A PDF with the pictures of a file, each as large as it says that it was scanned.

    Raises UnreadableFileError for what is no picture or is damaged, TooLargeError for more than a thousand pictures or
    one of more than 100 million dots.
    """
    pdf = pdfium.PdfDocument.new()
    for picture in _pictures(data, path):
        _add_page(pdf, picture)
    made = io.BytesIO()
    pdf.save(made)
    pdf.close()
    return made.getvalue()


def _pictures(data: bytes, path: Path) -> Iterator[Image.Image]:
    """The pictures in a file one by one, upright, in grey."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd headers; what matters raises
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                for number, picture in enumerate(ImageSequence.Iterator(opened), start=1):
                    _refuse_too_large(picture, number, path)
                    yield _on_white(ImageOps.exif_transpose(picture))
        except UnidentifiedImageError as error:
            raise UnreadableFileError(f"{path}: not a picture; check what it really is") from error
        except Image.DecompressionBombError as error:
            raise TooLargeError(f"{path}: a picture of too many dots ({error}); save it smaller") from error
        except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError) as error:
            # What Pillow's decoders raise of damaged files.
            raise UnreadableFileError(f"{path}: the picture is damaged ({error}); fetch it again") from error


def _refuse_too_large(picture: Image.Image, number: int, path: Path) -> None:
    if number > _MOST_PAGES:
        raise TooLargeError(f"{path}: more than {_MOST_PAGES} pictures in one file; split it")
    if picture.width * picture.height > _MOST_DOTS:
        raise TooLargeError(f"{path}: a picture of {picture.width} × {picture.height} dots; save it smaller")


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in grey, white where it is transparent."""
    if not picture.has_transparency_data:
        return picture.convert("L")
    own = picture.convert("LA")
    white = Image.new("L", own.size, 255)
    white.paste(own.getchannel("L"), mask=own.getchannel("A"))
    white.info = picture.info
    return white


def _add_page(pdf: pdfium.PdfDocument, picture: Image.Image) -> None:
    coded = io.BytesIO()
    picture.save(coded, "JPEG", quality=_QUALITY)
    coded.seek(0)
    width, height = _size(picture)
    page = pdf.new_page(width, height)
    image = pdfium.PdfImage.new(pdf)
    image.load_jpeg(coded, inline=True)
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _size(picture: Image.Image) -> tuple[float, float]:
    """Width and height in points."""
    stated = picture.info.get("dpi")
    dpi = float(stated[0]) if isinstance(stated, tuple) and stated else 0.0
    scale = 72 / dpi if _LEAST_DPI <= dpi <= _MOST_DPI else _A4_POINTS / picture.width
    return picture.width * scale, picture.height * scale

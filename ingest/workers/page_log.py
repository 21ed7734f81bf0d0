"""What is known of the pages of a file while they are read one by one, so that a page that ends its reader costs
nothing but itself: a new reader takes over the pages that were read and goes on after it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from loftespor import errors
from loftespor.errors import UnreadableFileError
from loftespor.ingest.ocr.tesseract import OcrMode


class PageFailure(NamedTuple):
    """Why a page was not read: the class of the error, and what is said of it ('took more than 10 seconds')."""

    error: str
    reason: str

    def raised(self, place: str) -> UnreadableFileError:
        """The error for a whole file of which nothing else was read."""
        kind = getattr(errors, self.error, UnreadableFileError)
        made: UnreadableFileError = kind(f"{place}: {self.reason}")
        return made


def _unheard(*_of: object) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class PageLog:
    """The pages of one file by number, from 1: those that were read (packed), and those that cannot be.

    `opened` is told how many pages there are, `begins` before a page is read, `kept` afterwards (where it is None, no
    page is packed), `composes` before the pages so far are made to blocks. `ocr` says which pages are recognised.
    """

    read: dict[int, bytes] = field(default_factory=dict)
    failed: dict[int, PageFailure] = field(default_factory=dict)
    opened: Callable[[int], None] = _unheard
    begins: Callable[[int], None] = _unheard
    kept: Callable[[int, bytes], None] | None = None
    composes: Callable[[], None] = _unheard
    ocr: OcrMode = "off"

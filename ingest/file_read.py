"""What a reader makes of a file, before anybody asks what document it is."""

from typing import NamedTuple

from loftespor.ingest.accounts import PageRead
from loftespor.ingest.drafts import Assembled
from loftespor.ingest.metadata.fields import Property


class FileRead(NamedTuple):
    """The text with its blocks, the number of pages, warnings, what was read of each page (nothing where a reader
    cannot tell), and what the file says of itself beside its text.
    """

    made: Assembled
    pages: int
    warnings: tuple[str, ...] = ()
    read: tuple[PageRead, ...] = ()
    properties: tuple[Property, ...] = ()

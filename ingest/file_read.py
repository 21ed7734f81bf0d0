"""What a reader makes of a file, before anybody asks what document it is."""

from typing import NamedTuple

from loftespor.ingest.accounts import PageRead
from loftespor.ingest.drafts import Assembled, Draft
from loftespor.ingest.metadata.fields import Property


class Drafted(NamedTuple):
    """The drafts of a file's blocks, the number of pages, warnings, what was read of each page (nothing where a
    reader cannot tell), and what the file says of itself beside its text.
    """

    drafts: list[Draft]
    pages: int
    warnings: tuple[str, ...] = ()
    read: tuple[PageRead, ...] = ()
    properties: tuple[Property, ...] = ()


class FileRead(NamedTuple):
    """The same with the blocks and the text that were made of the drafts."""

    made: Assembled
    pages: int
    warnings: tuple[str, ...] = ()
    read: tuple[PageRead, ...] = ()
    properties: tuple[Property, ...] = ()

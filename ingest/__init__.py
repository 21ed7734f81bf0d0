"""Ingest: files of any kind become documents of pages and blocks."""

from loftespor.ingest.document import Block, Box, Document, Fragment, Hyperlink, NoteMark, PageAccount, Removed, Unread
from loftespor.ingest.inputs import Input, find_inputs
from loftespor.ingest.page_index import PageIndex
from loftespor.ingest.read import read_documents, read_file
from loftespor.ingest.workers.limits import Limits, limits_available
from loftespor.ingest.workers.pool import ingest_files

__all__ = [
    "Block",
    "Box",
    "Document",
    "Fragment",
    "Hyperlink",
    "Input",
    "Limits",
    "NoteMark",
    "PageAccount",
    "PageIndex",
    "Removed",
    "Unread",
    "find_inputs",
    "ingest_files",
    "limits_available",
    "read_documents",
    "read_file",
]

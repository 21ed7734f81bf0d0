"""Ingest: files of any kind become documents of pages and blocks."""

from loftespor.ingest.document import Block, Box, Document, Fragment, NoteMark, Removed, Unread
from loftespor.ingest.read import read_documents, read_file

__all__ = [
    "Block",
    "Box",
    "Document",
    "Fragment",
    "NoteMark",
    "Removed",
    "Unread",
    "read_documents",
    "read_file",
]

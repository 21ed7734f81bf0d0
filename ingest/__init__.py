"""Ingest: files of any kind become documents of pages and blocks."""

from loftespor.ingest.document import Block, Box, Document, Fragment, NoteMark, Removed, Unread

__all__ = ["Block", "Box", "Document", "Fragment", "NoteMark", "Removed", "Unread"]

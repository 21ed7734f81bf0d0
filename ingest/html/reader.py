"""Web pages: which encoding, which part is the main text, its blocks, and what the page says of itself."""

import codecs
import re
from pathlib import Path

from loftespor.errors import UnreadableFileError
from loftespor.ingest.accounts import PageRead
from loftespor.ingest.file_read import Drafted
from loftespor.ingest.html.blocks import read_blocks
from loftespor.ingest.html.main import find_parts
from loftespor.ingest.html.notes import find_notes
from loftespor.ingest.html.properties import base_address, properties_of
from loftespor.ingest.html.sizes import measure
from loftespor.ingest.html.tree import parse_page
from loftespor.ingest.lines import joined
from loftespor.ingest.text.encoding import decode

_HEAD = 4096
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
# As browsers and SingleFile write it.
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(\S{1,500})\s")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
# What files begin with that are no web page, whatever their name says, and what to do with them.
_OTHERS = (
    (b"%PDF-", "a PDF; name it .pdf"),
    (b"PK\x03\x04", "a ZIP archive or Office document; name it by its type"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .docx"),
    (b"{\\rtf", "an RTF document; save it as .docx"),
    (b"\x1f\x8b", "a compressed file; unpack it"),
)
_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?MIME-Version:", re.IGNORECASE)


def read_html(data: bytes, path: Path) -> Drafted:
    """The main text of a web page as drafts, with the rest of its words as what was taken out.

    Raises UnreadableFileError for what is no web page, LimitExceededError for one of more than half a million tags.
    """
    text, warnings = _text(data, path)
    page = parse_page(text, path)
    sizes = measure(page)
    notes = find_notes(page, sizes)
    parts = find_parts(page, sizes, notes=notes.starts)
    found = _SAVED_FROM.search(text[:_HEAD])
    saved_from = found[1] if found else ""
    drafts = read_blocks(page, parts, notes, base=base_address(page, saved_from))
    words = " ".join(joined(draft.lines) for draft in drafts)
    properties = properties_of(page, parts, saved_from=saved_from, text=words)
    return Drafted(drafts, 1, warnings, (PageRead(page.characters),), properties)


def _text(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The characters of a page, by its mark, by what it states, else as those of a text; and warnings."""
    start = data[:_HEAD].lstrip()
    for begins, what in _OTHERS:
        if start.startswith(begins):
            raise UnreadableFileError(f"{path}: not a web page but {what}")
    if _ARCHIVE.match(start):
        raise UnreadableFileError(f"{path}: not a web page but a web archive; save the page as 'HTML only'")
    text, warnings = _decoded(data, path)
    if "<?xml" in text[:100]:  # XHTML may write text this way; in HTML it is a comment
        text = _CDATA.sub(lambda found: found[1].replace("&", "&amp;").replace("<", "&lt;"), text)
    return text, warnings


def _decoded(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    stated = _XML.match(data[:_HEAD]) or _META.search(data[:_HEAD])
    name = _codec(stated[1].decode("ascii", "replace")) if stated else None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    else:
        return decode(data, path)  # bytes that are UTF-8 by chance are ASCII, whatever the page states
    if b"\x00" in data or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, path)
    if name == "utf-8":
        return _nearly_utf8(data, path, broken)
    if name is not None:
        try:
            return data.decode(name), ()
        except UnicodeDecodeError:
            return decode(data, path)
    return decode(data, path)


def _codec(name: str) -> str | None:
    """The codec that a page states; ISO 8859-1 is read as Windows-1252, as every browser does."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return found if found in ("utf-8", "cp1252") or found.startswith(("iso8859", "cp12", "koi8", "mac-")) else None


def _nearly_utf8(data: bytes, path: Path, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    """A page that states UTF-8 and holds other bytes: it is, where most letters beyond ASCII are."""
    text = data.decode("utf-8", "replace")
    unknown = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) > 2 * unknown:
        return text, (f"not all UTF-8 (byte {error.start}); {unknown} characters cannot be read",)
    return decode(data, path)

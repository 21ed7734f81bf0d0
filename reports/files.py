"""The source files beside the report, so that a reader can open a document at the page of a quote."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from loftespor.errors import UnreadableFileError
from loftespor.ingest import Limits
from loftespor.ingest.archives.contents import is_there, sha256_of, size_of
from loftespor.reports.folder import ReportFolder
from loftespor.reports.material import Source

# Only types that a browser shows or saves; a web page from a stranger is copied as plain text, for it would run.
_AS_IT_IS = frozenset({".pdf", ".txt", ".md", ".docx", ".jpeg", ".jpg", ".png", ".tif", ".tiff"})
_AS_TEXT = frozenset({".html", ".htm", ".xhtml"})
_UNSAFE = re.compile(r"[^\w.() -]+")


class SourceFiles:
    """Where the copies of the source files lie, relative to the report's folder."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = MappingProxyType(dict(places))

    def link(self, source: Source, page: int | None = None) -> str | None:
        """The address of a document's file, a PDF's at its page; None where the file is not beside the report."""
        place = self._places.get(source.id)
        if place is None:
            return None
        return quote(place) + (f"#page={page}" if page and place.endswith(".pdf") else "")


def copy_files(folder: ReportFolder, sources: Iterable[Source]) -> SourceFiles:
    """Copy the source files that are still where they were read, also in an archive, with the same bytes."""
    places: dict[str, str] = {}
    for source in sources:
        name = copied_name(source.name)
        path = Path(source.path)
        if name is None or path.suffix.lower() != Path(source.name).suffix.lower():
            continue
        if _still_holds(path, source.sha256):
            places[source.id] = f"files/{source.sha256[:8]}/{name}"
            folder.adopt(places[source.id], path, sha256=source.sha256, part="html")
    return SourceFiles(places)


def _still_holds(path: Path, sha256: str) -> bool:
    """Whether the file is there, or in its archive, with the bytes that were read."""
    try:
        return is_there(path) and size_of(path) <= Limits().file_size and sha256_of(path) == sha256
    except (OSError, UnreadableFileError):
        return False


def copied_name(name: str) -> str | None:
    """The name of a copy: no folders, no odd characters, a known type; None for a type that is not copied."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    stem, suffix = Path(plain).stem[:80].rstrip(". "), Path(plain).suffix.lower()
    if suffix in _AS_TEXT:
        return f"{stem}{suffix}.txt"
    return f"{stem}{suffix}" if stem and suffix in _AS_IT_IS else None

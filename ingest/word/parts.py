"""The parts of a Word file: which of them is what, by its relations; and files that are Word only by their name."""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from loftespor.errors import EncryptedFileError, TooLargeError, UnknownTypeError, UnreadableFileError
from loftespor.ingest.archives.zipped import Parts, opened
from loftespor.ingest.word.xml import full_names

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A document of a thousand pages has some 20 000; these take a minute and 1.4 GB, within a reader's limits.
_MOST_PARAGRAPHS = 300_000
_MAIN = "word/document.xml"
# How other formats begin that are sent around under the names of Word files.
_OTHERS = (
    (b"{\\rtf", "RTF"),
    (b"%PDF-", "PDF"),
    (b"<html", "HTML"),
    (b"<!doctype html", "HTML"),
    (b"MIME-Version:", "MHTML"),
    (b"\xffWPC", "WordPerfect"),
)
_OPEN_DOCUMENT = frozenset({"content.xml", "META-INF/manifest.xml"})


class Relation(NamedTuple):
    """What a part refers to by an id: another part's name, or an address outside, which is never opened."""

    kind: str  # the last word of its type: 'styles', 'header', 'hyperlink'
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts of a Word file, and the relations of its main part."""

    parts: Parts
    main: str
    body: etree._Element
    relations: dict[str, Relation] = field(default_factory=dict)

    def root(self, kind: str) -> etree._Element | None:
        """The root of the part that the main part uses as its styles, numbering, footnotes …"""
        name = self.part(kind)
        return self.parts.root(name) if name else None

    def part(self, kind: str) -> str | None:
        """The name of that part; None where there is none."""
        found = [r.target for r in self.relations.values() if r.kind == kind and not r.external]
        usual = [] if self.relations else [f"word/{kind}.xml"]  # a file whose relations are lost
        return next((name for name in (*found, *usual) if name in self.parts.names), None)


@contextmanager
def opened_word(data: bytes, path: Path) -> Iterator[Package]:
    """The parts of a Word file.

    Raises UnknownTypeError for another format under its name or an old .doc, EncryptedFileError,
    TooLargeError, and UnreadableFileError for a damaged file or one that is no Word document.
    """
    _refuse_others(data, path)
    with opened(data, path, kind="Word document", ending=".docx") as parts:
        if parts.names >= _OPEN_DOCUMENT:
            raise UnknownTypeError(f"{path}: no Word document but OpenDocument; open it in Word and save it as .docx")
        main = _main_part(parts)
        root = parts.root(main)
        body = root.find("{*}body") if root is not None else None
        if body is None or body.tag not in full_names("w:body"):
            raise UnreadableFileError(f"{path}: not a Word document (no text in {_MAIN}); save it as .docx")
        if sum(1 for _ in body.iter(*full_names("w:p"))) > _MOST_PARAGRAPHS:
            raise TooLargeError(f"{path}: more than {_MOST_PARAGRAPHS} paragraphs; split it, or leave it out")
        yield Package(parts, main, body, relations_of(parts, main))


def _refuse_others(data: bytes, path: Path) -> None:
    head = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, name in _OTHERS:
        if head.startswith(start.lower()):
            raise UnknownTypeError(f"{path}: no Word document but {name}; open it in Word and save it as .docx")
    if data[:8] == _OLD_OFFICE and _names_stream(data, "EncryptedPackage"):
        raise EncryptedFileError(f"{path}: asks for a password; save it as .docx without one")
    if data[:8] == _OLD_OFFICE and _names_stream(data, "WordDocument"):
        raise UnknownTypeError(f"{path}: a document of an older Word (.doc); open it in Word and save it as .docx")


def _names_stream(data: bytes, name: str) -> bool:
    """Whether the directory of a compound file has a stream of that name."""
    return name.encode("utf-16-le") in data


def _main_part(parts: Parts) -> str:
    named = (r.target for r in relations_of(parts, "").values() if r.kind == "officeDocument" and not r.external)
    return next((name for name in named if name in parts.names), _MAIN)


def relations_of(parts: Parts, part: str) -> dict[str, Relation]:
    """The relations of a part by id ('' has those of the whole file); names are never looked up outside the file."""
    folder, name = posixpath.split(part)
    root = parts.root(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, Relation] = {}
    for relation in root.iterfind("{*}Relationship") if root is not None else ():
        target = relation.get("Target") or ""
        external = relation.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
        found[relation.get("Id") or ""] = Relation(kind, target, external)
    return found

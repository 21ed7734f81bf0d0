"""Word (.docx): paragraphs, headings by style, list items by numbering, tables, footnotes."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from loftespor.errors import EncryptedFileError, LimitExceededError, UnreadableFileError
from loftespor.ingest.drafts import Draft
from loftespor.ingest.inline import Piece, line_of_pieces
from loftespor.ingest.lines import Line, clean_line
from loftespor.ingest.markers import find_marker

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _STYLES, _NUMBERING, _NOTES = "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"
# A document of a thousand pages unpacks to some 30 MB of XML; pictures are not unpacked.
_MOST_UNPACKED = 200_000_000
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|tittel)$", re.IGNORECASE)
_DEEPER = re.compile(r"(?:list|liste|punkt).*\s([2-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: its heading level, and its numbering if it has one."""

    level: int | None = None
    numbering: tuple[str, int] | None = None
    depth: int = 0  # 'List Bullet 2' lies one level deeper than its numbering says


@dataclass(slots=True)
class _Word:
    """What the parts of the file say, and the counters of its numbered lists."""

    styles: dict[str, _Style]
    formats: dict[tuple[str, int], tuple[str, str]]  # list and level: number format and text
    counters: dict[tuple[str, int], int] = field(default_factory=dict)
    items: list[tuple[int, int]] = field(default_factory=list)  # level and draft of each open item
    drafts: list[Draft] = field(default_factory=list)
    page: int = 1


def read_word(data: bytes, path: Path) -> tuple[list[Draft], int]:
    """The drafts of a Word document and its number of pages, counted by the page breaks it was saved with.

    Raises EncryptedFileError, LimitExceededError for a file that unpacks to more than 200 MB, and
    UnreadableFileError for one that is no Word document.
    """
    parts = _parts(data, path)
    if _BODY not in parts:
        raise UnreadableFileError(f"{path}: not a Word document (no {_BODY}); save it as .docx")
    styles = _styles(parts.get(_STYLES))
    word = _Word(styles, _formats(parts.get(_NUMBERING)))
    body = parts[_BODY].find(f"{_W}body")
    for element in body if body is not None else ():
        _read_element(element, word)
    word.drafts += _notes(parts.get(_NOTES))
    return word.drafts, word.page


def _parts(data: bytes, path: Path) -> dict[str, etree._Element]:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise EncryptedFileError(f"{path}: asks for a password, or is an old .doc; save it as .docx without one")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    parts = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [i for i in archive.infolist() if i.filename in (_BODY, _STYLES, _NUMBERING, _NOTES)]
            if sum(info.file_size for info in names) > _MOST_UNPACKED:
                raise LimitExceededError(f"{path}: unpacks to more than {_MOST_UNPACKED // 1_000_000} MB; left out")
            for info in names:
                with archive.open(info) as part:
                    content = part.read(_MOST_UNPACKED + 1)
                parts[info.filename] = etree.fromstring(content, parser)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFileError(f"{path}: not a readable Word document ({error}); fetch it again") from error
    return parts


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    """The paragraph styles by id; a style has the level and numbering of the style it is based on."""
    found: dict[str, _Style] = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        name = _value(style.find(f"{_W}name")) or ""
        based = found.get(_value(style.find(f"{_W}basedOn")) or "", _Style())
        heading = _HEADING.match(name)
        level = int(heading[1]) if heading else (1 if _TITLE.match(name) else based.level)
        numbering = _numbering(style.find(f"{_W}pPr")) or based.numbering
        deeper = _DEEPER.search(name)
        depth = int(deeper[1]) - 1 if deeper else based.depth
        found[style.get(f"{_W}styleId") or name] = _Style(level, numbering, depth)
    return found


def _formats(root: etree._Element | None) -> dict[tuple[str, int], tuple[str, str]]:
    """Number format and text of each list's levels: ('bullet', '•'), ('decimal', '%1.')."""
    if root is None:
        return {}
    abstract = {a.get(f"{_W}abstractNumId"): a for a in root.findall(f"{_W}abstractNum")}
    formats = {}
    for num in root.findall(f"{_W}num"):
        levels = abstract.get(_value(num.find(f"{_W}abstractNumId")))
        for level in levels.findall(f"{_W}lvl") if levels is not None else ():
            key = (num.get(f"{_W}numId") or "", int(level.get(f"{_W}ilvl") or 0))
            formats[key] = (_value(level.find(f"{_W}numFmt")) or "", _value(level.find(f"{_W}lvlText")) or "")
    return formats


def _value(element: etree._Element | None) -> str | None:
    return element.get(f"{_W}val") if element is not None else None


def _numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    numbering = properties.find(f"{_W}numPr") if properties is not None else None
    if numbering is None:
        return None
    number = _value(numbering.find(f"{_W}numId"))
    return (number, int(_value(numbering.find(f"{_W}ilvl")) or 0)) if number else None


def _read_element(element: etree._Element, word: _Word) -> None:
    if element.tag == f"{_W}p":
        _read_paragraph(element, word)
    elif element.tag == f"{_W}tbl":
        _read_table(element, word)
    elif element.tag == f"{_W}sdt":
        for inner in element.iterfind(f"{_W}sdtContent/*"):
            _read_element(inner, word)


def _read_paragraph(paragraph: etree._Element, word: _Word) -> None:
    properties = paragraph.find(f"{_W}pPr")
    style = word.styles.get(_value(properties.find(f"{_W}pStyle")) or "" if properties is not None else "", _Style())
    numbering = _numbering(properties) or style.numbering
    lines = _lines(paragraph, word.page)
    word.page += sum(1 for _ in paragraph.iter(f"{_W}lastRenderedPageBreak")) + sum(
        br.get(f"{_W}type") == "page" for br in paragraph.iter(f"{_W}br")
    )
    if not any(line.text for line in lines):
        return
    if style.level is not None:
        word.items.clear()
        word.drafts.append(Draft("heading", lines, _number(numbering, word), style.level))
    elif numbering is not None and numbering[0] != "0":
        _add_item(lines, _number(numbering, word), numbering[1] + style.depth, word)
    else:
        _add_plain(lines, word)


def _add_item(lines: tuple[Line, ...], marker: str | None, level: int, word: _Word) -> None:
    while word.items and word.items[-1][0] >= level:
        word.items.pop()
    parent = word.items[-1][1] if word.items else None
    word.items.append((level, len(word.drafts)))
    word.drafts.append(Draft("list_item", lines, marker, len(word.items), parent))


def _add_plain(lines: tuple[Line, ...], word: _Word) -> None:
    """A paragraph, or an item whose marker was typed by hand."""
    marker = find_marker(lines[0].text)
    if marker is not None and marker.style != "decimal" and marker.end < len(lines[0].text):
        _add_item((lines[0].cut(0, marker.end, "marker"), *lines[1:]), marker.text, 0, word)
        return
    word.items.clear()
    word.drafts.append(Draft("paragraph", lines))


def _number(numbering: tuple[str, int] | None, word: _Word) -> str | None:
    """The marker that Word shows: a bullet, or the number with its signs ('2.', 'b)')."""
    if numbering is None or numbering not in word.formats:
        return None
    kind, text = word.formats[numbering]
    if kind == "bullet":
        shown = clean_line(text).text
        return shown if shown and not shown.isalnum() else "•"
    number, level = numbering
    word.counters[numbering] = word.counters.get(numbering, 0) + 1
    for key in [key for key in word.counters if key[0] == number and key[1] > level]:
        del word.counters[key]
    shown = text
    for depth in range(level + 1):
        count = word.counters.get((number, depth), 1)
        shown = shown.replace(f"%{depth + 1}", _written(count, word.formats.get((number, depth), ("", ""))[0]))
    return shown or None


def _written(count: int, kind: str) -> str:
    """A count as Word writes it in a number format."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    if kind in ("lowerLetter", "upperLetter"):
        letter = letters[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and count < 40:
        roman = "x" * (count // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[count % 10]
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)


def _lines(paragraph: etree._Element, page: int) -> tuple[Line, ...]:
    """The lines of a paragraph, parted at its line breaks; deleted text is left out."""
    lines: list[list[Piece]] = [[]]
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            lines[-1].append(Piece(element.text or ""))
        elif element.tag in (f"{_W}tab", f"{_W}noBreakHyphen"):
            lines[-1].append(Piece("-" if element.tag.endswith("Hyphen") else " "))
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            lines.append([])
        elif element.tag == f"{_W}footnoteReference":
            lines[-1].append(Piece(element.get(f"{_W}id") or "", is_mark=True))
    return tuple(line_of_pieces(pieces, page=page) for pieces in lines)


def _read_table(table: etree._Element, word: _Word) -> None:
    place = len(word.drafts)
    word.items.clear()
    rows = []
    for row in table.iterfind(f"{_W}tr"):
        cells = tuple(_cell(cell, word.page) for cell in row.iterfind(f"{_W}tc"))
        if any(line.text for cell in cells for line in cell):
            rows.append(Draft("table_row", parent=place, cells=cells))
    if rows:
        word.drafts += [Draft("table"), *rows]


def _cell(cell: etree._Element, page: int) -> tuple[Line, ...]:
    return tuple(line for paragraph in cell.iter(f"{_W}p") for line in _lines(paragraph, page) if line.text)


def _notes(root: etree._Element | None) -> Iterator[Draft]:
    """The footnotes; the separators that Word keeps beside them (type) are none."""
    for note in root.iterfind(f"{_W}footnote") if root is not None else ():
        lines = _cell(note, 1)
        if note.get(f"{_W}type") is None and lines:
            yield Draft("footnote", lines, note.get(f"{_W}id"))

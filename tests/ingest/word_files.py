"""Word files for tests, built part by part: what python-docx cannot write is written as XML."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from loftespor.ingest import Document, read_file
from tests.ingest.invariants import assert_sound

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    }.items()
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
)
SHORT = {"heading": "h", "paragraph": "p", "list_item": "i", "table": "table", "table_row": "row", "footnote": "note"}


def read(folder: Path, data: bytes, name: str = "a.docx") -> Document:
    """The document in a Word file, which is sound."""
    path = folder / name
    path.write_bytes(data)
    document = read_file(path)
    assert_sound(document)
    return document


def shape(document: Document) -> list[str]:
    """The blocks in short: 'h2 [2.1] Skole', 'i1 [•] byggje', 'p Byen vil:', 'row1 Tiltak | Sum'."""
    return [
        f"{SHORT[b.kind]}{b.level or ''}{f' [{b.marker}]' if b.marker else ''} {document.text[b.start : b.end]}"
        for b in document.blocks
        if b.kind != "table"
    ]


def running(document: Document) -> list[str]:
    """What was taken out as running matter."""
    return [removed.original for removed in document.removed if removed.kind == "running"]


def docx(
    body: str, *, styles: str = "", numbering: str = "", settings: str = "", parts: dict[str, str] | None = None,
    links: dict[str, str] | None = None,
) -> bytes:  # fmt: skip
    """A Word file with this body; `parts` holds further parts by name without their namespaces, `links` addresses
    by the id that refers to them.
    """
    texts = {f"word/{name}.xml": f"<w:{name} {SPACES}>{text}</w:{name}>" for name, text in {
        "styles": styles, "numbering": numbering, "settings": settings,
    }.items() if text}  # fmt: skip
    texts |= {name: text.replace(">", f" {SPACES}>", 1) for name, text in (parts or {}).items()}
    texts["word/document.xml"] = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    relations = [
        _relation(name.removeprefix("word/").removesuffix(".xml"), _kind(name), name.removeprefix("word/"))
        for name in texts
        if name not in ("word/document.xml", "docProps/core.xml") and "_rels" not in name
    ]
    relations += [_relation(key, "hyperlink", address, outside=True) for key, address in (links or {}).items()]
    texts["word/_rels/document.xml.rels"] = _relations(*relations)
    top = [_relation("rId1", "officeDocument", "word/document.xml")]
    top += [_relation("rId2", "core-properties", name) for name in texts if name.startswith("docProps/")]
    texts["_rels/.rels"] = _relations(*top)
    return zipped({"[Content_Types].xml": CONTENT_TYPES} | texts)


def zipped(parts: dict[str, str]) -> bytes:
    """An archive of texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _kind(name: str) -> str:
    return name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")


def _relation(key: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id={quoteattr(key)} Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>'


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def t(text: str) -> str:
    """Words."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run of words, or of XML."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{text if text.startswith('<') else t(text)}</w:r>"


def p(*content: str, style: str = "", num: str = "", properties: str = "") -> str:
    """A paragraph of runs or plain words; `num` is 'list' or 'list/level'."""
    inner = "".join(c if c.startswith("<") else r(c) for c in content)
    key, _, level = num.partition("/")
    listed = f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{key}"/></w:numPr>' if num else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}{properties}</w:pPr>{inner}</w:p>"


def bold(*content: str, **options: str) -> str:
    """A paragraph whose words are all bold."""
    return p(*(r(words, "<w:b/>") for words in content), **options)


def indent(left: int, hanging: int = 0) -> str:
    """The indent of a paragraph, in twips."""
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def style(key: str, name: str, *, based: str = "", properties: str = "", run: str = "", kind: str = "paragraph") -> str:
    """A style."""
    upon = f'<w:basedOn w:val="{based}"/>' if based else ""
    named = f'<w:name w:val="{name}"/>' if name else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}">{named}{upon}<w:pPr>{properties}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def level(place: int, form: str, text: str, more: str = "", *, left: int | None = None) -> str:
    """A level of a list."""
    edge = 720 * (place + 1) if left is None else left
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
        f"<w:pPr>{indent(edge, 360)}</w:pPr></w:lvl>"
    )


def abstract(key: int, *levels: str, more: str = "") -> str:
    """A definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(key: int, definition: int, more: str = "") -> str:
    """A list upon a definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def row(*cells: str, properties: str = "") -> str:
    """A row of a table; a cell is words or XML, and may begin with its properties."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(map(tc, cells))}</w:tr>"


def tc(content: str) -> str:
    """A cell."""
    return f"<w:tc>{content if content.startswith('<') else p(content)}</w:tc>"


def spanned(content: str, columns: int) -> str:
    """The content of a cell over several columns."""
    return f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{p(content)}'


def merged(content: str = "", *, begins: bool = False) -> str:
    """The content of a cell that begins a merged column of cells, or goes on with it."""
    return f"<w:tcPr><w:vMerge{' w:val=' + quoteattr('restart') if begins else ''}/></w:tcPr>{p(content)}"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sign(kind: str) -> str:
    """A sign that begins a field, its result, or ends it."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, *result: str) -> str:
    """A field with its result."""
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return f"{sign('begin')}{code}{sign('separate')}{''.join(map(r, result))}{sign('end')}"


def mark(key: int, kind: str = "footnote", own: str = "") -> str:
    """The mark of a note, counted or the author's own."""
    follows = ' w:customMarkFollows="1"' if own else ""
    return f'<w:r><w:{kind}Reference{follows} w:id="{key}"/>{t(own) if own else ""}</w:r>'


def notes(kind: str, *texts: str) -> str:
    """The part with footnotes or endnotes, numbered from 1; a text is words or paragraphs."""
    separator = f'<w:{kind} w:type="separator" w:id="0">{p(r("<w:separator/>"))}</w:{kind}>'
    found = "".join(
        f'<w:{kind} w:id="{place}">{text if text.startswith("<") else p(r(f"<w:{kind}Ref/>"), " " + text)}</w:{kind}>'
        for place, text in enumerate(texts, start=1)
    )
    return f"<w:{kind}s>{separator}{found}</w:{kind}s>"


def box(*content: str) -> str:
    """A run with a text box, given twice over as Word does: for newer and for older programs."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    newer, older = (
        f"<w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing>",
        f"<w:pict><v:textbox>{inner}</v:textbox></w:pict>",
    )
    return f"<w:r>{forms(newer, older)}</w:r>"


def sdt(*content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"


def forms(newer: str, older: str) -> str:
    """The same in a form for newer programs and in one for older ones."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{newer}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
        "</mc:AlternateContent>"
    )


def section(kind: str = "nextPage", more: str = "") -> str:
    """The properties of a section."""
    return f'<w:sectPr>{more}<w:type w:val="{kind}"/></w:sectPr>'

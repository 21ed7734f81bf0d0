"""Word files from strangers: other formats under their name, damage, size, depth, circles, what is outside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loftespor import errors
from loftespor.ingest import read_file
from tests.ingest.word_files import (
    CONTENT_TYPES,
    OFFICE,
    PACKAGE,
    SPACES,
    abstract,
    docx,
    field,
    level,
    mark,
    num,
    p,
    r,
    read,
    row,
    section,
    shape,
    sign,
    style,
    t,
    table,
    tc,
    zipped,
)  # fmt: skip

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "", "META-INF/manifest.xml": ""})


def stream(name: str) -> bytes:
    return OLD + name.encode("utf-16-le") + b"\0" * 50


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("a.docx", stream("EncryptedPackage"), errors.EncryptedFileError, "password"),
        ("a.doc", stream("WordDocument"), errors.UnknownTypeError, "older Word"),
        ("a.docx", stream("WordDocument"), errors.UnknownTypeError, "save it as .docx"),
        ("a.doc", OLD, errors.EncryptedFileError, "old Office"),
        ("a.docx", b"{\\rtf1\\ansi Byen vil.}", errors.UnknownTypeError, "RTF"),
        ("a.rtf", b"{\\rtf1\\ansi Byen vil.}", errors.UnknownTypeError, "RTF"),
        ("a.doc", b"\xef\xbb\xbf <HTML><p>Byen vil.", errors.UnknownTypeError, "HTML"),
        ("a.docx", b"%PDF-1.7", errors.UnknownTypeError, "PDF"),
        ("a.odt", ODT, errors.UnknownTypeError, "OpenDocument"),
        ("a.docx", zipped({"xl/workbook.xml": "<a/>"}), errors.UnreadableFileError, "no text"),
        ("a.docx", zipped({"word/document.xml": "<a><body/></a>"}), errors.UnreadableFileError, "no text"),
        ("a.docx", docx("<w:p>" * 300 + "</w:p>" * 300), errors.UnreadableFileError, "depth"),
        ("a.docx", docx(p("Byen"))[:-60], errors.UnreadableFileError, "fetch it again"),
        ("a.docx", docx(p() * 5), errors.EmptyDocumentError, "no text"),
    ],
)  # fmt: skip
def test_refused(tmp_path: Path, name: str, data: bytes, error: type[errors.LoftesporError], says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=says) as raised:
        read_file(path)
    assert type(raised.value) is error
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("limit", "value", "data"),
    [
        ("archives.zipped._MOST_AS_TREE", 1000, docx(p("Byen vil. " * 200))),
        ("archives.zipped._MOST_UNPACKED", 1000, docx(p("Byen vil. " * 200))),
        ("word.parts._MOST_PARAGRAPHS", 10, docx(p("Byen") * 11)),
    ],
)
def test_what_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, data: bytes
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    monkeypatch.setattr(f"loftespor.ingest.{limit}", value)
    with pytest.raises(errors.TooLargeError, match=r"a\.docx: .*(unpacks to more|paragraphs)"):
        read_file(path)


def package(target: str, parts: dict[str, str], *, outside: bool = False) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="{target}"{mode}/>'
    top = f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": top} | parts)


BODY = f"<w:document {SPACES}><w:body>{p('Byen vil.')}</w:body></w:document>"


@pytest.mark.parametrize(
    ("target", "part", "outside"),
    [
        ("/word/document2.xml", "word/document2.xml", False),  # Word on the web calls it so
        ("tekst/hoved.xml", "tekst/hoved.xml", False),
        ("../../../etc/passwd", "word/document.xml", False),  # nothing outside the file is looked up
        ("file:///etc/passwd", "word/document.xml", True),
        ("https://by.example/mal.dotx", "word/document.xml", True),
    ],
)
def test_main_part(tmp_path: Path, target: str, part: str, outside: bool) -> None:
    assert read(tmp_path, package(target, {part: BODY}, outside=outside)).text == "Byen vil."


def test_file_whose_relations_are_lost(tmp_path: Path) -> None:
    parts = {"word/document.xml": BODY.replace("<w:pPr>", '<w:pPr><w:pStyle w:val="O1"/>')}
    parts["word/styles.xml"] = f"<w:styles {SPACES}>{style('O1', 'heading 1')}</w:styles>"
    assert shape(read(tmp_path, zipped(parts))) == ["h1 Byen vil."]


def test_part_with_a_path_that_leads_out(tmp_path: Path) -> None:
    """A name in the archive is only a name: nothing is ever unpacked to a disk."""
    document = read(tmp_path, package("../ute.xml", {"../ute.xml": BODY, "word/document.xml": BODY}))
    assert document.text == "Byen vil."
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_numbers_that_are_none(tmp_path: Path) -> None:
    huge = "9" * 30
    body = p("a", num=f"1/{huge}") + p("b", properties=f'<w:ind w:left="{huge}"/><w:outlineLvl w:val="x"/>')
    body += f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{huge}"/></w:tcPr>{p("c")}</w:tc>{tc("d")}</w:tr></w:tbl>'
    numbering = abstract(1, level(0, "decimal", "%1.").replace('w:start w:val="1"', f'w:start w:val="{huge}"')) + num(
        1, 1
    )
    document = read(tmp_path, docx(body, numbering=numbering))
    assert shape(document) == ["i1 [1.] a", "p b", "row c | d"]


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "a long chain of styles": lambda size: docx(
        p("Byen", style="s0"), styles="".join(style(f"s{i}", f"S {i}", based=f"s{i + 1}") for i in range(size))
    ),
    "lists upon one definition": lambda size: docx(
        p("Byen", num="1"),
        numbering=abstract(1, *(level(i, "decimal", "%1.") for i in range(9)))
        + "".join(num(i, 1) for i in range(1, size)),
    ),
    "fields inside fields": lambda size: docx(p((sign("begin") + sign("separate")) * size, "Byen", sign("end") * size)),
    "fields that never end": lambda size: docx(p(*[sign("begin")] * size, "Byen")),
    "fields in a form without words": lambda size: docx(
        p("Byen") + f"<mc:AlternateContent><mc:Choice>{p(field('REF x') * size)}</mc:Choice></mc:AlternateContent>"
    ),
    "forms of one thing": lambda size: docx(
        f"<mc:AlternateContent>{'<mc:Choice/>' * size}<mc:Fallback>{p('Byen')}</mc:Fallback></mc:AlternateContent>"
    ),
    "titles": lambda size: docx(p("Byen", style="Tittel") * size, styles=style("Tittel", "Title")),
    "items each further in": lambda size: docx(
        "".join(p("– Byen", properties=f'<w:ind w:left="{200 * i}"/>') for i in range(size))
    ),
    "paragraphs without an end": lambda size: docx(p("Byen ", properties="<w:rPr><w:del/></w:rPr>") * size),
    "lines": lambda size: docx(p(r("<w:br/>" + t("Byen")) * size)),
    "sections": lambda size: docx(
        "".join(p("Byen", properties=section(more=f'<w:headerReference w:type="x{i}" r:id="y"/>')) for i in range(size))
    ),
    "marks without notes": lambda size: docx(p("Byen", mark(1) * size)),
    "links": lambda size: docx(
        p(('<w:hyperlink r:id="x">' * 200 + r("Byen") + "</w:hyperlink>" * 200) * (size // 200 + 1))
    ),
    "empty tables": lambda size: docx(p("Byen") + table() * size + table("<w:tr/>" * size)),
    "rows without words": lambda size: docx(p("Byen") + table(*[row("", p(r("\ue001")))] * size)),
    "pages": lambda size: docx(p("Byen", '<w:r><w:br w:type="page"/></w:r>' * size)),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_odd_files_are_read(tmp_path: Path, make: Callable[[int], bytes]) -> None:
    assert "Byen" in read(tmp_path, make(300)).text

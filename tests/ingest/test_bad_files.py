"""Files that cannot be read: the error, its status and what it says; and that the rest goes on."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from loftespor import errors
from loftespor.ingest import Document, Input, Limits, Unread, find_inputs, ingest_files, read_documents, read_file
from loftespor.ingest.workers.limits import limits_available
from tests.ingest.drawing import Pen, pdf


def words(pen: Pen) -> None:
    pen.lines(60, 80, "Byen vil plante trær.")


def nothing(pen: Pen) -> None:
    pen.rule(60, 80, 100, 80)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


CASES = [
    ("a.pdf", lambda: pdf(words, password="hemmelig"), errors.EncryptedFileError, "password"),  # noqa: S106
    ("a.pdf", lambda: b"<html>ikke funnet</html>", errors.UnreadableFileError, "not a readable PDF"),
    ("a.pdf", lambda: pdf(words)[:200], errors.UnreadableFileError, "PDF"),
    ("a.pdf", lambda: pdf(nothing), errors.EmptyDocumentError, "1 pages without text"),
    ("a.pdf", lambda: b"", errors.EmptyDocumentError, "empty"),
    ("a.txt", lambda: b" \n ", errors.EmptyDocumentError, "empty"),
    ("a.txt", lambda: b"by\x00en", errors.UnreadableFileError, "NUL"),
    ("a.txt", lambda: b"\xff\xfe\x00\xd8a", errors.UnreadableFileError, "UTF-8"),
    ("a.xyz", lambda: b"tekst", errors.UnknownTypeError, ".xyz"),
    ("a.docx", lambda: b"ikke en zip", errors.UnreadableFileError, "Word"),
    ("a.docx", lambda: zipped(word__styles_xml=b"<a/>"), errors.UnreadableFileError, "Word"),
    ("a.docx", lambda: zipped(word__document_xml=b"<w"), errors.UnreadableFileError, "Word"),
    ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, errors.EncryptedFileError, "password"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "error", "says"), CASES)
def test_bad_file(tmp_path: Path, name: str, make: object, error: type[errors.LoftesporError], says: str) -> None:
    path = tmp_path / name
    path.write_bytes(make())  # type: ignore[operator]  # the cases hold functions
    with pytest.raises(error) as raised:
        read_file(path)
    assert type(raised.value) is error
    assert says in str(raised.value)
    assert str(path) in str(raised.value)
    (unread,) = read_documents(path)
    assert isinstance(unread, Unread)
    assert (unread.error, unread.exit_status, unread.path) == (error.__name__, error.exit_status, str(path))


def test_word_file_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loftespor.ingest.archives.zipped._MOST_UNPACKED", 1_000_000)
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(word__document_xml=b" " * 1_000_001))
    with pytest.raises(errors.TooLargeError, match="1 MB"):
        read_file(path)


def test_cut_off_pdf_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    data = pdf(words)
    path.write_bytes(data[: data.rindex(b"xref\n") - 4])
    document = read_file(path)
    assert document.text == "Byen vil plante trær."
    assert any("cut off" in warning for warning in document.warnings)


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("hemmelig")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{space}"><w:body><w:p><w:r>'
        "<w:t>Byen &x; vil</w:t></w:r></w:p></w:body></w:document>"
    )
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(word__document_xml=body.encode()))
    assert "hemmelig" not in read_file(path).text


def test_worker_goes_on_after_a_file_that_takes_too_long(tmp_path: Path) -> None:
    names = ["a.txt", "b.pdf", "c.txt", "d.lnk"]
    for name in names:
        (tmp_path / name).write_bytes(b"%PDF-1.4 nei" if name == "b.pdf" else b"Byen vil plante tr\xc3\xa6r.")
    found = list(ingest_files(find_inputs([tmp_path]), jobs=2))
    assert [Path(f.path).name for f in found] == names
    assert [type(f) for f in found] == [Document, Unread, Document, Unread]
    assert [f.error for f in found if isinstance(f, Unread)] == ["UnreadableFileError", "UnknownTypeError"]


def test_silent_worker_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Byen vil plante trær.")
    found = list(ingest_files([Input(path), Input(path)], limits=Limits(silent_seconds=0.0)))
    assert [f.error for f in found if isinstance(f, Unread)] == ["TimeLimitError", "TimeLimitError"]


def test_large_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Byen vil plante trær.")
    (found,) = ingest_files([Input(path)], limits=Limits(file_size=5))
    assert isinstance(found, Unread)
    assert found.exit_status == errors.TooLargeError.exit_status


@pytest.mark.skipif(not limits_available(), reason="the system cannot limit a process's memory")
def test_memory_is_limited(tmp_path: Path) -> None:
    big, small = tmp_path / "a.txt", tmp_path / "b.txt"
    big.write_text("Byen vil plante trær. " * 2_000_000)
    small.write_text("Byen vil plante trær.")
    found = list(ingest_files([Input(big), Input(small)], limits=Limits(memory=260_000_000)))
    assert [type(f) for f in found] == [Unread, Document]
    assert [f.error for f in found if isinstance(f, Unread)] == ["MemoryLimitError"]


LINES = [{"tekst": "Byen vil plante trær på øya."}, {"tekst": "«Gode» skoler – nå, sa Åse på møtet."}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_json_lines_in_other_encodings(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in LINES).encode(encoding)
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = list(read_documents(path))
    assert [d.text for d in found if isinstance(d, Document)] == [row["tekst"] for row in LINES]
    assert all(bool(d.warnings) is not encoding.startswith("utf-8") for d in found if isinstance(d, Document))


@pytest.mark.parametrize(
    ("limit", "data", "kinds"),
    [
        # A line that is too long costs only itself.
        (
            "text.line_file._MOST_IN_LINE",
            b'{"tekst":"' + b"a" * 90 + b'"}\n{"tekst":"Byen vil."}\n',
            ["TooLargeError", ""],
        ),
        ("text.line_file._MOST_UNPACKED", b'{"tekst":"Byen vil."}\n' * 5, ["", "", "", "", "", "TooLargeError"]),
        ("text.line_file._MOST_LINES", b"\n" * 100 + b'{"tekst":"Byen vil."}', ["TooLargeError"]),
        ("read._MOST_BAD_LINES", b"1\n" * 200, ["UnreadableFileError"] * 90 + ["TooLargeError"]),
        ("text.line_file._CHUNK", b"[" * 50_000 + b'\n{"tekst":"Byen vil."}', ["UnreadableFileError", ""]),
    ],
)
def test_json_lines_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, data: bytes, kinds: list[str]
) -> None:
    monkeypatch.setattr(f"loftespor.ingest.{limit}", 90)
    for name, content in (("a.jsonl", data), ("b.jsonl.gz", gzip.compress(data))):
        (tmp_path / name).write_bytes(content)
        found = list(read_documents(tmp_path / name))
        assert [f.error if isinstance(f, Unread) else "" for f in found] == kinds


def test_json_lines_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"tekst":"Byen vil plante."}\n' * 3)[:-4])
    *_, last = read_documents(path)
    assert isinstance(last, Unread)
    assert "to its end" in last.reason


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"dokument_id": "0123456789ab", "tittel": "Svar", "url": "https://by.example/1", "tekst": "Byen vil plante."},
        {"text": "Byen vil verne.", "kind": "answer"},
        {"dokument_id": "f" * 8, "text": ""},
    ]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n".join([*(json.dumps(r).encode() for r in rows), b"[1]"])))
    first, second, empty, broken = read_documents(path, stated={"issuer": "Byen"}, sources={"issuer": "command line"})
    assert isinstance(first, Document)
    assert (first.name, first.title, first.url, first.issuer) == (
        "01234567.txt",
        "Svar",
        "https://by.example/1",
        "Byen",
    )
    assert (first.sources["title"], first.sources["issuer"]) == ("line 1", "command line")
    assert isinstance(second, Document)
    assert (second.name, second.kind, second.path) == ("a-2.txt", "answer", str(path))
    assert isinstance(empty, Unread)
    assert empty.error == "EmptyDocumentError"
    assert isinstance(broken, Unread)
    assert "line 4" in broken.reason

"""ZIP archives read as folders: their files, names in old encodings, what is stated in them, and what is refused."""

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from loftespor import errors
from loftespor.ingest import Document, Limits, Unread, find_inputs, ingest_files, read_documents, read_file
from loftespor.ingest.archives import archive
from loftespor.ingest.archives.contents import fingerprint, is_there, open_bytes, read_bytes, size_of
from tests.ingest.drawing import Pen, pdf
from tests.ingest.hostile import Entry, overlapping_zip, raw_zip, zip_bomb
from tests.ingest.invariants import assert_sound
from tests.ingest.word_files import docx, p

WORDS = "Bylaget vil plante trær langs alle skoleveier."


def packed(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def found(*paths: Path) -> list[tuple[str, str]]:
    """The paths below the first path's folder, each with the kind of error it is refused for."""
    return [
        (item.path.relative_to(paths[0].parent).as_posix(), item.error.__name__ if item.refused else "")
        for item in find_inputs(paths)
    ]


def sheet() -> bytes:
    book = openpyxl.Workbook()
    for row in (("Tiltak", "2026"), ("Leirskole", 1200)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page(pen: Pen) -> None:
    pen.lines(60, 80, WORDS)


def test_files_of_every_type_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"tekst": text}) for text in ("Vi vil bygge bru.", "Vi vil bygge tunnel."))
    path = write(tmp_path / "Saker.ZIP", packed({
        "saker/notat.pdf": pdf(page), "saker/2024/svar.docx": docx(p(WORDS)), "b.txt": WORDS, "a.md": f"# A\n\n{WORDS}",
        "budsjett.xlsx": sheet(), "svar.jsonl": lines, "x.jsonl.gz": gzip.compress(lines.encode()),
        "liste.csv": "Tiltak;2026\nLeirskole;1200\n",
    }))  # fmt: skip
    results = list(ingest_files(find_inputs([path]), jobs=2))
    assert [(Path(r.path).relative_to(path).as_posix(), r.name) for r in results if isinstance(r, Document)] == [
        ("a.md", "a.md"), ("b.txt", "b.txt"), ("budsjett.xlsx", "budsjett.xlsx"), ("liste.csv", "liste.csv"),
        ("saker/2024/svar.docx", "svar.docx"), ("saker/notat.pdf", "notat.pdf"), ("svar.jsonl", "svar-1.txt"),
        ("svar.jsonl", "svar-2.txt"), ("x.jsonl.gz", "x-1.txt"), ("x.jsonl.gz", "x-2.txt"),
    ]  # fmt: skip
    for result in results:
        assert isinstance(result, Document)
        assert_sound(result)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["Saker.ZIP"], "nothing is unpacked to the disk"


def test_a_file_is_the_same_document_inside_and_outside(tmp_path: Path) -> None:
    inside = write(tmp_path / "a.zip", packed({"x/notat.pdf": pdf(page)})) / "x" / "notat.pdf"
    outside = write(tmp_path / "notat.pdf", read_bytes(inside))
    one, other = read_file(inside), read_file(outside)
    assert one.path == str(inside)
    assert (one.name, one.text, one.sha256, one.blocks) == (other.name, other.text, other.sha256, other.blocks)


def test_archives_stand_among_the_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "mappe").mkdir()
    write(tmp_path / "mappe" / "b.zip", packed({"b.txt": WORDS, ".skjult.txt": "x", "__MACOSX/._b.txt": "x", "m/": ""}))
    write(tmp_path / "mappe" / "a.txt", WORDS.encode())
    write(tmp_path / "mappe" / "c.txt", WORDS.encode())
    assert [name for name, _ in found(tmp_path / "mappe")] == ["mappe/a.txt", "mappe/b.zip/b.txt", "mappe/c.txt"]


def test_statements_of_the_folder_the_archive_and_folders_in_it(tmp_path: Path) -> None:
    outer = 'municipality = "Elvestad"\nissuer = "Bylaget"\n[[document]]\nfile = "s.zip/a.txt"\ntitle = "A"\n'
    inner = 'issuer = "Vikbukta"\n[[document]]\nfile = "x/b.txt"\nkind = "memo"\ndate = 2024-03-14\n'
    (tmp_path / "corpus.toml").write_text(outer)
    path = write(tmp_path / "s.zip", packed({
        "a.txt": WORDS, "x/b.txt": WORDS, "x/corpus.toml": 'period = "2023-2027"\r\n', "corpus.toml": inner,
    }))  # fmt: skip
    for named in (path, tmp_path):
        a, b = find_inputs([named], stated={"language": "nn"})
        assert a.stated == {"municipality": "Elvestad", "issuer": "Vikbukta", "title": "A", "language": "nn"}
        assert b.stated == {
            "municipality": "Elvestad", "issuer": "Vikbukta", "kind": "memo", "date": "2024-03-14",
            "period": "2023-2027", "language": "nn",
        }  # fmt: skip
        assert b.sources["kind"] == "corpus.toml"


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('tema = "trær"', "unknown key 'tema'"),
        ('[[document]]\nfile = "borte.txt"', "there is no file borte.txt"),
        ('[[document]]\nfile = "../utenfor.txt"', "not in this folder"),
        ("date = ", "not TOML"),
        ("a = " + "9" * 5000, "not TOML"),
        (".".join("a" * 400_000) + " = 1", "dots"),
        ("a = " + "[" * 100_000, "nested"),
        ("#" * 5_000_001, "5 MB"),
    ],
)
def test_a_wrong_corpus_file_in_an_archive_costs_the_archive(tmp_path: Path, toml: str, says: str) -> None:
    write(tmp_path / "utenfor.txt", WORDS.encode())
    path = write(tmp_path / "s.zip", packed({"a.txt": WORDS, "corpus.toml": toml}))
    with pytest.raises(errors.CorpusFileError, match=r"s\.zip.corpus\.toml") as raised:
        find_inputs([path])
    assert says in str(raised.value)
    assert found(tmp_path) == [
        (f"{tmp_path.name}/s.zip", "CorpusFileError"), (f"{tmp_path.name}/utenfor.txt", "")
    ]  # fmt: skip


def test_an_archive_has_no_statements_of_its_own(tmp_path: Path) -> None:
    write(tmp_path / "s.zip", packed({"a.txt": WORDS}))
    (tmp_path / "corpus.toml").write_text('[[document]]\nfile = "s.zip"\nkind = "memo"\n')
    with pytest.raises(errors.CorpusFileError, match="name a file in it"):
        find_inputs([tmp_path])


NAME = "Årsmelding for Bærum og Øygarden.txt"
DECOMPOSED = "A\u030arsmelding for Bærum og Øygarden.txt"


def in_unicode_field(name: str, *, of: bytes) -> bytes:
    content = b"\x01" + struct.pack("<L", zlib.crc32(of)) + name.encode()
    return struct.pack("<HH", 0x7075, len(content)) + content


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(NAME.encode(), WORDS.encode(), flags=0x800), "UTF-8 that says so"),
        (Entry(NAME.encode(), WORDS.encode()), "UTF-8 that does not, as macOS packs"),
        (Entry(DECOMPOSED.encode(), WORDS.encode(), flags=0x800), "letters in two parts, as macOS names files"),
        (Entry(NAME.encode("cp850"), WORDS.encode(), made_by=0), "DOS, as old Windows packs"),
        (Entry(NAME.encode("cp865"), WORDS.encode(), made_by=0), "Norwegian DOS"),
        (Entry(NAME.encode("cp1252"), WORDS.encode(), made_by=11), "Windows"),
        (Entry(NAME.encode("mac_roman"), WORDS.encode(), made_by=7), "old Macintosh"),
        (Entry(b"_rsmelding.txt", WORDS.encode(), extra=in_unicode_field(NAME, of=b"_rsmelding.txt")), "a second name"),
        (Entry(NAME.encode("cp850"), WORDS.encode(), extra=in_unicode_field("x.txt", of=b"y.txt")), "of another one"),
        (Entry(b".\\" + NAME.encode("cp850"), WORDS.encode(), made_by=0), "backslashes of old Windows programs"),
    ],
)  # fmt: skip
def test_names_of_old_archives(tmp_path: Path, entry: Entry, reason: str) -> None:
    path = write(tmp_path / "a.zip", raw_zip(entry))
    (document,) = (read_file(item.path) for item in find_inputs([path]))
    assert (document.name, document.text) == (NAME, WORDS), reason
    assert document.path == str(path / NAME)


def test_folders_parted_by_backslashes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", raw_zip(Entry(b"saker\\2024\\a.txt", WORDS.encode())))
    assert found(path) == [("a.zip/saker/2024/a.txt", "")]


SOUND = Entry(b"god.txt", WORDS.encode())
REFUSED = [
    (Entry(b"../ute.txt", b"x"), "../ute.txt", errors.UnsafePathError, "'..'"),
    (Entry(b"saker/../../ute.txt", b"x"), "saker/../../ute.txt", errors.UnsafePathError, "'..'"),
    (Entry(b"..\\ute.txt", b"x"), "../ute.txt", errors.UnsafePathError, "'..'"),
    (Entry(b"/etc/ute.txt", b"x"), "etc/ute.txt", errors.UnsafePathError, "absolute"),
    (Entry(b"C:\\ute.txt", b"x"), "C:/ute.txt", errors.UnsafePathError, "absolute"),
    (Entry(b"\\\\tjener\\ute.txt", b"x"), "tjener/ute.txt", errors.UnsafePathError, "absolute"),
    (Entry(b"ute.txt\0.pdf", b"x"), "ute.txt\ufffd.pdf", errors.UnsafePathError, "control"),
    (Entry(b"ute\n\x1b[2J.txt", b"x"), "ute\ufffd\ufffd[2J.txt", errors.UnsafePathError, "control"),
    (Entry(b"lenke.txt", b"/etc/passwd", mode=0o120777), "lenke.txt", errors.UnsafePathError, "symbolic link"),
    (Entry(b"pipe.txt", b"", mode=0o010644), "pipe.txt", errors.UnknownTypeError, "no regular file"),
    (Entry(b"hemmelig.txt", b"x", flags=1), "hemmelig.txt", errors.EncryptedFileError, "password"),
    (Entry(b"indre.zip", packed({"a.txt": WORDS})), "indre.zip", errors.UnknownTypeError, "archive in an archive"),
    (Entry(b"rar.txt", b"x", method=9), "rar.txt", errors.UnreadableFileError, "Deflate64"),
    (Entry(b"rar.txt", b"x", method=77), "rar.txt", errors.UnreadableFileError, "method 77"),
    (Entry(b"bombe.txt", b"x", size=21_000_000), "bombe.txt", errors.TooLargeError, "200 times"),
    (Entry(b"logo.gif", b"x"), "logo.gif", errors.UnknownTypeError, "no reader"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "name", "error", "says"), REFUSED, ids=[name for _, name, _, _ in REFUSED])
def test_what_is_refused_and_the_rest_goes_on(
    tmp_path: Path, entry: Entry, name: str, error: type[errors.LoftesporError], says: str
) -> None:
    path = write(tmp_path / "a.zip", raw_zip(SOUND, entry))
    refused, sound = sorted(find_inputs([path]), key=lambda item: item.refused is None)
    assert read_file(sound.path).text == WORDS
    assert (refused.error, str(refused.path)) == (error, f"{path}/{name}")
    assert refused.refused is not None
    assert says in refused.refused
    assert refused.refused.startswith(f"{path}/{name}: ")


DAMAGED = [
    (Entry(b"a.txt", WORDS.encode(), crc=1), "checksum"),
    (Entry(b"a.txt", WORDS.encode(), size=5), "holds more"),
    (Entry(b"a.txt", WORDS.encode(), size=5000), "checksum"),
    (Entry(b"a.txt", WORDS.encode(), packed=b"\xff" * 50), "cannot be unpacked"),
    (Entry(b"a.txt", WORDS.encode(), packed=b"\xff" * 50, method=0, size=50), "checksum"),
    (Entry(b"a.txt", WORDS.encode(), packed=b"\x00\x28\x00\xd7\xff" + b"x" * 7), "cut off"),
]


@pytest.mark.parametrize(("entry", "says"), DAMAGED)
def test_damaged_files(tmp_path: Path, entry: Entry, says: str) -> None:
    path = write(tmp_path / "a.zip", raw_zip(SOUND, entry))
    damaged, sound = [list(read_documents(item.path)) for item in find_inputs([path])]
    assert isinstance(sound[0], Document)
    assert isinstance(damaged[0], Unread)
    assert (damaged[0].error, damaged[0].path) == ("UnreadableFileError", str(path / "a.txt"))
    assert says in damaged[0].reason


def test_a_file_that_is_not_where_the_archive_says(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", raw_zip(Entry(b"a.txt", WORDS.encode())).replace(b"PK\3\4", b"PK\5\4"))
    with pytest.raises(errors.UnreadableFileError, match="does not stand"):
        read_file(path / "a.txt")


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"ikke en zip", errors.UnreadableFileError, "not a readable ZIP archive"),
        (b"", errors.UnreadableFileError, "not a readable ZIP archive"),
        (packed({"a.txt": WORDS})[:-30], errors.UnreadableFileError, "not a readable ZIP archive"),
        (raw_zip(Entry(b"\xff.txt", b"x", flags=0x800)), errors.UnreadableFileError, "UTF-8"),
        (overlapping_zip(5), errors.UnreadableFileError, "overlap"),
        (packed({}), errors.NothingToReadError, "no files"),
        (packed({"a/": ""}), errors.NothingToReadError, "no files"),
        (packed({"a.gif": "x", "b.gif": "x"}), errors.NothingToReadError, "none of its 2 files"),
        (raw_zip(*[Entry(b"%d.txt" % n, b"x", flags=1) for n in range(3)]), errors.EncryptedFileError, "none of its 3"),
        (raw_zip(Entry(b"../a.txt", b"x")), errors.UnsafePathError, "'..'"),
        (packed({"a.zip": packed({"a.txt": WORDS})}), errors.NothingToReadError, "unpack the outer one"),
        (zip_bomb("a.txt", 30_000_000), errors.TooLargeError, "200 times"),
    ],
)  # fmt: skip
def test_archives_with_nothing_to_read(
    tmp_path: Path, data: bytes, error: type[errors.LoftesporError], says: str
) -> None:
    path = write(tmp_path / "a.zip", data)
    with pytest.raises(error) as raised:
        find_inputs([path])
    assert type(raised.value) is error
    assert says in str(raised.value)
    assert str(path) in str(raised.value)
    other = write(tmp_path / "b.txt", WORDS.encode())
    assert found(path, other) == [("a.zip", error.__name__), ("b.txt", "")]


def test_two_files_of_one_name_are_refused_once(tmp_path: Path) -> None:
    one = Entry(b"x/a.txt", b"Vi vil bygge bru.")
    path = write(tmp_path / "a.zip", raw_zip(SOUND, one, one._replace(name=b"x//a.txt", content=b"Vi vil rive bru.")))
    assert found(path) == [("a.zip/god.txt", ""), ("a.zip/x/a.txt", "UnreadableFileError")]


def test_names_that_differ_in_case_are_two(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", packed({"a.txt": WORDS, "A.txt": WORDS}))
    assert found(path) == [("a.zip/A.txt", ""), ("a.zip/a.txt", "")]


@pytest.mark.parametrize(
    ("limit", "value", "says"),
    [
        ("_MOST_MEMBERS", 2, "more than 2 files"),
        ("_MOST_DIRECTORY", 100, "its directory"),
        ("_MOST_UNPACKED", 100, "unpacks to more"),
        ("_LEAST_BOMB", 0, ""),
    ],
)
def test_archives_that_are_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, says: str
) -> None:
    monkeypatch.setattr(archive, limit, value)
    path = write(tmp_path / "a.zip", packed(dict.fromkeys(("a.txt", "b.txt", "c.txt"), WORDS)))
    if not says:
        assert len(find_inputs([path])) == 3
        return
    with pytest.raises(errors.TooLargeError, match=says):
        find_inputs([path])


def test_the_size_of_one_file_is_limited_like_any_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", packed({"a.txt": WORDS * 10, "b.txt": WORDS}))
    big, small = ingest_files(find_inputs([path]), limits=Limits(file_size=200))
    assert isinstance(big, Unread)
    assert big.error == "TooLargeError"
    assert isinstance(small, Document)


def test_an_archive_behind_other_bytes(tmp_path: Path) -> None:
    """As archives are that unpack themselves."""
    path = write(tmp_path / "a.zip", b"MZ" + b"\0" * 500 + packed({"a.txt": WORDS}))
    assert [read_file(item.path).text for item in find_inputs([path])] == [WORDS]


def test_an_archive_with_64_bit_fields(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made, made.open("a.txt", "w", force_zip64=True) as part:
        part.write(WORDS.encode())
    path = write(tmp_path / "a.zip", out.getvalue())
    assert [read_file(item.path).text for item in find_inputs([path])] == [WORDS]


def test_paths_into_archives(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", packed({"x/a.txt": WORDS}))
    inside = path / "x" / "a.txt"
    assert is_there(inside)
    assert size_of(inside) == len(WORDS.encode())
    assert fingerprint(inside) == f"{zlib.crc32(WORDS.encode()):08x}-{len(WORDS.encode())}"
    with open_bytes(inside) as stream:
        assert (stream.read(3), stream.read()) == (WORDS.encode()[:3], WORDS.encode()[3:])
    for other in (path / "x", path / "b.txt", path / ".." / "a.zip", tmp_path / "b.zip" / "a.txt"):
        assert not is_there(other)
    (unread,) = read_documents(path / "borte.txt")
    assert isinstance(unread, Unread)
    (refused,) = read_documents(path)
    assert isinstance(refused, Unread)
    assert "name a file in it" in refused.reason


def test_an_archive_that_changed_is_looked_at_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", packed({"a.txt": "Vi vil bygge bru."}))
    assert read_bytes(path / "a.txt") == b"Vi vil bygge bru."
    write(path, packed({"a.txt": "Vi vil bygge tunnel i stedet."}))
    assert read_bytes(path / "a.txt") == b"Vi vil bygge tunnel i stedet."


def test_a_folder_may_have_an_archives_name(tmp_path: Path) -> None:
    (tmp_path / "a.zip").mkdir()
    write(tmp_path / "a.zip" / "a.txt", WORDS.encode())
    assert found(tmp_path) == [(f"{tmp_path.name}/a.zip/a.txt", "")]


def test_links_to_archives(tmp_path: Path) -> None:
    (tmp_path / "mappe").mkdir()
    outside = write(tmp_path / "ute.zip", packed({"a.txt": WORDS}))
    (tmp_path / "mappe" / "lenke.zip").symlink_to(outside)
    write(tmp_path / "mappe" / "a.txt", WORDS.encode())
    assert found(tmp_path / "mappe") == [("mappe/a.txt", ""), ("mappe/lenke.zip", "UnsafePathError")]
    assert [item.path.name for item in find_inputs([tmp_path / "mappe", outside])] == ["a.txt", "lenke.zip", "a.txt"]


def test_many_files_are_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.zip", packed({f"{n % 20}/{n}.txt": WORDS for n in range(500)}))
    looked: list[Path] = []
    directory = archive._directory

    def seen(path: Path) -> list[zipfile.ZipInfo]:
        looked.append(path)
        return directory(path)

    monkeypatch.setattr(archive, "_directory", seen)
    inputs = find_inputs([path])
    assert len({read_bytes(item.path) for item in inputs}) == 1
    assert len(inputs) == 500
    assert looked == [path]
    assert {item.archive for item in inputs} == {path}

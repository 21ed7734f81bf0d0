"""Which files are read, and what corpus.toml states of them."""

import os
from pathlib import Path

import pytest

from loftespor.errors import CorpusFileError, MissingPathError, NothingToReadError, UnknownTypeError, UnsafePathError
from loftespor.ingest import find_inputs, read_file


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_order_hidden_and_unknown(tmp_path: Path) -> None:
    folder(tmp_path, b_dot_txt="b", a_dot_txt="a", sub__c_dot_txt="c", LICENSE="x", _dot_hidden_dot_txt="h")
    found = find_inputs([tmp_path / "b.txt", tmp_path])
    assert [i.path.name for i in found] == ["b.txt", "LICENSE", "a.txt", "c.txt"]
    assert [i.path.name for i in found if i.refused] == ["LICENSE"]


def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, outside_dot_txt="x", inside__a_dot_txt="a")
    try:
        (tmp_path / "inside" / "b.txt").symlink_to(tmp_path / "outside.txt")
    except OSError:
        pytest.skip("the system makes no links")
    found = find_inputs([tmp_path / "inside"])
    assert [(i.path.name, i.refused is None) for i in found] == [("a.txt", True), ("b.txt", False)]
    assert found[1].error is UnsafePathError


def test_a_refused_link_does_not_stand_for_the_file_it_leads_to(tmp_path: Path) -> None:
    folder(tmp_path, outside_dot_txt="x", inside__a_dot_txt="a")
    (tmp_path / "inside" / "b.txt").symlink_to(tmp_path / "outside.txt")
    found = find_inputs([tmp_path / "inside", tmp_path / "outside.txt"])
    assert [(i.path.name, i.refused is None) for i in found] == [
        ("a.txt", True), ("b.txt", False), ("outside.txt", True)
    ]  # fmt: skip


def test_links_to_folders(tmp_path: Path) -> None:
    """One within leads to what is read anyway, one that leads out is refused; neither is followed."""
    folder(tmp_path, outside__x_dot_txt="x", inside__sub__a_dot_txt="a")
    (tmp_path / "inside" / "ut").symlink_to(tmp_path / "outside")
    (tmp_path / "inside" / "inn").symlink_to(tmp_path / "inside" / "sub")
    found = find_inputs([tmp_path / "inside"])
    assert [(i.path.name, i.refused is None) for i in found] == [("ut", False), ("a.txt", True)]
    assert found[0].error is UnsafePathError


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    folder(tmp_path, a_dot_txt="a")
    (tmp_path / "borte.txt").symlink_to(tmp_path / "finnes-ikke.txt")
    (tmp_path / "ring.txt").symlink_to(tmp_path / "ring.txt")
    (tmp_path / "ute.txt").symlink_to("/finnes/ikke.txt")
    errors = {i.path.name: i.error for i in find_inputs([tmp_path]) if i.refused}
    assert errors == {"borte.txt": UnknownTypeError, "ring.txt": UnknownTypeError, "ute.txt": UnsafePathError}


def test_a_folder_of_nothing_but_links_out_of_it(tmp_path: Path) -> None:
    folder(tmp_path, outside_dot_txt="x")
    (tmp_path / "inside").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "inside" / name).symlink_to(tmp_path / "outside.txt")
    with pytest.raises(UnsafePathError, match=r"a\.txt.*and 1 more"):
        find_inputs([tmp_path / "inside"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes among its files")
def test_pipes_and_devices_are_never_opened(tmp_path: Path) -> None:
    folder(tmp_path, a_dot_txt="a")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    errors = {i.path.name: i.error for i in find_inputs([tmp_path]) if i.refused}
    assert errors == {"pipe.txt": UnknownTypeError, "null.txt": UnsafePathError}
    for name in errors:
        with pytest.raises(UnknownTypeError, match="no regular file"):
            find_inputs([tmp_path / name])
        with pytest.raises(UnknownTypeError, match="no regular file"):
            read_file(tmp_path / name)
    assert [i.refused is None for i in find_inputs([tmp_path / "pipe.txt", tmp_path / "a.txt"])] == [False, True]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    folder(tmp_path, a_dot_txt="a")
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.txt")).write_text("x")
    bad, good = sorted(find_inputs([tmp_path]), key=lambda i: i.refused is None)
    assert (bad.error, good.path.name) == (UnknownTypeError, "a.txt")


def test_statements(tmp_path: Path) -> None:
    top = 'municipality = "Elvestad"\nkind = "minutes"\n[[document]]\nfile = "a.txt"\ntitle = "A"\ndate = 2024-03-14\n'
    own = '[[document]]\nfile = "b.txt"\nkind = "answer"\n'
    folder(tmp_path, corpus_dot_toml=top, a_dot_txt="Tekst.", sub__b_dot_txt="Tekst.", sub__corpus_dot_toml=own)
    a, b = find_inputs([tmp_path], stated={"issuer": "Byen", "kind": None})
    assert a.stated == {
        "municipality": "Elvestad", "kind": "minutes", "title": "A", "date": "2024-03-14", "issuer": "Byen"
    }  # fmt: skip
    assert b.stated["kind"] == "answer"
    document = read_file(a.path, stated=a.stated, sources=a.sources)
    assert (document.kind, str(document.date), document.work) == ("minutes", "2024-03-14", "a")
    assert (document.sources["kind"], document.sources["issuer"]) == ("corpus.toml", "command line")


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('\ntema = "trær"', "line 2"),
        ('[[document]]\nfile = "a.txt"\nforfatter = "x"', "line 3"),
        ('[[document]]\nfile = "a.txt"\ntittel = "x"', "did you mean 'title'"),
        ('[[documents]]\nfile = "a.txt"', "did you mean 'document'"),
        ('[[document]]\ntitle = "x"', "no 'file'"),
        ('[[document]]\nfile = "borte.txt"', "line 2: there is no file borte.txt"),
        ('[[document]]\nfile = "../a.txt"', "not in this folder"),
        ('[[document]]\nfile = "a.txt"\n[[document]]\nfile = "./a.txt"', "line 4: a.txt has two"),
        ('kind = "dikt"', "programme"),
        ('kind = "minute"', "did you mean 'minutes'"),
        ('date = "i fjor"', "2025-06-30"),
        ('date = "12.03.2024"', "2025-06-30"),
        ('language = "no"', "'nb' or 'nn'"),
        ('[[document]]\nfile = "a.txt"\ntitle = true', "line 3"),
        ('[[document]]\nfile = "a.txt"\nperiod = [2024, 2025]', "line 3"),
        # The second table's own line, though the first has the same keys.
        (
            '[[document]]\nfile = "b.txt"\nkind = "plan"\n\n[[document]]\n# kind\nfile = "a.txt"\nkind = "dikt"',
            "line 8",
        ),
        ('document = "a.txt"', "[[document]]"),
        ('[document]\nfile = "a.txt"', "[[document]]"),
        ("\nkind = \ndate = 2024-01-01", "line 2"),
    ],
)
def test_malformed_corpus_file(tmp_path: Path, toml: str, says: str) -> None:
    folder(tmp_path, corpus_dot_toml=toml, a_dot_txt="Tekst.", b_dot_txt="Tekst.")
    with pytest.raises(CorpusFileError, match=r"corpus\.toml") as raised:
        find_inputs([tmp_path])
    assert says in str(raised.value)


def test_a_file_is_named_by_its_path(tmp_path: Path) -> None:
    folder(tmp_path, corpus_dot_toml='[[document]]\nfile = "./sub/../sub/a.txt"\n', sub__a_dot_txt="Tekst.")
    with pytest.raises(CorpusFileError, match="not in this folder"):
        find_inputs([tmp_path])
    folder(tmp_path, corpus_dot_toml='[[document]]\nfile = "./sub//a.txt"\nkind = "plan"\n')
    assert [item.stated for item in find_inputs([tmp_path])] == [{"kind": "plan"}]


def test_missing_empty_and_unknown(tmp_path: Path) -> None:
    folder(tmp_path, LICENSE="x")
    with pytest.raises(MissingPathError):
        find_inputs([tmp_path / "borte"])
    with pytest.raises(NothingToReadError):
        find_inputs([tmp_path])
    with pytest.raises(UnknownTypeError):
        find_inputs([tmp_path / "LICENSE"])


def test_described_by_itself(tmp_path: Path) -> None:
    body = "Saken ble behandlet, og bystyret vedtok å plante trær i alle gater. " * 20
    folder(tmp_path, a_dot_txt=f"TITTEL: Saksprotokoll Byutvalget, 14032024, Sak 27/24, Trær\n\n{body}")
    document = read_file(tmp_path / "a.txt")
    assert (document.kind, document.issuer, str(document.date), document.case) == (
        "minutes", "Byutvalget", "2024-03-14", "27/24"
    )  # fmt: skip
    assert document.sources["date"] == "page 1 (case minutes by their title)"

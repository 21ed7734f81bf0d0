import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.errors import ForeignReportError, LoftesporError
from loftespor.reports.folder import MANIFEST, ReportFolder

Write = Callable[..., Path]


def listed(folder: Path) -> set[str]:
    return set(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])


def test_the_manifest_lists_exactly_what_was_written(write: Write) -> None:
    out = write()
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert listed(out) == there - {MANIFEST}


def test_pages_that_no_longer_belong_go_and_foreign_files_stay(write: Write, db: Database) -> None:
    out = write()
    (out / "punkt" / "notat.html").write_text("mitt eget")
    (out / "punkt" / "c2.html").write_text("endret av en person")
    db.execute("DELETE FROM commitments WHERE id IN ('c1', 'c2')")
    write()
    assert not (out / "punkt" / "c1.html").exists(), "written by the program, and no longer part of the report"
    assert (out / "punkt" / "notat.html").read_text() == "mitt eget"
    assert (out / "punkt" / "c2.html").read_text() == "endret av en person", "changed since: somebody's work"


def test_a_foreign_first_page_stops_everything(write: Write, tmp_path: Path) -> None:
    out = tmp_path / "rapport"
    out.mkdir()
    (out / "index.html").write_text("min hjemmeside")
    with pytest.raises(ForeignReportError, match="--out"):
        write()
    assert [p.name for p in out.iterdir()] == ["index.html"]


def test_other_foreign_files_are_no_hindrance(write: Write, tmp_path: Path) -> None:
    (tmp_path / "rapport").mkdir()
    (tmp_path / "rapport" / "bilde.png").write_bytes(b"x")
    assert (write() / "bilde.png").read_bytes() == b"x"


def test_a_table_alone_leaves_the_pages_of_an_earlier_report(write: Write) -> None:
    out = write()
    before = listed(out)
    write(formats=("csv",))
    assert listed(out) == before
    assert (out / "index.html").exists()


def test_an_interrupted_report_can_be_written_again(write: Write) -> None:
    out = write()
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    (out / MANIFEST).write_text(json.dumps(manifest | {"finished": False, "files": {}}))
    assert listed(write())


@pytest.mark.parametrize("name", ["../x.html", "/x.html", "a/../../x.html", "a\\..\\x.html", ""])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    folder = ReportFolder(tmp_path / "rapport", formats=("html",))
    with pytest.raises(ForeignReportError):
        folder.write(name, "x", part="html")
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"files": []}', '{"finished": true, "files": {"../x": {}}}'])
def test_a_broken_manifest_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(LoftesporError, match=MANIFEST):
        ReportFolder(tmp_path, formats=("html",))


def test_a_manifest_cannot_point_outside(tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("mitt")
    out = tmp_path / "rapport"
    out.mkdir()
    entry = {"format": "html", "sha256": "x"}
    (out / MANIFEST).write_text(json.dumps({"finished": True, "files": {"../mitt.txt": entry}}))
    folder = ReportFolder(out, formats=("html",))
    with pytest.raises(ForeignReportError):
        folder.close()
    assert (tmp_path / "mitt.txt").exists()


def test_a_link_out_of_the_folder_is_not_written_through(tmp_path: Path) -> None:
    out, victim = tmp_path / "report", tmp_path / "victim"
    out.mkdir()
    victim.mkdir()
    (out / "punkt").symlink_to(victim)
    folder = ReportFolder(out, formats=("html",))
    with pytest.raises(ForeignReportError, match="leads out"):
        folder.write("punkt/a.html", "tekst", part="html")
    assert not list(victim.iterdir())

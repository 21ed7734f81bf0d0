"""A reader that ends before it takes a file: the file is named as unread and the next one is tried."""

from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from loftespor.ingest import Input, Unread, ingest_files


def test_file_that_no_reader_takes_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_pipe: object, _item: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(Connection, "send", broken)
    path = tmp_path / "a.txt"
    path.write_text("Byen vil plante trær.")
    found = list(ingest_files([Input(path), Input(path)]))
    assert [f.error for f in found if isinstance(f, Unread)] == ["LimitExceededError", "LimitExceededError"]

"""The small town's corpus, made once and copied for each test: relative paths, so that a copy can be revised."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.schema import open_database
from tests.corpus.built import work
from tests.corpus.small_town import write_documents


@pytest.fixture(scope="session")
def small_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents and the database made of them."""
    home = tmp_path_factory.mktemp("town")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        db = open_database(Path("corpus.db"))
        work(db, write_documents(Path("documents")))
        db.close()
    return home


@pytest.fixture
def folder(small_town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents of the small town, to be revised."""
    shutil.copytree(small_town, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Path("documents")


@pytest.fixture
def db(folder: Path) -> Iterator[Database]:
    """The database made of them."""
    db = open_database(folder.parent / "corpus.db")
    yield db
    db.close()

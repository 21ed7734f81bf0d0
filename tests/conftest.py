"""What tests of several stages share: the example corpus read once, and tools that may be missing."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.linking import link
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import finish_run, start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.corpus.summary import summary_of
from loftespor.ingest import find_inputs
from loftespor.rules.assess import assess

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "corpus"
SHARED = Path(__file__).resolve().parents[2] / "shared"
TODAY = date(2026, 3, 1)
TOOLS = {"browser": "chromium", "office": "soffice", "ocr": "tesseract"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tool or data is missing; under LOFTESPOR_TEST_ALL a missing tool is a failure."""
    for mark, tool in TOOLS.items():
        if item.get_closest_marker(mark) and shutil.which(tool) is None:
            message = f"{tool} is not installed"
            if os.environ.get("LOFTESPOR_TEST_ALL"):
                pytest.fail(f"{message}; `make test-all` wants it")
            pytest.skip(message)
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip("the evaluation data is not beside the checkout")


@pytest.fixture(scope="session")
def example_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The example corpus, read, linked and assessed."""
    db = open_database(tmp_path_factory.mktemp("example") / "example.db")
    run = start_run(db, command="test", today=TODAY, inputs=("example corpus",))
    read = list(ingest(db, find_inputs([EXAMPLES]), run=run, jobs=1))
    for step in (extract_new(db, run=run, jobs=1), link(db, run=run), assess(db, today=TODAY, run=run)):
        assert list(step)
    finish_run(db, run, summary_of(db, read).as_row())
    yield db
    db.close()

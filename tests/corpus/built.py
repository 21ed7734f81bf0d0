"""A corpus built of a few texts, as the first steps of `loftespor run` leave it."""

from collections.abc import Mapping
from pathlib import Path

from sqlite_utils import Database

from loftespor.corpus.linking import link
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.ingest import find_inputs
from tests.corpus.test_steps import TODAY


def linked_corpus(folder: Path, texts: Mapping[str, str]) -> Database:
    """A database of these files (name: text), read, extracted and linked; it lies beside their folder."""
    documents = folder / "documents"
    documents.mkdir()
    for name, text in texts.items():
        (documents / name).write_text(text, encoding="utf-8")
    db = open_database(folder / "corpus.db")
    run = start_run(db, command="test", today=TODAY, inputs=("documents",))
    list(ingest(db, find_inputs([documents]), run=run, jobs=1))
    list(extract_new(db, run=run, jobs=1))
    list(link(db, run=run))
    return db

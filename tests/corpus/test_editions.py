"""Two editions of a document: what is kept, worded anew, new, not found again; also one that was replaced."""

from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from loftespor.corpus.edition_changes import Change, change_row, changes
from loftespor.corpus.editions import commitments_of, different, edition_named
from loftespor.corpus.reading import ingest
from loftespor.corpus.runs import start_run
from loftespor.corpus.schema import open_database
from loftespor.corpus.steps import extract_new
from loftespor.corpus.word_changes import word_changes
from loftespor.errors import UnknownIdError
from loftespor.ingest import find_inputs
from loftespor.reports.changes import change_lines
from loftespor.reports.language import Language

OLD = """# Program for Sjøbylaget

Sjøbylaget vil:

- bygge to ballbinger ved Tangen skole
- innføre gratis skolefrokost på alle barneskoler
- åpne en kveldsklinikk for tannlegevakten innen 2026
- stanse salget av boder i havna
- åpne en kveldsklinikk for jordmødre
"""
NEW = """# Program for Sjøbylaget

Sjøbylaget vil:

- utrede gratis skolefrokost på alle barneskoler
- åpne en kveldsklinikk for tannlegevakten innen 2028
- bygge to ballbinger ved Tangen skole.
- plante trær langs Strandgata
- åpne en kveldsklinikk for jordmødre
"""


def database(folder: Path, **texts: str) -> Database:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    db = open_database(folder / "corpus.db")
    read(db, folder)
    return db


def read(db: Database, folder: Path) -> None:
    run = start_run(db, command="test", today=date(2026, 3, 1), inputs=())
    list(ingest(db, find_inputs([folder]), run=run, jobs=1))
    list(extract_new(db, run=run, jobs=1))


def compared(db: Database, old: str, new: str) -> list[Change]:
    before, after = edition_named(db, old), edition_named(db, new)
    different(db, before, after)
    return changes(commitments_of(db, before), commitments_of(db, after))


def told(found: list[Change]) -> list[tuple[str, str, str | None]]:
    rows = map(change_row, found)
    return [(row["change"], row["words"] or (row["new"] or row["old"])["text"], row["strength"]) for row in rows]


EXPECTED = [
    ("reworded", "[-innføre-] {+utrede+} gratis skolefrokost på alle barneskoler", "weaker"),
    ("reworded", "åpne en kveldsklinikk for tannlegevakten innen [-2026-] {+2028+}", "weaker"),
    ("kept", "bygge to ballbinger ved Tangen skole.", "same"),
    ("new", "plante trær langs Strandgata", None),
    ("kept", "åpne en kveldsklinikk for jordmødre", "same"),
    ("gone", "stanse salget av boder i havna", None),
]


def test_what_became_of_every_commitment(tmp_path: Path) -> None:
    db = database(tmp_path, program1=OLD, program2=NEW)
    assert told(compared(db, "program1.md", "program2.md")) == EXPECTED
    db.close()


def test_the_same_words_below_another_lead_in_are_kept_and_told(tmp_path: Path) -> None:
    db = database(tmp_path, a=OLD, b=OLD.replace("Sjøbylaget vil:", "Sjøbylaget skal:"))
    found = compared(db, "a", "b")
    assert {(kind, way) for kind, _, way in told(found)} == {("kept", "stronger")}
    lines = list(change_lines(found, edition_named(db, "a"), edition_named(db, "b"), Language("nn")))
    assert lines[1] == "uendra 5 (sterkare 5) · omformulert 0 · nytt 0 · ikkje funne att 0"
    assert "    – sterkare verb: «vil» er blitt «skal»" in lines
    db.close()


def test_an_edition_that_was_replaced_is_named_by_its_id(tmp_path: Path) -> None:
    db = database(tmp_path, program=OLD)
    old = edition_named(db, "program").id
    (tmp_path / "program.md").write_text(NEW, encoding="utf-8")
    read(db, tmp_path)
    assert edition_named(db, "program.md").id != old
    assert told(compared(db, old, "program.md")) == EXPECTED
    with pytest.raises(UnknownIdError, match=rf"{old}  program.md, no date, replaced"):
        compared(db, "program.md", "program")
    db.close()


def test_an_edition_that_was_replaced_before_it_was_searched(tmp_path: Path) -> None:
    db = database(tmp_path, program=OLD)
    old = edition_named(db, "program").id
    db.table("commitments").delete_where("document = ?", [old])
    (tmp_path / "program.md").write_text(NEW, encoding="utf-8")
    read(db, tmp_path)
    assert told(compared(db, old, "program.md")) == EXPECTED
    db.close()


def test_names_that_name_none_or_several(tmp_path: Path) -> None:
    db = database(tmp_path, a=OLD, b=NEW)
    db.execute("UPDATE documents SET work = 'program'")
    with pytest.raises(UnknownIdError, match="No document is called 'c'"):
        edition_named(db, "c")
    with pytest.raises(UnknownIdError, match="2 documents are called 'program'"):
        edition_named(db, "program")
    db.close()


def test_a_document_that_was_not_searched_is_not_taken_for_one_without_commitments(tmp_path: Path) -> None:
    db = database(tmp_path, a=OLD)
    db.execute("DELETE FROM steps WHERE step = 'extract'")
    with pytest.raises(UnknownIdError, match="loftespor extract"):
        commitments_of(db, edition_named(db, "a"))
    db.close()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Vi kan bygge hallen", "Vi skal bygge hallen.", "Vi [-kan-] {+skal+} bygge hallen."),
        ("bygge hallen", "bygge hallen i Solvik", "bygge hallen {+i Solvik+}"),
        ("bygge hallen i Solvik", "bygge hallen", "bygge hallen [-i Solvik-]"),
        ("Bygge «hallen».", "bygge hallen", "bygge hallen"),
        ("", "bygge", "{+bygge+}"),
        ("a " * 1001, "b", f"[-{'a ' * 1001}-] {{+b+}}"),
    ],
)
def test_words_that_changed(old: str, new: str, words: str) -> None:
    assert word_changes(old, new) == words

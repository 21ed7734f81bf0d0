"""The example corpus: built from its sources, listed in full, with legal expected statuses."""

from __future__ import annotations

import io
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

pytest.importorskip("reportlab", reason="reportlab builds the example corpus: pip install 'loftespor[examples]'")

from examples.build import HERE, build, corpus_toml, read_sources, render
from examples.markup import Source, plain

CORPUS = HERE / "corpus"
SOURCES = read_sources(HERE / "sources")
LINES = (HERE / "expected_statuses.jsonl").read_text(encoding="utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]

DECISION = {
    "adopted",
    "partly_adopted",
    "rejected",
    "answered",
    "shelved",
    "referred",
    "noted",
    "not_taken_up",
    "under_consideration",
    "postponed",
    "withdrawn",
    "superseded",
    "not_raised",
    "no_evidence",
    "not_assessed",
}
FUNDING = {
    "funded",
    "partly_funded",
    "in_plan",
    "within_frame",
    "proposed",
    "voted_down",
    "cut",
    "not_funded",
    "not_itemised",
    "not_applicable",
    "no_evidence",
    "not_assessed",
}
IMPLEMENTATION = {
    "implemented",
    "partly_implemented",
    "in_progress",
    "planned",
    "stalled",
    "dropped",
    "taken_up",
    "not_found_in_later",
    "not_yet_due",
    "overdue",
    "not_verifiable",
    "no_evidence",
    "not_assessed",
}
DOCUMENTATION = {"proposed", "confirmed", "disputed", "suspect", "conflicting"}
AXES = {
    "decision": DECISION,
    "funding": FUNDING,
    "implementation": IMPLEMENTATION,
    "documentation": DOCUMENTATION,
}
PARTS = {"first", "evidence", "editions", "review"}
LEADING = ("implemented", "partly_implemented", "taken_up", "dropped", "stalled", "overdue", "in_progress")
TRAILING = ("planned", "not_yet_due", "not_verifiable", "not_found_in_later")
SILENT_DECISION = {"not_raised", "no_evidence", "not_assessed"}
SILENT_FUNDING = {"not_itemised", "not_applicable", "no_evidence", "not_assessed"}


def _name(source: Source) -> str:
    return source.meta["file"]


def _text(name: str, data: bytes) -> str:
    """All letters and digits of a built file: what hyphenation and line breaks cannot change."""
    if name.endswith(".pdf"):
        document = pypdfium2.PdfDocument(data)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
    elif name.endswith(".docx"):
        text = " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    else:
        text = data.decode("utf-8")
    return _squeezed(text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _headline(row: dict[str, Any]) -> str:
    """The first that holds, as STATUS has it."""
    if row["documentation"] in ("conflicting", "suspect"):
        return "must_check"
    if row["implementation"] in LEADING:
        return str(row["implementation"])
    if row["decision"] not in SILENT_DECISION:
        return str(row["decision"])
    if row["funding"] not in SILENT_FUNDING:
        return str(row["funding"])
    if row["implementation"] in TRAILING:
        return str(row["implementation"])
    if row["decision"] == "not_raised":
        return "not_raised"
    values = {row[axis] for axis in ("decision", "funding", "implementation")}
    return "not_assessed" if values == {"not_assessed"} else "no_evidence"


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_built_file_is_what_its_source_gives(source: Source) -> None:
    built, fresh = (CORPUS / _name(source)).read_bytes(), render(source)
    # Another reportlab or python-docx may order its bytes differently; the words must be the same.
    assert built == fresh or _text(_name(source), built) == _text(_name(source), fresh)


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_building_twice_gives_the_same_bytes(source: Source) -> None:
    assert render(source) == render(source)


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_every_block_of_a_source_is_in_its_file(source: Source) -> None:
    text = _text(_name(source), (CORPUS / _name(source)).read_bytes())
    for block in source.blocks:
        words = _squeezed(plain(block.text))
        # A page or line number may stand in the middle of a block, not in its first words.
        assert words[:20] in text


def test_listing_names_the_files_present_and_no_other() -> None:
    listing = tomllib.loads((CORPUS / "corpus.toml").read_text(encoding="utf-8"))
    named = {document["file"] for document in listing["document"]}
    assert named == {path.name for path in CORPUS.iterdir()} - {"corpus.toml"}
    assert (CORPUS / "corpus.toml").read_text(encoding="utf-8") == corpus_toml(SOURCES)


def test_build_writes_the_whole_corpus(tmp_path: Path) -> None:
    assert {path.name for path in build(HERE / "sources", tmp_path)} == {path.name for path in CORPUS.iterdir()}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['document']}: {row['text'][:40]}")
def test_expected_status_is_legal(row: dict[str, Any]) -> None:
    assert all(row[axis] in values for axis, values in AXES.items())
    assert row["part"] in PARTS
    assert row["headline"] == _headline(row)


@pytest.mark.parametrize("row", [row for row in ROWS if "before" in row], ids=lambda row: str(row["text"][:40]))
def test_status_before_a_later_stage_is_legal(row: dict[str, Any]) -> None:
    earlier = row | row["before"]
    assert earlier["part"] in PARTS - {row["part"]}
    assert earlier["headline"] == _headline(earlier)


def test_expected_texts_are_in_their_sources() -> None:
    texts = {_name(source): " ".join(plain(block.text) for block in source.blocks) for source in SOURCES}
    assert [row["text"] for row in ROWS if row["text"] not in texts[row["document"]]] == []


def test_each_row_has_a_place_of_its_own() -> None:
    places = [(row["document"], row["text"], row.get("n", 1)) for row in ROWS]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("axis", AXES)
def test_every_value_of_an_axis_is_shown(axis: str) -> None:
    shown = {row[axis] for row in ROWS} | {row["before"].get(axis) for row in ROWS if "before" in row}
    assert AXES[axis] <= shown


def test_a_stated_value_names_its_evidence() -> None:
    stated = [row for row in ROWS if row["headline"] not in ("no_evidence", "not_assessed")]
    assert [row["text"] for row in stated if not row["why"]] == []

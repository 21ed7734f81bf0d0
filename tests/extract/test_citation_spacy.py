"""The spaCy component: spans and records of the same citations, in any pipeline, kept when a document is written."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from loftespor.errors import ContextError
from loftespor.extract.citation import context_from, find_citations
from loftespor.extract.citation.context import CONTEXT_KEYS, Context
from loftespor.spacy_component import NAME

TEXT = "Planen følger opp Meld. St. 7 (2017–2018), byrådssak 3/21 og barnehageloven § 8 innen 2030 i Fjordvik."


def read(text: str, **config: object) -> Doc:
    language = spacy.blank("nb")
    language.add_pipe(NAME, config=config)
    return language(text)


def test_spans_have_type_id_and_record() -> None:
    doc = read(TEXT)
    assert [(s.text, s.label_, s.id_, s._.citation.status) for s in doc.spans["citations"]] == [
        ("Meld. St. 7 (2017–2018)", "meld_st", "meld-st/2017-2018/7", "resolved"),
        ("byrådssak 3/21", "byradssak", "byrådssak/?/3/2021", "unresolved"),
        ("barnehageloven § 8", "lov", "lov/2005-06-17-64/§8", "resolved"),
        ("innen 2030", "deadline", "deadline/<=2030-12-31", "resolved"),
    ]
    assert doc._.citations == find_citations(TEXT)
    assert doc[0:1]._.citation is None


def test_the_context_is_a_setting_and_may_be_a_documents_own() -> None:
    doc = read("Byrådssak 3/21", context={"kommune": "Fjordby"})
    assert doc.spans["citations"][0].id_ == "byrådssak/fjordby/3/2021"
    language = spacy.blank("nb")
    language.add_pipe(NAME, config={"context": {"kommune": "Fjordby"}})
    own = language.make_doc("Byrådssak 3/21")
    own._.citation_context = {"kommune": "Nordvik"}
    assert language(own).spans["citations"][0].id_ == "byrådssak/nordvik/3/2021"


def test_a_misspelt_key_of_the_context_is_refused() -> None:
    with pytest.raises(ContextError, match="'komune' is no key"):
        read("Byrådssak 3/21", context={"komune": "Fjordby"})


def test_the_group_may_have_another_name() -> None:
    assert "refs" in read(TEXT, spans_key="refs").spans


def test_a_mark_inside_a_token_widens_its_span_and_keeps_its_offsets() -> None:
    doc = read("om lokaltilbudet12 er")
    [span], [citation] = doc.spans["citations"], doc._.citations
    assert (span.text, doc.text[citation.start : citation.end]) == ("lokaltilbudet12", "12")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Ingen henvisning her."])
def test_a_text_without_citations(text: str) -> None:
    doc = read(text)
    assert list(doc.spans["citations"]) == []
    assert doc._.citations == ()


def test_a_document_that_the_component_has_not_read_has_none() -> None:
    assert spacy.blank("nb")(TEXT)._.citations == ()


def test_written_and_read_again() -> None:
    doc = read(TEXT)
    [again] = DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab)
    assert again._.citations == doc._.citations
    assert [span.id_ for span in again.spans["citations"]] == [span.id_ for span in doc.spans["citations"]]


def test_the_pipeline_can_be_saved(tmp_path: Path) -> None:
    language = spacy.blank("nb")
    language.add_pipe(NAME, config={"context": {"date": "2020-01-01"}})
    language.to_disk(tmp_path)
    assert spacy.load(tmp_path).config["components"][NAME]["context"] == {"date": "2020-01-01"}


def test_spacy_finds_the_component_by_its_entry_point(tmp_path: Path) -> None:
    """As after an installation: the component is added by its name, and nothing of loftespor is imported before."""
    root = Path(__file__).parents[2]
    points = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    installed = tmp_path / "installed-1.0.dist-info"
    installed.mkdir()
    lines = [f"{name} = {place}" for name, place in points["spacy_factories"].items()]
    (installed / "entry_points.txt").write_text("\n".join(["[spacy_factories]", *lines]), encoding="utf-8")
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: installed\nVersion: 1.0\n", encoding="utf-8")
    code = (
        "import spacy, sys; nlp = spacy.blank('nb'); assert 'loftespor.extract' not in sys.modules;"
        "nlp.add_pipe('loftespor_citations'); doc = nlp('Se NOU 2014: 7 om skolen');"
        "print([span.id_ for span in doc.spans['citations']])"
    )
    environment = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{tmp_path}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "['nou/2014/7']\n", done.stderr


def test_every_key_of_a_context_is_read() -> None:
    values: dict[str, object] = dict.fromkeys(CONTEXT_KEYS, "2024") | {"footnotes": {"1": "x"}}
    for key in CONTEXT_KEYS:
        assert context_from({key: values[key]}) != Context(), key

"""Every example in the data files is read as the file says."""

import tomllib
from importlib.resources import files

import pytest

from loftespor.extract.citation import find_citations
from loftespor.extract.citation.registry import by_abbreviation, by_name


def _rows(name: str, table: str) -> list[dict[str, object]]:
    data = tomllib.loads(files("loftespor.extract.citation").joinpath(name).read_text(encoding="utf-8"))
    rows: list[dict[str, object]] = data[table]
    return rows


def _examples(name: str, table: str) -> list[tuple[str, str]]:
    found = []
    for row in _rows(name, table):
        examples = row["examples"]
        assert isinstance(examples, dict)
        found += [(str(text), str(wanted)) for text, wanted in examples.items()]
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *_examples("series.toml", "series"),
        *_examples("cases.toml", "case"),
        *_examples("patterns.toml", "pattern"),
        *_examples("circulars.toml", "circular"),
    ],
)
def test_an_example_is_one_citation_over_the_whole_text(text: str, wanted: str) -> None:
    citations = find_citations(text)
    assert [(c.id, c.start) for c in citations if c.measure_class != "value"] == [(wanted, 0)] or any(
        c.id == wanted and c.end == len(text) for c in citations
    )
    assert any(c.id == wanted for c in find_citations(f"Det vises til {text}, som sier mer."))


@pytest.mark.parametrize(("address", "wanted"), _examples("addresses.toml", "address"))
def test_an_address_leads_to_the_document_it_names(address: str, wanted: str) -> None:
    assert [(c.id, c.url) for c in find_citations(f"Les mer: {address}.")] == [(wanted, address)]


@pytest.mark.parametrize(("text", "words"), [*_examples("names.toml", "suffix"), *_examples("names.toml", "name")])
def test_an_example_sentence_names_its_measure(text: str, words: str) -> None:
    assert words in [text[c.start : c.end] for c in find_citations(text) if c.measure_class != "value"]


def test_platforms_have_their_ids() -> None:
    for row in _rows("names.toml", "platform"):
        names = row["names"]
        assert isinstance(names, list)
        for name in names:
            assert [c.id for c in find_citations(f"Det står i {name}.")] == [row["id"]]


def test_treaties_with_an_article_have_the_id_of_the_article() -> None:
    for row in _rows("treaties.toml", "treaty"):
        for example in row["examples"]:  # type: ignore[attr-defined]  # a list of strings in the file
            ids = [c.id or "" for c in find_citations(f"Etter {example} gjelder dette.")]
            stem = str(row.get("articles", row["id"]))
            assert any(i.startswith((str(row["id"]), stem)) for i in ids), example


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("arbeidsmiljølovas", "lov/2005-06-17-62"),  # nynorsk genitive
        ("Naturmangfoldsloven", "lov/2009-06-19-100"),  # an s that the act's own name has not
        ("plan- og\u00a0bygningsloven", "lov/2008-06-27-71"),
        ("barnevernloven", "lov/1992-07-17-100"),
        ("barnevernsloven", "lov/2021-06-18-97"),  # one s, another act
    ],
)
def test_a_name_is_the_name_of_one_act(name: str, wanted: str) -> None:
    choice = by_name(name, None)
    assert choice is not None
    assert choice.id == wanted


def test_a_name_means_the_act_that_was_in_force() -> None:
    old, new = by_name("straffeloven", "2010-05-01"), by_name("straffeloven", "2020-05-01")
    assert old is not None
    assert new is not None
    assert (old.id, new.id) == ("lov/1902-05-22-10", "lov/2005-05-20-28")


def test_an_act_that_nobody_has_put_in_force_is_not_meant() -> None:
    choice = by_name("forvaltningsloven", "2025-12-01")
    assert choice is not None
    assert choice.id == "lov/1967-02-10"


def test_abbreviations_are_no_names() -> None:
    assert by_abbreviation("pbl.", None) is not None
    assert by_name("pbl.", None) is None

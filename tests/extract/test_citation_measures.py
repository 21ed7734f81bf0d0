"""Measures out of mentions: keys, and names that a document ties to a number."""

import pytest

from loftespor.extract.citation import Context, bind_names, find_citations, measure_key


def keys(text: str) -> list[str]:
    return [measure_key(c) for c in find_citations(text) if c.measure_class != "value"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vi styrker sykkelordninga.", "Sykkelordningen styrkes."),  # nynorsk and bokmål
        ("i Fjellheim-avtala", "i Fjellheim-avtalen"),
        ("nærbibliotekreforma", "Nærbibliotekreformen"),
        ("Meld. St. 7 (2017–2018)", "stortingsmelding nr. 7 (2017-2018)"),
        ("skattelova § 5-1", "§ 5-1 i skatteloven"),
    ],
)
def test_mentions_of_one_measure_have_one_key(one: str, other: str) -> None:
    assert keys(one) == keys(other) != []


def test_unknown_sessions_keep_their_mark_in_the_key() -> None:
    assert keys("Meld. St. 7 sier") == ["meld-st/?/7"]


def bound(text: str) -> list[tuple[str, str | None]]:
    context = Context(municipality="fjordby")
    found = bind_names(text, find_citations(text, context=context))
    return [(text[c.start : c.end], c.id) for c in found if c.measure_class != "value"]


def test_a_title_in_capitals_before_a_case_number_is_that_case() -> None:
    text = "EN TRYGG HAVN FOR ALLE - STRATEGI FOR BYEN (Byrådssak 7/20)\nVi vil følge opp En trygg havn for alle i år."
    assert bound(text) == [
        ("EN TRYGG HAVN FOR ALLE", "byrådssak/fjordby/7/2020"),
        ("Byrådssak 7/20", "byrådssak/fjordby/7/2020"),
        ("En trygg havn for alle", "byrådssak/fjordby/7/2020"),
    ]


def test_a_name_right_after_a_number_is_that_document() -> None:
    text = "Meld. St. 44 (2018–2019) Fjordmeldinga kom. Fjordmeldinga sa lite."
    assert [i for _, i in bound(text)] == ["meld-st/2018-2019/44"] * 3


def test_an_acronym_stands_for_its_plan() -> None:
    text = "Program for havnefeltet i Fjordby 2020–2024 (PRIHavn) er vedtatt. PRIHavn skal følges opp."
    found = bound(text)
    assert [words for words, _ in found] == ["Program for havnefeltet i Fjordby 2020–2024 (PRIHavn)", "PRIHavn"]
    assert found[0][1] == found[1][1]


def test_a_text_without_lessons_is_given_back() -> None:
    citations = find_citations("Meld. St. 7 (2017–2018) og Fjordmeldinga.")
    assert bind_names("Meld. St. 7 (2017–2018) og Fjordmeldinga.", citations) == citations

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


def test_a_plan_that_is_named_often_leaves_room_for_the_names_of_others() -> None:
    often = "Klimahandlingsplan for havneliv 2020–2024 (KLIMATEK) gjelder. " * 60
    text = f"{often}Trafikksikkerhetsplan for Fjordvik 2023–2026 er vedtatt. Trafikksikkerhetsplanen følges opp."
    last = bind_names(text, find_citations(text))[-1]
    assert (text[last.start : last.end], last.rule) == ("Trafikksikkerhetsplanen", "short-name")


def test_a_text_without_lessons_is_given_back() -> None:
    citations = find_citations("Meld. St. 7 (2017–2018) og Fjordmeldinga.")
    assert bind_names("Meld. St. 7 (2017–2018) og Fjordmeldinga.", citations) == citations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a new plan that does not point back is one that is wanted; so is what the text then calls it
        (
            "Innspill til ny opptrappingsplan for havnehelse. Opptrappingsplanen må vare. Forrige opptrappingsplan.",
            ["opptrappingsplan for havnehelse", "Opptrappingsplanen"],
        ),
        ("Vi vil utarbeide en byromsstrategi for Solvik. Byromsstrategien for Solvik skal vare.", [
            "byromsstrategi for Solvik", "Byromsstrategien for Solvik",
        ]),
        ("Vi krever en ny temaplan for havna 2027–2030.", ["temaplan for havna 2027–2030"]),
    ],
)  # fmt: skip
def test_plans_that_shall_be_made_are_proposed(text: str, found: list[str]) -> None:
    proposed = [c for c in bind_names(text, find_citations(text)) if "proposed" in c.flags]
    assert [text[c.start : c.end] for c in proposed] == found
    assert all(measure_key(c).endswith("/proposed") for c in proposed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the name without its preposition, the definite form after it, and the name in running text
        (
            "Havneplan Solvik er god. Havneplanens mål står fast. I tråd med havneplan for Solvik bygges kaier.",
            ["Havneplan Solvik", "Havneplanens", "havneplan for Solvik"],
        ),
        # two plans of the kind: the short form may be either
        ("Havneplan for Solvik, Havneplan for Tangen. Havneplanen sier det.", [
            "Havneplan for Solvik", "Havneplan for Tangen",
        ]),
        # the earlier one is another
        ("Kystplan for Solvik gjelder. Den forrige kystplanen var kort.", ["Kystplan for Solvik"]),
        # an acronym begins as its plan does; else it is somebody's
        ("Program for havna 2020–2024 (PRIHavn) og PriHavn.", ["Program for havna 2020–2024 (PRIHavn)", "PriHavn"]),
        ("Tiltaksplan for havna 2025 (UKFH) og UKFH.", ["Tiltaksplan for havna 2025 (UKFH)"]),
        # a passive or an infinitive ends the name
        ("Kommunedelplan for kaier revideres.", ["Kommunedelplan for kaier"]),
        ("Opptrappingsplan for havnehelse sikre", ["Opptrappingsplan for havnehelse"]),
    ],
)  # fmt: skip
def test_what_a_plan_is_called(text: str, found: list[str]) -> None:
    assert [words for words, _ in bound(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Meld. St. 44 (2018–2019) – Trygge havner for alle – kysten i endring. Trygge havner for alle sa det.", 3),
        ("NOU 2031: 4 «Havner i endring». Havner i endring kom i mars.", 3),
        # a list of cases: no title, and the number of the next one is not part of it
        ("SAKSFRAMLEGG TIL MØTET (Byrådssak 7/20). Saksframlegg til møtet.", 1),
        # a recommendation is about the report, it is not the report
        ("Fjordmeldinga (Innst. 40 S (2018–2019)) og Fjordmeldinga.", 1),
        # a list, no apposition
        ("Meld. St. 44 (2018–2019), Fjordmeldinga og andre.", 1),
    ],
)
def test_titles_of_numbers(text: str, found: int) -> None:
    ids = [id for _, id in bound(text) if id and not id.startswith("melding/")]
    assert len(ids) == found
    assert len(set(ids)) == 1

"""Cases: which papers belong together."""

import pytest

from loftespor.corpus.cases import Cases, is_of_several, letters_key, number_key, place_of, title_key

CASE = "Privat forslag fra Ida Moen (NYL) om gratis svømmeopplæring"


@pytest.mark.parametrize(
    ("title", "same", "why"),
    [
        (f"Saksprotokoll Bystyret, 10042024, Sak 103/24, {CASE}", True, "a protocol's file name"),
        (f"Svar på {CASE[0].lower()}{CASE[1:]}.", True, "the answer in the case"),
        (f"Sak 103/24 {CASE}", True, "a heading in the minutes"),
        (f"{CASE} - bystyret 31.01.2024", True, "the meeting in which it was moved"),
        (f"{CASE} – BYST 5.2.24", True, "its abbreviation"),
        ("Privat forslag fra Ida Moen (NYL) om gratis skolemat", False, "another proposal by the same person"),
    ],
)
def test_papers_of_one_case_share_its_title(title: str, same: bool, why: str) -> None:
    assert (title_key("By", title) == title_key("By", CASE)) is same, why


def test_a_title_is_the_same_however_its_words_are_joined() -> None:
    joined, apart = (
        f"Svar på forslag om råd{mark} og veiledning, og norsk{gap}opplæring" for mark, gap in (("-", ""), ("", " "))
    )
    assert letters_key("By", joined) == letters_key("By", apart) != letters_key("Vik", apart)
    assert letters_key("By", "Årsmelding 2024") is None, "too little to tell cases by"


@pytest.mark.parametrize(
    ("resolution", "several"),
    [
        ("Representantforslagene slik de går fram av saken oversendes byrådet.", True),
        ("Dei private framlegga vert sende til kommunedirektøren.", True),
        ("Sakene sendes på høring.", True),
        ("Representantforslaget oversendes byrådet.", False),
        ("Saken sendes på høring.", False),
    ],
)
def test_a_resolution_on_several_cases(resolution: str, several: bool) -> None:
    assert is_of_several(resolution) is several


def test_a_title_that_says_too_little_is_no_key() -> None:
    assert title_key("By", "Protokoll") is None
    assert title_key("By", None) is None


def test_a_number_names_a_case_only_in_its_body() -> None:
    assert number_key("Bergvik", "Bergvik bystyre", "sak 103/24") == number_key("Bergvik", "Bystyret", "103/2024")
    assert number_key("Bergvik", "Finansutvalget", "103/24") != number_key("Bergvik", "Bystyret", "103/24")
    assert number_key("Bergvik", None, "103/24") is None


def test_cases_are_joined_over_title_and_number() -> None:
    cases = Cases()
    title, first, second = ("title", 1), ("number", 1), ("number", 2)
    cases.join([title, first])
    cases.join([None, second, title])
    assert cases.case(first) == cases.case(second)
    assert cases.case(("number", 3)) == ("number", 3)


def test_a_municipality_is_its_place() -> None:
    assert place_of("Lindhavn kommune") == place_of("LINDHAVN KOMMUNE") == place_of("Lindhavn") == "lindhavn"
    assert place_of("Vestvik fylkeskommune") == "vestvik fylkeskommune"
    assert place_of(None) is None
    assert title_key("Lindhavn kommune", CASE) == title_key("Lindhavn", CASE) != title_key("Bergvik", CASE)

"""When a decision of the same case is the commitment in other words."""

import pytest

from loftespor.rules.reworded import gives_same_name, is_changed_form, is_moved_again, is_weaker, missing, stands_in
from loftespor.rules.sameness import same_words, thresholds

ASKED = "Bystyret ber byrådet bygge en gangvei mellom Solvik og Moen"
NEAR = {"same_case": 1, "wording": 0.7, "score": 0.75, "cover": 0.9}


@pytest.mark.parametrize(
    ("decision", "expected", "why"),
    [
        (f"{ASKED}.", True, "word for word"),
        (f"{ASKED}, og om at den blir belyst.", True, "more is asked for besides"),
        (f"Moen trenger skolevei. {ASKED}.", True, "a reason goes before"),
        (f"{ASKED} dersom økonomien tillater det.", False, "a reservation"),
        (f"{ASKED}a.", False, "another word"),
        ("Bystyret ber byrådet vurdere å bygge en gangvei mellom Solvik og Moen.", False, "only to be looked into"),
        ("Byrådet bes bygge en gangvei fra Moen til Solvik.", False, "the same in other words"),
    ],
)
def test_words_that_stand_in_a_decision(decision: str, expected: bool, why: str) -> None:
    assert stands_in(ASKED, decision) is expected, why


def test_two_words_are_too_few_to_stand_in_a_decision() -> None:
    assert not stands_in("Saken utsettes", "Saken utsettes, og byrådet bes bygge en gangvei.")


@pytest.mark.parametrize(
    ("decision", "expected", "why"),
    [
        ("Bystyret ber byrådet legge til rette for en gangvei mellom Solvik og Moen", True, "an effort only"),
        ("Bystyret ber byrådet prøve ut en gangvei mellom Solvik og Moen", True, "a trial"),
        ("Bystyret ber byrådet bygge to gangveier mellom Solvik og Moen", False, "no less"),
        ("Bystyret ber byrådet bygge en gangvei mellom Solvik og Moen innen 2030", False, "a deadline besides"),
    ],
)
def test_what_is_weaker(decision: str, expected: bool, why: str) -> None:
    assert is_weaker(ASKED, decision) is expected, why


def test_fewer_or_no_number_is_weaker() -> None:
    assert is_weaker("bygge tre gangveier i Solvik", "bygge to gangveier i Solvik")
    assert is_weaker("bygge tre gangveier i Solvik", "bygge gangveier i Solvik")
    assert is_weaker("bygge gangveien i Solvik innen 2027", "bygge gangveien i Solvik innen 2030")


def test_an_effort_asked_for_is_not_weaker_than_another() -> None:
    assert not is_weaker("legge til rette for en gangvei i Solvik", "arbeide for en gangvei i Solvik")


@pytest.mark.parametrize(
    ("decision", "change", "expected", "why"),
    [
        ("Bystyret ber byrådet legge til rette for en gangvei mellom Solvik og Moen.", {}, True, "a weaker form"),
        ("Bystyret ber byrådet bygge en gangvei mellom Solvik og Moen.", {"same_case": 0}, False, "another case"),
        ("Bystyret ber byrådet bygge en gangvei mellom Solvik og Fjordby.", {"wording": 0.9}, False, "another road"),
        ("Bystyret ber byrådet bygge en sykkelvei mellom Solvik og Moen.", {"wording": 0.9}, False, "another thing"),
        ("Bystyret ber byrådet bygge tre gangveier mellom Solvik og Moen.", {}, True, "more of the same"),
        ("Bystyret ber byrådet rive en gangvei mellom Solvik og Moen.", {"wording": 0.9}, False, "another action"),
        ("Bystyret ber byrådet bygge en gangvei mellom Solvik og Moen og …", {"score": 0.4}, False, "mostly the rest"),
        ("Bystyret ber byrådet bygge en gangvei mellom Solvik og Moen og …", {"score": 0.6}, True, "with other things"),
        ("Bystyret ber byrådet utrede en gangvei mellom Solvik og Moen.", {}, False, "to look into it is not to do it"),
        ("Det skal ikke bygges gangvei mellom Solvik og Moen.", {}, False, "the opposite"),
        ("Bystyret ber byrådet stanse gangveien mellom Solvik og Moen.", {}, False, "the opposite by its verb"),
        ("Bystyret tar til orientering at byrådet bygger en gangvei mellom Solvik og Moen.", {}, False, "noted"),
        ("Forslaget om gangvei mellom Solvik og Moen avvises med henvisning til svaret.", {}, False, "dismissed"),
    ],
)  # fmt: skip
def test_a_changed_form(decision: str, change: dict[str, float], expected: bool, why: str) -> None:
    assert is_changed_form(ASKED, decision, link=NEAR | change) is expected, why


def test_another_number_is_another_proposal() -> None:
    link = NEAR | {"wording": 0.95}
    assert not is_changed_form("tillate inntil 2 000 sykler", "Det tillates inntil 800 sykler.", link=link)
    assert not is_changed_form("ansette fire vaktmestere", "Det ansettes to vaktmestere.", link=link)


@pytest.mark.parametrize(
    ("commitment", "decision", "expected", "why"),
    [
        ("sette opp hjertestartere", "Byrådet vert bede om å setje opp hjertestartarar.", [], "Nynorsk"),
        ("arbeide for flere lekeplasser", "Bystyret ber byrådet legge til rette for flere lekeplasser.", [], "efforts"),
        ("plasser for forflytningshemmede", "Plasser for forflyttningshemmede", [], "spelled otherwise"),
        ("skolebuss i Nordbygda", "skolebuss i Sørbygda", ["nordbygda"], "names are never alike"),
    ],
)
def test_words_that_a_decision_leaves_out(commitment: str, decision: str, expected: list[str], why: str) -> None:
    assert sorted(missing(commitment, decision)) == expected, why


@pytest.mark.parametrize(
    ("change", "expected", "why"),
    [
        ({}, True, "nearly all of it in a proposal that fell"),
        ({"score": 0.4}, True, "all of it in a longer proposal"),
        ({"cover": 0.5}, True, "a shorter proposal that is much the same"),
        ({"cover": 0.5, "score": 0.5}, False, "another proposal of the case"),
        ({"same_case": 0}, False, "another case"),
    ],
)
def test_moved_again(change: dict[str, float], expected: bool, why: str) -> None:
    assert is_moved_again(NEAR | change) is expected, why


@pytest.mark.parametrize(("commitment", "decision"), thresholds()["naming"]["examples"])
def test_the_same_name_is_given(commitment: str, decision: str) -> None:
    assert gives_same_name(commitment, decision)
    assert is_changed_form(commitment, decision, link=NEAR | {"cover": 0.3, "score": 0.3})


@pytest.mark.parametrize(("commitment", "decision"), thresholds()["naming"]["counterexamples"])
def test_another_name_or_none_is_given(commitment: str, decision: str) -> None:
    assert not is_changed_form(commitment, decision, link=NEAR | {"cover": 0.3, "score": 0.3})


def test_what_is_denied_is_not_adopted() -> None:
    link = NEAR | {"score": 0.9, "cover": 1.0}
    assert same_words("selge tomten i Solvik", "selge tomten i Solvik nå", link=link, outcome="adopted")
    assert not same_words("selge tomten i Solvik", "ikke selge tomten i Solvik", link=link, outcome="adopted")

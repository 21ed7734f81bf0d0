from datetime import date

import pytest

from loftespor.extract.actors import find_party, is_body, is_public, party_code
from loftespor.extract.frame.amounts import find_amounts
from loftespor.extract.frame.deadlines import find_deadline

AMOUNTS = [
    ("øke rammen med 1,2 mrd. kroner", 1_200_000_000, "more", "a decimal and an abbreviation"),
    ("et tilskudd på kr 250 000", 250_000, None, "the unit before the number"),
    ("kr. 1.500.000,- til huset", 1_500_000, None, "full stops between thousands"),
    ("kutte 100 millioner kroner", 100_000_000, "less", "a cut"),
    ("en halv milliard kroner", 500_000_000, None, "a number in words"),
    ("2 millionar kroner", 2_000_000, None, "Nynorsk"),
    ("sette av 10 mill. til vedlikehold", 10_000_000, None, "no unit, but nothing else is counted"),
]


@pytest.mark.parametrize(("text", "value", "direction"), [pytest.param(*row[:-1], id=row[-1]) for row in AMOUNTS])
def test_amounts(text: str, value: int, direction: str | None) -> None:
    (amount,) = find_amounts(text)
    assert (amount.value, amount.direction) == (value, direction)
    assert amount.text in text


@pytest.mark.parametrize(
    "text", ["i 2026 og 3 000 boliger", "to millioner reiser", "2 millioner reiser", "37,5 timer", "tre skoler"]
)
def test_numbers_that_are_no_money(text: str) -> None:
    assert find_amounts(text) == ()


DEADLINES = [
    ("levere svar innen 1. juni 2026", None, date(2026, 6, 1), "day", "a day"),
    ("ferdig innen utgangen av 2028", None, date(2028, 12, 31), "year", "the end of a year"),
    ("i løpet av 2027", date(2027, 1, 1), date(2027, 12, 31), "year", "within a year"),
    ("fram mot 2030", None, date(2030, 12, 31), "year", "towards a year"),
    ("høsten 2025", date(2025, 8, 1), date(2025, 12, 31), "period", "a season"),
    ("før sommeren 2026", None, date(2026, 6, 1), "period", "before a season"),
    ("innen februar 2028", None, date(2028, 2, 29), "month", "a month with a leap day"),
    ("i løpet av stortingsperioden", None, None, "period", "a term"),
    ("innen 31. juni 2026", None, date(2026, 6, 30), "month", "a day that does not exist is its month"),
]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"), [pytest.param(*row[:-1], id=row[-1]) for row in DEADLINES]
)
def test_deadlines(text: str, first: date | None, last: date | None, precision: str) -> None:
    deadline = find_deadline(text)
    assert deadline is not None
    assert (deadline.first, deadline.last, deadline.precision) == (first, last, precision)
    assert deadline.text in text


@pytest.mark.parametrize(
    "text", ["vedtatt i 2018", "strategi for 2020–2024", "fra 2016 og utover", "Lov 17. mai 1814 nr. 1"]
)
def test_dates_that_are_no_deadlines(text: str) -> None:
    assert find_deadline(text) is None


PARTIES = [
    ("Fjordvik SV vil", "Fjordvik SV", "SV", "a local branch"),
    ("RØDT VIL", "Rødt", "R", "capitals"),
    ("Derfor vil Høyre i Fjordvik", "Høyre i Fjordvik", "H", "a branch with 'i'"),
    ("Samtidig Senterpartiet", "Senterpartiet", "SP", "the sentence's first word is no place"),
    ("Framstegspartiet meiner", "Framstegspartiet", "FRP", "Nynorsk"),
]


@pytest.mark.parametrize(("text", "name", "code"), [pytest.param(*row[:-1], id=row[-1]) for row in PARTIES])
def test_parties(text: str, name: str, code: str) -> None:
    found = find_party(text)
    assert found is not None
    assert (found[0], found[1].code) == (name, code)
    assert party_code(found[0]) == code


@pytest.mark.parametrize("text", ["sving til venstre", "til høyre for veien", "rødt lys", "aSVikt"])
def test_words_that_are_no_parties(text: str) -> None:
    assert find_party(text) is None


def test_bodies_and_whom_one_turns_to() -> None:
    assert is_body("Havneetaten")
    assert is_body("KS")
    assert not is_body("Elevene")
    assert is_public("Fjordvik kommune")
    assert not is_public("Lærerforeningen")

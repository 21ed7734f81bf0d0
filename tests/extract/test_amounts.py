import pytest

from loftespor.extract.frame.amounts import find_amounts

AMOUNTS = [
    ("øke rammen med 1,2 mrd. kroner", 1_200_000_000, "NOK", "more", "a decimal and an abbreviation"),
    ("et tilskudd på kr 250 000", 250_000, "NOK", None, "the unit before the number"),
    ("kr. 1.500.000,- til huset", 1_500_000, "NOK", None, "full stops between thousands"),
    ("kr. 3,5 mill til brua", 3_500_000, "NOK", None, "unit before, scale after"),
    ("kutte 100 millioner kroner", 100_000_000, "NOK", "less", "a cut"),
    ("en halv milliard kroner", 500_000_000, "NOK", None, "a number in words"),
    ("halvannen million kroner til kaia", 1_500_000, "NOK", None, "one and a half in one word"),
    ("2 millionar kroner", 2_000_000, "NOK", None, "Nynorsk"),
    ("sette av 10 mill. til vedlikehold", 10_000_000, "NOK", None, "no unit, but nothing else is counted"),
    ("bevilge hundre millioner til vern", 100_000_000, "NOK", None, "words and scale, no unit"),
    ("ramma på 92,6 mill. bevilges til skolen", 92_600_000, "NOK", None, "a verb after the scale"),
    ("15 MNOK til ny kai", 15_000_000, "NOK", None, "the short form of millions"),
    ("lån på MNOK 350", 350_000_000, "NOK", None, "the short form before the number"),
    ("inntil kr. 50.000,- i støtte", 50_000, "NOK", None, "a tail of the accounts"),
    ("10–15 millioner kroner", 10_000_000, "NOK", None, "of a range the lower end: promised at least"),
    ("mellom 10 og 15 millioner kroner", 10_000_000, "NOK", None, "a range in words"),
    ("øke fondet fra 20 til 40 milliarder", 40_000_000_000, "NOK", "more", "the new level"),
    ("500 kroner per måned", 500, "NOK", None, "a rate: the words say per what"),
    ("minst 2 000 kr/tonn", 2_000, "NOK", None, "a rate with a slash"),
    ("2 milliarder kroner mer til kommunene", 2_000_000_000, "NOK", "more", "the direction stands after it"),
    ("en økonomisk ramme på 3 mill. kroner", 3_000_000, "NOK", None, "'økonomisk' is not 'øke'"),
    ("avtalen med Fjordvik Sparebank på 3 mill. kroner", 3_000_000, "NOK", None, "a bank saves nothing"),
    ("100 millioner euro", 100_000_000, "EUR", None, "another currency"),
    ("5 millioner svenske kroner", 5_000_000, "SEK", None, "kroner of another country"),
    ("øke støtten til 2,5 G", 2.5, "G", "more", "the base amount of the national insurance"),
    ("stønad på minst to ganger folketrygdens grunnbeløp", 2, "G", None, "the base amount in words"),
    ("heve minstepensjonen til 2G.", 2, "G", "more", "without a space, among words of benefits"),
]


@pytest.mark.parametrize(
    ("text", "value", "unit", "direction"), [pytest.param(*row[:-1], id=row[-1]) for row in AMOUNTS]
)
def test_amounts(text: str, value: float, unit: str, direction: str | None) -> None:
    (amount,) = find_amounts(text)
    assert (amount.value, amount.unit, amount.direction) == (value, unit, direction)
    assert amount.text in text


def test_amounts_that_stand_together_are_no_range() -> None:
    found = find_amounts("gi 10 mill. kroner og 3 årsverk, kutte 5 mill. kr og gi 2 mill. kr til kaia")
    assert [(amount.value, amount.direction) for amount in found] == [
        (10_000_000, None), (5_000_000, "less"), (2_000_000, None),
    ]  # fmt: skip


def test_the_words_of_a_rate_say_per_what() -> None:
    assert [amount.text for amount in find_amounts("500 kroner per måned og 60 kr/tonn")] == [
        "500 kroner per måned", "60 kr/tonn",
    ]  # fmt: skip


def test_whole_amounts_are_integers() -> None:
    assert [type(amount.value) for amount in find_amounts("1,5 mill. kroner og 1,5 G")] == [int, float]


NO_MONEY = [
    ("i 2026 og 3 000 boliger", "a year and a count"),
    ("to millioner reiser", "journeys in words"),
    ("2 millioner reiser", "journeys"),
    ("redusere antall bilreiser til 2 millioner.", "what is counted stands before"),
    ("lagre 50 millioner tonn CO2", "tons"),
    ("37,5 timer", "hours"),
    ("tre skoler", "schools"),
    ("bygge ut 5G i hele Fjordvik", "a mobile network"),
    ("nok 5 skoler", "'nok' is a word"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=why) for text, why in NO_MONEY])
def test_numbers_that_are_no_money(text: str) -> None:
    assert find_amounts(text) == ()

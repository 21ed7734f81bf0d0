import pytest

from loftespor.extract.frame.deadlines import find_deadline
from loftespor.extract.frame.targets import find_targets
from loftespor.extract.records import Comparison

TARGETS: list[tuple[str, float, str, Comparison | None, str]] = [
    ("holde ventetiden under 2 uker", 2, "uker", "under", "a limit in time"),
    ("bruke 2 prosent av BNP på Forsvaret", 2, "prosent", None, "a share of the national product"),
    ("minst éin prosent av statsbudsjettet", 1, "prosent", "at_least", "a share in words"),
    ("gi 0,7 % av BNI i bistand", 0.7, "prosent", None, "a decimal and a sign"),
    ("redusere utslippene med 55 prosent", 55, "prosent", "less", "a change"),
    ("øke andelen til 40 pst.", 40, "prosent", "exactly", "a level"),
    ("redusere andelen frå 70 prosent til 40 prosent", 40, "prosent", "exactly", "the baseline is no target"),
    ("sikre 70 prosents gjenvinning", 70, "prosent", None, "a genitive"),
    ("bygge minst 500 boliger", 500, "boliger", "at_least", "a count with a sign"),
    ("Byggje 3000 nye studentbustader i året", 3000, "studentbustader", "more", "Nynorsk"),
    ("opprette 1 200 nye plasser", 1200, "plasser", "more", "thousands with a space"),
    ("etablere tre nye helsestasjoner", 3, "helsestasjoner", "more", "a number in words"),
    ("bygge to barnehager i Fjordvik", 2, "barnehager", "more", "after a verb of making"),
    ("ta imot 20–30 flyktninger", 20, "flyktninger", None, "of a range the lower end"),
    ("ha minst éi helsestasjon i kvar bydel", 1, "helsestasjon", "at_least", "one with a sign"),
    ("maks 15 elever per lærer", 15, "elever", "at_most", "a ceiling"),
    ("ansette 40 årsverk i hjemmetjenesten", 40, "årsverk", "more", "a noun without an ending"),
    ("lagre 50 millioner tonn", 50_000_000, "tonn", None, "a scale"),
    ("senke farten til 40 km/ t", 40, "km/t", "exactly", "a space inside the unit"),
    ("ikke tillate høyere fartsgrense enn 90 km/t", 90, "km/t", "at_most", "a ceiling said as a ban"),
    ("gi svar innen 30 dager", 30, "dager", "at_most", "a longest wait"),
    ("behandle klager innen fire uker", 4, "uker", "at_most", "another, in words"),
    ("utvide permisjonen til 68 uker", 68, "uker", "exactly", "a length"),
    ("heve aldersgrensen fra 70 til 72 år", 72, "år", "exactly", "an age limit"),
    ("innføre 15 års aldersgrense", 15, "år", "exactly", "an age limit before its noun"),
    ("en minstetid på fem år", 5, "år", "at_least", "a shortest time"),
    ("øke antall vannprøver til 20", 20, "vannprøver", "exactly", "the noun stands before"),
    ("halvere matsvinnet", 0.5, "ganger", "exactly", "half of what there is"),
    ("vil doble antallet lærlinger", 2, "ganger", "exactly", "twice what there is"),
    ("verne minst to tredjedeler av elvene", 2 / 3, "andel", "at_least", "a fraction"),
    ("ha fastpris på 35 øre per kilowattime", 35, "øre", None, "no whole kroner"),
    ("500 færre biler i sentrum", 500, "biler", "less", "fewer"),
]


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "comparison"), [pytest.param(*row[:-1], id=row[-1]) for row in TARGETS]
)
def test_targets(text: str, quantity: float, unit: str, comparison: Comparison | None) -> None:
    (target,) = find_targets(text)
    assert target.quantity == pytest.approx(quantity)
    assert (target.unit, target.comparison) == (unit, comparison)
    assert target.text in text


def test_several_targets_are_given_in_the_order_of_the_text() -> None:
    found = find_targets("10 uker til mor, 10 uker til far og minst 2 prosent av budsjettet innen 2033 og 3 nye skoler")
    assert [(target.quantity, target.unit) for target in found][-2:] == [(2, "prosent"), (3, "skoler")]


NONE = [
    ("bevilge 10 millioner kroner", "money"),
    ("ferdig innen 1. mai 2027", "a date"),
    ("følge opp kapittel 3 og punkt 2 i planen", "numbered names"),
    ("etter § 5 i loven", "a paragraph"),
    ("følge opp Meld. St. 7 (2020–2021)", "a document"),
    ("lekser for klasse 1–4 og vg2", "classes"),
    ("bygge ut E39 og 5G", "names with numbers"),
    ("gratis buss for barn under 6 år", "an age"),
    ("tilbud til ungdom 13–17 år", "ages"),
    ("hjelp til dem over 67 år", "an age with 'over'"),
    ("utvide tilbudet opp til 24 år", "an age as a limit"),
    ("bygge en skole og et bibliotek", "articles"),
    ("øke bruken av tre i byggene", "'tre' is wood"),
    ("skoler med flere enn 25 prosent minoritetsspråklige", "of which schools"),
    ("alle som har minst 80 prosent stilling", "of whom"),
    ("Når minst en tredjedel av bystyret krever det", "when"),
    ("Ved driftstrykk over 6 bar må det vurderes", "at which pressure"),
    ("kvotar for båtar under 15 meter", "a class of boats"),
    ("bytte ut dei fem ferjene", "those there are"),
    ("motarbeide doble standarder", "'doble' as an adjective"),
    ("I dag er 40 prosent av veiene stengt", "how things are"),
    ("fjerne aldersgrensen på 67 år", "a limit that ends"),
    ("legge fram en sak innen fire uker", "a deadline"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=why) for text, why in NONE])
def test_numbers_that_are_no_targets(text: str) -> None:
    assert find_targets(text) == ()


@pytest.mark.parametrize(
    "text", ["behandle søknader innen 4 uker", "legge fram en sak innen fire uker", "innen 24 timer"]
)
def test_a_time_limit_is_a_target_or_a_deadline_and_never_both(text: str) -> None:
    assert bool(find_targets(text)) != (find_deadline(text) is not None)


def test_a_long_row_of_numbers_costs_no_more_than_its_length() -> None:
    # 40 000 characters took a minute and a half when a number had no longest form.
    assert find_targets("111 " * 10_000) == ()

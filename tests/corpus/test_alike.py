"""Whether two commitments say the same: scores that order pairs as a reader does, and reasons in words."""

import pytest

from loftespor.corpus.alike import Alike
from loftespor.corpus.material import Source, Stated
from loftespor.corpus.outline import outline, shared_parts
from loftespor.corpus.stems import stems
from loftespor.corpus.ways import load_ways
from loftespor.corpus.weights import Weights
from loftespor.reports.language import Language
from loftespor.reports.link_reasons import link_reason

# What else stands in a corpus: it makes the words of every text common.
OTHERS = [
    "øke støtten til frivillige lag i kommunen",
    "styrke tilbudet til barn og unge i bydelene",
    "etablere flere tilbud i samarbeid med frivillige",
    "sikre gode tjenester til innbyggere i alle bydeler",
    "redusere ventetiden i kommunale tjenester",
    "bygge flere boliger for unge i kommunen",
] * 8


def stated(text: str, number: int, issuer: str | None = None) -> Stated:
    source = Source(f"d{number}", f"d{number}.txt", None, issuer, None, None, f"d{number}", None, None)
    return Stated(f"c{number}", source, 0, text, frozenset(stems(text)), None, None, None, None)


def alike_of(*texts: str, cited: dict[int, str] | None = None) -> tuple[Alike, list[Stated]]:
    """A comparer of a corpus with these texts, and the texts as commitments; `cited` are measures by text."""
    weights = Weights(frozenset(stems(text)) for text in (*OTHERS, *texts))
    measures = {(f"c{place}", f"d{place}"): frozenset({measure}) for place, measure in (cited or {}).items()}
    return Alike(weights, cited=measures, names={}), [stated(text, number) for number, text in enumerate(texts)]


def score(one: str, other: str) -> float:
    alike, (a, b) = alike_of(one, other)
    assert alike.score(a, b) == alike.score(b, a)
    return alike.score(a, b)


def reasons(one: str, other: str) -> tuple[str, ...]:
    alike, (a, b) = alike_of(one, other)
    return alike.reasons(a, b)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("opprette et eldreombud i Fjordvik", "Opprette eldreombud i Fjordvik.", "the same words"),
        (
            "Det foreslås derfor å etablere et utekontor med ansvar for å følge opp ungdom på kveldstid.",
            "Etablere et utekontor for ungdom, slik at flere får oppfølging på kveldstid.",
            "running text and the item that sums it up",
        ),
        (
            "For å korte ned køen foreslås det å åpne en kveldsklinikk for tannlegevakten",
            "Åpne en kveldsklinikk ved tannlegevakten.",
            "a clause of purpose before what is proposed",
        ),
    ],
)
def test_the_same_is_sure(one: str, other: str, why: str) -> None:
    assert score(one, other) >= 0.5, why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("opprette et eldreombud i Fjordvik", "bygge to ballbinger ved Solvik skole", "nothing in common"),
        ("styrke tilbudet til barn og unge", "styrke tilbudet til frivillige lag i bydelene", "common words alone"),
        ("innføre fraværsgrense på ungdomsskolen", "avvikle fraværsgrensen på ungdomsskolen", "opposite ways"),
        ("", "opprette et eldreombud", "an empty text"),
    ],
)
def test_what_is_not_the_same_is_not_sure(one: str, other: str, why: str) -> None:
    assert score(one, other) < 0.5, why


@pytest.mark.parametrize(
    ("one", "nearer", "farther", "why"),
    [
        (
            "rydde opp i tiltakstrappen for rusomsorgen",
            "opprydding i innsatstrappen for rusomsorgen",
            "opprydding i loftsbodene for rusomsorgen",
            "compounds with the same last part",
        ),
        (
            "etablere et batterilager i havna",
            "bygge batterilager i havna",
            "bygge kai i havna, slik at et batterilager kan få plass der senere",
            "what stands in the main clause counts more",
        ),
        (
            "intensivere arbeidet med gatelys i Solvik",
            "sette opp gatelys i Solvik",
            "intensivere samtalene om havna",
            "a rare noun says more than a rare verb",
        ),
        (
            "øke utleien av lastesykler i Solvik",
            "utvide utleien av lastesykler",
            "drøfte utleien av lastesykler",
            "both more",
        ),
    ],
)
def test_order(one: str, nearer: str, farther: str, why: str) -> None:
    alike, (a, b, c) = alike_of(one, nearer, farther)
    assert alike.score(a, b) > alike.score(a, c), why


def test_a_rare_measure_in_common_counts() -> None:
    texts = ("rullere planen for naturmangfold", "følge opp planen for naturmangfold med midler")
    with_measure, (a, b) = alike_of(*texts, cited={0: "plan/fjordvik/natur", 1: "plan/fjordvik/natur"})
    without, _ = alike_of(*texts)
    assert with_measure.score(a, b) > without.score(a, b)
    assert "viser til det samme: plan/fjordvik/natur" in with_measure.reasons(a, b)


def test_the_name_of_who_says_it_counts_for_nothing() -> None:
    text = "Sjøbylaget vil plante trær"
    assert "sjøbylag" in outline(text).places
    assert "sjøbylag" not in outline(text, names=("Sjøbylaget",)).places


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("tiltakstrappen", "innsatstrappen", ["trapp"]),
        ("flere barnehageplasser", "plass i barnehage", ["barnehag"]),
        ("skolemat", "skolevei", []),
        ("tiltakstrappen", "tiltakstrappen", []),
    ],
)
def test_parts_of_compounds(one: str, other: str, parts: list[str]) -> None:
    assert [part for part, _, _ in shared_parts(outline(one), outline(other))] == parts


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("opprette et eldreombud i Fjordvik", "Opprette et eldreombud i Fjordvik!", "ordlyden er 100 % lik"),
        ("opprette et eldreombud", "få på plass et eldreombud", "felles ord: eldreombud"),
        ("rydde i tiltakstrappen", "rydde i innsatstrappen", "ord med felles ledd: tiltakstrappen – innsatstrappen"),
        ("øke antallet ballbinger", "bygge flere ballbinger", "samme retning: mer"),
        ("innføre fraværsgrense", "avvikle fraværsgrensen", "motsatt retning: noe nytt / slutt"),
        ("selge havna i Solvik", "ikke selge havna i Solvik", "motsatt retning: den ene sier nei"),
        ("innføre skolemat", "utrede skolemat", "bare den ene vil utrede"),
        ("bygge 20 boder innen 2030", "bygge 30 boder innen 2030", "samme tall: 2030"),
        ("bygge 20 boder", "bygge 30 boder", "ulike tall: 20 / 30"),
    ],
)
def test_reasons(one: str, other: str, reason: str) -> None:
    assert reason in reasons(one, other)


@pytest.mark.parametrize(
    ("reason", "nn", "en"),
    [
        ("ordlyden er 91 % lik", "ordlyden er 91\u00a0% lik", "the wording is 91% equal"),
        ("felles ord: bro, havn", "felles ord: bro, havn", "shared words: bro, havn"),
        ("motsatt retning: mer, noe nytt / slutt", "motsett retning: meir, noko nytt / slutt",
         "opposite ways: more, something new / an end"),
        ("bare den ene vil utrede", "berre den eine vil greie ut", "only one of them wants to look into it"),
        ("motsatt retning: den ene sier nei", "motsett retning: den eine seier nei", "opposite ways: one says no"),
        ("noe en person skrev: mer", "noe en person skrev: mer", "noe en person skrev: mer"),
    ],
)  # fmt: skip
def test_reasons_are_told_in_three_languages(reason: str, nn: str, en: str) -> None:
    assert [link_reason(reason, Language(code)) for code in ("nn", "en")] == [nn, en]


def test_every_direction_has_a_label_in_english() -> None:
    english = Language("en")
    for label in load_ways().labels.values():
        assert link_reason(f"samme retning: {label}", english) != f"the same way: {label}"

"""Weaker or stronger: every row's own examples, and what is compared as a value."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from loftespor.errors import RuleFileError
from loftespor.rules.axes import LANGUAGES
from loftespor.rules.numbers import numbers_of
from loftespor.rules.strength import Said, how_testable, modal_shifts, shifts, sign_shifts, strength, turned
from loftespor.rules.strength_rules import load_strength, parse_strength

CONTENT = files("loftespor.rules").joinpath("strength.toml").read_text(encoding="utf-8")
DATA = tomllib.loads(CONTENT)
SIGNS = DATA["sign"]


@pytest.mark.parametrize(("row", "old", "new"), [(row, *pair) for row in SIGNS for pair in row["examples"]])
def test_examples_gain_the_sign_of_their_row_and_lose_it_the_other_way(row: dict[str, str], old: str, new: str) -> None:
    [gained] = [shift for shift in sign_shifts(old, new) if shift.rule == row["id"]]
    assert (gained.strength, bool(gained.new), gained.old) == (row["makes"], True, "")
    assert gained.new in gained.sentence("nb")
    [lost] = [shift for shift in sign_shifts(new, old) if shift.rule == row["id"]]
    assert (lost.strength != gained.strength, bool(lost.old), lost.new) == (True, True, "")


@pytest.mark.parametrize(("row", "old", "new"), [(row, *pair) for row in SIGNS for pair in row["counterexamples"]])
def test_counterexamples_do_not(row: dict[str, str], old: str, new: str) -> None:
    assert row["id"] not in {shift.rule for shift in sign_shifts(old, new)}


@pytest.mark.parametrize(("old", "new"), DATA["ladder"]["counterexamples"])
def test_no_step_of_the_ladder(old: str, new: str) -> None:
    assert not list(modal_shifts(old, new))


@pytest.mark.parametrize(("old", "new"), DATA["ladder"]["examples"])
def test_steps_of_the_ladder_have_two_directions(old: str, new: str) -> None:
    [[down], [up]] = list(modal_shifts(old, new)), list(modal_shifts(new, old))
    assert {down.strength, up.strength} == {"weaker", "stronger"}


@pytest.mark.parametrize("before", DATA["ceiling"]["examples"])
def test_numbers_that_are_a_limit(before: str) -> None:
    assert [number.limit for number in numbers_of(f"{before}seks uker")] == [True]


@pytest.mark.parametrize("before", DATA["ceiling"]["counterexamples"])
def test_numbers_that_are_no_limit(before: str) -> None:
    assert [number.limit for number in numbers_of(f"{before}seks uker")] == [False]


@pytest.mark.parametrize(
    ("text", "values", "why"),
    [
        ("bygge 1 200 boder og 2,5 km vei", [1200, 2.5], "thousands and decimals"),
        ("minst én time, tre ganger", [1, 3], "words; a bare article is none"),
        ("en hall for elever på 3. og 4. trinn", [], "ordinals are names"),
        ("ferdig i 2028. Og 12 boder", [2028, 12], "a full stop after a year ends a sentence"),
        ("langs E39 og kap. 5.3", [], "parts of names"),
    ],
)
def test_numbers(text: str, values: list[float], why: str) -> None:
    assert [number.value for number in numbers_of(text)] == values, why


@pytest.mark.parametrize(
    ("old", "new", "rules", "way", "tested"),
    [
        ("ingen venter mer enn fire uker", "ingen venter mer enn seks uker", ["ceiling.raised"], "weaker", "same"),
        ("gi frukt minst to dager i uka", "gi frukt minst én dag i uka", ["number.smaller"], "weaker", "same"),
        ("ingen venter mer enn to uker", "ingen venter mer enn én uke", ["ceiling.lowered"], "stronger", "same"),
        ("bygge 20 boder", "bygge 30 boder", ["number.larger"], "stronger", "same"),
        ("bygge 20 boder", "gi 30 timer", ["number.gained", "number.lost"], "same", "mixed"),
        ("være utslippsfrie fra 2026", "være utslippsfrie fra 2028", ["deadline.later"], "weaker", "same"),
        ("bygge 20 nye boder", "fullføre de 20 bodene", [], "same", "same"),
        ("bygge boder", "bygge 20 boder", ["number.gained"], "same", "more"),
        ("bygge 20 boder", "bygge boder", ["number.lost"], "same", "less"),
        ("bygge 20 boder", "bygge flere boder", ["some", "number.lost"], "weaker", "less"),
        ("Vi kan bygge 20 boder", "Vi skal bygge 10 boder", ["modal", "number.smaller"], "mixed", "same"),
        ("bygge boder", "bygge boder", [], "same", "same"),
    ],
)  # fmt: skip
def test_wordings(old: str, new: str, rules: list[str], way: str, tested: str) -> None:
    found = shifts(Said(old), Said(new))
    assert [shift.rule for shift in found] == rules
    assert (strength(found), how_testable(found)) == (way, tested)


WITHOUT = Said("bygge boder")
SOON = Said("bygge boder innen 2027", date(2027, 12, 31), "innen 2027")
LATE = Said("bygge boder innen 2030", date(2030, 12, 31), "innen 2030")
CHEAP = Said("sette av 2 millioner kroner", amounts=((2_000_000, "2 millioner kroner"),))
DEAR = Said("sette av 5 millioner kroner", amounts=((5_000_000, "5 millioner kroner"),))
PLAN = Said("følge byplanen", measures={"plan/fjordvik/by": "Byplanen"})


@pytest.mark.parametrize(
    ("old", "new", "rule", "way", "tested"),
    [
        (SOON, LATE, "deadline.later", "weaker", "same"),
        (LATE, SOON, "deadline.earlier", "stronger", "same"),
        (WITHOUT, SOON, "deadline.gained", "stronger", "more"),
        (SOON, WITHOUT, "deadline.lost", "weaker", "less"),
        (CHEAP, DEAR, "amount.larger", "stronger", "same"),
        (DEAR, CHEAP, "amount.smaller", "weaker", "same"),
        (WITHOUT, DEAR, "amount.gained", "stronger", "more"),
        (DEAR, WITHOUT, "amount.lost", "weaker", "less"),
        (WITHOUT, PLAN, "measure.gained", "same", "more"),
        (PLAN, WITHOUT, "measure.lost", "same", "less"),
    ],
)
def test_values(old: Said, new: Said, rule: str, way: str, tested: str) -> None:
    [shift] = shifts(old, new)
    assert (shift.rule, strength([shift]), how_testable([shift])) == (rule, way, tested)


def test_what_goes_the_opposite_way_is_neither_weaker_nor_stronger() -> None:
    assert strength([turned(), *shifts(SOON, LATE)]) == "turned"


def test_every_sentence_is_told_in_three_languages_with_its_words() -> None:
    rules = load_strength()
    told = [
        *rules.sentences.values(),
        *rules.ladder.values(),
        *(s for sign in rules.signs for s in (sign.gained, sign.lost)),
    ]
    assert all(sentences[language] for sentences in told for language in LANGUAGES)
    [shift] = shifts(CHEAP, DEAR)
    assert shift.sentence("nn") == "beløpet er blitt større: 2 millioner kroner → 5 millioner kroner"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("step = [", "not readable"),
        (CONTENT.replace('lost.en = "the reservation', 'lost.xx = "the reservation'), "'en' is missing"),
        (CONTENT.replace("\\bvil\\b", "(vil"), "no regular expression"),
    ],
)
def test_a_rule_file_that_is_not_complete_is_refused(content: str, words: str) -> None:
    with pytest.raises(RuleFileError, match=words):
        parse_strength(content, name="strength.toml")

"""Rules: every row complete, every value one of the axes', and what fires on which fact."""

import pytest

from loftespor.errors import RuleFileError
from loftespor.rules.axes import load_axes
from loftespor.rules.headline import headline
from loftespor.rules.rule import Rule, load_rules, parse_rules

OWN = {"fact": "decision", "words": "own", "outcome": "adopted", "decides": True, "dismisses": False, "voted": True}


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_a_sentence_and_a_value_of_its_axis(rule: Rule) -> None:
    assert all(rule.sentence[language].endswith(".") for language in ("nb", "nn", "en"))
    if rule.value is not None:
        assert load_axes().axis(rule.axis).value(rule.value)


@pytest.mark.parametrize(
    ("change", "expected", "why"),
    [
        ({}, ["decision.own.adopted"], "the minutes adopt these words"),
        ({"decides": False}, [], "a committee's advice is no decision"),
        ({"words": "near"}, [], "similar words alone give nothing"),
        ({"outcome": "rejected"}, ["decision.own.rejected"], "voted down"),
        ({"outcome": "rejected", "voted": False}, ["decision.own.other_words"], "told by what the case came to"),
        ({"words": "changed", "matter": True}, [], "a changed form counts only where the body resolved it"),
        ({"words": "changed", "matter": True, "role": "decision"}, ["decision.changed.adopted"], "in a changed form"),
        (
            {"words": "moved_again", "matter": True, "outcome": "rejected"},
            ["decision.moved_again.rejected"],
            "fell anew",
        ),
        ({"words": "moved_again", "matter": True}, [], "only a defeat is told of what was moved again"),
        ({"outcome": "noted"}, ["decision.own.noted"], "noted is never adopted"),
        ({"dismisses": True}, [], "to adopt a dismissal is not to adopt the proposal"),
        ({"words": "case", "matter": True}, ["decision.case.other_words"], "the case ended in other words"),
        ({"words": "case", "matter": False}, [], "a case decides only what it is about"),
    ],
)
def test_which_rules_fire(change: dict[str, object], expected: list[str], why: str) -> None:
    fact = OWN | change
    assert [rule.id for rule in load_rules() if rule.fires(fact)] == expected, why


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nonsense = [", "no rule file"),
        ("[[rule]]\nid = 'x'\naxis = 'decision'\nwhen = {}\nrank = 1\nvalue = 'adopted'", "sentence"),
        ("[[rule]]\nid = 'x'\naxis = 'decision'\nwhen = {}\nrank = 1\nsentence = {nb='a', nn='a', en='a'}", "value"),
    ],
)
def test_a_rule_file_that_does_not_follow_its_form(content: str, message: str) -> None:
    with pytest.raises(RuleFileError, match=message):
        parse_rules(content, name="mine.toml")


@pytest.mark.parametrize(
    ("decision", "funding", "implementation", "documentation", "expected"),
    [
        ("adopted", "funded", "implemented", "proposed", "implemented"),
        ("adopted", "funded", "implemented", "conflicting", "must_check"),
        ("adopted", "funded", "no_evidence", "proposed", "adopted"),
        ("no_evidence", "funded", "planned", "proposed", "funded"),
        ("no_evidence", "no_evidence", "planned", "proposed", "planned"),
        ("no_evidence", "not_assessed", "not_assessed", "proposed", "no_evidence"),
        ("not_assessed", "not_assessed", "not_assessed", "proposed", "not_assessed"),
        ("rejected", "no_evidence", "no_evidence", "proposed", "rejected"),
    ],
)
def test_headline(decision: str, funding: str, implementation: str, documentation: str, expected: str) -> None:
    got = headline(decision=decision, funding=funding, implementation=implementation, documentation=documentation)
    assert got == expected

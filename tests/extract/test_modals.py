from typing import Any

import pytest

from loftespor.extract.data_file import read_data
from loftespor.extract.modal_rows import Tier, tier_of
from loftespor.extract.modals import MAX_SENTENCE, judge_sentence

DATA = read_data("modals.toml")
TIERS: list[Tier] = ["programme", "advice", "report"]


def tiers(row: dict[str, Any]) -> list[Tier]:
    return [tier for tier in TIERS if tier in row.get("tiers", TIERS)]


EXAMPLES = [(row["name"], text, tier) for row in DATA["row"] for text in row["examples"] for tier in tiers(row)]
COUNTEREXAMPLES = [
    (text, tier)
    for row in (*DATA["row"], *DATA["exception"])
    for text in row.get("counterexamples", row["examples"])
    for tier in tiers(row)
]


@pytest.mark.parametrize(("name", "text", "tier"), EXAMPLES)
def test_examples_of_the_data_file(name: str, text: str, tier: Tier) -> None:
    found = judge_sentence(text, tier=tier)
    assert found is not None
    assert found.rule == name


@pytest.mark.parametrize(("text", "tier"), COUNTEREXAMPLES)
def test_counterexamples_and_exceptions_of_the_data_file(text: str, tier: Tier) -> None:
    assert judge_sentence(text, tier=tier) is None


CASES = [
    ("Derfor vil Fjordvik SV fjerne bompengene.", "pledge", "Fjordvik SV", None, "fjerne", "subject after the verb"),
    ("Vi skal bygge ut vegen.", "pledge", "Vi", None, "bygge", "the issuer's 'skal' is a pledge"),
    ("Staten skal eie kraftnettet.", "demand", None, "Staten", "eie", "another's 'skal' is a demand"),
    ("Skulevegen må tryggjast.", "demand", None, None, "tryggje", "Nynorsk passive"),
    ("Regjeringa bør ta ansvar for ferjene.", "recommendation", None, "Regjeringa", "ta", "Nynorsk 'bør'"),
    ("Vi ber departementet om ny vurdering.", "request", "Vi", "departementet", None, "who is asked"),
    ("Venstre mener at staten må verne elva.", "demand", "Venstre", "staten", "verne", "whose opinion it is"),
    (
        "De som er rammet av flommen, må få erstatning.",
        "demand",
        None,
        None,
        "få",
        "the relative clause has its own verb",
    ),
    ("Det innebærer at innsatsen må forsterkes.", "demand", None, None, "forsterke", "an 'at' clause"),
]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "addressee", "action"), [pytest.param(*row[:-1], id=row[-1]) for row in CASES]
)
def test_what_a_sentence_says(
    text: str, kind: str, actor: str | None, addressee: str | None, action: str | None
) -> None:
    found = judge_sentence(text, tier="programme")
    assert found is not None
    assert (found.kind, found.actor, found.addressee, found.action) == (kind, actor, addressee, action)


NONE = [
    ("Skal vi lykkes, trenger vi flere lærere.", "a condition with the verb first"),
    ("Skal skolen legges ned?", "a question"),
    ("Vi vet ikke hva som skal skje.", "below 'som'"),
    ("Fjordvik SV vil:", "a lead-in"),
    ("Vi krever at", "a lead-in without a colon"),
    ("Avtalen vil tre i kraft neste år.", "a prediction"),
    ("vil " * (MAX_SENTENCE // 4 + 1), "no sentence any more"),
]


@pytest.mark.parametrize("text", [pytest.param(*row[:-1], id=row[-1]) for row in NONE])
def test_what_commits_nobody(text: str) -> None:
    assert judge_sentence(text, tier="programme") is None


def test_quotes_of_others_count_only_in_programmes() -> None:
    text = "I høringen står det «Ordningen bør avvikles» uten begrunnelse."
    assert judge_sentence(text, tier="advice") is None
    assert judge_sentence(text, tier="programme") is not None


def test_every_kind_of_document_has_a_tier() -> None:
    assert tier_of("programme") == "programme"
    assert tier_of("budget") == "silent"
    assert tier_of("minutes") == "report"
    assert tier_of(None) is None
    assert tier_of("other") is None


@pytest.mark.parametrize("verb", ["må", "vil", "foreslår", "ber"])
def test_long_text_without_full_stops_takes_linear_work(verb: str) -> None:
    text = f"{verb} at som det å " * 60
    assert judge_sentence(text, tier="programme") is None or len(text) < MAX_SENTENCE

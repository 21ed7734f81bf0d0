"""Weights: rare shared words count, words of every text do not."""

from loftespor.corpus.stems import stems
from loftespor.corpus.weights import Weights


def of(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def test_inflected_words_have_one_stem() -> None:
    assert of("utvide ordningen med aktivitetskort") == of("utvides, ordning og aktivitetskortet")


def test_function_words_and_words_of_case_handling_carry_nothing() -> None:
    assert of("Bystyret ber byrådet om å sørge for dette i saken") == frozenset()


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    weights = Weights([of("psykisk helse"), of("psykisk helse"), of("psykisk helse og nattbuss")] * 20)
    rare, common = of("nattbuss til Tangen"), of("psykisk helse på Tangen")
    text = of("psykisk helse og nattbuss")
    assert weights.likeness(rare, text) > 0
    assert weights.weight("nattbuss") > weights.weight("psykisk")
    assert weights.cover(of("nattbuss"), text) == 1.0
    assert weights.likeness(common, common) == 1.0


def test_only_stems_that_stand_elsewhere_are_asked_for() -> None:
    weights = Weights([of("nattbuss til øya"), of("nattbuss og ferje"), of("ferje")])
    assert weights.rarest(of("nattbuss ferje øya"), most=2) == ["ferj", "nattbuss"]


def test_texts_without_content_are_not_alike() -> None:
    weights = Weights([])
    assert weights.likeness(frozenset(), frozenset()) == 0.0
    assert weights.cover(frozenset(), of("nattbuss")) == 0.0

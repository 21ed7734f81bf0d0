"""Weights: rare shared words count, words of every text do not."""

from loftespor.corpus.stems import stems
from loftespor.corpus.weights import MOST_RANKED, Weights


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


def test_thousands_of_nearly_equal_texts_are_asked_for_by_their_rarest_stem() -> None:
    texts = [of(f"lade elbiler ved brygga i Fjordvik {number}") for number in range(MOST_RANKED)]
    weights = Weights([*texts, of("brygga i Solvik"), of("Solvik brygge"), of("Solvik")])
    assert weights.rarest(of("lade elbiler ved brygga i Solvik"), most=8) == ["solvik"]
    assert weights.rarest(of("brygga i Fjordvik"), most=8) == ["fjordvik"]


def test_rarity_is_a_share_whatever_the_size_of_the_corpus() -> None:
    weights = Weights([of("nattbuss til øya")] * 100)
    assert weights.rarity("ferj") == weights.rarity_of(0) == 1.0
    assert weights.rarity("nattbuss") == weights.rarity_of(100) < 0.2


def test_texts_without_content_are_not_alike() -> None:
    weights = Weights([])
    assert weights.likeness(frozenset(), frozenset()) == 0.0
    assert weights.cover(frozenset(), of("nattbuss")) == 0.0

"""What is made of the treebank's sentences so that the model knows lists, headings and other marks."""

from random import Random

import pytest
import spacy

from loftespor.extract.training.documents import LINE_FEED, example, grouped, reference
from loftespor.extract.training.tags import Word, words_of
from loftespor.extract.training.variants import bare, list_item, varied
from tests.extract.training.sentences import sentence

WORDS = words_of(sentence())


def text(words: tuple[Word, ...]) -> str:
    return " ".join(word.form for word in words)


def test_an_infinitive_with_what_depends_on_it_is_a_list_item() -> None:
    items = {list_item(WORDS, Random(seed)) for seed in range(60)}
    texts = {text(item).strip() for item in items if item}
    assert {"bygge fire hus i år", "Bygge fire hus i år", "Bygge fire hus i år ."} <= texts
    assert all(item and item[0 if item[0].pos == "VERB" else 1].relation == "ROOT" for item in items)
    for item in items:
        assert item is not None
        doc = reference(spacy.blank("nb").vocab, [item])
        assert {token.head.text.casefold() for token in doc if token.text in ("hus", "i")} == {"bygge"}


def test_a_sentence_without_its_full_stop_ends_in_a_line_feed() -> None:
    assert bare(WORDS) == (*WORDS[:-1], LINE_FEED)
    assert bare(WORDS[:-1]) == WORDS[:-1]


def test_variants_keep_words_heads_and_entities_in_step() -> None:
    nlp = spacy.blank("nb")
    for seed in range(200):
        for variant in varied(WORDS, Random(seed)):
            doc = reference(nlp.vocab, [variant, WORDS])
            assert len(list(doc.sents)) == 2
            assert [entity.label_ for entity in doc.ents][-1] == "GPE"
            assert all(token.head.sent == token.sent for token in doc)


def test_the_same_seed_gives_the_same_variants() -> None:
    def of(seed: int) -> list[tuple[Word, ...]]:
        random = Random(seed)
        return [variant for _ in range(50) for variant in varied(WORDS, random)]

    assert of(1) == of(1) != of(2)


def test_a_line_feed_stands_where_it_is_said_to() -> None:
    nlp = spacy.blank("nb")
    made = example(nlp, [bare(WORDS), WORDS])
    assert made.reference.text == "Sollia skal bygge fire hus i år\nSollia skal bygge fire hus i år. "
    assert [token.text for token in made.predicted] == [token.text for token in made.reference]


@pytest.mark.parametrize("number", [0, 1, 40])
def test_groups_hold_all_sentences_in_order(number: int) -> None:
    sentences = [(Word(str(n), str(n), "NUM", "", 0, "ROOT", "O"),) for n in range(number)]
    assert [one for group in grouped(sentences, Random(3)) for one in group] == sentences

"""Names are changed for others of their shape; what several finders agree on is what one learns from."""

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRuler
from spacy.tokens import Doc, Span
from spacy.training import Example

from loftespor.extract.training.agreed import agreed, with_agreed, write_agreed
from loftespor.extract.training.documents import Words
from loftespor.extract.training.other_names import Names
from loftespor.extract.training.tags import Word


def words(text: str, **kinds: str) -> Words:
    """A sentence whose words have these kinds: 'B-PER'."""
    return tuple(
        Word(form, form, "X", "", place, "dep", kinds.get(form, "O")) for place, form in enumerate(text.split())
    )


SENTENCES = [
    words("Kari Nes svarte", Kari="B-PER", Nes="I-PER"),
    words("Ola Berg bor i Sollia", Ola="B-PER", Berg="I-PER", Sollia="B-GPE"),
    words("Vi bor i Lia", Lia="B-GPE"),
]


def test_names_are_changed_for_others_of_their_kind_and_length() -> None:
    names = Names([tuple(SENTENCES)])
    random = Random(1)
    seen: set[str] = set()
    for _ in range(200):
        changed = names.changed(SENTENCES[1], random)
        assert [word.entity for word in changed] == [word.entity for word in SENTENCES[1]]
        assert [changed[place].form for place in (2, 3)] == ["bor", "i"]
        seen.add(" ".join(word.form for word in changed))
    assert "Kari Nes bor i Sollia" in seen
    assert "Kari Berg bor i Sollia" in seen, "a person's name is put together of two people's"
    assert "Ola Berg bor i Lia" in seen


def test_the_same_seed_changes_the_same_names() -> None:
    names = Names([tuple(SENTENCES)])
    first, second = ([names.changed(sentence, Random(5)) for sentence in SENTENCES] for _ in range(2))
    assert first == second


TEXT = "Kari Nes bor her i Sollia. Ola Berg fra Lia bor her. Her er det fire skoler nå."


def finder(*names: tuple[str, str]) -> Callable[[str], Doc]:
    def find(text: str) -> Doc:
        doc = spacy.blank("nb").make_doc(text)
        spans: list[Span] = []
        for name, kind in names:
            span = doc.char_span(text.index(name), text.index(name) + len(name), label=kind)
            assert span is not None
            spans.append(span)
        doc.set_ents(spans)
        return doc

    return find


@pytest.mark.parametrize(
    ("second", "third", "expected"),
    [
        (
            (("Kari Nes", "PER"), ("Sollia", "GPE")),
            (("Kari Nes", "PER"),),
            ["Kari Nes PER, Sollia GPE", "Ola Berg PER"],
        ),
        ((("Kari Nes", "PER"), ("Sollia", "LOC")), (("Kari Nes", "PER"),), ["Ola Berg PER"]),
        ((("Kari", "PER"), ("Sollia", "GPE")), (("Kari", "PER"),), ["Ola Berg PER"]),
    ],
    ids=["two of three", "kinds differ", "words differ"],
)
def test_sentences_whose_names_two_finders_see(
    second: Iterable[tuple[str, str]], third: Iterable[tuple[str, str]], expected: list[str]
) -> None:
    berg = ("Ola Berg", "PER")
    docs = [
        finder(("Kari Nes", "PER"), ("Sollia", "GPE"), berg)(TEXT),
        finder(*second, berg)(TEXT),
        finder(*third)(TEXT),
    ]
    found = list(agreed(docs))
    named = [", ".join(f"{name.text} {name.label_}" for name in doc.ents) for doc in found]
    assert [names for names in named if names] == expected
    assert all(doc.text.strip() in TEXT for doc in found)


def language(*names: tuple[str, str]) -> Language:
    nlp = spacy.blank("nb")
    ruler = nlp.add_pipe("entity_ruler")
    assert isinstance(ruler, EntityRuler)
    ruler.add_patterns([{"label": kind, "pattern": name} for name, kind in names])
    return nlp


def test_agreed_sentences_join_the_examples_of_an_epoch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loftespor.extract.training.agreed._excerpts", lambda _: iter([TEXT]))
    finders = [language(("Kari Nes", "PER"), ("Sollia", "GPE")) for _ in range(2)]
    number = write_agreed(finders, Path("texts"), tmp_path / "agreed.spacy")
    assert number >= 1
    nlp = spacy.blank("nb")
    own = Example(nlp.make_doc("Vi bygger."), nlp.make_doc("Vi bygger."))
    found = with_agreed(lambda nlp, epoch: [own], tmp_path / "agreed.spacy", number=1, seed=1)(nlp, 0)  # noqa: ARG005
    assert found[0] is own
    assert [name.text for name in found[1].reference.ents] in (["Kari Nes", "Sollia"], [])

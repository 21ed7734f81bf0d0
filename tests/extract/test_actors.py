import pytest

from loftespor.extract.actors import find_party, is_body, is_public, party_code

PARTIES = [
    ("Fjordvik SV vil", "Fjordvik SV", "SV", "a local branch"),
    ("RØDT VIL", "Rødt", "R", "capitals"),
    ("Derfor vil Høyre i Fjordvik", "Høyre i Fjordvik", "H", "a branch with 'i'"),
    ("Samtidig Senterpartiet", "Senterpartiet", "SP", "the sentence's first word is no place"),
    ("Framstegspartiet meiner", "Framstegspartiet", "FRP", "Nynorsk"),
]


@pytest.mark.parametrize(("text", "name", "code"), [pytest.param(*row[:-1], id=row[-1]) for row in PARTIES])
def test_parties(text: str, name: str, code: str) -> None:
    found = find_party(text)
    assert found is not None
    assert (found[0], found[1].code) == (name, code)
    assert party_code(found[0]) == code


@pytest.mark.parametrize("text", ["sving til venstre", "til høyre for veien", "rødt lys", "aSVikt"])
def test_words_that_are_no_parties(text: str) -> None:
    assert find_party(text) is None


def test_bodies_and_whom_one_turns_to() -> None:
    assert is_body("Havneetaten")
    assert is_body("KS")
    assert not is_body("Elevene")
    assert is_public("Fjordvik kommune")
    assert not is_public("Lærerforeningen")

"""Identity: what keeps an id and what changes it."""

import pytest

from loftespor.corpus.identity import commitment_ids, document_id, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Øke antall  avtalespesialister.", "øke antall avtalespesialister"),
        ("«En trygg by» – 2025", "en trygg by 2025"),
        ("A\u030a utvide", "å utvide"),  # a letter and its ring are one letter
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_the_fields_that_make_a_claim() -> None:
    """A change here breaks every review that was ever made: the id is part of the contract."""
    assert commitment_ids("program", ["Bygge svømmehall."]) == ["36eaad3c948411e1"]


def test_case_punctuation_and_place_do_not_change_a_commitment() -> None:
    [first] = commitment_ids("program", ["Bygge ny svømmehall i bydelen."])
    _, moved = commitment_ids("program", ["Noe annet", "bygge ny svømmehall i bydelen"])
    assert first == moved


def test_equal_texts_are_told_apart_by_their_number() -> None:
    ids = commitment_ids("program", ["Bygge svømmehall", "Bygge svømmehall"])
    assert len(set(ids)) == 2
    assert commitment_ids("annet program", ["Bygge svømmehall"])[0] not in ids


def test_a_document_is_its_name_and_text_without_the_title_line() -> None:
    assert document_id("a.txt", "Tittel\nTeksten er lik.") == document_id("a.txt", "Ny tittel\nTeksten er  lik")
    assert document_id("a.txt", "Tittel\nTeksten er lik.") != document_id("b.txt", "Tittel\nTeksten er lik.")

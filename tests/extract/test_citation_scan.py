"""The search for key words gives what trying them all at each place would give, and no digits are passed by wrongly."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftespor.extract.citation import digits, find_citations, scan
from loftespor.extract.citation.scan import KeyWords

LETTERS = "abå –\U0001f600"


@settings(max_examples=200, deadline=None)
@given(
    words=st.sets(st.text(LETTERS, min_size=1, max_size=5), min_size=1, max_size=12),
    text=st.text(LETTERS, max_size=80),
    stretch=st.sampled_from([1, 3, 7, 1000]),
)
def test_the_longest_word_at_each_place_is_found_also_over_the_border_of_a_stretch(
    words: set[str], text: str, stretch: int
) -> None:
    one_of = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_STRETCH", stretch)
        found = list(KeyWords(words).find(text))
    assert found == [(match.start(), match.end(), match.group()) for match in one_of.finditer(text)]


def test_half_a_character_in_a_damaged_text_moves_no_offset() -> None:
    text = "Brev \ud83d om Meld. St. 12 (2019–2020) \udc00 og NOU 2016: 4"
    assert [text[c.start : c.end] for c in find_citations(text)] == ["Meld. St. 12 (2019–2020)", "NOU 2016: 4"]


# Around digits: what may stand before them, and after.
BEFORE = (
    "",
    "i ",
    "mars ",
    "kr ",
    "kr. ",
    "kr\u00a0",
    "NOK ",
    "§ ",
    "ordet",
    "(",
    "1 000 ",
    "innen ",
    "fra ",
    "\n",
    "5. ",
)
NUMBERS = (
    "5",
    "12",
    "2025",
    "20253",
    "202512",
    "1 200",
    "100.000",
    "2,5",
    "5-10",
    "10 til 12",
    "1.",
    "01.02.2025",
    "9999999",
)
AFTER = (
    "", " ", ".", " prosent", "%", " pst.", " kr", " kroner", " mill. kroner", " mrd. kr", " MNOK", "G", " G",
    " gode råd", " mars 2025", ". mars 2025", " til mars 2026", " personer", " nye plasser", " barn", "\nprosent",
    " og 6", ",-", " år", " krone per tusen", " euro", " TWh", " m²", " km/t", " pasienter",
    " halvår 2026", "\u2013 14. mai 2025",
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_digits_that_are_passed_by_begin_no_value_and_hold_no_mark(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"Vi vil {before}{number}{after} nå." for before in BEFORE for after in AFTER]
    looked_at = [find_citations(text) for text in texts]
    monkeypatch.setattr(digits, "_DIGITS", re.compile(r"\d+(?P<word>(?!))?"))
    for text, found in zip(texts, looked_at, strict=True):
        assert found == find_citations(text), text

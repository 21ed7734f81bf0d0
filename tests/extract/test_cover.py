import pytest

from loftespor.extract.cover import Cover
from loftespor.extract.inline_list import find_inline_lists

SPANS = [(10, 20), (0, 50), (60, 70)]


@pytest.mark.parametrize(("offset", "held"), [(0, True), (49, True), (50, False), (60, True), (70, False), (99, False)])
def test_a_cover_holds_what_any_of_its_spans_holds(offset: int, held: bool) -> None:
    assert Cover(SPANS).holds(offset) is held


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(50, 60, False), (50, 61, True), (45, 55, True), (70, 90, False)]
)
def test_a_cover_overlaps_by_a_common_character(start: int, end: int, expected: bool) -> None:
    assert Cover(SPANS).overlaps(start, end) is expected


def test_an_empty_cover_holds_nothing() -> None:
    assert not Cover([]).holds(0)
    assert not Cover([]).overlaps(0, 9)


def test_a_label_before_the_next_bullet_ends_a_list_in_running_text() -> None:
    text = "Venstre vil: • bygge skoler • senke prisene Privatperson: • Det er for dyrt her."
    (found,) = find_inline_lists(text)
    assert next(text[a:b] for a, b in found.items) == "bygge skoler"
    assert not any("for dyrt" in text[a:b] for a, b in found.items)

import pytest

from loftespor.errors import RuleFileError
from loftespor.rules.axes import LANGUAGES, load_axes, read_axes

ORDER = {
    "decision": "adopted partly_adopted rejected answered shelved referred noted not_taken_up under_consideration "
    "postponed withdrawn superseded not_raised no_evidence not_assessed",
    "funding": "funded partly_funded in_plan within_frame proposed voted_down cut not_funded not_itemised "
    "not_applicable no_evidence not_assessed",
    "implementation": "implemented partly_implemented in_progress planned stalled dropped taken_up not_found_in_later "
    "not_yet_due overdue not_verifiable no_evidence not_assessed",
    "documentation": "suspect conflicting disputed confirmed proposed",
}
SILENT = {
    "no_evidence", "not_raised", "not_itemised", "not_found_in_later", "not_yet_due", "overdue", "not_verifiable",
}  # fmt: skip


@pytest.mark.parametrize("axis", ORDER)
def test_the_values_and_their_order_are_those_of_the_contract(axis: str) -> None:
    assert [value.id for value in load_axes().axis(axis).values] == ORDER[axis].split()


def test_a_value_is_silent_exactly_where_the_contract_says_so() -> None:
    values = [value for axis in load_axes().axes for value in axis.values]
    assert {value.id for value in values if value.ground == "silent"} == SILENT
    assert {value.id for value in values if value.ground == "unsearched"} == {"not_assessed"}


def test_every_label_and_definition_is_there_in_three_languages() -> None:
    axes = load_axes()
    texts = [value.labels for axis in axes.axes for value in axis.values]
    texts += [value.counts for axis in axes.axes for value in axis.values]
    texts += [entry.labels for entry in (*axes.forms, *axes.stations)]
    assert all(text[language].strip() for text in texts for language in LANGUAGES)


def test_labels_of_one_axis_differ() -> None:
    for axis in load_axes().axes:
        for language in LANGUAGES:
            assert len({value.labels[language] for value in axis.values}) == len(axis.values)


def test_every_headline_is_a_value_an_axis_or_must_check() -> None:
    axes = load_axes()
    known = {value.id for axis in axes.axes for value in axis.values} | {axis.id for axis in axes.axes}
    assert set(axes.headline_order) - known == {"must_check"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("[[axis", "not TOML", id="broken file"),
        pytest.param("[[axis]]\nid = 'decision'", "missing", id="an axis without values"),
        pytest.param(
            "[[axis]]\nid='a'\n[[axis.value]]\nid='b'\nground='guessed'\ntone='done'", "guessed", id="unknown ground"
        ),
    ],
)
def test_a_faulty_file_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(RuleFileError, match=says):
        read_axes(text)


def test_an_unknown_value_names_the_known_ones() -> None:
    with pytest.raises(RuleFileError, match="funded, partly_funded"):
        load_axes().axis("funding").value("rich")

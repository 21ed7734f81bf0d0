"""Main clauses: where what is to be done begins and ends, by the examples of clauses.toml."""

import tomllib
from importlib.resources import files

import pytest

from loftespor.corpus.clauses import main_clause

ROWS = tomllib.loads(files("loftespor.corpus").joinpath("clauses.toml").read_text(encoding="utf-8"))
EXAMPLES = [
    pytest.param(marked, id=f"{row['id']}: {marked}")
    for row in (*ROWS["opener"], *ROWS["tail"])
    for marked in (*row["examples"], *row["counterexamples"])
]


def marked_clause(text: str) -> str:
    start, end = main_clause(text)
    return f"{text[:start]}|{text[start:end]}|{text[end:]}"


@pytest.mark.parametrize("marked", EXAMPLES)
def test_examples_are_parted_where_the_bars_stand(marked: str) -> None:
    assert marked_clause(marked.replace("|", "")) == marked


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("|Åpne en kveldsklinikk|. Den skal være gratis.", "an item's later sentences explain"),
        ("|For å spare|", "nothing follows the opening clause: the whole is the clause"),
        ("|slik at alle får plass|", "a clause of purpose alone is all there is"),
        ("||", "an empty text has an empty clause"),
    ],
)
def test_what_the_rows_leave_to_the_code(marked: str, why: str) -> None:
    assert marked_clause(marked.replace("|", "")) == marked, why


def test_a_long_item_is_cut_and_takes_no_time() -> None:
    start, end = main_clause("for å " * 50_000)
    assert (start, end <= 600) == (0, True)

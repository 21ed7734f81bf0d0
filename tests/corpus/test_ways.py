"""Directions: the examples of ways.toml, and which clauses go opposite ways."""

import tomllib
from importlib.resources import files

import pytest

from loftespor.corpus.ways import load_ways, way_of

DATA = tomllib.loads(files("loftespor.corpus").joinpath("ways.toml").read_text(encoding="utf-8"))
ROWS = DATA["direction"]


@pytest.mark.parametrize(("id", "clause"), [(row["id"], text) for row in ROWS for text in row["examples"]])
def test_examples_go_the_way_of_their_row(id: str, clause: str) -> None:
    assert id in way_of(clause).directions


@pytest.mark.parametrize(("id", "clause"), [(row["id"], text) for row in ROWS for text in row["counterexamples"]])
def test_counterexamples_do_not(id: str, clause: str) -> None:
    assert id not in way_of(clause).directions


@pytest.mark.parametrize(
    ("clause", "against"),
    [(text, True) for text in DATA["against"]["examples"]]
    + [(text, False) for text in DATA["against"]["counterexamples"]],
)
def test_what_turns_a_clause_round(clause: str, against: bool) -> None:
    assert way_of(clause).against is against


def test_opposites_are_opposite_both_ways() -> None:
    opposites = load_ways().opposites
    assert all(one in opposites[other] for one in opposites for other in opposites[one])


@pytest.mark.parametrize(
    ("one", "other", "opposed", "why"),
    [
        ("øke egenandelen", "redusere egenandelen", True, "more and less"),
        ("innføre bompenger på Kystveien", "avvikle bompengene på Kystveien", True, "new and ended"),
        ("tillate fyrverkeri i sentrum", "forby fyrverkeri i sentrum", True, "allowed and forbidden"),
        ("selge havna", "Kommunen skal ikke selge havna", True, "'ikke' turns it round"),
        ("innføre bompenger", "si nei til bompenger", True, "a 'no' goes the way of ending"),
        ("stanse utbyggingen i fjæra", "si nei til utbyggingen i fjæra", False, "both want it ended"),
        ("gå imot nedleggelse av stasjonen", "bevare stasjonen", False, "a 'no' to the end keeps"),
        ("øke støtten", "styrke støtten", False, "both more"),
        ("øke støtten og redusere køen", "redusere køen", False, "one way in common"),
        ("bygge en bro", "male en bro", False, "no way told"),
    ],
)
def test_opposite_ways(one: str, other: str, opposed: bool, why: str) -> None:
    assert way_of(one).opposes(way_of(other)) is opposed, why
    assert way_of(other).opposes(way_of(one)) is opposed, why

"""The model card is written from figures: its tables are whole, and its numbers those it was given."""

from itertools import pairwise

from loftespor.evaluation.counts import Counts
from loftespor.extract.training.cards import render
from loftespor.extract.training.figures import Agreement, Band, Comparison
from loftespor.extract.training.measuring import SCORES, Figures

ROW = Figures("Bokmål", 12, dict.fromkeys(SCORES, 0.9), {"PER": 0.75})
COMPARED = Comparison("prose", Counts(3, 1, 1), Counts(1, 0, 3), Counts(1, 3, 3))
AGREED = Agreement("ten parts", 214, 0.8, 0.6, 0.7)


def test_the_card_has_whole_tables_with_the_figures() -> None:
    card = render(
        "model_card.md",
        name="nb_loftespor",
        version="1.0.0",
        megabytes=23.9,
        columns=list(SCORES.items())[:2],
        by_language=[ROW, ROW],
        by_genre=[ROW],
        kinds=["PER", "EVT"],
        comparisons=[COMPARED, COMPARED],
        hand=AGREED,
        bands=[Band(0.0, 0.1, 3, 0.05, 0.0)] * 2,
        testability=[AGREED, AGREED],
        speed="6000",
        seconds=0.4,
    )
    lines = card.splitlines()
    for before, line in pairwise(lines):
        if line.startswith("|") and before.startswith("|"):
            assert line.count("|") == before.count("|"), line
    assert card.count("| Bokmål | 12 | 0.900 | 0.900 |\n") == 3
    assert "| Bokmål | 0.750 | – |" in card
    assert card.count("| prose | 0.750 | 0.750 | 0.750 | 0.250 | 0.400 |\n") == 2
    assert card.count("| ten parts | 0.800 | 0.600 | 0.700 |\n") == 2

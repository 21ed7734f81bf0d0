"""Shares and their intervals: against published values, and where there is little or nothing to share."""

import pytest

from loftespor.evaluation.counts import Counts, Share, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        pytest.param(81, 263, 0.2553, 0.3662, id="Newcombe 1998, table I"),
        pytest.param(15, 148, 0.0624, 0.1605, id="Newcombe 1998, table I"),
        pytest.param(0, 20, 0.0000, 0.1611, id="Newcombe 1998, table I: none"),
        pytest.param(1, 29, 0.0061, 0.1718, id="Newcombe 1998, table I: one"),
        pytest.param(20, 20, 0.8389, 1.0000, id="all: the mirror of none"),
    ],
)
def test_wilson(part: int, whole: int, low: float, high: float) -> None:
    share = wilson(part, whole)
    assert share is not None
    assert [round(value, 4) for value in share] == [round(part / whole, 4), low, high]


def test_nothing_to_share_has_no_share() -> None:
    assert wilson(0, 0) is None
    nothing = Counts(0, 0, 0)
    assert (nothing.precision_share, nothing.recall_share, nothing.f1_share) == (None, None, None)
    assert Counts(0, 0, 3).precision_share is None


def test_f1_lies_in_its_interval_and_is_that_of_precision_and_recall() -> None:
    counts = Counts(6, 2, 4)
    share = counts.f1_share
    assert share is not None
    assert share.value == pytest.approx(counts.f1) == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    both = wilson(6, 12)
    assert both is not None
    assert share == Share(*(2 * end / (1 + end) for end in both))
    assert share.low < share.value < share.high


def test_more_passages_make_the_interval_narrower_and_a_whole_one_stays_open_below() -> None:
    widths = [s.high - s.low for n in (1, 10, 100) if (s := Counts(6 * n, 2 * n, 4 * n).f1_share)]
    assert widths == sorted(widths, reverse=True)
    perfect = Counts(4, 0, 0).f1_share
    assert perfect is not None
    assert perfect.high == 1.0
    assert perfect.low < 0.7, "four of four say little"

"""Dates as documents write them."""

import re

import pytest

from loftespor.ingest.metadata.dates import DAY, SHORT_DAY, read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24. april 2024", "2024-04-24"),
        ("24.april 2024", "2024-04-24"),
        ("24 april 2024", "2024-04-24"),
        ("24.4.2024", "2024-04-24"),
        ("24. 04. 2024", "2024-04-24"),
        ("24.04.24", "2024-04-24"),
        ("24/4-2024", "2024-04-24"),
        ("24/4 2024", "2024-04-24"),
        ("2024-04-24", "2024-04-24"),
        ("24042024", "2024-04-24"),
        ("31. april 2024", "None"),
        ("24. brumaire 2024", "None"),
        ("24.13.2024", "None"),
        ("24.4.0024", "None"),
        ("april 2024", "None"),
    ],
)
def test_read_date(text: str, day: str) -> None:
    assert str(read_date(text)) == day


@pytest.mark.parametrize(
    ("text", "day", "short"),
    [
        ("den 24. april 2024 kl. 10", "24. april 2024", "24. april 2024"),
        ("Dato: 24.4.24", None, "24.4.24"),
        ("sak 24/2024", None, None),
        ("1.24.04.2024", None, None),
        ("arkivsak 2024/04/24", None, None),
        ("tlf. 24 04 20 24", None, None),
    ],
)
def test_what_is_a_day(text: str, day: str | None, short: str | None) -> None:
    for pattern, expected in ((DAY, day), (SHORT_DAY, short)):
        found = re.search(pattern, text, re.IGNORECASE)
        assert (found[0] if found else None) == expected

"""Which rows of a table are its head: those above the first that holds an amount."""

import re
from collections.abc import Sequence

HEAD = 5  # a head of more rows than four is none
_AMOUNT = re.compile(r"[(+−–-]?\s?\d[\d\s.]*(?:,\d+)?\s?%?\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def head_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows of a table are its head, by their texts.

    A row belongs to the head as long as no cell right of the first holds an amount; a year is none. A table
    without amounts in its first rows has a head of one row, when that row has a text in every column.
    """
    for place, row in enumerate(rows[:HEAD]):
        if any(is_amount(text) for text in row[1:]):
            return place
    return 1 if len(rows) > 1 and all(rows[0]) else 0


def is_amount(text: str) -> bool:
    """Whether a cell holds a number that is no year: '1 200', '-3,5 %', '(400)'."""
    text = text.strip()
    return bool(_AMOUNT.fullmatch(text)) and not _YEAR.fullmatch(text)

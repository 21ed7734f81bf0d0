"""Numbers of budget tables: amounts as printed, and the unit that a table or page states."""

import re
from decimal import Decimal

_AMOUNT = re.compile(
    r"(?P<sign>[+–−-])?\s?(?P<number>\d{1,3}(?:[ .\u00a0\u2009\u202f]\d{3})+|\d+)(?P<decimals>,\d{1,3})?"
    r"(?P<paren>\))?\Z"
)
_NOTHING = re.compile(r"[–−—-]\Z")
_IN = r"\b(?:tall |tal |beløp )?i\s+(?:hele |heile )?"
_UNITS = {
    "1000 kr": re.compile(_IN + r"(?:1[ .]?000|tusen)\b|\bkr(?:oner)?\.? 1[ .]?000\b", re.IGNORECASE),
    "mill. kr": re.compile(_IN + r"(?:mill\b|millioner|millionar)|\(mill\.? ?(?:kr|kroner)?\.?\)", re.IGNORECASE),
    "kr": re.compile(r"\bi\s+(?:hele|heile) (?:kroner|kr)\b", re.IGNORECASE),
}
_FACTORS = {"kr": 1, "1000 kr": 1000, "mill. kr": 1_000_000}


def read_amount(text: str) -> Decimal | None:
    """The number of a cell: '1 812 600', '–1 200', '+2 500', '28,5', '(1 200)'; None where it holds no number.

    A dash alone is nothing budgeted: 0.
    """
    text = text.strip()
    if _NOTHING.match(text):
        return Decimal(0)
    found = _AMOUNT.match(text.removeprefix("("))
    if found is None:
        return None
    digits = re.sub(r"\D", "", found["number"])
    number = Decimal(digits + (found["decimals"] or "").replace(",", "."))
    negative = found["sign"] in ("–", "−", "-") or (text.startswith("(") and found["paren"])
    return -number if negative else number


def whole_kroner(number: Decimal, unit: str) -> int:
    """An amount in whole kroner; the unit is one that `stated_unit` gives."""
    return int(number * _FACTORS[unit])


def stated_unit(text: str) -> str | None:
    """The unit a heading, caption or sentence states: 'kr', '1000 kr' or 'mill. kr'; the last one stated counts."""
    found = [(match.end(), unit) for unit, pattern in _UNITS.items() for match in pattern.finditer(text)]
    return max(found)[1] if found else None

"""What the id of a value says, in words: 'money/NOK/250000' is 'NOK 250 000', 'percent/>=55' 'at least 55 percent'."""

import re

from loftespor.extract.records import Citation

_SIGNS = {">=": "at least ", "<=": "at most ", ">": "more than ", "<": "less than "}
_SIGN = re.compile(r"[<>]=?")
_LONG = re.compile(r"\d{4,}")
_FIXED_SPACE = "\u00a0"  # a number is not broken over lines


def reading(citation: Citation) -> str:
    """The value of a citation for people; the id of one that is no value.

    >>> reading(Citation(0, 15, "percent", "value", "value-percent", "percent/>=55"))
    'at least 55 percent'
    """
    kind, _, rest = (citation.id or "?").partition("/")
    if kind in ("percent", "percentage-points"):
        return f"{_number(rest)} {kind.replace('-', ' ')}"
    if kind == "quantity":
        number, _, unit = rest.partition("/")
        return _number(number) + (f" {unit.replace('-', ' ')}" if unit != "?" else "")
    if kind == "money":
        unit, _, number = rest.partition("/")
        return f"{unit} {_number(number)}"
    if kind == "deadline":
        return _deadline(rest)
    return _ends(rest) if kind == "date" else rest


def _deadline(rest: str) -> str:
    if rest.startswith("<="):
        return f"by {rest[2:]}"
    if rest.startswith("<"):
        return f"before {rest[1:]}"
    return "within the period" if rest == "periode" else f"by {rest}"


def _number(written: str) -> str:
    sign = _SIGN.match(written)
    plain = written[sign.end() :] if sign else written
    return (_SIGNS[sign.group()] if sign else "") + _ends(_LONG.sub(_in_groups, plain))


def _in_groups(digits: re.Match[str]) -> str:
    return f"{int(digits.group()):,}".replace(",", _FIXED_SPACE)


def _ends(written: str) -> str:
    return written.replace("..", " to ")

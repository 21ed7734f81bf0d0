"""What a review from another database must have: a row that is once kept stays for ever, so none may be half."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from loftespor.corpus.review_making import allowed_values
from loftespor.corpus.reviews import JUDGED_AXES

Shape = Mapping[str, type | tuple[type, ...]]
_NONE = type(None)
_TEXT = (str, _NONE)
_NUMBER = (int, float, _NONE)
_ORIGIN: Shape = {"work": _TEXT, "name": _TEXT}
_ROW: Shape = {
    "uid": str, "subject_table": str, "subject": str, "document": str, "action": str, "by": str, "at": str,
    "reason": str, "axis": _TEXT, "value": _TEXT, "seen": dict,
}  # fmt: skip
_SEEN: dict[str, Shape] = {
    "links": {
        **_ORIGIN,
        "kind": str, "commitment": str, "target_table": str, "target": str, "target_document": _TEXT,
        "commitment_text": str, "target_text": _TEXT, "start": int, "target_start": (int, _NONE),
        "score": (int, float), "wording": _NUMBER, "cover": _NUMBER, "same_case": (int, _NONE), "point": (int, _NONE),
        "reasons": list,
    },
    "statuses": {**_ORIGIN, "commitment_text": str, "start": int, "values": dict, "evidence": list},
    "merges": {"kind": str, "measure": str, "target": str, "score": (int, float), "reasons": list},
    "reviews": {},
}  # fmt: skip
_QUOTED: Shape = {**_ORIGIN, "document": str, "page": int, "start": int, "end": int, "quote": str}
_ACTIONS = {
    "links": ("confirm", "reject"),
    "merges": ("confirm", "reject"),
    "statuses": ("confirm", "reject", "set", "reply"),
    "reviews": ("withdraw",),
}
_OPTIONAL = frozenset({*_ORIGIN, "target_text", "target_document"})  # of a measure there is no document


def faults(row: object) -> Iterator[str]:
    """The names of the fields that are missing or wrong in a review's row; nothing where it is whole."""
    if not isinstance(row, dict):
        yield "the object"
        return
    found = list(_misshapen(row, _ROW))
    yield from found
    if found:
        return
    table, seen = row["subject_table"], row["seen"]
    if table not in _ACTIONS:
        yield "subject_table"
        return
    yield from (name for name in ("by", "reason") if not row[name].strip())
    if not _is_time(row["at"]):
        yield "at"
    if row["action"] not in _ACTIONS[table]:
        yield "action"
    wrong = list(_misshapen(seen, _SEEN[table]))
    yield from (f"seen.{name}" for name in wrong)
    if table == "statuses" and not wrong:
        yield from _status_faults(row, seen)


def _status_faults(row: Mapping[str, Any], seen: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the values and quotes of a review of a status."""
    axes = (*JUDGED_AXES, "documentation")
    if row["axis"] not in (*axes, None) or (row["action"] == "set" and row["axis"] is None):
        yield "axis"
    elif row["action"] == "set" and row["value"] not in allowed_values(row["axis"]):
        yield "value"
    if any(not isinstance(seen["values"].get(axis), str) for axis in axes):
        yield "seen.values"
    if not all(_is_quote(quote) and quote.get("axis") in axes for quote in seen["evidence"]):
        yield "seen.evidence"
    if "quote" in seen and not (_is_quote(seen["quote"]) and _is_day(seen["quote"].get("date"))):
        yield "seen.quote"


def _is_quote(quote: object) -> bool:
    return isinstance(quote, dict) and not any(_misshapen(quote, _QUOTED))


def _misshapen(row: Mapping[str, Any], shape: Shape) -> Iterator[str]:
    """The names whose values are of another type, or are not there."""
    for name, types in shape.items():
        absent = name not in row
        if (absent and name not in _OPTIONAL) or (not absent and not isinstance(row[name], types)):
            yield name


def _is_time(text: str) -> bool:
    """Whether a time is ISO in UTC, so that times can be put in order as they are written."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return False
    return text.endswith("+00:00") and when.utcoffset() == timedelta(0)


def _is_day(text: object) -> bool:
    if text is None:
        return True
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False
